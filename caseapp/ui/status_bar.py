"""The status bar: words with small icons. Each part can be reached with F6 and Tab."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline

Alarm = Literal["", "overdue", "three_days", "ten_days"]

TWO_LINES_PERCENT = 130


class StatusPart(QWidget):
    """One fact of the status bar."""

    def __init__(self, name: str, icon: str) -> None:
        super().__init__()
        self._text = ""
        self._icon = icon
        self._alarm: Alarm = ""
        self.setObjectName(f"status_{name}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Expanding)
        follow_theme(self, self.updateGeometry)

    def set_text(self, text: str, icon: str, alarm: Alarm) -> None:
        self._text = text
        self._icon = icon
        self._alarm = alarm
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if text else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        theme = current()
        width = text_width(self._text, theme.font(TypeRole.SMALL, Weight.MEDIUM)) + theme.px(Size.ICON_SMALL + 6 + 14)
        return QSize(round(width) + 1, theme.px(Size.STATUS_BAR) - 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(40), self.sizeHint().height())

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
    """Left: who, where, mine, queue. Right: record, backup. A problem turns its words into a state colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self._parts: dict[str, StatusPart] = {}
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        self._left.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.addLayout(self._left)
        row.addLayout(self._right)
        self._row = row
        follow_theme(self, self._dress)

    def set_part(self, name: str, icon: str, text: str, *, right: bool = False, alarm: Alarm = "") -> None:
        """Show a part, change it, or with an empty text hide it."""
        part = self._parts.get(name)
        if part is None:
            part = StatusPart(name, icon)
            self._parts[name] = part
            (self._right if right else self._left).addWidget(part)
        part.set_text(text, icon, alarm)
        part.setVisible(bool(text))

    def text_of(self, name: str) -> str:
        part = self._parts.get(name)
        return part.text() if part is not None else ""

    def clear(self) -> None:
        for part in self._parts.values():
            part.set_text("", "info", "")
            part.hide()

    def _dress(self) -> None:
        px = current().px
        # Large text needs two lines, else the words of a problem would be cut.
        in_two = current().text_percent > TWO_LINES_PERCENT
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if in_two else QBoxLayout.Direction.LeftToRight)
        self._right.setAlignment(Qt.AlignmentFlag.AlignLeft if in_two else Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(px(Size.STATUS_BAR) * (2 if in_two else 1))
        self._row.setContentsMargins(px(7), 1, px(7), 0)
        self._left.setSpacing(px(4))
        self._right.setSpacing(px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        hairline(painter, 0, 0, self.width(), theme.color("line_strong"))
        painter.end()
