"""After saving: the number, large and to be said, and the dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import Words


class SavedView(QWidget):
    """See the module."""

    def __init__(self, *, on_new: Callable[[], None], on_open: Callable[[], None], on_drafts: Callable[[], None]) -> None:
        super().__init__()
        self._title = Words("", TypeRole.HEADING)
        self._number = Words("", TypeRole.PRODUCT)
        self._number.setObjectName("intake_saved_number")
        self._number.setAccessibleName(self.tr("Case number"))
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse)
        self._say = Words("", TypeRole.SPOKEN, Weight.MEDIUM, wrap=True)
        self._say.setObjectName("intake_saved_say")
        self._lines = [Words("", TypeRole.WORDS, wrap=True) for _ in range(4)]
        self.new = KeyButton(
            self.tr("New phone request"), ButtonKind.PRIMARY, icon="phone", key="Ctrl+Return", name="intake_saved_new", on_click=on_new
        )
        self.open = KeyButton(self.tr("Open case"), icon="tray", name="intake_saved_open", on_click=on_open)
        self.drafts = KeyButton(self.tr("My drafts"), icon="note-pencil", name="intake_saved_drafts", on_click=on_drafts)
        self._column = QVBoxLayout(self)
        for part in (self._title, self._number, self._say, *self._lines):
            self._column.addWidget(part)
        self._buttons = FlowRow(self.new, self.open, self.drafts)
        self._column.addWidget(self._buttons)
        self._column.addStretch(1)
        follow_theme(self, self._dress)

    def show_result(self, title: str, number: str, say: str, lines: Sequence[str], *, may_open: bool) -> None:
        """Show what was saved, what is to be said, and the dates."""
        self._title.setText(title)
        self._number.setText(number)
        self._number.setVisible(bool(number))
        self._number.setAccessibleName(self.tr("Case number {number}").format(number=number))
        self._say.setText(say)
        for index, words in enumerate(self._lines):
            words.setText(lines[index] if index < len(lines) else "")
            words.setVisible(index < len(lines))
        self.open.setVisible(may_open)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything shown, in order."""
        return tuple(words.text() for words in (self._title, self._number, self._say, *self._lines) if words.text())

    def forget(self) -> None:
        self.show_result("", "", "", (), may_open=False)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.XXL), px(Space.XXL), px(Space.XL), px(Space.XXL))
        self._column.setSpacing(px(Space.M))
        self._buttons.setContentsMargins(0, px(Space.L), 0, 0)


def spelled(number: str) -> str:
    """Return a case number as it is said, digit by digit: ``2 0 2 6 - 0 0 0 0 1 2``."""
    return " ".join(number)
