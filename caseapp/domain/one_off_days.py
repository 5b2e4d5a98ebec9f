"""One-off days: appointed by President or Governor for one year (Gov. Code 6700), or our own office closed.

Entries are only ever added; taking a day back is an entry of its own. A day of President or Governor may move outer days and
nothing else: no planning day depends on it. That our office is closed moves no date at all: the law knows no such holiday.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class OneOffKind(StrEnum):
    """Who made the day one."""

    GOVERNOR = "governor"
    PRESIDENT = "president"
    OFFICE_CLOSED = "office_closed"


class OneOffAct(StrEnum):
    """What an entry says about its day."""

    ADDED = "added"
    TAKEN_BACK = "taken_back"


MOVES_DATES = frozenset({OneOffKind.GOVERNOR, OneOffKind.PRESIDENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOffDay:
    """One entry.

    Attributes:
        basis: what says so: the proclamation or order with its date, or why the office is closed.
        reason: of taking it back, in a person's words; the history holds its digest.
        moved: how many open cases it moved when it was entered.
    """

    id: str
    day_on: date
    kind: OneOffKind
    act: OneOffAct
    basis: str
    reason: str
    recorded_at: datetime
    recorded_by: str
    moved: int = 0


def standing(entries: Iterable[OneOffDay]) -> tuple[OneOffDay, ...]:
    """Return the days that stand, by date: of each date and kind the last entry counts. `entries` in the order of their adding."""
    last: dict[tuple[date, OneOffKind], OneOffDay] = {}
    for entry in entries:
        last[entry.day_on, entry.kind] = entry
    return tuple(sorted((one for one in last.values() if one.act is OneOffAct.ADDED), key=lambda one: (one.day_on, one.kind)))


def counted_days(entries: Iterable[OneOffDay]) -> frozenset[date]:
    """Return the dates that move outer days."""
    return frozenset(one.day_on for one in standing(entries) if one.kind in MOVES_DATES)
