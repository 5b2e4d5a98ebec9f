"""The one way to paint text: it shortens what does not fit and can tell what it had to cut.

A test that listens (`CutReport`) finds every clipped string of a screen; nothing listens in the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter

# As numbers: joining flags in Python costs more than drawing the text.
_LINE = int(Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
_LINES = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_LINES_FROM_TOP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip)

_HAIR = 0.5
"""So much wider than its box a text may be and still be painted whole."""

HYPHEN = "\N{HYPHEN}"
"""Drawn in the place of "-", see `figures`."""


@dataclass(slots=True)
class CutReport:
    """Texts that were cut while listening."""

    cut: list[str] = field(default_factory=list)


_LISTENERS: list[CutReport] = []


@contextmanager
def listening() -> Iterator[CutReport]:
    """Collect the texts that are cut by painting in this block."""
    report = CutReport()
    _LISTENERS.append(report)
    try:
        yield report
    finally:
        _LISTENERS.remove(report)


def figures(font: QFont, text: str) -> QFont:
    """Return the font for a label: digits of one width, unless the text has a hyphen.

    The bundled font's tabular figures spread hyphens to the width of a digit. Painted text draws `HYPHEN` instead; a label has to
    keep its text as it is.
    """
    if "-" not in text:
        return font
    plain = QFont(font)
    plain.unsetFeature(QFont.Tag("tnum"))
    return plain


def drawn(text: str) -> str:
    """Return the signs that are drawn for a text."""
    return text.replace("-", HYPHEN)


def text_width(text: str, font: QFont) -> float:
    """Width of a text in pixels."""
    return QFontMetricsF(font).horizontalAdvance(drawn(text))


def shortened(text: str, font: QFont, width: float) -> str:
    """Return the text, or as much of it as fits with an ellipsis."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(drawn(text)) <= width + _HAIR:
        return text
    for listener in _LISTENERS:
        listener.cut.append(text)
    return metrics.elidedText(drawn(text), Qt.TextElideMode.ElideRight, max(0.0, width))


def paint_text(
    painter: QPainter, box: QRectF, text: str, font: QFont, color: QColor, align: Qt.AlignmentFlag = LEFT, *, may_shorten: bool = True
) -> float:
    """Paint one line of text in a box; return the width it took.

    Args:
        may_shorten: False for case numbers, dates, names on letters and pills: they are painted whole.
    """
    if not text:
        return 0.0
    shown, width = text, text_width(text, font)
    if may_shorten and width > box.width() + _HAIR:
        shown = shortened(text, font, box.width())
        width = text_width(shown, font)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, align.value | _LINE, drawn(shown))
    return width


def paint_wrapped(painter: QPainter, box: QRectF, text: str, font: QFont, color: QColor) -> float:
    """Paint text over several lines from the top of the box; return the height it took."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, _LINES_FROM_TOP, drawn(text))
    return wrapped_height(text, font, box.width())


def wrapped_height(text: str, font: QFont, width: float) -> float:
    """Height that a text takes when wrapped at a width."""
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100_000), _LINES, drawn(text)).height()
