"""Which days work: the holiday lists of the law, and one question for each way of reading them.

No regulation says what a business day is, so four lists are kept apart: Gov. Code 6700/6701, the federal list as observed
(5 U.S.C. 6103), the judicial list as observed (Code Civ. Proc. 135; Cal. Rules of Court 1.11), and the optional bank holidays of
Civ. Code 7.1 that fall on a Friday. Good Friday, a holiday from noon to three, is a business day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseapp.domain.errors import DomainError

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SUNDAY = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One named day of the table.

    Attributes:
        on: the day.
        name: code of the holiday, for example ``veterans_day``.
        bases: for each list that has the day, the code of the provision that puts it there.
    """

    on: date
    name: str
    bases: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayLists:
    """The lists between `first_on` and `last_on`, both included. Outside, every question is refused: nothing is computed on.

    Attributes:
        extra: one-off days appointed by President or Governor (Gov. Code 6700). They may move outer dates, never safe ones.
        version: version of the table, stored with each case.
        named: the same days with their names, for explanations.
        sha256: digest of the files of the table, for explanations; empty where the lists come from no file.
    """

    gov6700: frozenset[date]
    federal: frozenset[date]
    judicial: frozenset[date]
    optional_bank: frozenset[date]
    extra: frozenset[date]
    first_on: date
    last_on: date
    version: str
    named: tuple[Holiday, ...] = ()
    sha256: str = ""

    def works_std(self, on: date) -> bool:
        """Monday to Friday and not a Gov. Code 6700/6701 holiday: the ordinary reading."""
        return self.inside(on).weekday() < SATURDAY and on not in self.gov6700 and on not in self.extra

    def works_civ9(self, on: date) -> bool:
        """Monday to Saturday and not a Gov. Code 6700/6701 holiday: Civ. Code 9 to the letter."""
        return self.inside(on).weekday() < SUNDAY and on not in self.gov6700 and on not in self.extra

    def works_fed(self, on: date) -> bool:
        """Monday to Friday and not a federal holiday as observed."""
        return self.inside(on).weekday() < SATURDAY and on not in self.federal

    def works_civ10(self, on: date) -> bool:
        """Not a Sunday nor a Gov. Code 6700/6701 holiday: where Civ. Code 10 stops rolling."""
        return self.works_civ9(on)

    def works_12a(self, on: date) -> bool:
        """Not a Saturday, Sunday nor judicial holiday as observed: where Code Civ. Proc. 12a stops rolling.

        One-off days are days of Gov. Code 6700; whether the courts keep them is not settled, so they do not roll this reading.
        """
        return self.inside(on).weekday() < SATURDAY and on not in self.judicial

    def works_everywhere(self, on: date) -> bool:
        """Monday to Friday and on none of the four lists. One-off days are left out: safe dates never depend on them."""
        return (
            self.inside(on).weekday() < SATURDAY
            and on not in self.gov6700
            and on not in self.federal
            and on not in self.judicial
            and on not in self.optional_bank
        )

    def back_to_workday(self, on: date) -> date:
        """Return `on`, or the latest day before it that works on every list."""
        while not self.works_everywhere(on):
            on -= ONE_DAY
        return on

    def forward_to(self, on: date, works: Callable[[date], bool]) -> date:
        """Return `on`, or the first day after it for which `works` is true."""
        while not works(on):
            on += ONE_DAY
        return on

    def named_on(self, on: date) -> tuple[Holiday, ...]:
        """Return the named days of this date."""
        return tuple(holiday for holiday in self.named if holiday.on == on)

    def with_extra(self, days: Iterable[date]) -> HolidayLists:
        """Return the lists with these one-off days added."""
        return replace(self, extra=self.extra | frozenset(days))

    def without_extra(self) -> HolidayLists:
        """Return the lists as enacted, without one-off days."""
        return replace(self, extra=frozenset()) if self.extra else self

    def inside(self, on: date) -> date:
        """Return `on` itself.

        Raises:
            DomainError: ``calendar_ends`` for a day outside the table.
        """
        if not self.first_on <= on <= self.last_on:
            raise DomainError("calendar_ends", on=on, first_on=self.first_on, last_on=self.last_on)
        return on
