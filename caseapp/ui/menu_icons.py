"""Icons as pictures, for menus: the one place where Qt wants a picture and not a painting."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current
from caseapp.ui.tokens import Size


def menu_icon(name: str) -> QIcon:
    """Return an icon for an entry of a menu. Ask again after a change of theme: the picture has its colour in it."""
    theme = current()
    side = theme.px(Size.ICON)
    screen = QGuiApplication.primaryScreen()
    ratio = screen.devicePixelRatio() if screen is not None else 1.0
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_icon(painter, name, QRectF(0, 0, side, side), theme.color("ink_2"))
    painter.end()
    return QIcon(picture)
