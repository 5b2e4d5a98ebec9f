"""Dates and times as words, and typed words as dates.

Dates are legal dates of the business zone and are never shifted. Instants are aware UTC and are shown in the business zone.
The order of day and month comes from the translation of the pattern, so a language may have its own.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from caseapp.domain.errors import DomainError

translate = QCoreApplication.translate

NEAR_DAYS = 120
"""A day and month without a year means the year that brings it this near; farther away both years are offered."""

_ZONE_NAMES = {
    "America/Los_Angeles": "Pacific",
    "America/Denver": "Mountain",
    "America/Phoenix": "Arizona",
    "America/Chicago": "Central",
    "America/New_York": "Eastern",
    "America/Anchorage": "Alaska",
    "Pacific/Honolulu": "Hawaii",
}

_MONTHS = (
    ("january", "enero"),
    ("february", "febrero"),
    ("march", "marzo"),
    ("april", "abril"),
    ("may", "mayo"),
    ("june", "junio"),
    ("july", "julio"),
    ("august", "agosto"),
    ("september", "septiembre", "setiembre"),
    ("october", "octubre"),
    ("november", "noviembre"),
    ("december", "diciembre"),
)
_RELATIVE = {"today": 0, "now": 0, "hoy": 0, "yesterday": -1, "ayer": -1, "tomorrow": 1, "mañana": 1}


def _words(day: date, pattern: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def short_date(day: date) -> str:
    """``Mar 3``"""
    return _words(day, translate("Dates", "MMM d"))


def day_date(day: date) -> str:
    """``Fri Apr 17``"""
    return _words(day, translate("Dates", "ddd MMM d"))


def full_date(day: date) -> str:
    """``Tue Mar 3, 2026``"""
    return _words(day, translate("Dates", "ddd MMM d, yyyy"))


def year_date(day: date) -> str:
    """``Mar 3, 2026``"""
    return _words(day, translate("Dates", "MMM d, yyyy"))


def long_date(day: date) -> str:
    """``Saturday, March 7, 2026``"""
    return _words(day, translate("Dates", "dddd, MMMM d, yyyy"))


def weekday_date(day: date) -> str:
    """``Friday, April 17``"""
    return _words(day, translate("Dates", "dddd, MMMM d"))


def month_title(day: date) -> str:
    """``April 2026``"""
    return _words(day, translate("Dates", "MMMM yyyy"))


def weekday_short(day: date) -> str:
    """``Mon``"""
    return _words(day, "ddd")


def local(at: datetime, zone: str) -> datetime:
    """Return an instant in the business zone.

    Raises:
        ValueError: the instant has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant has to be aware")
    return at.astimezone(ZoneInfo(zone))


def time_of(at: datetime, zone: str, *, seconds: bool = False) -> str:
    """``4:58 PM`` in the business zone, or with seconds ``4:59:02 PM``."""
    there = local(at, zone)
    pattern = translate("Dates", "h:mm:ss AP") if seconds else translate("Dates", "h:mm AP")
    return QLocale().toString(QTime(there.hour, there.minute, there.second), pattern)


def zone_name(zone: str, at: datetime) -> str:
    """``Pacific`` for the zones people have words for, else the zone's own short name."""
    return _ZONE_NAMES.get(zone) or local(at, zone).tzname() or zone


def instant(at: datetime, zone: str) -> str:
    """``Tue Mar 3, 2026, 4:58 PM Pacific``"""
    return translate("Dates", "{date}, {time} {zone}").format(
        date=full_date(local(at, zone).date()), time=time_of(at, zone), zone=zone_name(zone, at)
    )


def short_instant(at: datetime, zone: str) -> str:
    """``Tue Mar 3, 4:58 PM``"""
    return translate("Dates", "{date}, {time}").format(date=day_date(local(at, zone).date()), time=time_of(at, zone))


def moment(at: datetime, zone: str, today: date) -> str:
    """``today 9:30 AM``, ``yesterday 6:10 PM`` or ``Mar 3, 4:58 PM``"""
    day = local(at, zone).date()
    time = time_of(at, zone)
    if day == today:
        return translate("Dates", "today {time}").format(time=time)
    if day == today - timedelta(days=1):
        return translate("Dates", "yesterday {time}").format(time=time)
    return translate("Dates", "{date}, {time}").format(date=short_date(day), time=time)


def days(count: int) -> str:
    """``1 day``, ``12 days``"""
    return (translate("Dates", "{count} day") if count == 1 else translate("Dates", "{count} days")).format(count=count)


def days_left(count: int) -> str:
    """``9 d left``, ``today``"""
    if count == 0:
        return translate("Dates", "Due today")
    return translate("Dates", "{count} d left").format(count=count)


def relative(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``tomorrow``, ``5 days ago``, ``in 5 days``"""
    away = (day - today).days
    if away == 0:
        return translate("Dates", "today")
    if away == -1:
        return translate("Dates", "yesterday")
    if away == 1:
        return translate("Dates", "tomorrow")
    if away < 0:
        return translate("Dates", "{days} ago").format(days=days(-away))
    return translate("Dates", "in {days}").format(days=days(away))


def echo(day: date, today: date) -> str:
    """``Saturday, March 7, 2026, 5 days ago``: what is shown beside a typed date."""
    return translate("Dates", "{date}, {relative}").format(date=long_date(day), relative=relative(day, today))


def duration(seconds: int) -> str:
    """``6 min 12 s``"""
    minutes, rest = divmod(seconds, 60)
    return (
        translate("Dates", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
        if minutes
        else translate("Dates", "{seconds} s").format(seconds=rest)
    )


def clock_face(seconds: int) -> str:
    """``01:38``, and ``1:01:38`` after an hour."""
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes:02d}:{left:02d}"


def parse_date(text: str, today: date, field: str | None = None) -> date:
    """Read a date as people type it: ``3/7/26``, ``Mar 7``, ``7 Mar 2026``, ``2026-03-07``, ``yesterday``, ``-3``.

    With slashes the month comes first when the window speaks English; in another language, and with dots or dashes, a date
    that could be read both ways is refused with both readings.

    Raises:
        DomainError: ``date_not_understood``; ``date_does_not_exist``; ``date_has_two_readings`` with the fact ``readings``, a
            pair of dates.
    """
    readings = _readings(text.strip().casefold(), today, field)
    if len(readings) > 1:
        raise DomainError("date_has_two_readings", field, readings=readings)
    return readings[0]


def _readings(text: str, today: date, field: str | None) -> tuple[date, ...]:
    if text in _RELATIVE:
        return (today + timedelta(days=_RELATIVE[text]),)
    if re.fullmatch(r"[+-]\d{1,4}", text):
        return (today + timedelta(days=int(text)),)
    iso = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text)
    if iso:
        return (_exact(int(iso[1]), int(iso[2]), int(iso[3]), field),)
    compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if compact:
        return (_exact(int(compact[1]), int(compact[2]), int(compact[3]), field),)
    numbers = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?", text)
    if numbers:
        year = _full_year(numbers[4], today) if numbers[4] else None
        return _by_numbers(int(numbers[1]), int(numbers[3]), year, numbers[2], today, field)
    return _by_month_name(text, today, field)


def _by_numbers(first: int, second: int, year: int | None, mark: str, today: date, field: str | None) -> tuple[date, ...]:
    month_first = _dated(first, second, year, today)
    day_first = _dated(second, first, year, today)
    if not month_first and not day_first:
        raise DomainError("date_does_not_exist", field)
    if not month_first or not day_first or month_first == day_first:
        return month_first or day_first
    english = QLocale().language() in (QLocale.Language.English, QLocale.Language.C)
    if mark == "/" and english:
        return month_first
    return (month_first[0], day_first[0])


def _by_month_name(text: str, today: date, field: str | None) -> tuple[date, ...]:
    parts = re.findall(r"\d+|[^\W\d_]+", text)
    names = [part for part in parts if not part.isdigit() and part not in ("de", "del", "of", "the", "st", "nd", "rd", "th")]
    numbers = [part for part in parts if part.isdigit()]
    weekday = re.sub(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\s*,?\s*", "", text)
    if weekday != text and weekday:
        return _readings(weekday, today, field)
    month = _month(names[0]) if len(names) == 1 else None
    if month is None or not 1 <= len(numbers) <= 2 or len(numbers[0]) > 2 or (len(numbers) == 2 and len(numbers[1]) not in (2, 4)):
        raise DomainError("date_not_understood", field)
    year = _full_year(numbers[1], today) if len(numbers) == 2 else None
    found = _dated(month, int(numbers[0]), year, today)
    if not found:
        raise DomainError("date_does_not_exist", field)
    return found


def _month(name: str) -> int | None:
    if len(name) < 3:
        return None
    for number, names in enumerate(_MONTHS, start=1):
        if any(known.startswith(name) for known in names):
            return number
    return None


def _full_year(text: str, today: date) -> int:
    """Two digits mean the hundred years that end twenty years from now."""
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    return year - 100 if year > today.year + 20 else year


def _dated(month: int, day: int, year: int | None, today: date) -> tuple[date, ...]:
    """Return the reading, or without a year the nearest one, or both neighbours when neither is near; empty if none exists."""
    years = (year,) if year is not None else (today.year - 1, today.year, today.year + 1)
    found = []
    for candidate in years:
        try:
            found.append(date(candidate, month, day))
        except ValueError:
            continue
    if year is not None or not found:
        return tuple(found)
    nearest = sorted(found, key=lambda one: abs((one - today).days))
    if abs((nearest[0] - today).days) <= NEAR_DAYS or len(nearest) == 1:
        return (nearest[0],)
    return tuple(sorted(nearest[:2]))


def _exact(year: int, month: int, day: int, field: str | None) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DomainError("date_does_not_exist", field) from None
