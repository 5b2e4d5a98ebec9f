"""The receipt: one instant, one legal date, whatever zone anybody sits in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.errors import DomainError
from caseapp.domain.receipt import Receipt, occurs_twice, parse_stamp, receipt_from_instant, receipt_from_wall
from tests.domain.law import PACIFIC

ZONES = ["America/Los_Angeles", "America/New_York", "Asia/Manila", "Asia/Kolkata", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC"]


def stated(text: str, zone: str = PACIFIC, fold: int = 0) -> Receipt:
    return parse_stamp(text, zone=zone, fold=fold, business_zone=PACIFIC)


@pytest.mark.parametrize(
    ("text", "zone", "fold", "utc", "on"),
    [
        ("2026-03-07T23:30", PACIFIC, 0, "2026-03-08T07:30", "2026-03-07"),
        ("2026-03-08T07:30Z", "UTC", 0, "2026-03-08T07:30", "2026-03-07"),  # the same instant
        ("2026-07-01T08:00", "Asia/Manila", 0, "2026-07-01T00:00", "2026-06-30"),
        ("2027-01-01T00:00:00", PACIFIC, 0, "2027-01-01T08:00", "2027-01-01"),
        ("2026-01-01T07:59:59.5Z", "UTC", 0, "2026-01-01T07:59:59.5", "2025-12-31"),
        ("2026-11-01T01:30", PACIFIC, 0, "2026-11-01T08:30", "2026-11-01"),  # occurs twice: first pass
        ("2026-11-01T01:30", PACIFIC, 1, "2026-11-01T09:30", "2026-11-01"),  # second pass
        ("2026-03-08T02:30", PACIFIC, 0, "2026-03-08T10:30", "2026-03-08"),  # does not exist: the offset before the change
        ("2026-03-08T02:30", PACIFIC, 1, "2026-03-08T10:30", "2026-03-08"),  # and a fold changes nothing about that
        ("2026-06-01T12:00", PACIFIC, 1, "2026-06-01T19:00", "2026-06-01"),  # a fold on a time that occurs once means nothing
        ("2026-10-25T00:30", "Atlantic/Azores", 0, "2026-10-25T00:30", "2026-10-24"),
        ("2026-10-25T00:30", "Atlantic/Azores", 1, "2026-10-25T01:30", "2026-10-24"),
    ],
)
def test_stamp(text: str, zone: str, fold: int, utc: str, on: str) -> None:
    receipt = stated(text, zone, fold)
    assert receipt.at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert receipt.on == date.fromisoformat(on)
    assert receipt.zone == zone


def test_fold_is_kept_only_where_the_hour_occurs_twice() -> None:
    assert stated("2026-11-01T01:30", fold=1).fold == 1
    assert stated("2026-11-01T01:30", fold=0).fold == 0
    assert stated("2026-06-01T12:00", fold=1).fold == 0
    assert stated("2026-03-08T02:30", fold=1).fold == 0


def test_fold_may_change_the_date_where_the_caller_is_elsewhere() -> None:
    """In Manila's offset nothing folds; on Lord Howe Island the repeated half hour straddles no Pacific midnight, in Auckland it may."""
    first = receipt_from_wall(datetime(2026, 4, 5, 2, 30), zone="Pacific/Auckland", fold=0, business_zone="Etc/GMT+10")  # noqa: DTZ001
    second = receipt_from_wall(datetime(2026, 4, 5, 2, 30), zone="Pacific/Auckland", fold=1, business_zone="Etc/GMT-10")  # noqa: DTZ001
    assert second.at - first.at == timedelta(hours=1)
    assert first.on < second.on


@given(st.datetimes(min_value=datetime(2023, 1, 2), max_value=datetime(2036, 1, 1)), st.sampled_from(ZONES), st.sampled_from(ZONES))  # noqa: DTZ001
def test_one_instant_stated_in_any_zone_is_one_receipt_date(moment: datetime, one: str, other: str) -> None:
    at = moment.replace(tzinfo=UTC)
    receipts = []
    for zone in (one, other):
        local = at.astimezone(ZoneInfo(zone))
        receipts.append(receipt_from_wall(local.replace(tzinfo=None, fold=0), zone=zone, fold=local.fold, business_zone=PACIFIC))
    assert receipts[0].at == receipts[1].at == at
    assert receipts[0].on == receipts[1].on == at.astimezone(ZoneInfo(PACIFIC)).date() == receipt_from_instant(at, business_zone=PACIFIC).on


@given(st.datetimes(min_value=datetime(2023, 1, 2), max_value=datetime(2036, 1, 1)))  # noqa: DTZ001
def test_fold_never_changes_the_date_of_a_pacific_wall_time(wall: datetime) -> None:
    dates = {receipt_from_wall(wall.replace(fold=0), zone=PACIFIC, fold=fold, business_zone=PACIFIC).on for fold in (0, 1)}
    assert dates == {wall.date()}


def test_an_instant_with_any_offset_is_taken_as_utc() -> None:
    manila = datetime(2026, 7, 1, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    receipt = receipt_from_instant(manila, business_zone=PACIFIC)
    assert receipt == Receipt(at=datetime(2026, 7, 1, tzinfo=UTC), zone=PACIFIC, fold=0, on=date(2026, 6, 30))
    assert receipt.at.tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday",
        "2026-03-07", "2026-03-07 23:30", "2026-02-31T10:00", "2026-13-01T10:00", "2026-03-07T24:30", "2026-03-07T23:30+08:00",
        "2026-3-7T23:30",
        "2026-03-07T23:30z", "٢٠٢٦-03-07T23:30", "2026-03-07T23:30Z\n", "20260307T2330", "2026-W10-6T10:00", "9999-12-31T23:59",
        "0001-01-01T00:00Z",
    ],
)  # fmt: skip
def test_unreadable_stamp_is_refused(text: str) -> None:
    with pytest.raises(DomainError) as caught:
        stated(text)
    assert caught.value.code == "stamp_unreadable"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "/etc/passwd", "../etc", "America", "PST8PDT\0", "x" * 5000])
def test_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(DomainError) as caught:
        stated("2026-03-07T23:30", zone)
    assert caught.value.code == "zone_unknown"


@pytest.mark.parametrize("fold", [2, -1])
def test_a_fold_other_than_0_and_1_is_refused(fold: int) -> None:
    with pytest.raises(DomainError) as caught:
        stated("2026-03-07T23:30", fold=fold)
    assert caught.value.code == "fold_unknown"
    with pytest.raises(DomainError) as caught:
        receipt_from_wall(datetime(2026, 3, 7, 23, 30), zone=PACIFIC, fold=fold, business_zone=PACIFIC)  # noqa: DTZ001
    assert caught.value.code == "fold_unknown"


def test_an_instant_wants_a_zone_and_a_wall_time_none() -> None:
    naive = datetime(2026, 3, 7, 23, 30)  # noqa: DTZ001
    with pytest.raises(DomainError) as caught:
        receipt_from_instant(naive, business_zone=PACIFIC)
    assert caught.value.code == "stamp_unreadable"
    with pytest.raises(DomainError) as caught:
        receipt_from_wall(naive.replace(tzinfo=UTC), zone=PACIFIC, business_zone=PACIFIC)
    assert caught.value.code == "stamp_unreadable"


@pytest.mark.parametrize(
    ("wall", "zone", "twice"),
    [
        ("2026-11-01T01:30", "America/Los_Angeles", True),
        ("2026-11-01T02:00", "America/Los_Angeles", False),
        ("2026-11-01T00:59", "America/Los_Angeles", False),
        ("2026-03-08T02:30", "America/Los_Angeles", False),
        ("2026-11-01T01:30", "America/Phoenix", False),
    ],
)
def test_a_time_that_was_there_twice_is_known(wall: str, zone: str, twice: bool) -> None:
    assert occurs_twice(datetime.fromisoformat(wall), zone=zone) is twice
