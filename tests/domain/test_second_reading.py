"""The second reading of the date rules agrees with the worked cases, with itself and with the ``holidays`` package."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import second_reading as law

STATED = ("case_id", "label", "request_type", "received_as_stated", "received_zone", "fold", "note")
with (Path(__file__).parent / "data" / "deadline_cases.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

# Day 90 of the last receipt date still falls into 2036, the last year whose holidays are known.
LAST_RECEIPT = date(2036, 10, 2)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += law.ONE_DAY


def of_case(case: dict[str, str]) -> dict[str, str]:
    return law.row(case["received_as_stated"], case["received_zone"], int(case["fold"]), case["ext_notice_sent"])


# --- The worked cases ---


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
def test_every_computed_column_equals_the_case(case: dict[str, str]) -> None:
    assert of_case(case) == {name: text for name, text in case.items() if name not in STATED}


def test_there_are_cases() -> None:
    assert len(CASES) == 31


# --- What holds for every receipt date ---


def test_what_holds_for_every_receipt_date() -> None:
    for received in days(date(2023, 1, 1), LAST_RECEIPT):
        told = law.by_date(received)
        day = {name: date.fromisoformat(text) for name, text in told.items() if text[:2] == "20"}
        for period in ("ack10", "bd15"):
            assert day[f"{period}_safe"] <= min(day[f"{period}_{reading}"] for reading in ("civ9", "std", "fed"))
            assert received < day[f"{period}_safe"]
            assert day[f"{period}_civ9"] <= day[f"{period}_std"]
        for period, count in (("resp45", 45), ("ext90", 90)):
            plain = day[f"{period}_plain"]
            assert plain.toordinal() == received.toordinal() + count
            assert day[f"{period}_incl"] == plain - law.ONE_DAY
            assert day[f"{period}_safe"] <= day[f"{period}_incl"]
            assert day[f"{period}_roll_civ10"] >= plain
            assert day[f"{period}_roll_12a"] >= plain
        for name, one in day.items():
            if name.endswith(("_safe", "_plan_by", "_mail_by")):
                assert one.weekday() < law.SAT, (received, name)
                assert not law.is_state_holiday(one), (received, name)
                assert not law.is_federal_day_off(one), (received, name)
                assert not law.is_judicial_holiday(one), (received, name)
                assert not law.is_optional_bank_holiday(one), (received, name)
        assert day["answer_mail_by"] <= day["resp45_safe"] - 5 * law.ONE_DAY


def test_an_extra_holiday_lengthens_outer_dates_and_no_safe_date() -> None:
    mourning = date(2025, 1, 9)  # appointed by the President; the shipped list of extras is empty
    moved = set()
    for received in days(date(2024, 9, 1), date(2025, 1, 20)):
        without, with_extra = law.by_date(received), law.by_date(received, extra_holidays={mourning})
        changed = {name for name in without if without[name] != with_extra[name]}
        assert all(with_extra[name] > without[name] for name in changed)
        moved |= changed
    assert moved == {
        "ack10_std", "ack10_civ9", "bd15_std", "bd15_civ9", "resp45_roll_civ10", "ext90_roll_civ10",
        "confirm_receipt_last_day", "opt_out_last_day",
    }  # fmt: skip


@given(
    at=st.datetimes(datetime(2023, 1, 2), datetime(2036, 9, 1)),
    zone=st.sampled_from(["America/New_York", "Asia/Manila", "Asia/Kolkata", "Europe/Dublin", "Pacific/Apia", "Australia/Lord_Howe"]),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_the_same_instant_stated_in_any_zone_gives_the_same_row(at: datetime, zone: str) -> None:
    at = at.replace(microsecond=0, tzinfo=UTC)
    stated = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    there = at.astimezone(ZoneInfo(zone))
    here = at.astimezone(ZoneInfo(law.PACIFIC))
    expected = law.row(stated, "UTC")
    assert law.row(there.replace(tzinfo=None).isoformat(), zone, there.fold) == expected
    assert law.row(here.replace(tzinfo=None).isoformat(), law.PACIFIC, here.fold) == expected
    assert expected["received_date_pacific"] == here.date().isoformat()


@pytest.mark.parametrize("year", range(2023, 2037))
def test_pacific_clock_changes_by_statute_equal_the_zone_data(year: int) -> None:
    zone = ZoneInfo(law.PACIFIC)
    at = datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        assert law._pacific_offset(at) == at.astimezone(zone).utcoffset()
        at += timedelta(minutes=30)


def test_fold_changes_no_date_for_a_pacific_wall_time_and_does_move_the_instant() -> None:
    first, second = (law.row("2026-11-01T01:30", law.PACIFIC, fold) for fold in (0, 1))
    assert (first.pop("received_utc"), second.pop("received_utc")) == ("2026-11-01T08:30:00Z", "2026-11-01T09:30:00Z")
    assert first == second


def test_fold_may_change_the_date_for_another_zone() -> None:
    # Chicago's clocks go back while it is midnight in California.
    told = [law.row("2026-11-01T01:30", "America/Chicago", fold) for fold in (0, 1)]
    assert [one["received_utc"] for one in told] == ["2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z"]
    assert [one["received_date_pacific"] for one in told] == ["2026-10-31", "2026-11-01"]


@pytest.mark.parametrize("fold", [0, 1])
def test_a_wall_time_that_does_not_exist_takes_the_offset_before_the_change(fold: int) -> None:
    assert law.row("2026-03-08T02:30", law.PACIFIC, fold)["received_utc"] == "2026-03-08T10:30:00Z"
    assert law.row("2026-03-08T02:30", "America/New_York", fold)["received_utc"] == "2026-03-08T07:30:00Z"


# --- Extension ---


@pytest.mark.parametrize(
    ("sent", "number", "plain", "strict", "due_plain", "due_safe"),
    [
        ("2026-09-16", "44", "Y", "Y", "2026-11-01", "2026-10-30"),
        ("2026-09-17", "45", "Y", "N", "2026-11-01", "2026-09-16"),
        ("2026-09-18", "46", "N", "N", "2026-09-17", "2026-09-16"),
        ("", "", "", "", "2026-09-17", "2026-09-16"),
    ],
)
def test_extension_notice_around_day_45(sent: str, number: str, plain: str, strict: str, due_plain: str, due_safe: str) -> None:
    told = law.row("2026-08-03T10:15", law.PACIFIC, 0, sent)
    assert told["ext_notice_day_number"] == number
    assert (told["ext_valid_plain"], told["ext_valid_safe"]) == (plain, strict)
    assert (told["response_due_plain"], told["response_due_safe"]) == (due_plain, due_safe)


def test_extension_sent_after_the_safe_day_may_still_be_in_time_on_the_strict_reading() -> None:
    told = law.by_date(date(2026, 5, 20), date(2026, 7, 3))  # safe is 2 July, incl is 3 July
    assert told["resp45_safe"] == "2026-07-02"
    assert told["ext_valid_safe"] == "Y"
    assert told["response_due_safe"] == told["ext90_safe"]


def test_day_90_does_not_depend_on_the_notice() -> None:
    received = date(2026, 8, 3)
    answers = {law.by_date(received, received + n * law.ONE_DAY)["ext90_plain"] for n in range(100)}
    assert answers == {"2026-11-01"}


# --- Months and windows ---


@pytest.mark.parametrize(
    ("earlier", "received", "counts"),
    [
        (date(2025, 3, 10), date(2026, 3, 9), True),
        (date(2025, 3, 10), date(2026, 3, 10), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
        (date(2023, 2, 28), date(2024, 2, 29), False),
        (date(2023, 3, 1), date(2024, 2, 29), True),
    ],
)
def test_twice_in_twelve_months_window(earlier: date, received: date, counts: bool) -> None:
    first, last = law.know_window(received)
    assert (first <= earlier <= last) is counts


def test_leap_day_clamps_backwards_and_rolls_forwards() -> None:
    told = law.by_date(date(2024, 2, 29))
    assert told["lookback_12m_start"] == "2023-02-28"
    assert told["no_reask_before_12m"] == "2025-03-01"
    # Day 45 is 29 February 2028, and 2030 has none.
    told = law.by_date(date(2028, 1, 15))
    assert told["response_due_plain"] == "2028-02-29"
    assert told["retain_at_least_until_if_closed_on_response_due_plain"] == "2030-03-01"


# --- Holidays ---


def test_state_holidays_2024_to_2027_are_those_printed() -> None:
    printed = {
        2024: "0101 0115 0210 0212 0219 0331 0401 0424 0527 0619 0704 0902 0909 0927 1014 1111 1128 1225",
        2025: "0101 0120 0129 0212 0217 0331 0424 0526 0619 0704 0901 0909 0926 1013 1111 1127 1225",
        2026: "0101 0119 0217 0212 0216 0331 0424 0525 0619 0704 0907 0909 0925 1012 1108 1111 1126 1225",
        2027: "0101 0118 0206 0212 0215 0331 0424 0531 0619 0704 0705 0906 0909 0924 1011 1029 1111 1125 1225",
    }
    for year, text in printed.items():
        found = {f"{day:%m%d}" for day in days(date(year, 1, 1), date(year, 12, 31)) if law.is_state_holiday(day)}
        assert found == set(text.split())


@pytest.mark.parametrize("year", range(2023, 2037))
def test_federal_days_off_equal_the_holidays_package(year: int) -> None:
    theirs = {day for day in holidays.country_holidays("US", years=year) if day.year == year}
    ours = {day for day in days(date(year, 1, 1), date(year, 12, 31)) if law.is_federal_day_off(day)}
    assert {day for day in ours if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}


def test_lunar_new_year_equals_the_chinese_calendar_of_the_holidays_package() -> None:
    china = holidays.country_holidays("CN", years=range(2023, 2037), language="en_US")
    first: dict[int, str] = {}
    for day, name in sorted(china.items()):
        if name == "Chinese New Year (Spring Festival)":
            first.setdefault(day.year, day.isoformat())
    assert set(first.values()) == law.LUNAR_NEW_YEAR


def test_diwali_equals_the_indian_calendar_of_the_holidays_package_from_2026() -> None:
    india = holidays.country_holidays("IN", years=range(2026, 2036), language="en_US")
    assert {day.isoformat() for day, name in india.items() if "Diwali" in name} | {"2036-10-19"} == law.DIWALI


def test_the_unsettled_diwali_of_2036_moves_no_date_of_any_reading() -> None:
    chosen, before = date(2036, 10, 19), date(2036, 10, 18)
    assert (chosen.weekday(), before.weekday()) == (law.SUN, law.SAT)
    assert not law.is_state_holiday(before)
    assert not law.is_state_holiday(chosen + law.ONE_DAY)  # Gov. Code 6701 moves no Diwali to a Monday


def test_diwali_is_no_holiday_before_2026_and_good_friday_is_none() -> None:
    for day in (date(2024, 10, 31), date(2024, 11, 1), date(2025, 10, 20), date(2026, 4, 3)):
        assert not law.is_state_holiday(day)
        assert law.works_on_every_list(day)


@pytest.mark.parametrize(
    ("day", "state", "federal", "judicial", "bank"),
    [
        (date(2026, 7, 3), False, True, True, True),  # Saturday 4 July
        (date(2027, 7, 5), True, True, True, False),  # Sunday 4 July
        (date(2027, 6, 18), False, True, True, False),  # Saturday Juneteenth
        (date(2033, 6, 20), False, True, True, False),  # Sunday Juneteenth: not in Gov. Code 6701
        (date(2027, 12, 24), False, True, True, True),  # Saturday Christmas
        (date(2027, 12, 31), False, True, True, False),  # Saturday New Year's Day 2028
        (date(2028, 2, 11), False, False, True, False),  # Saturday Lincoln Day
        (date(2034, 2, 13), True, False, True, False),  # Sunday Lincoln Day
        (date(2028, 3, 31), True, False, True, False),
        (date(2029, 3, 30), False, False, True, False),  # Saturday Farmworkers Day
        (date(2028, 9, 8), False, False, False, True),  # Saturday Admission Day
        (date(2029, 9, 10), True, False, False, False),  # Sunday Admission Day
        (date(2028, 11, 10), True, True, True, False),  # Saturday Veterans Day: the Friday also
        (date(2028, 11, 11), True, True, True, False),  # and the Saturday stays
        (date(2029, 11, 12), True, True, True, False),  # Sunday Veterans Day
        (date(2026, 11, 27), False, False, True, False),  # day after Thanksgiving
        (date(2026, 11, 9), False, False, False, False),  # Sunday Diwali: no Monday
        (date(2027, 2, 5), False, False, False, False),  # Saturday Lunar New Year: no Friday
        (date(2027, 4, 23), False, False, False, False),  # Saturday 24 April: no Friday
        (date(2026, 2, 17), True, False, False, False),  # Lunar New Year
        (date(2026, 10, 12), True, True, False, False),  # Columbus Day
        (date(2026, 9, 25), True, False, True, False),  # Native American Day
        (date(2028, 9, 22), True, False, True, False),  # the fourth Friday of five, not the last
        (date(2028, 9, 29), False, False, False, False),
        (date(2025, 1, 9), False, False, False, False),  # appointed for one year only; ships empty
    ],
)
def test_days_that_calendars_get_wrong(day: date, state: bool, federal: bool, judicial: bool, bank: bool) -> None:
    found = (
        law.is_state_holiday(day),
        law.is_federal_day_off(day),
        law.is_judicial_holiday(day),
        law.is_optional_bank_holiday(day),
    )
    assert found == (state, federal, judicial, bank)


def test_saturday_veterans_day_costs_a_civil_code_day() -> None:
    # Friday 10 and Saturday 11 November 2028 are both holidays, so the first day after Thursday 9 is Monday 13.
    assert law.business_days(date(2028, 11, 9), 1)["civ9"] == date(2028, 11, 13)


def test_spread_between_the_readings_2024_to_2027() -> None:
    gaps = {}
    for received in days(date(2024, 1, 1), date(2027, 12, 31)):
        readings = law.business_days(received, 10)
        gaps[received] = (readings["std"] - readings["civ9"]).days
    assert (min(gaps.values()), max(gaps.values())) == (0, 7)
    assert gaps[date(2026, 1, 30)] == 7
    worst = law.business_days(date(2026, 1, 30), 10)
    assert [worst[reading] for reading in ("civ9", "fed", "std")] == [
        date(2026, 2, 11),
        date(2026, 2, 13),
        date(2026, 2, 18),
    ]


def test_past_the_end_of_a_table_nothing_is_computed() -> None:
    assert law.by_date(LAST_RECEIPT)["ext90_plain"] == "2036-12-31"
    with pytest.raises(law.NotCovered):
        law.by_date(LAST_RECEIPT + law.ONE_DAY)
    with pytest.raises(law.NotCovered):
        law.is_state_holiday(date(2022, 12, 30))


# --- What people see ---


def test_dates_shown_for_each_kind() -> None:
    told = law.by_date(date(2026, 11, 17))  # day 45 is New Year's Day
    shown = {
        kind: tuple(told[f"{kind}_{which}"] for which in ("plan_by", "last_day", "mail_by"))
        for kind in ("confirm_receipt", "answer", "extended_answer", "opt_out")
    }
    assert shown == {
        "confirm_receipt": ("2026-11-30", "2026-12-02", ""),
        "answer": ("2026-12-31", "2027-01-01", "2026-12-24"),  # 26 December is a Saturday, the 25th Christmas
        "extended_answer": ("2027-02-11", "2027-02-15", "2027-02-05"),  # 6 February is a Saturday
        "opt_out": ("2026-12-04", "2026-12-09", ""),
    }
