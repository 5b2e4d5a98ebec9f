"""The ways a batch leaves the program: a queue of the system, the system's dialog, or a PDF file.

Whatever way, the bytes of the letters are what is printed. No name, no file name and no title carries more than the batch's number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.host.printers import PrintQueue, cancel_job, is_waiting, print_pdf, queues
from caseapp.services.ports import LetterPress
from caseapp.services.trouble import Trouble
from caseapp.ui.paint_pages import choose_printer, paint_pages

translate = QCoreApplication.translate

QUEUE, DIALOG, FILE = "queue:", "dialog", "file"


@dataclass(slots=True)
class Progress:
    """How far a job is. Written by the file lane and read by the window; `stop` is the only thing the window writes."""

    done: int = 0
    total: int = 0
    stop: bool = False


class Printing(Protocol):
    """How a batch is printed; tests put their own in this place."""

    def queues(self) -> tuple[PrintQueue, ...]:
        """Return the queues of the system. Takes up to some seconds, so it belongs in the file lane."""

    def send(self, content: bytes, queue: str, title: str, *, duplex: bool, media: str = "") -> str:
        """Send the bytes to a queue, to be printed on both sides of the sheet or on one; return the job's number, or nothing.

        Args:
            media: the size of the paper by its name in the trade, where it is no letter sheet.

        Raises:
            PrinterFailed: nothing was queued, or nobody knows (`no_answer`).
        """

    def is_waiting(self, job: str) -> bool:
        """Say whether a job still waits or prints. Belongs in the file lane.

        Raises:
            PrinterFailed: nobody answers.
        """

    def cancel(self, job: str) -> None:
        """Take a job back from its queue.

        Raises:
            PrinterFailed: the queue has done with it, or nobody answers.
        """

    def choose_file(self, parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
        """Ask for a file that does not have to exist."""

    def choose_printer(self, parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
        """Open the system's dialog."""


class SystemPrinting:
    """What the system offers."""

    def queues(self) -> tuple[PrintQueue, ...]:
        return queues()

    def send(self, content: bytes, queue: str, title: str, *, duplex: bool, media: str = "") -> str:
        return print_pdf(content, queue, title=title, duplex=duplex, media=media)

    def is_waiting(self, job: str) -> bool:
        return is_waiting(job)

    def cancel(self, job: str) -> None:
        cancel_job(job)

    def choose_file(self, parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
        dialog = QFileDialog(parent, translate("Printing", "Save as"), QDir.homePath())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        suffix = name.rpartition(".")[2]
        dialog.setDefaultSuffix(suffix)
        dialog.setNameFilter("CSV (*.csv)" if suffix == "csv" else "PDF (*.pdf)")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
        dialog.open()

    def choose_printer(self, parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
        choose_printer(parent, title, done)


def ways(found: tuple[PrintQueue, ...]) -> tuple[tuple[str, str], ...]:
    """Return the ways to print as pairs of id and words, the system's usual queue first."""
    ordered = sorted(found, key=lambda queue: (not queue.is_default, queue.name))
    named = tuple((f"{QUEUE}{queue.name}", queue.name) for queue in ordered)
    return (*named, (DIALOG, translate("Printing", "Another printer, by the system's dialog")), (FILE, translate("Printing", "A PDF file")))


def write_batch(path: Path, content: bytes) -> None:
    """Write a batch as a file.

    Raises:
        Trouble: ``file_not_written``.
    """
    try:
        path.write_bytes(content)
    except OSError:
        raise Trouble("file_not_written", name=path.name) from None


def paint_batch(
    press: LetterPress, content: bytes, printer: QPrinter, progress: Progress, *, inches: tuple[float, float] | None = None
) -> bool:
    """Paint every page for a printer without a queue of its own; return False when it was stopped between two pages.

    Args:
        inches: width and height of the pages where they are no letter sheets.

    Raises:
        PrinterFailed: ``refused``: the printer took nothing.
    """
    progress.total = press.page_count(content)

    def goes_on(painted: int) -> bool:
        progress.done = painted
        return not progress.stop

    is_whole = paint_pages(press, content, printer, inches=inches, goes_on=goes_on)
    progress.done = progress.total if is_whole else progress.done
    return is_whole
