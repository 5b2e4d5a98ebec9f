"""Letting a letter go after its last day: an officer's act, with a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.stops import LetterStop
from caseapp.services.stop_list import allow_late
from caseapp.ui.mailroom.stop_words import stop_name
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate


def ask_to_let_go(office: Office, page: QWidget, stop: LetterStop, done: Callable[[], None]) -> None:
    """Ask an officer for the reason; whoever is none goes to the letter instead."""
    desk = office.desk
    if desk is None or not desk.operator.may(Act.DECIDE):
        office.navigate("letters", letter_id=stop.letter_id)
        return
    reason = QLineEdit()
    reason.setObjectName("late_reason")
    row = FormRow(translate("LateDialog", "&Reason"), reason, above=True, stretch=True)

    def act() -> None:
        text = reason.text().strip()

        def recorded(_: object) -> None:
            dialog.accept()
            done()

        def refused(error: Exception) -> None:
            if isinstance(error, DomainError):
                dialog.show_problem(error)
            else:
                office.messages.show_trouble(error)

        office.run(page, lambda own: allow_late(own, stop.letter_id, reason=text), recorded, refused)

    dialog = FormDialog(
        translate("LateDialog", "Let this letter go late"),
        translate("LateDialog", "{name}. The reason stays in the history, and the request counts as late.").format(
            name=stop_name(stop)
        ),
        {"reason": row}, translate("LateDialog", "Let it go late"), act, office.messages, name="late", parent=page,
    )  # fmt: skip
    dialog.open()
