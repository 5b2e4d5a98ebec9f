"""The facts of a case, right of its timeline: by when, what is done, who are they, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import Pill, PillState, paint_pill, paint_shape, pill_width
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
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
        return QSize(px(160), px(42) if isinstance(row, Fact) and row.line else px(24))

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
        first = QRectF(box.left(), box.top() + (px(2) if fact.line else 0), box.width(), px(22) if fact.line else box.height())
        small = theme.font(TypeRole.SMALL, Weight.MEDIUM if fact.is_waiting else Weight.REGULAR)
        left = box.left()
        side = px(14)
        mark_left = not fact.line
        if mark_left and (fact.is_done or fact.is_waiting):
            shape, ink = (PillState.CLOSED, "on_track") if fact.is_done else (PillState.WAITING, "waiting")
            mark = px(11)
            paint_shape(painter, shape, QRectF(left, first.center().y() - mark / 2, mark, mark), theme.color(ink))
            left += px(20)
        right = box.right()
        if fact.pill is not None:
            paint_pill(painter, fact.pill, right, first.center().y(), filled=False)
            right -= pill_width(fact.pill.text, filled=False) + px(8)
        elif fact.value:
            ink = "ink_1" if fact.is_waiting else "ink_2"
            width = min(text_width(fact.value, small), box.width() * 0.7)
            place = QRectF(right - width - 1, first.top(), width + 1, first.height())
            paint_text(painter, place, fact.value, small, theme.color(ink), RIGHT)
            right -= width + px(8)
            if fact.is_done and not mark_left:
                mark = px(10)
                place = QRectF(right - mark, first.center().y() - mark / 2, mark, mark)
                paint_shape(painter, PillState.CLOSED, place, theme.color("ink_2"))
                right -= side + px(4)
        label = QRectF(left, first.top(), right - left, first.height())
        paint_text(painter, label, fact.label, theme.font(), theme.color("ink_1"))
        if fact.line:
            below = QRectF(box.left(), first.bottom() - px(2), box.width(), px(18))
            paint_text(painter, below, fact.line, theme.font(TypeRole.SMALL), theme.color("ink_2"))
