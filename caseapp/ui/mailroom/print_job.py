"""Printing a batch, or some of its pieces again: ask how, say that it begins, send it, say that it was sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.correspondence import BatchState
from caseapp.domain.errors import DomainError
from caseapp.domain.print_file import PrinterOffset, offsets_from_text
from caseapp.host.printers import PrinterFailed, PrintQueue
from caseapp.services.desk import Desk
from caseapp.services.mailroom import batch_content, begin_printing, mark_checked, mark_sent_to_printer, take_printing_back
from caseapp.services.trouble import Trouble
from caseapp.services.views import BatchEntry
from caseapp.ui.mailroom.printing import DIALOG, FILE, QUEUE, Printing, Progress, paint_batch, ways, write_batch
from caseapp.ui.mailroom.steps import problem_pieces, ranges
from caseapp.ui.mailroom.underway import Underway
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is to be printed. `positions` is empty for the whole batch, which has its cover list on top."""

    batch: BatchEntry
    positions: tuple[int, ...] = ()
    reason: str = ""
    marked: tuple[int, ...] = ()
    duplex: bool = True
    offset: PrinterOffset = PrinterOffset()

    @property
    def file_name(self) -> str:
        """``B20260303-01.pdf``, or for some pieces ``B20260303-01 003-005.pdf``, so that it does not take the place of the whole batch."""
        pieces = ranges(self.positions).replace(",", "")
        return f"{self.batch.number} {pieces}.pdf" if pieces else f"{self.batch.number}.pdf"


class PrintJob(QObject):
    """One job at a time.

    Signals:
        began: bytes are made for the printer.
        ended: the job is over, whatever came of it.
        failed: the sentence of what the printer said.
        spooled: a queue of the system took the batch: the job's number, the batch, the words of the printer.
    """

    spooled = Signal(str, str, str)
    began = Signal()
    ended = Signal()
    failed = Signal(str)

    def __init__(self, office: Office, page: QWidget, printing: Printing) -> None:
        super().__init__(page)
        self.office = office
        self.printing = printing
        self._page = page
        self.underway = Underway(self)
        self._job = ""

    def ask(self, batch: BatchEntry, marked: frozenset[int] = frozenset(), *, again: bool = False) -> None:
        """Ask how to print; with `again`, only the pieces with a problem, for a reason."""
        if self.underway.is_on:
            return
        pieces = problem_pieces(batch, marked) if again else ()
        order = _Order(batch=batch, positions=tuple(piece.position for piece in pieces), marked=tuple(sorted(marked)))
        self.office.jobs.run(self._page, self.printing.queues, lambda found: self._ask_how(order, found), lane="file")

    def _ask_how(self, order: _Order, found: tuple[PrintQueue, ...]) -> None:
        offered = ways(found)
        way = ChoiceBox(offered, name="print_way", label=translate("PrintJob", "Printer"))
        rows = {"way": FormRow(translate("PrintJob", "&Printer"), way, above=True, stretch=True)}
        sides = ChoiceBox(
            ((True, translate("PrintJob", "Both sides of the sheet")), (False, translate("PrintJob", "One side"))),
            name="print_sides", label=translate("PrintJob", "Sides"),
        )  # fmt: skip
        sides.set_chosen(self.office.settings.get("printer_duplex") is not False)
        rows["sides"] = FormRow(translate("PrintJob", "&Sides"), sides, above=True, stretch=True)
        reason = QLineEdit()
        reason.setObjectName("print_reason")
        count = len(order.positions)
        is_again = bool(count) or order.batch.state is not BatchState.OPEN
        if is_again:
            rows = {"reason": FormRow(translate("PrintJob", "&Reason"), reason, above=True, stretch=True)} | rows
            title = (
                translate("PrintJob", "Reprint 1 piece of {number}")
                if count == 1
                else translate("PrintJob", "Reprint {count} pieces of {number}")
            )
            if not count:
                title = translate("PrintJob", "Print all of {number} again")
            sentence = (
                translate("PrintJob", "Pieces {pieces}: the same bytes are printed once more. The reason stays in the history.")
                if count
                else translate(
                    "PrintJob",
                    "Every piece is printed once more, with the cover list. Destroy what was printed before, or a letter may be mailed "
                    "twice. The reason stays in the history.",
                )
            ).format(pieces=ranges(order.positions))
        else:
            title = translate("PrintJob", "Print {number}")
            sentence = translate("PrintJob", "Each letter begins on a new sheet. Look at every page when it is done.")

        def act() -> None:
            if is_again and not reason.text().strip():
                dialog.show_problem(DomainError("reason_missing", "reason"))
                return
            printer, duplex = str(way.chosen()), bool(sides.chosen())
            chosen = replace(order, reason=reason.text().strip(), duplex=duplex, offset=printer_offset(self.office, printer))
            self.office.settings.set("printer_duplex", duplex)
            dialog.accept()
            self._go(chosen, printer, dict(offered)[printer])

        dialog = FormDialog(
            title.format(count=count, number=order.batch.number), sentence, rows, translate("PrintJob", "Print"), act,
            self.office.messages, name="print", parent=self._page,
        )  # fmt: skip
        dialog.open()

    def _go(self, order: _Order, way: str, words: str) -> None:
        number = order.batch.number
        if way == FILE:
            self.printing.choose_file(self._page, order.file_name, lambda path: self._begin(order, words, lambda _: _to_file(path)))
        elif way == DIALOG:
            # Which printer it is, is known only now; it may be one that was measured.
            self.printing.choose_printer(
                self._page,
                number,
                lambda printer: self._begin(
                    replace(order, offset=printer_offset(self.office, printer.printerName())),
                    words,
                    lambda progress: self._to_printer(printer, progress),
                ),
            )
        else:
            queue = way.removeprefix(QUEUE)
            send = self.printing.send

            def to_queue(content: bytes) -> bool:
                self._job = send(content, queue, number, duplex=order.duplex)
                return True

            self._begin(order, words, lambda _: to_queue)

    def _to_printer(self, printer: QPrinter, progress: Progress) -> Callable[[bytes], bool]:
        desk = self.office.desk
        assert desk is not None, "nobody prints while locked"
        press = desk.press
        return lambda content: paint_batch(press, content, printer, progress)

    def _sent(self, order: _Order, words: str) -> None:
        self._end()
        if self._job:
            self.spooled.emit(self._job, order.batch.batch_id, words)

    def _begin(self, order: _Order, words: str, way: Callable[[Progress], Callable[[bytes], bool]]) -> None:
        self._job = ""
        self.began.emit()
        send = way(self.underway.begin())

        def prepare(desk: Desk) -> bytes:
            batch_id = order.batch.batch_id
            if order.positions:
                mark_checked(desk, batch_id, problem_positions=order.positions)
            content = batch_content(
                desk,
                batch_id,
                positions=order.positions or None,
                duplex=order.duplex,
                offset=order.offset,
                with_cover=not order.positions,
            )
            begin_printing(desk, batch_id, printer=words)
            return content

        self.office.run(
            self._page,
            prepare,
            lambda content: self._send(order, words, content, send),
            lambda error: self._give_up(order, error, began=False),
        )

    def _send(self, order: _Order, words: str, content: bytes, send: Callable[[bytes], bool]) -> None:
        def sent(is_whole: bool) -> None:
            if not is_whole:
                self._end()
                return
            self.office.run(
                self._page,
                lambda desk: mark_sent_to_printer(
                    desk, order.batch.batch_id, printer=words, positions=order.positions, reason=order.reason
                ),
                lambda _: self._sent(order, words),
                lambda error: self._give_up(order, error, began=False),
            )  # fmt: skip

        self.office.jobs.run(
            self._page, lambda: send(content), sent, lambda error: self._give_up(order, error, began=True), lane="file"
        )  # fmt: skip

    def _give_up(self, order: _Order, error: Exception, *, began: bool) -> None:
        """Say what went wrong. Only when the printer is known to have taken nothing does the batch go back to where it was."""
        took_nothing = isinstance(error, Trouble) or (isinstance(error, PrinterFailed) and error.reason != "no_answer")
        if began and took_nothing:
            # What nobody had looked at before is not looked at because a reprint of some pieces failed.
            before = order.batch.state
            self.office.run(self._page, lambda desk: take_printing_back(desk, order.batch.batch_id, before=before))
        if isinstance(error, PrinterFailed):
            self.failed.emit(printer_sentence(error.reason))
        elif isinstance(error, DomainError):
            self.failed.emit(self.office.messages.word_error(error))
        else:
            self.office.messages.show_trouble(error)
        self._end()

    def _end(self) -> None:
        self.underway.end()
        self.ended.emit()


def printer_offset(office: Office, way: str) -> PrinterOffset:
    """Return how far a printer is off, as it was measured with the calibration page."""
    known = offsets_from_text(str(office.settings.get("printer_offsets") or ""))
    return known.get(way.removeprefix(QUEUE), PrinterOffset())


def printer_sentence(reason: str) -> str:
    """Return what to do when a printer did not take a batch."""
    return {
        "no_printing_system": translate("PrintJob", "This computer has no printing system. Choose a PDF file, and print it elsewhere."),
        "unknown_queue": translate("PrintJob", "This printer is not there any more. Choose another one."),
        "no_answer": translate("PrintJob", "The printer did not answer. Look at its tray before you print again."),
        "refused": translate("PrintJob", "The printer took nothing. Look at it, then print again."),
    }[reason]


def _to_file(path: Path) -> Callable[[bytes], bool]:
    def write(content: bytes) -> bool:
        write_batch(path, content)
        return True

    return write
