"""The file for the printer: frozen letters as they are, marked inside the fold, moved against the printer's fault, the same bytes again."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.domain.print_file import PrinterOffset, PrintPiece, offset_from_text, offsets_from_text, offsets_to_text, piece_mark
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import Glyph, glyphs_on
from tests.typesetting.envelopes import PROFILES
from tests.typesetting.samples import make_press, sample

KINDS = (LetterKind.OPT_OUT_CONFIRMED, LetterKind.DENIAL, LetterKind.REQUEST_INFORMATION, LetterKind.DELETE_REFUSED)
TITLE = "Mail batch B20261124-03"
NONE = PrinterOffset()


@pytest.fixture(scope="module")
def letters(press: Press) -> tuple[bytes, ...]:
    formats = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)
    return tuple(press.render(sample(press, kind), format) for kind in KINDS for format in formats)


@pytest.fixture(scope="module")
def pieces(letters: tuple[bytes, ...]) -> tuple[PrintPiece, ...]:
    return tuple(
        PrintPiece(content=content, mark=piece_mark("B20261124-03", number, len(letters)))
        for number, content in enumerate(letters, start=1)
    )


def printed(press: Press, pieces: tuple[PrintPiece, ...], *, duplex: bool = False, offset: PrinterOffset = NONE) -> bytes:
    return press.print_file(pieces, title=TITLE, duplex=duplex, offset=offset)


def at_foot(glyphs: tuple[Glyph, ...]) -> str:
    """The mark: what stands below the foot of the page."""
    return "".join(glyph.character for glyph in glyphs if glyph.box.top > 10.69 and glyph.box.left < 4)


def test_every_page_has_its_mark_inside_the_fold(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    content, page = printed(press, pieces), 0
    for piece in pieces:
        count = press.page_count(piece.content)
        for number in range(1, count + 1):
            glyphs, before = glyphs_on(content, page), glyphs_on(piece.content, number - 1)
            assert at_foot(glyphs) == f"{piece.mark} p{number}/{count}".replace(" ", "")
            marks = glyphs[len(before) :]
            assert all(glyph.box.top > 10.69 and glyph.box.bottom < 10.8334 for glyph in marks)
            assert all(fold < 10.69 for profile in PROFILES.values() for fold in profile.fold_ticks)
            page += 1
    assert page == press.page_count(content)


def test_the_letters_are_taken_over_byte_for_byte(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    """The code of each page is the frozen letter's own; what is added stands in other streams; the letter given is not touched."""
    before = [hashlib.sha256(piece.content).hexdigest() for piece in pieces]
    with pikepdf.open(io.BytesIO(printed(press, pieces))) as pdf:
        own = [page.Contents[1].read_raw_bytes() for page in pdf.pages]
        around = {page.Contents[0].read_bytes() for page in pdf.pages}
    theirs = []
    for piece in pieces:
        with pikepdf.open(io.BytesIO(piece.content)) as pdf:
            theirs += [page.Contents.read_raw_bytes() for page in pdf.pages]
    assert own == theirs
    assert around == {b"q\n"}
    assert [hashlib.sha256(piece.content).hexdigest() for piece in pieces] == before


def test_but_for_the_mark_the_page_looks_as_the_frozen_letter_looks(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    content, page = printed(press, pieces[:4]), 0
    for piece in pieces[:4]:
        for number in range(press.page_count(piece.content)):
            ours, theirs = press.rasterise(content, page, 60), press.rasterise(piece.content, number, 60)
            above = int(10.55 * 60) * ours.stride
            assert ours.rgb[:above] == theirs.rgb[:above]
            assert ours.rgb[above:] != theirs.rgb[above:]
            page += 1


def test_the_same_batch_gives_the_same_bytes_on_every_machine(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    first = printed(press, pieces, duplex=True)
    assert printed(press, pieces, duplex=True) == first
    assert printed(make_press(), pieces, duplex=True) == first
    assert printed(press, pieces[::-1], duplex=True) != first


def test_pieces_printed_again_are_the_same_pages(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    """Pieces 3 to 5 again: the same marks, though the file holds fewer."""
    again = press.text_of(printed(press, pieces[2:5])).split("\f")
    whole = press.text_of(printed(press, pieces)).split("\f")
    start = sum(press.page_count(piece.content) for piece in pieces[:2])
    assert again == whole[start : start + len(again)]


def test_each_piece_begins_on_a_new_sheet_when_both_sides_are_printed(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    content = printed(press, pieces, duplex=True)
    texts = press.text_of(content).split("\f")
    at = 0
    for piece in pieces:
        count = press.page_count(piece.content)
        assert at % 2 == 0
        assert piece.mark in texts[at]
        assert all(not texts[blank].strip() for blank in range(at + count, at + count + count % 2))
        at += count + count % 2
    assert at == press.page_count(content)
    assert any(press.page_count(piece.content) % 2 for piece in pieces)


def test_only_first_pages_have_the_bar_at_the_edge(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    content, page = printed(press, pieces[:4]), 0
    for piece in pieces[:4]:
        for number in range(press.page_count(piece.content)):
            image = press.rasterise(content, page, 100)
            pixel = image.rgb[1068 * image.stride + 816 * 3 :][:3]
            assert (pixel == b"\0\0\0") == (number == 0)
            page += 1


@pytest.mark.parametrize(("right", "down"), [(3, 0), (0, -7), (25, 25), (-25, -25), (1, 1)])
def test_the_offset_moves_every_page_by_exactly_as_much_the_other_way(
    press: Press, pieces: tuple[PrintPiece, ...], right: int, down: int
) -> None:
    straight = glyphs_on(printed(press, pieces[:1]), 0)
    moved = glyphs_on(printed(press, pieces[:1], offset=PrinterOffset(right=right, down=down)), 0)
    assert [glyph.character for glyph in moved] == [glyph.character for glyph in straight]
    for before, after in zip(straight, moved, strict=True):
        assert after.box.left - before.box.left == pytest.approx(-right / 100, abs=0.0004)
        assert after.box.top - before.box.top == pytest.approx(-down / 100, abs=0.0004)


def test_the_offset_changes_neither_the_letter_nor_its_checks(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    """It is the printer's fault that is taken back: the window is asked of the frozen letter, never of the moved page."""
    letter = sample(press, KINDS[0])
    checks = press.check(letter, LetterFormat.LETTER)
    printed(press, pieces[:1], offset=PrinterOffset(right=25, down=25))
    assert press.check(letter, LetterFormat.LETTER) == checks
    assert press.render(letter, LetterFormat.LETTER) == pieces[0].content


@pytest.mark.parametrize(("right", "down", "field"), [(26, 0, "right"), (0, -26, "down")])
def test_a_quarter_of_an_inch_is_the_most(right: int, down: int, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        PrinterOffset(right=right, down=down)
    assert (refusal.value.code, refusal.value.field, refusal.value.facts) == ("offset_too_large", field, {"most": 25})


@pytest.mark.parametrize("offset", [NONE, PrinterOffset(right=3, down=-12), PrinterOffset(right=-25, down=25)])
def test_an_offset_is_kept_as_text(offset: PrinterOffset) -> None:
    assert offset_from_text(offset.to_text()) == offset


@pytest.mark.parametrize("text", ["", "x", "1", "1,", "1;2"])
def test_no_offset_where_none_was_kept(text: str) -> None:
    assert offset_from_text(text) == NONE


def test_the_offsets_of_several_printers_are_kept_together() -> None:
    offsets = {"Mail": PrinterOffset(right=3), "Front office": PrinterOffset(down=-12)}
    assert offsets_from_text(offsets_to_text(offsets)) == offsets
    assert offsets_to_text({"Mail": NONE}) == ""
    assert offsets_from_text("x\nMail\t99,0\nFront\t1,2") == {"Front": PrinterOffset(right=1, down=2)}


@pytest.mark.parametrize("mark", ["", "b1", "B1)", "B1 (", "B\\1", "B1\n", "B" * 41, "É"])
def test_a_mark_cannot_be_code(mark: str) -> None:
    with pytest.raises(ValueError, match="a mark has"):
        PrintPiece(content=b"", mark=mark)


def test_tags_language_and_title_are_kept(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    with pikepdf.open(io.BytesIO(printed(press, pieces, duplex=True))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo["/Title"]) == TITLE
        told = pdf.Root.Metadata.read_bytes().decode()
        assert TITLE in told
        assert "<pdfuaid:part>1" in told
        document = pdf.Root.StructTreeRoot.K
        parts = list(document.K)
        assert [str(part.S) for part in parts] == ["/Part"] * len(pieces)
        assert {str(part.Lang) for part in parts} == {"en-US"}
        nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        keys = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        pages = {page.obj.objgen for page in pdf.pages}
        for page in pdf.pages:
            if "/StructParents" not in page:
                assert page.Contents.read_bytes() == b""
                continue
            elements = keys[int(page.StructParents)]
            numbers = [
                int(each.operands[1].MCID)
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC" and "/MCID" in each.operands[1]
            ]
            assert numbers == list(range(len(elements)))
            assert all(element.get("/Pg") is None or element.Pg.objgen in pages for element in elements)


def test_fonts_are_embedded_once_for_the_whole_batch(press: Press, pieces: tuple[PrintPiece, ...]) -> None:
    content = printed(press, pieces * 6)
    assert len(content) < 4 * len(printed(press, pieces))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        files = [font.FontDescriptor.FontFile2.objgen for page in pdf.pages for font in page.Resources.get("/Font", {}).values()]
        assert len(set(files)) < 12


def test_the_cover_lies_on_top_and_has_no_mark(press: Press, pieces: tuple[PrintPiece, ...], letters: tuple[bytes, ...]) -> None:
    content = press.print_file(pieces[1:2], title=TITLE, duplex=True, offset=NONE, cover=letters[0])
    texts = press.text_of(content).split("\f")
    assert "B20261124-03" not in texts[0]
    assert "B20261124-03 002/008 p1/" in texts[press.page_count(letters[0]) + press.page_count(letters[0]) % 2]
