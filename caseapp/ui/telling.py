"""An explanation of a date as paragraphs and tables: the same ones are read on the screen and printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.explanation import Reason
from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.telling import Part, Said
from caseapp.ui import qt_dates, telling_words
from caseapp.ui.holiday_names import holiday_words
from caseapp.ui.labels import label

translate = QCoreApplication.translate

HEAD = ParagraphKind.TABLE_HEAD
ROW = ParagraphKind.TABLE_ROW


def paragraphs_of(lines: Iterable[Said], citations: Mapping[str, str], zone: str) -> tuple[Paragraph, ...]:
    """Return the sentences in their parts, each under its heading; count and readings as tables.

    Args:
        citations: of the provisions that put days on the holiday lists, by their codes.
        zone: of the business, in which instants are shown where a sentence names no other.
    """
    sentences, readings = telling_words.sentences(), telling_words.readings()
    found: list[Paragraph] = []
    before: Part | None = None
    for line in lines:
        if line.part is not before:
            before = line.part
            found.append(Paragraph(kind=ParagraphKind.HEADING, text=_heading(line.part)))
            head = _TABLES.get(line.part)
            if head is not None:
                found.append(Paragraph(kind=HEAD, cells=head()))
        words = _worded(line, sentences[line.code], readings, citations, zone)
        if line.on is None:
            found.append(Paragraph(kind=ParagraphKind.TEXT, text=words))
        else:
            found.append(Paragraph(kind=ROW, cells=(qt_dates.full_date(line.on), words[:1].upper() + words[1:])))
    return tuple(found)


def _worded(line: Said, pattern: str, readings: Mapping[str, str], citations: Mapping[str, str], zone: str) -> str:
    said_zone = str(line.fact("zone") or zone)
    facts: dict[str, str] = {name: _fact(name, value, readings, said_zone) for name, value in line.facts}
    facts["reasons"] = "; ".join(reason_words(reason, citations) for reason in line.reasons)
    return pattern.format(**facts)


def _fact(name: str, value: object, readings: Mapping[str, str], zone: str) -> str:
    if name == "reading":
        return readings.get(str(value), str(value))
    if name == "reason":
        return label(ExtensionReason(str(value)))
    if isinstance(value, datetime):
        return qt_dates.instant(value, zone)
    return qt_dates.full_date(value) if isinstance(value, date) else str(value)


def reason_words(reason: Reason, citations: Mapping[str, str]) -> str:
    """Return why a day does not count, with the provision that says so."""
    name = {
        "saturday": translate("Telling", "Saturday"),
        "sunday": translate("Telling", "Sunday"),
        "one_off_day": translate("Telling", "one-off day by President or Governor"),
    }.get(reason.code) or holiday_words(reason.code)
    citation = citations.get(reason.basis)
    return translate("Telling", "{day} ({citation})").format(day=name, citation=citation) if citation else name


def _heading(part: Part) -> str:
    return {
        Part.RECEIPT: translate("Telling", "When it was received"),
        Part.RULE: translate("Telling", "The rule"),
        Part.COUNT: translate("Telling", "Day by day"),
        Part.READINGS: translate("Telling", "Other readings of the same period"),
        Part.LEADS: translate("Telling", "Which date leads"),
        Part.STATE: translate("Telling", "How it stands"),
        Part.EXTENSION: translate("Telling", "Extension"),
        Part.VERSION: translate("Telling", "Versions of the law"),
    }[part]


_TABLES: dict[Part, Callable[[], tuple[str, ...]]] = {
    Part.COUNT: lambda: (translate("Telling", "Day"), translate("Telling", "What it is in the count")),
    Part.READINGS: lambda: (translate("Telling", "Day"), translate("Telling", "Reading")),
}
