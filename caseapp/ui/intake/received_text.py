"""The day and time a request reached us, as people type it: ``yesterday``, ``Mar 2 2:05 pm``, ``3/2/26 14:05``."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from caseapp.domain.errors import DomainError
from caseapp.ui import qt_dates

FIELD = "received"

NOON = time(12)
"""The time of a day for which none is typed: the middle, so that no zone moves it to a neighbour."""

_TIME = re.compile(
    r"(?:^|[\s,T]|\bat\s)\s*(?P<hour>\d{1,2})(?:(?P<colon>:)(?P<minute>\d{2})(?::\d{2})?)?\s*(?P<half>[ap])?\.?(?:m\.?)?$", re.IGNORECASE
)


def parse_received(text: str, now: datetime) -> datetime:
    """Return the wall time in the business zone that a text stands for, without zone.

    A day without a time means its noon, or now when the day is today.

    Args:
        now: wall time of now in the business zone.

    Raises:
        DomainError: at ``received``: ``time_does_not_exist``, or what `qt_dates.parse_date` raises.
    """
    typed = " ".join(text.split()).rstrip(" .")
    today = now.date()
    day_text, clock = _split(typed)
    if not day_text and clock is None:
        raise DomainError("date_not_understood", FIELD)
    day = qt_dates.parse_date(day_text, today, FIELD) if day_text else today
    if clock is None:
        return now.replace(tzinfo=None, second=0, microsecond=0) if day == today else datetime.combine(day, NOON)
    return datetime.combine(day, clock)


def is_future(wall: datetime, now: datetime) -> bool:
    """Say whether a wall time lies after now; two minutes are let pass, for clocks differ."""
    return wall > now.replace(tzinfo=None) + timedelta(minutes=2)


def _split(text: str) -> tuple[str, time | None]:
    """Return the text of the day and the time at its end. A bare number is no time: it may be a day or a year."""
    found = _TIME.search(text)
    if found is None or not (found["colon"] or found["half"]):
        return text, None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise DomainError("time_does_not_exist", FIELD)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        raise DomainError("time_does_not_exist", FIELD)
    return re.sub(r"[\s,]+(?:at)?$", "", text[: found.start()].rstrip(" ,"), flags=re.IGNORECASE), time(hour, minute)
