"""The parts of the intake form: one for each step, all on one long page, so that every step can be reached at any time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.services.intake_form import IntakeForm
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import section_head


class FormPart(QWidget):
    """One step: its rows, and how they are filled from a form and read back into it.

    Attributes:
        rows: field name of the domain's errors -> row.

    Signals:
        edited: somebody typed or chose something.
        form_changed: a choice that makes other rows appear or go, or other dates.
    """

    edited = Signal()
    form_changed = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if title:
            self._column.addWidget(Rule())
            self._column.addWidget(section_head(title))
        follow_theme(self, self._dress)

    def fill(self, form: IntakeForm) -> None:
        """Show what a form holds, and tell nothing."""

    def collect(self, form: IntakeForm) -> IntakeForm:
        """Return the form with what is typed here."""
        return form

    def adapt(self, form: IntakeForm) -> None:
        """Show the rows that this caller and these rights need, and no other."""

    def first_control(self) -> QWidget:
        """Return what gets the focus when somebody goes to this step."""
        return self

    def add_row(self, field_name: str, row: FormRow) -> FormRow:
        """Add a row under the last one."""
        if field_name:
            self.rows[field_name] = row
        self._column.addWidget(row)
        return row

    def watch(self, *edits: QLineEdit) -> None:
        """Tell `edited` when somebody types into one of these."""
        for edit in edits:
            edit.textEdited.connect(lambda _: self.edited.emit())

    def _dress(self) -> None:
        self._column.setSpacing(current().px(Space.ROWS))


class Beside(QWidget):
    """Controls of one row, each as wide as its content and narrower when the window is; Enter goes from one to the next.

    Args:
        folds: large text puts them under each other, because the row would not fit.
    """

    def __init__(self, *parts: QWidget, folds: bool = False) -> None:
        super().__init__()
        self._folds = folds
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self._row.addWidget(part, 1000 if isinstance(part, QLineEdit) else 0)
        self._row.addStretch(1)
        self.setFocusProxy(parts[0])
        for part in parts:
            edits = [part] if isinstance(part, QLineEdit) else part.findChildren(QLineEdit)
            for edit in edits:
                edit.returnPressed.connect(edit.focusNextChild)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        self._row.setSpacing(current().px(Space.M))
        folded = self._folds and current().text_percent >= LARGE_TEXT_PERCENT
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)


def text_field(name: str, label: str, characters: int, *, length_max: int = 300, placeholder: str = "") -> QLineEdit:
    """Return a field about as wide as its content, and narrower when there is no room."""
    edit = QLineEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(label)
    edit.setMaxLength(length_max)
    edit.setPlaceholderText(placeholder)

    def dress() -> None:
        theme = current()
        edit.setMinimumWidth(min(theme.px(96), round(theme.metrics().averageCharWidth() * characters) + theme.px(24)))
        edit.setMaximumWidth(round(theme.metrics().averageCharWidth() * characters) + theme.px(24))

    follow_theme(edit, dress)
    return edit


def put_text(pairs: Sequence[tuple[QLineEdit, str]]) -> None:
    """Show texts; a field that shows its text already keeps its cursor and its way back."""
    for edit, text in pairs:
        if edit.text() != text:
            edit.setText(text)


def put_words(box: QPlainTextEdit, text: str) -> None:
    """Show a long text without telling that it changed."""
    if box.toPlainText() != text:
        box.blockSignals(True)
        box.setPlainText(text)
        box.blockSignals(False)
