"""Days of the office itself, which hang on no request: figures to post, a policy to update, people to train (rulebook 1.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseapp.domain.months import months_after
from caseapp.domain.operators import Role
from caseapp.domain.regime import LawStatus


class OfficeClockState(StrEnum):
    """no_day: nobody has recorded when it was last done. not_owed: an administrator found that the law does not ask it of this office."""

    QUIET = "quiet"
    NO_DAY = "no_day"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    NOT_OWED = "not_owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClock:
    """One duty of the office.

    Attributes:
        months: how long after it was done it is due again; 0 where it comes back on a day of the year.
        month, day: that day of the year; 0 where it runs in months.
        remind_days: calendar days before its day on which the reminder begins.
    """

    id: str
    months: int
    month: int
    day: int
    remind_days: int
    roles: tuple[Role, ...]
    citation: str
    status: LawStatus
    says: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None


def due_on(clock: OfficeClock, done_on: date | None, today: date) -> date | None:
    """Return the day the duty is due next; None where it runs from the last time and nobody has recorded one.

    What is done in a calendar year counts for that year's day, also when it was late. An office that has recorded nothing yet is not
    told that it is late with a day before it began to record.
    """
    if clock.months:
        return months_after(done_on, clock.months) if done_on is not None else None
    this_year = date(today.year, clock.month, clock.day)
    if done_on is not None:
        return date(done_on.year + 1, clock.month, clock.day)
    return this_year if today <= this_year else date(today.year + 1, clock.month, clock.day)


def state_of_clock(clock: OfficeClock, done_on: date | None, *, is_owed: bool, today: date) -> OfficeClockState:
    """Return the state from dates alone; `today` in the business zone."""
    if not is_owed:
        return OfficeClockState.NOT_OWED
    day = due_on(clock, done_on, today)
    if day is None:
        return OfficeClockState.NO_DAY
    if today > day:
        return OfficeClockState.OVERDUE
    return OfficeClockState.DUE_SOON if today >= day - timedelta(days=clock.remind_days) else OfficeClockState.QUIET
