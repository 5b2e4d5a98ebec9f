"""The sheet that F1 opens: a title and short paragraphs about the screen in front."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Space, TypeRole
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpText:
    """One help file: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def read_help(raw: bytes) -> HelpText:
    """Read a help file: the first line is the title after ``# ``, paragraphs are parted by empty lines."""
    blocks = [" ".join(block.split()) for block in raw.decode().replace("\r\n", "\n").split("\n\n")]
    title = blocks[0].removeprefix("#").strip()
    return HelpText(title=title, paragraphs=tuple(block for block in blocks[1:] if block))


class HelpSheet(QDialog):
    """Help in a sheet over the window; Esc closes it and the focus goes back."""

    def __init__(self, text: HelpText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = current().px
        self.setObjectName("help_sheet")
        self.setWindowTitle(self.tr("Help"))
        self.setMinimumSize(px(560), px(400))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.XL), px(Space.XL), px(Space.XL), px(Space.L))
        column.setSpacing(px(Space.M))
        column.addWidget(Words(text.title, TypeRole.HEADING))
        area = ScrollArea()
        area.setObjectName("help_sheet_text")
        area.setAccessibleName(text.title)
        area.setAccessibleDescription("\n".join(text.paragraphs))
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("scroll_content")
        paragraphs = QVBoxLayout(content)
        paragraphs.setContentsMargins(0, 0, px(Space.M), 0)
        paragraphs.setSpacing(px(Space.M))
        for paragraph in text.paragraphs:
            paragraphs.addWidget(Words(paragraph, wrap=True))
        paragraphs.addStretch(1)
        area.setWidget(content)
        column.addWidget(area, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(KeyButton(self.tr("Close"), ButtonKind.PRIMARY, key="Esc", name="help_sheet_close", on_click=self.accept))
        column.addLayout(buttons)
        area.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()
