"""What must hold for every receipt: the properties of rulebook 10.3, in its order, as 1.10 words them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.all_readings import Cell, all_readings
from caseapp.domain.deadlines import due_dates_at_receipt, extended_answer
from caseapp.domain.lookback import know_requests_in_window, lookback_start
from caseapp.domain.receipt import Receipt, parse_stamp, receipt_from_instant, receipt_from_wall
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import HolidayLists
from tests.domain.law import LISTS, PACIFIC, day, regime_on

Row = Mapping[str, Cell]
RECEIPTS = st.dates(date(2023, 1, 1), date(2036, 10, 2))
MOMENTS = st.datetimes(datetime(2023, 1, 2), datetime(2036, 10, 2))  # noqa: DTZ001
ZONES = st.sampled_from(["UTC", PACIFIC, "America/New_York", "Asia/Manila", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Kathmandu"])
NOTICE_DAYS = st.none() | st.integers(0, 120)
SAFE = ("ack10_safe", "bd15_safe", "resp45_safe", "ext90_safe", "ext_notice_last_day_safe", "response_due_safe")
DAY = timedelta(days=1)


def row(received_on: date, notice_day: int | None = None, lists: HolidayLists = LISTS) -> Row:
    sent = None if notice_day is None else received_on + DAY * notice_day
    return all_readings(regime_on(received_on), lists, received_on, dispatched_on=sent)


def date_in(cells: Row, name: str) -> date:
    found = cells[name]
    assert isinstance(found, date), name
    return found


def row_of(receipt: Receipt) -> Row:
    return row(receipt.on)


@given(RECEIPTS)
def test_safe_is_no_later_than_any_of_civ9_std_fed(received_on: date) -> None:
    cells = row(received_on)
    for period in ("ack10", "bd15"):
        assert date_in(cells, f"{period}_safe") <= min(date_in(cells, f"{period}_{reading}") for reading in ("civ9", "std", "fed"))


@given(RECEIPTS)
def test_incl_is_plain_less_one_day(received_on: date) -> None:
    cells = row(received_on)
    for period in ("resp45", "ext90"):
        assert date_in(cells, f"{period}_incl") == date_in(cells, f"{period}_plain") - DAY
        assert date_in(cells, f"{period}_safe") <= date_in(cells, f"{period}_incl")


@given(RECEIPTS)
def test_rolled_days_are_no_earlier_than_plain_and_never_lead(received_on: date) -> None:
    cells = row(received_on)
    for period in ("resp45", "ext90"):
        for reading in ("roll_civ10", "roll_12a"):
            assert date_in(cells, f"{period}_{reading}") >= date_in(cells, f"{period}_plain")
    shown = {due.last_day_on for due in due_dates_at_receipt(regime_on(received_on), LISTS, RequestType.DELETE, received_on)}
    assert date_in(cells, "resp45_plain") in shown


@given(RECEIPTS, st.times(), st.times())
def test_the_result_depends_on_the_pacific_receipt_date_alone(received_on: date, one: object, other: object) -> None:
    rows = [
        row_of(receipt_from_wall(datetime.combine(received_on, moment), zone=PACIFIC, business_zone=PACIFIC))  # type: ignore[arg-type]
        for moment in (one, other)
    ]
    assert rows[0] == rows[1] == row(received_on)


@given(MOMENTS, ZONES, ZONES)
def test_the_same_instant_stated_in_any_zone_gives_the_same_row(moment: datetime, one: str, other: str) -> None:
    at = moment.replace(tzinfo=UTC)
    told = [at.astimezone(ZoneInfo(zone)) for zone in (one, other)]
    receipts = [
        receipt_from_wall(local.replace(tzinfo=None, fold=0), zone=zone, fold=local.fold, business_zone=PACIFIC)
        for local, zone in zip(told, (one, other), strict=True)
    ]
    assert receipts[0].at == receipts[1].at == receipt_from_instant(at, business_zone=PACIFIC).at
    assert row_of(receipts[0]) == row_of(receipts[1])


@given(MOMENTS)
def test_fold_0_and_1_give_the_same_row_for_a_pacific_wall_time(wall: datetime) -> None:
    rows = [row_of(receipt_from_wall(wall.replace(fold=0), zone=PACIFIC, fold=fold, business_zone=PACIFIC)) for fold in (0, 1)]
    assert rows[0] == rows[1] == row(wall.date())


def test_fold_may_give_another_row_for_another_zone() -> None:
    rows = [row_of(parse_stamp("2026-11-01T01:30", zone="America/Chicago", fold=fold, business_zone=PACIFIC)) for fold in (0, 1)]
    assert rows[0] != rows[1]


def test_a_wall_time_that_does_not_exist_takes_the_offset_before_the_change() -> None:
    receipt = parse_stamp("2026-03-08T02:30", zone=PACIFIC, fold=0, business_zone=PACIFIC)
    assert receipt.at == datetime(2026, 3, 8, 10, 30, tzinfo=UTC)


@given(RECEIPTS, NOTICE_DAYS)
def test_ext90_plain_is_receipt_plus_90_whatever_the_day_of_the_notice(received_on: date, notice_day: int | None) -> None:
    assert row(received_on, notice_day)["ext90_plain"] == received_on + DAY * 90
    assert extended_answer(regime_on(received_on), LISTS, RequestType.DELETE, received_on).last_day_on == received_on + DAY * 90


@given(RECEIPTS, NOTICE_DAYS)
def test_safe_is_never_a_saturday_a_sunday_or_a_listed_holiday(received_on: date, notice_day: int | None) -> None:
    listed = LISTS.gov6700 | LISTS.federal | LISTS.judicial | LISTS.optional_bank
    cells = row(received_on, notice_day)
    for name in SAFE:
        safe = date_in(cells, name)
        assert safe.weekday() < 5, name
        assert safe not in listed, name


@given(st.dates(date(2023, 1, 1), date(2036, 8, 1)), st.sets(st.integers(1, 140), max_size=6), NOTICE_DAYS)
def test_one_off_days_change_no_safe_date_and_no_court_or_federal_one(received_on: date, offsets: set[int], notice_day: int | None) -> None:
    before = row(received_on, notice_day)
    after = row(received_on, notice_day, LISTS.with_extra(received_on + DAY * offset for offset in offsets))
    moved = {name for name, value in before.items() if after[name] != value}
    assert moved <= {"ack10_std", "ack10_civ9", "bd15_std", "bd15_civ9", "resp45_roll_civ10", "ext90_roll_civ10"}
    for name in moved:
        assert date_in(after, name) > date_in(before, name)


# --- What 1.10 settles beside ---


@given(RECEIPTS)
def test_1_days_on_which_courts_observe_a_holiday_move_roll_12a_and_safe_only(received_on: date) -> None:
    named = {holiday.on for holiday in LISTS.named if ("judicial", "ccp_135") in holiday.bases}
    without = row(received_on, lists=replace(LISTS, judicial=frozenset(named)))
    moved = {name for name, value in row(received_on).items() if without[name] != value}
    assert moved <= {*SAFE, "resp45_roll_12a", "ext90_roll_12a"}


@pytest.mark.parametrize("year", [2023, 2028, 2034])
def test_2_a_saturday_11_november_and_the_friday_before_it_are_holidays(year: int) -> None:
    assert not LISTS.works_civ9(date(year, 11, 11))
    assert not LISTS.works_std(date(year, 11, 10))


def test_4_no_one_off_day_is_shipped() -> None:
    assert LISTS.extra == frozenset()
    assert LISTS.works_std(day("2025-01-09"))


@given(RECEIPTS, st.integers(0, 120))
def test_6_the_notice_is_bound_to_day_45_and_valid_by_its_readings(received_on: date, notice_day: int) -> None:
    cells = row(received_on, notice_day)
    assert cells["ext_notice_last_day_plain"] == cells["resp45_plain"]
    assert cells["ext_notice_last_day_safe"] == cells["resp45_safe"]
    sent = received_on + DAY * notice_day
    assert cells["ext_valid_plain"] == ("Y" if sent <= date_in(cells, "resp45_plain") else "N")
    assert cells["ext_valid_safe"] == ("Y" if sent <= date_in(cells, "resp45_incl") else "N")
    assert cells["ext_notice_day_number"] == notice_day


@given(RECEIPTS, NOTICE_DAYS)
def test_7_the_response_is_due_by_what_the_notice_brought_about(received_on: date, notice_day: int | None) -> None:
    cells = row(received_on, notice_day)
    assert cells["response_due_safe"] == (cells["ext90_safe"] if cells["ext_valid_safe"] == "Y" else cells["resp45_safe"])
    assert cells["response_due_plain"] == (cells["ext90_plain"] if cells["ext_valid_plain"] == "Y" else cells["resp45_plain"])
    if notice_day is None:
        assert [cells[name] for name in ("ext_notice_sent", "ext_notice_day_number", "ext_valid_plain", "ext_valid_safe")] == [None] * 4


@given(RECEIPTS)
def test_8_the_look_back_starts_a_year_before_and_the_window_of_twice_a_day_later(received_on: date) -> None:
    start = lookback_start(regime_on(received_on), received_on)
    assert row(received_on)["lookback_12m_start"] == start
    assert (start.year, start.month) == (received_on.year - 1, received_on.month)
    assert start.day == received_on.day or (received_on.month, received_on.day, start.day) == (2, 29, 28)
    assert know_requests_in_window([start, start + DAY], received_on, months=12) == (start + DAY,)


@given(RECEIPTS)
def test_9_weekdays_are_those_of_plain(received_on: date) -> None:
    cells = row(received_on)
    for name, of in (("received_weekday", received_on), ("resp45_weekday", cells["resp45_plain"]), ("ext90_weekday", cells["ext90_plain"])):
        assert isinstance(of, date)
        assert cells[name] == f"{of:%a}"


@given(RECEIPTS, st.sampled_from([RequestType.DELETE, RequestType.OPT_OUT, RequestType.KNOW_SPECIFIC]))
def test_10_plan_by_is_safe_last_day_is_std_or_plain_and_mail_by_five_days_before_safe(received_on: date, asked: RequestType) -> None:
    cells = row(received_on)
    periods = {
        "confirm_receipt": ("ack10", "std"),
        "opt_out": ("bd15", "std"),
        "answer": ("resp45", "plain"),
        "extension_notice": ("resp45", "plain"),
    }
    for due in due_dates_at_receipt(regime_on(received_on), LISTS, asked, received_on):
        period, outer = periods[due.kind]
        assert due.plan_by_on == cells[f"{period}_safe"]
        assert due.last_day_on == cells[f"{period}_{outer}"]
        if due.mail_by_on is not None:
            latest = due.plan_by_on - DAY * 5
            between = [due.mail_by_on + DAY * offset for offset in range(1, (latest - due.mail_by_on).days + 1)]
            assert due.mail_by_on <= latest
            assert LISTS.works_everywhere(due.mail_by_on)
            assert not any(LISTS.works_everywhere(on) for on in between)


@given(st.dates(date(2023, 1, 1), date(2036, 10, 1)))
def test_a_later_receipt_never_has_an_earlier_date(received_on: date) -> None:
    one, next_one = row(received_on), row(received_on + DAY)
    for name, value in one.items():
        later = next_one[name]
        if isinstance(value, date) and isinstance(later, date):
            assert later >= value, name
