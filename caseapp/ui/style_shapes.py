"""The boxes of Qt's own controls, painted from the theme: check boxes, radio buttons, fields, combo boxes, buttons of one icon, tips."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyle, QStyleOption, QStyleOptionComplex, QWidget

from caseapp.ui.look import Theme
from caseapp.ui.tokens import Radius, Size

_STATE = QStyle.StateFlag


def draw_check_box(theme: Theme, option: QStyleOption, painter: QPainter) -> None:
    """Draw the box, its tick or its dash, and the focus as its thicker edge."""
    state = option.state
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = bool(state & _STATE.State_On)
    focused = bool(state & _STATE.State_HasFocus)
    enabled = bool(state & _STATE.State_Enabled)
    radius = theme.px(Radius.SMALL)
    fill = theme.color("accent" if enabled else "ink_3") if on else theme.color("surface" if enabled else "sunken")
    painter.setBrush(fill)
    painter.setPen(QPen(theme.color("accent" if on or focused else "control"), 2 if focused else 1.25))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if on:
        painter.setPen(_round_pen(theme.color("on_accent"), max(1.6, theme.px(18) / 9)))
        painter.drawPolyline(points_in(box, (0.26, 0.53), (0.43, 0.69), (0.74, 0.34)))
    elif state & _STATE.State_NoChange:
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPolyline(points_in(box, (0.28, 0.5), (0.72, 0.5)))
    if on and focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("on_accent"), 1))
        painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), radius - 1, radius - 1)
    painter.restore()


def draw_radio_button(theme: Theme, option: QStyleOption, painter: QPainter) -> None:
    """Draw the ring and its middle."""
    state = option.state
    box = QRectF(option.rect).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on = bool(state & _STATE.State_On)
    focused = bool(state & _STATE.State_HasFocus)
    painter.setBrush(theme.color("accent" if on else "surface"))
    painter.setPen(QPen(theme.color("accent" if on or focused else "control"), 2 if focused else 1.25))
    painter.drawEllipse(box)
    if on:
        painter.setBrush(theme.color("on_accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        inset = box.width() * 0.31
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("on_accent"), 1))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
    painter.restore()


def draw_field(theme: Theme, option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Draw the box of a line or of a text: its edge says focus, or a problem; what cannot be typed in lies lower."""
    enabled = bool(option.state & _STATE.State_Enabled)
    is_closed = not enabled or (isinstance(widget, QLineEdit) and widget.isReadOnly())
    problem = widget is not None and widget.property("problem") is True
    _edged_box(
        painter,
        QRectF(option.rect),
        theme.px(Radius.CONTROL),
        theme.color("sunken" if is_closed else "surface"),
        *_edge(theme, problem=problem, focused=bool(option.state & _STATE.State_HasFocus)),
    )


def draw_combo_box(theme: Theme, option: QStyleOptionComplex, painter: QPainter, widget: QComboBox, arrow_box: QRect) -> None:
    """Draw the box and its arrow; the words are drawn by whoever owns them."""
    enabled = bool(option.state & _STATE.State_Enabled)
    problem = widget.property("problem") is True
    focused = bool(widget.hasFocus() or (widget.isEditable() and option.state & _STATE.State_HasFocus))
    ground = theme.color("surface" if enabled else "sunken")
    _edged_box(painter, QRectF(option.rect), theme.px(Radius.CONTROL), ground, *_edge(theme, problem=problem, focused=focused))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    arrow = QRectF(0, 0, theme.px(9), theme.px(5))
    arrow.moveCenter(QRectF(arrow_box).center())
    painter.setPen(_round_pen(theme.color("ink_2"), 1.4 * theme.scale))
    painter.drawPolyline(points_in(arrow, (0, 0), (0.5, 1), (1, 0)))
    painter.restore()


def draw_tool_button(theme: Theme, option: QStyleOption, painter: QPainter) -> None:
    """Draw the ground of a button of one icon: none at rest, a shade under the pointer, a ring with the focus."""
    state = option.state
    is_down = bool(state & (_STATE.State_On | _STATE.State_Sunken))
    is_over = bool(state & _STATE.State_MouseOver and state & _STATE.State_Enabled)
    ground = theme.color("sel" if is_down else "hover") if is_down or is_over else QColor(Qt.GlobalColor.transparent)
    focused = bool(state & _STATE.State_HasFocus)
    edge = theme.color("accent") if focused else QColor(Qt.GlobalColor.transparent)
    _edged_box(painter, QRectF(option.rect), theme.px(Radius.CONTROL), ground, edge, Size.FOCUS_RING)


def draw_popup(theme: Theme, option: QStyleOption, painter: QPainter, *, filled: bool) -> None:
    """Draw the sheet of a menu or of a list of choices, or only its edge."""
    if filled:
        painter.fillRect(option.rect, theme.color("raised"))
    painter.save()
    painter.setPen(QPen(theme.color("line_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def draw_tip(theme: Theme, option: QStyleOption, painter: QPainter) -> None:
    """Draw the sheet of a tip."""
    draw_popup(theme, option, painter, filled=True)


def points_in(box: QRectF, *shares: tuple[float, float]) -> QPolygonF:
    """Return points given as shares of a box."""
    return QPolygonF([QPointF(box.x() + box.width() * x, box.y() + box.height() * y) for x, y in shares])


def _edge(theme: Theme, *, problem: bool, focused: bool) -> tuple[QColor, float]:
    colour = theme.color("overdue" if problem else "accent" if focused else "control")
    return colour, Size.FOCUS_RING if focused or problem else 1.0


def _edged_box(painter: QPainter, box: QRectF, radius: float, ground: QColor, edge: QColor, width: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(ground)
    painter.setPen(QPen(edge, width))
    painter.drawRoundedRect(box.adjusted(width / 2, width / 2, -width / 2, -width / 2), radius, radius)
    painter.restore()


def _round_pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
