"""A month of days with their load: date, what is due, a bar with a tick at capacity; too much = hatch, triangle and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from caseapp.ui import qt_dates
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.painted_text import CENTER, RIGHT, paint_text, text_width
from caseapp.ui.widgets.rows import Index, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline, hatch, rounded, vertical_hairline

DAYS_A_WEEK = 7
WEEKEND_SHARE = 0.43
"""A weekend column is this much of a weekday column: hardly anything is due there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """What one day carries, by planning date.

    Attributes:
        others: deadlines of other kinds. met, late: how past deadlines ended.
        still_open: planned for this day, which is past, and not done; their last day may be ahead.
        holiday: its name; the day is hatched like a weekend.
    """

    on: date
    answers: int = 0
    receipts: int = 0
    others: int = 0
    met: int = 0
    late: int = 0
    still_open: int = 0
    holiday: str = ""

    @property
    def due(self) -> int:
        return self.answers + self.receipts + self.others


class MonthModel(QAbstractTableModel):
    """Weeks by weekdays, from Monday."""

    def __init__(self) -> None:
        super().__init__()
        self.first_shown = date(2026, 1, 1)
        self.month = date(2026, 1, 1)
        self.today = date(2026, 1, 1)
        self.capacity = 0
        self._weeks = 0
        self._cells: Mapping[date, DayCell] = {}

    def set_month(self, month: date, today: date, capacity: int, cells: Mapping[date, DayCell]) -> None:
        self.beginResetModel()
        self.month = month.replace(day=1)
        self.today = today
        self.capacity = capacity
        self.first_shown = self.month - timedelta(days=self.month.weekday())
        next_month = (self.month + timedelta(days=32)).replace(day=1)
        self._weeks = ((next_month - self.first_shown).days + DAYS_A_WEEK - 1) // DAYS_A_WEEK
        self._cells = dict(cells)
        self.endResetModel()

    def day(self, index: Index) -> date:
        return self.first_shown + timedelta(days=index.row() * DAYS_A_WEEK + index.column())

    def place(self, day: date) -> QModelIndex:
        away = (day - self.first_shown).days
        return self.index(away // DAYS_A_WEEK, away % DAYS_A_WEEK)

    def shows(self, day: date) -> bool:
        return 0 <= (day - self.first_shown).days < self._weeks * DAYS_A_WEEK

    def cell(self, day: date) -> DayCell:
        return self._cells.get(day) or DayCell(on=day)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else DAYS_A_WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(self.day(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(cell)
        return cell if role == RowRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return qt_dates.weekday_short(self.first_shown + timedelta(days=section))
        return None

    def spoken(self, cell: DayCell) -> str:
        """Return a day as one sentence."""
        parts = [qt_dates.weekday_date(cell.on)]
        if cell.on == self.today:
            parts.append(self.tr("today"))
        if cell.holiday:
            parts.append(cell.holiday)
        if cell.due:
            parts.append(self.due_words(cell))
            parts.extend(self.lines(cell))
        if self.is_over(cell):
            parts.append(self.tr("{count} too many").format(count=cell.due - self.capacity))
        if cell.met:
            parts.append(self.met_words(cell))
        if cell.late:
            parts.append(self.late_words(cell))
        if cell.still_open:
            parts.append(self.still_open_words(cell))
        return ", ".join(parts)

    def due_words(self, cell: DayCell) -> str:
        return self.tr("{count} due").format(count=cell.due)

    def met_words(self, cell: DayCell) -> str:
        return self.tr("{count} met").format(count=cell.met)

    def late_words(self, cell: DayCell) -> str:
        return self.tr("{count} late").format(count=cell.late)

    def still_open_words(self, cell: DayCell) -> str:
        return self.tr("{count} still open").format(count=cell.still_open)

    def is_over(self, cell: DayCell) -> bool:
        return self.capacity > 0 and cell.due > self.capacity

    def lines(self, cell: DayCell) -> list[str]:
        """Return the lines of a cell: how many of what."""
        lines = []
        if cell.answers:
            text = self.tr("{count} answer") if cell.answers == 1 else self.tr("{count} answers")
            lines.append(text.format(count=cell.answers))
        if cell.receipts:
            text = self.tr("{count} receipt") if cell.receipts == 1 else self.tr("{count} receipts")
            lines.append(text.format(count=cell.receipts))
        if cell.others:
            text = self.tr("{count} other") if cell.others == 1 else self.tr("{count} others")
            lines.append(text.format(count=cell.others))
        return lines


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
        self.setItemDelegate(_DayDelegate(self))
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
        self._is_silent = False
        follow_theme(self, self._share_out)

    def set_month(self, month: date, *, today: date, capacity: int, cells: Mapping[date, DayCell]) -> None:
        """Show a month; the day with the focus keeps it when it is in this month, else today, else the first."""
        before = self.current_day
        self._is_silent = True
        self.month_model.set_month(month, today, capacity, cells)
        first = self.month_model.month
        wanted = before if before is not None and _same_month(before, first) else today if _same_month(today, first) else first
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
        weekday = max(px(92), int(width / (5 + 2 * WEEKEND_SHARE)))
        weekend = max(px(52), (width - 5 * weekday) // 2)
        for column in range(DAYS_A_WEEK):
            self.setColumnWidth(column, weekday if column < 5 else weekend)
        weeks = self.month_model.rowCount()
        for row in range(weeks):
            self.setRowHeight(row, max(px(96), height // weeks))


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
        inner = box.adjusted(theme.px(10), 0, 0, 0)
        paint_text(painter, inner, words, theme.font(TypeRole.SMALL, Weight.MEDIUM), theme.color("ink_2"))
        hairline(painter, box.left(), box.bottom() - 1, box.width() + 1, theme.color("line"))


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, view: MonthView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current().px(60), current().px(96))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(RowRole)
        if not isinstance(cell, DayCell):
            return
        theme = current()
        px = theme.px
        box = QRectF(option.rect)
        model = self._view.month_model
        is_off = index.column() >= 5 or bool(cell.holiday)
        in_month = _same_month(cell.on, model.month)
        if is_off or not in_month:
            painter.fillRect(box, theme.color("pane"))
        if is_off:
            hatch(painter, box, theme.color("line"), gap=px(7))
        hairline(painter, box.left(), box.bottom(), box.width() + 1, theme.color("line"))
        vertical_hairline(painter, box.right(), box.top(), box.height() + 1, theme.color("line"))
        if option.state & QStyle.StateFlag.State_Selected:
            has_focus = self._view.hasFocus()
            card = box.adjusted(1, 1, -2, -2)
            rounded(painter, card, px(7), theme.color("sel" if has_focus else "sel_idle"))
            if has_focus:
                focus_ring(painter, card, px(7))
        inner = box.adjusted(px(10), px(8), -px(10), -px(8))
        self._date(painter, inner, cell, in_month=in_month)
        if cell.on < model.today:
            self._past(painter, inner, cell)
        else:
            self._load(painter, inner, cell, is_narrow=index.column() >= 5)

    def _date(self, painter: QPainter, box: QRectF, cell: DayCell, *, in_month: bool) -> None:
        theme = current()
        px = theme.px
        model = self._view.month_model
        words = qt_dates.short_date(cell.on) if cell.on.day == 1 else str(cell.on.day)
        line = QRectF(box.left(), box.top(), box.width(), px(18))
        if cell.on == model.today:
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
            width = max(px(24), text_width(words, font) + px(14))
            disc = QRectF(box.left() - px(4), box.top() - px(2), width, px(22))
            rounded(painter, disc, px(11), theme.color("accent"))
            paint_text(painter, disc, words, font, theme.color("on_accent"), CENTER, may_shorten=False)
        else:
            is_ahead = cell.on > model.today and in_month
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if is_ahead else Weight.MEDIUM)
            paint_text(painter, line, words, font, theme.color("ink_1" if is_ahead else "ink_2"), may_shorten=False)
        if cell.holiday:
            below = QRectF(box.left(), line.bottom() + px(3), box.width(), px(17))
            paint_text(painter, below, cell.holiday, theme.font(TypeRole.SMALL), theme.color("ink_2"))

    def _past(self, painter: QPainter, box: QRectF, cell: DayCell) -> None:
        theme = current()
        px = theme.px
        model = self._view.month_model
        x = box.left()
        line = QRectF(box.left(), box.bottom() - px(18), box.width(), px(18))
        small = theme.font(TypeRole.SMALL)
        if cell.still_open:
            words = model.still_open_words(cell)
            above = line.translated(0, -px(18) if cell.met or cell.late else 0)
            heavy = theme.font(TypeRole.SMALL, Weight.SEMIBOLD)
            paint_text(painter, above, words, heavy, theme.color("ten_days"), may_shorten=False)
        if cell.met:
            side = px(9)
            paint_shape(painter, PillState.CLOSED, QRectF(x, line.center().y() - side / 2, side, side), theme.color("ink_2"))
            x += side + px(6)
            words = model.met_words(cell)
            x += paint_text(painter, QRectF(x, line.top(), line.right() - x, line.height()), words, small, theme.color("ink_2")) + px(12)
        if cell.late:
            heavy = theme.font(TypeRole.SMALL, Weight.SEMIBOLD)
            words = model.late_words(cell)
            wide = px(15) + text_width(words, heavy)
            # In a narrow day the second figure stands over the first.
            top = line.top() - (px(18) if x + wide > line.right() and cell.met else 0)
            x = x if x + wide <= line.right() else box.left()
            side = px(9)
            paint_shape(painter, PillState.OVERDUE, QRectF(x, top + px(9) - side / 2, side, side), theme.color("overdue"))
            place = QRectF(x + px(15), top, wide, px(18))
            paint_text(painter, place, words, heavy, theme.color("overdue"), may_shorten=False)

    def _load(self, painter: QPainter, box: QRectF, cell: DayCell, *, is_narrow: bool) -> None:
        if not cell.due:
            return
        theme = current()
        px = theme.px
        model = self._view.month_model
        words = model.due_words(cell)
        is_over = model.is_over(cell)
        if is_narrow:
            line = QRectF(box.left(), box.bottom() - px(18), box.width(), px(18))
            font = theme.font(TypeRole.SMALL, Weight.SEMIBOLD if is_over else Weight.MEDIUM)
            paint_text(painter, line, words, font, theme.color("overdue" if is_over else "ink_1"), may_shorten=False)
            return
        top = QRectF(box.left(), box.top(), box.width(), px(18))
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if is_over else Weight.MEDIUM)
        wide = text_width(words, font) + (px(18) if is_over else 0)
        if wide + px(44) > box.width():
            # No room beside the date, so the count stands under it.
            top.translate(0, px(20))
        paint_text(painter, top, words, font, theme.color("overdue" if is_over else "ink_1"), RIGHT, may_shorten=False)
        if is_over:
            side = px(10)
            x = top.right() - text_width(words, font) - px(8) - side
            paint_shape(painter, PillState.OVERDUE, QRectF(x, top.center().y() - side / 2, side, side), theme.color("overdue"))
        bar = QRectF(box.left(), box.bottom() - px(8), box.width(), px(6))
        paint_load(painter, bar, cell.due, model.capacity)
        lines = model.lines(cell)[:2]
        room = bar.top() - px(6) - top.bottom()
        shown = lines if room >= px(34) else lines[:1] if room >= px(17) else []
        y = bar.top() - px(6) - px(17) * len(shown)
        for text in shown:
            line = QRectF(box.left(), y, box.width(), px(17))
            paint_text(painter, line, text, theme.font(TypeRole.SMALL), theme.color("ink_2"))
            y += px(17)


def paint_load(painter: QPainter, bar: QRectF, due: int, capacity: int) -> None:
    """Paint a load bar: filled up to capacity, a tick at capacity, what is too much hatched in the colour of "overdue"."""
    theme = current()
    full = max(capacity * 5 / 3, due, 1) if capacity else max(due, 1)
    radius = bar.height() / 2
    rounded(painter, bar, radius, theme.color("line") if theme.is_dark else theme.color("sel_idle"))
    within = min(due, capacity) if capacity else due
    width = bar.width() * within / full
    rounded(painter, QRectF(bar.left(), bar.top(), max(width, bar.height()), bar.height()), radius, theme.color("accent"))
    if not capacity:
        return
    tick = bar.left() + bar.width() * capacity / full
    if due > capacity:
        rest = QRectF(tick, bar.top(), bar.width() * (due - capacity) / full, bar.height())
        painter.fillRect(rest, theme.color("overdue_tint"))
        hatch(painter, rest, theme.color("overdue"), gap=4, width=1.6)
    vertical_hairline(painter, tick, bar.top() - theme.px(3), bar.height() + theme.px(6), theme.color("ink_1"))


def _same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def _other_month(day: date, step: int) -> date:
    """Return the same day of a neighbouring month, or its last day when it is shorter."""
    month = day.month - 1 + step
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
