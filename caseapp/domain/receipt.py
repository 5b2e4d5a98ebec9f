"""The receipt of a request: the instant it reached us, and its legal date, which is day 0 of every clock.

The legal date is the calendar date in the business time zone, whatever zone the workstation or the caller is in
(11 CCR 7021(b): the period begins on the day the business receives the request).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from caseapp.domain.errors import DomainError

_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?Z?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """When a request reached us.

    Attributes:
        at: the instant, aware, in UTC.
        zone: IANA name of the zone in which the time was stated.
        fold: 1 when the stated wall time was the second pass of a repeated hour, else 0.
        on: legal date in the business zone.
    """

    at: datetime
    zone: str
    fold: int
    on: date


def receipt_from_instant(at: datetime, *, business_zone: str) -> Receipt:
    """Make the receipt of an aware instant; it is stored as stated in the business zone.

    Raises:
        DomainError: ``zone_unknown``; ``stamp_unreadable`` when the instant has no zone or lies outside the calendar.
    """
    if at.tzinfo is None:
        raise DomainError("stamp_unreadable", "received", text=at.isoformat())
    return _receipt(at, zone=business_zone, business_zone=business_zone)


def receipt_from_wall(wall: datetime, *, zone: str, fold: int = 0, business_zone: str) -> Receipt:
    """Make the receipt of a wall time stated in `zone`.

    A time that occurs twice is told apart by `fold`. A time that does not exist, because clocks went forward over it, takes the
    offset before the change: 02:30 Pacific on 2026-03-08 is 10:30Z. A fold on a time that occurs once means nothing and is dropped.

    Raises:
        DomainError: ``zone_unknown``, ``fold_unknown`` (neither 0 nor 1), or ``stamp_unreadable`` when the time carries a zone
            of its own or lies outside the calendar.
    """
    if fold not in (0, 1):
        raise DomainError("fold_unknown", "received", fold=fold)
    if wall.tzinfo is not None:
        raise DomainError("stamp_unreadable", "received", text=wall.isoformat())
    place = zone_named(zone)
    try:
        earlier = wall.replace(tzinfo=place, fold=0)
        later = wall.replace(tzinfo=place, fold=1)
        chosen = later if fold and occurs_twice(wall, zone=zone) else earlier
        return _receipt(chosen.astimezone(UTC), zone=zone, business_zone=business_zone)
    except (OverflowError, ValueError) as reason:
        raise DomainError("stamp_unreadable", "received", text=wall.isoformat()) from reason


def occurs_twice(wall: datetime, *, zone: str) -> bool:
    """Say whether clocks in `zone` showed this wall time twice, because they went back over it.

    Raises:
        DomainError: ``zone_unknown``.
    """
    place = zone_named(zone)
    earlier, later = wall.replace(tzinfo=place, fold=0), wall.replace(tzinfo=place, fold=1)
    exists = earlier.astimezone(UTC).astimezone(place).replace(tzinfo=None, fold=0) == wall.replace(tzinfo=None, fold=0)
    return exists and earlier.utcoffset() != later.utcoffset()


def parse_stamp(text: str, *, zone: str, fold: int, business_zone: str) -> Receipt:
    """Read ``2026-03-07T23:30`` as a wall time in `zone`, or ``2026-03-08T07:30Z`` as an instant. Seconds may follow.

    Raises:
        DomainError: ``stamp_unreadable``, ``zone_unknown`` or ``fold_unknown``.
    """
    if fold not in (0, 1):
        raise DomainError("fold_unknown", "received", fold=fold)
    if not _STAMP.fullmatch(text):
        raise DomainError("stamp_unreadable", "received", text=text)
    try:
        stated = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError as reason:
        raise DomainError("stamp_unreadable", "received", text=text) from reason
    if text.endswith("Z"):
        return _receipt(stated.replace(tzinfo=UTC), zone=zone, business_zone=business_zone)
    return receipt_from_wall(stated, zone=zone, fold=fold, business_zone=business_zone)


def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone of this name.

    Raises:
        DomainError: ``zone_unknown``.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as reason:
        raise DomainError("zone_unknown", "zone", zone=name) from reason


def _receipt(at: datetime, *, zone: str, business_zone: str) -> Receipt:
    stated_in = zone_named(zone)
    business = zone_named(business_zone)
    try:
        instant = at.astimezone(UTC)
        return Receipt(at=instant, zone=zone, fold=instant.astimezone(stated_in).fold, on=instant.astimezone(business).date())
    except OverflowError as reason:
        raise DomainError("stamp_unreadable", "received", text=at.isoformat()) from reason
