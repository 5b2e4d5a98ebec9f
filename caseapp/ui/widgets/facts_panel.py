"""The facts of a case, right of its timeline: by when, what is done, who are they, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import Pill, PillState, paint_pill, paint_shape, pill_width
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, paint_wrapped, text_width, wrapped_height
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, RowModel, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline, rounded, vertical_hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class FactHead:
    """Head of a section of facts, with a summary at the right."""

    text: str
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact.

    Attributes:
        label: what it is about; line: a second line under it.
        value: right, plain; pill: right, instead of a value.
        is_done: a tick in the colour of what passed, before the label (or before the value, when there is a second line).
        is_waiting: an hourglass before the label.
        key: what Enter opens, or None.
    """

    label: str
    value: str = ""
    line: str = ""
    pill: Pill | None = None
    is_done: bool = False
    is_waiting: bool = False
    key: str | None = None


class FactsModel(RowModel["Fact | FactHead"]):
    """Heads and facts in one list."""

    def spoken(self, row: Fact | FactHead) -> str:
        if isinstance(row, FactHead):
            return ", ".join(part for part in (row.text, row.summary) if part)
        state = row.pill.text if row.pill is not None else row.value
        return ", ".join(part for part in (row.label, row.line, state) if part)

    def key(self, row: Fact | FactHead) -> object:
        return row.key if isinstance(row, Fact) else None

    def is_selectable(self, row: Fact | FactHead) -> bool:
        return isinstance(row, Fact)


class FactsPanel(RowList):
    """A list of facts on the ground of panes, with a hairline at its left edge. See `RowList` for its signals."""

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(FactsModel(), name=name, label=label, parent=parent)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_FactDelegate(self))

    def set_facts(self, rows: Sequence[Fact | FactHead]) -> None:
        """Show these heads and facts."""
        self.set_rows(tuple(rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("pane"))
        vertical_hairline(painter, 0, 0, self.viewport().height(), theme.color("line"))
        painter.end()
        super().paintEvent(event)


class _FactDelegate(QStyledItemDelegate):
    def __init__(self, view: FactsPanel) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = current().px
        row = index.data(RowRole)
        if isinstance(row, FactHead):
            return QSize(px(160), px(42 if index.row() else 38))
        if not isinstance(row, Fact):
            return QSize(px(160), px(24))
        height = px(42) if row.line else px(24)
        if self._is_folded(row):
            height += px(18)
        return QSize(px(160), height + round(self._more(row)))

    def _room(self, fact: Fact) -> float:
        """Width of the label's own line, beside its mark."""
        px = current().px
        return self._view.viewport().width() - px(36) - (px(20) if not fact.line and (fact.is_done or fact.is_waiting) else 0)

    def _is_folded(self, fact: Fact) -> bool:
        """Say whether value or pill have to stand under the label, because beside it they would cut it off."""
        px = current().px
        if fact.pill is not None:
            beside = pill_width(fact.pill.text, filled=False) + px(8)
        elif fact.value:
            small = current().font(TypeRole.SMALL, Weight.MEDIUM if fact.is_waiting else Weight.REGULAR)
            beside = text_width(fact.value, small) + px(8) + (px(18) if fact.is_done and fact.line else 0)
        else:
            return False
        return text_width(fact.label, current().font()) + beside > self._room(fact)

    def _more(self, fact: Fact) -> float:
        """Height that label and line take beyond a line each."""
        theme = current()
        more = 0.0
        if text_width(fact.label, theme.font()) > self._room(fact):
            more += max(0.0, wrapped_height(fact.label, theme.font(), self._room(fact)) - theme.px(18))
        small, full = theme.font(TypeRole.SMALL), self._view.viewport().width() - theme.px(36)
        if text_width(fact.line, small) > full:
            more += max(0.0, wrapped_height(fact.line, small, full) - theme.px(16))
        return more

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        box = QRectF(option.rect)
        theme = current()
        px = theme.px
        inner = box.adjusted(px(18), 0, -px(18), 0)
        if isinstance(row, FactHead):
            self._head(painter, inner, row, is_first=index.row() == 0)
            return
        if not isinstance(row, Fact):
            return
        if self._view.hasFocus() and option.state & QStyle.StateFlag.State_Selected:
            card = box.adjusted(px(8), 0, -px(8), 0)
            rounded(painter, card, px(Radius.CONTROL), theme.color("sel"))
            focus_ring(painter, card, px(Radius.CONTROL))
        self._fact(painter, inner, row)

    def _head(self, painter: QPainter, box: QRectF, head: FactHead, *, is_first: bool) -> None:
        theme = current()
        px = theme.px
        if not is_first:
            hairline(painter, box.left(), box.top() + px(7), box.width(), theme.color("line"))
        line = box.adjusted(0, px(13 if not is_first else 8), 0, -px(3))
        small = theme.font(TypeRole.SMALL)
        paint_text(painter, line, head.summary, small, theme.color("ink_3"), RIGHT, may_shorten=False)
        room = line.width() - text_width(head.summary, small) - px(8)
        text = QRectF(line.left(), line.top(), room, line.height())
        paint_text(painter, text, head.text, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))

    def _fact(self, painter: QPainter, box: QRectF, fact: Fact) -> None:
        theme = current()
        px = theme.px
        folded = self._is_folded(fact)
        is_tall = bool(fact.line) or folded or self._more(fact) > 0
        first = QRectF(box.left(), box.top() + (px(2) if is_tall else 0), box.width(), px(22) if is_tall else box.height())
        small = theme.font(TypeRole.SMALL, Weight.MEDIUM if fact.is_waiting else Weight.REGULAR)
        left = box.left()
        mark_left = not fact.line
        if mark_left and (fact.is_done or fact.is_waiting):
            shape, ink = (PillState.CLOSED, "on_track") if fact.is_done else (PillState.WAITING, "waiting")
            mark = px(11)
            paint_shape(painter, shape, QRectF(left, first.center().y() - mark / 2, mark, mark), theme.color(ink))
            left += px(20)
        label_more = 0.0
        label = QRectF(left, first.top(), box.right() - left, first.height())
        if text_width(fact.label, theme.font()) > label.width():
            label_more = max(0.0, wrapped_height(fact.label, theme.font(), label.width()) - px(18))
            paint_wrapped(painter, label.translated(0, px(2)), fact.label, theme.font(), theme.color("ink_1"))
        else:
            paint_text(painter, label, fact.label, theme.font(), theme.color("ink_1"))
        below = QRectF(box.left(), first.bottom() - px(2) + label_more, box.width(), px(18))
        if folded:
            self._beside(painter, fact, QRectF(left, below.top(), box.right() - left, px(18)), small)
            below.translate(0, px(18))
        else:
            self._beside(painter, fact, first, small)
        if fact.line:
            font, tone = theme.font(TypeRole.SMALL), theme.color("ink_2")
            if text_width(fact.line, font) > below.width():
                paint_wrapped(painter, below, fact.line, font, tone)
            else:
                paint_text(painter, below, fact.line, font, tone)

    def _beside(self, painter: QPainter, fact: Fact, place: QRectF, small: QFont) -> None:
        """Paint value or pill at the right end of a line."""
        theme = current()
        px = theme.px
        right = place.right()
        if fact.pill is not None:
            paint_pill(painter, fact.pill, right, place.center().y(), filled=False)
        elif fact.value:
            ink = "ink_1" if fact.is_waiting else "ink_2"
            width = min(text_width(fact.value, small), place.width())
            paint_text(
                painter, QRectF(right - width - 1, place.top(), width + 1, place.height()), fact.value, small, theme.color(ink), RIGHT
            )
            if fact.is_done and fact.line:
                mark = px(10)
                at = QRectF(right - width - px(8) - mark, place.center().y() - mark / 2, mark, mark)
                paint_shape(painter, PillState.CLOSED, at, theme.color("ink_2"))
