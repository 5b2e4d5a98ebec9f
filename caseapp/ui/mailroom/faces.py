"""Printing the faces of envelopes without a window: which kind, which of them, on what; what was printed is kept in the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.labels import LabelSheet
from caseapp.domain.print_file import PrinterOffset
from caseapp.host.printers import PrinterFailed, PrintQueue
from caseapp.services.desk import Desk
from caseapp.services.mail_packets import FaceStock, envelope_faces, envelope_labels, face_envelopes, record_faces
from caseapp.services.ports import LetterPress
from caseapp.services.views import BatchEntry
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.mailroom.print_job import printer_offset, printer_sentence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be printed: envelopes of one kind by their numbers, on themselves or on labels from `first` on."""

    batch: BatchEntry
    envelope: Envelope
    packets: tuple[int, ...]
    labels: LabelSheet | None = None
    first: int = 0

    def on_pages(self, pages: int) -> int:
        """Return how many addresses stand on the first pages."""
        return pages if self.labels is None else max(0, pages * self.labels.per_sheet - self.first + 1)


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
        desk = self.office.desk
        if desk is None:
            return
        by_kind = {stock.envelope.id: stock for stock in stocks}
        sheets = {sheet.id: sheet for sheet in desk.press.label_sheets()}
        kinds = tuple(
            (stock.envelope.id, translate("EnvelopeFaces", "{envelope}: {count}").format(
                envelope=envelope_name(stock.envelope), count=len(stock.packets)))
            for stock in stocks
        )  # fmt: skip
        kind = ChoiceBox(kinds, name="faces_kind", label=translate("EnvelopeFaces", "Envelope"))
        which, first = QLineEdit(), QLineEdit("1")
        which.setObjectName("faces_which")
        first.setObjectName("faces_first")
        offered = ways(queues)
        way = ChoiceBox(offered, name="faces_way", label=translate("EnvelopeFaces", "Printer"))
        on = ChoiceBox(
            (
                ("", translate("EnvelopeFaces", "The envelopes themselves")),
                *(
                    (
                        sheet.id,
                        translate("EnvelopeFaces", "Labels, {count} on a sheet ({height:g} by {width:g} inches)").format(
                            count=sheet.per_sheet, height=sheet.height, width=sheet.width
                        ),
                    )
                    for sheet in sheets.values()
                ),
            ),
            name="faces_on", label=translate("EnvelopeFaces", "Printed on"),
        )  # fmt: skip
        which_row = FormRow(translate("EnvelopeFaces", "&Numbers of the envelopes"), which, above=True, stretch=True)
        which_row.set_hint(translate("EnvelopeFaces", "Like 3, 17-19, or 40- for the rest. Empty for all"))
        first_row = FormRow(translate("EnvelopeFaces", "&First free label on the sheet"), first, above=True)
        first_row.set_hint(translate("EnvelopeFaces", "Counted from the left, then down"))
        rows = {
            "kind": FormRow(translate("EnvelopeFaces", "&Envelope"), kind, above=True, stretch=True),
            "on": FormRow(translate("EnvelopeFaces", "Printed &on"), on, above=True, stretch=True),
            "first": first_row,
            "pieces": which_row,
            "way": FormRow(translate("EnvelopeFaces", "&Printer"), way, above=True, stretch=True),
        }

        def fit(_: object = None) -> None:
            first_row.setVisible(bool(on.chosen()))
            dialog.fit_rows()

        def act() -> None:
            stock = by_kind[str(kind.chosen())]
            sheet = sheets.get(str(on.chosen() or ""))
            typed = first.text().strip()
            try:
                packets = numbers_in(which.text(), frozenset(stock.packets), unknown="envelope_number_unknown") or frozenset(stock.packets)
                label = sheet.require_first(int(typed) if typed.isdecimal() else 0) if sheet is not None else 0
            except DomainError as error:
                dialog.show_problem(error)
                return
            order = _Order(batch=batch, envelope=stock.envelope, packets=tuple(sorted(packets)), labels=sheet, first=label)
            if sheet is None:
                dialog.accept()
                self._go(order, str(way.chosen()))
                return
            # Whether every address fits its label is known before the dialog closes: the number it names is left out in it.
            chosen = str(way.chosen())

            def fits(_: object) -> None:
                dialog.accept()
                self._go(order, chosen)

            self.office.run(self._page, _content_of(order, PrinterOffset()), fits, refused)

        def refused(error: Exception) -> None:
            if isinstance(error, DomainError):
                dialog.show_problem(error)
            else:
                self.office.messages.show_trouble(error)

        dialog = FormDialog(
            translate("EnvelopeFaces", "Print the envelopes of {number}").format(number=batch.number),
            translate("EnvelopeFaces", "Lay these envelopes, or labels, into the printer first. They come in the order of the batch."),
            rows, translate("EnvelopeFaces", "Print"), act, self.office.messages, name="faces", parent=self._page,
        )  # fmt: skip
        on.chosen_changed.connect(fit)
        fit()
        dialog.open()

    def _go(self, order: _Order, way: str) -> None:
        number, words = order.batch.number, "envelopes" if order.labels is None else "labels"
        title = f"{number} {words}"
        size = (order.envelope.width, order.envelope.height) if order.labels is None else None
        if way == FILE:
            name = f"{number} {words} {ranges(order.packets).replace(',', '')}.pdf"
            self._printing.choose_file(self._page, name, lambda path: self._print(order, PrinterOffset(), lambda _: _to_file(path)))
        elif way == DIALOG:
            desk = self.office.desk
            assert desk is not None, "nobody prints while locked"
            press: LetterPress = desk.press

            def to_printer(printer: QPrinter) -> None:
                offset = printer_offset(self.office, printer.printerName())
                self._print(order, offset, lambda progress: lambda content: paint_batch(press, content, printer, progress, inches=size))

            self._printing.choose_printer(self._page, title, to_printer)
        else:
            queue, send = way.removeprefix(QUEUE), self._printing.send
            media = MEDIA.get(size, "") if size is not None else ""
            offset = printer_offset(self.office, way)
            self._print(order, offset, lambda _: lambda content: send(content, queue, title, duplex=False, media=media))

    def _print(self, order: _Order, offset: PrinterOffset, way: Callable[[Progress], Callable[[bytes], object]]) -> None:
        progress = self._underway.begin()
        send = way(progress)
        batch_id, sheet = order.batch.batch_id, order.labels.id if order.labels is not None else ""

        def sent(result: object) -> None:
            # False comes from painting alone: it was stopped between two pages.
            went = order.packets[: order.on_pages(progress.done)] if result is False else order.packets
            if not went:
                told(went)
                return
            self.office.run(
                self._page,
                lambda desk: record_faces(desk, batch_id, envelope=order.envelope.id, packets=went, labels=sheet),
                lambda _: told(went),
                self._tell,
            )

        def told(went: tuple[int, ...]) -> None:
            self._end()
            self.office.messages.notice(_told(order, went))

        self.office.run(
            self._page,
            _content_of(order, offset),
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


def _content_of(order: _Order, offset: PrinterOffset) -> Callable[[Desk], bytes]:
    """What is made in the data lane. Envelopes are fed another way than sheets, so the printer's offset is for labels only."""
    batch_id, kind, packets, sheet = order.batch.batch_id, order.envelope.id, order.packets, order.labels
    if sheet is None:
        return lambda desk: envelope_faces(desk, batch_id, envelope=kind, packets=packets)
    return lambda desk: envelope_labels(
        desk, batch_id, envelope=kind, packets=packets, sheet=sheet.id, first=order.first, offset=offset
    )  # fmt: skip


def _told(order: _Order, went: tuple[int, ...]) -> str:
    count, sheet = len(went), order.labels
    if count < len(order.packets):
        return translate(
            "EnvelopeFaces", "Stopped after {done} of {count} envelopes. Look at the printer; these were not sent: {rest}."
        ).format(done=count, count=len(order.packets), rest=ranges(order.packets[count:]))
    if sheet is not None:
        free = (order.first + count - 1) % sheet.per_sheet + 1
        return translate("EnvelopeFaces", "Labels were sent to be printed: {count}. The first free label is now number {free}.").format(
            count=count, free=free
        )
    one = translate("EnvelopeFaces", "1 envelope was sent to be printed.")
    return one if count == 1 else translate("EnvelopeFaces", "{count} envelopes were sent to be printed.").format(count=count)


def _to_file(path: Path) -> Callable[[bytes], None]:
    return lambda content: write_batch(path, content)
