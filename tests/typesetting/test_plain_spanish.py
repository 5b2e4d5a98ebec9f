"""Spanish letters are easy to read: 55 at least on the scale of Szigriszt and Pazos, where 55 to 65 is "normal" (11 CCR 7003(a))."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from caseapp.domain.letters import ComposedLetter, LetterKind, ParagraphKind
from caseapp.typesetting.press import Press

LOWEST = 55.0
_READ = (ParagraphKind.TEXT, ParagraphKind.OFFICER_TEXT, ParagraphKind.ITEM, ParagraphKind.QUOTE, ParagraphKind.CHECK_BOX)
_STRONG = "aeoáéóíú"


def syllables(word: str) -> int:
    """Vowels in a row are one syllable; two strong or accented ones beside each other are two."""
    plain = re.sub(r"(?<=[gq])u(?=[eéií])", "", word.lower())
    count = 0
    for run in re.findall(r"[aeiouáéíóúü]+|(?<=[^aeiouáéíóúü])y$|^y$", plain):
        count += 1
        count += sum(first in _STRONG and second in _STRONG for first, second in pairwise(run))
    return max(count, 1)


def ease(text: str) -> float:
    """206.84 less 62.3 times syllables a word, less words a sentence. Numbers, dates and web names count as one short word."""
    plain = re.sub(r"[\w.]+@[\w.]+|[\w.]+\.(?:gov|example)\S*|\$?\d[\d.,:-]*(?:\(\w+\))*", "dato", text)
    sentences = [part for part in re.split(r"[.?!:]\s|\n", plain) if re.search(r"[^\W\d_]{2,}", part)]
    words = re.findall(r"[^\W\d_]+", plain)
    return 206.84 - 62.3 * sum(map(syllables, words)) / len(words) - len(words) / len(sentences)


def read_text(letter: ComposedLetter) -> str:
    enclosed = tuple(part for enclosure in letter.enclosures for part in enclosure.paragraphs)
    return "\n".join(part.text for part in (*letter.paragraphs, *letter.notes, *enclosed) if part.kind in _READ)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("sí", 1), ("carta", 2), ("información", 4), ("solicitud", 4), ("día", 2), ("quién", 1), ("guía", 2), ("leer", 2), ("muy", 1),
        ("y", 1), ("ley", 1), ("vergüenza", 3), ("envíenosla", 5),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_measure_tells_plain_from_heavy() -> None:
    assert ease("La casa es roja. El sol sale. Ana come pan.") > 90
    assert (
        ease("No obstante las obligaciones contractuales anteriormente mencionadas, determinadas verificaciones requieren documentación.")
        < 20
    )


@pytest.mark.parametrize("kind", LetterKind)
def test_reading_ease(press: Press, kind: LetterKind) -> None:
    info = next(one for one in press.templates() if one.kind is kind and one.language == "es")
    for each in info.samples:
        letter = press.compose(kind, "es", dict(each.values), dict(each.slots))
        assert ease(read_text(letter)) >= LOWEST, (each.id, round(ease(read_text(letter)), 1))
