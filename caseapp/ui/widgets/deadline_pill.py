"""The deadline pill: a drawn shape and words; colour is only the third sign.

Painting is a plain function, so that delegates, headers and form checks draw the same pill.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import rounded

translate = QCoreApplication.translate

SOON_DAYS = 3
NEAR_DAYS = 10


class PillState(StrEnum):
    """The seven states there are; each has its own shape."""

    OVERDUE = "overdue"
    THREE_DAYS = "three_days"
    TEN_DAYS = "ten_days"
    ON_TRACK = "on_track"
    WAITING = "waiting"
    EXTENDED = "extended"
    CLOSED = "closed"


FILLED_IN_LISTS = frozenset({PillState.OVERDUE, PillState.THREE_DAYS})
"""Only the urgent ones are filled in a list, so that a calm day looks calm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A state and its words."""

    state: PillState
    text: str


def pill_for(
    today: date, *, plan_by_on: date | None, last_day_on: date | None, is_extended: bool = False, is_waiting: bool = False,
    received_on: date | None = None, closed_on: date | None = None,
) -> Pill:  # fmt: skip
    """Say how a deadline stands.

    The plan day leads; "Overdue" only after the last day; between the two the words say that the plan day passed.
    """
    if closed_on is not None or plan_by_on is None or last_day_on is None:
        if closed_on is not None and received_on is not None:
            return Pill(
                state=PillState.CLOSED, text=translate("DeadlinePill", "Closed day {day}").format(day=(closed_on - received_on).days)
            )
        return Pill(
            state=PillState.CLOSED,
            text=translate("DeadlinePill", "Closed") if closed_on is not None else translate("DeadlinePill", "Nothing due"),
        )
    if today > last_day_on:
        return Pill(state=PillState.OVERDUE, text=translate("DeadlinePill", "Overdue {days} d").format(days=(today - last_day_on).days))
    if today > plan_by_on:
        left = (last_day_on - today).days
        text = (
            translate("DeadlinePill", "Last day today")
            if left == 0
            else translate("DeadlinePill", "Plan day passed, {days} d left").format(days=left)
        )
        return Pill(state=PillState.THREE_DAYS, text=text)
    left = (plan_by_on - today).days
    words = translate("DeadlinePill", "Due today") if left == 0 else translate("DeadlinePill", "{days} d left").format(days=left)
    if left <= SOON_DAYS:
        return Pill(state=PillState.THREE_DAYS, text=words)
    if is_waiting:
        return Pill(state=PillState.WAITING, text=translate("DeadlinePill", "Waiting, {words}").format(words=words))
    if is_extended:
        return Pill(state=PillState.EXTENDED, text=translate("DeadlinePill", "Ext. {words}").format(words=words))
    return Pill(state=PillState.TEN_DAYS if left <= NEAR_DAYS else PillState.ON_TRACK, text=words)


def paint_shape(painter: QPainter, state: PillState, box: QRectF, color: QColor) -> None:
    """Draw the shape of a state in a square box."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    x, y, side = box.x(), box.y(), box.width()

    def at(across: float, down: float) -> QPointF:
        return QPointF(x + side * across, y + side * down)

    pen = QPen(color, max(1.4, side * 0.16))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if state is PillState.OVERDUE:
        painter.drawPolygon(QPolygonF([at(0.5, 0.0), at(1.06, 1.0), at(-0.06, 1.0)]))
    elif state is PillState.THREE_DAYS:
        painter.drawPolygon(QPolygonF([at(0.5, -0.06), at(1.06, 0.5), at(0.5, 1.06), at(-0.06, 0.5)]))
    elif state is PillState.TEN_DAYS:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = box.adjusted(0.7, 0.7, -0.7, -0.7)
        painter.drawEllipse(ring)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPie(ring, 90 * 16, 180 * 16)
    elif state is PillState.ON_TRACK:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.7, 0.7, -0.7, -0.7))
    elif state is PillState.WAITING:
        path = QPainterPath()
        path.addPolygon(QPolygonF([at(0.1, 0.0), at(0.9, 0.0), at(0.5, 0.55)]))
        path.addPolygon(QPolygonF([at(0.1, 1.0), at(0.9, 1.0), at(0.5, 0.45)]))
        path.setFillRule(Qt.FillRule.WindingFill)
        painter.drawPath(path)
        painter.setPen(pen)
        painter.drawLine(at(0.05, 0.02), at(0.95, 0.02))
        painter.drawLine(at(0.05, 0.98), at(0.95, 0.98))
    elif state is PillState.EXTENDED:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.6, 0.6, -0.6, -0.6))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        inset = side * 0.3
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    else:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([at(0.02, 0.56), at(0.36, 0.88), at(0.98, 0.16)]))
    painter.restore()


def pill_width(text: str, *, filled: bool, role: TypeRole = TypeRole.SMALL) -> float:
    """Width a pill takes; reserve it before the name beside it is shortened."""
    theme = current()
    shape = theme.px(10) + theme.px(6)
    return shape + text_width(text, theme.font(role, _weight(filled))) + (theme.px(16) if filled else 0) + 1


def paint_pill(painter: QPainter, pill: Pill, right: float, middle: float, *, filled: bool, height: int = Size.PILL_LIST,
               role: TypeRole = TypeRole.SMALL) -> QRectF:  # fmt: skip
    """Paint a pill that ends at `right` and is centred on `middle`; return the box it took."""
    theme = current()
    ink = theme.color(pill.state.value)
    width = pill_width(pill.text, filled=filled, role=role)
    tall = theme.px(height)
    box = QRectF(right - width, middle - tall / 2, width, tall)
    x = box.left()
    if filled:
        rounded(painter, box, tall / 2, theme.color(f"{pill.state.value}_tint"))
        x += theme.px(8)
    side = theme.px(10)
    paint_shape(painter, pill.state, QRectF(x, middle - side / 2, side, side), ink)
    x += side + theme.px(6)
    paint_text(painter, QRectF(x, box.top(), width, tall), pill.text, theme.font(role, _weight(filled)), ink, may_shorten=False)
    return box


def _weight(filled: bool) -> Weight:
    return Weight.SEMIBOLD if filled else Weight.MEDIUM


class DeadlinePill(QWidget):
    """A pill in a header or beside a fact. Never cut; what stands beside it is shortened."""

    def __init__(self, pill: Pill | None = None, *, filled: bool = True, height: int = Size.PILL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill = pill
        self._filled = filled
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()
        follow_theme(self, self._resize)

    def set_pill(self, pill: Pill | None) -> None:
        self._pill = pill
        self._name()
        self._resize()

    @property
    def pill(self) -> Pill | None:
        return self._pill

    def sizeHint(self) -> QSize:
        if self._pill is None:
            return QSize(0, 0)
        return QSize(round(pill_width(self._pill.text, filled=self._filled, role=self._role())) + 1, current().px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pill is None:
            return
        painter = QPainter(self)
        paint_pill(painter, self._pill, self.width(), self.height() / 2, filled=self._filled, height=self._height, role=self._role())
        painter.end()

    def _role(self) -> TypeRole:
        return TypeRole.BODY if self._height >= Size.PILL_HEADER else TypeRole.SMALL

    def _name(self) -> None:
        if self._pill is None:
            self.hide()
        elif self.parentWidget() is not None:
            self.show()
        self.setAccessibleName(self._pill.text if self._pill is not None else "")

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()
