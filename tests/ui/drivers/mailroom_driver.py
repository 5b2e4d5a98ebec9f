"""Drives the print queue in the main window, by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from caseapp.host.printers import PrinterFailed, PrintQueue
from caseapp.ui.mailroom.mailroom_page import MailRoomPage
from caseapp.ui.mailroom.queue_list import QueueHead, QueueList, QueueRow
from caseapp.ui.main_window import MainWindow
from caseapp.ui.widgets.table_view import TableView
from tests.ui.drivers.letters_driver import LettersDriver


class PaperTray:
    """Takes the place of printers and dialogs.

    Attributes:
        sent: bytes, queue and title of what was sent; sides: whether both sides were asked for; media: which paper.
        refusal: what the printer says instead of taking it.
        job: what the spooler calls what was sent; waits: whether it is still there; cancelled: what was taken back.
        folder: where a person saves a file.
    """

    def __init__(self, folder: Path) -> None:
        self.sent: list[tuple[bytes, str, str]] = []
        self.sides: list[bool] = []
        self.media: list[str] = []
        self.job = ""
        self.waits = False
        self.cancelled: list[str] = []
        self.refusal: str | None = None
        self.folder = folder
        self.file_names: list[str] = []
        self.names: tuple[PrintQueue, ...] = (PrintQueue(name="Front", is_default=False), PrintQueue(name="Mail", is_default=True))

    def queues(self) -> tuple[PrintQueue, ...]:
        return self.names

    def send(self, content: bytes, queue: str, title: str, *, duplex: bool, media: str = "") -> str:
        if self.refusal is not None:
            raise PrinterFailed(self.refusal)
        self.sent.append((content, queue, title))
        self.sides.append(duplex)
        self.media.append(media)
        return self.job

    def is_waiting(self, job: str) -> bool:
        return job not in self.cancelled and self.waits

    def cancel(self, job: str) -> None:
        if not self.waits:
            raise PrinterFailed("refused")
        self.cancelled.append(job)

    def choose_file(self, parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
        self.file_names.append(name)
        done(self.folder / name)

    def choose_printer(self, parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / f"{title}-painted.pdf"))
        done(printer)


class MailRoomDriver(LettersDriver):
    """The queue, the batch, and what came back. Counts the keys that are no data."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.keys = 0

    def press(self, key: str, times: int = 1) -> None:
        self.keys += times
        super().press(key, times)

    def go(self) -> None:
        self.press("Ctrl+6")

    @property
    def room(self) -> MailRoomPage:
        page = self.window.page("print_queue")
        assert isinstance(page, MailRoomPage), "the section was not shown yet"
        return page

    # The queue

    def queue(self) -> list[str]:
        """Heads and names of the queue."""
        rows = self.find(QueueList, "mail_queue").queue_model.rows
        return [f"[{row.text}]" if isinstance(row, QueueHead) else row.name for row in rows]

    def notes(self) -> list[str]:
        rows = self.find(QueueList, "mail_queue").queue_model.rows
        return [row.note for row in rows if isinstance(row, QueueRow) and row.note]

    def ticked(self) -> int:
        return len(self.find(QueueList, "mail_queue").ticked)

    # The batch

    @property
    def step(self) -> str:
        """Words of the primary act of the panel."""
        return self.room.panel.primary.text() if self.room.panel.primary.isVisible() else ""

    @property
    def batch_title(self) -> str:
        return self.room.panel.title.text()

    @property
    def banner(self) -> str:
        return self.room.panel.banner.text if self.room.panel.banner.isVisible() else ""

    def pieces(self) -> list[tuple[str, str]]:
        """Number and state of each piece."""
        return [(row.cell(0).spoken, row.cell(len(row.cells) - 1).spoken) for row in self.find(TableView, "mail_pieces").table_model.rows]

    def say_how_to_print(self) -> None:
        """Take the first printer in the open dialog."""
        self.press("Ctrl+Return")

    def type_count(self, count: int) -> None:
        self.clear("batch_count")
        self.type(str(count))
