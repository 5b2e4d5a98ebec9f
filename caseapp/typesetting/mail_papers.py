"""The papers of the mail room: the cover list of a batch with its boxes to tick, and the manifest with the columns of PS Form 3665."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from caseapp.domain.mail_papers import MailLine, MailList
from caseapp.services.trouble import Trouble
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.gate import one_line
from caseapp.typesetting.geometry import PAPER_HEIGHT, PAPER_WIDTH, POINT
from caseapp.typesetting.list_sheet import CELL, TICK, TITLE, Column, ListSheet

FOLDER = "mail_papers"
_PORTRAIT = (PAPER_WIDTH * POINT, PAPER_HEIGHT * POINT)
_LANDSCAPE = (PAPER_HEIGHT * POINT, PAPER_WIDTH * POINT)
_COVER_WIDTHS = (42.0, 46.0, 83.0, 148.0, 136.0, 34.0, 36.6)
_MANIFEST_WIDTHS = (30.0, 150.0, 270.0, 60.0, 60.0, 70.0, 65.6)
_BOX = "□"

Words = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWords:
    """The words of the papers in every language there is a file for; English where there is none."""

    by_language: Mapping[str, Words]

    def of(self, language: str) -> Words:
        """The words of a language."""
        return self.by_language.get(language, self.by_language["en"])


def read_words(read_resource: Callable[[str], bytes], names: tuple[str, ...]) -> MailWords:
    """Return the words of the files named.

    Raises:
        Trouble: ``resource_faulty``.
    """
    found: dict[str, Words] = {}
    for name in names:
        try:
            words = tomllib.loads(read_resource(name).decode("utf-8"))
            if len(words["cover"]["columns"]) != len(_COVER_WIDTHS) or len(words["manifest"]["columns"]) != len(_MANIFEST_WIDTHS):
                raise ValueError("a list has another number of columns")  # noqa: TRY301 - told like every other fault of the file
        except (KeyError, TypeError, ValueError) as error:
            raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error
        found[name.rpartition("/")[2].removesuffix(".toml")] = words
    return MailWords(by_language=found)


def cover_list(batch: MailList, words: Words, fonts: Fonts) -> bytes:
    """Return the list that lies on top of a batch: a line a piece, two boxes to tick, totals, and who counted.

    Raises:
        DomainError: ``glyph_missing``.
    """
    own = words["cover"]
    columns = tuple(
        Column(head=head, width=width, style=TICK if place < 2 else CELL)
        for place, (head, width) in enumerate(zip(own["columns"], _COVER_WIDTHS, strict=True))
    )
    rows = tuple(
        (
            _BOX,
            _BOX,
            _piece(batch, line, own),
            one_line(line.name),
            one_line(line.lines[-1] if line.lines else ""),
            str(line.pages),
            str(line.sheets),
        )
        for line in batch.lines
    )
    title = own["title"].replace("{batch}", batch.batch)

    def fill(sheet: ListSheet) -> None:
        sheet.text(title, TITLE, tag="H1")
        sheet.text(own["about"])
        totals = {"pieces": len(batch.lines), "envelopes": batch.envelopes, "sheets": batch.sheets, "pages": batch.pages}
        sheet.at += 4
        sheet.text(own["totals"].format(**totals), CELL)
        sheet.at += 8
        width = sheet.width / len(own["fields"])
        for number, label in enumerate(own["fields"]):
            sheet.field(label, "", x=number * width, width=width - 6, height=34)
        sheet.at += 44
        sheet.table(columns, rows)

    return _drawn(batch, words, fonts, _PORTRAIT, title, fill)


def _piece(batch: MailList, line: MailLine, words: Words) -> str:
    """The number of the piece; under it its envelope, where that is of another kind than most, or takes other pieces too."""
    number = line.mark.removeprefix(batch.batch).strip()
    if line.stock:
        kinds = words["kinds"]
        return f"{number}\n{kinds.get(line.stock, kinds['measured'])}"
    return f"{number}\n{words['shared'].format(envelope=line.envelope)}" if batch.shares(line) else number


def manifest(batch: MailList, words: Words, fonts: Fonts) -> bytes:
    """Return the mail manifest: a line a piece with the columns of PS Form 3665, the sender and the totals at its head.

    Raises:
        DomainError: ``glyph_missing``.
    """
    own = words["manifest"]
    columns = tuple(Column(head=head, width=width) for head, width in zip(own["columns"], _MANIFEST_WIDTHS, strict=True))
    rows = tuple((str(number), *_address(line), "", "", "", "") for number, line in enumerate(batch.lines, start=1))
    title = own["day_title" if batch.is_day else "title"].replace("{batch}", batch.batch)

    def fill(sheet: ListSheet) -> None:
        sheet.text(title, TITLE, tag="H1")
        sheet.text(own["about"])
        sheet.at += 8
        top, third = sheet.at, sheet.width / 3
        sheet.field(own["sender"], " · ".join(one_line(each) for each in batch.sender), x=0, width=third - 6, height=76)
        sheet.field(own["listed"], str(len(batch.lines)), x=third, width=third - 6, height=35)
        sheet.at = top + 41
        sheet.field(own["received"], "", x=third, width=third - 6, height=35)
        sheet.at = top
        sheet.field(own["postmark"], "", x=2 * third, width=third, height=76)
        sheet.at = top + 82
        sheet.field(own["postmaster"], "", x=0, width=sheet.width, height=30)
        sheet.at += 40
        sheet.table(columns, rows)

    return _drawn(batch, words, fonts, _LANDSCAPE, title, fill)


def _address(line: MailLine) -> tuple[str, str]:
    """What names the piece, and its address on one line."""
    named = f"{one_line(line.tracking)}\n{line.mark}" if line.tracking.strip() else line.mark
    return named, ", ".join(one_line(each) for each in (line.name, *line.lines) if each.strip())


def _drawn(batch: MailList, words: Words, fonts: Fonts, size: tuple[float, float], title: str, fill: Callable[[ListSheet], None]) -> bytes:
    """Draw twice: the pages are known only when all are drawn."""
    for line in batch.lines:
        for text in (line.name, *line.lines, line.tracking):
            fonts.require(one_line(text))
    for text in batch.sender:
        fonts.require(one_line(text))
    pages = 1
    content = b""
    for _ in range(2):
        sheet = ListSheet(
            fonts,
            size=size,
            title=title,
            author=one_line(batch.sender[0]) if batch.sender else "",
            language={"en": "en-US", "es": "es-US"}.get(batch.language, batch.language),
            practice=words["practice"] if batch.practice else "",
            page_words=words["page"].replace("{pages}", str(pages)),
        )
        fill(sheet)
        content = sheet.finish(json.dumps([title, asdict(batch)], ensure_ascii=False, sort_keys=True).encode())
        pages = sheet.pages
    return content
