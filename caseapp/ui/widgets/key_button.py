"""Buttons with icon, words and the shortcut inside."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caseapp.ui.commands import shown_key
from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import LEFT, paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, rounded

LINK_INSET = 6
"""Pixels at 100 % between the edge of a link, where its ring is drawn, and its words."""


class ButtonKind(StrEnum):
    """One primary a page: the step that is possible now."""

    PRIMARY = "primary"
    DEFAULT = "default"
    QUIET = "quiet"
    DESTRUCTIVE = "destructive"


class KeyButton(QPushButton):
    """A button. Its accessible name is its words; the key is only told, `CommandRegistry` or the page binds it."""

    def __init__(
        self,
        text: str,
        kind: ButtonKind = ButtonKind.DEFAULT,
        *,
        icon: str = "",
        key: str = "",
        name: str = "",
        on_click: Callable[[], None] | None = None,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._icon = icon
        self._key = key
        self._large = large
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if name:
            self.setObjectName(name)
        self.setText(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        follow_theme(self, self._resize)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(_plain(text))
        self.updateGeometry()

    def set_kind(self, kind: ButtonKind) -> None:
        self._kind = kind
        self.updateGeometry()
        self.update()

    @property
    def kind(self) -> ButtonKind:
        return self._kind

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        self._key = key
        self.updateGeometry()
        self.update()

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()

    def _weight(self) -> Weight:
        dark_primary = self._kind is ButtonKind.PRIMARY and current().is_dark
        return Weight.SEMIBOLD if dark_primary else Weight.MEDIUM

    def _padding(self) -> int:
        return current().px(12)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = current()
        width = 2 * self._padding() + text_width(_plain(self.text()), theme.font(TypeRole.BODY, self._weight()))
        if self._icon:
            width += theme.px(Size.ICON) + theme.px(8)
        if self._key:
            width += theme.px(10) + text_width(shown_key(self._key), theme.font(TypeRole.TINY))
        return QSize(round(width) + 2, theme.px(Size.CONTROL_LARGE if self._large else Size.CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        radius = theme.px(Radius.CONTROL)
        enabled = self.isEnabled()
        active = enabled and (self.isDown() or self.underMouse())
        ink, icon_ink, key_ink = "ink_1", "ink_2", "ink_3"
        if self._kind is ButtonKind.PRIMARY and enabled:
            rounded(painter, box, radius, theme.color("accent_strong" if active else "accent"))
            ink = icon_ink = key_ink = "on_accent"
        elif self._kind is ButtonKind.QUIET:
            if active:
                rounded(painter, box, radius, theme.color("hover"))
        else:
            fill = "sunken" if not enabled else "row_hover" if active else "surface"
            rounded(painter, box, radius, theme.color(fill), theme.color("line_strong"))
            if self._kind is ButtonKind.DESTRUCTIVE and enabled:
                ink = icon_ink = "overdue"
        if not enabled:
            ink = icon_ink = key_ink = "ink_3"
        if self.hasFocus():
            focus_ring(painter, box, radius)
            if self._kind is ButtonKind.PRIMARY and enabled:
                inner = box.adjusted(2, 2, -2, -2)
                rounded(painter, inner, radius - 1, edge=theme.color("on_accent"), width=1.5)
        self._paint_parts(painter, ink, icon_ink, key_ink)
        painter.end()

    def _paint_parts(self, painter: QPainter, ink: str, icon_ink: str, key_ink: str) -> None:
        theme = current()
        font = theme.font(TypeRole.BODY, self._weight())
        tiny = theme.font(TypeRole.TINY)
        spare = max(0.0, self.width() - self.sizeHint().width() + 2)
        x = self._padding() + spare / 2
        height = float(self.height())
        if self._icon:
            size = theme.px(Size.ICON)
            draw_icon(painter, self._icon, QRectF(x, (height - size) / 2, size, size), theme.color(icon_ink))
            x += size + theme.px(8)
        words = _plain(self.text())
        width = text_width(words, font) + 1
        key_width = text_width(shown_key(self._key), tiny) + theme.px(10) if self._key else 0.0
        width = min(width, self.width() - self._padding() - key_width - x + 1)
        paint_text(painter, QRectF(x, 0, width, height), words, font, theme.color(ink))
        if self._key:
            box = QRectF(x + width + theme.px(9), 0, key_width, height)
            paint_text(painter, box, shown_key(self._key), tiny, theme.color(key_ink), LEFT, may_shorten=False)


class IconButton(QPushButton):
    """A button with nothing but an icon, painted like all text: only for filter, sort, notices, lock, page arrows and "more"."""

    def __init__(
        self, icon: str, words: str, *, name: str, key: str = "", on_click: Callable[[], None] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = key
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_words(words)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        follow_theme(self, self._dress)

    def set_words(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  {shown_key(self._key)}" if self._key else words)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.update()

    def _dress(self) -> None:
        theme = current()
        self.setFixedSize(theme.px(Size.CONTROL), theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self.isDown() or (self.underMouse() and self.isEnabled()):
            rounded(painter, box, theme.px(Radius.CONTROL), theme.color("sel" if self.isDown() else "hover"))
        side = theme.px(Size.ICON_NAV)
        place = QRectF((box.width() - side) / 2, (box.height() - side) / 2, side, side)
        draw_icon(painter, self._icon, place, theme.color("ink_2" if self.isEnabled() else "ink_3"))
        if self.hasFocus():
            focus_ring(painter, box, theme.px(Radius.CONTROL))
        painter.end()


class LinkButton(QPushButton):
    """Words in the colour of links that do something at once: "Look", "Change...", "PDF"."""

    def __init__(
        self, text: str, *, name: str = "", key: str = "", icon: str = "", on_click: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._key = key
        self._icon = icon
        if name:
            self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
        follow_theme(self, self._resize)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(_plain(text))
        self.updateGeometry()

    def _resize(self) -> None:
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = current()
        width = text_width(_plain(self.text()), theme.font(TypeRole.BODY, Weight.MEDIUM)) + theme.px(2 * LINK_INSET)
        if self._icon:
            width += theme.px(Size.ICON_SMALL) + theme.px(6)
        if self._key:
            width += theme.px(6) + text_width(shown_key(self._key), theme.font(TypeRole.TINY))
        return QSize(round(width) + 1, theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        height = float(self.height())
        x = float(theme.px(LINK_INSET))
        ink = theme.color("link" if self.isEnabled() else "ink_3")
        if self._icon:
            size = theme.px(Size.ICON_SMALL)
            draw_icon(painter, self._icon, QRectF(x, (height - size) / 2, size, size), ink)
            x += size + theme.px(6)
        font = theme.font(TypeRole.BODY, Weight.MEDIUM)
        if self.underMouse() and self.isEnabled():
            font.setUnderline(True)
        words = _plain(self.text())
        width = text_width(words, font)
        paint_text(painter, QRectF(x, 0, width + 1, height), words, font, ink)
        if self._key:
            box = QRectF(x + width + theme.px(6), 0, self.width(), height)
            paint_text(painter, box, shown_key(self._key), theme.font(TypeRole.TINY), theme.color("ink_2"), may_shorten=False)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), theme.px(Radius.SMALL))
        painter.end()


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
