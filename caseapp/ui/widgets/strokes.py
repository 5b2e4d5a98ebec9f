"""Hairlines, rings and filled boxes, drawn on whole pixels so that they stay sharp at every scale."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Size


def hairline(painter: QPainter, x: float, y: float, width: float, color: QColor) -> None:
    """Draw a horizontal line, one pixel high."""
    painter.fillRect(QRectF(round(x), round(y), round(width), 1), color)


def vertical_hairline(painter: QPainter, x: float, y: float, height: float, color: QColor, width: int = 1) -> None:
    """Draw a vertical line."""
    painter.fillRect(QRectF(round(x), round(y), width, round(height)), color)


def rounded(
    painter: QPainter, box: QRectF, radius: float, fill: QColor | None = None, edge: QColor | None = None, width: float = 1.0
) -> None:
    """Draw a box with round corners; its edge lies inside the box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    if edge is not None:
        painter.setPen(QPen(edge, width))
        box = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, box: QRectF | QRect, radius: float) -> None:
    """Draw the one ring: 2 px of the accent, inside the box, so that nothing moves."""
    rounded(painter, QRectF(box), radius, edge=current().color("accent"), width=Size.FOCUS_RING)


def hatch(painter: QPainter, box: QRectF, color: QColor, gap: int = 4, width: float = 1.0) -> None:
    """Fill a box with thin strokes from lower left to upper right."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, width))
    x = box.left() - box.height()
    # Strokes start on one grid for the whole screen, so that neighbouring boxes do not show a seam.
    x -= (x + box.bottom()) % gap
    while x < box.right():
        painter.drawLine(round(x), round(box.bottom()), round(x + box.height()), round(box.top()))
        x += gap
    painter.restore()


class Rule(QFrame):
    """A hairline between two groups of a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rule")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("line"))
        painter.end()
