"""Cover list, manifest, calibration page and printed envelopes: what they say, where it stands, and that they are tagged."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee, LetterKind
from caseapp.domain.mail_papers import MailLine, MailList
from caseapp.domain.print_file import PrinterOffset, piece_mark
from caseapp.services.trouble import Trouble
from caseapp.typesetting.envelope_face import address_area
from caseapp.typesetting.mail_papers import read_words
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import glyphs_on
from tests.typesetting.addresses import addresses
from tests.typesetting.envelopes import ENVELOPES
from tests.typesetting.samples import make_press, read, sample

BATCH = "B20261124-03"


def mail_list(count: int = 50, *, practice: bool = False) -> MailList:
    lines = tuple(
        MailLine(
            mark=piece_mark(BATCH, number, count),
            name=each.name,
            lines=each.lines,
            pages=1 + number % 3,
            sheets=1 + number % 3 // 2,
            tracking="9407 1118 9956 0123 4567 89" if number % 7 == 0 else "",
        )
        for number, each in enumerate(addresses(count), start=1)
    )
    sender = ("Example Recovery Services", "PO Box 3310", "Walnut Creek, CA 94598")
    return MailList(batch=BATCH, language="en", sender=sender, lines=lines, practice=practice)


def words_of(content: bytes, press: Press) -> str:
    return " ".join(press.text_of(content).split())


def tags_of(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        return [str(element.S) for element in walk(pdf.Root.StructTreeRoot.K)]


def walk(element: pikepdf.Object) -> list[pikepdf.Object]:
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inner = [each for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid for each in walk(kid)]
    return [element, *inner]


def test_the_cover_list_has_a_line_with_two_boxes_for_each_piece_and_the_totals(press: Press) -> None:
    batch = mail_list()
    content = press.cover_list(batch)
    text = words_of(content, press)
    assert text.count("□") == 100
    assert f"50 pieces in 50 envelopes, {batch.sheets} sheets, {batch.pages} pages" in text
    for line in batch.lines:
        assert " ".join(line.name.split()) in text
        assert line.mark.removeprefix(BATCH).strip() in text
    assert tags_of(content).count("/TR") == 51
    assert text.count("City, state and ZIP") == press.page_count(content)


def test_the_manifest_has_the_columns_of_form_3665(press: Press) -> None:
    batch = mail_list()
    content = press.manifest(batch)
    text = words_of(content, press)
    heads = ("USPS tracking number", "firm-specific identifier", "Postage", "Fee", "Special handling", "Parcel airlift")
    for head in heads:
        assert text.count(head) >= press.page_count(content)
    for field in (
        "Name and address of sender",
        "Total number of pieces listed by sender 50",
        "Postmaster, per",
        "Postmark with date of receipt",
    ):
        assert field in text
    for number, line in enumerate(batch.lines, start=1):
        assert line.mark in text
        assert f"{number} " in text
        assert ("9407 1118 9956 0123 4567 89 " + line.mark in text) == bool(line.tracking)
        assert " ".join(", ".join((line.name, *line.lines)).split()) in text
    with pikepdf.open(io.BytesIO(content)) as pdf:
        heads_found = [element for element in walk(pdf.Root.StructTreeRoot.K) if str(element.S) == "/TH"]
        assert len(heads_found) == 7
        assert all(str(head.A.Scope) == "/Column" for head in heads_found)


@pytest.mark.parametrize("make", ["cover_list", "manifest"])
def test_lists_stay_on_the_paper_and_repeat_their_bytes(press: Press, make: str) -> None:
    batch = mail_list()
    content = getattr(press, make)(batch)
    assert getattr(make_press(), make)(batch) == content
    width, height = (11.0, 8.5) if make == "manifest" else (8.5, 11.0)
    for page in range(press.page_count(content)):
        for glyph in glyphs_on(content, page):
            # `glyphs_on` counts from the top of an upright letter sheet.
            assert glyph.box.left >= 0.55
            assert glyph.box.right <= width - 0.55
            assert glyph.box.bottom - (11.0 - height) <= height - 0.3
    assert f"Page {press.page_count(content)} of {press.page_count(content)}" in words_of(content, press)


def test_practice_stands_on_each_page(press: Press) -> None:
    for content in (press.cover_list(mail_list(practice=True)), press.manifest(mail_list(practice=True))):
        assert words_of(content, press).count("PRACTICE - not real mail") == press.page_count(content)


def test_the_data_of_a_list_names_nobody(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.manifest(mail_list(3)))) as pdf:
        told = " ".join(str(value) for value in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    assert not any(line.name in told for line in mail_list(3).lines)
    assert BATCH in told


def test_a_list_with_a_name_that_cannot_be_printed_is_stopped(press: Press) -> None:
    batch = mail_list(1)
    batch = replace(batch, lines=(replace(batch.lines[0], name="王明"),))
    with pytest.raises(DomainError, match="glyph_missing"):
        press.cover_list(batch)


def test_faulty_words_are_named() -> None:
    with pytest.raises(Trouble) as refusal:
        read_words(lambda name: read(name).replace(b'"Fee", ', b""), ("mail_papers/en.toml",))
    assert refusal.value.facts["file"] == "mail_papers/en.toml"


@pytest.mark.parametrize("envelope", ["w10_strict", "w9_double", "plain_10", "flat_9x12"])
def test_the_calibration_page_says_what_to_measure(press: Press, envelope: str) -> None:
    content = press.calibration_page(envelope, PrinterOffset(), "en")
    text = words_of(content, press)
    assert "Each should be 1.00 inch." in text
    assert "Printed without a correction." in text
    assert ("THE ADDRESS STANDS HERE" in text) == (ENVELOPES[envelope].address_window is not None)
    assert all(glyph.box.left >= 0 and glyph.box.right <= 8.0 for glyph in glyphs_on(content, 0))
    assert tags_of(content)[:2] == ["/Document", "/H1"] or "/H1" in tags_of(content)


@pytest.mark.parametrize(("right", "down"), [(0, 0), (7, -12), (-25, 25)])
def test_the_lines_of_the_calibration_page_stand_an_inch_from_the_edge_less_the_offset(press: Press, right: int, down: int) -> None:
    content = press.calibration_page("w10_strict", PrinterOffset(right=right, down=down), "en")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = [
            tuple(float(each) for each in instruction.operands)
            for instruction in pikepdf.parse_content_stream(pdf.pages[0])
            if str(instruction.operator) == "re"
        ]
    upright = next(box for box in boxes if box[3] > 400 and box[2] < 1)
    level = next(box for box in boxes if box[2] > 250 and box[3] < 0.5)
    assert (upright[0] + upright[2] / 2) / 72 == pytest.approx(1.0 - right / 100, abs=0.0001)
    assert 11 - (level[1] + level[3] / 2) / 72 == pytest.approx(1.0 - down / 100, abs=0.0001)


@pytest.mark.parametrize("envelope", ["plain_10", "flat_9x12"])
def test_a_printed_envelope_has_the_address_where_the_post_reads_it(press: Press, envelope: str) -> None:
    letter, kept = sample(press, LetterKind.DENIAL), ENVELOPES[envelope]
    area = address_area(kept)
    assert area.bottom == kept.height - 0.625
    assert area.right == kept.width - 0.5
    for addressee in (letter.addressee, *addresses(40)):
        try:
            content = press.envelope_face(replace(letter, addressee=addressee), envelope)
        except DomainError as refusal:
            if refusal.code not in ("address_too_long", "address_too_many_lines"):
                raise
            continue
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert [float(side) / 72 for side in pdf.pages[0].MediaBox[2:]] == [kept.width, kept.height]
        drop = kept.height - 11.0
        low = [glyph for glyph in glyphs_on(content, 0) if glyph.box.top + drop > 1.25]
        assert low
        for glyph in low:
            assert area.left - 0.001 <= glyph.box.left
            assert glyph.box.right <= area.right + 0.001
            assert area.top - 0.001 <= glyph.box.top + drop
            assert glyph.box.bottom + drop <= area.bottom + 0.001


def test_an_envelope_with_a_window_is_not_printed_on(press: Press) -> None:
    with pytest.raises(DomainError, match="envelope_has_window"):
        press.envelope_face(sample(press, LetterKind.DENIAL), "w10_strict")


def test_a_foreign_address_keeps_its_lines_with_the_country_in_capitals_last(press: Press) -> None:
    letter = replace(
        sample(press, LetterKind.DENIAL), addressee=Addressee(name="Jo Wu", lines=("10 Rue de l’Été", "75001 Paris", "France"))
    )
    text = press.text_of(press.envelope_face(letter, "plain_10"))
    assert [line.strip() for line in text.split("\n")][-4:] == ["Jo Wu", "10 Rue de l’Été", "75001 Paris", "FRANCE"]
