"""The section of letters: the list, and the letter that was opened from it or from elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind
from caseapp.services.changes import ChangeSet
from caseapp.ui.letters.buttons import LetterButtons
from caseapp.ui.letters.letter_list import LetterList, read_lists
from caseapp.ui.letters.letter_view import LetterView
from caseapp.ui.letters.sheet import open_draft
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.widgets.key_button import KeyButton

AREAS = frozenset({"letters", "batches", "deadlines"})


class LettersPage(Page):
    """Arguments of `on_shown`: ``letter_id`` opens a letter, ``case_id`` with ``kind`` begins one, ``tab`` brings a list to the front."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.list = LetterList(office)
        self.letter = LetterView(office)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.letter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self.open_letter)
        self.letter.left.connect(self.show_list)
        self.letter.next_wanted.connect(self.open_letter)
        self.letter.title_changed.connect(self.set_title)
        self.set_title(self.tr("Letters"))

    @property
    def shows_letter(self) -> bool:
        return self._stack.currentWidget() is self.letter

    def on_shown(self, **arguments: object) -> None:
        """Go where the arguments say; without any, stay where the page was."""
        letter_id, case_id, tab = arguments.get("letter_id"), arguments.get("case_id"), arguments.get("tab")
        if isinstance(tab, str):
            self.list.choose_tab(tab)
            self.show_list()
        self.refresh()
        if isinstance(letter_id, str):
            self.open_letter(letter_id)
        elif isinstance(case_id, str):
            kind = LetterKind(str(arguments.get("kind", LetterKind.CONFIRM_RECEIPT.value)))
            self._begin(case_id, kind)

    def open_letter(self, letter_id: str) -> None:
        """Show one letter."""
        self._stack.setCurrentWidget(self.letter)
        self.letter.show_letter(letter_id)

    def show_list(self) -> None:
        """Go back to the list."""
        self._stack.setCurrentWidget(self.list)
        self.set_title(self.tr("Letters"))
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_letter(self, step: int) -> None:
        """Go to the next or previous letter of the list one came from."""
        if not self.shows_letter:
            return
        other = self.list.neighbour(self.letter.letter_id, step)
        if other is None:
            self.office.messages.notice(
                self.tr("This is the last letter of the list.") if step > 0 else self.tr("This is the first letter.")
            )
        else:
            self.open_letter(other)

    def press(self, choose: Callable[[LetterButtons], KeyButton]) -> None:
        """Press a button of the open letter from the menu; say so when it makes no sense now."""
        button = choose(self.letter.buttons)
        if self.shows_letter and button.isVisible():
            button.click()
        elif self.shows_letter:
            self.office.messages.notice(self.tr("This is not possible with the letter now."))
        else:
            self.office.messages.notice(self.tr("Open a letter first: choose it in the list and press Enter."))

    def open_case(self) -> None:
        """Go to the case of the open letter."""
        if self.shows_letter:
            self.letter.open_case()

    def primary_act(self) -> None:
        if self.shows_letter:
            self.letter.primary_act()
        else:
            self.list.open_current()

    def concerns(self, change: ChangeSet) -> bool:
        sheet = self.letter.sheet
        return not AREAS.isdisjoint(change.areas) or (sheet is not None and sheet.case.id in change.case_ids)

    def reload(self) -> None:
        self.office.run(self, read_lists, self.list.show_lists, key="letter_lists")
        if self.letter.letter_id and self.shows_letter:
            self.letter.show_letter(self.letter.letter_id, focus=False)

    def leave(self) -> bool:
        self.letter.save()
        return True

    def forget(self) -> None:
        super().forget()
        self.list.forget()
        self.letter.forget()

    def first_focus(self) -> QWidget | None:
        return None if self.shows_letter else self.list.table

    def panes(self) -> tuple[QWidget, ...]:
        if self.shows_letter:
            return (self.letter.form if self.letter.form.isVisible() else self.letter.facts, self.letter.buttons, self.letter.paper)
        return (self.list.tabs, self.list.table)

    def _begin(self, case_id: str, kind: LetterKind) -> None:
        def begun(change: ChangeSet) -> None:
            if change.created_id is not None:
                self.open_letter(change.created_id)

        def refused(error: Exception) -> None:
            self.show_list()
            if isinstance(error, DomainError):
                self.office.messages.notice(self.office.messages.word_error(error))
            else:
                self.office.messages.show_trouble(error)

        self.office.run(self, lambda desk: open_draft(desk, case_id, kind), begun, refused)
