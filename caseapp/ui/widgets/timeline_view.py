"""The timeline of a case: newest first, date and day in the gutter, an icon on a hairline, title, one line, who and when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, paint_wrapped, shortened, text_width, wrapped_height
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
LINES_MOST = 4
"""A line under a title that is longer than this many lines ends in an ellipsis; what is opened, or the tooltip, has all of it."""


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
        px = current().px
        entry = index.data(RowRole)
        height = px(Size.TIMELINE_ROW + (8 if index.row() == 0 else 0))
        if isinstance(entry, TimelineEntry):
            fold = self._fold(entry)
            height += round(fold.title_more + fold.line_more) + (px(18) if fold.is_below and not fold.is_second else 0)
        return QSize(px(200), height)

    def _fold(self, entry: TimelineEntry) -> _Fold:
        """Return how an entry is broken at the present width: nothing of a title is cut off."""
        theme = current()
        px = theme.px
        full = self._view.viewport().width() - px(self._view.margin) - px(102) - px(20)
        bold, body, small = theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.font(TypeRole.BODY), theme.font(TypeRole.SMALL)
        beside = full - (text_width(entry.who, small) + px(12) if entry.who else 0)
        is_below = bool(entry.who) and (self._view.is_narrow or text_width(entry.title, bold) > beside)
        title_room = full if is_below else beside
        link = text_width(entry.link, theme.font(TypeRole.SMALL, Weight.MEDIUM)) + px(12) if entry.link else 0
        link += px(Size.ICON_SMALL) + px(6) if entry.link_icon else 0
        line_room = full - link
        line = entry.line
        if text_width(line, body) > line_room * LINES_MOST * 0.9:
            line = shortened(line, body, line_room * LINES_MOST * 0.9)
        one = px(18)
        return _Fold(
            is_below=is_below,
            is_second=is_below and not entry.line,
            title_room=title_room,
            title_more=_more(entry.title, bold, title_room, one),
            line=line,
            line_room=line_room,
            line_more=_more(line, body, line_room, one),
        )

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
        fold = self._fold(entry)
        first = QRectF(left, top, right - left, px(20))
        second = QRectF(left, top + px(18) + fold.title_more, right - left, px(20))
        if fold.is_below:
            below = 0 if fold.is_second else px(19) + fold.line_more
            third = QRectF(left, second.top() + below, fold.line_room, px(18))
            paint_text(painter, third, entry.who, small, theme.color("ink_3"))
        elif entry.who:
            paint_text(painter, first, entry.who, small, theme.color("ink_3"), RIGHT, may_shorten=False)
        bold = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
        if fold.title_more:
            paint_wrapped(painter, QRectF(left, first.top(), fold.title_room, first.height()), entry.title, bold, theme.color("ink_1"))
        else:
            paint_text(painter, QRectF(left, first.top(), fold.title_room, first.height()), entry.title, bold, theme.color("ink_1"))
        if entry.link:
            font = theme.font(TypeRole.SMALL, Weight.MEDIUM)
            paint_text(painter, second, entry.link, font, theme.color("link"), RIGHT, may_shorten=False)
            width = text_width(entry.link, font)
            if entry.link_icon:
                side = px(Size.ICON_SMALL)
                place = QRectF(right - width - px(6) - side, second.center().y() - side / 2, side, side)
                draw_icon(painter, entry.link_icon, place, theme.color("link"))
        line = QRectF(left, second.top(), fold.line_room, second.height())
        body, ink = theme.font(TypeRole.BODY), theme.color("ink_2")
        if fold.line_more:
            paint_wrapped(painter, line, fold.line, body, ink)
        else:
            paint_text(painter, line, fold.line, body, ink, Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """How one entry is broken: whether actor and time stand below, and what title and line have for room and take beyond one line."""

    is_below: bool
    is_second: bool
    title_room: float
    title_more: float
    line: str
    line_room: float
    line_more: float


def _more(text: str, font: QFont, room: float, one: float) -> float:
    """Height that a text takes beyond its first line."""
    if not text or text_width(text, font) <= room:
        return 0.0
    return max(0.0, wrapped_height(text, font, room) - one)
