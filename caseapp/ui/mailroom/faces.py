"""Printing the faces of envelopes without a window: which kind, which of them, on what; what was printed is kept in the record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.host.printers import PrinterFailed, PrintQueue
from caseapp.services.mail_packets import FaceStock, envelope_faces, face_envelopes, record_faces
from caseapp.services.ports import LetterPress
from caseapp.services.views import BatchEntry
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.mailroom.print_job import printer_sentence
from caseapp.ui.mailroom.printing import DIALOG, FILE, QUEUE, Printing, Progress, paint_batch, ways, write_batch
from caseapp.ui.mailroom.steps import numbers_in, ranges
from caseapp.ui.mailroom.underway import Underway
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate

MEDIA = {(9.5, 4.125): "na_number-10_4.125x9.5in", (8.875, 3.875): "na_number-9_3.875x8.875in", (9.0, 12.0): "na_arch-a_9x12in"}
"""Names of the sizes in the trade (PWG 5101.1), by width and height in inches."""


class EnvelopeFaces(QObject):
    """Asks for the kind of envelope, which of them, and the printer. Nothing here says that a letter was printed.

    Signals:
        ended: the job is over, whatever came of it.
    """

    ended = Signal()

    def __init__(self, office: Office, page: QWidget, printing: Printing, underway: Underway) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._printing = printing
        self._underway = underway

    def ask(self, batch: BatchEntry | None) -> None:
        """Look which envelopes of the batch have no window, then open the dialog."""
        if self._underway.is_on:
            return
        if batch is None:
            self._tell(DomainError("no_face_to_print"))
            return

        def found(stocks: tuple[FaceStock, ...]) -> None:
            self.office.jobs.run(self._page, self._printing.queues, lambda queues: self._ask(batch, stocks, queues), lane="file")

        self.office.run(self._page, lambda desk: face_envelopes(desk, batch.batch_id), found, self._tell)

    def _ask(self, batch: BatchEntry, stocks: tuple[FaceStock, ...], queues: tuple[PrintQueue, ...]) -> None:
        by_kind = {stock.envelope.id: stock for stock in stocks}
        kinds = tuple(
            (stock.envelope.id, translate("EnvelopeFaces", "{envelope}: {count}").format(
                envelope=envelope_name(stock.envelope), count=len(stock.packets)))
            for stock in stocks
        )  # fmt: skip
        kind = ChoiceBox(kinds, name="faces_kind", label=translate("EnvelopeFaces", "Envelope"))
        which = QLineEdit()
        which.setObjectName("faces_which")
        offered = ways(queues)
        way = ChoiceBox(offered, name="faces_way", label=translate("EnvelopeFaces", "Printer"))
        which_row = FormRow(translate("EnvelopeFaces", "&Numbers of the envelopes"), which, above=True, stretch=True)
        which_row.set_hint(translate("EnvelopeFaces", "As in the list of the batch, like 3, 17-19, or 40- for the rest. Empty for all"))
        rows = {
            "kind": FormRow(translate("EnvelopeFaces", "&Envelope"), kind, above=True, stretch=True),
            "pieces": which_row,
            "way": FormRow(translate("EnvelopeFaces", "&Printer"), way, above=True, stretch=True),
        }

        def act() -> None:
            stock = by_kind[str(kind.chosen())]
            try:
                packets = numbers_in(which.text(), frozenset(stock.packets), unknown="envelope_number_unknown") or frozenset(stock.packets)
            except DomainError as error:
                dialog.show_problem(error)
                return
            dialog.accept()
            printer = str(way.chosen())
            self._go(batch, stock.envelope, tuple(sorted(packets)), printer)

        dialog = FormDialog(
            translate("EnvelopeFaces", "Print the envelopes of {number}").format(number=batch.number),
            translate("EnvelopeFaces", "Lay envelopes of this kind into the printer first. They come in the order of the batch."),
            rows, translate("EnvelopeFaces", "Print"), act, self.office.messages, name="faces", parent=self._page,
        )  # fmt: skip
        dialog.open()

    def _go(self, batch: BatchEntry, envelope: Envelope, packets: tuple[int, ...], way: str) -> None:
        title = translate("EnvelopeFaces", "{number} envelopes").format(number=batch.number)
        size = (envelope.width, envelope.height)
        if way == FILE:
            name = f"{batch.number} envelopes {ranges(packets).replace(',', '')}.pdf"
            self._printing.choose_file(self._page, name, lambda path: self._print(batch, envelope, packets, lambda _: _to_file(path)))
        elif way == DIALOG:
            desk = self.office.desk
            assert desk is not None, "nobody prints while locked"
            press: LetterPress = desk.press

            def to_printer(printer: QPrinter) -> None:
                self._print(
                    batch, envelope, packets, lambda progress: lambda content: paint_batch(press, content, printer, progress, inches=size)
                )

            self._printing.choose_printer(self._page, title, to_printer)
        else:
            queue, send, media = way.removeprefix(QUEUE), self._printing.send, MEDIA.get(size, "")
            self._print(batch, envelope, packets, lambda _: lambda content: send(content, queue, title, duplex=False, media=media))

    def _print(
        self, batch: BatchEntry, envelope: Envelope, packets: tuple[int, ...], way: Callable[[Progress], Callable[[bytes], object]]
    ) -> None:
        batch_id = batch.batch_id
        progress = self._underway.begin()
        send = way(progress)

        def sent(result: object) -> None:
            # False comes from painting alone: it was stopped between two pages.
            went = packets[: progress.done] if result is False else packets
            if not went:
                told(went)
                return
            self.office.run(
                self._page,
                lambda desk: record_faces(desk, batch_id, envelope=envelope.id, packets=went),
                lambda _: told(went),
                self._tell,
            )

        def told(went: tuple[int, ...]) -> None:
            one = translate("EnvelopeFaces", "1 envelope was sent to be printed.")
            many = translate("EnvelopeFaces", "{count} envelopes were sent to be printed.").format(count=len(went))
            stopped = translate(
                "EnvelopeFaces", "Stopped after {done} of {count} envelopes. Look at the printer; these were not sent: {rest}."
            ).format(done=len(went), count=len(packets), rest=ranges(packets[len(went) :]))
            self._end()
            self.office.messages.notice(stopped if len(went) < len(packets) else one if len(went) == 1 else many)

        self.office.run(
            self._page,
            lambda desk: envelope_faces(desk, batch_id, envelope=envelope.id, packets=packets),
            lambda content: self.office.jobs.run(self._page, lambda: send(content), sent, self._tell, lane="file"),
            self._tell,
        )

    def _end(self) -> None:
        if self._underway.is_on:
            self._underway.end()
            self.ended.emit()

    def _tell(self, error: Exception) -> None:
        self._end()
        if isinstance(error, PrinterFailed):
            self.office.messages.notice(printer_sentence(error.reason))
        elif isinstance(error, DomainError):
            self.office.messages.notice(self.office.messages.word_error(error))
        else:
            self.office.messages.show_trouble(error)


def _to_file(path: Path) -> Callable[[bytes], None]:
    return lambda content: write_batch(path, content)
