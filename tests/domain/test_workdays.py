"""Which days work on which list, and the end of the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.months import months_after, months_before
from caseapp.domain.workdays import HolidayLists
from tests.domain.law import LISTS, day

QUESTIONS = ["works_std", "works_civ9", "works_fed", "works_civ10", "works_12a", "works_everywhere"]


EMPTY = HolidayLists(
    gov6700=frozenset(),
    federal=frozenset(),
    judicial=frozenset(),
    optional_bank=frozenset(),
    extra=frozenset(),
    first_on=day("2026-01-01"),
    last_on=day("2026-12-31"),
    version="test",
)


@pytest.mark.parametrize(
    ("text", "std", "civ9", "fed", "civ10", "court", "everywhere"),
    [
        ("2026-08-07", True, True, True, True, True, True),  # Friday
        ("2026-08-08", False, True, False, True, False, False),  # Saturday
        ("2026-08-09", False, False, False, False, False, False),  # Sunday
    ],
)
def test_week(text: str, std: bool, civ9: bool, fed: bool, civ10: bool, court: bool, everywhere: bool) -> None:
    assert [getattr(EMPTY, question)(day(text)) for question in QUESTIONS] == [std, civ9, fed, civ10, court, everywhere]


@pytest.mark.parametrize(
    ("name", "closed"),
    [
        ("gov6700", {"works_std", "works_civ9", "works_civ10", "works_everywhere"}),
        ("federal", {"works_fed", "works_everywhere"}),
        ("judicial", {"works_12a", "works_everywhere"}),
        ("optional_bank", {"works_everywhere"}),
        ("extra", {"works_std", "works_civ9", "works_civ10"}),  # days of Gov. Code 6700; never the safe dates
    ],
)
def test_each_list_closes_its_own_readings(name: str, closed: set[str]) -> None:
    wednesday = day("2026-08-05")
    closed_day: dict[str, Any] = {name: frozenset({wednesday})}
    one = replace(EMPTY, **closed_day)
    assert {question for question in QUESTIONS if not getattr(one, question)(wednesday)} == closed


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("on", [LISTS.first_on - timedelta(days=1), LISTS.last_on + timedelta(days=1), date.min, date.max])
def test_a_day_outside_the_tables_is_refused(question: str, on: date) -> None:
    with pytest.raises(DomainError) as caught:
        getattr(LISTS, question)(on)
    assert caught.value.code == "calendar_ends"
    assert caught.value.facts == {"on": on, "first_on": LISTS.first_on, "last_on": LISTS.last_on}


def test_back_to_a_workday_passes_a_long_weekend() -> None:
    assert LISTS.back_to_workday(day("2026-07-05")) == day("2026-07-02")  # Sun, Sat 4 July, Fri 3 July (federal, judicial, bank)
    assert LISTS.back_to_workday(day("2026-08-05")) == day("2026-08-05")


def test_one_off_days_are_added_and_taken_away_without_touching_the_lists() -> None:
    more = LISTS.with_extra([day("2025-01-09")])
    assert not more.works_std(day("2025-01-09"))
    assert more.works_everywhere(day("2025-01-09"))
    assert more.without_extra() == LISTS
    assert LISTS.without_extra() is LISTS


@pytest.mark.parametrize(
    ("on", "months", "before"),
    [("2024-02-29", 12, "2023-02-28"), ("2026-03-31", 1, "2026-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2026-05-31", 12, "2025-05-31")],
)
def test_looking_back_clamps_to_the_months_end(on: str, months: int, before: str) -> None:
    assert months_before(day(on), months) == day(before)


@pytest.mark.parametrize(
    ("on", "months", "after"),
    [("2024-02-29", 24, "2026-03-01"), ("2024-02-29", 48, "2028-02-29"), ("2026-01-31", 1, "2026-03-01"), ("2026-12-31", 12, "2027-12-31")],
)
def test_looking_ahead_rolls_a_missing_day_forward(on: str, months: int, after: str) -> None:
    assert months_after(day(on), months) == day(after)
