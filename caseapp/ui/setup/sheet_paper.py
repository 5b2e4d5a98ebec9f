"""Ways to keep a recovery sheet outside the computer: the system's print dialog, and a file dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.ui.setup.sheet_text import SheetFacts, paint_sheet, set_page

translate = QCoreApplication.translate


class SheetKeeping(Protocol):
    """How a sheet leaves the program; tests put their own in this place."""

    def print_sheet(self, parent: QWidget, facts: SheetFacts, done: Callable[[bool], None]) -> None:
        """Print; tell `done` whether a page was sent to a printer."""

    def choose_file(self, parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
        """Ask for a file that does not have to exist, and tell which."""

    def choose_folder(self, parent: QWidget, start: Path, done: Callable[[Path], None]) -> None:
        """Ask for a folder and tell which."""


class SystemSheetKeeping:
    """The dialogs of the system."""

    def print_sheet(self, parent: QWidget, facts: SheetFacts, done: Callable[[bool], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(translate("RecoverySheet", "Recovery sheet"))
        set_page(printer)
        dialog = QPrintDialog(printer, parent)

        def finish(result: int) -> None:
            if result:
                paint_sheet(printer, facts)
            dialog.deleteLater()
            done(bool(result))

        dialog.finished.connect(finish)
        dialog.setModal(True)  # `open` of a print dialog wants a receiver; this does the same
        dialog.show()

    def choose_file(self, parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
        dialog = QFileDialog(parent, translate("RecoverySheet", "Save the recovery sheet"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        self._open(dialog, done)

    def choose_folder(self, parent: QWidget, start: Path, done: Callable[[Path], None]) -> None:
        dialog = QFileDialog(parent, translate("FirstRun", "Where the record lies"), str(start))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog, done)

    @staticmethod
    def _open(dialog: QFileDialog, done: Callable[[Path], None]) -> None:
        dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
