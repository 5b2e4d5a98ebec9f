"""An envelope as it lies on the desk: its size, its windows, and how much of a window always shows the letter."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.domain.envelopes import Envelope, Hole
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.strokes import rounded

ALPHA = 26


class EnvelopePicture(QWidget):
    """Draws one envelope; what it shows stands beside it in words, so it takes no focus."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._envelope: Envelope | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def show_envelope(self, envelope: Envelope | None, words: str = "") -> None:
        """Draw this envelope; `words` are for those who hear the screen."""
        self._envelope = envelope
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(240), current().px(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        envelope = self._envelope
        if envelope is None:
            return
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(1, 1, -2, -2)
        scale = min(room.width() / envelope.width, room.height() / envelope.height)
        face = QRectF(1, 1, envelope.width * scale, envelope.height * scale)
        rounded(painter, face, theme.px(3), theme.color("paper"), theme.color("line_strong"))
        for hole in (envelope.address_window, envelope.return_window):
            if hole is not None:
                self._window(painter, face, scale, envelope, hole)
        painter.end()

    def _window(self, painter: QPainter, face: QRectF, scale: float, envelope: Envelope, hole: Hole) -> None:
        theme = current()
        top = envelope.height - hole.bottom - hole.height
        box = QRectF(face.left() + hole.left * scale, face.top() + top * scale, hole.width * scale, hole.height * scale)
        ink = theme.color("paper_window")
        tint = QColor(ink)
        tint.setAlpha(ALPHA)
        painter.fillRect(box, tint)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, theme.px(3), theme.px(3))
        # Lines of an address, where they are seen wherever the letter slides.
        safe = envelope.safe(hole)
        step = min(0.17, (safe.bottom - safe.top) / 3)
        painter.setPen(QPen(theme.color("paper_safe"), max(1.5, 0.05 * scale)))
        for line, share in enumerate((0.7, 0.85, 0.6)):
            y = face.top() + (safe.top + step * (line + 0.5)) * scale
            left = face.left() + safe.left * scale
            painter.drawLine(round(left), round(y), round(left + (safe.right - safe.left) * share * scale), round(y))
