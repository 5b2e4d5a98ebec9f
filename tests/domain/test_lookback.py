"""Twelve months back, 1 January 2022, twice in twelve months, six months for a repeated correction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.errors import DomainError
from caseapp.domain.lookback import (
    correction_repeats,
    disclosure_period,
    know_count,
    know_requests_in_window,
    law_floor,
    lookback_start,
)
from tests.domain.law import day, regime_on

REGIME = regime_on(day("2026-03-03"))


@pytest.mark.parametrize(("received", "start"), [("2026-08-03", "2025-08-03"), ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28")])
def test_lookback_is_the_same_day_a_year_before(received: str, start: str) -> None:
    assert lookback_start(REGIME, day(received)) == day(start)


def test_nothing_before_2022_need_be_disclosed() -> None:
    assert law_floor(REGIME) == day("2022-01-01")


@pytest.mark.parametrize(
    ("asked_from", "asked_until", "first", "last", "due", "cut", "beyond"),
    [
        (None, None, "2022-01-01", "2026-03-03", True, False, True),  # everything since the floor
        ("2025-03-03", None, "2025-03-03", "2026-03-03", True, False, False),  # the twelve months
        ("2025-03-02", None, "2025-03-02", "2026-03-03", True, False, True),  # a day more
        ("2024-05-01", "2024-06-30", "2024-05-01", "2024-06-30", True, False, True),  # a range
        ("2025-12-01", "2025-12-31", "2025-12-01", "2025-12-31", True, False, False),
        ("2019-01-01", None, "2022-01-01", "2026-03-03", True, True, True),  # further back than the law reaches
        ("2019-01-01", "2021-12-31", "2022-01-01", "2021-12-31", False, True, False),  # all of it before the floor
        (None, "2027-01-01", "2022-01-01", "2026-03-03", True, False, True),  # nothing later than the receipt
        ("2026-03-03", "2026-03-03", "2026-03-03", "2026-03-03", True, False, False),  # one day
        ("2026-03-04", None, "2026-03-04", "2026-03-03", False, False, False),
    ],
)
def test_the_time_an_answer_covers(
    asked_from: str | None, asked_until: str | None, first: str, last: str, due: bool, cut: bool, beyond: bool
) -> None:
    found = disclosure_period(
        REGIME,
        day("2026-03-03"),
        asked_from=day(asked_from) if asked_from else None,
        asked_until=day(asked_until) if asked_until else None,
    )
    assert (found.first_on, found.last_on) == (day(first), day(last))
    assert (found.due, found.cut_at_floor, found.beyond_twelve_months) == (due, cut, beyond)
    assert found.always_from == day("2025-03-03")


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        disclosure_period(REGIME, day("2026-03-03"), asked_from=day("2025-02-01"), asked_until=day("2025-01-31"))
    assert (caught.value.code, caught.value.field) == ("period_ends_before_start", "period_until")


def test_in_the_first_year_of_the_law_the_floor_is_later_than_twelve_months_back() -> None:
    regime = regime_on(day("2023-01-01"))
    found = disclosure_period(regime, day("2023-01-01"))
    assert (found.first_on, found.always_from) == (day("2022-01-01"), day("2022-01-01"))
    assert not found.beyond_twelve_months


@pytest.mark.parametrize(
    ("answered", "received", "counted", "next_possible"),
    [
        (["2025-03-10", "2025-09-01"], "2026-03-09", 2, "2026-03-10"),
        (["2025-03-10", "2025-09-01"], "2026-03-10", 1, None),
        (["2024-02-29"], "2025-02-28", 1, None),  # stays in the window
        (["2024-02-29"], "2025-03-01", 0, None),  # has left it
        (["2024-02-29", "2024-06-01"], "2025-02-28", 2, "2025-03-01"),
        (["2025-09-01", "2025-10-01", "2025-11-01"], "2026-03-09", 3, "2026-10-01"),
        (["2026-03-09", "2026-03-09"], "2026-03-09", 2, "2027-03-09"),  # the same day counts
        (["2026-04-01"], "2026-03-09", 0, None),  # later ones do not
        ([], "2026-03-09", 0, None),
    ],
)
def test_twice_in_twelve_months(answered: list[str], received: str, counted: int, next_possible: str | None) -> None:
    found = know_count(REGIME, [day(text) for text in answered], day(received))
    assert len(found.counted) == counted
    assert found.reached is (counted >= 2)
    assert found.next_possible_on == (day(next_possible) if next_possible else None)


@given(st.lists(st.dates(date(2024, 1, 1), date(2026, 12, 31)), max_size=6), st.dates(date(2025, 1, 1), date(2026, 12, 31)))
def test_the_next_possible_day_is_the_first_that_is_possible(answered: list[date], received_on: date) -> None:
    found = know_count(REGIME, answered, received_on)
    if found.next_possible_on is None:
        return
    known = list(found.counted)
    assert not know_count(REGIME, known, found.next_possible_on).reached
    assert know_count(REGIME, known, found.next_possible_on - timedelta(days=1)).reached


def test_the_window_gives_receipts_oldest_first() -> None:
    dates = [day("2026-01-01"), day("2025-06-01"), day("2024-06-01")]
    assert know_requests_in_window(dates, day("2026-03-01"), months=12) == (day("2025-06-01"), day("2026-01-01"))


@pytest.mark.parametrize(
    ("denied", "received", "repeats"),
    [
        ("2026-01-15", "2026-01-15", True),
        ("2026-01-15", "2026-07-14", True),
        ("2026-01-15", "2026-07-15", False),
        ("2026-01-15", "2026-01-14", False),
        ("2026-08-31", "2027-02-28", True),  # six months on there is no 31st: the wait ends with the first of the next month
        ("2026-08-31", "2027-03-01", False),
        ("2023-08-31", "2024-02-29", True),
    ],
)
def test_the_same_correction_within_six_months(denied: str, received: str, repeats: bool) -> None:
    assert correction_repeats(REGIME, day(denied), day(received)) is repeats
    assert correction_repeats(REGIME, day(denied), day(received), new_papers=True) is False
