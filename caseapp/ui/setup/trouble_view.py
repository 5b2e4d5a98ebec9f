"""What is shown in the place of the unlock page when the record cannot be opened at all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import Words, page_title
from caseapp.ui.wording import TroubleText


class TroubleView(QWidget):
    """What happened, what was saved, what to do.

    Signals:
        again: try once more.
        elsewhere: open another folder.
    """

    again = Signal()
    elsewhere = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = page_title()
        self._title.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._values: list[Words] = []
        for row, label in enumerate((self.tr("What was saved"), self.tr("What you can do"), self.tr("Folder"), self.tr("Code"))):
            value = Words("", TypeRole.BODY, Weight.MEDIUM, wrap=True)
            self._values.append(value)
            self._grid.addWidget(Words(label, ink="ink_2"), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, row, 1)
        self.again_button = KeyButton(
            self.tr("&Try again"), ButtonKind.PRIMARY, key="Ctrl+Return", name="trouble_again", on_click=self.again.emit
        )
        self.elsewhere_button = KeyButton(
            self.tr("Open another f&older..."), icon="folder-open", name="trouble_elsewhere", on_click=self.elsewhere.emit
        )
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.again_button)
        self._buttons.addWidget(self.elsewhere_button)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(self._title)
        self._column.addLayout(self._grid)
        self._column.addLayout(self._buttons)
        follow_theme(self, self._dress)

    def show_trouble(self, text: TroubleText, folder: str) -> None:
        self._title.setText(text.happened)
        for value, words in zip(self._values, (text.saved, text.can_do, folder, text.code), strict=True):
            value.setText(words)
        self.setAccessibleName(text.happened)

    def text(self) -> str:
        return "\n".join((self._title.text(), *(value.text() for value in self._values)))

    def _dress(self) -> None:
        px = current().px
        self.setMaximumWidth(px(620))
        self._column.setSpacing(px(Space.XL))
        self._grid.setHorizontalSpacing(px(Space.XL))
        self._grid.setVerticalSpacing(px(Space.M))
        self._grid.setColumnMinimumWidth(0, px(Size.LABEL))
        self._buttons.setSpacing(px(Space.S))
