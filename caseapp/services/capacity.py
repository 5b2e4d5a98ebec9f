"""How much one day can carry: measured from what was answered lately, else a usual value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from caseapp.domain.operators import Act
from caseapp.domain.workdays import HolidayLists
from caseapp.services.desk import Desk

USUAL_ANSWERS_A_DAY = 9
"""Taken while there is no history: what one officer answers on an ordinary day."""

MEASURED_WORKDAYS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """Answers a working day. `is_measured` is False while there is too little history and the usual value stands in."""

    a_day: int
    is_measured: bool


def answers_a_day(desk: Desk) -> Capacity:
    """Return the median of answers on the last 20 working days before today. A median of none is no history."""
    desk.require(Act.SEE_CASES)
    days = workdays_before(desk.rulebook.lists, desk.today(), MEASURED_WORKDAYS)
    answered = desk.queries.answers_on(days[-1], days[0]) if days else {}
    measured = int(median(answered.get(day, 0) for day in days)) if days else 0
    return Capacity(a_day=measured or USUAL_ANSWERS_A_DAY, is_measured=measured > 0)


def workdays_before(lists: HolidayLists, today: date, count: int) -> tuple[date, ...]:
    """Return the last working days before a day, the newest first; fewer where the table of holidays begins."""
    days: list[date] = []
    day = today - timedelta(days=1)
    while len(days) < count and lists.first_on <= day <= lists.last_on:
        if lists.works_std(day):
            days.append(day)
        day -= timedelta(days=1)
    return tuple(days)
