"""Contacts that are no new request: looks the case up, and logs the contact. Shows nothing."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from caseapp.domain.case import ContactKind, parse_case_number
from caseapp.domain.errors import DomainError
from caseapp.services.changes import ChangeSet
from caseapp.services.contacts import SayableState, log_contact, sayable_state
from caseapp.services.desk import Desk
from caseapp.services.intake_form import IntakeForm
from caseapp.ui.intake.caller_part import ABOUT_CASE
from caseapp.ui.intake.session import Sheet
from caseapp.ui.office import Office


class ContactLog(QObject):
    """See the module.

    Signals:
        found: `SayableState` of the case whose number is typed, or None.
        logged: `SayableState` of the case, or None for a question.
        refused: `DomainError`. failed: any other exception.
    """

    found = Signal(object)
    logged = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office

    def look_up(self, text: str) -> None:
        """Find what may be said about the case, as soon as the text is a case number."""
        self.found.emit(None)
        if parse_case_number(text) is not None:
            self._office.run(self, lambda desk: sayable_state(desk, text), self.found.emit, lambda _: None, key="sayable")

    def log_typed(self, form: IntakeForm, sheet: Sheet) -> None:
        """Log what the form says: about a case, or a question."""
        kind = ContactKind.ABOUT_CASE if form.purpose == ABOUT_CASE else ContactKind.QUESTION
        self.log(form, sheet, kind, form.about_number, form.topic)

    def log(self, form: IntakeForm, sheet: Sheet, kind: ContactKind, number: str, topic: str = "") -> None:
        """Log a contact on the line and at the time of the sheet."""
        seconds = self._office.call.seconds

        def work(desk: Desk) -> tuple[ChangeSet, SayableState | None]:
            about = kind is ContactKind.ABOUT_CASE and bool(number.strip())
            state = sayable_state(desk, number) if about else None
            change = log_contact(
                desk,
                kind=kind,
                channel=sheet.channel,
                started_at=sheet.started_at,
                line_id=form.line_id,
                caller_number=form.caller_number,
                case_id=state.case_id if state is not None else None,
                topic=topic,
                seconds=seconds,
            )
            return change, state

        def done(result: tuple[ChangeSet, SayableState | None]) -> None:
            self._office.bus.changed.emit(result[0])
            self.logged.emit(result[1])

        def failed(error: Exception) -> None:
            (self.refused if isinstance(error, DomainError) else self.failed).emit(error)

        self._office.run(self, work, done, failed)
