"""Every sample of every template, in both languages, as letter and large print: how it falls on lines and pages.

What a reader of the printed letters found wrong once is asked of each of them here.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
import pytest

from caseapp.domain.letters import ComposedLetter, LetterFormat
from caseapp.typesetting.blocks import BlockMaker
from caseapp.typesetting.drawing import FOOT_ROOM
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.geometry import POINT
from caseapp.typesetting.paging import height_of
from caseapp.typesetting.press import Press
from caseapp.typesetting.sheet import Sheets, large_print_sheets, letter_sheets
from tests.typesetting.envelopes import W10_STRICT
from tests.typesetting.samples import make_press, read

PRINTED = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)
SHEETS = {LetterFormat.LETTER: letter_sheets, LetterFormat.LARGE_PRINT: large_print_sheets}
LEAST_LINES = 6
"""Lines on any page of a letter."""
_FOOT = re.compile(r"\n(?:Reference|Referencia) 2026-004812 (?:Page|Página) \d+ (?:of|de) \d+\Z")
_TOGETHER = re.compile(
    r"(?:\w+day, )?(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}"
    r"|\w+, \d{1,2} de [a-z]+ de \d{4}"
    r"|(?:Civil Code|Código Civil) \d[\d.()a-z]*"
    r"|\d+ (?:CCR [\d.()a-z]+|days|months|días|meses)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A sample on paper: the lines of each page without its foot."""

    letter: ComposedLetter
    format: LetterFormat
    pages: tuple[tuple[str, ...], ...]
    content: bytes

    @property
    def signed_on(self) -> int:
        """The page of the signature, from 0."""
        return next(number for number, lines in enumerate(self.pages) if self.letter.closing[0] in lines)


def _all_samples(press: Press) -> dict[tuple[str, str], ComposedLetter]:
    return {
        (info.language, each.id): press.compose(info.kind, info.language, dict(each.values), dict(each.slots))
        for info in press.templates()
        for each in info.samples
    }


SAMPLES = _all_samples(make_press())
CASES = [pytest.param(*key, format, id=f"{key[0]}-{key[1]}-{format}") for key in SAMPLES for format in PRINTED]


@pytest.fixture(scope="module")
def printed(press: Press) -> dict[tuple[str, str, LetterFormat], Printed]:
    """Every sample, printed once."""
    made: dict[tuple[str, str, LetterFormat], Printed] = {}
    for (language, id), letter in SAMPLES.items():
        for format in PRINTED:
            content = press.render(letter, format)
            pages = press.text_of(content).split("\f")
            lines = tuple(tuple(line.strip() for line in _FOOT.sub("", page).splitlines()) for page in pages)
            made[language, id, format] = Printed(letter=letter, format=format, pages=lines, content=content)
    return made


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts(lambda name: read(f"fonts/{name}.ttf"))


Printeds = dict[tuple[str, str, LetterFormat], Printed]


@pytest.mark.parametrize(("language", "id", "format"), CASES)
def test_signature_and_notes_stand_on_one_page_with_words_before_them(
    printed: Printeds, language: str, id: str, format: LetterFormat
) -> None:
    one = printed[language, id, format]
    page = one.pages[one.signed_on]
    greeting = page.index(one.letter.closing[0])
    assert greeting >= 2, "two lines of the letter at least before its signature"
    assert page[greeting + 1 : greeting + 3] == one.letter.closing[1:]
    said = "".join("".join(page[greeting + 3 :]).split())
    assert said == "".join("".join(("•" if number else "") + note.text for number, note in enumerate(one.letter.notes)).split())


@pytest.mark.parametrize(("language", "id", "format"), CASES)
def test_no_page_holds_only_a_few_lines_and_none_ends_in_a_heading(printed: Printeds, language: str, id: str, format: LetterFormat) -> None:
    one = printed[language, id, format]
    headings = {part.text for part in one.letter.paragraphs if part.kind == "heading"}
    for page in one.pages:
        assert len(page) >= LEAST_LINES
        assert page[-1] not in headings


@pytest.mark.parametrize(("language", "id", "format"), CASES)
def test_no_date_section_or_case_number_is_broken_over_a_line(printed: Printeds, language: str, id: str, format: LetterFormat) -> None:
    one = printed[language, id, format]
    lines = [line for page in one.pages for line in page]
    whole = " ".join(lines)
    for text in {*_TOGETHER.findall(whole), one.letter.reference.split()[-1]}:
        assert sum(line.count(text) for line in lines) == whole.count(text), text


@pytest.mark.parametrize(("language", "id", "format"), CASES)
def test_no_paragraph_ends_in_a_line_of_a_single_short_word(printed: Printeds, language: str, id: str, format: LetterFormat) -> None:
    one = printed[language, id, format]
    lines = [line for page in one.pages for line in page]
    for part in (*one.letter.paragraphs, *one.letter.notes):
        words = part.text.split()
        if len(words) > 6:
            assert words[-1] not in lines or len(words[-1]) > 8, part.text


@pytest.mark.parametrize(("language", "id", "format"), CASES)
def test_what_fits_one_page_is_on_one_page(fonts: Fonts, printed: Printeds, language: str, id: str, format: LetterFormat) -> None:
    one = printed[language, id, format]
    sheets: Sheets = SHEETS[format]()
    room = (W10_STRICT.body_bottom - W10_STRICT.body_top) * POINT - (sheets.own.footer.size - 8.5) * FOOT_ROOM
    width = (W10_STRICT.right - W10_STRICT.left) * POINT
    heights = [
        height_of(BlockMaker(fonts, sheet, width).letter(one.letter)) for sheet in (sheets.own, *(one.sheet for one in sheets.closer))
    ]
    assert (one.signed_on == 0) is (min(heights) <= room)


@pytest.mark.parametrize(("language", "id"), sorted(SAMPLES))
def test_a_letter_of_two_pages_is_set_as_large_as_it_is_meant_to_be(printed: Printeds, language: str, id: str) -> None:
    """Smaller type spares a page or is not used; in large print never."""
    letter, large = (printed[language, id, format] for format in PRINTED)
    assert _text_sizes(letter) == {11.0} if letter.signed_on else _text_sizes(letter) <= {11.0, 10.5, 10.0}
    assert _text_sizes(large) == {18.0}


def _text_sizes(one: Printed) -> set[float]:
    """The size of the greeting, which is that of running text."""
    with pikepdf.open(io.BytesIO(one.content)) as pdf:
        size, greeting = 0.0, b"(" + one.letter.closing[0].encode("latin-1") + b")"
        for instruction in pikepdf.parse_content_stream(pdf.pages[one.signed_on]):
            if str(instruction.operator) == "Tf":
                size = float(instruction.operands[1])
            elif str(instruction.operator) == "Tj" and bytes(instruction.operands[0]) == greeting[1:-1]:
                return {size}
    return set()


def test_no_line_of_a_table_s_entry_stands_alone_on_a_page(printed: Printeds) -> None:
    """In large print a row of a table is written as lines "Label: text"."""
    for (language, id, format), one in printed.items():
        heads = [cell for part in one.letter.paragraphs if part.kind == "table_head" for cell in part.cells]
        if format is LetterFormat.LARGE_PRINT and heads:
            for page in one.pages[1:]:
                assert not page[0].startswith(f"{heads[-1]}: "), (language, id)
