"""The entries of menus and of the menu bar, measured and painted from the theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionMenuItem

from caseapp.ui.look import Theme
from caseapp.ui.style_shapes import points_in
from caseapp.ui.tokens import Radius

_STATE = QStyle.StateFlag
_KIND = QStyleOptionMenuItem.MenuItemType

ROW = 30
SEPARATOR = 11
LEAST_WIDTH = 216
BEFORE = 12
MARK = 24
AFTER = 14
BEFORE_KEY = 28
BAR_SIDE = 8


def menu_item_size(theme: Theme, option: QStyleOptionMenuItem, words: QSize) -> QSize:
    """Return the size of an entry; Qt adds the room for its keys."""
    px = theme.px
    if option.menuItemType == _KIND.Separator:
        return QSize(px(LEAST_WIDTH), px(SEPARATOR))
    width = px(BEFORE) + _mark_width(theme, option) + words.width() + px(AFTER)
    if "\t" in option.text:
        width += px(BEFORE_KEY)
    return QSize(max(width, px(LEAST_WIDTH)), max(px(ROW), words.height() + px(6)))


def draw_menu_item(theme: Theme, option: QStyleOptionMenuItem, painter: QPainter) -> None:
    """Draw an entry: its ground when it is chosen, its tick or icon, its words, its keys at the right."""
    px = theme.px
    box = option.rect
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if option.menuItemType == _KIND.Separator:
        painter.fillRect(QRect(box.left() + px(6), box.center().y(), box.width() - px(12), 1), theme.color("line"))
        painter.restore()
        return
    enabled = bool(option.state & _STATE.State_Enabled)
    if enabled and option.state & _STATE.State_Selected:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sel"))
        painter.drawRoundedRect(QRectF(box), px(Radius.SMALL), px(Radius.SMALL))
    ink = theme.color("ink_1" if enabled else "ink_3")
    left = box.left() + px(BEFORE)
    _draw_mark(theme, option, painter, QRectF(left, box.center().y() - px(7), px(14), px(14)))
    left += _mark_width(theme, option)
    words, _, key = option.text.partition("\t")
    painter.setFont(option.font)
    painter.setPen(ink)
    room = QRect(left, box.top(), box.right() - px(AFTER) - left, box.height())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic), words)
    if key:
        painter.setPen(theme.color("ink_2" if enabled else "ink_3"))
        painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignRight), key)
    elif option.menuItemType == _KIND.SubMenu:
        painter.setPen(QPen(ink, 1.4 * theme.scale))
        painter.drawPolyline(points_in(QRectF(room.right() - px(5), box.center().y() - px(4), px(5), px(9)), (0, 0), (1, 0.5), (0, 1)))
    painter.restore()


def menu_bar_item_size(theme: Theme, words: QSize) -> QSize:
    """Return the size of a title in the menu bar."""
    return QSize(words.width() + 2 * min(theme.px(BAR_SIDE), BAR_SIDE + 2), words.height() + 2 * theme.px(7))


def draw_menu_bar_item(theme: Theme, option: QStyleOptionMenuItem, painter: QPainter) -> None:
    """Draw a title in the menu bar, shaded when it is chosen."""
    painter.fillRect(option.rect, theme.color("chrome"))
    is_chosen = bool(option.state & _STATE.State_Selected)
    painter.save()
    if is_chosen:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(QRectF(option.rect), theme.px(Radius.CONTROL), theme.px(Radius.CONTROL))
    painter.setPen(theme.color("ink_1" if is_chosen else "ink_2"))
    painter.setFont(option.font)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic | Qt.TextFlag.TextSingleLine
    painter.drawText(option.rect, int(flags), option.text)
    painter.restore()


def _mark_width(theme: Theme, option: QStyleOptionMenuItem) -> int:
    return theme.px(MARK) if option.menuHasCheckableItems or option.maxIconWidth > 0 else 0


def _draw_mark(theme: Theme, option: QStyleOptionMenuItem, painter: QPainter, box: QRectF) -> None:
    if option.checked:
        painter.setPen(QPen(theme.color("accent"), max(1.6, theme.px(18) / 10)))
        painter.drawPolyline(points_in(box, (0.1, 0.55), (0.4, 0.82), (0.92, 0.2)))
    elif not option.icon.isNull():
        # Late: making the class of icons takes 5 ms, and a start shows no menu.
        from PySide6.QtGui import QIcon

        mode = QIcon.Mode.Normal if option.state & _STATE.State_Enabled else QIcon.Mode.Disabled
        side = round(box.width()) + theme.px(2)
        picture = option.icon.pixmap(QSize(side, side), painter.device().devicePixelRatio(), mode)
        painter.drawPixmap(QPoint(round(box.left()) - theme.px(1), round(box.top()) - theme.px(1)), picture)
