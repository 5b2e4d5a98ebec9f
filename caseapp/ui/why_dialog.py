"""Why this date? One dialog for every date on screen: its derivation in plain words, to be read, printed, and saved as a PDF.

Who shows dates says which one is asked about with a method `why_target` on the page, the list or the field (`why_target.py`); the
key asks the control that has the focus and whatever it stands in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.letters import Paper, Paragraph, ParagraphKind
from caseapp.services.desk import Desk
from caseapp.services.explanations import ExplainedCase, ExplainedDate, explain_case, explain_receipt, print_explanation
from caseapp.services.trouble import Trouble
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.telling import paragraphs_of
from caseapp.ui.theme import current
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.reading_view import ReadingView
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

translate = QCoreApplication.translate

AskForFile = Callable[[QWidget, str, Callable[[Path], None]], None]
AskForPrinter = Callable[[QWidget, str, Callable[["QPrinter"], None]], None]


@dataclass(frozen=True, slots=True)
class _Found:
    case: ExplainedCase
    citations: Mapping[str, str]
    zone: str


class WhyDialog(QDialog):
    """The derivation of the dates of one case. Esc closes, the box goes to another date, Ctrl+P prints, Ctrl+Enter saves the PDF.

    Attributes:
        ask_for_file, ask_for_printer: open the system's dialogs; tests put their own in their place.
    """

    def __init__(self, office: Office, found: _Found, target: WhyTarget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._found = found
        self._shown: ExplainedDate | None = None
        self.ask_for_file: AskForFile = ask_for_pdf
        self.ask_for_printer: AskForPrinter = ask_for_printer
        px = current().px
        title = translate("WhyDialog", "Why this date?")
        self.setObjectName("why_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = Words("", TypeRole.HEADING, wrap=True)
        self._dates = Words("", TypeRole.BODY, Weight.MEDIUM, wrap=True)
        self.choice = ChoiceBox(
            tuple((date.key, _name(date)) for date in found.case.dates), name="why_date", label=translate("WhyDialog", "Date")
        )
        self.choice.chosen_changed.connect(lambda key: self.show_date(str(key)))
        self.text = ReadingView(name="why_text", label=title)
        self.close_button = KeyButton(translate("WhyDialog", "Close"), key="Esc", name="why_close", on_click=self.reject)
        self.save_button = KeyButton(
            translate("WhyDialog", "Save as a PDF..."), ButtonKind.PRIMARY, key="Ctrl+Return", name="why_save", on_click=self.save
        )
        self.print_button = KeyButton(
            translate("WhyDialog", "Print..."), icon="printer", key="Ctrl+P", name="why_print", on_click=self.print_it
        )
        self._lay_out()
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.save)
        QShortcut(QKeySequence("Ctrl+P"), self, self.print_it)
        self.choice.setVisible(len(found.case.dates) > 1)
        office.desk_changed.connect(self._close_when_locked)
        window = parent.window() if parent is not None else None
        room = (window.width() - 24, window.height() - px(40)) if window is not None else (1340, 728)
        self.resize(min(px(720), room[0]), min(px(640), room[1]))
        self.show_date(_beginning(found.case, target))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        px = current().px
        head = QVBoxLayout()
        head.setContentsMargins(px(Space.PANEL), px(Space.L), px(Space.PANEL), px(Space.M))
        head.setSpacing(px(Space.S))
        head.addWidget(self._title)
        head.addWidget(self._dates)
        head.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(Space.PANEL), px(Space.M), px(Space.PANEL), px(Space.M))
        foot.setSpacing(px(Space.S))
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.print_button)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        # The text has a margin of its own; with this its words begin under the title.
        body = QVBoxLayout()
        body.setContentsMargins(px(Space.PANEL) - px(Space.M), 0, 0, 0)
        body.addWidget(self.text)
        column.addLayout(body, 1)
        column.addWidget(Rule())
        column.addLayout(foot)

    @property
    def shown(self) -> ExplainedDate | None:
        return self._shown

    def show_date(self, key: str) -> None:
        """Tell the derivation of one of the dates."""
        found = next((date for date in self._found.case.dates if date.key == key), None)
        if found is None:
            return
        self._shown = found
        self.choice.set_chosen(key)
        self._title.setText(translate("WhyDialog", "Why this date? {name}").format(name=_name(found)))
        self._dates.setText(_dates(found))
        self.text.set_paragraphs(self._paragraphs(found))

    def save(self) -> None:
        """Ask for a file and write the shown explanation there. Its name holds the case number and nothing of the person."""
        if self._shown is None:
            return
        number = self._found.case.number or translate("WhyDialog", "not-saved")
        paper = self._paper(self._shown)
        self.ask_for_file(self, f"{number}-{self._shown.kind}-why.pdf", lambda path: self._write(paper, path))

    def print_it(self) -> None:
        """Ask for a printer and print the shown explanation there. The job is named by the case number."""
        desk = self._office.desk
        if self._shown is None or desk is None:
            return
        paper, press = self._paper(self._shown), desk.press
        number = self._found.case.number or translate("WhyDialog", "not-saved")

        def printed(_: object) -> None:
            self._office.messages.notice(translate("WhyDialog", "Sent to the printer."))

        def not_printed(error: Exception) -> None:
            # Late: printing brings a part of Qt with it, and most explanations are only read.
            from caseapp.host.printers import PrinterFailed

            if isinstance(error, PrinterFailed):
                self._office.messages.notice(translate("WhyDialog", "The printer took nothing. Look at it, then print again."))
            else:
                self._office.messages.show_trouble(error)

        def chosen(printer: QPrinter) -> None:
            # Late: as above.
            from caseapp.ui.paint_pages import paint_pages

            def paint(content: bytes) -> None:
                self._office.jobs.run(self, lambda: paint_pages(press, content, printer), printed, not_printed, lane="file")

            self._office.run(self, lambda desk: print_explanation(desk, paper), paint)

        self.ask_for_printer(self, f"{number} {self._shown.kind}", chosen)

    def _write(self, paper: Paper, path: Path) -> None:
        def told(_: None) -> None:
            self._office.messages.notice(translate("WhyDialog", "Saved as {name}.").format(name=path.name))

        def set_(content: bytes) -> None:
            self._office.jobs.run(self, lambda: _write_file(path, content), told, lane="file")

        self._office.run(self, lambda desk: print_explanation(desk, paper), set_)

    def _paragraphs(self, found: ExplainedDate) -> tuple[Paragraph, ...]:
        return paragraphs_of(found.said, self._found.citations, self._found.zone)

    def _paper(self, found: ExplainedDate) -> Paper:
        number = self._found.case.number
        beginning = Paragraph(kind=ParagraphKind.TEXT, text=_dates(found))
        title = translate("WhyDialog", "Why this date: {name}").format(name=_name(found))
        return Paper(
            title=title,
            language="en",
            reference=translate("WhyDialog", "Case {number}").format(number=number) if number else "",
            page_pattern=translate("WhyDialog", "Page {page} of {pages}"),
            paragraphs=(beginning, *self._paragraphs(found)),
            practice_line=translate("WhyDialog", "PRACTICE: nothing on this page is real"),
        )

    def _close_when_locked(self) -> None:
        if self._office.desk is None:
            self.reject()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()


def ask_why(office: Office, parent: QWidget, target: WhyTarget) -> None:
    """Read the explanation and open the dialog over the window of `parent`."""

    def work(desk: Desk) -> _Found:
        if target.case_id:
            case = explain_case(desk, target.case_id, also=target.also, request_id=target.request_id)
        else:
            assert target.receipt is not None, "a request that is being typed has a receipt"
            case = explain_receipt(desk, target.receipt, target.channel, target.types)
        citations = {one.code: one.citation for one in getattr(desk.rulebook, "provisions", ())}
        return _Found(case, citations, desk.business_zone)

    def done(found: _Found) -> None:
        if found.case.dates:
            WhyDialog(office, found, target, parent).open()
        else:
            office.messages.notice(translate("WhyDialog", "This version of the law sets no date for this request."))

    if target.case_id or target.receipt is not None:
        office.run(parent, work, done, key="why")


def ask_why_here(office: Office) -> None:
    """Ask about the date of the control that has the focus, or of what it stands in."""
    widget = QApplication.focusWidget()
    top = widget or QApplication.activeWindow()
    while widget is not None:
        ask = getattr(widget, "why_target", None)
        target = ask() if callable(ask) else None
        if isinstance(target, WhyTarget):
            ask_why(office, widget.window(), target)
            return
        widget = widget.parentWidget()
    if top is not None:
        office.messages.notice(translate("WhyDialog", "There is no date here. Go to a case, a row or a day with a date first."))


def ask_for_pdf(parent: QWidget, name: str, done: Callable[[Path], None]) -> None:
    """Open the system's dialog for a file that does not have to exist."""
    dialog = QFileDialog(parent, translate("WhyDialog", "Save a PDF"), QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.open()


def ask_for_printer(parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
    """Open the system's print dialog."""
    # Late: printing brings a part of Qt with it, and most explanations are only read.
    from caseapp.ui.paint_pages import choose_printer

    choose_printer(parent, title, done)


def _write_file(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise Trouble("file_not_written", name=path.name) from None


def _beginning(case: ExplainedCase, target: WhyTarget) -> str:
    keys = [date.key for date in case.dates]
    if target.deadline_id in keys:
        return target.deadline_id
    wanted = target.also or target.kind
    if wanted is not None:
        for date in case.dates:
            if date.kind is wanted and (not target.request_id or not target.case_id or target.also is None or date.key.endswith(wanted)):
                return date.key
    return case.leading if case.leading in keys else keys[0]


def _name(date: ExplainedDate) -> str:
    right, deadline = short_type(date.request_type), label(date.kind)
    return right if right == deadline else translate("WhyDialog", "{right}: {deadline}").format(right=right, deadline=deadline)


def _dates(date: ExplainedDate) -> str:
    plan, last = qt_dates.full_date(date.plan_by_on), qt_dates.full_date(date.last_day_on)
    if date.mail_by_on is None:
        return translate("WhyDialog", "Plan by {plan}. Last day {last}.").format(plan=plan, last=last)
    return translate("WhyDialog", "Mail by {mail}. Plan by {plan}. Last day {last}.").format(
        plan=plan, last=last, mail=qt_dates.full_date(date.mail_by_on)
    )
