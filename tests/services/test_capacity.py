"""How much a day can carry."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from caseapp.services import capacity
from caseapp.services.capacity import USUAL_ANSWERS_A_DAY, answers_a_day, workdays_before

GOOD_FRIDAY_LATER = date(2026, 4, 13)


def a_desk(answered: dict[date, int], lists: Any, today: date = GOOD_FRIDAY_LATER) -> Any:
    asked = []

    def answers_on(first_on: date, last_on: date) -> dict[date, int]:
        asked.append((first_on, last_on))
        return {on: count for on, count in answered.items() if first_on <= on <= last_on}

    return SimpleNamespace(
        rulebook=SimpleNamespace(lists=lists), queries=SimpleNamespace(answers_on=answers_on), today=lambda: today,
        require=lambda act: None, asked=asked,
    )  # fmt: skip


@pytest.fixture
def lists(house: Any) -> Any:
    return house.desk.rulebook.lists


def test_working_days_go_back_over_weekends_and_holidays(lists: Any) -> None:
    days = workdays_before(lists, GOOD_FRIDAY_LATER, 10)
    assert days[0] == date(2026, 4, 10)
    assert date(2026, 3, 31) not in days
    assert days[-1] == date(2026, 3, 27)
    assert workdays_before(lists, lists.first_on, 10) == ()


def test_the_middle_of_twenty_days_counts_days_without_an_answer(lists: Any) -> None:
    days = workdays_before(lists, GOOD_FRIDAY_LATER, 20)
    desk = a_desk(dict.fromkeys(days[:12], 6) | {days[15]: 90}, lists)
    assert answers_a_day(desk) == capacity.Capacity(a_day=6, is_measured=True)
    assert desk.asked == [(days[-1], days[0])]


def test_without_history_the_usual_value_stands_in(lists: Any) -> None:
    days = workdays_before(lists, GOOD_FRIDAY_LATER, 20)
    assert answers_a_day(a_desk({}, lists)) == capacity.Capacity(a_day=USUAL_ANSWERS_A_DAY, is_measured=False)
    assert not answers_a_day(a_desk({days[0]: 50}, lists)).is_measured
