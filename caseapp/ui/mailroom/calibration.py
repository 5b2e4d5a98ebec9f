"""Measuring a printer: print the calibration page, type how far it is off, print again to see."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.print_file import PrinterOffset, offset_as_typed, offsets_from_text, offsets_to_text
from caseapp.host.printers import PrinterFailed, PrintQueue
from caseapp.services.envelopes import Envelopes, read_envelopes
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.mailroom.print_job import printer_sentence
from caseapp.ui.mailroom.printing import Printing
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog
from caseapp.ui.widgets.key_button import KeyButton

translate = QCoreApplication.translate

SETTING = "printer_offsets"


class Calibration(QObject):
    """Asks for a printer and its offset, which this computer keeps."""

    def __init__(self, office: Office, page: QWidget, printing: Printing) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._printing = printing

    def ask(self) -> None:
        """Look for printers and envelopes, then open the dialog."""
        self.office.jobs.run(self._page, self._printing.queues, self._look_for_envelopes, lane="file")

    def _look_for_envelopes(self, found: tuple[PrintQueue, ...]) -> None:
        if not found:
            self.office.messages.notice(translate("Calibration", "This computer has no printer that the program can send pages to."))
            return
        self.office.run(self._page, read_envelopes, lambda envelopes: self._open(found, envelopes))

    def _open(self, found: tuple[PrintQueue, ...], envelopes: Envelopes) -> None:
        ordered = sorted(found, key=lambda queue: (not queue.is_default, queue.name))
        printer = ChoiceBox(
            tuple((queue.name, queue.name) for queue in ordered), name="calibrate_printer", label=translate("Calibration", "Printer")
        )
        envelope = ChoiceBox(
            tuple((each.id, envelope_name(each)) for each in envelopes.known),
            name="calibrate_envelope",
            label=translate("Calibration", "Envelope"),
        )
        envelope.set_chosen(envelopes.standard)
        right, down = QLineEdit(), QLineEdit()
        right.setObjectName("calibrate_right")
        down.setObjectName("calibrate_down")
        rows = {
            "printer": FormRow(translate("Calibration", "&Printer"), printer, above=True, stretch=True),
            "envelope": FormRow(translate("Calibration", "&Envelope whose window and folds it shows"), envelope, above=True, stretch=True),
            "right": FormRow(translate("Calibration", "Too far to the &right, in hundredths of an inch"), right, above=True, stretch=True),
            "down": FormRow(translate("Calibration", "Too &low, in hundredths of an inch"), down, above=True, stretch=True),
        }

        def show_known(_: object = None) -> None:
            known = self._offsets().get(str(printer.chosen()), PrinterOffset())
            right.setText(str(known.right))
            down.setText(str(known.down))

        def typed() -> PrinterOffset | None:
            try:
                return offset_as_typed(right.text(), down.text())
            except DomainError as error:
                dialog.show_problem(error)
                return None

        def print_page() -> None:
            offset = typed()
            if offset is not None:
                self._print(str(printer.chosen()), str(envelope.chosen()), offset)

        def save() -> None:
            offset = typed()
            if offset is None:
                return
            self._keep(str(printer.chosen()), offset)
            dialog.accept()

        print_it = KeyButton(translate("Calibration", "Print the calibration page"), name="calibrate_print", on_click=print_page)
        sentence = translate(
            "Calibration",
            "Print the page, measure it as it says, write what is more than 1.00 inch, and print it again. What is kept moves every page "
            "for this printer, whatever its envelope.",
        )
        dialog = FormDialog(
            translate("Calibration", "Measure a printer"), sentence, rows, translate("Calibration", "Keep for this printer"), save,
            self.office.messages, name="calibrate", others=(print_it,), parent=self._page,
        )  # fmt: skip
        printer.chosen_changed.connect(show_known)
        show_known()
        dialog.open()

    def _offsets(self) -> dict[str, PrinterOffset]:
        return offsets_from_text(str(self.office.settings.get(SETTING) or ""))

    def _keep(self, printer: str, offset: PrinterOffset) -> None:
        self.office.settings.set(SETTING, offsets_to_text({**self._offsets(), printer: offset}))
        self.office.messages.notice(translate("Calibration", "Every page for {printer} is moved from now on.").format(printer=printer))

    def _print(self, printer: str, envelope: str, offset: PrinterOffset) -> None:
        title, send = translate("Calibration", "Calibration page"), self._printing.send
        self.office.run(
            self._page,
            lambda desk: desk.press.calibration_page(envelope, offset, "en"),
            lambda content: self.office.jobs.run(
                self._page, lambda: send(content, printer, title, duplex=False), lambda _: None, self._failed, lane="file"
            ),
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, PrinterFailed):
            self.office.messages.notice(printer_sentence(error.reason))
        else:
            self.office.messages.show_trouble(error)
