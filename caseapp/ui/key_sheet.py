"""The sheet of all keys, made from the command registry (Ctrl+/)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.commands import MENUS, Command, shown_key
from caseapp.ui.menus import menu_titles
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.painted_text import CENTER, paint_text, text_width
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words, section_head


class KeyCap(QWidget):
    """A key, drawn as a cap."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = shown_key(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._text)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(round(text_width(self._text, theme.font(TypeRole.TINY))) + theme.px(14), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, theme.px(Radius.SMALL), theme.color("surface"), theme.color("line_strong"))
        paint_text(painter, box, self._text, theme.font(TypeRole.TINY), theme.color("ink_1"), CENTER, may_shorten=False)
        painter.end()


class KeySheet(QDialog):
    """All keys that work now, by menu."""

    def __init__(self, commands: tuple[Command, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = current().px
        self.setObjectName("key_sheet")
        self.setWindowTitle(self.tr("Keys"))
        room = parent.window().size() - QSize(px(20), px(20)) if parent is not None else QSize(px(640), px(480))
        self.setMinimumSize(QSize(px(640), px(480)).boundedTo(room))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.XL), px(Space.XL), px(Space.XL), px(Space.L))
        column.setSpacing(px(Space.M))
        column.addWidget(Words(self.tr("Keys"), TypeRole.HEADING))
        area = ScrollArea()
        area.setObjectName("key_sheet_list")
        area.setAccessibleName(self.tr("Keys"))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("scroll_content")
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, px(Space.M), 0)
        grid.setHorizontalSpacing(px(Space.XXL))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        titles = menu_titles()
        row = 0
        for menu in MENUS:
            keyed = [command for command in commands if command.menu == menu and command.shortcut]
            if not keyed:
                continue
            grid.addWidget(section_head(titles[menu].replace("&", "")), row, 0, 1, 2)
            row += 1
            for command in keyed:
                grid.addWidget(KeyCap(command.shortcut), row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Words(command.plain_text), row, 1)
                row += 1
        grid.setRowStretch(row, 1)
        area.setWidget(content)
        column.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        close = KeyButton(self.tr("Close"), ButtonKind.PRIMARY, key="Esc", name="key_sheet_close", on_click=self.accept)
        buttons.addWidget(close)
        column.addLayout(buttons)
        area.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()
