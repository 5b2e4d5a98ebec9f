"""Scroll bars without arrows: a handle on nothing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from caseapp.ui.look import Theme
from caseapp.ui.tokens import Radius

_PART = QStyle.SubControl

MARGIN = 3


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl, *, least: int) -> QRect:
    """Return where a part of a scroll bar is. The groove is the whole bar; there are no arrows.

    Args:
        least: the handle is never shorter, in pixels.
    """
    bar = option.rect
    is_flat = option.orientation == Qt.Orientation.Horizontal
    length = bar.width() if is_flat else bar.height()
    span = option.maximum - option.minimum
    handle = length
    if span > 0:
        handle = min(length, max(least, option.pageStep * length // (span + option.pageStep)))
    start = QStyle.sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - handle, option.upsideDown)
    spans = {
        _PART.SC_ScrollBarGroove: (0, length),
        _PART.SC_ScrollBarSlider: (start, handle),
        _PART.SC_ScrollBarSubPage: (0, start),
        _PART.SC_ScrollBarAddPage: (start + handle, length - start - handle),
    }
    at, long = spans.get(part, (0, 0))
    box = QRect(bar.left() + at, bar.top(), long, bar.height()) if is_flat else QRect(bar.left(), bar.top() + at, bar.width(), long)
    return QStyle.visualRect(option.direction, bar, box) if long else QRect()


def draw_scroll_bar(theme: Theme, option: QStyleOptionSlider, painter: QPainter, handle: QRect) -> None:
    """Draw the handle, darker under the pointer."""
    if option.maximum <= option.minimum:
        return
    is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    margin = theme.px(MARGIN)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("ink_2" if is_over else "control"))
    radius = theme.px(Radius.SMALL) - 1
    painter.drawRoundedRect(QRectF(handle).adjusted(margin, margin, -margin, -margin), radius, radius)
    painter.restore()
