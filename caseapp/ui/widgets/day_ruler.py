"""The day ruler: the line from the day of receipt to day 45, or 90, with everything that lies on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui import qt_dates
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, vertical_hairline

TAIL_SHARE = 0.22
"""The days that count only if extended take this share of the width: the days that count now need the room."""

LABEL_GAP = 8
"""Two labels come no closer than this; the less urgent one is left out."""

TICKS_MAX = 140
"""A longer line has ticks only every fifth day."""

_Place = Callable[[date], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulerData:
    """Legal dates of one request in the business zone.

    Attributes:
        received_on: day 0.
        plan_by_on: the planned day, which leads; last_day_on: the outer legal day.
        mail_by_on: the last day to post the answer, when it is posted.
        extended_last_on: the last day if extended, or None when it cannot be.
        confirm_by_on: when receipt has to be confirmed; confirmed_on: when it was.
        answered_on: day the answer left; the line then ends there.
        is_extended: the extension is in force, so the line is solid up to `last_day_on`.
    """

    received_on: date
    today: date
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None = None
    extended_last_on: date | None = None
    confirmed_on: date | None = None
    confirm_by_on: date | None = None
    state: PillState = PillState.ON_TRACK
    answered_on: date | None = None
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    """A label that wants to stand at `x`; a smaller rank is more urgent."""

    text: str
    x: float
    rank: int
    ink: str
    heavy: bool
    anchor: float = 0.5
    tick: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels: even up to `knee`, and tighter on the tail from there to `total`."""

    left: float
    width: float
    knee: int
    total: int

    def x(self, day: float) -> float:
        day = max(0.0, min(float(self.total), day))
        if self.knee >= self.total:
            return self.left + self.width * day / self.total
        head = self.width * (1 - TAIL_SHARE)
        if day <= self.knee:
            return self.left + head * day / self.knee
        return self.left + head + self.width * TAIL_SHARE * (day - self.knee) / (self.total - self.knee)


def _scale(data: RulerData, left: float, width: float) -> _Scale:
    def day_of(day: date) -> int:
        return (day - data.received_on).days

    last_day = max(1, day_of(data.last_day_on))
    end = day_of(data.answered_on or data.today)
    knee = max(last_day, end)
    total = knee
    if data.extended_last_on is not None and not data.is_extended:
        total = max(knee, day_of(data.extended_last_on))
    # A tail of a few days needs no tighter scale.
    return _Scale(left, width, knee if (total - knee) > total * TAIL_SHARE else total, total)


class DayRuler(QWidget):
    """Ticks a day, taller every fifth; solid = elapsed, state colour = left, dotted = only if extended.

    Labels above are facts, labels below are day numbers and the day to mail by; they never touch.

    Signals:
        asked: it was clicked, or Enter was pressed on it: why are these dates what they are?
    """

    asked = Signal()

    def __init__(
        self, data: RulerData | None = None, *, name: str = "day_ruler", asks: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._data: RulerData | None = None
        self.asks = asks
        if asks:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.left_out: tuple[str, ...] = ()
        if data is not None:
            self.set_ruler(data)
        else:
            self.setAccessibleName(self.tr("Day ruler"))
        follow_theme(self, self._resize)

    def set_ruler(self, data: RulerData) -> None:
        """Show other dates."""
        self._data = data
        self.setAccessibleName(self._spoken(data))
        self.setToolTip(self.tr("{dates}. Click to read why.").format(dates=self._spoken(data)) if self.asks else self._spoken(data))
        self.update()

    def clear(self) -> None:
        self._data = None
        self.setAccessibleName(self.tr("Day ruler"))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.asks and self._data is not None and event.button() == Qt.MouseButton.LeftButton:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self.asks and self._data is not None and is_plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().px(480), current().px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(66))

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()

    def _spoken(self, data: RulerData) -> str:
        parts = [
            self.tr("Received {date}").format(date=qt_dates.full_date(data.received_on)),
            self.tr("today is day {day}").format(day=(data.today - data.received_on).days),
            self.tr("planned by {date}").format(date=qt_dates.full_date(data.plan_by_on)),
            self.tr("last day {date}, day {day}").format(
                date=qt_dates.full_date(data.last_day_on), day=(data.last_day_on - data.received_on).days
            ),
        ]
        if data.confirmed_on is not None:
            parts.append(self.tr("receipt confirmed {date}").format(date=qt_dates.full_date(data.confirmed_on)))
        elif data.confirm_by_on is not None:
            parts.append(self.tr("confirm receipt by {date}").format(date=qt_dates.full_date(data.confirm_by_on)))
        if data.mail_by_on is not None:
            parts.append(self.tr("mail by {date}").format(date=qt_dates.full_date(data.mail_by_on)))
        if data.extended_last_on is not None and not data.is_extended:
            parts.append(self.tr("if extended, {date}").format(date=qt_dates.full_date(data.extended_last_on)))
        return ", ".join(parts)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._data is not None:
            self._paint(painter, self._data)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), current().px(4))
        painter.end()

    def _paint(self, painter: QPainter, data: RulerData) -> None:
        theme = current()
        px = theme.px
        scale = _scale(data, 1.0, self.width() - 2.0)
        line = px(38)

        def x_of(day: date) -> float:
            return scale.x(float((day - data.received_on).days))

        self._ticks(painter, scale, line, data)
        state = theme.color(data.state.value)
        end = data.answered_on or data.today
        self._lines(painter, data, x_of, line, state)
        bottom = line + px(8)
        if data.confirm_by_on is not None and data.confirmed_on is None:
            tall = px(14)
            vertical_hairline(painter, x_of(data.confirm_by_on), line - tall, tall + px(5), state, 2)
        if data.mail_by_on is not None and data.answered_on is None:
            vertical_hairline(painter, x_of(data.mail_by_on), line, px(9), state)
        if data.plan_by_on != data.last_day_on and data.answered_on is None:
            vertical_hairline(painter, x_of(data.plan_by_on), line - px(9), px(9), state, 2)
        vertical_hairline(painter, x_of(data.last_day_on) - 1, line - px(15), px(15) + px(6), state, 2)
        self._dot(painter, x_of(end), line)
        self._labels(painter, self._above(data, x_of), px(10))
        self._labels(painter, self._below(data, x_of), bottom + px(11), tiny=True)

    def _ticks(self, painter: QPainter, scale: _Scale, line: int, data: RulerData) -> None:
        theme = current()
        px = theme.px
        small, tall, business = theme.color("line_strong"), theme.color("control"), theme.color("ink_1")
        confirm_day = (data.confirm_by_on - data.received_on).days if data.confirm_by_on is not None else -1
        for day in range(scale.total + 1):
            x = scale.x(day)
            if day == confirm_day and data.confirmed_on is not None:
                vertical_hairline(painter, x, line - px(12), px(10), business)
            elif day > scale.knee:
                if day % 5 == 0:
                    vertical_hairline(painter, x, line - px(7), px(5), small)
            elif day % 5 == 0:
                vertical_hairline(painter, x, line - px(11), px(9), tall)
            elif scale.total <= TICKS_MAX:
                vertical_hairline(painter, x, line - px(7), px(5), small)

    def _lines(self, painter: QPainter, data: RulerData, x_of: _Place, line: int, state: QColor) -> None:
        theme = current()
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(3.0, px(3))

        def stroke(start: float, stop: float, ink: QColor) -> None:
            painter.setPen(QPen(ink, thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QPointF(start, line), QPointF(stop, line))

        end = data.answered_on or data.today
        elapsed = theme.color("ink_2")
        stroke(x_of(data.received_on), x_of(min(end, data.last_day_on)), elapsed)
        if data.answered_on is None and end < data.last_day_on:
            stroke(x_of(end), x_of(data.last_day_on), state)
        elif end > data.last_day_on:
            stroke(x_of(data.last_day_on), x_of(end), theme.color("overdue"))
        if data.extended_last_on is not None and not data.is_extended and data.extended_last_on > max(end, data.last_day_on):
            pen = QPen(theme.color("control"), max(1.5, px(1.5)))
            pen.setDashPattern([3, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(x_of(max(end, data.last_day_on)), line), QPointF(x_of(data.extended_last_on), line))
        painter.restore()

    def _dot(self, painter: QPainter, x: float, line: int) -> None:
        theme = current()
        px = theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().window() if self.testAttribute(Qt.WidgetAttribute.WA_StyledBackground) else theme.color("surface"))
        x = max(px(5), min(self.width() - px(5), x))
        painter.drawEllipse(QPointF(x, line), px(7.5), px(7.5))
        painter.setBrush(theme.color("ink_1"))
        painter.drawEllipse(QPointF(x, line), px(5), px(5))
        painter.restore()

    def _above(self, data: RulerData, x_of: _Place) -> list[_Label]:
        state = data.state.value
        labels = []
        day = (data.today - data.received_on).days
        if data.answered_on is not None:
            text = self.tr("Answered {date}, day {day}").format(
                date=qt_dates.short_date(data.answered_on), day=(data.answered_on - data.received_on).days
            )
            labels.append(_Label(text, x_of(data.answered_on), 0, "ink_1", True))
        elif day == 0:
            labels.append(_Label(self.tr("Today"), x_of(data.today), 1, "ink_1", True, 0.0))
        else:
            labels.append(_Label(self.tr("Today, day {day}").format(day=day), x_of(data.today), 1, "ink_1", True))
        if data.answered_on is None:
            text = self.tr("Last day {date}").format(date=qt_dates.short_date(data.last_day_on))
            if day == 0:
                text = self.tr("Plan by {date}").format(date=qt_dates.day_date(data.plan_by_on))
            labels.append(_Label(text, x_of(data.last_day_on), 0, state, True))
        if data.confirmed_on is not None:
            text = self.tr("Confirmed {date}").format(date=qt_dates.short_date(data.confirmed_on))
            if data.confirm_by_on is not None:
                text = self.tr("Confirmed {date}, due {due}").format(
                    date=qt_dates.short_date(data.confirmed_on), due=qt_dates.short_date(data.confirm_by_on)
                )
            labels.append(_Label(text, x_of(data.confirm_by_on or data.confirmed_on), 3, "ink_2", False, tick=True))
        elif data.confirm_by_on is not None and data.answered_on is None:
            text = self.tr("Confirm by {date}").format(date=qt_dates.day_date(data.confirm_by_on))
            labels.append(_Label(text, x_of(data.confirm_by_on), 2, state, True))
        if day > 0:
            text = self.tr("Received {date}").format(date=qt_dates.short_date(data.received_on))
            labels.append(_Label(text, x_of(data.received_on), 4, "ink_2", False, 0.0))
        return labels

    def _below(self, data: RulerData, x_of: _Place) -> list[_Label]:
        labels = []
        last_day = (data.last_day_on - data.received_on).days
        today = (data.today - data.received_on).days
        zero = self.tr("day {day}").format(day=0) if today == 0 else "0"
        labels.append(_Label(zero, x_of(data.received_on), 4, "ink_2", False, 0.0))
        number = self.tr("day {day}").format(day=last_day) if today == 0 else str(last_day)
        labels.append(_Label(number, x_of(data.last_day_on), 1, "ink_2", False))
        if data.mail_by_on is not None and data.answered_on is None:
            text = self.tr("Mail by {date}").format(date=qt_dates.day_date(data.mail_by_on))
            labels.append(_Label(text, x_of(data.mail_by_on), 0, data.state.value, True, 0.9))
        if data.confirm_by_on is not None:
            labels.append(_Label(self.tr("10 business days"), x_of(data.confirm_by_on), 2, "ink_2", False))
        if data.extended_last_on is not None and not data.is_extended:
            text = self.tr("Day {day}, if extended").format(day=(data.extended_last_on - data.received_on).days)
            labels.append(_Label(text, x_of(data.extended_last_on), 3, "ink_2", False, 1.0))
        return labels

    def _labels(self, painter: QPainter, labels: list[_Label], middle: float, *, tiny: bool = False) -> None:
        """Paint labels by urgency; one that would come nearer than the gap to a placed one is moved aside or left out."""
        theme = current()
        px = theme.px
        placed: list[tuple[float, float]] = []
        left_out: list[str] = []
        tick_room = px(16)
        for label in sorted(labels, key=lambda one: one.rank):
            role = TypeRole.TINY if tiny else TypeRole.SMALL
            font: QFont = theme.font(role, Weight.SEMIBOLD if label.heavy else Weight.REGULAR)
            wide = text_width(label.text, font) + (tick_room if label.tick else 0) + 1
            start = min(max(0.0, label.x - wide * label.anchor), self.width() - wide)
            x = self._free_place(start, wide, label, placed)
            if x is None:
                left_out.append(label.text)
                continue
            placed.append((x, x + wide))
            box_top = middle - px(9)
            if label.tick:
                side = px(10)
                paint_shape(painter, PillState.CLOSED, QRectF(x, middle - side / 2, side, side), theme.color("on_track"))
                x += tick_room
            paint_text(painter, QRectF(x, box_top, wide, px(18)), label.text, font, theme.color(label.ink), may_shorten=False)
        self.left_out = tuple(left_out)

    def _free_place(self, start: float, wide: float, label: _Label, placed: list[tuple[float, float]]) -> float | None:
        gap = current().px(LABEL_GAP)

        def is_free(at: float) -> bool:
            inside = at >= 0 and at + wide <= self.width()
            return inside and all(at + wide + gap <= a or at >= b + gap for a, b in placed)

        if is_free(start):
            return start
        # A label may slide along as long as it still stands over its day.
        for at in (*(a - gap - wide for a, _ in placed), *(b + gap for _, b in placed)):
            if is_free(at) and at - current().px(30) <= label.x <= at + wide + current().px(30):
                return at
        return None
