"""Contacts that are no new request: they say number, stage and date, and nothing else."""

from __future__ import annotations

from caseapp.domain.case import Contact, ContactKind
from tests.ui.drivers.intake_driver import IntakeDriver


def contacts(intake: IntakeDriver, kind: ContactKind) -> tuple[Contact, ...]:
    with intake.house.desk.uow() as uow:
        return uow.contacts.where(kind=kind)


def begin(intake: IntakeDriver, rights: int) -> None:
    """Begin a call and choose what it is by the arrow keys."""
    intake.press("Ctrl+Shift+N")
    intake.type("415 555 0134")
    intake.press("Alt+I")
    intake.press("Right", rights)


def test_about_a_case_says_number_stage_and_date_only(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    begin(intake, 1)
    intake.type_into("intake_about_number", "2026 1")
    sentence = intake.page.form_view.contact.state.text
    assert sentence == "Case 2026-000001: being verified. You hear from us by Friday, April 17."
    intake.press("Ctrl+Return")
    logged = contacts(intake, ContactKind.ABOUT_CASE)
    case_id = intake.house.desk.queries.case_id_of("2026-000001")
    assert [(contact.case_id, contact.caller_number) for contact in logged] == [(case_id, "415 555 0134")]
    shown = intake.page.saved_view.texts
    assert shown[0] == "Contact logged"
    assert f"Say: {sentence}" in shown
    assert "Peña" not in " ".join(shown)


def test_a_contact_leaves_no_draft_behind(intake: IntakeDriver) -> None:
    intake.house.make_case("delete")
    begin(intake, 1)
    intake.type_into("intake_about_number", "2026-000001")
    intake.settle()
    intake.press("Ctrl+Return")
    desk = intake.house.desk
    assert desk.queries.drafts(operator_id=desk.operator.id) == ()


def test_an_unknown_number_is_told_at_its_field(intake: IntakeDriver) -> None:
    begin(intake, 1)
    intake.type_into("intake_about_number", "2026-004812")
    intake.press("Ctrl+Return")
    sentence = "There is no case 2026-004812. Ask for the number again, or take a new request."
    assert intake.page.form_view.summary.sentences == (sentence,)
    assert intake.page.form_view.contact.rows["number"].problem == sentence
    assert contacts(intake, ContactKind.ABOUT_CASE) == ()


def test_a_missing_number_and_a_missing_topic_are_told(intake: IntakeDriver) -> None:
    begin(intake, 1)
    intake.press("Ctrl+Return")
    assert "The case number is missing" in intake.page.form_view.summary.sentences[0]
    intake.press("Alt+I")
    intake.press("Right")
    intake.press("Ctrl+Return")
    assert "What the question is about is missing" in intake.page.form_view.summary.sentences[0]


def test_a_question_is_logged_with_its_topic(intake: IntakeDriver) -> None:
    begin(intake, 2)
    intake.type_into("intake_topic", "opening hours")
    intake.press("Ctrl+Return")
    assert [contact.topic for contact in contacts(intake, ContactKind.QUESTION)] == ["opening hours"]
    assert "Nothing personal was told." in intake.page.saved_view.texts


def test_neither_asks_who_the_person_is(intake: IntakeDriver) -> None:
    begin(intake, 2)
    hidden = ("intake_name", "intake_street", "intake_types_delete", "intake_requestor_kind_consumer", "intake_steps")
    assert [name for name in hidden if intake.has(name)] == []


def test_after_logging_a_new_call_begins_with_the_same_key(intake: IntakeDriver) -> None:
    begin(intake, 2)
    intake.type_into("intake_topic", "fax number")
    intake.press("Ctrl+Return")
    intake.press("Ctrl+Return")
    assert intake.focused == "intake_caller_number"
    assert intake.text_of("intake_caller_number") == ""
