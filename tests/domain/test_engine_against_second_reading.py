"""Two implementations that never saw each other give the same dates for every receipt date of twelve years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.all_readings import all_readings
from caseapp.domain.deadlines import DueDate, due_dates_at_receipt, extended_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.readings import business_day_readings, calendar_readings
from caseapp.domain.receipt import parse_stamp
from caseapp.domain.request_type import RequestType
from tests.domain import second_reading
from tests.domain.law import LISTS, PACIFIC, regime_on

FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
DAY = timedelta(days=1)
NOTICE_DAYS = (0, 30, 43, 44, 45, 46, 47, 90)


def receipts() -> Iterator[date]:
    for offset in range((LAST - FIRST).days + 1):
        yield FIRST + DAY * offset


def ours(received_on: date, sent: date | None, *, extra: frozenset[date] = frozenset()) -> dict[str, str]:
    """Our row, and our due dates under the second reading's names."""
    regime = regime_on(received_on)
    lists = LISTS.with_extra(extra)
    row = {name: written(value) for name, value in all_readings(regime, lists, received_on, dispatched_on=sent).items()}
    dues = (
        *due_dates_at_receipt(regime, lists, RequestType.DELETE, received_on),
        *due_dates_at_receipt(regime, lists, RequestType.OPT_OUT, received_on),
        extended_answer(regime, lists, RequestType.DELETE, received_on),
    )
    for due in dues:
        if due.kind != "extension_notice":
            row |= of_due(due)
    return row


def of_due(due: DueDate) -> dict[str, str]:
    return {
        f"{due.kind}_plan_by": written(due.plan_by_on),
        f"{due.kind}_last_day": written(due.last_day_on),
        f"{due.kind}_mail_by": written(due.mail_by_on),
    }


def written(value: object) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def test_every_receipt_date_gives_the_same_row() -> None:
    compared = 0
    for received_on in receipts():
        assert ours(received_on, None) == second_reading.by_date(received_on)
        compared += 1
    assert compared == 4383


def test_every_receipt_date_gives_the_same_row_with_a_notice() -> None:
    for position, received_on in enumerate(receipts()):
        sent = received_on + DAY * NOTICE_DAYS[position % len(NOTICE_DAYS)]
        assert ours(received_on, sent) == second_reading.by_date(received_on, ext_notice_sent=sent)


def test_single_counts_agree() -> None:
    for received_on in receipts():
        for count in (1, 2, 5, 10, 15, 20):
            found, theirs = business_day_readings(received_on, count, LISTS), second_reading.business_days(received_on, count)
            assert {name: getattr(found, name) for name in theirs} == theirs
        for count in (7, 45, 90):
            period, told = calendar_readings(received_on, count, LISTS), second_reading.calendar_days(received_on, count)
            assert {name: getattr(period, name) for name in told} == told


def test_both_end_on_the_same_day() -> None:
    """Both answer for the last receipt whose day 90 lies in the tables, and both refuse the next."""
    assert ours(date(2036, 10, 2), None) == second_reading.by_date(date(2036, 10, 2))
    with pytest.raises(second_reading.NotCovered):
        second_reading.by_date(date(2036, 10, 3))
    with pytest.raises(DomainError, match="calendar_ends"):
        ours(date(2036, 10, 3), None)


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2035, 12, 31, 23)),  # noqa: DTZ001
    st.sampled_from([PACIFIC, "UTC"]),
    st.integers(0, 1),
)
def test_any_wall_time_gives_the_same_instant_and_date(wall: datetime, zone: str, fold: int) -> None:
    text = wall.replace(microsecond=0).isoformat()
    receipt = parse_stamp(text, zone=zone, fold=fold, business_zone=PACIFIC)
    theirs = second_reading.row(text, zone, fold)
    assert receipt.at.strftime("%Y-%m-%dT%H:%M:%SZ") == theirs["received_utc"]
    assert receipt.on.isoformat() == theirs["received_date_pacific"]


@given(st.dates(FIRST, LAST), st.sets(st.integers(1, 100), max_size=4))
def test_one_off_days_move_the_same_dates(received_on: date, offsets: set[int]) -> None:
    extra = frozenset(received_on + DAY * offset for offset in offsets)
    assert ours(received_on, None, extra=extra) == second_reading.by_date(received_on, extra_holidays=extra)
