"""Nothing typed is lost, and nothing said for proof is kept in the open."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from caseapp.services.drafts import read_draft
from caseapp.services.intake_form import IntakeForm
from caseapp.services.trouble import Trouble
from caseapp.ui.intake import session
from caseapp.ui.widgets.form import ProblemSummary
from tests.house import TestHouse
from tests.ui.drivers.base import Driver
from tests.ui.drivers.intake_driver import IntakeDriver

CANARY = "Zephyr Cooperative Bank"


def draft_state(intake: IntakeDriver) -> str:
    desk = intake.house.desk
    with desk.uow() as uow:
        return "".join(draft.state for draft in uow.drafts.where())


def kept_form(intake: IntakeDriver) -> IntakeForm:
    desk = intake.house.desk
    entry = desk.queries.drafts(operator_id=desk.operator.id)[0]
    return read_draft(desk, entry.draft_id)[1]


def everything_shown(intake: IntakeDriver) -> str:
    """Return every text of the page, also of what cannot be seen, with names and descriptions for screen readers."""
    parts = []
    for widget in intake.page.findChildren(QWidget):
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QPlainTextEdit):
            parts.append(widget.toPlainText())
        elif isinstance(widget, QLineEdit | QLabel | QAbstractButton):
            parts.append(widget.text())
    return " ".join(parts)


def test_it_saves_itself_soon_after_the_last_key(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type("415 555 0134")
    intake.settle()
    assert kept_form(intake).caller_number == "415 555 0134"
    assert intake.text_of("intake_saved_at") == "Draft saved 4:58:00 PM"


def test_a_step_further_saves(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_name", "Ana Peña")
    intake.press("Ctrl+Return")
    assert kept_form(intake).name == "Ana Peña"


def test_the_end_of_the_call_saves(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type("415 555 0134")
    intake.click("top_bar_end_call")
    assert kept_form(intake).caller_number == "415 555 0134"


def test_a_draft_is_saved_with_any_amount_missing(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_words", "erase it all")
    intake.press("Ctrl+S")
    assert kept_form(intake).words == "erase it all"
    assert intake.page.form_view.summary.sentences == ()


def test_what_was_typed_survives_a_crash(house: TestHouse) -> None:
    before = IntakeDriver(house)
    before.take_delete_request()
    before.settle()
    before.crash()
    after = IntakeDriver(house)
    assert after.focused == "intake_drafts"
    after.press("Return")
    shown = after.page.form()
    step, title = after.page.step, after.page.form_view.subtitle.text()
    after.close()
    assert (shown.name, shown.street, shown.types) == ("Ana Peña", "1200 Main St", ("delete",))
    assert [line_id for line_id, _ in shown.said] == ["greeting", "prove"]
    assert step == 6
    assert "call interrupted at" in title


def test_a_lock_comes_back_to_the_same_cursor(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.focus("intake_street")
    field = intake.find(QLineEdit, "intake_street")
    field.setCursorPosition(4)
    intake.press("Ctrl+L")
    assert intake.office.desk is None
    assert "Ana" not in everything_shown(intake)
    assert "Main St" not in everything_shown(intake)
    intake.unlock()
    assert intake.focused == "intake_street"
    assert field.text() == "1200 Main St"
    assert field.cursorPosition() == 4
    assert intake.text_of("intake_name") == "Ana Peña"
    assert intake.page.step == 3


def test_the_last_key_before_a_lock_is_kept(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_words", "half a sent")
    intake.press("Ctrl+L")
    intake.unlock()
    assert intake.text_of("intake_words") == "half a sent"
    assert intake.focused == "intake_words"


def test_claims_are_nowhere_in_the_draft(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.press("Alt+4")
    intake.click("intake_claim_original_creditor_again")
    intake.type(CANARY)
    intake.press("Ctrl+S")
    assert CANARY not in draft_state(intake)
    intake.press("Ctrl+Return")
    intake.settle()
    assert CANARY not in draft_state(intake)
    assert CANARY not in everything_shown(intake)
    intake.press("Alt+6")
    assert dict(intake.page.form_view.read_back.lines)["To prove it"] == "Original creditor, Year of birth (sealed)"


def test_a_claim_stays_readable_while_it_is_typed_and_no_longer(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.press("Alt+4")
    intake.focus("intake_claim_date_of_last_contact")
    intake.type("last Ma")
    intake.settle()
    assert intake.text_of("intake_claim_date_of_last_contact") == "last Ma"
    intake.type("y")
    intake.press("Tab")
    assert intake.has("intake_claim_date_of_last_contact_again")
    assert intake.text_of("intake_claim_date_of_last_contact") == ""
    field = intake.find(QLineEdit, "intake_claim_date_of_last_contact")
    field.undo()
    assert field.text() == ""


def test_the_officer_can_open_what_was_sealed_last(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    draft_id = intake.page.session.sheet.draft_id if intake.page.session.sheet else ""
    officer = intake.house.officer()
    with officer.uow() as uow:
        claim = uow.claimed_values.get(f"{draft_id}-original_creditor")
    assert officer.vault.unseal(claim.sealed, about=claim.id).decode() == "First Bank"


def test_a_draft_is_put_aside_and_opened_again(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_name", "Ana Peña")
    intake.press("Ctrl+W")
    assert intake.focused == "intake_drafts"
    intake.press("Return")
    assert intake.text_of("intake_name") == "Ana Peña"


def test_nothing_typed_leaves_nothing(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("Ctrl+W")
    desk = intake.house.desk
    assert desk.queries.drafts(operator_id=desk.operator.id) == ()


def test_a_draft_without_a_right_can_be_removed(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_name", "Ana Peña")
    intake.press("Ctrl+W")
    intake.messages.answers.append(True)
    intake.press("Del")
    desk = intake.house.desk
    assert desk.queries.drafts(operator_id=desk.operator.id) == ()


def test_a_draft_with_a_right_stays(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_delete")
    intake.press("Ctrl+W")
    intake.press("Del")
    assert intake.error_codes() == ["draft_has_request"]
    assert len(intake.house.desk.queries.drafts(operator_id=intake.house.desk.operator.id)) == 1


def test_a_draft_whose_rights_were_unticked_is_closed_with_a_reason(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_delete")
    intake.press("Ctrl+S")
    intake.choose("intake_types_delete")
    intake.press("Ctrl+W")
    intake.press("Del")
    dialog = Driver(intake.find(QDialog, "end_draft_dialog"))
    dialog.press("Ctrl+Return")
    assert dialog.find(ProblemSummary, "problem_summary").sentences != ()
    dialog.focus("end_draft_reason")
    dialog.type("Only a question.")
    dialog.press("Ctrl+Return")
    desk = intake.house.desk
    assert desk.queries.drafts(operator_id=desk.operator.id) == ()
    case_id = desk.queries.case_id_of("2026-000001")
    assert case_id is not None
    assert desk.queries.case_detail(case_id).case.ended_on == desk.today()


def test_an_officer_takes_over_a_draft_of_somebody_who_is_away(house: TestHouse) -> None:
    away = IntakeDriver(house)
    away.press("Ctrl+Shift+N")
    away.type_into("intake_name", "Ana Peña")
    away.choose("intake_types_delete")
    away.press("Ctrl+W")
    assert not away.has("intake_others_drafts")
    away.close()
    officer = IntakeDriver(house, "r.chen")
    assert "Ana" not in everything_shown(officer)
    officer.focus("intake_others_drafts")
    officer.press("Home")
    officer.press("Return")
    dialog = Driver(officer.find(QDialog, "take_draft_dialog"))
    dialog.type("Maria is ill today.")
    dialog.press("Ctrl+Return")
    officer.make_whole()
    assert officer.text_of("intake_name") == "Ana Peña"
    officer.close()


def test_waiting_drafts_have_the_focus_also_when_they_come_late(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_name", "Ana Peña")
    intake.press("Ctrl+W")
    view, desk = intake.page.start_view, intake.house.desk
    view.forget()
    intake.focus("intake_channel_phone")
    view.wait_for_drafts()
    view.show_drafts(desk.queries.drafts(operator_id=desk.operator.id), desk.business_zone, desk.today())
    assert intake.focused == "intake_drafts"


def test_a_second_call_keeps_the_first_one(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type_into("intake_name", "Ana Peña")
    intake.press("Ctrl+Shift+N")
    assert intake.text_of("intake_name") == ""
    intake.type_into("intake_name", "Luis Ortega")
    intake.press("Ctrl+S")
    names = {entry.name for entry in intake.house.desk.queries.drafts(operator_id=intake.house.desk.operator.id)}
    assert names == {"Ana Peña", "Luis Ortega"}


def test_background_work_never_moves_the_focus(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    intake.press("Ctrl+Shift+N")
    intake.focus("intake_words")
    text = "I paid it off in January and I want every trace of it to be gone. " * 4
    for sign in text:
        intake.type(sign)
        intake.page.session.save()
        intake.page.session.preview()
        QTest.qWait(0)
    assert intake.text_of("intake_words") == text
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "intake_words"


def test_a_save_that_fails_is_told_once_and_made_up_for(intake: IntakeDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    intake.press("Ctrl+Shift+N")
    with monkeypatch.context() as patch:
        patch.setattr(session, "save_draft", full_disk)
        intake.type("415")
        intake.settle()
        intake.type(" 555")
        intake.settle()
        assert intake.text_of("intake_saved_at") == "Not saved. What you typed is still here: save it again with Ctrl+S."
        assert intake.error_codes() == ["disk_full"]
    intake.press("Ctrl+S")
    assert kept_form(intake).caller_number == "415 555"
    assert intake.text_of("intake_saved_at") == "Draft saved 4:58:00 PM"


def test_a_draft_that_could_not_begin_begins_with_the_first_save(intake: IntakeDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(session, "start_draft", full_disk)
        intake.press("Ctrl+Shift+N")
    intake.type("415 555 0134")
    intake.press("Ctrl+S")
    assert kept_form(intake).caller_number == "415 555 0134"


def full_disk(*_: object, **__: object) -> None:
    raise Trouble("disk_full")
