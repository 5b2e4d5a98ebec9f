"""Text tabs with counts; arrows change the tab, one stop for Tab."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One tab. A count of None is not shown."""

    id: str
    text: str
    count: int | None = None


class TextTabs(QWidget):
    """A row of tabs over a hairline; the one in front has a 3 px line of the accent.

    Signals:
        tab_changed: id of the tab in front.
    """

    tab_changed = Signal(str)

    def __init__(self, tabs: Sequence[Tab] = (), *, name: str, label: str = "", margin: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: tuple[Tab, ...] = ()
        self._at = 0
        self._label = label
        self._margin = margin
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_tabs(tabs)
        follow_theme(self, self.updateGeometry)

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Put other tabs or counts; the one in front stays in front when it is among them."""
        here = self.current
        self._tabs = tuple(tabs)
        self._at = next((i for i, tab in enumerate(self._tabs) if tab.id == here), 0)
        self._name()
        self.updateGeometry()
        self.update()

    @property
    def current(self) -> str:
        return self._tabs[self._at].id if self._tabs else ""

    def set_current(self, tab_id: str) -> None:
        """Bring a tab to the front and tell."""
        self._go(next(i for i, tab in enumerate(self._tabs) if tab.id == tab_id))

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(round(boxes[-1].right()) if boxes else 0, current().px(Size.TABS))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(120), current().px(Size.TABS))

    def _go(self, index: int) -> None:
        if self._tabs and index != self._at:
            self._at = index % len(self._tabs)
            self._name()
            self.update()
            self.tab_changed.emit(self.current)

    def _name(self) -> None:
        if self._tabs:
            tab = self._tabs[self._at]
            words = tab.text if tab.count is None else f"{tab.text} {tab.count}"
            self.setAccessibleName(
                self.tr("{label}: {tab}, {at} of {all}").format(
                    label=self._label or self.tr("Tabs"), tab=words, at=self._at + 1, all=len(self._tabs)
                )
            )

    def _boxes(self) -> list[QRectF]:
        """Return the place of each tab; where large text leaves too little room they move closer together."""
        px = current().px
        widths = [self._width(tab) for tab in self._tabs]
        gap = px(22)
        over = 2 * px(self._margin) + sum(widths) + gap * (len(widths) - 1) - self.width()
        if over > 0 and len(widths) > 1:
            gap = max(px(7), gap - math.ceil(over / (len(widths) - 1)))
        boxes = []
        x = float(px(self._margin))
        for width in widths:
            boxes.append(QRectF(x, 0, width, px(Size.TABS)))
            x += width + gap
        return boxes

    def _width(self, tab: Tab) -> float:
        """Room for the heaviest weight, so that nothing moves when another tab comes to the front."""
        theme = current()
        width = text_width(tab.text, theme.font(TypeRole.BODY, Weight.SEMIBOLD))
        return width if tab.count is None else width + theme.px(7) + text_width(str(tab.count), theme.font())

    def _seen(self) -> list[QRectF]:
        """Return the boxes as they stand now: shifted where there is no room for all, so that the one in front is whole."""
        boxes = self._boxes()
        room = self.width() - current().px(8)
        if not boxes or boxes[-1].right() <= room:
            return boxes
        shift = max(0.0, boxes[min(self._at + 1, len(boxes) - 1)].right() - room)
        shift = min(shift, max(0.0, boxes[self._at].left() - current().px(8)))
        return [box.translated(-shift, 0) for box in boxes]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Right: self._at + 1,
            Qt.Key.Key_Left: self._at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._tabs) - 1,
        }
        if event.key() in moves and self._tabs:
            self._go(moves[Qt.Key(event.key())] % len(self._tabs))
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, box in enumerate(self._seen()):
            if box.adjusted(-6, 0, 6, 0).contains(event.position()):
                self._go(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width(), theme.color("line"))
        for index, (tab, box) in enumerate(zip(self._tabs, self._seen(), strict=True)):
            here = index == self._at
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if here else Weight.MEDIUM)
            width = paint_text(painter, box, tab.text, font, theme.color("ink_1" if here else "ink_2"), may_shorten=False)
            if tab.count is not None:
                rest = QRectF(box.x() + width + px(7), 0, box.width(), box.height())
                paint_text(painter, rest, str(tab.count), theme.font(), theme.color("ink_3"), may_shorten=False)
            if here:
                painter.fillRect(QRectF(round(box.x()), self.height() - px(3), round(box.width()), px(3)), theme.color("accent"))
                if self.hasFocus():
                    focus_ring(painter, box.adjusted(-px(7), px(4), px(7), -px(6)).intersected(QRectF(self.rect())), px(4))
        painter.end()
