"""A copy of an approved letter as a file outside the program: asked where, written in the file lane, recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.services.letter_pages import copy_letter
from caseapp.services.trouble import Trouble
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.office import Office

translate = QCoreApplication.translate

AskForFile = Callable[[QWidget, str, Callable[[Path], None]], None]


class PdfFile:
    """Attributes:
    ask_for_file: opens the system's dialog; tests put their own in its place.
    """

    def __init__(self, office: Office, page: QWidget) -> None:
        self.office = office
        self._page = page
        self.ask_for_file: AskForFile = ask_for_file

    def ask(self, sheet: LetterSheet) -> None:
        """Ask where, then write. The proposed name has the number of the case and nothing of the person."""
        name = f"{sheet.case.number}-{sheet.letter.kind.value}.pdf"
        self.ask_for_file(self._page, name, lambda path: self._take(sheet.letter.id, path))

    def _take(self, letter_id: str, path: Path) -> None:
        self.office.run(self._page, lambda desk: copy_letter(desk, letter_id), lambda content: self._write(content, path))

    def _write(self, content: bytes, path: Path) -> None:
        def done(_: None) -> None:
            self.office.messages.notice(translate("PdfFile", "Saved as {name}.").format(name=path.name))

        self.office.jobs.run(self._page, lambda: write_file(path, content), done, lane="file")


def write_file(path: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        Trouble: ``file_not_written``.
    """
    try:
        path.write_bytes(content)
    except OSError:
        raise Trouble("file_not_written", name=path.name) from None


def ask_for_file(parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
    """Open the system's dialog for a file that does not have to exist."""
    dialog = QFileDialog(parent, translate("PdfFile", "Save a PDF"), QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.open()
