"""What if: a one-off day or a draft of the law, tried on open cases and on requests to come. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.one_off_days import MOVES_DATES, OneOffKind
from caseapp.services.desk import Desk
from caseapp.services.trouble import Trouble
from caseapp.services.what_if import DAYS_AHEAD, WhatIf, what_if_day, what_if_draft
from caseapp.ui import qt_dates
from caseapp.ui.admin.law_words import law_heading
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.what_if_words import future_cells, open_cells
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.reading_view import ReadingView

AskForDraft = Callable[[QWidget, Callable[[Path], None]], None]


class WhatIfPanel(AdminPanel):
    """A day or a draft at the top, what it would touch below.

    Attributes:
        ask_for_draft: opens the system's dialog; tests put their own in its place.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "what_if",
            self.tr("What if"),
            self.tr(
                "Try a one-off day, or a draft of a new version of the law, before anything counts. Nothing is written. "
                "A draft never moves an open case: a case keeps the version of its day of receipt."
            ),
        )
        self.ask_for_draft: AskForDraft = ask_for_draft
        self._draft: Path | None = None
        self.summary = ProblemSummary()
        self.summary.setObjectName("admin_what_if_problems")
        self.day = DateEdit(self._today, name="admin_what_if_day", label=self.tr("One-off day"))
        self.kind = ChoiceBox(
            tuple((kind, label(kind)) for kind in OneOffKind if kind in MOVES_DATES), name="admin_what_if_kind", label=self.tr("By")
        )
        self.ahead = QLineEdit(str(DAYS_AHEAD))
        self.ahead.setObjectName("admin_what_if_ahead")
        set_width(self.ahead, 6)
        rows = {
            "day_on": FormRow(self.tr("One-off &day"), self.day, above=True),
            "kind": FormRow(self.tr("&By"), self.kind, above=True),
            "days_ahead": FormRow(self.tr("Receipts of the next days, how &many"), self.ahead, above=True),
        }
        form = Form()
        form.add(FlowRow(*rows.values(), gap=Space.L))
        self.problems = FormProblems(self.summary, rows, office.messages, self)
        self.try_button = KeyButton(
            self.tr("Try the day"), ButtonKind.PRIMARY, key="Ctrl+Return", name="admin_what_if_try", on_click=self.primary
        )
        self.draft_button = KeyButton(
            self.tr("Try a draft from a &file..."), icon="file-text", name="admin_what_if_draft", on_click=self.draft
        )
        self.result = ReadingView(name="admin_what_if_result", label=self.tr("What it would touch"), first_share=40)
        for part in (self.summary, form):
            self.body.addWidget(part)
        self.body.addWidget(FlowRow(self.try_button, self.draft_button))
        self.body.addWidget(self.result, 1)
        self._say_what_to_do()
        follow_theme(self, self._dress)

    def primary(self) -> None:
        """Try the typed day."""
        try:
            day, ahead = self.day.required("day_on"), self._ahead()
        except DomainError as error:
            self.problems.show(error)
            return
        kind = OneOffKind(str(self.kind.chosen()))
        self._run(lambda desk: what_if_day(desk, day, kind, days_ahead=ahead))

    def draft(self) -> None:
        """Ask for a file with a draft, and try it."""
        self.ask_for_draft(self, self.try_draft)

    def try_draft(self, path: Path) -> None:
        try:
            ahead = self._ahead()
        except DomainError as error:
            self.problems.show(error)
            return
        self._run(lambda desk: what_if_draft(desk, path, days_ahead=ahead))

    def first_focus(self) -> QWidget:
        return self.day.box

    def forget(self) -> None:
        self.day.set_date(None)
        self._say_what_to_do()
        self.problems.clear()

    def _say_what_to_do(self) -> None:
        lines = (
            self.tr("Write a day and choose Try the day: here you read which open cases it would move, and by how much."),
            self.tr("Or choose a file with a draft of the law: here you read what it would change for requests to come."),
            self.tr("Either way the next days are tried too, as many as you write."),
        )
        texts = (Paragraph(kind=ParagraphKind.TEXT, text=line) for line in lines)
        self.result.set_paragraphs((law_heading(self.tr("Nothing is tried yet")), *texts))

    def _run(self, work: Callable[[Desk], WhatIf]) -> None:
        self.problems.clear()
        self.result.set_paragraphs((Paragraph(kind=ParagraphKind.TEXT, text=self.tr("Reading open cases...")),))
        self.office.run(self, work, self._show, self._failed, key="what_if")

    def _ahead(self) -> int:
        text = self.ahead.text().strip()
        if not text.isascii() or not text.isdecimal():
            raise DomainError("days_ahead_unreadable", "days_ahead", most=400)
        return int(text)

    def _show(self, found: WhatIf) -> None:
        head = (self.tr("Received"), self.tr("Cases"), self.tr("Plan day"), self.tr("Last day"))
        lines = [law_heading(self._open_words(found))]
        if found.open_moves:
            lines.append(Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=(self.tr("Open deadlines"), *head)))
            lines += [Paragraph(kind=ParagraphKind.TABLE_ROW, cells=open_cells(move)) for move in found.open_moves]
        lines.append(law_heading(self._future_words(found)))
        if found.future_moves:
            days = (self.tr("Received"), self.tr("Days"), self.tr("Plan day"), self.tr("Last day"))
            lines.append(Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=(self.tr("Requests to come"), *days)))
            lines += [Paragraph(kind=ParagraphKind.TABLE_ROW, cells=future_cells(move)) for move in found.future_moves]
        if found.tables_end:
            words = self.tr("The holiday tables end before some of these days; those were left out.")
            lines.append(Paragraph(kind=ParagraphKind.TEXT, text=words))
        self.result.set_paragraphs(lines)

    def _open_words(self, found: WhatIf) -> str:
        if not found.open_moves:
            return self.tr("No open case would be touched.")
        if found.counts_for_open:
            return self.tr("{count} open deadlines would move once the day counts.").format(count=f"{found.open_deadlines:,}")
        return self.tr(
            "{count} open deadlines would differ had version {name} been in force when they were received. They do not move."
        ).format(count=f"{found.open_deadlines:,}", name=found.name)

    def _future_words(self, found: WhatIf) -> str:
        first, last = qt_dates.year_date(found.future_from), qt_dates.year_date(found.future_until)
        if not found.future_moves:
            return self.tr("No request received from {first} to {last} would be touched.").format(first=first, last=last)
        return self.tr("Requests received from {first} to {last} that would be touched:").format(first=first, last=last)

    def _failed(self, error: Exception) -> None:
        self._say_what_to_do()
        if isinstance(error, DomainError):
            self.problems.show(error)
        elif isinstance(error, Trouble) and error.code == "resource_faulty":
            words = self.tr("{file}, line {line}: {reason}").format(
                **{name: error.facts.get(name, "") for name in ("file", "line", "reason")}
            )
            heading = law_heading(self.tr("The draft cannot be used. Mend it and try again."))
            self.result.set_paragraphs((heading, Paragraph(kind=ParagraphKind.TEXT, text=words)))
        else:
            self.office.messages.show_trouble(error)

    def _today(self) -> date:
        desk = self.office.desk
        if desk is None:
            raise DomainError("date_missing")
        return desk.today()

    def _dress(self) -> None:
        self.result.setMinimumHeight(current().px(260))


def ask_for_draft(parent: QWidget, done: Callable[[Path], None]) -> None:
    """Open the system's dialog for one file that is there."""
    dialog = QFileDialog(parent, parent.tr("A draft of the law"), QDir.homePath())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter("TOML (*.toml)")
    dialog.fileSelected.connect(lambda chosen: done(Path(chosen)))
    dialog.open()
