"""The day and time of receipt, as people type them."""

from __future__ import annotations

from datetime import datetime

import pytest

from caseapp.domain.errors import DomainError
from caseapp.ui.intake.received_text import is_future, parse_received
from tests.house import PACIFIC

NOW = datetime(2026, 3, 3, 16, 58, 30, tzinfo=PACIFIC)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("now", "2026-03-03 16:58"),
        ("today", "2026-03-03 16:58"),
        ("yesterday", "2026-03-02 12:00"),
        ("yesterday 2:05 pm", "2026-03-02 14:05"),
        ("Yesterday at 2 PM", "2026-03-02 14:00"),
        ("-3", "2026-02-28 12:00"),
        ("3/2/26 14:05", "2026-03-02 14:05"),
        ("3/2/2026, 2:05 p.m.", "2026-03-02 14:05"),
        ("Mar 2", "2026-03-02 12:00"),
        ("Mon Mar 2, 2026, 14:05", "2026-03-02 14:05"),
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02T09:00", "2026-03-02 09:00"),
        ("9:15", "2026-03-03 09:15"),
        ("12:30 am", "2026-03-03 00:30"),
        ("12 pm", "2026-03-03 12:00"),
        ("  mar   2  2:05pm ", "2026-03-02 14:05"),
    ],
)
def test_it_is_read(text: str, wall: str) -> None:
    assert parse_received(text, NOW) == datetime.fromisoformat(wall)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("February 31", "date_does_not_exist"),
        ("2/30/2026 9:00", "date_does_not_exist"),
        ("Mar 2 25:00", "time_does_not_exist"),
        ("Mar 2 9:75", "time_does_not_exist"),
        ("13 pm", "time_does_not_exist"),
        ("0 am", "time_does_not_exist"),
        ("some day", "date_not_understood"),
        ("03.04.2026", "date_has_two_readings"),
        ("", "date_not_understood"),
    ],
)
def test_what_is_wrong_is_named(text: str, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        parse_received(text, NOW)
    assert (caught.value.code, caught.value.field) == (code, "received")


def test_two_minutes_ahead_is_not_the_future() -> None:
    assert not is_future(datetime(2026, 3, 3, 17, 0), NOW)
    assert is_future(datetime(2026, 3, 3, 17, 1), NOW)
