"""Everything else that is printed, as programs of others find it: lists of the mail room, envelopes, print files, explanations, counts."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caseapp.cli.letter_samples import SAMPLE_COUNTS
from caseapp.domain.letters import LetterFormat, LetterKind, Paper
from caseapp.domain.mail_papers import MailLine, MailList
from caseapp.domain.print_file import PrinterOffset, PrintPiece, piece_mark
from caseapp.services.explanations import explain_case, print_explanation
from caseapp.typesetting.address_block import postal_lines
from caseapp.typesetting.press import Press
from caseapp.ui.telling import paragraphs_of
from tests.house import TestHouse
from tests.typesetting.addresses import addresses
from tests.typesetting.envelopes import ENVELOPES
from tests.typesetting.outside_tools import GRID_UNTAGGED, SAME_LINES, faults_of, font_faults, pages_of_words, told_by_pdfinfo, without_feet
from tests.typesetting.samples import read, sample
from tests.typesetting.told import Told, heads_of, in_a_batch, told_by_letter, told_by_paper, told_by_table, words_of

BATCH = "B20261124-03"
WORDS = tomllib.loads(read("mail_papers/en.toml").decode())
BAND = WORDS["practice"]
SENDER = ("Example Recovery Services", "PO Box 3310", "Walnut Creek, CA 94598")
KINDS = (LetterKind.DELETE_REFUSED, LetterKind.OPT_OUT_CONFIRMED, LetterKind.REQUEST_INFORMATION)


def mail_list(count: int, *, practice: bool) -> MailList:
    """Pieces of which some share an envelope, some go flat, and some have a number of the post.

    No name has a part of one letter: where two of them stand side by side, pdftotext takes the space for the space within a word.
    """
    clear = [each for each in addresses(2 * count) if min(map(len, each.name.split())) > 1]
    lines = tuple(
        MailLine(
            mark=piece_mark(BATCH, number, count),
            name=each.name,
            lines=each.lines,
            pages=1 + number % 3,
            sheets=1 + number % 3 // 2,
            tracking="9407 1118 9956 0123 4567 89" if number % 7 == 0 else "",
            envelope=number - (number % 5 == 0),
            stock="flat_9x12" if number % 11 == 0 else "",
        )
        for number, each in enumerate(clear[:count], start=1)
    )
    return MailList(batch=BATCH, language="en", sender=SENDER, lines=lines, practice=practice)


def assert_tools_agree(
    path: Path, expected: list[Told], foot: str, *meant: str, band: str = "", heads: list[list[str]] | None = None
) -> None:
    """As for letters: no fault, every font embedded, and tree and words as expected, spaces included."""
    assert faults_of(path, *meant) == []
    assert font_faults(path) == []
    assert told_by_pdfinfo(path) == expected
    pages = pages_of_words(path, "-raw")
    assert without_feet(pages, foot, band=band, heads=heads or []) == words_of(expected)
    for option in ((), ("-layout",)):
        assert Counter(sum(pages_of_words(path, *option), [])) == Counter(sum(pages, []))


def written(folder: Path, content: bytes) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return path


def cover_told(batch: MailList) -> list[Told]:
    """The cover list as its words and the batch have it."""
    own = WORDS["cover"]
    totals = own["totals"].format(pieces=len(batch.lines), envelopes=batch.envelopes, sheets=batch.sheets, pages=batch.pages)
    told = [Told(0, "Document"), *([Told(1, "P", BAND)] if batch.practice else []), Told(1, "H1", own["title"].format(batch=BATCH))]
    told += [Told(1, "P", text) for text in (own["about"], totals, *own["fields"])]
    rows = []
    for line in batch.lines:
        piece = line.mark.removeprefix(BATCH).strip()
        if line.stock:
            piece += " " + own["kinds"][line.stock]
        elif batch.shares(line):
            piece += " " + own["shared"].format(envelope=line.envelope)
        rows.append(("□", "□", piece, line.name, line.lines[-1], str(line.pages), str(line.sheets)))
    return told + told_by_table(own["columns"], rows)


def manifest_told(batch: MailList) -> list[Told]:
    """The manifest as its words and the batch have it."""
    own = WORDS["manifest"]
    fields = (
        f"{own['sender']} {' · '.join(SENDER)}", f"{own['listed']} {len(batch.lines)}", own["received"], own["postmark"], own["postmaster"],
    )  # fmt: skip
    told = [Told(0, "Document"), *([Told(1, "P", BAND)] if batch.practice else []), Told(1, "H1", own["title"].format(batch=BATCH))]
    told += [Told(1, "P", text) for text in (own["about"], *fields)]
    rows = [
        (str(number), f"{line.tracking} {line.mark}".strip(), ", ".join((line.name, *line.lines)), "", "", "", "")
        for number, line in enumerate(batch.lines, start=1)
    ]
    return told + told_by_table(own["columns"], rows)


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("count", [1, 50])
def test_the_cover_list(press: Press, tmp_path: Path, count: int, practice: bool) -> None:
    batch = mail_list(count, practice=practice)
    heads = [" ".join(WORDS["cover"]["columns"]).split()]
    band = BAND if practice else ""
    assert_tools_agree(written(tmp_path, press.cover_list(batch)), cover_told(batch), WORDS["page"], GRID_UNTAGGED, band=band, heads=heads)


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("count", [1, 50])
def test_the_manifest(press: Press, tmp_path: Path, count: int, practice: bool) -> None:
    batch = mail_list(count, practice=practice)
    heads = [" ".join(WORDS["manifest"]["columns"]).split()]
    band = BAND if practice else ""
    assert_tools_agree(written(tmp_path, press.manifest(batch)), manifest_told(batch), WORDS["page"], GRID_UNTAGGED, band=band, heads=heads)


@pytest.mark.parametrize("envelope", sorted(ENVELOPES))
@pytest.mark.parametrize("offset", [PrinterOffset(), PrinterOffset(right=7, down=-12)])
def test_the_calibration_page(press: Press, tmp_path: Path, envelope: str, offset: PrinterOffset) -> None:
    own = WORDS["calibration"]
    said = own["uncorrected"] if offset == PrinterOffset() else own["corrected"].format(right=offset.right, down=offset.down)
    texts = [*own["about"], said]
    texts += [*own["address"], own["window"]] if ENVELOPES[envelope].address_window is not None else []
    told = [Told(0, "Document"), Told(1, "H1", own["title"]), *(Told(1, "P", text) for text in texts)]
    path = written(tmp_path, press.calibration_page(envelope, offset, "en"))
    assert faults_of(path) == []
    assert font_faults(path) == []
    assert told_by_pdfinfo(path) == told


@pytest.mark.parametrize("envelope", ["plain_10", "flat_9x12"])
def test_the_face_of_an_envelope(press: Press, tmp_path: Path, envelope: str) -> None:
    letter = sample(press, LetterKind.DENIAL)
    texts = [(letter.letterhead.name, *letter.letterhead.address_lines), [line.text for line in postal_lines(letter.addressee)]]
    told = [Told(0, "Document"), *(Told(1, "P", " ".join(lines)) for lines in texts)]
    assert_tools_agree(written(tmp_path, press.envelope_face(letter, envelope)), told, "")


@pytest.mark.parametrize("duplex", [False, True])
def test_a_print_file_with_its_cover(press: Press, tmp_path: Path, duplex: bool) -> None:
    """The parts keep their structure; the marks of piece and page are no content."""
    batch = mail_list(4, practice=False)
    letters = [sample(press, kind) for kind in KINDS]
    pieces = [
        PrintPiece(content=press.render(letter, LetterFormat.LETTER), mark=piece_mark(BATCH, number, 3))
        for number, letter in enumerate(letters, start=1)
    ]
    content = press.print_file(pieces, title=BATCH, duplex=duplex, offset=PrinterOffset(right=3, down=2), cover=press.cover_list(batch))
    path = written(tmp_path, content)
    assert faults_of(path, GRID_UNTAGGED, SAME_LINES) == []
    assert font_faults(path) == []
    assert told_by_pdfinfo(path) == in_a_batch([cover_told(batch), *(told_by_letter(letter, stacked=False) for letter in letters)])


def test_envelope_faces_in_one_file(press: Press, tmp_path: Path) -> None:
    letters = [replace(sample(press, LetterKind.DENIAL), addressee=each) for each in list(addresses(3))]
    content = press.join([press.envelope_face(letter, "flat_9x12") for letter in letters])
    path = written(tmp_path, content)
    assert faults_of(path, SAME_LINES) == []
    assert font_faults(path) == []
    said = [each.text for each in told_by_pdfinfo(path) if each.tag == "P"]
    assert said[1::2] == [" ".join(line.text for line in postal_lines(letter.addressee)) for letter in letters]


def assert_paper(press: Press, folder: Path, paper: Paper, content: bytes) -> None:
    foot = f"{' · '.join(filter(None, (paper.reference, paper.author)))} {paper.page_pattern}"
    band = paper.practice_line if paper.practice else ""
    assert_tools_agree(written(folder, content), told_by_paper(paper, stacked=False), foot, band=band, heads=heads_of(paper))


@pytest.mark.parametrize("practice", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_counts_of_a_year(press: Press, tmp_path: Path, language: str, practice: bool) -> None:
    paper = press.metrics_sheet(
        SAMPLE_COUNTS, year=2025, organisation=SENDER[0], made_on=date(2026, 4, 8), language=language, practice=practice
    )
    assert_paper(press, tmp_path, paper, press.paper(paper))


def test_every_explanation_of_a_case(house: TestHouse, tmp_path: Path) -> None:
    case_id = house.make_case("delete", "opt_out", "know_specific")
    desk = house.officer()
    found = explain_case(desk, case_id)
    citations = {one.code: one.citation for one in desk.rulebook.provisions}
    assert len(found.dates) > 4
    for one in found.dates:
        paper = Paper(
            title=f"Why this date: {one.kind.value.replace('_', ' ')}",
            language="en",
            reference=f"Case {found.number}",
            page_pattern="Page {page} of {pages}",
            paragraphs=paragraphs_of(one.said, citations, desk.business_zone),
            practice_line="PRACTICE: nothing on this page is real",
        )
        content = print_explanation(desk, paper)
        with desk.uow() as uow:
            author = uow.current_organisation().legal_name
        assert_paper(desk.press, tmp_path, replace(paper, author=author, practice=desk.practice), content)
