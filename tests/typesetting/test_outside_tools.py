"""Every letter in every language and format, as programs of others find it: tagged without a fault, and saying what the letter says.

Which rules of PDF/UA nobody here can check stands in caseapp/DECISIONS.md.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import pytest

from caseapp.domain.letters import ComposedLetter, LetterFormat, LetterKind, Paragraph, ParagraphKind
from caseapp.typesetting.press import Press
from tests.typesetting.outside_tools import faults_of, font_faults, pages_of_words, run, told_by_pdfinfo, without_feet
from tests.typesetting.samples import make_press, sample
from tests.typesetting.told import Told, heads_of, told_by_letter, words_of

FORMATS = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)
SAMPLES = tuple((info.language, sample.id, format) for info in make_press().templates() for sample in info.samples for format in FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A letter and its file."""

    letter: ComposedLetter
    format: LetterFormat
    path: Path


@pytest.fixture(params=SAMPLES, ids=lambda each: f"{each[0]}-{each[1]}-{each[2].value}")
def printed(request: pytest.FixtureRequest, press: Press, tmp_path: Path) -> Printed:
    """Every sample letter, one after the other."""
    language, id, format = request.param
    info, filled = next((info, each) for info in press.templates() if info.language == language for each in info.samples if each.id == id)
    return printed_to(tmp_path, press, press.compose(info.kind, language, dict(filled.values), dict(filled.slots)), format)


def printed_to(folder: Path, press: Press, letter: ComposedLetter, format: LetterFormat = LetterFormat.LETTER) -> Printed:
    path = folder / "letter.pdf"
    path.write_bytes(press.render(letter, format))
    return Printed(letter=letter, format=format, path=path)


def told(printed: Printed) -> list[Told]:
    """What has to be told. A letter's table with very long cells is written out row by row, as every table in large print."""
    stacked = printed.format is LetterFormat.LARGE_PRINT or any(len(cell) > 300 for part in parts_of(printed.letter) for cell in part.cells)
    return told_by_letter(printed.letter, stacked=stacked, two_windows=printed.letter.envelope == "w9_double")


def parts_of(letter: ComposedLetter) -> list[Paragraph]:
    return [*letter.paragraphs, *(part for enclosure in letter.enclosures for part in enclosure.paragraphs)]


def foot_of(letter: ComposedLetter) -> str:
    return f"{' · '.join((letter.reference, *letter.footer_lines))} {letter.page_pattern}"


def assert_tools_agree(printed: Printed) -> None:
    """The checkers find nothing, every font is embedded, and tree and words are the letter's, spaces included."""
    letter, expected = printed.letter, told(printed)
    assert faults_of(printed.path) == []
    assert font_faults(printed.path) == []
    assert told_by_pdfinfo(printed.path) == expected
    pages = pages_of_words(printed.path, "-raw")
    band = letter.practice_line if letter.practice else ""
    assert without_feet(pages, foot_of(letter), band=band, heads=heads_of(letter)) == words_of(expected)
    for option in ((), ("-layout",)):
        assert Counter(sum(pages_of_words(printed.path, *option), [])) == Counter(sum(pages, []))


def test_every_letter(printed: Printed) -> None:
    assert_tools_agree(printed)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("envelope", ["w10_strict", "w9_double", "plain_10", "flat_9x12"])
@pytest.mark.parametrize("practice", [False, True])
def test_every_envelope_and_the_practice_folder(press: Press, tmp_path: Path, envelope: str, format: LetterFormat, practice: bool) -> None:
    band = "PRACTICE - not real mail" if practice else ""
    letter = replace(sample(press, LetterKind.DELETE_REFUSED), envelope=envelope, practice=practice, practice_line=band)
    assert_tools_agree(printed_to(tmp_path, press, letter, format))


NAMES = ("Nguyễn Thị Ánh", "Ελένη Παπαδοπούλου", "Наталья Щербакова", "Արամ Խաչատրյան", "Adébọ̀wálé Ọ̀ṣun", "Zoë D’Arcy-Łukasz")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_names_in_other_scripts(press: Press, tmp_path: Path, name: str, format: LetterFormat) -> None:
    letter = sample(press, LetterKind.DENIAL)
    letter = replace(letter, salutation=f"Dear {name}:", addressee=replace(letter.addressee, name=name))
    assert_tools_agree(printed_to(tmp_path, press, letter, format))


LONG = (
    "recovery.example/privacy/california/requests/2026/how-we-answer-them-and-what-you-can-do-when-you-do-not-agree-with-what-we-wrote",
    "W" * 130,
    "a-" * 90,
)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("word", LONG, ids=["address", "no signs", "hyphens"])
def test_a_word_that_is_broken_is_still_one_word(press: Press, tmp_path: Path, word: str, format: LetterFormat) -> None:
    letter = sample(press, LetterKind.DENIAL)
    parts = [
        Paragraph(kind=ParagraphKind.TEXT, text=f"See {word} for more."),
        Paragraph(kind=ParagraphKind.ITEM, text=f"See {word}."),
        Paragraph(kind=ParagraphKind.HEADING, text=word),
        Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=("What", "Where")),
        Paragraph(kind=ParagraphKind.TABLE_ROW, cells=("Policy", f"Read {word} first")),
    ]
    printed = printed_to(tmp_path, press, replace(letter, paragraphs=(*letter.paragraphs, *parts)), format)
    assert faults_of(printed.path) == []
    assert told_by_pdfinfo(printed.path) == told(printed)
    joined = "".join(without_feet(pages_of_words(printed.path, "-raw"), foot_of(letter), heads=[["What", "Where"]]))
    assert joined == "".join(words_of(told(printed)))


def test_a_table_over_several_pages(press: Press, tmp_path: Path) -> None:
    letter = sample(press, LetterKind.DELETE_REFUSED)
    names = ["".join(pair) for pair in product("ABCDEFGH", "aeiouyxz")]
    cells = ((f"Kind {name}", f"The law of {name} says that we have to keep what {name} is. " * 2, name) for name in names)
    rows = [Paragraph(kind=ParagraphKind.TABLE_ROW, cells=each) for each in cells]
    head = Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=("What", "Why it stays", "What happens"))
    printed = printed_to(tmp_path, press, replace(letter, paragraphs=(*letter.paragraphs, head, *rows)))
    assert len(pages_of_words(printed.path)) > 3
    assert_tools_agree(printed)


def test_a_locked_answer_reads_the_same(press: Press, tmp_path: Path) -> None:
    printed = printed_to(tmp_path, press, sample(press, LetterKind.DELETE_DONE))
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(press.locked(printed.path.read_bytes(), "six plain words"))
    for tool, *options in (("pdftotext", "-raw"), ("pdfinfo", "-struct-text"), ("pdffonts",)):
        given = [*options, "-upw", "six plain words"]
        end = ["-"] if tool == "pdftotext" else []
        opened, plain = run(tool, *given, locked, *end), run(tool, *options, printed.path, *end)
        assert (opened == plain) or (tool == "pdffonts" and opened.count("yes yes yes") == plain.count("yes yes yes") > 0)
