"""The drafts that wait: reads them for the start view, asks before one is removed or closed, and takes over those of others."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.draft_ends import OthersDraft, drafts_of_others, end_draft, hand_over_draft
from caseapp.services.views import DraftEntry
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.intake.session import IntakeSession
from caseapp.ui.intake.start_view import StartView
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormRow, set_lines


class WaitingDrafts(QObject):
    """See the module."""

    def __init__(self, office: Office, session: IntakeSession, view: StartView, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._session = session
        self._view = view
        view.discard_chosen.connect(self._ask_discard)
        view.take_chosen.connect(self._take_over)

    def read(self) -> None:
        """Read again what waits, and for who may go on with them the drafts of others."""
        self._office.run(self, _read, self._show, key="drafts")

    def _show(self, result: tuple[tuple[DraftEntry, ...], tuple[OthersDraft, ...], str, date]) -> None:
        entries, others, zone, today = result
        self._view.show_drafts(entries, zone, today)
        self._view.show_others(others, zone, today)

    def _ask_discard(self, entry: object) -> None:
        """Remove what never was a request; close what has a number and asks nothing any more; keep what asks."""
        assert isinstance(entry, DraftEntry)
        if entry.has_case and entry.has_right:
            self._office.messages.show_trouble(DomainError("draft_has_request"))
        elif entry.has_case:
            self._end(entry)
        else:
            self._ask_remove(entry)

    def _ask_remove(self, entry: DraftEntry) -> None:
        self._office.messages.ask(
            self.tr("Remove a draft"),
            self.tr("What was typed in it is erased. Nothing was requested in it."),
            ((self.tr("Name"), entry.name.strip() or self.tr("No name yet")), (self.tr("It came by"), label(entry.channel))),
            self.tr("Remove the draft"),
            lambda: self._session.discard(entry.draft_id),
            destructive=True,
        )

    def _end(self, entry: DraftEntry) -> None:
        dialog = ActDialog(
            self._office,
            name="end_draft",
            title=self.tr("Close {number} without a request").format(number=entry.number),
            sentence=self.tr("A right was ticked and unticked again. The number stays in the record, with the reason."),
            act_text=self.tr("Close it"),
            destructive=True,
            parent=self._view,
        )
        box = _reason_box("end_draft_reason")
        dialog.add("reason", FormRow(self.tr("&Why no request was made"), box, above=True, stretch=True))

        def collect() -> Work:
            reason = box.toPlainText()
            return lambda desk: end_draft(desk, entry.draft_id, reason=reason)

        dialog.open_for(collect)

    def _take_over(self, draft: object) -> None:
        assert isinstance(draft, OthersDraft)
        dialog = ActDialog(
            self._office,
            name="take_draft",
            title=self.tr("Take over a draft of {name}").format(name=draft.operator_name),
            sentence=self.tr("It goes on with you, and the history says so. Its clock runs on, whoever has it."),
            act_text=self.tr("Take it over"),
            parent=self._view,
        )
        box = _reason_box("take_draft_reason")
        dialog.add("reason", FormRow(self.tr("&Why you go on with it"), box, above=True, stretch=True))

        def collect() -> Work:
            reason = box.toPlainText()
            return lambda desk: hand_over_draft(desk, draft.draft_id, to=desk.operator.id, reason=reason)

        dialog.open_for(collect, lambda _: self._view.draft_opened.emit(draft.draft_id))


def _read(desk: Desk) -> tuple[tuple[DraftEntry, ...], tuple[OthersDraft, ...], str, date]:
    others = drafts_of_others(desk) if desk.operator.may(Act.HAND_OVER_DRAFTS) else ()
    return desk.queries.drafts(operator_id=desk.operator.id), others, desk.business_zone, desk.today()


def _reason_box(name: str) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName(name)
    set_lines(box, 2)
    return box
