"""The status bar: words with small icons. Each part can be reached with F6 and Tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline

Alarm = Literal["", "overdue", "three_days", "ten_days"]

EDGE, GAP = 7, 4
LINE_OF_SEVERAL = 22
"""Height of a line where there are several, in pixels at 100 %."""


class StatusPart(QWidget):
    """One fact of the status bar."""

    def __init__(self, name: str, icon: str, *, right: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_right = right
        self._text = ""
        self._icon = icon
        self._alarm: Alarm = ""
        self.setObjectName(f"status_{name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_text(self, text: str, icon: str, alarm: Alarm) -> None:
        self._text = text
        self._icon = icon
        self._alarm = alarm
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if text else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        theme = current()
        width = text_width(self._text, theme.font(TypeRole.SMALL, Weight.MEDIUM)) + theme.px(Size.ICON_SMALL + 6 + 14)
        return QSize(round(width) + 1, theme.px(Size.STATUS_BAR) - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        side = theme.px(Size.ICON_SMALL)
        ink = theme.color(self._alarm or "ink_2")
        draw_icon(painter, self._icon, QRectF(theme.px(7), (self.height() - side) / 2, side, side), ink)
        x = theme.px(7) + side + theme.px(6)
        font = theme.font(TypeRole.SMALL, Weight.MEDIUM if self._alarm else Weight.REGULAR)
        paint_text(painter, QRectF(x, 0, self.width() - x, self.height()), self._text, font, ink)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()).adjusted(0, 2, 0, -2), theme.px(Radius.SMALL))
        painter.end()


class StatusBar(QWidget):
    """Left: who, where, mine, queue. Right: record, backup. A problem turns its words into a state colour.

    It has as many lines as its words need, so that nothing is cut: one as a rule, more where the text is large or a call adds to it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._parts: dict[str, StatusPart] = {}
        follow_theme(self, self._arrange)

    def set_part(self, name: str, icon: str, text: str, *, right: bool = False, alarm: Alarm = "") -> None:
        """Show a part, change it, or with an empty text hide it."""
        part = self._parts.get(name)
        if part is None:
            part = StatusPart(name, icon, right=right, parent=self)
            self._parts[name] = part
        wide = part.sizeHint().width() if part.isVisibleTo(self) else 0
        part.set_text(text, icon, alarm)
        part.setVisible(bool(text))
        # The call tells its time each second; its digits are of one width.
        if wide != (part.sizeHint().width() if text else 0):
            self._arrange()

    def text_of(self, name: str) -> str:
        part = self._parts.get(name)
        return part.text() if part is not None else ""

    def clear(self) -> None:
        for part in self._parts.values():
            part.set_text("", "info", "")
            part.hide()
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(100), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _arrange(self) -> None:
        """Put the parts on one line, those of the right at its end; where that is too little, on as many lines as they need."""
        px = current().px
        edge, gap = px(EDGE), px(GAP)
        lines = list(self._lines(self.width() - 2 * edge, gap))
        tall = px(Size.STATUS_BAR if len(lines) <= 1 else LINE_OF_SEVERAL)
        for at, line in enumerate(lines):
            x = edge
            for part in line:
                wide = min(part.sizeHint().width(), self.width() - x - edge)
                if part.is_right and len(lines) == 1:
                    rest = line[line.index(part) :]
                    x = max(x, self.width() - edge - sum(one.sizeHint().width() for one in rest) - gap * (len(rest) - 1))
                part.setGeometry(x, at * tall + 1, wide, tall - 1)
                x += wide + gap
        self.setFixedHeight(tall * max(1, len(lines)))
        self.update()

    def _lines(self, room: int, gap: int) -> Iterator[list[StatusPart]]:
        shown = [part for part in self._parts.values() if part.isVisibleTo(self)]
        line: list[StatusPart] = []
        taken = 0
        for part in sorted(shown, key=lambda one: one.is_right):
            wide = part.sizeHint().width()
            if line and taken + gap + wide > room:
                yield line
                line, taken = [], 0
            taken += wide + (gap if line else 0)
            line.append(part)
        if line:
            yield line

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        hairline(painter, 0, 0, self.width(), theme.color("line_strong"))
        painter.end()
