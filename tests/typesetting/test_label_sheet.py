"""Addresses on sheets of labels: 2,000 of them, every glyph of the printed file inside its own label, on the label it is meant for."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee, ComposedLetter, LetterKind
from caseapp.domain.print_file import PrinterOffset
from caseapp.services.trouble import Trouble
from caseapp.typesetting.label_sheet import read_label_sheets
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import glyphs_on, page_count
from tests.typesetting.addresses import addresses
from tests.typesetting.samples import names_below, read, sample

ROUNDING = 0.001
SHEET = read_label_sheets(read, names_below)["l30"]


def letters_to(press: Press, *addressees: Addressee) -> list[ComposedLetter]:
    letter = sample(press, LetterKind.DENIAL)
    return [replace(letter, addressee=each) for each in addressees]


def labels(press: Press, *addressees: Addressee, first: int = 1, offset: PrinterOffset = PrinterOffset()) -> bytes:  # noqa: B008
    return press.address_labels(letters_to(press, *addressees), "l30", first=first, offset=offset, title="B20260303-01")


def test_the_layout_is_the_one_of_the_trade() -> None:
    assert (SHEET.columns, SHEET.rows, SHEET.width, SHEET.height) == (3, 10, 2.625, 1.0)
    assert (SHEET.left, SHEET.top, SHEET.across, SHEET.down) == (0.1875, 0.5, 2.75, 1.0)
    last, box = SHEET.place(30)
    assert (last, round(box.right + 0.125 + 0.1875, 4), round(box.bottom + 0.125 + 0.5, 4)) == (0, 8.5, 11.0)
    assert SHEET.place(31) == (1, SHEET.place(1)[1])


def test_2000_addresses_stay_on_their_labels(press: Press) -> None:
    """Whatever the print file has is asked: by the boxes of its glyphs, label by label. What does not fit is refused by its place."""
    fitting: list[Addressee] = []
    refused: list[tuple[str, object]] = []
    for each in addresses(2000):
        try:
            labels(press, each)
            fitting.append(each)
        except DomainError as refusal:
            refused.append((refusal.code, refusal.facts["place"]))
    assert len(fitting) > 1400
    assert set(refused) == {("label_too_small", 0)}
    first = 17
    content = labels(press, *fitting, first=first)
    assert page_count(content) == -(-(len(fitting) + first - 1) // SHEET.per_sheet)
    seen: dict[int, set[int]] = {}
    for page in range(page_count(content)):
        boxes = {number: SHEET.place(number)[1] for number in range(1, SHEET.per_sheet + 1)}
        for glyph in glyphs_on(content, page):
            inside = [
                number
                for number, box in boxes.items()
                if box.left - ROUNDING <= glyph.box.left
                and glyph.box.right <= box.right + ROUNDING
                and box.top - ROUNDING <= glyph.box.top
                and glyph.box.bottom <= box.bottom + ROUNDING
            ]
            assert len(inside) == 1, glyph
            seen.setdefault(page, set()).add(inside[0])
    used = [page * SHEET.per_sheet + number for page, numbers in sorted(seen.items()) for number in sorted(numbers)]
    assert used == list(range(first, first + len(fitting)))


def test_the_offset_of_the_printer_moves_the_addresses(press: Press) -> None:
    address = Addressee(name="Ana Li", lines=("12 Elm St", "Ojai, CA 93023"))
    plain, moved = glyphs_on(labels(press, address), 0), glyphs_on(labels(press, address, offset=PrinterOffset(right=10, down=-5)), 0)
    steps = {(round(a.box.left - b.box.left, 2), round(a.box.top - b.box.top, 2)) for a, b in zip(plain, moved, strict=True)}
    assert steps == {(0.1, -0.05)}


@pytest.mark.parametrize("first", [0, 31])
def test_a_label_that_is_not_there_is_refused(press: Press, first: int) -> None:
    with pytest.raises(DomainError) as refusal:
        labels(press, Addressee(name="Ana Li", lines=("12 Elm St", "Ojai, CA 93023")), first=first)
    assert (refusal.value.code, refusal.value.facts) == ("no_such_label", {"most": 30})


def test_the_file_names_nobody_and_is_the_same_each_time(press: Press) -> None:
    address = Addressee(name="Zoe Quux", lines=("12 Elm St", "Ojai, CA 93023"))
    content = labels(press, address)
    assert content == labels(press, address)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "B20260303-01"
        assert "/StructTreeRoot" in pdf.Root
        assert b"Zoe" not in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"across = 2.75", b"across = 2.5", "over each other"),
        (b"columns = 3", b"columns = 4", "beside the paper"),
        (b"rows = 10", b"rows = 0", "no label"),
        (b"height = 1.0", b"colour = 1.0", "colour"),
    ],
)
def test_a_faulty_layout_is_named(old: bytes, new: bytes, reason: str) -> None:
    with pytest.raises(Trouble) as refusal:
        read_label_sheets(lambda each: read(each).replace(old, new), names_below)
    assert refusal.value.facts["file"] == "labels/l30.toml"
    assert reason in str(refusal.value.facts["reason"])
