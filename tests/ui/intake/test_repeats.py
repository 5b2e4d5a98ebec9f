"""A possible repeat while typing: masked, in its own place, and never in the way."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton

from caseapp.domain.case import ContactKind
from caseapp.domain.status import Disposition
from caseapp.services.consumers import consumer_sheet
from tests.house import sample_form
from tests.ui.drivers.intake_driver import IntakeDriver


def call_again(intake: IntakeDriver) -> str:
    """Let the same number call once more; return the id of the first case."""
    case_id = intake.house.make_case("delete")
    intake.house.clock.advance(days=12)
    intake.press("Ctrl+Shift+N")
    intake.type("(415) 555-0134")
    intake.settle()
    return case_id


def test_the_banner_tells_number_right_age_and_state(intake: IntakeDriver) -> None:
    call_again(intake)
    assert intake.has("intake_repeat_banner")
    assert intake.page.form_view.banner.text == "Possible repeat, 2026-000001   A•• P•••   Delete, 12 days ago, open"


def test_it_moves_neither_focus_nor_fields(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    intake.press("Ctrl+Shift+N")
    place = intake.page.form_view.caller.number.box.mapTo(intake.window, intake.page.rect().topLeft())
    intake.type("(415) 555-0134")
    intake.settle()
    assert intake.focused == "intake_caller_number"
    assert intake.page.form_view.caller.number.box.mapTo(intake.window, intake.page.rect().topLeft()) == place


def test_nothing_personal_is_shown(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.press("F7")
    shown = " ".join(str(intake.page.watch.panel.list.model().index(0, 0).data()) for _ in range(1))
    assert shown == "A•• P•••, 2026-000001, Delete, open, 12 days ago"
    assert "Peña" not in shown


def test_f7_opens_and_closes_the_panel(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.press("F7")
    assert intake.focused == "intake_repeats_list"
    intake.press("F7")
    assert not intake.has("intake_repeats_list")
    assert intake.focused == "intake_caller_number"


def test_adding_to_the_case_logs_a_contact_and_leaves_no_draft(intake: IntakeDriver) -> None:
    case_id = call_again(intake)
    intake.press("F7")
    intake.click("intake_repeats_add")
    desk = intake.house.desk
    with desk.uow() as uow:
        assert [contact.case_id for contact in uow.contacts.where(kind=ContactKind.ABOUT_CASE)] == [case_id]
    assert desk.queries.drafts(operator_id=desk.operator.id) == ()
    assert intake.page.saved_view.texts[0] == "Contact logged"


def test_a_request_with_a_right_ticked_stays_when_it_is_added(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.choose("intake_types_correct")
    intake.settle()
    intake.press("F7")
    intake.click("intake_repeats_add")
    assert intake.has("intake_next")
    desk = intake.house.desk
    assert [entry.has_case for entry in desk.queries.drafts(operator_id=desk.operator.id)] == [True]


def test_a_different_person_is_not_offered_again(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.press("F7")
    intake.click("intake_repeats_other")
    intake.type_into("intake_name", "Olga Peters")
    intake.settle()
    assert not intake.has("intake_repeat_banner")


def test_escape_hides_the_banner_and_keeps_the_text(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.press("Esc")
    assert not intake.has("intake_repeat_banner")
    assert intake.text_of("intake_caller_number") == "(415) 555-0134"


def test_the_number_of_an_authorized_agent_is_no_repeat_of_a_person(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_requestor_kind_authorized_agent")
    intake.type_into("intake_caller_number", "415 555 0134")
    intake.settle()
    assert not intake.has("intake_repeat_banner")


def test_the_same_person_is_linked_and_the_link_taken_back(intake: IntakeDriver) -> None:
    first = intake.house.make_case(form=replace(sample_form("delete"), reply_format="large_print"))
    intake.press("Ctrl+Shift+N")
    intake.type("(415) 555-0134")
    intake.settle()
    intake.press("F7")
    assert not intake.find(QAbstractButton, "intake_repeats_same").isEnabled()
    intake.press("Esc")
    intake.choose("intake_types_correct")
    intake.settle()
    intake.press("F7")
    intake.click("intake_repeats_same")
    assert "Linked with 2026-000001" in intake.page.form_view.notice.text()
    assert intake.page.form().reply_format == "large_print"
    sheet = consumer_sheet(intake.house.desk, first)
    assert sheet is not None
    assert [one.number for one in sheet.cases] == ["2026-000002"]
    intake.click("intake_repeats_same")
    sheet = consumer_sheet(intake.house.desk, first)
    assert sheet is not None
    assert sheet.cases == ()


def test_same_person_is_offered_in_the_open_panel_once_the_draft_is_kept(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    intake.press("Ctrl+Shift+N")
    intake.type("(415) 555-0134")
    intake.settle()
    autosave = intake.page.findChild(QTimer, "intake_autosave")
    assert autosave is not None
    autosave.setInterval(60_000)
    intake.choose("intake_types_correct")
    intake.press("F7")
    same = intake.find(QAbstractButton, "intake_repeats_same")
    assert not same.isEnabled()
    autosave.start(1)
    intake.settle()
    assert same.isEnabled()


def test_a_third_request_to_know_is_told_calmly_and_taken(intake: IntakeDriver) -> None:
    house = intake.house
    for _ in range(2):
        case_id = house.make_case("know_categories")
        with house.officer().uow() as uow:
            for request in uow.requests.where(case_id=case_id):
                uow.requests.replace(replace(request, disposition=Disposition.FULFILLED))
            uow.commit()
        house.clock.advance(days=20)
    house.agent()
    intake.take_delete_request()
    intake.choose("intake_types_know_specific")
    intake.settle()
    assert intake.page.form_view.banner.text.startswith("Asked to know twice in 12 months?")
    intake.press("F7")
    words = intake.page.watch.panel.know.text()
    assert "2026-000001" in words
    assert "An officer decides" in words
    intake.press("Esc")
    intake.say_all()
    intake.press("Alt+6")
    intake.say_all()
    intake.press("Ctrl+Return")
    assert intake.text_of("intake_saved_number") == "2026-000003"


def test_what_was_linked_is_told_and_no_longer_undecided(intake: IntakeDriver) -> None:
    call_again(intake)
    intake.choose("intake_types_delete")
    intake.settle()
    intake.press("F7")
    intake.click("intake_repeats_same")
    intake.settle()
    view = intake.page.form_view
    assert not intake.has("intake_repeat_banner")
    assert view.notice.isVisible()
    assert "Linked with 2026-000001: the same person." in view.notice.text()
    assert view.subtitle.text().endswith("linked with 2026-000001")
    intake.click("intake_repeats_same")
    intake.settle()
    assert intake.has("intake_repeat_banner")
    assert "linked" not in view.subtitle.text()


def test_another_case_is_still_undecided_after_one_was_linked(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    call_again(intake)
    intake.choose("intake_types_delete")
    intake.settle()
    intake.press("F7")
    intake.click("intake_repeats_same")
    intake.settle()
    assert intake.has("intake_repeat_banner")
    assert intake.page.form_view.banner.text.startswith("Possible repeat, ")
    assert "linked with" in intake.page.form_view.subtitle.text()


def test_the_dates_say_whether_the_clock_runs(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    card = intake.page.form_view.card
    assert card.accessibleName().startswith("If saved now: ")
    intake.choose("intake_types_delete")
    intake.settle()
    assert intake.page.session.sheet is not None
    assert intake.page.session.sheet.number == "2026-000001"
    assert card.accessibleName().startswith("The clock is running: Confirm by ")
    intake.press("Ctrl+Shift+N")
    assert card.accessibleName().startswith("If saved now: ")
