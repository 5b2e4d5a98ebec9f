"""Letters set by ours and by typst in turn, the same content, both tagged, one core: ``python -m tests.benchmarks.letters_beside_typst``.

It prints one line of JSON. Processor time is counted, not time on the wall: what else the machine does changes little, and work that
either did in other threads would count too. Two kinds of content:

- as in a batch: every letter of the rule book in both languages, each to another person, so that much is said again and again;
- every word new: the words of each letter in another order, so that nothing kept from the letter before helps.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from caseapp.domain.letters import ComposedLetter, LetterFormat, Paragraph
from caseapp.typesetting.press import Press
from tests.benchmarks.row import Row
from tests.fakes.desk import real_press

TURN = 10
ROUNDS = 11
ROOT = Path(__file__).resolve().parents[2]


def rows_beside_typst() -> Iterator[Row]:
    """Measure in a process of its own: threads of typst keep to the core that was chosen before it was loaded."""
    done = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, text=True, check=True)
    for work, figures in json.loads(done.stdout).items():
        theirs, ours = figures["typst_ms"], figures["ours_ms"]
        rates = f"{1000 / theirs:.0f}/s, {1000 / ours:.0f}/s"
        yield Row(work=f"letter beside typst, {work} ({rates})", floor=theirs, ours=ours, unit="ms", aim=theirs)


def main() -> int:
    """Measure on one core and print the medians in milliseconds."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    # Loaded only now, with its threads on the one core.
    from tests.benchmarks.typst_letter import TypstPress

    press, typst_press = real_press(), TypstPress()
    told = {}
    for work, letters in (("as in a batch", in_a_batch(press)), ("every word new", with_new_words(press))):
        for letter in letters[:: len(letters) // 20]:
            assert_same_content(press, letter, press.render(letter, LetterFormat.LETTER), typst_press.render(letter))
        theirs, ours = taking_turns(letters, typst_press.render, lambda letter: press.render(letter, LetterFormat.LETTER))
        told[work] = {"typst_ms": theirs, "ours_ms": ours, "letters": len(letters)}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


def taking_turns(letters: Sequence[ComposedLetter], *engines: Callable[[ComposedLetter], bytes]) -> list[float]:
    """Return the median milliseconds a letter of each engine; each takes `TURN` letters, then the next one takes the same."""
    taken: list[list[float]] = [[] for _ in engines]
    chosen = [letters[start : start + TURN] for start in range(0, len(letters) - TURN + 1, TURN)]
    for number, turn in enumerate(chosen):
        # Who begins changes, so that neither always finds the caches of the processor warm.
        for place in range(len(engines)) if number % 2 else reversed(range(len(engines))):
            start = time.process_time()
            for letter in turn:
                engines[place](letter)
            taken[place].append((time.process_time() - start) * 1000 / len(turn))
    return [statistics.median(each) for each in taken]


def in_a_batch(press: Press) -> list[ComposedLetter]:
    """Every sample letter in every language, to somebody else each time."""
    letters = [
        press.compose(info.kind, info.language, dict(sample.values), dict(sample.slots))
        for info in press.templates()
        for sample in info.samples
    ]
    chance = random.Random(20261124)
    mixed = [letter for _ in range(ROUNDS * TURN // len(letters) + 1) for letter in chance.sample(letters, len(letters))]
    return [_to_another(letter, number) for number, letter in enumerate(mixed)]


def with_new_words(press: Press) -> list[ComposedLetter]:
    """The same letters with the words of each text in another order."""
    chance = random.Random(20261125)

    def mix(text: str) -> str:
        words = text.split(" ")
        return " ".join(chance.sample(words, len(words)))

    def mixed(parts: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(replace(part, text=mix(part.text), cells=tuple(map(mix, part.cells))) for part in parts)

    return [
        replace(
            letter,
            paragraphs=mixed(letter.paragraphs),
            notes=mixed(letter.notes),
            enclosures=tuple(replace(each, paragraphs=mixed(each.paragraphs)) for each in letter.enclosures),
        )
        for letter in in_a_batch(press)
    ]


def _to_another(letter: ComposedLetter, number: int) -> ComposedLetter:
    name = f"{'Ana Luis Mei Rosa Tom Ida Zoe Raúl'.split()[number % 8]} {'Peña Garcia Nguyen Smith Li Ortiz Khan'.split()[number % 7]}"
    lines = (f"{100 + number} Main St", f"Oakland, CA 94601-{1000 + number}")
    reference = f"2026-{number:06d}"
    return replace(letter, addressee=replace(letter.addressee, name=name, lines=lines), salutation=f"Dear {name}:", reference=reference)


def assert_same_content(press: Press, letter: ComposedLetter, ours: bytes, theirs: bytes) -> None:
    """Both files say the same in the same order, white space and the feet of the pages apart, and both are tagged."""
    assert content_of(press, letter, ours) == content_of(press, letter, theirs)
    assert all(b"/StructTreeRoot" in content and b"/MarkInfo" in content for content in (ours, theirs))


def content_of(press: Press, letter: ComposedLetter, content: bytes) -> str:
    """Return what a file says, without white space; of each page without its foot, which has to be there."""
    pages = press.text_of(content).split("\f")
    told = []
    for number, page in enumerate(pages, start=1):
        said = "".join(page.split())
        words = letter.page_pattern.replace("{page}", str(number)).replace("{pages}", str(len(pages)))
        foot = "".join((" · ".join((letter.reference, *letter.footer_lines)) + words).split())
        assert foot in said
        told.append("".join(said.rsplit(foot, 1)))
    return "".join(told)


if __name__ == "__main__":
    sys.exit(main())
