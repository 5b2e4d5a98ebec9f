"""The page of figures: the year by right, and what is open by age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.views import AgeCount, YearCount

DAYS_A_BAR = 5
LAST_DAY_OF_CHART = 90
"""Day 90 is the end of an extended answer (Civ. Code 1798.145(h)); what is older stands in one bar after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBar:
    """Unanswered requests of some days of age, receipt being day 0. `last_day` is None for the bar of all that is older."""

    first_day: int
    last_day: int | None
    open: int
    extended: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """One year's counts, the years there are, and what is open today: `open_cases` and `overdue` are cases, the ages are requests."""

    year: int
    years: tuple[int, ...]
    today: date
    counts: tuple[YearCount, ...]
    ages: tuple[AgeBar, ...]
    open_cases: int
    overdue: int

    @property
    def open_requests(self) -> int:
        return sum(bar.open for bar in self.ages)


def report_sheet(desk: Desk, year: int | None = None) -> ReportSheet:
    """Return the figures of one year; of this year when none is named."""
    desk.require(Act.SEE_REPORTS)
    today = desk.today()
    shown = year or today.year
    waiting = desk.queries.home_counts(today=today, operator_id=desk.operator.id)
    return ReportSheet(
        year=shown,
        years=tuple(sorted({today.year, shown, *desk.queries.years_received()}, reverse=True)),
        today=today,
        counts=desk.queries.year_counts(shown),
        ages=age_bars(desk.queries.open_ages(today=today), today),
        open_cases=waiting.open_cases,
        overdue=waiting.overdue,
    )


def age_bars(ages: Sequence[AgeCount], today: date) -> tuple[AgeBar, ...]:
    """Return one bar for every `DAYS_A_BAR` days up to day 90, and one for what is older."""
    count = LAST_DAY_OF_CHART // DAYS_A_BAR
    sums = [[0, 0, 0] for _ in range(count + 1)]
    for age in ages:
        days = max(0, (today - age.received_on).days)
        # Day 5 still belongs to the first bar, day 45 to the ninth: the bars end on the days of the law.
        at = min(count, max(0, days - 1) // DAYS_A_BAR)
        for place, value in enumerate((age.open, age.extended, age.late)):
            sums[at][place] += value
    return tuple(
        AgeBar(
            first_day=at * DAYS_A_BAR + (1 if at else 0),
            last_day=(at + 1) * DAYS_A_BAR if at < count else None,
            open=open_,
            extended=extended,
            late=late,
        )
        for at, (open_, extended, late) in enumerate(sums)
    )
