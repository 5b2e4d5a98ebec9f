"""Open requests by age: bars of five days that stand on the day ruler, with the lines of day 45 and day 90."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.services.report_sheet import DAYS_A_BAR, LAST_DAY_OF_CHART, AgeBar
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, TypeRole, Weight
from caseapp.ui.widgets.bar_chart import TICK_STEPS
from caseapp.ui.widgets.painted_text import CENTER, LEFT, RIGHT, paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline, hatch, rounded, vertical_hairline

ANSWER_DAY = 45
LATE_WINDOW_FROM = 36
GRID_LINES = 4
TICK_EVERY = 15


class AgeChart(QWidget):
    """The chart. Its table is one key away, on the page that shows it."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._bars: tuple[AgeBar, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_bars(())
        follow_theme(self, self.updateGeometry)

    def set_bars(self, bars: Sequence[AgeBar]) -> None:
        self._bars = tuple(bars)
        parts = [self.tr("{days}: {count}").format(days=age_words(self, bar), count=bar.open) for bar in self._bars if bar.open]
        spoken = ", ".join(parts) if parts else self.tr("nothing is open")
        self.setAccessibleName(self.tr("Open requests by age: {ages}").format(ages=spoken))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(400), current().px(280))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(300), current().px(220))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        legend = self._legend(painter)
        plot = QRectF(px(30), legend + px(22), self.width() - px(36), self.height() - legend - px(22) - px(30))
        limit = self._grid(painter, plot)
        room = plot.width() / (LAST_DAY_OF_CHART // DAYS_A_BAR + 1)
        for at, bar in enumerate(self._bars):
            self._bar(painter, QRectF(plot.left() + at * room, plot.top(), room, plot.height()), bar, limit)
        self._ruler(painter, plot, room)
        for words, box, color in self.amounts(plot, room, limit):
            painter.fillRect(box, theme.color("surface"))
            paint_text(painter, box, words, theme.font(TypeRole.TINY, Weight.SEMIBOLD), theme.color(color), CENTER, may_shorten=False)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), px(Radius.SMALL))
        painter.end()

    def _legend(self, painter: QPainter) -> float:
        theme = current()
        px = theme.px
        font = theme.font(TypeRole.SMALL)
        x, y = 0.0, 0.0
        side = px(10)
        for words, color, hatched in (
            (self.tr("first 35 days"), "accent", False),
            (self.tr("36 to 45"), "chart_late_window", False),
            (self.tr("extended"), "extended", True),
            (self.tr("late"), "overdue", False),
        ):
            wide = side + px(6) + text_width(words, font)
            if x and x + wide > self.width():
                x, y = 0.0, y + px(18)
            box = QRectF(x + px(4), y + px(4), side, side)
            if hatched:
                hatch(painter, box, theme.color(color), gap=4, width=2)
            else:
                rounded(painter, box, px(2), theme.color(color))
            paint_text(painter, QRectF(box.right() + px(6), y, wide, px(18)), words, font, theme.color("ink_2"), LEFT, may_shorten=False)
            x += wide + px(16)
        return y + px(18)

    def _grid(self, painter: QPainter, plot: QRectF) -> int:
        theme = current()
        px = theme.px
        tiny = theme.font(TypeRole.TINY)
        top = max((bar.open for bar in self._bars), default=0)
        step = next((s for s in TICK_STEPS if s * GRID_LINES > top), TICK_STEPS[-1])
        for line in range(GRID_LINES + 1):
            y = plot.bottom() - plot.height() * line / GRID_LINES
            hairline(painter, plot.left(), y, plot.width(), theme.color("line" if line else "control"))
            words = f"{line * step:,}"
            paint_text(painter, QRectF(0, y - px(8), px(24), px(16)), words, tiny, theme.color("ink_2"), RIGHT, may_shorten=False)
        return step * GRID_LINES

    def _bar(self, painter: QPainter, room: QRectF, bar: AgeBar, limit: int) -> None:
        if not bar.open:
            return
        theme = current()
        px = theme.px
        late = min(bar.late, bar.open)
        extended = min(bar.extended, bar.open - late)
        parts = (
            (bar.open - late - extended, "chart_late_window" if _in_late_window(bar) else "accent", False),
            (extended, "extended", True),
            (late, "overdue", False),
        )
        bottom = room.bottom()
        for value, color, hatched in parts:
            height = room.height() * value / limit
            box = QRectF(room.left() + room.width() * 0.08, bottom - height, room.width() * 0.84, height)
            if value and hatched:
                painter.fillRect(box, theme.color("extended_tint"))
                hatch(painter, box, theme.color(color), gap=5, width=2)
            elif value:
                rounded(painter, box, min(px(2), height / 2), theme.color(color))
            bottom -= height

    def amounts(self, plot: QRectF, room: float, limit: int) -> list[tuple[str, QRectF, str]]:
        """Return the amounts that matter, each with its place over its bar and its ink: what is late, the most, what soon may be late.

        They never touch: the more urgent has its place first, one without room for its words keeps its number, and one without
        room for that goes; the table has it. No amount of a late bar crosses the line of the last day.
        """
        theme = current()
        px = theme.px
        font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
        highest = max((bar.open for bar in self._bars), default=0)
        wanted = [(at, bar) for at, bar in enumerate(self._bars) if bar.open and (bar.late or bar.open == highest or _in_late_window(bar))]
        wanted.sort(key=lambda one: (not one[1].late, one[1].open != highest))
        placed: list[tuple[str, QRectF, str]] = []
        for at, bar in wanted:
            tries = [self.tr("{count} late").format(count=bar.late), f"{bar.late:,}"] if bar.late else [f"{bar.open:,}"]
            for words in tries:
                wide = text_width(words, font) + px(4)
                left = plot.left() + (at + 0.5) * room - wide / 2
                if bar.first_day > ANSWER_DAY:
                    left = max(left, plot.left() + ANSWER_DAY * room / DAYS_A_BAR + px(2))
                top = plot.bottom() - plot.height() * bar.open / limit
                box = QRectF(min(left, self.width() - wide), top - px(17), wide, px(15))
                if not any(box.intersects(other) for _, other, _ in placed):
                    placed.append((words, box, "overdue" if bar.late else "ink_1"))
                    break
        return placed

    def _ruler(self, painter: QPainter, plot: QRectF, room: float) -> None:
        theme = current()
        px = theme.px
        tiny = theme.font(TypeRole.TINY)
        day_width = room / DAYS_A_BAR
        for day in range(LAST_DAY_OF_CHART + 1):
            tall = px(7) if day % DAYS_A_BAR == 0 else px(4)
            vertical_hairline(painter, plot.left() + day * day_width, plot.bottom() + 1, tall, theme.color("control"))
            if day % TICK_EVERY == 0 and day < LAST_DAY_OF_CHART:
                box = QRectF(plot.left() + day * day_width - px(20), plot.bottom() + px(9), px(40), px(16))
                paint_text(painter, box, str(day), tiny, theme.color("ink_2"), CENTER, may_shorten=False)
        older = QRectF(plot.right() - 3 * room, plot.bottom() + px(9), 3 * room + px(4), px(16))
        words = self.tr("over {day}").format(day=LAST_DAY_OF_CHART)
        paint_text(painter, older, words, tiny, theme.color("ink_2"), RIGHT, may_shorten=False)
        for day, color, align in ((ANSWER_DAY, "ten_days", LEFT), (LAST_DAY_OF_CHART, "extended", RIGHT)):
            x = plot.left() + day * day_width
            vertical_hairline(painter, x, plot.top() - px(18), plot.height() + px(18), theme.color(color), width=2)
            words = self.tr("day {day}").format(day=day)
            font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
            wide = text_width(words, font)
            left = x + px(6) if align == LEFT else x - px(6) - wide
            box = QRectF(left, plot.top() - px(19), wide, px(16))
            paint_text(painter, box, words, font, theme.color(color), LEFT, may_shorten=False)


def _in_late_window(bar: AgeBar) -> bool:
    return bar.first_day >= LATE_WINDOW_FROM and bar.last_day is not None and bar.last_day <= ANSWER_DAY


def age_words(owner: QWidget, bar: AgeBar) -> str:
    """Return ``day 36 to 40``, or ``older than day 90``."""
    if bar.last_day is None:
        return owner.tr("older than day {day}").format(day=bar.first_day - 1)
    return owner.tr("day {first} to {last}").format(first=bar.first_day, last=bar.last_day)
