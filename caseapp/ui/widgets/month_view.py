"""The month: keys that move a day, a week, a month, and room shared among the days so that a week is never wider than its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.month_cells import ROOMY_CELL, DayDelegate
from caseapp.ui.widgets.month_model import DAYS_A_WEEK, DayCell, MonthModel, same_month
from caseapp.ui.widgets.painted_text import paint_text
from caseapp.ui.widgets.rows import Index
from caseapp.ui.widgets.strokes import hairline

WEEKEND_SHARE = 0.43
"""A weekend column is this much of a weekday column: hardly anything is due there."""
TIGHT_WEEKEND_SHARE = 0.62
"""The same where the text is large for the room, for a date has to fit."""
WEEK, LOW_WEEK, TIGHT_WEEK = 96, 76, 76
"""Least height of a week, in pixels at 100 %: where the page scrolls; where the month has six weeks and a low window; in narrow columns."""


class MonthView(QTableView):
    """The month. Arrows move a day or a week, PgUp and PgDn a month, Home and End to the ends of the month.

    Signals:
        day_shown: the day with the focus.
        day_opened: the day that was entered, by Enter or a double click.
        month_wanted: a day of another month; whoever has the data calls `set_month` and then `show_day`.
    """

    day_shown = Signal(object)
    day_opened = Signal(object)
    month_wanted = Signal(object)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.month_model = MonthModel()
        self.setModel(self.month_model)
        self.setItemDelegate(DayDelegate(self, self.month_model))
        self.setHorizontalHeader(_Weekdays(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(self._open)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_silent = False
        self._stands_whole = False
        follow_theme(self, self._share_out)

    @property
    def is_whole(self) -> bool:
        """Say whether all weeks are shown and the page around them scrolls."""
        return self._stands_whole

    def set_whole(self, whole: bool) -> None:
        """Ask for the height of all weeks, where the page around it scrolls; else the weeks scroll here."""
        self._stands_whole = whole
        self._share_out()

    def set_month(self, month: date, *, today: date, capacity: int, cells: Mapping[date, DayCell]) -> None:
        """Show a month; the day with the focus keeps it when it is in this month, else today, else the first."""
        before = self.current_day
        self._is_silent = True
        self.month_model.set_month(month, today, capacity, cells)
        first = self.month_model.month
        wanted = before if before is not None and same_month(before, first) else today if same_month(today, first) else first
        self.setCurrentIndex(self.month_model.place(wanted))
        self._is_silent = False
        self._share_out()

    @property
    def current_day(self) -> date | None:
        index = self.currentIndex()
        return self.month_model.day(index) if index.isValid() else None

    def show_day(self, day: date) -> None:
        """Give a day the focus; asks for its month when it is not shown."""
        if self.month_model.shows(day):
            self.setCurrentIndex(self.month_model.place(day))
        else:
            self.month_wanted.emit(day)

    def currentChanged(self, current_index: Index, previous: Index) -> None:
        super().currentChanged(current_index, previous)
        if current_index.isValid() and not self._is_silent:
            self.day_shown.emit(self.month_model.day(current_index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self.current_day
        if day is None or event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        first = self.month_model.month
        targets = {
            Qt.Key.Key_Left: day - timedelta(days=1),
            Qt.Key.Key_Right: day + timedelta(days=1),
            Qt.Key.Key_Up: day - timedelta(days=DAYS_A_WEEK),
            Qt.Key.Key_Down: day + timedelta(days=DAYS_A_WEEK),
            Qt.Key.Key_PageUp: _other_month(day, -1),
            Qt.Key.Key_PageDown: _other_month(day, 1),
            Qt.Key.Key_Home: first,
            Qt.Key.Key_End: _other_month(first, 1) - timedelta(days=1),
        }
        target = targets.get(Qt.Key(event.key()))
        if target is not None:
            is_far = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
            if is_far:
                self.month_wanted.emit(target)
            else:
                self.show_day(target)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.day_opened.emit(self.month_model.day(index))

    def _share_out(self) -> None:
        """Share the room among days: weekends narrower, weeks of one height, not lower than their words need."""
        px = current().px
        self.horizontalHeader().setFixedHeight(px(Size.TABLE_HEAD))
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setMinimumSectionSize(1)
        width, height = self.viewport().width(), self.viewport().height()
        weekday = int(width / (5 + 2 * WEEKEND_SHARE))
        is_tight = weekday < px(ROOMY_CELL)
        if is_tight:
            weekday = int(width / (5 + 2 * TIGHT_WEEKEND_SHARE))
        # Never wider than the view: the week is read at a glance, at any size of text.
        weekend = (width - 5 * weekday) // 2
        for column in range(DAYS_A_WEEK):
            self.setColumnWidth(column, weekday if column < 5 else weekend)
        weeks = self.month_model.rowCount()
        least = px(TIGHT_WEEK if is_tight else WEEK if self._stands_whole else LOW_WEEK)
        self.setMinimumHeight(px(Size.TABLE_HEAD) + weeks * least + 2 if self._stands_whole else 0)
        for row in range(weeks):
            self.setRowHeight(row, max(least, height // weeks))


class _Weekdays(QHeaderView):
    def __init__(self, view: MonthView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setObjectName(f"{view.objectName()}_weekdays")
        self.setAccessibleName(view.accessibleName())
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        theme = current()
        box = QRectF(rect)  # type: ignore[call-overload]
        words = str(self._view.month_model.headerData(logical, Qt.Orientation.Horizontal))
        inner = box.adjusted(theme.px(10 if box.width() >= theme.px(ROOMY_CELL) else 4), 0, 0, 0)
        paint_text(painter, inner, words, theme.font(TypeRole.SMALL, Weight.MEDIUM), theme.color("ink_2"))
        hairline(painter, box.left(), box.bottom() - 1, box.width() + 1, theme.color("line"))


def _other_month(day: date, step: int) -> date:
    """Return the same day of a neighbouring month, or its last day when it is shorter."""
    month = day.month - 1 + step
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
