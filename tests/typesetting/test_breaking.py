"""Lines of a text: what stands together is not parted, nothing is lost, and no last line holds a single short word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.typesetting.blocks import BlockMaker, Role
from caseapp.typesetting.breaking import wrap
from caseapp.typesetting.fonts import Fonts, LetterFont, Weight
from caseapp.typesetting.sheet import letter_sheets
from tests.typesetting.samples import read

_FONTS = Fonts(lambda name: read(f"fonts/{name}.ttf"))


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return _FONTS


@pytest.fixture(scope="module")
def face(fonts: Fonts) -> LetterFont:
    return fonts[Weight.REGULAR]


@pytest.mark.parametrize(
    "held",
    [
        "Friday, April 17, 2026", "viernes, 17 de abril de 2026", "17 de abril de 2026", "March 2024", "Civil Code 1798.145(h)(3)",
        "Código Civil 1798.145(h)(3)", "11 CCR 7027(m)", "section 1788.58", "24 months", "45 días", "PO Box 3310", "Dr. Chen", "J. Smith",
    ],
)  # fmt: skip
def test_what_stands_together_is_never_parted(face: LetterFont, held: str) -> None:
    text = f"You will have our answer no later than {held} and not a day after it."
    for width in range(170, 420, 3):
        assert any(held in line for line in wrap(text, face, 11, width)), width


def test_what_is_wider_than_a_line_is_parted_all_the_same(face: LetterFont) -> None:
    lines = wrap("by Wednesday, November 18, 2026", face, 18, 120)
    assert len(lines) > 2
    assert "".join(lines) == "by Wednesday, November 18, 2026"


@given(st.text(alphabet="abc deé 7,./-@MarchCode", max_size=200), st.floats(30, 460))
def test_lines_joined_are_the_text(text: str, width: float) -> None:
    said = " ".join(text.split())
    assert "".join(wrap(said, _FONTS[Weight.REGULAR], 11, width)) == said


def test_a_last_line_of_one_short_word_takes_words_along(face: LetterFont) -> None:
    text = "Then we search our records, decide what the law lets us do, and tell you the result in writing."
    for width in range(260, 460):
        lines = wrap(text, face, 11, width)
        if len(lines) > 1:
            assert face.width(lines[-1], 11) > width * 0.15, (width, lines)


def test_figures_of_a_table_stand_right_under_right(fonts: Fonts) -> None:
    rows = [("To delete", "1,204", "27.8"), ("To correct", "63", "22"), ("To limit", "5", "3.1")]
    head = Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=("Request", "Received", "Days"))
    blocks = BlockMaker(fonts, letter_sheets().own, 468).paragraphs(
        (head, *(Paragraph(kind=ParagraphKind.TABLE_ROW, cells=cells) for cells in rows))
    )
    pieces = [block.rows[0].pieces for block in blocks if block.role is Role.ROW]

    def end_of_whole_number(row: int, cell: int) -> float:
        piece = pieces[row][cell]
        return piece.x + fonts[piece.style.weight].width(piece.text.partition(".")[0], piece.style.size)

    for cell in (1, 2):
        assert len({round(end_of_whole_number(row, cell), 3) for row in range(3)}) == 1
    assert {pieces[row][0].x for row in range(3)} == {0.0}
