"""The month: keys, what a day says, and too much in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets import month_cells
from caseapp.ui.widgets.month_model import DayCell
from caseapp.ui.widgets.month_view import MonthView
from caseapp.ui.widgets.painted_text import listening
from tests.ui.drivers.base import Driver, assert_all_named

TODAY = date(2026, 4, 8)
CELLS = {
    cell.on: cell
    for cell in (
        DayCell(on=date(2026, 3, 31), holiday="Cesar Chavez Day"),
        DayCell(on=date(2026, 4, 7), met=8, late=1),
        DayCell(on=date(2026, 4, 8), answers=4, receipts=1),
        DayCell(on=date(2026, 4, 17), answers=11, receipts=3),
    )
}


@pytest.fixture
def month() -> Iterator[MonthView]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    view = MonthView(name="calendar_month", label="Month")
    view.resize(870, 690)
    view.set_month(date(2026, 4, 1), today=TODAY, capacity=9, cells=CELLS)
    yield view
    view.close()
    QLocale.setDefault(before)


def spoken(month: MonthView, day: date) -> object:
    return month.month_model.place(day).data()


def test_the_model_keeps_the_rules_of_qt(month: MonthView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(month.month_model)


def test_a_day_says_what_it_carries(month: MonthView) -> None:
    assert spoken(month, date(2026, 4, 8)) == "Wednesday, April 8, today, 4 answers, 1 receipt"
    assert spoken(month, date(2026, 4, 17)) == "Friday, April 17, 11 answers, 3 receipts, 2 too many"
    assert spoken(month, date(2026, 4, 7)) == "Tuesday, April 7, 8 met, 1 late"
    assert spoken(month, date(2026, 3, 31)) == "Tuesday, March 31, Cesar Chavez Day"
    assert spoken(month, date(2026, 4, 20)) == "Monday, April 20"


def test_weeks_begin_on_monday_and_cover_the_month(month: MonthView) -> None:
    assert month.month_model.first_shown == date(2026, 3, 30)
    assert month.month_model.rowCount() == 5
    assert month.month_model.shows(date(2026, 4, 30))


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        (["Right"], date(2026, 4, 9)),
        (["Left", "Left"], date(2026, 4, 6)),
        (["Down"], date(2026, 4, 15)),
        (["Up"], date(2026, 4, 1)),
        (["Home"], date(2026, 4, 1)),
        (["End"], date(2026, 4, 30)),
        (["Right"] * 5, date(2026, 4, 13)),
    ],
)
def test_keys_move_a_day_a_week_or_to_the_ends(month: MonthView, keys: list[str], day: date) -> None:
    driver = Driver(month)
    month.setFocus()
    assert month.current_day == TODAY
    for key in keys:
        driver.press(key)
    assert month.current_day == day


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        (["PgDown"], date(2026, 5, 8)),
        (["PgUp"], date(2026, 3, 8)),
        (["End", "Down"], date(2026, 5, 7)),
        (["Home", "Up", "Up"], date(2026, 3, 25)),
    ],
)
def test_another_month_is_asked_for(month: MonthView, keys: list[str], wanted: date) -> None:
    asked: list[object] = []
    month.month_wanted.connect(asked.append)
    driver = Driver(month)
    month.setFocus()
    for key in keys:
        driver.press(key)
    assert asked[-1:] in ([wanted], [date(2026, 3, 25)])


def test_the_last_of_a_long_month_becomes_the_last_of_a_short_one(month: MonthView) -> None:
    asked: list[object] = []
    month.month_wanted.connect(asked.append)
    month.set_month(date(2026, 1, 1), today=TODAY, capacity=9, cells={})
    month.show_day(date(2026, 1, 31))
    driver = Driver(month)
    month.setFocus()
    driver.press("PgDown")
    assert asked == [date(2026, 2, 28)]


def test_enter_opens_the_day(month: MonthView) -> None:
    opened: list[object] = []
    month.day_opened.connect(opened.append)
    driver = Driver(month)
    month.setFocus()
    driver.press("Return")
    assert opened == [TODAY]
    assert_all_named(month)


def test_new_figures_keep_the_day_with_the_focus(month: MonthView) -> None:
    month.show_day(date(2026, 4, 17))
    month.set_month(date(2026, 4, 1), today=TODAY, capacity=20, cells=CELLS)
    assert month.current_day == date(2026, 4, 17)
    assert "too many" not in str(spoken(month, date(2026, 4, 17)))


BUSY = {
    day: DayCell(on=day, answers=11, receipts=3) if day >= TODAY else DayCell(on=day, met=8, late=2, still_open=13)
    for day in (date(2026, 3, 30) + timedelta(days=n) for n in range(35))
}


@pytest.mark.parametrize("width", [600, 930, 1100])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_a_week_is_never_wider_than_its_place_and_no_figure_is_cut(qapp: QApplication, month: MonthView, width: int, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    month.set_whole(True)
    month.resize(width, month.minimumHeight())
    month.set_month(date(2026, 4, 1), today=TODAY, capacity=9, cells=BUSY)
    Driver(month)
    month.resize(width, month.minimumHeight())
    QApplication.processEvents()
    assert sum(month.columnWidth(column) for column in range(7)) <= month.viewport().width()
    assert month.horizontalScrollBar().maximum() == 0
    assert month.verticalScrollBar().maximum() == 0
    with listening() as report:
        month.grab()
    assert report.cut == []


@pytest.mark.parametrize("width", [600, 870])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_name_of_a_day_off_never_lies_on_what_is_due(
    qapp: QApplication, month: MonthView, monkeypatch: pytest.MonkeyPatch, width: int, percent: int
) -> None:
    apply_theme(qapp, "light", percent)
    day = date(2026, 4, 17)
    month.set_month(date(2026, 4, 1), today=TODAY, capacity=9, cells={day: DayCell(on=day, answers=5, receipts=3, holiday="One-off day")})
    month.set_whole(True)
    Driver(month)
    month.resize(width, month.minimumHeight())
    painted: list[tuple[str, QRectF]] = []
    paint = month_cells.paint_text

    def noted(painter: QPainter, box: QRectF, text: str, font: QFont, *rest: object, **named: object) -> float:
        painted.append((text, QRectF(box)))
        return paint(painter, box, text, font, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(month_cells, "paint_text", noted)
    month.grab()
    (name,) = [box for text, box in painted if text == "One-off day"]
    others = [box for text, box in painted if text in ("5 answers", "5", "3 receipts")]
    assert others
    assert not any(name.intersects(box) for box in others)
