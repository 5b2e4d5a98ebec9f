"""The page of one case: what comes next, in words and as the one primary act; notes; the right shown; what each role sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.letters import DispatchMethod, LetterKind
from caseapp.domain.work import DecisionOutcome
from caseapp.services.dispatch import record_dispatch, record_return
from caseapp.services.extension import propose_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.notes import write_note
from caseapp.services.work import decide_category
from caseapp.ui.cases.next_step import CaseAct, act_icon, act_words
from caseapp.ui.icons import CODEPOINTS
from caseapp.ui.theme import apply_theme, current, keeper
from caseapp.ui.widgets.key_button import LINK_INSET, KeyButton, LinkButton
from tests.house import TestHouse, sample_form
from tests.ui.cases.conftest import end_places, grant, verify
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def test_the_head_says_who_what_when(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    header = cases.page.record.header
    assert header.name.text() == "Ana Peña"
    assert header.number.text() == "2026-000001"
    assert header.badge.text() == "Not verified yet, level 1"
    assert header.received.text() == "Phone, Tue Mar 3, 4:58 PM"
    assert header.owner.text() == "Not assigned"
    assert cases.pill == "Waiting, 44 d left, plan by Thu Apr 16"


def test_the_primary_act_is_the_next_step_from_the_call_to_the_mailing(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    told: list[tuple[str, str]] = []

    def look(login: str = "r.chen") -> None:
        cases = sit_down(login)
        cases.open_case(case_id)
        told.append((cases.primary, cases.steps()[0].split("|")[0]))
        cases.close()

    look()
    verify(house, request_id)
    look()
    grant(house, request_id)
    look()
    end_places(house, request_id)
    look()
    letter_id = draft_answer(house.officer(), request_id).created_id
    assert letter_id is not None
    look()
    submit_letter(house.officer(), letter_id)
    look()
    approve_letter(house.second_officer(), letter_id)
    look()
    assert told == [
        ("Verify", "Next: verify who asks"),
        ("Decide...", "Next: decide the answer"),
        ("Decide...", "Next: finish the places"),
        ("Write the answer", "Next: write the answer"),
        ("Open the letter", "Next: finish the answer"),
        ("Open the letter", "Next: approve the answer"),
        ("Go to the print queue", "Next: mail the answer"),
    ]


def test_when_the_case_has_ended_there_is_no_primary_act(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    request_id = house.request_id(case_id)
    end_places(house, request_id)
    letter_id = draft_answer(house.officer(), request_id).created_id
    assert letter_id is not None
    submit_letter(house.officer(), letter_id)
    approve_letter(house.second_officer(), letter_id)
    house.clock.go_to(date(2026, 3, 6))
    desk = house.officer()
    record_dispatch(desk, letter_id, method=DispatchMethod.EMAIL, on=desk.today(), proof="sent")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.primary == ""
    assert cases.pill == "Closed day 3"
    assert not cases.steps()[0].startswith("Next")


def test_nobody_is_asked_to_verify_who_may_not_be_verified(house: TestHouse, sit_down: SitDown) -> None:
    case_id, other_id = house.make_case("opt_out"), house.make_case("delete")
    verify(house, house.request_id(other_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert not cases.has("case_verify")
    cases.open_case(other_id)
    assert cases.has("case_verify")


def test_what_a_first_closing_set_is_not_shown_beside_what_counts(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    request_id = house.request_id(case_id)
    end_places(house, request_id)
    for on in (date(2026, 3, 6), date(2026, 3, 12)):
        letter_id = draft_answer(house.officer(), request_id).created_id
        assert letter_id is not None
        submit_letter(house.officer(), letter_id)
        approve_letter(house.second_officer(), letter_id)
        house.clock.go_to(on)
        record_dispatch(house.officer(), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=on, proof="sent")
        if on == date(2026, 3, 6):
            record_return(house.clerk(), letter_id, on=on, reason="Moved, left no address")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert [each for each in cases.facts() if each.startswith("Keep the record until")] == ["Keep the record until|Mar 12, 2028|"]


def test_an_agent_sees_the_step_and_not_the_act(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    assert cases.steps()[0].startswith("Next: verify who asks")
    assert cases.primary == ""
    assert not cases.has("case_decide")
    assert not cases.has("case_extend")


def test_ctrl_enter_does_the_primary_act(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    verify(house, house.request_id(case_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("Ctrl+Return")
    assert cases.has("decide_panel")
    assert cases.focused == "decide_places"


def test_a_receipt_nobody_confirmed_is_confirmed_first(house: TestHouse, sit_down: SitDown) -> None:
    form = replace(sample_form("delete"), confirmed_orally=False, received_wall="2026-03-03T09:00")
    case_id = house.make_case(form=form, channel=Channel.MAIL)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.primary == "Confirm receipt"
    assert "confirm receipt, plan by" in cases.pill
    cases.press("Ctrl+Return")
    assert cases.went[-1][0] == "letters"
    cases.open_case(case_id)
    assert cases.table("case_letters")[0][0] == "Receipt"


def test_a_note_is_written_with_f12_and_enter(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    cases.press("F12")
    assert cases.focused == "case_note"
    cases.type("She called again.")
    cases.press("Return")
    assert cases.text_of("case_note") == ""
    assert "Note|She called again." in cases.steps()
    assert cases.table("case_notes")[0][0] == "She called again."


def test_an_empty_note_is_refused(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    cases.press("F12")
    cases.press("Return")
    assert [trouble.code for trouble in cases.messages.troubles] == ["note_empty"]


def test_a_note_begun_waits_for_its_case_and_is_kept_when_the_window_locks(house: TestHouse, sit_down: SitDown) -> None:
    first = house.make_case("delete")
    second = house.make_case("opt_out")
    cases = sit_down("maria.lopez")
    cases.open_case(first)
    cases.press("F12")
    cases.type("Half a thought")
    cases.open_case(second)
    assert cases.text_of("case_note") == ""
    cases.open_case(first)
    assert cases.text_of("case_note") == "Half a thought"
    cases.window.lock()
    assert cases.text_of("case_note") == ""
    with house.desk.uow() as uow:
        assert [note.text for note in uow.notes.where(case_id=first)] == ["Half a thought"]


def test_the_right_shown_is_switched_with_ctrl_tab(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete", "opt_out")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.page.record.header.badge.text() == "Not verified yet, level 1"
    cases.press("Ctrl+Tab")
    assert cases.page.record.header.badge.text() == "No verification for this right"
    assert "Places" in cases.fact_heads()
    cases.focus("case_right")
    cases.press("Left")
    assert cases.page.record.header.badge.text() == "Not verified yet, level 1"


def test_a_proposed_extension_says_that_it_is_not_in_force(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    request_id = house.request_id(case_id)
    house.clock.go_to(date(2026, 4, 8))
    propose_extension(
        house.officer(), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text="Four years of paper files have to be read."
    )
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.banner.startswith("Extension proposed, In force when its notice is mailed, by Fri Apr 10.")
    assert "Ext." not in cases.pill


def test_dates_of_deadlines_say_plan_last_and_mail(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    facts = cases.facts()
    assert "Confirm receipt|last day Mar 17|Done Mar 3" in facts
    assert "Answer|plan by Apr 16, last day Apr 17|8 d left" in facts
    assert "Extension notice|mail by Apr 10, last day Apr 17|2 d left" in facts


def test_the_notice_of_an_extension_nobody_proposed_is_not_overdue(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_categories")
    house.clock.go_to(date(2026, 4, 20))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    facts = cases.facts()
    assert "Answer|plan by Apr 16, last day Apr 17|Overdue 3 d" in facts
    assert "Extension notice|last day was Apr 17|Not sent" in facts


def test_the_timeline_tells_the_newest_first_and_opens_letters(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    house.clock.go_to(date(2026, 3, 10))
    verify(house, request_id)
    end_places(house, request_id)
    grant(house, request_id)
    letter_id = draft_answer(house.officer(), request_id).created_id
    write_note(house.officer(), case_id, "Done on our side.")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    titles = [step.split("|")[0] for step in cases.steps()]
    assert titles[:5] == ["Next: finish the answer", "Note", "Letter drafted: Answer: deleted", "Decision", "4 places marked"]
    assert titles[-1] == "Call, 6 min 12 s"
    cases.focus("case_timeline")
    cases.press("Down", 2)
    cases.press("Return")
    assert cases.went[-1] == ("letters", {"letter_id": letter_id})


@pytest.mark.parametrize(("login", "sees"), [("r.chen", True), ("u.weiss", True), ("maria.lopez", False)])
def test_the_history_is_for_those_who_may_read_it(house: TestHouse, sit_down: SitDown, login: str, sees: bool) -> None:
    case_id = house.make_case("delete")
    cases = sit_down(login)
    cases.open_case(case_id)
    assert ("History" in [tab.text for tab in cases.page.record.tabs._tabs]) is sees


def test_the_history_names_a_ground_as_the_list_of_grounds_does(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    verify(house, request_id)
    decide_category(
        house.officer(),
        request_id,
        category="Customer records",
        outcome=DecisionOutcome.REFUSED,
        ground_code="delete_legal_obligation",
        facts="Kept for three years.",
    )
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    newest = cases.table("case_history")[0][2]
    assert newest.startswith("Decision (Outcome: Refused; Ground: Civ. Code 1798.105(d)(8): ")
    assert not newest.endswith(".)")
    assert "delete legal obligation" not in newest


def test_letters_can_be_written_from_the_page(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    cases.click("case_write_letter")
    cases.choose("Need more information")
    section, arguments = cases.went[-1]
    assert section == "letters"
    with house.desk.uow() as uow:
        letter = uow.letters.get(str(arguments["letter_id"]))
    assert letter.kind is LetterKind.REQUEST_INFORMATION


def test_every_act_has_words_and_an_icon() -> None:
    for act in CaseAct:
        if act is not CaseAct.NONE:
            assert act_words(act)
            assert act_icon(act) in CODEPOINTS


def test_at_200_percent_the_tabs_stand_in_the_window_and_the_way_back_on_the_edge(
    house: TestHouse, sit_down: SitDown, qapp: QApplication
) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    wide = [button.text() for button in cases.page.record.header.findChildren(KeyButton) if button.isVisible()]
    apply_theme(qapp, "light", 200)
    keeper().finish()
    cases.settle()
    page, record = cases.page, cases.page.record
    assert [button.text() for button in record.header.findChildren(KeyButton) if button.isVisible()] == wide
    tabs = record.tabs.mapTo(page, record.tabs.rect().bottomLeft()).y()
    assert tabs < page.height(), "the head of a case leaves nothing of its tabs"
    name = record.header.name.mapTo(page, QPoint()).x()
    back = cases.find(LinkButton, "cases_back")
    assert back.mapTo(page, QPoint()).x() == name - current().px(LINK_INSET)
    assert record.header.badge.isVisible()
    apply_theme(qapp, "light", 100)
    keeper().finish()
    cases.settle()
    assert record.header.badge.mapTo(page, QPoint()).y() < record.header.number.mapTo(page, QPoint()).y()


def test_six_acts_stand_on_one_line(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    verify(house, request_id)
    grant(house, request_id)
    end_places(house, request_id)
    letter_id = draft_answer(house.officer(), request_id).created_id
    assert letter_id is not None
    submit_letter(house.officer(), letter_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    header = cases.page.record.header
    shown = (header.primary, header.verify, header.decide, header.letter, header.note, header.extend)
    assert all(button.isVisible() for button in shown)
    assert len({button.y() for button in shown}) == 1
