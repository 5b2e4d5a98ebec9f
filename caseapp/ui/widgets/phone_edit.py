"""A telephone number typed in any form, with what the program reads out of it beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.form import set_width
from caseapp.ui.widgets.words import hint


class PhoneEdit(QWidget):
    """Keeps what was typed and says back what it reads. A number that nobody knows is kept too, with a soft hint.

    Args:
        read: the words for a typed number ("(415) 555-0134, California"), or "" when it is none yet.
        tidy: how a number is shown once the field is left; without it, as typed.

    Signals:
        number_changed: the text as typed.
    """

    number_changed = Signal(str)

    def __init__(
        self,
        read: Callable[[str], str],
        *,
        name: str,
        label: str = "",
        tidy: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tidy = tidy
        self._typed = self._shown = ""
        self._read_number = read
        self.box = QLineEdit()
        self.box.setObjectName(name)
        self.box.setAccessibleName(label or self.tr("Telephone number"))
        set_width(self.box, 22)
        self.echo = hint()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box)
        self._row.addWidget(self.echo, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.box)
        self.box.textEdited.connect(self._read)
        self.box.editingFinished.connect(self._left)
        follow_theme(self, self._dress)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)

    def text(self) -> str:
        """Return the number as it was typed, however it is shown."""
        return self._typed if self.box.text() == self._shown else self.box.text()

    def set_text(self, text: str) -> None:
        self._show(text)
        self.echo.setText(self._read_number(text) if text else "")

    def _read(self, text: str) -> None:
        self.echo.setText(self._read_number(text) if text.strip() else "")
        self.number_changed.emit(text)

    def _left(self) -> None:
        if self.box.text() != self._shown:
            self._show(self.box.text())

    def _show(self, typed: str) -> None:
        self._typed = typed
        self._shown = self._tidy(typed) if self._tidy is not None else typed
        self.box.setText(self._shown)

    def _dress(self) -> None:
        self._row.setSpacing(current().px(Space.M))
