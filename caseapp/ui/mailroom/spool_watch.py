"""Looks after a job that a queue of the system took: whether it still waits or prints, and taking it back while it does."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from caseapp.host.printers import PrinterFailed
from caseapp.services.mailroom import begin_printing
from caseapp.ui.mailroom.print_job import printer_sentence
from caseapp.ui.mailroom.printing import Printing
from caseapp.ui.office import Office

ASK_MS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SpooledJob:
    """A job as the spooler knows it, and the batch in it."""

    job: str
    batch_id: str
    printer: str


class SpoolWatch(QObject):
    """One job at a time. A job that was taken back leaves its batch unknown: some pages may lie in the tray.

    Signals:
        waits: whether the job still waits or prints.
        taken_back: the spooler gave it up.
        failed: the sentence of what the printer said.
    """

    waits = Signal(bool)
    taken_back = Signal()
    failed = Signal(str)

    def __init__(self, office: Office, page: QWidget, printing: Printing) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._printing = printing
        self._watched: SpooledJob | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self._look)

    def watch(self, spooled: SpooledJob) -> None:
        """Watch a job until the queue has done with it."""
        self._watched = spooled
        self._timer.start()
        self._look()

    def take_back(self) -> None:
        """Take the job back from the queue; the batch then says "unknown, look at the printer"."""
        spooled = self._watched
        if spooled is None:
            return
        self.forget()

        def cancelled(_: object) -> None:
            self.office.run(
                self._page,
                lambda desk: begin_printing(desk, spooled.batch_id, printer=spooled.printer),
                lambda _: self.taken_back.emit(),
            )  # fmt: skip

        self.office.jobs.run(self._page, lambda: self._printing.cancel(spooled.job), cancelled, self._refused, lane="file")

    def forget(self) -> None:
        """Look no more."""
        self._watched = None
        self._timer.stop()
        self.waits.emit(False)

    def _look(self) -> None:
        spooled = self._watched
        if spooled is not None:
            self.office.jobs.run(
                self._page, lambda: self._printing.is_waiting(spooled.job), self._seen, lambda _: self.forget(), lane="file"
            )

    def _seen(self, is_waiting: bool) -> None:
        if self._watched is None:
            return
        if is_waiting:
            self.waits.emit(True)
        else:
            self.forget()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, PrinterFailed):
            done = self.tr("The printer is done with the batch already. Look at every page.")
            self.failed.emit(done if error.reason == "refused" else printer_sentence(error.reason))
        else:
            self.office.messages.show_trouble(error)
