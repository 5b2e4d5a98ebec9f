"""Writing, approving and sending a letter, by keys, over a real office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Role
from caseapp.domain.people import PartyPart
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_letter, submit_letter
from caseapp.services.notes import assign_case
from caseapp.services.operators import retire_operator, set_roles
from caseapp.services.parties import ContactDetails, change_contact_details
from caseapp.ui.theme import apply_theme, current, keeper
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.dialogs import ReviewDialog
from caseapp.ui.widgets.painted_text import text_width
from caseapp.ui.widgets.table_view import TableView
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.letters_driver import LettersDriver

SitDown = Callable[[str], LettersDriver]


def letter_of(house: TestHouse, letter_id: str):  # type: ignore[no-untyped-def]
    with house.desk.uow() as uow:
        return uow.letters.get(letter_id)


def states(house: TestHouse, letter_id: str) -> dict[DeadlineKind, DeadlineState]:
    with house.desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        return {one.kind: one.state for one in uow.deadlines.where(request_id=letter.request_ids[0])}


def test_a_notice_is_written_by_one_officer_and_approved_by_another(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.go()
    driver.next_tab()
    assert driver.rows()[0][:3] == ["Extension notice", "Ana Peña", "2026-000001"]
    driver.enter_row()
    assert driver.heading == ("Extension notice", "Draft for 2026-000001, Ana Peña")
    assert driver.focused == "letter_slot_reason"
    driver.press("Ctrl+Return")
    assert driver.heading[1].startswith("To approve")

    assert driver.buttons == ["*Go to the case", "Send back..."]
    assert driver.text_of("letter_acts_words") == "You wrote it, so a second person approves it: Ada Min, Sam Ito."
    assert driver.focused == "letter_to_case"
    assert letter_of(house, extension_notice).state is LetterState.SUBMITTED

    driver = open_as("s.ito")
    driver.go()
    driver.press("Return")
    assert driver.buttons[0] == "*Approve"
    driver.press("Ctrl+Return")
    letter = letter_of(house, extension_notice)
    assert (letter.state, letter.in_queue) == (LetterState.APPROVED, True)
    assert driver.heading[1] == "In the print queue, for 2026-000001, Ana Peña"
    assert driver.facts["Approved by"].startswith("Sam Ito")


def test_what_is_typed_is_kept_without_asking(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.go()
    driver.open(extension_notice)
    driver.write("still_to_do", "One answer is missing.")
    driver.press("Esc")
    assert dict(letter_of(house, extension_notice).slots)["still_to_do"] == "One answer is missing."
    driver.open(extension_notice)
    assert driver.written("still_to_do") == "One answer is missing."


def test_a_draft_that_cannot_save_itself_says_so_and_takes_no_focus(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    submit_letter(house.officer(), extension_notice)
    driver.write("still_to_do", "One answer is missing.")
    driver.page.leave()
    assert driver.focused == "letter_slot_still_to_do"
    assert driver.text_of("letter_acts_words").startswith("Not saved. This letter was sent for approval")
    assert driver.written("still_to_do") == "One answer is missing."


def test_the_page_follows_the_typing(open_as: SitDown, extension_notice: str, qtbot: QtBot) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    paper = driver.page.letter.paper
    before = paper.content
    driver.write("still_to_do", "We wait for one answer.")
    qtbot.waitUntil(lambda: paper.content != before, timeout=5000)
    assert driver.focused == "letter_slot_still_to_do"
    assert paper.pages >= 1


def test_the_preview_of_an_approved_letter_is_its_frozen_bytes(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    approve_letter(house.second_officer(), extension_notice)
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.page.letter.paper.content == letter_of(house, extension_notice).content
    assert "letter_slot_reason" not in driver.focused
    assert not driver.has("letter_slot_reason")


def test_an_empty_place_is_told_at_the_place_and_on_top(open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    driver.clear("letter_slot_reason")
    assert driver.problem_at("reason") == ""
    driver.press("Ctrl+Return")
    sentence = "“Why more time is needed” is empty. Write a sentence or two."
    assert driver.problems == (sentence,)
    assert driver.problem_at("reason") == sentence
    driver.press("Return")
    assert driver.focused == "letter_slot_reason"


@pytest.mark.parametrize("number", ["123-45-6789", "SSN 078-05-1120"])
def test_a_number_that_may_not_be_sent_is_refused(house: TestHouse, open_as: SitDown, extension_notice: str, number: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    driver.write("reason", f"We look for the records under {number}.")
    driver.press("Ctrl+Return")
    assert "Social Security number" in driver.problem_at("reason")
    assert letter_of(house, extension_notice).state is LetterState.DRAFT


def test_a_sign_that_cannot_be_printed_is_named(open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    driver.write("reason", "We wait for one more answer, please bear with us 龍.")
    driver.press("Ctrl+Return")
    assert "龍" in driver.problems[0]
    assert "U+9F8D" in driver.problems[0]


def test_an_address_too_long_for_the_window_names_its_line(house: TestHouse, open_as: SitDown) -> None:
    street = "12345 Extraordinarily Long Winding Boulevard of the Countless Golden Poppies North"
    case_id = house.make_case(form=replace(sample_form("delete"), street=street, unit=""))
    letter_id = draft_letter(house.officer(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    driver = open_as("r.chen")
    driver.open(letter_id)
    assert any("Line 2 of the address is too long for the envelope" in line for line in driver.checks)
    driver.press("Ctrl+Return")
    assert driver.problems[0].startswith("Line 2 of the address is too long for the envelope.")


def test_an_officer_sends_back_with_a_note(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    driver = open_as("s.ito")
    driver.open(extension_notice)
    driver.click("letter_send_back")
    driver.press("Ctrl+Return")
    assert driver.dialog_problems() == ["Write what has to change."]
    driver.in_dialog("letter_back_note", "Say which company.")
    driver.press("Ctrl+Return")
    assert not driver.has_dialog
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.page.letter.note.text == "Sent back to you, Say which company."


def test_a_text_letter_is_recorded_as_sent_by_email(house: TestHouse, open_as: SitDown) -> None:
    case_id = house.make_case("delete")
    driver = open_as("maria.lopez")
    driver.window.office.navigate("letters", case_id=case_id, kind="confirm_receipt")
    assert driver.heading == ("Receipt", "Draft for 2026-000001, Ana Peña")
    driver.focus("letter_format")
    driver.press("End")
    driver.press("Ctrl+Return")
    letter_id = driver.page.letter.letter_id
    assert letter_of(house, letter_id).format is LetterFormat.TEXT
    approve_letter(house.officer(), letter_id)

    driver = open_as("s.ito")
    driver.open(letter_id)
    assert driver.buttons[0] == "*Record as sent..."
    driver.press("Ctrl+Return")
    driver.in_dialog("letter_sent_on", "tomorrow")
    driver.press("Ctrl+Return")
    assert driver.dialog_problems() == ["The day is in the future. Write the day on which the letter left."]
    driver.in_dialog("letter_sent_on", "today")
    driver.in_dialog("letter_sent_proof", "10:15, Your request")
    driver.press("Ctrl+Return")
    assert not driver.has_dialog
    assert driver.facts["Left by"] == "E-mail, Tue Mar 3, 2026"
    assert states(house, letter_id)[DeadlineKind.CONFIRM_RECEIPT] is DeadlineState.MET


def test_a_certified_number_is_checked_at_its_field(house: TestHouse, open_as: SitDown) -> None:
    letter_ids = []
    for _ in range(2):
        letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
        assert letter_id is not None
        submit_letter(house.agent(), letter_id)
        approve_letter(house.officer(), letter_id)
        letter_ids.append(letter_id)
    driver = open_as("r.chen")
    driver.open(letter_ids[0])
    driver.click("letter_record_sent")
    for typed, told in (
        ("", "Certified mail needs a number"),
        ("9400 1112 0108 0805 4830 1", "this has 21"),
        ("9400 1112 0108 0805 4830 17", "The last digit does not go with the others"),
    ):
        driver.in_dialog("letter_sent_proof", typed)
        driver.press("Ctrl+Return")
        assert told in driver.dialog_problems()[0]
    driver.in_dialog("letter_sent_proof", "9400 1112 0108 0805 4830 16")
    driver.press("Ctrl+Return")
    assert not driver.has_dialog
    assert driver.facts["Proof"] == "9400111201080805483016"
    driver.open(letter_ids[1])
    driver.click("letter_record_sent")
    driver.in_dialog("letter_sent_proof", "9400111201080805483016")
    driver.press("Ctrl+Return")
    assert "Another letter has this number" in driver.dialog_problems()[0]
    driver.choose_in_dialog("letter_sent_method", "End")
    driver.in_dialog("letter_sent_proof", "")
    driver.press("Ctrl+Return")
    assert not driver.has_dialog


def test_a_letter_that_came_back_and_a_wrong_date(house: TestHouse, open_as: SitDown) -> None:
    case_id = house.make_case("delete")
    letter_id = draft_letter(house.agent(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    submit_letter(house.agent(), letter_id)
    approve_letter(house.officer(), letter_id)
    house.clock.go_to(date(2026, 3, 6))
    driver = open_as("r.chen")
    driver.open(letter_id)
    driver.click("letter_record_sent")
    driver.choose_in_dialog("letter_sent_method", "End")
    driver.press("Ctrl+Return")
    with house.desk.uow() as uow:
        assert uow.dispatches.where(letter_id=letter_id)[0].method is DispatchMethod.FIRST_CLASS_MAIL

    driver.click("letter_correct_date")
    driver.in_dialog("letter_correct_on", "3/5/2026")
    driver.in_dialog("letter_correct_reason", "The tray left a day earlier.")
    driver.press("Ctrl+Return")
    assert driver.facts["Left by"] == "First-Class mail, Thu Mar 5, 2026"
    assert driver.facts["Date corrected"].startswith("First recorded was Fri Mar 6, 2026")

    driver.click("letter_came_back")
    driver.in_dialog("letter_returned_reason", "Attempted, not known")
    driver.press("Ctrl+Return")
    assert driver.heading[1].startswith("Came back")
    assert driver.facts["Came back"] == "Fri Mar 6, 2026: Attempted, not known"
    assert "Letter came back..." not in driver.buttons


def test_a_letter_is_voided_with_a_reason(house: TestHouse, open_as: SitDown) -> None:
    case_id = house.make_case("delete")
    letter_id = draft_letter(house.officer(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    driver = open_as("r.chen")
    driver.open(letter_id)
    driver.click("letter_void_act")
    driver.press("Ctrl+Return")
    assert driver.dialog_problems() == ["Write a reason. It goes into the record."]
    driver.in_dialog("letter_void_reason", "Written twice")
    driver.press("Ctrl+Return")
    assert driver.facts["Void because"] == "Written twice"
    assert driver.buttons == []


def test_the_queue_is_left_and_entered_by_key(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    approve_letter(house.second_officer(), extension_notice)
    driver = open_as("r.chen")
    driver.open(extension_notice)
    driver.click("letter_unqueue")
    assert not letter_of(house, extension_notice).in_queue
    assert driver.buttons[0] == "*Add to print queue"
    driver.press("Ctrl+P")
    assert letter_of(house, extension_notice).in_queue


def test_a_copy_is_written_where_the_person_says_and_recorded(
    house: TestHouse, open_as: SitDown, extension_notice: str, tmp_path: Path
) -> None:
    submit_letter(house.officer(), extension_notice)
    approve_letter(house.second_officer(), extension_notice)
    driver = open_as("r.chen")
    driver.open(extension_notice)
    asked: list[str] = []

    def choose(parent: object, name: str, done: Callable[[Path], None]) -> None:
        asked.append(name)
        done(tmp_path / name)

    driver.page.letter.pdf.ask_for_file = choose
    driver.click("letter_pdf")
    assert asked == ["2026-000001-extension_notice.pdf"]
    assert (tmp_path / asked[0]).read_bytes() == letter_of(house, extension_notice).content
    with house.desk.uow() as uow:
        assert uow.history.entries()[-1].action == "letter_copied"


def test_an_agent_cannot_approve_and_is_told_who_does(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("maria.lopez")
    driver.open(extension_notice)
    assert driver.buttons == []
    assert driver.text_of("letter_acts_words") == "A privacy officer writes letters of this kind. This one is still a draft."
    assert not driver.has("letter_slot_reason")


def test_next_letter_of_the_list(house: TestHouse, open_as: SitDown) -> None:
    letters = []
    for kind in (LetterKind.CONFIRM_RECEIPT, LetterKind.REQUEST_INFORMATION):
        letters.append(draft_letter(house.officer(), house.make_case("delete"), kind).created_id)
    driver = open_as("maria.lopez")
    driver.go()
    driver.enter_row()
    first = driver.heading
    driver.press("Ctrl+J")
    assert driver.heading != first
    driver.press("Ctrl+Shift+J")
    assert driver.heading == first


def test_locking_keeps_what_was_typed_and_shows_nothing(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    driver.write("needed_from_you", "Nothing more.")
    page = driver.page
    driver.press("Ctrl+L")
    assert page.letter.title.text() == ""
    assert page.letter.paper.content == b""
    assert dict(letter_of(house, extension_notice).slots)["needed_from_you"] == "Nothing more."
    page.office.desk = house.officer()
    assert driver.written("needed_from_you") == "Nothing more."
    assert page.letter.paper.pages >= 1


def test_large_text_gives_the_names_of_people_their_room(house: TestHouse, open_as: SitDown, qapp: QApplication) -> None:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    apply_theme(qapp, "light", 200)
    try:
        driver = open_as("r.chen")
        driver.go()
        driver.next_tab()
        keeper().finish()
        table = driver.find(TableView, "letters_table")
        (name,) = [row[1] for row in driver.rows()]
        assert table.columnWidth(1) >= text_width(name, current().font())
    finally:
        apply_theme(qapp, "light", 100)


def test_where_there_is_room_a_letter_is_named_in_full(house: TestHouse, open_as: SitDown) -> None:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    driver = open_as("r.chen")
    driver.page.window().resize(1366, 768)
    driver.go()
    driver.next_tab()
    keeper().finish()
    table = driver.find(TableView, "letters_table")
    ((kind, name),) = [row[:2] for row in driver.rows()]
    assert table.columnWidth(0) >= text_width(kind, current().font(TypeRole.BODY, Weight.SEMIBOLD))
    assert table.columnWidth(1) >= text_width(name, current().font())


def test_the_days_left_are_counted_to_the_day_that_is_said(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    with house.desk.uow() as uow:
        letter = uow.letters.get(extension_notice)
        (notice,) = uow.deadlines.where(request_id=letter.request_ids[0], kind=DeadlineKind.EXTENSION_NOTICE)
    assert notice.mail_by_on is not None
    assert notice.mail_by_on < notice.plan_by_on
    driver.open(extension_notice)
    (line,) = [each for each in driver.checks if "Mail by" in each]
    assert f"{(notice.mail_by_on - house.desk.today()).days} d left" in line


def test_every_control_has_a_name(open_as: SitDown, extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert_all_named(driver.page)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, ReviewDialog)]


def test_a_letter_older_than_its_case_says_how_to_go_on(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    case_id = letter_of(house, extension_notice).case_id
    moved = ContactDetails(name="Ana Peña", street="9 New Road", city="Fresno", state="CA", postal_code="93701")
    change_contact_details(
        house.officer(), case_id, PartyPart.CONSUMER, moved, reason="The post office told us.", seen_version=_party_version(house, case_id)
    )
    driver = open_as("s.ito")
    driver.open(extension_notice)
    assert driver.buttons == ["*Send back..."]
    assert driver.text_of("letter_acts_words").startswith("It cannot be approved: the case changed since it was written.")
    assert any("The case changed since" in line for line in driver.checks)


def test_assigning_the_case_leaves_the_letter_as_young_as_it_was(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    assign_case(house.officer(), letter_of(house, extension_notice).case_id, house.desk.operator.id)
    driver = open_as("s.ito")
    driver.open(extension_notice)
    assert driver.buttons[0] == "*Approve"
    assert "Case unchanged since this letter, passed" in driver.checks


def test_an_approved_letter_older_than_its_case_offers_neither_queue_nor_approval(
    house: TestHouse, open_as: SitDown, extension_notice: str
) -> None:
    submit_letter(house.officer(), extension_notice)
    approve_letter(house.second_officer(), extension_notice)
    case_id = letter_of(house, extension_notice).case_id
    moved = ContactDetails(name="Ana Peña", street="9 New Road", city="Fresno", state="CA", postal_code="93701")
    seen = _party_version(house, case_id)
    change_contact_details(house.officer(), case_id, PartyPart.CONSUMER, moved, reason="The post office told us.", seen_version=seen)
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.buttons == ["Take out of the queue", "Record as sent...", "Save a PDF..."]
    assert driver.text_of("letter_acts_words").startswith("The case changed after this letter was approved")
    driver.press("Esc")
    driver.page.list.choose_tab("approved")
    assert driver.rows()[0][-1] == "Older than its case"
    driver.open(extension_notice)
    driver.click("letter_unqueue")
    assert "letter_queue" not in [each.objectName() for each in driver.page.letter.buttons._all if each.isVisible()]


def test_the_writer_goes_on_to_the_next_letter_that_waits(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    other = draft_letter(house.agent(), house.make_case("opt_out"), LetterKind.CONFIRM_RECEIPT).created_id
    assert other is not None
    submit_letter(house.agent(), other)
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.buttons[0] == "*Next letter to approve"
    driver.press("Ctrl+Return")
    assert driver.page.letter.letter_id == other
    assert driver.buttons[0] == "*Approve"


def test_where_nobody_else_may_approve_the_way_out_is_said(house: TestHouse, open_as: SitDown, extension_notice: str) -> None:
    submit_letter(house.officer(), extension_notice)
    second = house.second_officer().operator.id
    retire_operator(house.admin(), second, reason="left")
    set_roles(house.admin(), house.desk.operator.id, (Role.ADMINISTRATOR,))
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert "nobody else here may approve letters" in driver.text_of("letter_acts_words")
    house.switch_second_person_off()
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.buttons[0] == "*Approve"


def _party_version(house: TestHouse, case_id: str) -> int:
    with house.desk.uow() as uow:
        return uow.parties.where(case_id=case_id, part=PartyPart.CONSUMER)[0].version
