"""The nine readings: every worked case, and what must hold for every receipt date."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.all_readings import all_readings
from caseapp.domain.errors import DomainError
from caseapp.domain.readings import business_day_readings, calendar_readings, mail_by
from caseapp.domain.receipt import parse_stamp
from tests.domain.law import LISTS, PACIFIC, day, regime_on

STATED = {"case_id", "label", "request_type", "received_as_stated", "received_zone", "fold", "note"}
with (Path(__file__).parent / "data" / "deadline_cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))

RECEIPTS = st.dates(date(2023, 1, 1), date(2036, 3, 1))
COUNTS = st.sampled_from([10, 15])
PERIODS = st.sampled_from([45, 90])


def written(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
def test_every_column_of_the_worked_case(case: dict[str, str]) -> None:
    receipt = parse_stamp(case["received_as_stated"], zone=case["received_zone"], fold=int(case["fold"]), business_zone=PACIFIC)
    sent = case["ext_notice_sent"]
    row = all_readings(regime_on(receipt.on), LISTS, receipt.on, dispatched_on=day(sent) if sent else None)
    ours = {"received_utc": receipt.at.strftime("%Y-%m-%dT%H:%M:%SZ")} | {name: written(value) for name, value in row.items()}
    assert ours == {name: text for name, text in case.items() if name not in STATED}


def test_the_table_of_cases_was_read() -> None:
    assert len(CASES) == 31


@given(RECEIPTS, COUNTS)
def test_safe_business_day_is_never_later_than_any_reading_and_works_everywhere(received_on: date, count: int) -> None:
    found = business_day_readings(received_on, count, LISTS)
    assert found.safe <= min(found.std, found.civ9, found.fed)
    assert found.civ9 <= found.std
    assert received_on < found.safe
    assert LISTS.works_everywhere(found.safe)


@given(RECEIPTS, PERIODS)
def test_calendar_readings_stand_in_their_order(received_on: date, count: int) -> None:
    found = calendar_readings(received_on, count, LISTS)
    assert found.plain.toordinal() == received_on.toordinal() + count
    assert found.incl.toordinal() == found.plain.toordinal() - 1
    assert found.safe <= found.incl
    assert found.plain <= found.roll_civ10
    assert found.plain <= found.roll_12a
    assert LISTS.works_everywhere(found.safe)


@given(RECEIPTS, PERIODS)
def test_mail_day_leaves_five_days_and_works_everywhere(received_on: date, count: int) -> None:
    safe = calendar_readings(received_on, count, LISTS).safe
    posted = mail_by(safe, LISTS, margin_days=5)
    assert posted <= safe - timedelta(days=5)
    assert LISTS.works_everywhere(posted)


@given(st.dates(date(2023, 1, 1), date(2036, 1, 1)), st.sets(st.integers(1, 120), max_size=5), COUNTS, PERIODS)
def test_one_off_days_never_change_a_safe_date_and_never_shorten_an_outer_one(
    received_on: date, offsets: set[int], count: int, period: int
) -> None:
    more = LISTS.with_extra(received_on + timedelta(days=offset) for offset in offsets)
    before, after = business_day_readings(received_on, count, LISTS), business_day_readings(received_on, count, more)
    assert after.safe == before.safe
    assert (after.std, after.civ9) >= (before.std, before.civ9)
    assert after.fed == before.fed
    early, late = calendar_readings(received_on, period, LISTS), calendar_readings(received_on, period, more)
    assert (late.safe, late.plain, late.incl) == (early.safe, early.plain, early.incl)
    assert mail_by(late.safe, more, margin_days=5) == mail_by(early.safe, LISTS, margin_days=5)


def test_a_one_off_day_inside_the_count_moves_the_outer_business_day() -> None:
    mourning = LISTS.with_extra([day("2025-01-09")])
    assert business_day_readings(day("2025-01-02"), 10, LISTS).std == day("2025-01-16")
    assert business_day_readings(day("2025-01-02"), 10, mourning).std == day("2025-01-17")


@pytest.mark.parametrize("text", ["2022-12-31", "2036-12-20", "2037-01-01", "9999-12-31"])
def test_past_the_tables_nothing_is_computed(text: str) -> None:
    for ask in (lambda: business_day_readings(day(text), 10, LISTS), lambda: calendar_readings(day(text), 45, LISTS)):
        with pytest.raises(DomainError) as caught:
            ask()
        assert caught.value.code == "calendar_ends"


def test_the_widest_spread_of_ten_business_days() -> None:
    """Lincoln Day counts for the State, not for the federation, and Saturdays count under Civ. Code 9."""
    found = business_day_readings(day("2026-01-30"), 10, LISTS)
    assert (found.civ9, found.fed, found.std) == (day("2026-02-11"), day("2026-02-13"), day("2026-02-18"))
