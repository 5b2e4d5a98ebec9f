"""Dates as people type them, said back in full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from caseapp.domain.errors import DomainError
from caseapp.ui import qt_dates
from caseapp.ui.widgets.date_edit import DateEdit
from tests.ui.drivers.base import Driver

TODAY = date(2026, 3, 12)
PACIFIC = "America/Los_Angeles"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/7/26", date(2026, 3, 7)),
        ("3/7/2026", date(2026, 3, 7)),
        ("03/07/2026", date(2026, 3, 7)),
        ("3/7", date(2026, 3, 7)),
        ("13/3/2026", date(2026, 3, 13)),
        ("2026-03-07", date(2026, 3, 7)),
        ("20260307", date(2026, 3, 7)),
        ("3-13-2026", date(2026, 3, 13)),
        ("13.3.2026", date(2026, 3, 13)),
        ("3-3-26", date(2026, 3, 3)),
        ("Mar 7", date(2026, 3, 7)),
        ("mar 7 2026", date(2026, 3, 7)),
        ("March 7, 2026", date(2026, 3, 7)),
        ("7 March 2026", date(2026, 3, 7)),
        ("7 mar", date(2026, 3, 7)),
        ("7th of March", date(2026, 3, 7)),
        ("7 de marzo de 2026", date(2026, 3, 7)),
        ("17 de abril", date(2026, 4, 17)),
        ("Tue Mar 3, 2026", date(2026, 3, 3)),
        ("Saturday, March 7, 2026", date(2026, 3, 7)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 11)),
        ("tomorrow", date(2026, 3, 13)),
        ("ayer", date(2026, 3, 11)),
        ("mañana", date(2026, 3, 13)),
        ("-3", date(2026, 3, 9)),
        ("+10", date(2026, 3, 22)),
        ("  mar 7  ", date(2026, 3, 7)),
        ("dec 30", date(2025, 12, 30)),
        ("feb 29 2024", date(2024, 2, 29)),
        ("1/5/75", date(1975, 1, 5)),
        ("1/5/45", date(2045, 1, 5)),
    ],
)
def test_a_typed_date_is_read(typed: str, meant: date) -> None:
    assert qt_dates.parse_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("3-7-26", (date(2026, 3, 7), date(2026, 7, 3))),
        ("3.7.2026", (date(2026, 3, 7), date(2026, 7, 3))),
        ("sep 10", (date(2025, 9, 10), date(2026, 9, 10))),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed(typed: str, readings: tuple[date, date]) -> None:
    with pytest.raises(DomainError) as caught:
        qt_dates.parse_date(typed, TODAY, "received")
    assert (caught.value.code, caught.value.field) == ("date_has_two_readings", "received")
    assert caught.value.facts["readings"] == readings


def test_in_spanish_slashes_can_be_read_in_two_ways() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.UnitedStates))
    with pytest.raises(DomainError, match="date_has_two_readings"):
        qt_dates.parse_date("3/7/26", TODAY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date_not_understood"),
        ("soon", "date_not_understood"),
        ("ma 7", "date_not_understood"),
        ("mar", "date_not_understood"),
        ("mar 7 2", "date_not_understood"),
        ("2/30/2026", "date_does_not_exist"),
        ("2026-02-29", "date_does_not_exist"),
        ("feb 30", "date_does_not_exist"),
        ("20/20/2026", "date_does_not_exist"),
    ],
)
def test_what_is_no_date_is_said(typed: str, code: str) -> None:
    with pytest.raises(DomainError) as caught:
        qt_dates.parse_date(typed, TODAY)
    assert caught.value.code == code


@pytest.mark.parametrize("pattern", [qt_dates.full_date, qt_dates.long_date, qt_dates.year_date])
def test_what_is_shown_can_be_typed(pattern: object) -> None:
    day = date(2026, 4, 17)
    assert qt_dates.parse_date(pattern(day), TODAY) == day  # type: ignore[operator]


def test_words() -> None:
    day = date(2026, 4, 17)
    assert qt_dates.day_date(day) == "Fri Apr 17"
    assert qt_dates.full_date(date(2026, 3, 3)) == "Tue Mar 3, 2026"
    assert qt_dates.month_title(day) == "April 2026"
    assert qt_dates.weekday_date(day) == "Friday, April 17"
    assert qt_dates.echo(date(2026, 3, 7), TODAY) == "Saturday, March 7, 2026, 5 days ago"
    assert qt_dates.relative(date(2026, 3, 13), TODAY) == "tomorrow"
    assert qt_dates.relative(date(2026, 3, 14), TODAY) == "in 2 days"
    assert qt_dates.days(1) == "1 day"
    assert qt_dates.days(12) == "12 days"
    assert qt_dates.duration(372) == "6 min 12 s"
    assert qt_dates.clock_face(98) == "01:38"
    assert qt_dates.clock_face(3698) == "1:01:38"


def test_an_instant_is_shown_in_the_business_zone() -> None:
    at = datetime(2026, 3, 4, 0, 58, tzinfo=UTC)
    assert qt_dates.instant(at, PACIFIC) == "Tue Mar 3, 2026, 4:58 PM Pacific"
    assert qt_dates.short_instant(at, PACIFIC) == "Tue Mar 3, 4:58 PM"
    assert qt_dates.moment(at, PACIFIC, date(2026, 3, 3)) == "today 4:58 PM"
    assert qt_dates.moment(at, PACIFIC, date(2026, 3, 4)) == "yesterday 4:58 PM"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        qt_dates.time_of(datetime(2026, 3, 4, 0, 58), PACIFIC)


@pytest.fixture
def edit() -> Iterator[DateEdit]:
    made = DateEdit(lambda: TODAY, name="received_on", label="Received")
    yield made
    made.close()


def test_the_field_says_the_date_back(edit: DateEdit) -> None:
    told: list[object] = []
    edit.date_changed.connect(told.append)
    driver = Driver(edit)
    driver.type("3/7/26", into="received_on")
    assert edit.echo.text() == "Saturday, March 7, 2026, 5 days ago"
    assert edit.date() == date(2026, 3, 7)
    assert told[-1] == date(2026, 3, 7)


def test_of_two_readings_one_is_chosen_by_keyboard(edit: DateEdit) -> None:
    driver = Driver(edit)
    driver.type("3-7-26", into="received_on")
    assert edit.date() is None
    assert driver.text_of("received_on_reading_1") == "Sat Mar 7, 2026"
    assert driver.text_of("received_on_reading_2") == "Fri Jul 3, 2026"
    driver.click("received_on_reading_2")
    assert edit.date() == date(2026, 7, 3)
    assert driver.text_of("received_on") == "Fri Jul 3, 2026"
    assert driver.focused == "received_on"


def test_half_a_date_turns_nothing_red_and_is_refused_on_saving(edit: DateEdit) -> None:
    driver = Driver(edit)
    driver.type("nex", into="received_on")
    assert edit.box.property("problem") is None
    with pytest.raises(DomainError, match="date_not_understood"):
        edit.required("received_on")
    driver.clear("received_on")
    with pytest.raises(DomainError, match="date_missing"):
        edit.required("received_on")
