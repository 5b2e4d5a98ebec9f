"""The parts of the intake form: one for each step, all on one long page, so that every step can be reached at any time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.checklists import DataPoint
from caseapp.domain.organisation import Line
from caseapp.domain.request_type import RequestType
from caseapp.services.intake_form import IntakeForm
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import section_head


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFacts:
    """What stands around the form and is typed by nobody. A part that is made late is told it like the others.

    Attributes:
        call_start: the start of the call in words.
        lines: the lines people dial. languages: codes of the languages there are letters in. rights: which the law in force gives.
        points: what may be asked so that the caller proves who they are.
        papers: how many were added; can_add_papers: there is a case to which they belong.
    """

    channel: Channel = Channel.PHONE
    call_start: str = ""
    lines: tuple[Line, ...] = ()
    languages: tuple[str, ...] = ("en",)
    rights: tuple[RequestType, ...] = ()
    points: tuple[DataPoint, ...] = ()
    papers: int = 0
    can_add_papers: bool = False


class FormPart(QWidget):
    """One step: its rows, and how they are filled from a form and read back into it.

    Attributes:
        rows: field name of the domain's errors -> row.

    Signals:
        edited: somebody typed or chose something.
        form_changed: a choice that makes other rows appear or go, or other dates.
        rows_made: rows came that were not there, so the way of Tab has to be laid again.
    """

    edited = Signal()
    form_changed = Signal()
    rows_made = Signal()

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        self.facts: FormFacts | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        if title:
            self._column.addWidget(Rule())
            self._column.addWidget(section_head(title))
        follow_theme(self, self._dress)

    def tell(self, facts: FormFacts) -> None:
        """Take what stands around the form; nothing happens while it stays the same."""
        before, self.facts = self.facts, facts
        if facts != before:
            self.take(facts, before)

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """Show what became different around the form."""

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

    def make_next(self) -> bool:
        """Make one more row that is wanted and not there yet. Returns False when nothing is left."""
        return False

    def widgets(self) -> Iterator[QWidget]:
        """Yield what takes the focus or hands it on, in the order of the rows: the way of Tab."""
        for index in range(self._column.count()):
            item = self._column.itemAt(index)
            row = item.widget() if item is not None else None
            if row is not None:
                yield from widgets_of(row)

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
        # Without a policy of its own it could not be put into the way of Tab, and Tab would come to it, and so to its first part, too late.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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


def widgets_of(widget: QWidget) -> Iterator[QWidget]:
    """Yield what takes the focus in a widget, or hands it on to a part of itself; the list of a choice is a window of its own."""
    window = widget.window()
    for one in (widget, *widget.findChildren(QWidget)):
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.window() is window:
            yield one


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
