"""The drafts that wait: reads them for the start view, and asks before one is removed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject

from caseapp.domain.errors import DomainError
from caseapp.services.views import DraftEntry
from caseapp.ui.intake.session import IntakeSession
from caseapp.ui.intake.start_view import StartView
from caseapp.ui.labels import label
from caseapp.ui.office import Office


class WaitingDrafts(QObject):
    """See the module."""

    def __init__(self, office: Office, session: IntakeSession, view: StartView, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._session = session
        self._view = view
        view.discard_chosen.connect(self._ask_discard)

    def read(self) -> None:
        """Read again what waits."""
        self._office.run(
            self, lambda desk: (desk.queries.drafts(operator_id=desk.operator.id), desk.business_zone, desk.today()), self._show,
            key="drafts",
        )  # fmt: skip

    def _show(self, result: tuple[tuple[DraftEntry, ...], str, date]) -> None:
        entries, zone, today = result
        self._view.show_drafts(entries, zone, today)

    def _ask_discard(self, entry: object) -> None:
        assert isinstance(entry, DraftEntry)
        if entry.has_case:
            self._office.messages.show_trouble(DomainError("draft_has_request"))
            return
        self._office.messages.ask(
            self.tr("Remove a draft"),
            self.tr("What was typed in it is erased. Nothing was requested in it."),
            ((self.tr("Name"), entry.name.strip() or self.tr("No name yet")), (self.tr("It came by"), label(entry.channel))),
            self.tr("Remove the draft"),
            lambda: self._session.discard(entry.draft_id),
            destructive=True,
        )
