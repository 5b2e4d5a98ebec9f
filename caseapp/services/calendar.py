"""The calendar for somebody: a month with its loads, a day, an agenda. Names are as this person may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseapp.domain.one_off_days import OneOffDay, standing
from caseapp.domain.operators import Act
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import HolidayLists
from caseapp.services.capacity import Capacity, answers_a_day
from caseapp.services.desk import Desk
from caseapp.services.sight import name_seen_by
from caseapp.services.views import DayLoad, DeadlineEntry

LONGEST_PAST = timedelta(days=3650)
AGENDA_DAYS = 120
AGENDA_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet:
    """The weeks that a month touches, from a Monday to a Sunday. `one_off`: every one-off day that stands."""

    month: date
    today: date
    days: tuple[DayLoad, ...]
    capacity: Capacity
    lists: HolidayLists
    one_off: tuple[OneOffDay, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaSheet:
    """What still has to be done, by planning date. `is_cut`: there is more than `AGENDA_LIMIT`. `one_off`: those ahead, within the span."""

    today: date
    entries: tuple[DeadlineEntry, ...]
    is_cut: bool
    one_off: tuple[OneOffDay, ...] = ()


def weeks_of(month: date) -> tuple[date, date]:
    """Return the Monday on or before the first of a month and the Sunday on or after its last day."""
    first = month.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def month_sheet(desk: Desk, month: date, types: Sequence[RequestType] = ()) -> MonthSheet:
    """Return one month with the load of its days."""
    desk.require(Act.SEE_CASES)
    first_on, last_on = weeks_of(month)
    return MonthSheet(
        month=month.replace(day=1),
        today=desk.today(),
        days=desk.queries.month(first_on, last_on, types=types),
        capacity=answers_a_day(desk),
        lists=desk.rulebook.lists,
        one_off=_one_off(desk),
    )


def day_sheet(desk: Desk, on: date, types: Sequence[RequestType] = ()) -> tuple[DeadlineEntry, ...]:
    """Return the deadlines planned for one day."""
    desk.require(Act.SEE_CASES)
    return _seen(desk, desk.queries.day_entries(on, types=types))


def agenda_sheet(desk: Desk, types: Sequence[RequestType] = ()) -> AgendaSheet:
    """Return what is open and what was missed, until `AGENDA_DAYS` ahead."""
    desk.require(Act.SEE_CASES)
    today = desk.today()
    until_on = today + timedelta(days=AGENDA_DAYS)
    found = desk.queries.agenda(from_on=today - LONGEST_PAST, until_on=until_on, types=types, limit=AGENDA_LIMIT + 1)
    return AgendaSheet(
        today=today,
        entries=_seen(desk, found[:AGENDA_LIMIT]),
        is_cut=len(found) > AGENDA_LIMIT,
        one_off=tuple(one for one in _one_off(desk) if today <= one.day_on <= until_on),
    )


def _one_off(desk: Desk) -> tuple[OneOffDay, ...]:
    with desk.uow() as uow:
        return standing(uow.one_off_days.where())


def _seen(desk: Desk, entries: tuple[DeadlineEntry, ...]) -> tuple[DeadlineEntry, ...]:
    return tuple(replace(entry, name=name_seen_by(desk.operator, entry.name, draft_of=entry.draft_of)) for entry in entries)
