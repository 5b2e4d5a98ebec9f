"""One page of the first run: a title, a sentence, a form, and its problems at their fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary
from caseapp.ui.widgets.words import Words, page_title

TEXT_WIDTH = 620
"""Longest line of running text, in pixels at 100 %."""


class Step(QWidget):
    """A page of the first run.

    Attributes:
        next_text: words of the button that goes on.
    """

    next_text = ""

    def __init__(self, office: Office, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.title = title
        self.form = Form()
        self.summary = ProblemSummary()
        self.summary.setObjectName(f"{type(self).__name__.removesuffix('Step').lower()}_problems")
        self._problems: FormProblems | None = None
        self._sentence = Words(sentence, TypeRole.WORDS, ink="ink_2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (page_title(title), self._sentence, self.summary, self.form):
            self._column.addWidget(part)
        self.setAccessibleName(title)
        follow_theme(self, self._dress)

    def set_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)

    def add_rows(self, rows: Mapping[str, FormRow]) -> None:
        """Add rows by the field names of the errors that belong to them."""
        for row in rows.values():
            self.form.add(row)
        self.take_problems(rows)

    def take_problems(self, rows: Mapping[str, FormRow]) -> None:
        """Put problems at these rows, which stand in the form already."""
        self._problems = FormProblems(self.summary, rows, self.office.messages, self)

    def first_field(self) -> QWidget:
        """Return what gets the focus when the page comes."""
        raise NotImplementedError

    def problems(self) -> tuple[DomainError, ...]:
        """Return what is wrong with what was typed, in the order of the form."""
        return ()

    def check(self) -> bool:
        """Show what is wrong; say whether the next page may come."""
        found = self.problems()
        self.show_error(Problems(found) if found else None)
        return not found

    def show_error(self, error: BaseException | None) -> None:
        if self._problems is None:
            return
        if error is None:
            self._problems.clear()
        else:
            self._problems.show(error)

    def forget(self) -> None:
        """Drop what nobody else may read."""

    def _dress(self) -> None:
        px = current().px
        self.setMaximumWidth(px(TEXT_WIDTH))
        self._column.setSpacing(px(Space.L))
        self.form.set_spacing(Space.L)
