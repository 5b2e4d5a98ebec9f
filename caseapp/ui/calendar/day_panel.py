"""The day beside the month: how much it carries, what its requests wait for, and the deadlines planned for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.domain.status import RequestStatus
from caseapp.services.views import DeadlineEntry
from caseapp.ui import qt_dates
from caseapp.ui.calendar.due_list import DueList
from caseapp.ui.calendar.due_rows import ANSWERS, STANDING, day_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.month_cells import paint_load
from caseapp.ui.widgets.painted_text import CENTER, LEFT, paint_text, text_width
from caseapp.ui.widgets.strokes import Rule, vertical_hairline
from caseapp.ui.widgets.words import Words

_WAITS = (
    (frozenset({RequestStatus.RECEIVED, RequestStatus.VERIFYING}), "not_verified"),
    (frozenset({RequestStatus.IN_PROGRESS}), "to_decide"),
    (frozenset({RequestStatus.IN_REVIEW}), "to_approve"),
    (frozenset({RequestStatus.READY_TO_SEND}), "to_send"),
)


class DayPanel(QWidget):
    """One day.

    Signals:
        case_wanted: id of the case to open.
        left: the focus goes back to the month.
    """

    case_wanted = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("calendar_day")
        self.heading = Words(role=TypeRole.HEADING)
        self.one_off = Words(ink="ink_2", wrap=True)
        self.one_off.setObjectName("calendar_one_off")
        self.load = DayLoadLine()
        self._waits = QGridLayout()
        self.list = DueList(name="calendar_day_list", label=self.tr("Deadlines of the day"), with_status=True)
        self.empty = Words(ink="ink_2", wrap=True)
        self.open = KeyButton(
            self.tr("Open case"), ButtonKind.PRIMARY, icon="tray", key="Ctrl+Return", name="calendar_open_case", on_click=self.open_current
        )
        self._top = QVBoxLayout()
        self._top.addWidget(self.heading)
        self._top.addWidget(self.one_off)
        self._top.addWidget(self.load)
        self._top.addLayout(self._waits)
        self._top.addWidget(self.empty)
        self._acts = FlowRow(self.open)
        self._top.addWidget(self._acts)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self.rule = Rule()
        self._column.addWidget(self.rule)
        self._column.addWidget(self.list, 1)
        self._rest = QWidget()
        self._column.addWidget(self._rest, 1)
        self.list.row_opened.connect(self._open)
        self.list.left.connect(self.left)
        follow_theme(self, self._dress)

    def add_act(self, button: QWidget) -> None:
        """Put a button beside the one that opens the case."""
        self._acts.add(button)

    def why_target(self) -> WhyTarget | None:
        """Return the date of the current row, or of the first, to be asked why."""
        if not self.list.currentIndex().isValid():
            self.list.go(1)
        return self.list.why_target()

    def show_day(self, on: date, entries: Sequence[DeadlineEntry], *, today: date, capacity: int, holiday: str, one_off: str = "") -> None:
        """Show a day with its deadlines. Capacity is a matter of answers; other clocks take none of it.

        Args:
            one_off: what a one-off day does, in words.
        """
        self.heading.setText(qt_dates.weekday_date(on))
        self.one_off.setText(one_off)
        self.one_off.setVisible(bool(one_off))
        answers = [entry for entry in entries if entry.state in STANDING and entry.kind in ANSWERS]
        self.load.show_load(len(answers), capacity)
        self.load.setVisible(bool(answers))
        self._show_waits(answers)
        self.list.set_rows(day_rows(entries, today))
        has_rows = bool(entries)
        for part in (self.list, self.rule, self._acts):
            part.setVisible(has_rows)
        self.empty.setText(holiday if holiday and not has_rows else self.tr("Nothing is planned for this day."))
        self.empty.setVisible(not has_rows)
        self._rest.setVisible(not has_rows)

    def forget(self) -> None:
        """Drop what was shown."""
        self.list.set_rows(())
        self.heading.setText("")
        self.load.show_load(0, 0)
        self._show_waits(())
        self.one_off.setText("")
        self.empty.setText("")

    def enter(self) -> bool:
        """Give the list the focus; False when it is empty."""
        if not self.list.row_model.rows:
            return False
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def open_current(self) -> None:
        """Open the case of the current row, or of the first."""
        if not self.list.currentIndex().isValid():
            self.list.go(1)
        self._open(self.list.current_key)

    def _open(self, key: object) -> None:
        case_id = self.list.due_model.case_of(key)
        if case_id is not None:
            self.case_wanted.emit(case_id)

    def _show_waits(self, answers: Sequence[DeadlineEntry]) -> None:
        while self._waits.count():
            item = self._waits.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        row = 0
        for statuses, code in _WAITS:
            count = sum(entry.status in statuses for entry in answers)
            if count:
                self._waits.addWidget(Words(f"{count:,}", weight=Weight.SEMIBOLD), row, 0, Qt.AlignmentFlag.AlignRight)
                self._waits.addWidget(Words(self._wait_words(code), ink="ink_2"), row, 1)
                row += 1
        self._waits.setColumnStretch(1, 1)

    def _wait_words(self, code: str) -> str:
        return {
            "not_verified": self.tr("not verified yet"),
            "to_decide": self.tr("to decide"),
            "to_approve": self.tr("waiting for approval"),
            "to_send": self.tr("ready to send"),
        }[code]

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(1, px(Space.L), 0, 0)
        self._column.setSpacing(px(Space.M))
        self._top.setContentsMargins(px(Space.PANEL), 0, px(Space.PANEL), 0)
        self._top.setSpacing(px(Space.M))
        self._waits.setHorizontalSpacing(px(Space.S))
        self._waits.setVerticalSpacing(px(6))
        self._waits.setContentsMargins(px(8), 0, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        vertical_hairline(painter, 0, 0, self.height(), theme.color("line_strong"))
        painter.end()


class DayLoadLine(QWidget):
    """``14 answers, capacity 9``, and a bar with both numbers under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due = 0
        self._capacity = 0
        self.setObjectName("calendar_day_load")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def show_load(self, due: int, capacity: int) -> None:
        self._due, self._capacity = due, capacity
        self.setAccessibleName(" ".join(part for part in (self.words(), self.excess()) if part))
        self.update()

    def words(self) -> str:
        words = self.tr("{count} answer, capacity {capacity}") if self._due == 1 else self.tr("{count} answers, capacity {capacity}")
        return words.format(count=self._due, capacity=self._capacity)

    def excess(self) -> str:
        over = self._due - self._capacity
        return self.tr("{count} too many").format(count=over) if self._capacity and over > 0 else ""

    def sizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        line = QRectF(0, 0, self.width(), px(20))
        is_over = bool(self.excess())
        x = 0.0
        if is_over:
            side = px(11)
            paint_shape(painter, PillState.OVERDUE, QRectF(0, line.center().y() - side / 2, side, side), theme.color("overdue"))
            x += side + px(9)
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
        ink = theme.color("overdue" if is_over else "ink_1")
        x += paint_text(painter, line.adjusted(x, 0, 0, 0), self.words(), font, ink) + px(8)
        paint_text(painter, line.adjusted(x, 0, 0, 0), self.excess(), theme.font(), theme.color("ink_2"))
        bar = QRectF(0, px(26), self.width(), px(9))
        paint_load(painter, bar, self._due, self._capacity)
        self._numbers(painter, bar, is_over=is_over)
        painter.end()

    def _numbers(self, painter: QPainter, bar: QRectF, *, is_over: bool) -> None:
        theme = current()
        px = theme.px
        tiny = theme.font(TypeRole.TINY)
        full = max(self._capacity * 5 / 3, self._due, 1)
        y = bar.bottom() + px(5)
        paint_text(painter, QRectF(0, y, px(30), px(15)), "0", tiny, theme.color("ink_2"), LEFT)
        places = [(self._capacity, "ink_2")]
        if is_over:
            places.append((self._due, "overdue"))
        last_right = float(px(10))
        for number, ink in places:
            words = f"{number:,}"
            width = text_width(words, tiny)
            middle = min(bar.width() * number / full, bar.width() - width / 2)
            if middle - width / 2 > last_right + px(4):
                box = QRectF(middle - width, y, 2 * width, px(15))
                paint_text(painter, box, words, tiny, theme.color(ink), CENTER, may_shorten=False)
                last_right = middle + width / 2
