"""Whole stories through the window as it is started, by keyboard alone, over days that the test lets pass."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from caseapp.domain.case import ContactKind
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.letters import DispatchMethod, LetterKind
from caseapp.domain.operators import Role
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.operators import operators
from caseapp.services.views import CaseView
from caseapp.ui.cases.cases_page import CasesPage
from caseapp.ui.intake.intake_page import IntakePage
from caseapp.ui.setup.sheet_step import SheetGroups
from tests.e2e.conftest import Start
from tests.e2e.scenes import (
    Caller,
    approve_all,
    choose_tab,
    detail_of,
    extend,
    fail_attempt,
    mail_all,
    not_verified,
    open_case,
    refuse,
    take_call,
    verify,
    work_places,
)
from tests.house import MovableClock
from tests.ui.drivers.story_driver import StoryDriver

PASSPHRASE = "copper kettles sing before rain"


# --- (a) from an empty folder to an office with people in it ----------------------------------------------------------


def test_an_empty_folder_becomes_a_practice_office_with_its_people(start: Start, tmp_path: Path) -> None:
    program = start(tmp_path / "desk")
    assert "Set up this program" in program.words
    assert program.focused == "setup_language_en"
    program.press("Ctrl+Return")
    assert "What to set up, and where" in program.words
    assert program.focused == "setup_kind_practice"
    program.press("Ctrl+Return")
    assert "Who are you?" in program.words
    program.press("Alt+Left")
    assert "What to set up, and where" in program.words
    program.press("Ctrl+Return")
    program.enter("setup_name", "Rita Chen")
    program.enter("setup_passphrase", PASSPHRASE)
    program.enter("setup_again", PASSPHRASE)
    program.press("Ctrl+Return")
    assert "The organisation" in program.words
    program.press("Ctrl+Return")
    groups = recovery_groups(program)
    program.click("sheet_save")
    program.save_as(tmp_path / "sheet.txt")
    assert program.dialog == "review_dialog"
    program.press("Ctrl+Return")
    assert "Saved as sheet.txt." in program.words
    assert all(group in (tmp_path / "sheet.txt").read_text() for group in groups)
    program.press("Ctrl+Return")
    prove_the_sheet(program, groups)
    assert program.desk.operator.name == "Rita Chen"
    assert program.window.band.isVisible()
    assert (tmp_path / "desk-practice" / "office" / "caseapp.db").exists()
    add_people(program)


def recovery_groups(program: StoryDriver) -> tuple[str, ...]:
    shown = next(each for each in program.window.findChildren(SheetGroups) if each.isVisible())
    return shown.groups


def prove_the_sheet(program: StoryDriver, groups: tuple[str, ...]) -> None:
    """Type back the two groups that are asked, the first one wrong at first."""
    asked = [int(line.removeprefix("Group &")) for line in program.words.splitlines() if line.startswith("Group &")]
    program.enter("proof_group_1", "AAAA")
    program.enter("proof_group_2", groups[asked[1] - 1])
    program.press("Ctrl+Return")
    assert len(program.problems) == 1
    program.enter("proof_group_1", groups[asked[0] - 1].lower())
    program.press("Ctrl+Return")


def add_people(program: StoryDriver) -> None:
    program.press("Ctrl+9")
    for name, login, role in (
        ("Maria Lopez", "maria.lopez", Role.CALL_AGENT),
        ("Sam Ito", "s.ito", Role.PRIVACY_OFFICER),
        ("Dana Novak", "d.novak", Role.MAIL_CLERK),
    ):
        program.click("admin_operators_add")
        program.enter("admin_operator_name", name)
        program.enter("admin_operator_login", login)
        program.tick(f"admin_operator_roles_{role.value}")
        program.enter("admin_operator_passphrase", PASSPHRASE)
        program.enter("admin_operator_again", PASSPHRASE)
        program.press("Ctrl+Return")
        assert program.problems == ()
    found = {person.name: person.roles for person in operators(program.desk)}
    assert found["Maria Lopez"] == (Role.CALL_AGENT,)
    assert found["Dana Novak"] == (Role.MAIL_CLERK,)
    program.lock()
    program.unlock("maria.lopez", PASSPHRASE)


# --- (b) a deletion by phone ------------------------------------------------------------------------------------------

ANA = Caller(
    name="Ana Peña", number="(415) 555-0134", right="delete", words="Please erase everything about the old account.",
    claims=(("original_creditor", "First Bank"), ("birth_year", "1980")),
)  # fmt: skip


def test_a_deletion_by_phone_is_answered_by_mail_and_closed(program: StoryDriver, clock: MovableClock, tmp_path: Path) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, ANA)
    assert number == "2026-000001"
    assert f"Say: your number is {' '.join(number)}" in program.words
    detail = detail_of(program, number)
    assert {one.kind: one.state for one in detail.deadlines}[DeadlineKind.CONFIRM_RECEIPT] is DeadlineState.MET
    program.lock()
    assert "Ana Peña" not in program.words

    clock.go_to(date(2026, 3, 9))
    program.unlock("r.chen")
    page = open_case(program, number)
    verify(program, 2)
    assert page.facts is not None
    assert "Verified" in program.words
    program.press("Ctrl+Return")
    assert "Decide: Delete, 2026-000001" in program.words
    work_places(program)
    refuse(program, "Customer records", "1798.105(d)(8)", "Payment records are kept for three years after the last payment.")
    program.click("decide_grant_rest")
    assert [row[1] for row in program.rows("decide_categories")] == ["Granted", "Refused", "Granted"]
    program.press("Ctrl+Return")
    assert "Draft for 2026-000001, Ana Peña" in program.words
    program.press("Ctrl+Return")
    assert "To approve, for 2026-000001, Ana Peña" in program.words
    assert "You wrote it, so a second person approves it: Ada Min, Sam Ito." in program.words
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    clock.go_to(date(2026, 3, 10), 14)
    program.hand_over("d.novak")
    assert mail_all(program, tmp_path / "tray.pdf") == 1
    detail = detail_of(program, number)
    assert [(one.status, one.answered_on) for one in detail.requests] == [(RequestStatus.CLOSED, date(2026, 3, 10))]
    program.hand_over("r.chen")
    open_case(program, number, CaseView.CLOSED)
    assert "Closed: " in program.words
    program.reach("case_tabs")
    program.press("End")
    history = [(what, who) for _, _, what, who in program.rows("case_history")]
    assert who_did(history, "Closed") == who_did(history, "Letter mailed") == "Dana Novak"
    assert who_did(history, "Letter approved") == "Sam Ito"
    assert who_did(history, "Verified") == who_did(history, "Letter sent for approval") == "Rita Chen"
    assert who_did(history, "Receipt confirmed on the call") == "Maria Lopez"


def who_did(history: list[tuple[str, str]], act: str) -> str:
    return next(who for what, who in history if what.startswith(act))


# --- (c) specific pieces, extended and mailed -------------------------------------------------------------------------

ROBERT = Caller(
    name="Robert Chukwu", number="(510) 555-0172", right="know_specific", words="I want a copy of everything you have on me.",
    street="88 Harbor View Rd", city="Richmond", zip="94804",
    claims=(("date_of_last_payment", "January 2024"), ("original_creditor", "First Bank"), ("birth_year", "1971")),
)  # fmt: skip


def test_specific_pieces_are_extended_and_mailed_before_day_90(program: StoryDriver, clock: MovableClock, tmp_path: Path) -> None:
    clock.go_to(date(2026, 3, 4), 9, 20)
    program.unlock("maria.lopez")
    number = take_call(program, ROBERT)
    clock.go_to(date(2026, 3, 16), 10)
    program.hand_over("r.chen")
    page = open_case(program, number)
    verify(program, 3)
    program.click("verify_verified")
    assert any("declaration" in problem for problem in program.problems)
    program.enter("verify_declaration_on", "today")
    program.press("Ctrl+Return")
    assert page.facts is not None
    assert "Verified" in program.words

    clock.go_to(date(2026, 4, 9), 9, 30)
    program.lock()
    program.unlock("r.chen")
    open_case(program, number)
    extend(program, "provider", "One of the companies that works for us has not yet sent us what it holds about you.")
    assert DeadlineKind.EXTENDED_ANSWER not in dates_of(program, number)
    open_case(program, number)
    assert "Extension proposed" in program.words
    assert "Until then the first dates stand." in program.words
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    program.hand_over("d.novak")
    assert mail_all(program, tmp_path / "notice.pdf") == 1
    dates = dates_of(program, number)
    assert dates[DeadlineKind.EXTENSION_NOTICE][2] is DeadlineState.MET
    assert dates[DeadlineKind.ANSWER][2] is DeadlineState.SUPERSEDED
    assert dates[DeadlineKind.EXTENDED_ANSWER] == (date(2026, 6, 1), date(2026, 6, 2), DeadlineState.OPEN)

    clock.go_to(date(2026, 5, 12), 10)
    program.lock()
    program.unlock("r.chen")
    open_case(program, number)
    program.press("Ctrl+Return")
    work_places(program)
    program.click("decide_grant_rest")
    program.press("Ctrl+Return")
    assert "Answer: " in program.words
    program.enter("letter_slot_files", "Contact details and how they changed | 2 pages\nAccount history and notes | 6 pages")
    program.enter("letter_slot_withheld", "Your Social Security number")
    program.press("Ctrl+Return")
    assert program.problems == ()
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    program.hand_over("d.novak")
    assert mail_all(program, tmp_path / "answer.pdf") == 1
    detail = detail_of(program, number)
    assert [(one.status, one.answered_on) for one in detail.requests] == [(RequestStatus.CLOSED, date(2026, 5, 12))]
    assert dates_of(program, number)[DeadlineKind.EXTENDED_ANSWER][2] is DeadlineState.MET


def dates_of(program: StoryDriver, number: str) -> dict[DeadlineKind, tuple[date, date, DeadlineState]]:
    return {one.kind: (one.plan_by_on, one.last_day_on, one.state) for one in detail_of(program, number).deadlines}


# --- (d) an opt-out, (e) a caller who cannot be verified --------------------------------------------------------------

GRACE = Caller(
    name="Grace Lindqvist", number="(916) 555-0109", right="opt_out", words="Do not sell my information.", street="7 Elm Court",
    city="Sacramento", zip="95814",
)  # fmt: skip
STRANGER = Caller(
    name="Luis Ortega", number="(213) 555-0155", right="know_specific", words="Tell me what you know about me.",
    street="450 Vermont Ave", city="Los Angeles", zip="90004", claims=(("birth_year", "1950"),),
)  # fmt: skip


def test_an_opt_out_is_never_verified_and_confirmed_in_time(program: StoryDriver, clock: MovableClock, tmp_path: Path) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, GRACE)
    clock.go_to(date(2026, 3, 9), 10)
    program.hand_over("r.chen")
    open_case(program, number)
    assert "No verification for this right" in program.words
    program.press("F4")
    assert "The law does not let us verify who asks to opt out" in program.words
    program.press("Esc")
    write_opt_out_answer(program, number)
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    program.hand_over("d.novak")
    assert mail_all(program, tmp_path / "tray.pdf") == 1
    detail = detail_of(program, number)
    assert detail.verifications == ()
    assert [(one.status, one.answered_on) for one in detail.requests] == [(RequestStatus.CLOSED, date(2026, 3, 9))]
    assert {one.kind: one.state for one in detail.deadlines}[DeadlineKind.OPT_OUT] is DeadlineState.MET


def test_a_caller_who_cannot_be_verified_is_answered_so(program: StoryDriver, clock: MovableClock, tmp_path: Path) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, STRANGER)
    clock.go_to(date(2026, 3, 16), 10)
    program.hand_over("r.chen")
    open_case(program, number)
    for _ in range(2):
        fail_attempt(program, "The answers did not match.")
    not_verified(program, "No answer matched after three tries.")
    assert "Will be answered as categories in this case" in program.words
    program.press("Ctrl+Return")
    program.press("Ctrl+Return")
    assert "Draft for 2026-000001, Luis Ortega" in program.words
    program.press("Ctrl+Return")
    assert program.problems == ()
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    program.hand_over("d.novak")
    assert mail_all(program, tmp_path / "tray.pdf") == 1
    detail = detail_of(program, number)
    assert [letter.kind for letter in detail.letters] == [LetterKind.UNVERIFIED]
    assert [(one.status, one.disposition) for one in detail.requests] == [(RequestStatus.CLOSED, Disposition.UNVERIFIED)]
    assert [one.attempts for one in detail.verifications] == [2]


# --- contacts, e-mail, returned mail, search, the year's counts -------------------------------------------------------


def test_a_question_and_a_call_about_a_case_are_logged_and_say_nothing_personal(program: StoryDriver) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, GRACE)
    begin_contact(program, "question")
    program.enter("intake_topic", "opening hours")
    program.press("Ctrl+Return")
    assert "Contact logged" in program.words
    program.click("top_bar_end_call")
    begin_contact(program, "about_case")
    program.enter("intake_about_number", number.removeprefix("2026-00000"))
    assert program.page(IntakePage).form_view.contact.state.text == ""
    program.enter("intake_about_number", number)
    assert f"Case {number}: " in program.words
    program.press("Ctrl+Return")
    assert "Contact logged" in program.words
    assert GRACE.name not in program.words
    with program.desk.uow() as uow:
        logged = [(contact.kind, contact.case_id is not None, contact.topic) for contact in uow.contacts.where()]
    assert sorted(logged) == [
        (ContactKind.ABOUT_CASE, True, ""),
        (ContactKind.CALL, True, "request"),
        (ContactKind.QUESTION, False, "opening hours"),
    ]


def test_an_answer_sent_by_email_is_recorded_as_sent(program: StoryDriver, clock: MovableClock) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, GRACE)
    clock.go_to(date(2026, 3, 5), 10)
    program.hand_over("r.chen")
    write_opt_out_answer(program, number, format="Plain text")
    program.hand_over("s.ito")
    assert approve_all(program) == 1
    clock.go_to(date(2026, 3, 6), 11)
    program.hand_over("d.novak")
    program.press("Ctrl+6")
    choose_tab(program, "mail_tabs", "By e-mail or by hand")
    program.go_to_row("mail_by_hand", GRACE.name)
    program.press("Return")
    program.press("Ctrl+Return")
    assert program.dialog == "letter_sent"
    program.enter("letter_sent_proof", "10:15, Your request")
    program.press("Ctrl+Return")
    assert program.dialog == "", program.problems
    with program.desk.uow() as uow:
        sent = [(one.method, one.dispatched_on, one.proof) for one in uow.dispatches.where()]
    assert sent == [(DispatchMethod.EMAIL, date(2026, 3, 6), "10:15, Your request")]
    assert [one.status for one in detail_of(program, number).requests] == [RequestStatus.CLOSED]


def test_mail_that_comes_back_opens_the_case_again(program: StoryDriver, clock: MovableClock, tmp_path: Path) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, GRACE)
    clock.go_to(date(2026, 3, 5), 10)
    program.hand_over("r.chen")
    write_opt_out_answer(program, number)
    program.hand_over("s.ito")
    approve_all(program)
    program.hand_over("d.novak")
    mail_all(program, tmp_path / "tray.pdf")
    clock.go_to(date(2026, 3, 12), 10)
    program.lock()
    program.unlock("d.novak")
    program.press("Ctrl+6")
    choose_tab(program, "mail_tabs", "Returned")
    program.enter("returned_search", number)
    program.press("Return")
    program.pick("returned_why", "Moved")
    program.press("Ctrl+Return")
    assert program.problems == ()
    request = detail_of(program, number).requests[0]
    assert (request.status, request.returned_on) == (RequestStatus.IN_PROGRESS, date(2026, 3, 12))
    program.hand_over("r.chen")
    open_case(program, number, CaseView.RETURNED_MAIL)
    assert "The answer came back" in program.words


def test_search_finds_by_number_name_and_phone(program: StoryDriver) -> None:
    program.unlock("maria.lopez")
    number = take_call(program, GRACE)
    program.hand_over("r.chen")
    for words in (number, "Lindq", "916 555 0109"):
        program.press("Ctrl+1")
        program.press("Ctrl+K")
        assert program.focused == "search_field"
        program.type(words)
        program.press("Return")
        page = program.page(CasesPage)
        assert page.facts is not None
        assert page.facts.case.number == number
        program.lock()
        program.unlock("r.chen")
    program.press("Ctrl+K")
    program.type("lock now")
    program.press("Return")
    assert program.office.desk is None


def test_the_counts_of_the_year_are_exported(program: StoryDriver, tmp_path: Path) -> None:
    program.unlock("maria.lopez")
    take_call(program, GRACE)
    program.hand_over("r.chen")
    program.press("Ctrl+7")
    assert "Requests received in 2026, by right (11 CCR 7102)" in program.words
    program.press("Ctrl+Return")
    program.save_as(tmp_path / "year.csv")
    program.settle()
    rows = list(csv.DictReader((tmp_path / "year.csv").read_text("utf-8-sig").splitlines()))
    assert [row["type"] for row in rows if row["received"] == row["pending"] == "1"] == ["opt_out"]
    assert sum(int(row["received"]) for row in rows) == 1


def begin_contact(program: StoryDriver, purpose: str) -> None:
    program.press("Ctrl+Shift+N")
    program.type("415 555 0134")
    program.press("Alt+I")
    program.choose("intake_purpose", purpose)


def write_opt_out_answer(program: StoryDriver, number: str, format: str = "Letter") -> None:
    """Work the places of an opt-out and send its confirmation for approval."""
    open_case(program, number)
    program.press("Ctrl+Return")
    work_places(program)
    program.press("Ctrl+Return")
    program.pick("letter_format", format)
    program.press("Ctrl+Return")
    assert program.problems == ()
