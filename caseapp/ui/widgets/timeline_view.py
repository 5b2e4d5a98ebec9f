"""The timeline of a case: newest first, date and day in the gutter, an icon on a hairline, title, one line, who and when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, RowModel, RowRole
from caseapp.ui.widgets.strokes import focus_ring, rounded, vertical_hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One entry.

    Attributes:
        key: id of what it tells of; None when it cannot be opened.
        date: ``Apr 6``; empty when the entry above has the same day.
        day: ``day 34``.
        who: actor and time, right.
        link: words of what Enter opens (``PDF``), in the colour of links.
        is_next: the next step, in words, first of all.
    """

    key: str | None
    icon: str
    title: str
    line: str = ""
    date: str = ""
    day: str = ""
    who: str = ""
    link: str = ""
    link_icon: str = ""
    is_next: bool = False


NARROW_TEXT = 440


class TimelineModel(RowModel[TimelineEntry]):
    """Entries, spoken from date to actor."""

    def spoken(self, row: TimelineEntry) -> str:
        parts = (row.date, row.day, row.title, row.line, row.who, row.link)
        return ", ".join(part for part in parts if part)

    def key(self, row: TimelineEntry) -> object:
        return row.key

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """As in `RowModel`; the line under a title, which large text may shorten, is whole in the tooltip."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid():
            return self.rows[index.row()].line or None
        return super().data(index, role)


class TimelineView(RowList):
    """See `RowList`.

    Signals:
        link_opened: key of the entry whose link was clicked; Enter opens the row, which is the same thing.
    """

    link_opened = Signal(object)

    def __init__(self, *, name: str, label: str, margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(TimelineModel(), name=name, label=label, parent=parent)
        self.margin = margin
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_TimelineDelegate(self))

    @property
    def is_narrow(self) -> bool:
        """True when actor and time have no room beside the title and stand on a line of their own."""
        return self.viewport().width() < current().px(NARROW_TEXT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        entry = index.data(RowRole) if index.isValid() else None
        if isinstance(entry, TimelineEntry) and entry.link and entry.key is not None:
            box = self.visualRect(index)
            if event.position().x() > box.right() - current().px(110) and event.position().y() > box.center().y() - current().px(2):
                self.link_opened.emit(entry.key)


class _TimelineDelegate(QStyledItemDelegate):
    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current().px(200), current().px(self._height(index)))

    def _height(self, index: Index) -> int:
        entry = index.data(RowRole)
        more = 18 if self._view.is_narrow and isinstance(entry, TimelineEntry) and entry.who else 0
        return Size.TIMELINE_ROW + more + (8 if index.row() == 0 else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(RowRole)
        if not isinstance(entry, TimelineEntry):
            return
        theme = current()
        px = theme.px
        box = QRectF(option.rect)
        margin = px(self._view.margin)
        focused = self._view.hasFocus() and bool(option.state & QStyle.StateFlag.State_Selected)
        card = box.adjusted(margin - px(10), px(2), -px(8), -px(2))
        if focused:
            rounded(painter, card, px(Radius.SELECTION), theme.color("sel"))
            focus_ring(painter, card, px(Radius.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, card, px(Radius.SELECTION), theme.color("row_hover"))
        left = box.left() + margin
        top = box.top() + px(6)
        first = QRectF(left, top, px(64), px(20))
        second = QRectF(left, top + px(19), px(64), px(18))
        heavy = theme.font(TypeRole.BODY, Weight.SEMIBOLD if entry.is_next else Weight.MEDIUM)
        paint_text(painter, first, entry.date, heavy, theme.color("ink_1"), may_shorten=False)
        paint_text(painter, second, entry.day, theme.font(TypeRole.SMALL), theme.color("ink_2"), may_shorten=False)
        self._icon(painter, entry, left + px(70), top, box, index)
        self._text(painter, entry, left + px(102), top, box)

    def _icon(self, painter: QPainter, entry: TimelineEntry, left: float, top: float, box: QRectF, index: Index) -> None:
        theme = current()
        px = theme.px
        side = px(18)
        middle = left + side / 2
        line = theme.color("line_strong")
        if index.row() < self._view.row_model.rowCount() - 1:
            vertical_hairline(painter, middle, top + side + px(8), box.bottom() - top - side - px(6), line)
        ink = theme.color("accent" if entry.is_next else "ink_2")
        draw_icon(painter, entry.icon, QRectF(left, top + px(1), side, side), ink)

    def _text(self, painter: QPainter, entry: TimelineEntry, left: float, top: float, box: QRectF) -> None:
        theme = current()
        px = theme.px
        right = box.right() - px(20)
        small = theme.font(TypeRole.SMALL)
        first = QRectF(left, top, right - left, px(20))
        second = QRectF(left, top + px(18), right - left, px(20))
        room = right - left
        if entry.who and self._view.is_narrow:
            third = QRectF(left, top + px(37), right - left, px(18))
            paint_text(painter, third, entry.who, small, theme.color("ink_3"))
        elif entry.who:
            paint_text(painter, first, entry.who, small, theme.color("ink_3"), RIGHT, may_shorten=False)
            room -= text_width(entry.who, small) + px(12)
        title = QRectF(left, first.top(), room, first.height())
        paint_text(painter, title, entry.title, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))
        room = right - left
        if entry.link:
            font = theme.font(TypeRole.SMALL, Weight.MEDIUM)
            paint_text(painter, second, entry.link, font, theme.color("link"), RIGHT, may_shorten=False)
            width = text_width(entry.link, font)
            if entry.link_icon:
                side = px(Size.ICON_SMALL)
                place = QRectF(right - width - px(6) - side, second.center().y() - side / 2, side, side)
                draw_icon(painter, entry.link_icon, place, theme.color("link"))
                width += side + px(6)
            room -= width + px(12)
        line = QRectF(left, second.top(), room, second.height())
        paint_text(painter, line, entry.line, theme.font(TypeRole.BODY), theme.color("ink_2"), Qt.AlignmentFlag.AlignVCenter)
