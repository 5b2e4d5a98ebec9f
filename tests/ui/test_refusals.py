"""A refusal in a dialog: the form grows with it, and its words fit what can be done."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog
from caseapp.ui.wording import ErrorWording


def test_a_short_form_grows_with_its_problem(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    row = FormRow("&Reason", QLineEdit(), above=True)
    words = RecorderMessages(ErrorWording())
    dialog = FormDialog("Give up", "Say why.", {"reason": row}, "Give up", lambda: None, words, name="give_up", parent=window)
    dialog.open()
    before = dialog.height()
    dialog.show_problem(DomainError("reason_missing", "reason"))
    qapp.processEvents()
    assert dialog.height() > before
    assert row.field.visibleRegion().boundingRect() == row.field.rect()
    dialog.reject()
    window.close()


def test_a_refusal_without_a_field_does_not_ask_to_save_again() -> None:
    wording = ErrorWording()
    assert "save again" in wording.trouble(DomainError("reason_missing", "reason")).can_do
    assert "save again" not in wording.trouble(DomainError("too_late")).can_do
