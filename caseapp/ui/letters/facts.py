"""The facts of a letter that is no draft any more: who wrote, approved and sent it, and what became of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterFormat, LetterState
from caseapp.ui import qt_dates
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.labels import label
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.letters.slot_words import place_name

translate = QCoreApplication.translate


def facts_of(sheet: LetterSheet, zone: str) -> tuple[tuple[str, str], ...]:
    """Return label and value of what is known; empty values are to be left out."""
    letter = sheet.letter
    address = "\n".join((letter.addressee_name, *letter.addressee_lines))
    pairs = [
        (translate("LetterFacts", "To"), address),
        (translate("LetterFacts", "Format"), label(letter.format)),
        (translate("LetterFacts", "Envelope"), envelope_name(sheet.envelope) if letter.format is not LetterFormat.TEXT else ""),
        (translate("LetterFacts", "Written by"), _by(sheet.name_of(letter.prepared_by), qt_dates.short_instant(letter.prepared_at, zone))),
    ]
    if letter.approved_at is not None:
        approved = _by(sheet.name_of(letter.approved_by), qt_dates.short_instant(letter.approved_at, zone))
        pairs.append((translate("LetterFacts", "Approved by"), approved))
        pairs.append((translate("LetterFacts", "Fingerprint of the page"), f"{letter.sha256[:16]}..."))
    pairs += _left(sheet, zone)
    if letter.state is LetterState.VOIDED:
        pairs.append((translate("LetterFacts", "Void because"), letter.void_reason))
    if letter.state in (LetterState.DRAFT, LetterState.SUBMITTED):
        pairs += [(place_name(name), text) for name, text in letter.slots]
    return tuple(pairs)


def state_words(sheet: LetterSheet) -> str:
    """Return in one sentence where the letter stands."""
    letter, standing = sheet.letter, sheet.standing
    if letter.state is LetterState.DRAFT:
        return translate("LetterFacts", "Draft for {number}, {name}")
    if letter.state is LetterState.SUBMITTED:
        return translate("LetterFacts", "To approve, for {number}, {name}")
    if letter.state is LetterState.VOIDED:
        return translate("LetterFacts", "Void, for {number}, {name}")
    if standing is not None and standing.returned_on is not None:
        return translate("LetterFacts", "Came back, for {number}, {name}")
    if standing is not None:
        return translate("LetterFacts", "Sent, for {number}, {name}")
    if letter.state is LetterState.ISSUED and not letter.in_queue:
        return translate("LetterFacts", "In the mail room, for {number}, {name}")
    if letter.in_queue:
        return translate("LetterFacts", "In the print queue, for {number}, {name}")
    return translate("LetterFacts", "Approved, for {number}, {name}")


def _left(sheet: LetterSheet, zone: str) -> list[tuple[str, str]]:
    pairs = []
    if sheet.batch_number:
        piece = translate("LetterFacts", "{batch}, piece {piece:03}").format(batch=sheet.batch_number, piece=sheet.piece or 0)
        pairs.append((translate("LetterFacts", "Batch"), piece))
    for entry in sheet.locked:
        made = _by(sheet.name_of(entry.operator_id), qt_dates.short_instant(entry.at, zone))
        pairs.append((translate("LetterFacts", "Locked file made by"), made))
    standing = sheet.standing
    if standing is None:
        return pairs
    left = translate("LetterFacts", "{method}, {day}").format(
        method=label(standing.method), day=qt_dates.full_date(standing.dispatched_on)
    )  # fmt: skip
    pairs.append((translate("LetterFacts", "Left by"), left))
    pairs.append((translate("LetterFacts", "Proof"), standing.proof))
    recorded = _by(sheet.name_of(standing.recorded_by), qt_dates.short_instant(standing.recorded_at, zone))
    pairs.append((translate("LetterFacts", "Recorded by"), recorded))
    if standing.corrects_id:
        first = next((one for one in sheet.dispatches if one.id == standing.corrects_id), None)
        was = qt_dates.full_date(first.dispatched_on) if first is not None else ""
        words = translate("LetterFacts", "First recorded was {day}. {reason}").format(day=was, reason=standing.correction_reason)
        pairs.append((translate("LetterFacts", "Date corrected"), words))
    if standing.returned_on is not None:
        words = translate("LetterFacts", "{day}: {reason}").format(
            day=qt_dates.full_date(standing.returned_on), reason=standing.return_reason
        )  # fmt: skip
        pairs.append((translate("LetterFacts", "Came back"), words))
    return pairs


def _by(name: str, moment: str) -> str:
    return translate("LetterFacts", "{name}, {moment}").format(name=name, moment=moment) if name else moment
