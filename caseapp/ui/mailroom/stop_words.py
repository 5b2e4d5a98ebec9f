"""What a stop says: its name, how it is mended, and where."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.stops import LetterStop, StopCode, StopWeight
from caseapp.ui import qt_dates

translate = QCoreApplication.translate


class MendAt(StrEnum):
    """Where a stop is mended."""

    CASE = "case"
    LETTER = "letter"
    REASON = "reason"


_AT_CASE = frozenset({StopCode.NO_ADDRESS, StopCode.ZIP_NOT_IN_STATE, StopCode.OLDER_THAN_CASE, StopCode.NO_AUTHORITY})


def mend_at(stop: LetterStop) -> MendAt:
    """Return where a stop is mended; a late letter by an officer's reason."""
    if stop.code in _AT_CASE:
        return MendAt.CASE
    if stop.code is StopCode.AFTER_LAST_DAY and stop.weight is StopWeight.STOPS:
        return MendAt.REASON
    return MendAt.LETTER


def stop_name(stop: LetterStop) -> str:
    """Return the stop in a few words, for the row of its letter."""
    facts = stop.facts
    return {
        StopCode.NO_ADDRESS: translate("Stops", "No full address"),
        StopCode.ZIP_NOT_IN_STATE: translate("Stops", "ZIP {zip} is not in {state}").format(zip=facts.get("zip"), state=facts.get("state")),
        StopCode.PLACE_OPEN: translate("Stops", "A place is still open: {name}").format(name=facts.get("name")),
        StopCode.OLDER_THAN_CASE: translate("Stops", "Older than a change in its case"),
        StopCode.NO_AUTHORITY: translate("Stops", "Goes to an agent whose papers nobody has seen"),
        StopCode.GLYPH_MISSING: translate("Stops", "The sign {character} cannot be printed").format(character=facts.get("character")),
        StopCode.BYTES_CHANGED: translate("Stops", "The stored page is not the one that was approved"),
        StopCode.TOO_MANY_SHEETS: translate("Stops", "{sheets} sheets, {most} fit").format(
            sheets=facts.get("sheets"), most=facts.get("most")
        ),
        StopCode.AFTER_LAST_DAY: _day(facts, "last_day_on", translate("Stops", "The last day was {day}")),
        StopCode.AFTER_MAIL_BY: _day(facts, "mail_by_on", translate("Stops", "Mail-by day {day} has passed")),
    }[stop.code]


def stop_way(stop: LetterStop) -> str:
    """Return how a stop is mended, or what it means where it only warns."""
    if stop.weight is StopWeight.TO_FLATS:
        return translate(
            "Stops", "It goes in a 9x12 envelope, printed with the batch. Its face is printed from the batch: Print envelopes."
        )
    if stop.code is StopCode.AFTER_LAST_DAY and stop.weight is StopWeight.WARNS:
        return translate("Stops", "An officer lets it go late; the reason is in the history.")
    return {
        StopCode.NO_ADDRESS: translate("Stops", "Complete street, city, state and ZIP in the case, or send it by e-mail or by hand."),
        StopCode.ZIP_NOT_IN_STATE: translate("Stops", "One of the two was typed wrong. An officer puts it right in the case."),
        StopCode.PLACE_OPEN: translate("Stops", "Void the letter and write it again: an approved letter cannot be changed."),
        StopCode.OLDER_THAN_CASE: translate("Stops", "Void it and write it again: name, address or dates changed after it was approved."),
        StopCode.NO_AUTHORITY: translate("Stops", "Record the agent's authority, or void the letter and write to the consumer."),
        StopCode.GLYPH_MISSING: translate("Stops", "Void it, give the case a name for letters that the font has, and write it again."),
        StopCode.BYTES_CHANGED: translate("Stops", "Stop, and tell the administrator. Void the letter and write it again."),
        StopCode.TOO_MANY_SHEETS: translate("Stops", "No envelope takes it. Send it in parts, or by e-mail."),
        StopCode.AFTER_LAST_DAY: translate("Stops", "It is owed all the same: an officer lets it go with a reason, and it counts as late."),
        StopCode.AFTER_MAIL_BY: _day(
            stop.facts, "last_day_on", translate("Stops", "The post may not bring it by the last day, {day}. Mail it today.")
        ),
    }[stop.code]


def mend_words(at: MendAt) -> str:
    """Return the words of the button that goes where a stop is mended."""
    return {
        MendAt.CASE: translate("Stops", "Open the case"),
        MendAt.LETTER: translate("Stops", "Open the letter"),
        MendAt.REASON: translate("Stops", "Let it go late..."),
    }[at]


def _day(facts: Mapping[str, object], name: str, sentence: str) -> str:
    day = facts.get(name)
    return sentence.format(day=qt_dates.day_date(day) if isinstance(day, date) else "")
