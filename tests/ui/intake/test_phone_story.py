"""Whole calls, by keys only: a caller for herself, an authorized agent, a parent who opts a child out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QWidget

from caseapp.domain.case import TaskCode
from caseapp.domain.channel import Residency
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.people import AgeBand, AuthorityBasis, PartyPart, RequestorKind
from caseapp.domain.status import RequestStatus
from caseapp.services.organisation import organisation_now, save_organisation
from caseapp.services.views import CaseDetail
from caseapp.ui.intake.read_back_lines import read_back_lines
from caseapp.ui.widgets.choices import ChoiceBox
from tests.house import TestHouse
from tests.ui.drivers.intake_driver import IntakeDriver

OVERHEAD_MAX = 28
"""UX-03: keys that are no data in a self-caller's deletion request, from the idle list to the saved case."""


def saved_case(intake: IntakeDriver) -> CaseDetail:
    number = intake.text_of("intake_saved_number")
    case_id = intake.house.desk.queries.case_id_of(number)
    assert case_id is not None
    return intake.house.desk.queries.case_detail(case_id)


def test_a_caller_who_wants_spanish_is_spoken_to_in_spanish(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    box = intake.page.findChild(ChoiceBox, "intake_reply_language")
    assert isinstance(box, ChoiceBox)
    box.setFocus()
    intake.press("Down")
    script = intake.page.script.script
    assert script is not None
    assert (box.chosen(), script.language, script.version) == ("es", "es", "es-phone-2026.1")
    box.setFocus()
    intake.press("Up")
    back = intake.page.script.script
    assert back is not None
    assert back.language == "en"


def test_a_call_begins_in_the_usual_language_of_the_organisation(house: TestHouse) -> None:
    desk = house.admin()
    save_organisation(desk, replace(organisation_now(desk)[0], reply_language="es"))
    intake = IntakeDriver(house)
    try:
        intake.press("Ctrl+Shift+N")
        script = intake.page.script.script
        assert script is not None
        assert (intake.page.form().reply_language, script.language) == ("es", "es")
        intake.press("Ctrl+1")
        intake.press("Ctrl+N")
        assert intake.house.desk.queries.drafts(operator_id=desk.operator.id) == ()
        intake.take_delete_request()
        intake.press("Ctrl+T", 4)
        intake.press("Space")
        intake.press("Ctrl+Return")
        assert saved_case(intake).case.reply_language == "es"
    finally:
        intake.close()


def test_what_the_caller_chose_outweighs_the_usual_language(house: TestHouse) -> None:
    desk = house.admin()
    save_organisation(desk, replace(organisation_now(desk)[0], reply_language="es"))
    intake = IntakeDriver(house)
    try:
        intake.take_delete_request()
        intake.focus("intake_reply_language")
        intake.press("Up")
        intake.press("Ctrl+S")
        intake.settle()
        intake.press("Ctrl+1")
        draft = intake.house.desk.queries.drafts(operator_id=intake.house.desk.operator.id)[0]
        intake.office.navigate("new_request", draft_id=draft.draft_id)
        intake.make_whole()
        assert intake.page.form().reply_language == "en"
    finally:
        intake.close()


def test_a_self_caller_is_taken_with_few_keys(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.press("Ctrl+T", 4)
    intake.press("Space")
    intake.press("Ctrl+Return")
    overhead = intake.overhead
    detail = saved_case(intake)
    consumer = next(party for party in detail.parties if party.part is PartyPart.CONSUMER)
    assert overhead <= OVERHEAD_MAX
    assert not detail.case.is_draft
    assert (consumer.name, consumer.street, consumer.city, consumer.state, consumer.postal_code) == (
        "Ana Peña", "1200 Main St", "Oakland", "CA", "94601",
    )  # fmt: skip
    assert consumer.phone_e164 == "+14155550134"
    assert detail.case.residency is Residency.CALIFORNIA
    assert detail.case.words == "Please erase everything about the old account."
    assert [request.status for request in detail.requests] == [RequestStatus.VERIFYING]
    assert sorted(detail.claimed_points) == ["birth_year", "original_creditor"]
    assert detail.case.script_version == "en-phone-2026.1"


def test_the_confirmation_on_the_call_meets_its_deadline(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.say_all()
    intake.press("Ctrl+Return")
    states = {deadline.kind: deadline.state for deadline in saved_case(intake).deadlines}
    assert states[DeadlineKind.CONFIRM_RECEIPT] is DeadlineState.MET
    assert states[DeadlineKind.ANSWER] is DeadlineState.OPEN


def test_number_and_dates_are_told_after_saving(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.say_all()
    intake.press("Ctrl+Return")
    shown = intake.page.saved_view.texts
    assert "2026-000001" in shown
    assert "Say: your number is 2 0 2 6 - 0 0 0 0 0 1" in shown
    assert "Plan the answer by Thu Apr 16, 2026." in shown
    assert "Receipt was confirmed on this call." in shown
    assert "Say: you hear from us by Friday, April 17." in shown


def test_with_an_opt_out_each_date_is_told_for_its_right(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.say_all()
    intake.choose("intake_types_opt_out")
    intake.choose("intake_types_limit")
    intake.press("Alt+6")
    intake.say_all()
    intake.choose("intake_read_back")
    intake.press("Ctrl+Return")
    shown = intake.page.saved_view.texts
    assert "Plan the answer by Thu Apr 16, 2026." in shown
    assert "Opt out and limit by Fri Mar 20, 2026." in shown
    assert "Say: you hear from us by Friday, April 17." in shown


def test_dates_stand_on_the_screen_before_saving(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    assert "once a right is ticked" in intake.page.form_view.card.text
    intake.choose("intake_types_delete")
    intake.choose("intake_types_opt_out")
    assert intake.page.form_view.card.text.split("     ") == [
        "Confirm by Fri Mar 13", "Answer by Thu Apr 16", "Opt out by Fri Mar 20",
    ]  # fmt: skip


def test_from_the_first_right_there_is_a_number(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_know_categories")
    intake.settle()
    assert "2026-000001" in intake.page.form_view.subtitle.text()
    draft_id = intake.page.session.sheet.draft_id if intake.page.session.sheet else None
    assert draft_id is not None
    detail = intake.house.desk.queries.case_detail(draft_id)
    assert detail.case.is_draft
    assert detail.case.received_on == date(2026, 3, 3)
    assert {deadline.kind for deadline in detail.deadlines} >= {DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.ANSWER}


def test_an_authorized_agent_names_both_people(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.enter("916 555 0101")
    intake.press("Right")
    intake.press("Return")
    intake.enter("Grace Hall", "Optery Helpers", "916 555 0102", "grace@agents.example", "9 Agent Way")
    intake.press("Return")
    intake.enter("Sacramento", "CA", "95814")
    intake.press("Tab")
    intake.type("Luis Ortega")
    intake.say_all()
    intake.press("Ctrl+Return")
    intake.choose("intake_types_delete")
    intake.press("Ctrl+Return")
    intake.press("Tab")
    intake.enter("5 Elm St", "", "Fresno", "CA")
    intake.type("93701")
    intake.press("Ctrl+Return", 3)
    intake.say_all()
    intake.press("Ctrl+Return")
    detail = saved_case(intake)
    requestor = next(party for party in detail.parties if party.part is PartyPart.REQUESTOR)
    consumer = next(party for party in detail.parties if party.part is PartyPart.CONSUMER)
    assert detail.case.requestor_kind is RequestorKind.AUTHORIZED_AGENT
    assert (requestor.name, requestor.company, requestor.email, requestor.city) == (
        "Grace Hall", "Optery Helpers", "grace@agents.example", "Sacramento",
    )  # fmt: skip
    assert (consumer.name, consumer.street) == ("Luis Ortega", "5 Elm St")
    assert consumer.phone_e164 == ""
    assert requestor.authority is AuthorityBasis.NOT_SHOWN_YET
    assert [task.code for task in detail.tasks] == [TaskCode.CHECK_AUTHORITY]


def test_a_parent_who_opts_out_is_asked_only_what_finds(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("Return", 2)
    intake.choose("intake_requestor_kind_parent_or_guardian")
    intake.type_into("intake_requestor_name", "Mina Cho")
    intake.type_into("intake_name", "Theo Cho")
    intake.say_all()
    intake.press("Ctrl+Return")
    intake.choose("intake_types_opt_out")
    intake.press("Ctrl+Return", 2)
    fields = [field.objectName() for field in intake.page.form_view.verify.findChildren(QWidget) if field.isVisible()]
    assert not [name for name in fields if "claim" in name]
    assert intake.page.script.now is not None
    assert intake.page.script.now.id == "no_proof"
    intake.type_into("intake_email", "mina@example.org")
    intake.press("Alt+6")
    intake.say_all()
    intake.press("Ctrl+Return")
    detail = saved_case(intake)
    assert [request.status for request in detail.requests] == [RequestStatus.IN_PROGRESS]
    assert detail.verifications == ()
    assert detail.case.oral_confirmation_at is None


def test_a_child_has_an_age_band_and_nobody_else_has(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_requestor_kind_authorized_agent")
    assert not intake.has("intake_age_band")
    intake.choose("intake_requestor_kind_parent_or_guardian")
    intake.type_into("intake_requestor_name", "Mina Cho")
    assert not intake.has("intake_age_rule")
    intake.focus("intake_age_band")
    intake.press("Right")
    assert "parent or guardian asks" in intake.text_of("intake_age_rule")
    intake.type_into("intake_name", "Theo Cho")
    intake.choose("intake_types_delete")
    intake.settle()
    sheet = intake.page.session.sheet
    assert sheet is not None
    assert sheet.draft_id is not None
    parties = {one.part: one for one in intake.house.desk.queries.case_detail(sheet.draft_id).parties}
    assert parties[PartyPart.CONSUMER].age_band is AgeBand.UNDER_13
    assert parties[PartyPart.REQUESTOR].age_band is None
    intake.make_whole()
    intake.press("Alt+6")
    assert ("Child's age", "Under 13") in read_back_lines(intake.page.form(), language="English", sealed=())
    intake.choose("intake_requestor_kind_consumer")
    intake.settle()
    parties = {one.part: one for one in intake.house.desk.queries.case_detail(sheet.draft_id).parties}
    assert parties[PartyPart.CONSUMER].age_band is None, "a grown-up who asks for themselves has none"


def test_somebody_from_elsewhere_is_still_received(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.choose("intake_residency_elsewhere")
    intake.type_into("intake_state", "NV")
    intake.press("Alt+6")
    intake.say_all()
    intake.press("Ctrl+Return")
    detail = saved_case(intake)
    assert detail.case.law_undecided
    assert [request.status for request in detail.requests] == [RequestStatus.RECEIVED]


def test_the_call_runs_and_stays_running_after_saving(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    assert intake.office.call.is_on
    intake.say_all()
    intake.press("Ctrl+Return")
    assert intake.office.call.is_on
    intake.click("top_bar_end_call")
    assert not intake.office.call.is_on


def test_the_officer_opens_the_case_from_there(house: TestHouse) -> None:
    driver = IntakeDriver(house, "r.chen")
    gone_to: list[tuple[str, dict[str, object]]] = []
    driver.office.navigate_requested.connect(lambda section, arguments: gone_to.append((section, arguments)))
    driver.take_delete_request()
    driver.say_all()
    driver.press("Ctrl+Return")
    case_id = house.desk.queries.case_id_of(driver.text_of("intake_saved_number"))
    driver.click("intake_saved_open")
    driver.close()
    assert gone_to[-1] == ("cases", {"case_id": case_id})
