"""Acts that ask first: withdraw, repeat, take up again, move the receipt, assign, the law, extend, attach, tasks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from caseapp.domain.channel import Channel, Residency
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.letters import LetterKind
from caseapp.domain.people import RequestorKind
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import DocumentKind
from caseapp.services.closing import withdraw_request
from caseapp.services.documents import attach_document
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_letter
from caseapp.ui.cases.case_acts import read_time
from caseapp.ui.widgets.choices import RadioRow
from tests.house import TestHouse, sample_form
from tests.ui.cases.conftest import verify
from tests.ui.drivers.base import assert_all_named, spoken_name
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def _request(house: TestHouse, request_id: str):  # type: ignore[no-untyped-def]
    with house.desk.uow() as uow:
        return uow.requests.get(request_id)


def _more(cases: CasesDriver, words: str) -> None:
    cases.click("case_more")
    cases.choose(words)


def test_withdrawing_wants_the_consumers_own_statement(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Withdraw...")
    dialog = cases.dialog("withdraw")
    assert dialog.focused == "withdraw_statement"
    assert_all_named(dialog.root)
    dialog.press("Ctrl+Return")
    assert dialog.root.isVisible()
    assert dialog.root.summary.sentences == ("Write down what the consumer said. Without a statement a request is not withdrawn.",)  # type: ignore[attr-defined]
    dialog.type("She said on the phone today that she no longer wants it.", into="withdraw_statement")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert _request(house, request_id).disposition is Disposition.WITHDRAWN
    assert cases.pill == "Closed day 0"


def test_a_repeat_needs_an_earlier_open_case_of_the_same_right(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    house.clock.advance(days=1)
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Close as a repeat...")
    dialog = cases.dialog("duplicate")
    dialog.type("2026-000099")
    dialog.press("Ctrl+Return")
    assert "There is no other case 2026-000099" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]
    dialog.clear("duplicate_number")
    dialog.type("2026-000001")
    dialog.press("Ctrl+Return")
    assert _request(house, house.request_id(case_id)).disposition is Disposition.DUPLICATE


def test_a_closed_request_is_taken_up_again_with_a_reason(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    withdraw_request(house.officer(), house.request_id(case_id), statement="By phone.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_more")
    assert "Withdraw..." not in cases.menu_lines()
    _more(cases, "Take up again...")
    dialog = cases.dialog("reopen")
    dialog.press("Ctrl+Return")
    assert "Write" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]
    dialog.type("She wrote that it was a mistake.", into="reopen_reason")
    dialog.press("Ctrl+Return")
    assert _request(house, house.request_id(case_id)).status is RequestStatus.IN_PROGRESS


def test_the_receipt_is_moved_earlier_with_a_reason(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Move the receipt...")
    dialog = cases.dialog("receipt")
    dialog.clear("receipt_day")
    dialog.type("Mar 2")
    dialog.clear("receipt_time")
    dialog.type("9:15 am")
    dialog.type("The voicemail of the evening before was found.", into="receipt_reason")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert cases.page.record.header.received.text() == "Phone, Mon Mar 2, 9:15 AM"
    assert any("From Tue Mar 3 to Mon Mar 2" in step for step in cases.steps())


def test_which_of_two_times_is_asked_only_where_there_were_two(house: TestHouse, sit_down: SitDown) -> None:
    house.clock.go_to(date(2026, 11, 3))
    late = replace(sample_form("delete"), received_wall="2026-11-02T09:00", late_entry_reason="It lay in the mail room.")
    case_id = house.make_case(form=late, channel=Channel.MAIL)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Move the receipt...")
    dialog = cases.dialog("receipt")
    fold = dialog.find(RadioRow, "receipt_fold")
    assert not fold.isVisible()
    dialog.clear("receipt_day")
    dialog.type("Nov 1")
    dialog.clear("receipt_time")
    dialog.type("2:30 am")
    assert not fold.isVisible()
    dialog.clear("receipt_time")
    dialog.type("1:30 am")
    assert fold.isVisible()
    fold.set_chosen(1)
    dialog.type("The form came that night.", into="receipt_reason")
    dialog.press("Ctrl+Return")
    with house.officer().uow() as uow:
        case = uow.cases.get(case_id)
    assert (case.received_at, case.received_fold) == (datetime(2026, 11, 1, 9, 30, tzinfo=UTC), 1)


def test_a_later_receipt_wants_a_second_person(house: TestHouse, sit_down: SitDown) -> None:
    house.clock.go_to(date(2026, 3, 5))
    late = replace(sample_form("delete"), received_wall="2026-03-03T09:00", late_entry_reason="It lay in the mail room.")
    case_id = house.make_case(form=late, channel=Channel.MAIL)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Move the receipt...")
    dialog = cases.dialog("receipt")
    dialog.clear("receipt_day")
    dialog.type("Mar 4")
    dialog.type("Wrong day was typed.", into="receipt_reason")
    dialog.press("Ctrl+Return")
    assert "second person" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "hour", "minute"), [("4:58 PM", 16, 58), ("16:58", 16, 58), ("9 am", 9, 0), ("9:15AM", 9, 15), ("12:05 a.m.", 0, 5)]
)
def test_a_time_is_read_as_people_write_it(text: str, hour: int, minute: int) -> None:
    found = read_time(text)
    assert (found.hour, found.minute) == (hour, minute)


def test_a_case_is_assigned(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Assign...")
    dialog = cases.dialog("assign")
    dialog.type("Sam")
    dialog.press("Ctrl+Return")
    assert cases.page.record.header.owner.text() == "Assigned to Sam Ito"


def test_the_law_is_decided_for_a_caller_from_elsewhere(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case(form=replace(sample_form("delete"), residency=Residency.ELSEWHERE))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.primary == "Decide the law..."
    cases.press("Ctrl+Return")
    dialog = cases.dialog("law")
    dialog.type("The account was opened in Oakland.", into="law_reason")
    dialog.press("Ctrl+Return")
    assert cases.primary == "Verify"


def test_extending_drafts_the_notice_and_goes_to_it(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_extend")
    dialog = cases.dialog("extend")
    dialog.type("too short", into="extend_words")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences == ("Write at least 15 characters about this case; the consumer reads them.",)  # type: ignore[attr-defined]
    dialog.clear("extend_words")
    dialog.type("Four years of paper files have to be read.")
    dialog.press("Ctrl+Return")
    section, arguments = cases.went[-1]
    assert section == "letters"
    with house.desk.uow() as uow:
        assert uow.letters.get(str(arguments["letter_id"])).kind is LetterKind.EXTENSION_NOTICE
        assert uow.extensions.where(case_id=case_id)[0].state is ExtensionState.PROPOSED
    cases.open_case(case_id)
    assert cases.banner.startswith("Extension proposed")


def _why_not(cases: CasesDriver) -> str:
    """The words beside an act that cannot be done: the act is off, and Tab stops at the words instead."""
    extend = cases.find(QAbstractButton, "case_extend")
    assert extend.isVisible()
    assert not extend.isEnabled()
    why = cases.text_of("case_why_not_extended")
    assert extend.accessibleDescription() == why
    cases.focus("case_note_start")
    cases.tab()
    assert cases.focused == "case_why_not_extended"
    assert spoken_name(cases.find(QWidget, "case_why_not_extended")) == why
    return why


def test_a_second_extension_is_refused_before_anybody_tries(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert not cases.has("case_why_not_extended")
    cases.click("case_extend")
    cases.dialog("extend").type("Four years of paper files have to be read.", into="extend_words")
    cases.dialog("extend").press("Ctrl+Return")
    cases.open_case(case_id)
    assert _why_not(cases) == "An extension is proposed already; there is only one."


def test_an_extension_that_comes_too_late_says_the_date_beforehand(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 18))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert _why_not(cases) == "No extension: the last day to mail its notice was Fri Apr 17."


def test_an_opt_out_is_never_extended(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert _why_not(cases) == "No extension: the law gives this right none."


def test_the_command_to_extend_leads_to_the_words_that_say_why_not(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.office.commands.by_id("case.extend").run()
    cases.settle()
    assert not cases.dialogs()
    assert cases.focused == "case_why_not_extended"
    assert cases.messages.notices[0].text == "No extension: the law gives this right none."


def test_the_number_of_the_case_is_copied_by_a_key(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    QApplication.clipboard().clear()
    cases.press("Ctrl+Shift+C")
    assert QApplication.clipboard().text() == "2026-000001"
    number = cases.find(QLabel, "case_number")
    assert number.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert spoken_name(number) == "Case number 2026-000001"


def test_after_the_plan_day_the_officer_says_why(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 17))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_extend")
    dialog = cases.dialog("extend")
    assert dialog.has("extend_warning")
    dialog.type("Four years of paper files have to be read.", into="extend_words")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences == ("The plan day has passed. Say why you propose it all the same.",)  # type: ignore[attr-defined]
    dialog.type("The files came back from storage yesterday.", into="extend_override")
    dialog.press("Ctrl+Return")
    assert cases.went[-1][0] == "letters"


def test_a_proposed_extension_is_taken_back(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_extend")
    cases.dialog("extend").type("Four years of paper files have to be read.", into="extend_words")
    cases.dialog("extend").press("Ctrl+Return")
    cases.open_case(case_id)
    _more(cases, "Take the extension back...")
    dialog = cases.dialog("unextend")
    dialog.type("The files turned up.")
    dialog.press("Ctrl+Return")
    assert cases.banner == ""


def test_a_document_is_attached_by_its_path_and_opened_by_an_officer(house: TestHouse, sit_down: SitDown, tmp_path: Path) -> None:
    paper = tmp_path / "declaration.txt"
    paper.write_text("I declare under penalty of perjury.", encoding="utf-8")
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Attach a document...")
    dialog = cases.dialog("attach")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences == ("Choose a file.",)  # type: ignore[attr-defined]
    dialog.type(str(tmp_path / "nothing.txt"), into="attach_file")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences == ("There is no such file. Choose it again.",)  # type: ignore[attr-defined]
    dialog.clear("attach_file")
    dialog.type(str(paper))
    dialog.press("Ctrl+Return")
    assert cases.table("case_documents")[0][:2] == ["Signed permission", "declaration.txt"]
    cases.page.record.go_to_tab("documents")
    cases.focus("case_documents")
    cases.press("Return")
    viewer = cases.viewer()
    assert viewer.text.toPlainText() == "I declare under penalty of perjury."
    cases.dialog()
    cases.window.lock()
    assert not cases.dialogs()


def test_an_agent_sees_that_a_document_is_there_and_not_what_it_is_called(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    attach_document(house.officer(), case_id, kind=DocumentKind.DECLARATION, name="ana.txt", content=b"x")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    assert cases.table("case_documents")[0][:2] == ["Signed declaration", "Sealed to the officers"]


def test_a_pdf_is_drawn_in_memory(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    letter_id = draft_letter(house.officer(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    content = preview_letter(house.officer(), letter_id).content
    assert content is not None
    attach_document(house.officer(), case_id, kind=DocumentKind.OTHER, name="paper.pdf", content=content)
    cases = sit_down("r.chen")
    cases.open_case(case_id, tab="documents")
    cases.focus("case_documents")
    cases.press("Return")
    viewer = cases.viewer()
    assert "Page 1 of" in viewer.paper.accessibleName()


def test_a_task_is_marked_as_done(house: TestHouse, sit_down: SitDown) -> None:
    form = replace(sample_form("delete"), requestor_kind="authorized_agent", requestor_name="Acme Helpers")
    case_id = house.make_case(form=form)
    cases = sit_down("r.chen")
    cases.open_case(case_id, tab="tasks")
    assert cases.table("case_tasks")[0][0] == "Check the authority to act"
    cases.focus("case_tasks")
    cases.press("Space")
    cases.dialog("task").press("Ctrl+Return")
    assert "Rita Chen" in cases.table("case_tasks")[0][3]


def test_a_dialog_goes_away_when_the_window_locks(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    verify(house, house.request_id(case_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    _more(cases, "Withdraw...")
    assert cases.dialogs()
    cases.window.lock()
    cases.settle()
    assert not cases.dialogs()
