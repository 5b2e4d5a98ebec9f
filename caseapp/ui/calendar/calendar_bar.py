"""The bar over the calendar: which month, month or agenda, which right, and a day that is typed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from caseapp.domain.request_type import RequestType
from caseapp.services.capacity import Capacity
from caseapp.ui import qt_dates
from caseapp.ui.labels import short_type
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.key_button import IconButton, KeyButton
from caseapp.ui.widgets.segmented import Segmented
from caseapp.ui.widgets.words import Words, hint, page_title

MONTH, AGENDA = "month", "agenda"
ROOMY_PERCENT = 130
"""Above this text size the bar has three rows, and the day stands under the month instead of beside it."""


class CalendarBar(QWidget):
    """Says what is wanted; the page does it.

    Signals:
        turned: a month back (-1) or on (1).
        today_wanted: the day of today, or on today the field for a day.
        view_chosen: `MONTH` or `AGENDA`.
        narrowed: another right, or all.
        day_typed: what was typed for a day.
        left: Esc; the focus goes back to the calendar.
    """

    turned = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(str)
    narrowed = Signal()
    day_typed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_bar")
        self.heading = page_title()
        self.previous = IconButton(
            "caret-left", self.tr("Month before"), name="calendar_previous", key="PgUp", on_click=lambda: self.turned.emit(-1)
        )
        self.next = IconButton(
            "caret-right", self.tr("Month after"), name="calendar_next", key="PgDown", on_click=lambda: self.turned.emit(1)
        )
        self.today = KeyButton(self.tr("Today"), key="Ctrl+D", name="calendar_today", on_click=self.today_wanted.emit)
        self.switch = Segmented(
            ((MONTH, self.tr("Month")), (AGENDA, self.tr("Agenda"))), name="calendar_switch", label=self.tr("Calendar as")
        )
        self.types = ChoiceBox(
            ((None, self.tr("All rights")), *((kind, short_type(kind)) for kind in RequestType)),
            name="calendar_types",
            label=self.tr("Right"),
        )
        self.jump = QLineEdit()
        self.jump.setObjectName("calendar_jump")
        self.jump.setAccessibleName(self.tr("Go to a day"))
        self.jump.setPlaceholderText(self.tr("Go to a day"))
        self.problem = Words(ink="overdue", wrap=True)
        self.problem.hide()
        self.capacity = hint()
        self._lay_out()
        self.switch.chosen.connect(self.view_chosen)
        self.types.chosen_changed.connect(lambda _value: self.narrowed.emit())
        self.jump.returnPressed.connect(self._jump)
        self.jump.installEventFilter(self)
        follow_theme(self, self._dress)

    @property
    def is_month(self) -> bool:
        return self.switch.current == MONTH

    @property
    def chosen_types(self) -> tuple[RequestType, ...]:
        """The one right that is chosen; empty for all."""
        chosen = self.types.chosen()
        return (chosen,) if isinstance(chosen, RequestType) else ()

    def show_month(self, on: date | None) -> None:
        """Head a month; without one nothing is known yet."""
        self._show_parts()
        if on is not None:
            self.heading.setText(qt_dates.month_title(on))

    def show_agenda(self) -> None:
        """Head the agenda, which has no months to turn and no capacity of a day."""
        self._show_parts()
        self.heading.setText(self.tr("Agenda"))

    def show_capacity(self, capacity: Capacity) -> None:
        """Say how much a day takes, and where the number comes from."""
        self.capacity.setText(self.tr("Capacity {count} a day").format(count=capacity.a_day))
        if capacity.is_measured:
            self.capacity.setToolTip(self.tr("The middle of what was answered on the last 20 working days"))
        else:
            self.capacity.setToolTip(self.tr("A usual value, until there are 20 working days to measure"))

    def ask_for_day(self) -> None:
        """Give the field for a day the focus."""
        self.jump.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.jump.selectAll()

    def show_problem(self, words: str) -> None:
        """Say why a day was not understood, or nothing."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def clear_day(self) -> None:
        """Drop what was typed for a day."""
        self.show_problem("")
        self.jump.clear()

    # Inside

    def _show_parts(self) -> None:
        for part in (self.previous, self.next, self.capacity):
            part.setVisible(self.is_month)

    def _jump(self) -> None:
        if self.jump.text().strip():
            self.day_typed.emit(self.jump.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.clear_day()
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        steering: tuple[QWidget, ...] = (self.heading, self.previous, self.next, self.today)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts = [QHBoxLayout() for _ in range(3)]
        for row, parts in zip(self._parts, (steering, (self.switch, self.types, self.jump), (self.capacity,)), strict=True):
            for part in parts:
                row.addWidget(part)
            self._rows.addLayout(row)
        self._ends = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding)
        self._rows.addItem(self._ends)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._rows)
        column.addWidget(self.problem)

    def _dress(self) -> None:
        px = current().px
        is_large = current().text_percent > ROOMY_PERCENT
        self._rows.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.M), px(Space.M))
        self._rows.setSpacing(px(Space.S))
        for row in self._parts:
            row.setSpacing(px(Space.S))
            row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.problem.setContentsMargins(px(Space.PAGE_LEFT), 0, px(Space.PAGE_RIGHT), px(Space.S))
        self.jump.setFixedWidth(px(112))
