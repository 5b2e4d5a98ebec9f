"""An answer that goes by e-mail: a locked file where a person wants it, and its words shown once, to be told on another way.

Making the file sends nothing. That it went is said by a person, on the page of the letter.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat
from caseapp.services.locked_answers import LockedAnswer, lock_answer
from caseapp.services.views import LetterEntry
from caseapp.ui.mailroom.printing import Printing, write_batch
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate


class _WordsDialog(FormDialog):
    """Shows what cannot be shown again: the first attempt to go back says so, the second gives the words up."""

    _was_told = False

    def reject(self) -> None:
        if self._was_told:
            super().reject()
            return
        self._was_told = True
        self.show_problem(DomainError("words_shown_once", "words"))


class ElectronicAnswer(QObject):
    """Locks one letter at a time. The words live in the open dialog and nowhere else."""

    def __init__(self, office: Office, page: QWidget, printing: Printing) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._printing = printing
        self._dialog: FormDialog | None = None

    def ask(self, entry: LetterEntry) -> None:
        """Ask where the file goes, then make it. Plain text has nothing to lock."""
        if entry.format is LetterFormat.TEXT:
            self.office.messages.notice(self.office.messages.word_error(DomainError("only_pdf_can_be_locked")))
            return
        self._printing.choose_file(self._page, f"answer {entry.number}.pdf", lambda path: self._make(entry, path))

    def forget(self) -> None:
        """Close what shows the words."""
        if self._dialog is not None:
            self._dialog.done(QDialog.DialogCode.Rejected)

    def _make(self, entry: LetterEntry, path: Path) -> None:
        self.office.run(
            self._page, lambda desk: lock_answer(desk, entry.letter_id), lambda answer: self._write(answer, path), self._refused
        )  # fmt: skip

    def _write(self, answer: LockedAnswer, path: Path) -> None:
        self.office.jobs.run(
            self._page, lambda: write_batch(path, answer.content), lambda _: self._show(answer, path.name), self._refused, lane="file"
        )  # fmt: skip

    def _show(self, answer: LockedAnswer, name: str) -> None:
        words = QLineEdit(answer.passphrase)
        words.setObjectName("electronic_words")
        words.setReadOnly(True)
        row = FormRow(translate("ElectronicAnswer", "&Words that open it"), words, above=True, stretch=True)
        sentence = translate(
            "ElectronicAnswer",
            "1. Note these words now: they are shown this once and kept nowhere.\n"
            "2. Send {name} by e-mail.\n"
            "3. Tell the words by telephone or letter, never in an e-mail.\n"
            "4. When the e-mail has left, open the letter here and record it as sent.",
        ).format(name=name)  # fmt: skip
        dialog = _WordsDialog(
            translate("ElectronicAnswer", "The locked answer is written"), sentence, {"words": row},
            translate("ElectronicAnswer", "I have the words"), self.forget_words, self.office.messages, name="electronic",
            parent=self._page,
        )  # fmt: skip
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def forget_words(self) -> None:
        """Close the dialog: the words are noted."""
        if self._dialog is not None:
            self._dialog.accept()

    def _closed(self) -> None:
        self._dialog = None

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self.office.messages.notice(self.office.messages.word_error(error))
        else:
            self.office.messages.show_trouble(error)
