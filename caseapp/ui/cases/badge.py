"""An icon and a few words in one colour: the state of verification beside a name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import paint_text, text_width


class Badge(QWidget):
    """Says its words to a screen reader; takes no focus."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words, self._ink = "", "", "ink_2"
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._resize)

    def say(self, icon: str, words: str, ink: str = "ink_2") -> None:
        """Show an icon and words, or nothing when the words are empty."""
        self._icon, self._words, self._ink = icon, words, ink
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self._resize()

    def text(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        theme = current()
        wide = text_width(self._words, theme.font(TypeRole.SMALL, Weight.MEDIUM)) + theme.px(Size.ICON) + theme.px(6)
        return QSize(round(wide) + 1, theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        side = theme.px(Size.ICON)
        ink = theme.color(self._ink)
        draw_icon(painter, self._icon, QRectF(0, (self.height() - side) / 2, side, side), ink)
        box = QRectF(side + theme.px(6), 0, self.width(), self.height())
        paint_text(painter, box, self._words, theme.font(TypeRole.SMALL, Weight.MEDIUM), ink, may_shorten=False)
        painter.end()

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()


class NameLine(QWidget):
    """The name of a person on the page; the one text that may be shortened, for nothing beside it may. The tooltip has it whole."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._resize)

    def setText(self, words: str) -> None:
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._resize()

    def text(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(round(text_width(self._words, theme.font(TypeRole.FIGURE))) + 2, theme.px(30))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), current().px(140)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        paint_text(painter, QRectF(self.rect()), self._words, theme.font(TypeRole.FIGURE), theme.color("ink_1"))
        painter.end()

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()
