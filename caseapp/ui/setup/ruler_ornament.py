"""The day ruler as the only ornament of the locked window: day 0 to day 45, and to day 90 if extended."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.painted_text import LEFT, RIGHT, paint_text, text_width
from caseapp.ui.widgets.strokes import vertical_hairline

DAYS, ANSWER_DAY, TALL_EVERY = 90, 45, 5


class RulerOrnament(QWidget):
    """A line from left to right: solid to day 45, dotted to day 90."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(current().px(600), current().px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        base = self.height() - px(3)
        last = self.width() - 2

        def x_of(day: int) -> int:
            return round(last * day / DAYS)

        for day in range(1, DAYS):
            tall = day % TALL_EVERY == 0
            length = px(20) if tall else px(11)
            ink = "ink_3" if tall else "control" if theme.is_dark else "line_strong"
            vertical_hairline(painter, x_of(day), base - length, length, theme.color(ink))
        accent = theme.color("accent")
        for day in (0, ANSWER_DAY, DAYS):
            vertical_hairline(painter, x_of(day), 0, self.height(), accent, 2)
        painter.fillRect(QRectF(0, base, x_of(ANSWER_DAY), max(2, px(2))), accent)
        pen = QPen(theme.color("ink_3"), max(1.5, px(1.5)), Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawLine(QPointF(x_of(ANSWER_DAY) + px(4), base + 1), QPointF(last, base + 1))
        self._labels(painter, x_of(ANSWER_DAY), last)
        painter.end()

    def _labels(self, painter: QPainter, middle: int, last: int) -> None:
        theme = current()
        gap = theme.px(8)
        height = theme.px(17)
        font = theme.font(TypeRole.SMALL, Weight.MEDIUM)
        ink = theme.color("ink_2")
        answered, extended = self.tr("answered by day 45"), self.tr("day 90, if extended")
        paint_text(painter, QRectF(gap, 0, middle - gap, height), self.tr("received"), font, ink, LEFT)
        paint_text(painter, QRectF(middle + gap, 0, last - middle - gap, height), answered, font, ink, LEFT)
        if text_width(answered, font) + text_width(extended, font) + 4 * gap < last - middle:
            paint_text(painter, QRectF(middle, 0, last - middle - gap, height), extended, font, ink, RIGHT)
