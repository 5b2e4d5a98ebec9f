"""Twelve months back, 1 January 2022, twice in twelve months, six months for a repeated correction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.lookback import correction_repeats, know_count, know_requests_in_window, law_floor, lookback_start, lookback_start_12m
from tests.domain.law import day, regime_on

REGIME = regime_on(day("2026-03-03"))


@pytest.mark.parametrize(("received", "start"), [("2026-08-03", "2025-08-03"), ("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28")])
def test_lookback_is_the_same_day_a_year_before(received: str, start: str) -> None:
    assert lookback_start_12m(day(received)) == lookback_start(REGIME, day(received)) == day(start)


def test_nothing_before_2022_need_be_disclosed() -> None:
    assert law_floor(REGIME) == day("2022-01-01")


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
    assert know_requests_in_window(dates, day("2026-03-01")) == (day("2025-06-01"), day("2026-01-01"))


@pytest.mark.parametrize(
    ("denied", "received", "repeats"),
    [
        ("2026-01-15", "2026-01-15", True),
        ("2026-01-15", "2026-07-14", True),
        ("2026-01-15", "2026-07-15", False),
        ("2026-01-15", "2026-01-14", False),
    ],
)
def test_the_same_correction_within_six_months(denied: str, received: str, repeats: bool) -> None:
    assert correction_repeats(REGIME, day(denied), day(received)) is repeats
