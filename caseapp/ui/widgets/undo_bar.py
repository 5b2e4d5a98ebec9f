"""The undo bar: what was just done, and for 15 seconds the way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from caseapp.ui.commands import shown_key
from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import rounded

UNDO_MS = 15_000


BAR_HEIGHT = 36
"""It lies on the status bar (28) and reaches no higher above it than the margin below the acts of a page."""


class UndoBar(QWidget):
    """One line at the lower left. It never takes the focus; its key is Ctrl+Z while no text field has the focus.

    Signals:
        ended: the time is over or it was undone.
    """

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undo_bar")
        self._text = ""
        self._undo: Callable[[], None] | None = None
        self._button = _UndoButton(self.tr("Undo"))
        self._button.clicked.connect(self.undo)
        self._row = QHBoxLayout(self)
        self._row.addStretch(1)
        self._row.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(UNDO_MS)
        self._timer.timeout.connect(self.dismiss)
        self.hide()
        follow_theme(self, self._dress)

    @property
    def text(self) -> str:
        return self._text

    @property
    def can_undo(self) -> bool:
        return self.isVisible() and self._undo is not None

    def show_notice(self, text: str, undo: Callable[[], None] | None) -> None:
        """Show what was done, instead of what stood there before."""
        self._text = text
        self._undo = undo
        self._button.setVisible(undo is not None)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Undo with {key}").format(key=shown_key("Ctrl+Z")) if undo is not None else "")
        self._dress()
        self.show()
        self.raise_()
        self.update()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def undo(self) -> None:
        """Take it back, once."""
        undo, self._undo = self._undo, None
        self.dismiss()
        if undo is not None:
            undo()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self.ended.emit()

    def _dress(self) -> None:
        theme = current()
        px = theme.px
        self._row.setContentsMargins(px(40), 0, px(12), 0)
        words = text_width(self._text, theme.font(TypeRole.BODY, Weight.MEDIUM))
        button = self._button.sizeHint().width() + px(40) if self._undo is not None else 0
        self.setFixedSize(max(px(300), round(words) + px(58) + button), px(BAR_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        edge = theme.color("line_strong") if theme.is_dark else None
        rounded(painter, box, px(Radius.CARD), theme.color("inverse"), edge)
        side = px(Size.ICON)
        ink = theme.color("on_inverse")
        draw_icon(
            painter,
            "check",
            QRectF(px(14), (box.height() - side) / 2, side, side),
            theme.color("on_track") if theme.is_dark else ink,
        )
        room = box.width() - px(40) - px(12) - (self._button.width() if self._undo is not None else 0)
        paint_text(painter, QRectF(px(40), 0, room, box.height()), self._text, theme.font(TypeRole.BODY, Weight.MEDIUM), ink)
        painter.end()


class _UndoButton(QPushButton):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setObjectName("undo_bar_undo")
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        theme = current()
        width = text_width(self.text(), theme.font(TypeRole.BODY, Weight.SEMIBOLD)) + text_width(
            shown_key("Ctrl+Z"), theme.font(TypeRole.TINY)
        )
        self.setFixedSize(round(width) + theme.px(30), theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
        width = paint_text(painter, QRectF(px(8), 0, self.width(), self.height()), self.text(), font, theme.color("inverse_link"))
        box = QRectF(px(8) + width + px(10), 0, self.width(), self.height())
        paint_text(painter, box, shown_key("Ctrl+Z"), theme.font(TypeRole.TINY), theme.color("on_inverse"), may_shorten=False)
        if self.hasFocus():
            ring = theme.color("inverse_link")
            rounded(painter, QRectF(self.rect()), px(Radius.CONTROL), edge=ring, width=Size.FOCUS_RING)
        painter.end()
