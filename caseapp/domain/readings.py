"""The nine readings of a period: four of a count of business days, five of a count of calendar days.

The receipt day is day 0. `safe` is the earliest defensible day and leads; the outer day decides what is late; rolled days serve
explanations only and never lengthen anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from caseapp.domain.workdays import ONE_DAY, HolidayLists


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessDayReadings:
    """A count of business days.

    Attributes:
        std: Monday to Friday without Gov. Code 6700/6701 holidays; the outer day.
        civ9: Monday to Saturday without them (Civ. Code 9).
        fed: Monday to Friday without federal holidays as observed.
        safe: the earliest of the three, moved back to a day that works on every list; one-off days play no part in it.
    """

    std: date
    civ9: date
    fed: date
    safe: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarReadings:
    """A count of calendar days.

    Attributes:
        plain: receipt plus N; the outer day.
        incl: receipt counted as day 1 (11 CCR 7021(b) to the letter).
        roll_civ10: plain moved past Sundays and Gov. Code holidays (Civ. Code 10).
        roll_12a: plain moved past Saturdays, Sundays and judicial holidays (Code Civ. Proc. 12a).
        safe: incl moved back to a day that works on every list; one-off days play no part in it.
    """

    plain: date
    incl: date
    roll_civ10: date
    roll_12a: date
    safe: date


def business_day_readings(received_on: date, count: int, lists: HolidayLists) -> BusinessDayReadings:
    """Count `count` business days after `received_on` in each reading.

    Raises:
        DomainError: ``calendar_ends`` when a day outside the holiday tables is needed.
    """
    lists.inside(received_on)
    enacted = lists.without_extra()
    earliest = min(nth_workday(received_on, count, works) for works in (enacted.works_std, enacted.works_civ9, enacted.works_fed))
    return BusinessDayReadings(
        std=nth_workday(received_on, count, lists.works_std),
        civ9=nth_workday(received_on, count, lists.works_civ9),
        fed=nth_workday(received_on, count, lists.works_fed),
        safe=enacted.back_to_workday(earliest),
    )


def calendar_readings(received_on: date, count: int, lists: HolidayLists) -> CalendarReadings:
    """Count `count` calendar days after `received_on` in each reading.

    Raises:
        DomainError: ``calendar_ends`` when a day outside the holiday tables is needed.
    """
    plain = lists.inside(received_on) + timedelta(days=count)
    incl = plain - ONE_DAY
    return CalendarReadings(
        plain=plain,
        incl=incl,
        roll_civ10=lists.forward_to(plain, lists.works_civ10),
        roll_12a=lists.forward_to(plain, lists.works_12a),
        safe=lists.back_to_workday(incl),
    )


def mail_by(cal_safe: date, lists: HolidayLists, *, margin_days: int) -> date:
    """Return the last day to post what must arrive by `cal_safe`: `margin_days` calendar days before, moved back to a workday.

    Civ. Code 1798.130(a)(2)(A) says "disclose and deliver" within the period.
    """
    return lists.back_to_workday(cal_safe - timedelta(days=margin_days))


def nth_workday(received_on: date, count: int, works: Callable[[date], bool]) -> date:
    """Return the `count`-th day after `received_on` for which `works` is true."""
    on = received_on
    left = count
    while left > 0:
        on += ONE_DAY
        if works(on):
            left -= 1
    return on
