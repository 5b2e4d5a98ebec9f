"""A bar chart that stands on its axis: amounts in the accent, states in their colour, hatch for what is extended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.painted_text import CENTER, RIGHT, paint_text
from caseapp.ui.widgets.strokes import focus_ring, hairline, hatch, rounded

TICK_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar.

    Attributes:
        label: words under it; empty for bars between two labels.
        spoken: words for those who hear it (``day 35 to 40``).
        color: token of its fill.
        hatched: pattern as well as colour.
        is_marked: its amount stands over it.
    """

    label: str
    value: int
    spoken: str = ""
    color: str = "accent"
    hatched: bool = False
    is_marked: bool = False


class BarChart(QWidget):
    """Bars over a zero line. Its table is one key away, on the page that shows it."""

    def __init__(self, *, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = title
        self._bars: tuple[Bar, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_bars(())
        follow_theme(self, self.update)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        spoken = ", ".join(f"{bar.spoken or bar.label} {bar.value}" for bar in self._bars if bar.value)
        self.setAccessibleName(f"{self._title}: {spoken}" if spoken else self._title)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(420), current().px(240))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(220), current().px(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        tiny = theme.font(TypeRole.TINY)
        plot = QRectF(px(34), px(16), self.width() - px(38), self.height() - px(40))
        top = max((bar.value for bar in self._bars), default=0)
        step = next((s for s in TICK_STEPS if s * 4 >= top), TICK_STEPS[-1])
        limit = step * 4
        for n in range(5):
            y = plot.bottom() - plot.height() * n / 4
            hairline(painter, plot.left(), y, plot.width(), theme.color("line" if n else "control"))
            words = f"{n * step:,}"
            paint_text(painter, QRectF(0, y - px(8), px(28), px(16)), words, tiny, theme.color("ink_2"), RIGHT, may_shorten=False)
        if self._bars:
            self._paint_bars(painter, plot, limit)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), px(4))
        painter.end()

    def _paint_bars(self, painter: QPainter, plot: QRectF, limit: int) -> None:
        theme = current()
        px = theme.px
        room = plot.width() / len(self._bars)
        for index, bar in enumerate(self._bars):
            height = plot.height() * bar.value / limit
            box = QRectF(plot.left() + index * room + room * 0.08, plot.bottom() - height, room * 0.84, height)
            fill = theme.color(bar.color)
            if bar.hatched:
                painter.fillRect(box, theme.color("surface"))
                hatch(painter, box, fill, gap=5, width=2)
            elif height > 0:
                rounded(painter, box, min(px(2), height / 2), fill)
            if bar.is_marked and bar.value:
                over = QRectF(box.left() - room, box.top() - px(17), box.width() + 2 * room, px(16))
                font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
                paint_text(painter, over, str(bar.value), font, theme.color("ink_1"), CENTER, may_shorten=False)
            if bar.label:
                below = QRectF(box.left() - room, plot.bottom() + px(5), box.width() + 2 * room, px(16))
                paint_text(painter, below, bar.label, theme.font(TypeRole.TINY), theme.color("ink_2"), CENTER, may_shorten=False)
