"""The list of cases: two lines a row, heads between groups."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import FILLED_IN_LISTS, Pill, paint_pill, pill_width
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, KeyRole, RowModel, RowRole
from caseapp.ui.widgets.strokes import focus_ring, rounded

THIRD_LINE = 18
"""Height of the line that holds the right where the list is too narrow for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupHead:
    """The head of a group; it says in words what the pills of its rows have in common."""

    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One row: name and pill, then number, right and date. The name is shortened before anything else is.

    Attributes:
        key: id of the case.
        note: words instead of a pill (``To decide``), in ink_2.
    """

    key: str
    name: str
    number: str
    right: str
    date: str = ""
    pill: Pill | None = None
    note: str = ""


class CaseListModel(RowModel["CaseLine | GroupHead"]):
    """Heads and rows in one list; heads are spoken and skipped."""

    def spoken(self, row: CaseLine | GroupHead) -> str:
        if isinstance(row, GroupHead):
            return row.text if row.count is None else f"{row.text}, {row.count}"
        parts = (row.name, row.number, row.right, row.pill.text if row.pill else row.note, row.date)
        return ", ".join(part for part in parts if part)

    def key(self, row: CaseLine | GroupHead) -> object:
        return row.key if isinstance(row, CaseLine) else None

    def is_selectable(self, row: CaseLine | GroupHead) -> bool:
        return isinstance(row, CaseLine)


class CaseListView(RowList):
    """See `RowList` for its signals; keys are case ids.

    Args:
        asks_dates: the date of a row is a link that asks why it is what it is.

    Signals:
        date_asked: key of the row whose date was clicked.
    """

    date_asked = Signal(object)

    def __init__(self, *, name: str, label: str, asks_dates: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(CaseListModel(), name=name, label=label, parent=parent)
        self.asks_dates = asks_dates
        self.date_under_mouse: object = None
        self._pressed_date: object = None
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_CaseDelegate(self))

    def date_box(self, key: object) -> QRectF | None:
        """Return where the date of a row is painted, in the viewport; None where it has none."""
        at = self.row_model.row_of(key)
        row = self.row_model.rows[at] if at >= 0 else None
        if not isinstance(row, CaseLine) or not row.date:
            return None
        line = second_line(QRectF(self.visualRect(self.row_model.index(at))))
        wide = text_width(row.date, current().font(TypeRole.SMALL))
        return QRectF(line.right() - wide, line.top(), wide, line.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._look_under_mouse(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._look_under_mouse(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look_under_mouse(event.position())
        self._pressed_date = self.date_under_mouse if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed_date = self._pressed_date, None
        self._look_under_mouse(event.position())
        if pressed is not None and pressed == self.date_under_mouse:
            self.date_asked.emit(pressed)

    def _look_under_mouse(self, at: QPointF | None) -> None:
        key = self._date_at(at) if at is not None and self.asks_dates else None
        if key == self.date_under_mouse:
            return
        self.date_under_mouse = key
        if key is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setToolTip(self.tr("Why this date?") if key is not None else "")
        self.viewport().update()

    def _date_at(self, at: QPointF) -> object:
        key = self.indexAt(at.toPoint()).data(KeyRole)
        box = self.date_box(key) if key is not None else None
        return key if box is not None and box.contains(at) else None


def second_line(row: QRectF) -> QRectF:
    """Return where number, right and date stand in the box of a row."""
    px = current().px
    return QRectF(row.left() + px(18), row.top() + px(25), row.width() - 2 * px(18), px(19))


class _CaseDelegate(QStyledItemDelegate):
    def __init__(self, view: CaseListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = current().px
        row = index.data(RowRole)
        if isinstance(row, GroupHead):
            return QSize(px(200), px(Size.LIST_GROUP))
        third = px(THIRD_LINE) if isinstance(row, CaseLine) and self._has_third_line(row) else 0
        return QSize(px(200), px(Size.LIST_ROW) + third)

    def _has_third_line(self, row: CaseLine) -> bool:
        """Say whether number, right and date have no room beside each other; the right then stands below, whole."""
        px, font = current().px, current().font(TypeRole.SMALL)
        gaps = px(10) * (2 if row.date else 1)
        needed = text_width(row.number, font) + text_width(row.right, font) + text_width(row.date, font) + gaps
        # As if the scroll bar were there always: rows that change their height when it comes would lie over each other for a moment.
        bar = self._view.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return bool(row.right) and needed > self._view.width() - bar - px(36)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if isinstance(row, GroupHead):
            self._head(painter, QRectF(option.rect), row)
        elif isinstance(row, CaseLine):
            self._line(painter, option, row)

    def _head(self, painter: QPainter, box: QRectF, head: GroupHead) -> None:
        theme = current()
        inner = box.adjusted(theme.px(18), theme.px(4), -theme.px(18), 0)
        font = theme.font(TypeRole.SMALL, Weight.SEMIBOLD)
        paint_text(painter, inner, head.text, font, theme.color("ink_2"))
        if head.count is not None:
            paint_text(painter, inner, f"{head.count:,}", theme.font(TypeRole.SMALL), theme.color("ink_2"), RIGHT)

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, row: CaseLine) -> None:
        theme = current()
        px = theme.px
        box = QRectF(option.rect)
        card = box.adjusted(px(8), 1, -px(8), -1)
        has_focus = self._view.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, card, px(Radius.SELECTION), theme.color("sel" if has_focus else "sel_idle"))
            if has_focus:
                focus_ring(painter, card, px(Radius.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, card, px(Radius.SELECTION), theme.color("row_hover"))
        left, right = box.left() + px(18), box.right() - px(18)
        line_height = px(20)
        first = QRectF(left, box.top() + px(5), right - left, line_height)
        self._first_line(painter, first, row)
        self._second_line(painter, second_line(box), row)

    def _first_line(self, painter: QPainter, box: QRectF, row: CaseLine) -> None:
        theme = current()
        room = box.width()
        gap = theme.px(8)
        if row.pill is not None:
            filled = row.pill.state in FILLED_IN_LISTS
            paint_pill(painter, row.pill, box.right(), box.center().y(), filled=filled)
            room -= pill_width(row.pill.text, filled=filled) + gap
        elif row.note:
            font = theme.font(TypeRole.SMALL)
            paint_text(painter, box, row.note, font, theme.color("ink_2"), RIGHT, may_shorten=False)
            room -= text_width(row.note, font) + gap
        name = QRectF(box.left(), box.top(), room, box.height())
        paint_text(painter, name, row.name, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))

    def _second_line(self, painter: QPainter, box: QRectF, row: CaseLine) -> None:
        theme = current()
        font = theme.font(TypeRole.SMALL)
        ink = theme.color("ink_2")
        number = paint_text(painter, box, row.number, font, ink, may_shorten=False)
        date = text_width(row.date, font)
        if row.date:
            is_link = self._view.date_under_mouse == row.key
            paint_text(painter, box, row.date, font, theme.color("accent") if is_link else ink, RIGHT, may_shorten=False)
            if is_link:
                line = box.center().y() + theme.px(8)
                painter.fillRect(QRectF(box.right() - date, line, date, 1), theme.color("accent"))
        if self._has_third_line(row):
            below = QRectF(box.left(), box.bottom() - theme.px(1), box.width(), theme.px(THIRD_LINE))
            paint_text(painter, below, row.right, font, ink)
            return
        gap = theme.px(10)
        left = box.left() + number + gap
        room = box.right() - date - (gap if row.date else 0) - left
        paint_text(painter, QRectF(left, box.top(), room, box.height()), row.right, font, ink)
