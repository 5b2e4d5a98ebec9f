"""The papers of the mail room as files: the manifest and the mail log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.desk import Desk
from caseapp.services.mail_log import batch_log, day_log, day_manifest
from caseapp.services.mailroom import batch_manifest
from caseapp.services.views import BatchEntry
from caseapp.ui.mailroom.printing import Printing, write_batch
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate

BATCH, DAY = "batch", "day"


class PaperKind(StrEnum):
    """What is written."""

    MANIFEST = "manifest"
    LOG = "log"


class MailPapers(QObject):
    """Asks what is wanted and of what, then where the file goes."""

    def __init__(self, office: Office, page: QWidget, printing: Printing) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._printing = printing

    def ask(self, batch: BatchEntry | None) -> None:
        """Ask for the paper of the batch in hand, or of a day."""
        of = ChoiceBox(name="papers_of", label=translate("MailPapers", "Of"))
        options = [(DAY, translate("MailPapers", "Everything that left on a day"))]
        if batch is not None:
            options.insert(0, (BATCH, translate("MailPapers", "Batch {number}").format(number=batch.number)))
        of.set_options(options)
        kind = ChoiceBox(_kinds(), name="papers_kind", label=translate("MailPapers", "Paper"))
        on = DateEdit(self._today, name="papers_on", label=translate("MailPapers", "Day"))
        on.set_date(self._today())
        rows = {
            "of": FormRow(translate("MailPapers", "&Of"), of, above=True, stretch=True),
            "on": FormRow(translate("MailPapers", "&Day"), on),
            "kind": FormRow(translate("MailPapers", "&Paper"), kind, above=True, stretch=True),
        }

        def fit(_: object = None) -> None:
            rows["on"].setVisible(of.chosen() == DAY)

        def act() -> None:
            wanted = PaperKind(str(kind.chosen()))
            try:
                day = on.required("on") if of.chosen() == DAY else None
            except DomainError as error:
                dialog.show_problem(error)
                return
            self.office.run(self._page, _reading(wanted, batch, day), made(wanted, day), refused)

        def made(wanted: PaperKind, day: date | None) -> Callable[[bytes], None]:
            def show(content: bytes) -> None:
                dialog.accept()
                name = file_name(wanted, day.isoformat() if day is not None else batch.number if batch is not None else "")
                self._printing.choose_file(self._page, name, lambda path: self._write(path, content))

            return show

        def refused(error: Exception) -> None:
            if isinstance(error, DomainError):
                dialog.show_problem(error)
            else:
                self.office.messages.show_trouble(error)

        dialog = FormDialog(
            translate("MailPapers", "Mail log and manifest"),
            translate("MailPapers", "The file has names and addresses. Keep it where the letters are kept."),
            rows, translate("MailPapers", "Save as..."), act, self.office.messages, name="papers", parent=self._page,
        )  # fmt: skip
        of.chosen_changed.connect(fit)
        fit()
        dialog.open()

    def _write(self, path: Path, content: bytes) -> None:
        self.office.jobs.run(
            self._page,
            lambda: write_batch(path, content),
            lambda _: self.office.messages.notice(translate("MailPapers", "{name} was written.").format(name=path.name)),
            self.office.messages.show_trouble,
            lane="file",
        )

    def _today(self) -> date:
        desk = self.office.desk
        assert desk is not None, "papers are asked for while somebody is signed in"
        return desk.today()


def file_name(kind: PaperKind, of: str) -> str:
    """Return ``manifest B20260303-01.pdf`` and its like: a number or a day, never a name."""
    return {
        PaperKind.MANIFEST: f"manifest {of}.pdf", PaperKind.LOG: f"mail-log {of}.csv",
    }[kind]  # fmt: skip


def _kinds() -> list[tuple[object, str]]:
    return [
        (PaperKind.MANIFEST, translate("MailPapers", "Manifest with the columns of PS Form 3665 (PDF)")),
        (PaperKind.LOG, translate("MailPapers", "Mail log with corrections (CSV)")),
    ]


def _reading(kind: PaperKind, batch: BatchEntry | None, day: date | None) -> Callable[[Desk], bytes]:
    """What is read in the data lane."""
    if day is not None:
        return lambda desk: day_log(desk, day) if kind is PaperKind.LOG else day_manifest(desk, day)
    assert batch is not None, "without a day there is a batch"
    batch_id = batch.batch_id
    reads: dict[PaperKind, Callable[[Desk], bytes]] = {
        PaperKind.MANIFEST: lambda desk: batch_manifest(desk, batch_id),
        PaperKind.LOG: lambda desk: batch_log(desk, batch_id),
    }
    return reads[kind]
