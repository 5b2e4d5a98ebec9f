"""A box for a thing of its own: a chart, a table."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Radius
from caseapp.ui.widgets.strokes import rounded


class Card(QWidget):
    """Parts one under another on the surface, with a hairline around them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), theme.px(Radius.CARD), theme.color("surface"), theme.color("line"))
        painter.end()
