"""Verifying by keys: compare, papers, attempts, level, the decision; and where the law wants no verification."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel

from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import PointOutcome, VerificationOutcome
from caseapp.ui.widgets.key_button import LINK_INSET, ButtonKind
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.cases_driver import CasesDriver

Verifying = Callable[..., CasesDriver]


def _outcome(house: TestHouse, request_id: str) -> VerificationOutcome:
    with house.desk.uow() as uow:
        return uow.verifications.where(request_id=request_id)[0].outcome


def _checks(house: TestHouse, request_id: str) -> dict[str, PointOutcome]:
    with house.desk.uow() as uow:
        verification = uow.verifications.where(request_id=request_id)[0]
        return {one.point: one.outcome for one in uow.point_checks.where(verification_id=verification.id)}


def _problems(page: CasesDriver) -> tuple[str, ...]:
    return page.verification.frame.summary.sentences


def _match(page: CasesDriver, *points: str) -> None:
    for point in points:
        page.focus(f"verify_{point}_not_compared")
        page.press("Right")
        assert page.focused == f"verify_{point}_matched"


def test_a_deletion_is_verified_by_keyboard(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    assert page.focused == "verify_full_name_not_compared"
    assert page.text_of("verify_missing") == "Still missing: 2 points"
    page.press("Right")
    page.press("Return")
    _match(page, "postal_address")
    assert page.text_of("verify_missing") == "Nothing is missing."
    page.press("Ctrl+Return")
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.VERIFIED
    assert page.went[-1][0] == "cases"
    assert page.page.record.header.badge.text() == "Verified, level 1"


def test_verified_is_never_disabled_and_says_all_that_is_missing(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("know_specific")
    page = verifying(case_id)
    _match(page, "full_name")
    page.click("verify_verified")
    assert _problems(page) == (
        "1 of 3 points match. Compare another one with the system of record, or decide: not verified.",
        "The signed declaration was not seen yet. Write the day it came, or decide: not verified.",
    )
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.OPEN
    assert _checks(house, house.request_id(case_id)) == {"full_name": PointOutcome.MATCHED}


def test_specific_pieces_want_three_points_and_the_declaration_with_its_words(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("know_specific")
    page = verifying(case_id)
    assert "under penalty of perjury under the laws of the State of California" in page.text_of("verify_declaration_words")
    _match(page, "full_name", "account_reference", "postal_address")
    page.type("3/3/26", into="verify_declaration_on")
    page.press("Ctrl+Return")
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.VERIFIED
    assert page.page.record.header.badge.text() == "Verified, level 2"


def test_what_was_said_is_opened_by_an_act_that_the_history_keeps(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    said = page.find(QLabel, "verify_said_full_name")
    assert said.text() == "Said, sealed"
    page.click("verify_open_claims")
    assert said.text() == "Ana Peña"
    assert page.has("verify_read_aloud")
    assert "Compare with the system of record; do not read aloud" in page.verification.frame.read_aloud.text
    with house.desk.uow() as uow:
        assert [one.action for one in uow.history.entries(case_id=case_id)][-1] == "claimed_values_opened"
    page.click("verify_open_claims")
    assert said.text() == "Said, sealed"
    page.click("verify_open_claims")
    page.press("Esc")
    page.press("F4")
    assert page.find(QLabel, "verify_said_full_name").text() == "Said, sealed"


def test_what_was_said_beside_the_list_is_shown_while_open(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("delete"))
    assert not page.has("verify_also_said")
    page.click("verify_open_claims")
    assert page.text_of("verify_also_said") == "Said too, not on this list. Date of the last payment: January 2024"
    page.click("verify_open_claims")
    assert page.text_of("verify_also_said") == ""


def test_locking_closes_what_was_opened(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("delete"))
    page.click("verify_open_claims")
    verification = page.verification
    page.window.lock()
    page.settle()
    assert not any("Ana" in label.text() for label in verification.findChildren(QLabel))


def test_opt_out_and_limit_show_no_checklist_and_say_why(house: TestHouse, verifying: Verifying) -> None:
    for right in ("opt_out", "limit"):
        case_id = house.make_case(right)
        page = verifying(case_id)
        empty = page.verification.frame.nothing
        assert empty.isVisible()
        assert empty.title_label.text() == "No verification for this right"
        assert not page.has("verify_verified")
        assert page.verification.frame.points.rows == ()
        assert page.focused == "verify_nothing_act"
        page.press("Return")
        assert page.window.here == "cases"
        page.close()


def test_not_verified_specific_pieces_say_they_become_categories(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("know_specific")
    page = verifying(case_id)
    page.click("verify_not_verified")
    dialog = page.dialog("not_verified")
    assert any("answered as categories in this case" in label.text() for label in dialog.root.findChildren(QLabel))
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences[0].startswith("Write")  # type: ignore[attr-defined]
    dialog.type("No declaration came back.", into="not_verified_reason")
    dialog.press("Ctrl+Return")
    with house.desk.uow() as uow:
        request = uow.requests.where(case_id=case_id)[0]
    assert request.status is RequestStatus.IN_PROGRESS
    assert request.answer_as == "know_categories"
    assert page.banner.startswith("Will be answered as categories in this case")


def test_attempts_are_counted_and_the_next_one_starts_empty(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    for attempt in (1, 2, 3):
        assert page.verification.frame.attempts.text() == f"Attempt {attempt} of 3"
        page.focus("verify_full_name_not_compared")
        page.press("Right", 2)
        page.click("verify_end_attempt")
        dialog = page.dialog("attempt")
        dialog.type("The name on file is another one.", into="attempt_reason")
        dialog.press("Ctrl+Return")
        page.settle()
        assert page.verification.frame.points.outcomes() == {}
    assert page.verification.frame.attempts.text() == "All 3 attempts were used. Decide now."
    assert not page.has("verify_end_attempt")
    frame = page.verification.frame
    assert (frame.not_verified.kind, frame.save_button.kind, frame.verified.kind) == (
        ButtonKind.PRIMARY,
        ButtonKind.DEFAULT,
        ButtonKind.DEFAULT,
    )
    page.press("Ctrl+Return")
    dialog = page.dialog("not_verified")
    dialog.type("Three attempts failed.", into="not_verified_reason")
    dialog.press("Ctrl+Return")
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.NOT_VERIFIED


@pytest.mark.parametrize("act", ["verify_not_verified", "verify_end_attempt"])
def test_a_day_half_typed_is_told_before_anything_is_decided(house: TestHouse, verifying: Verifying, act: str) -> None:
    page = verifying(house.make_case("know_specific"))
    page.type("13/45", into="verify_declaration_on")
    page.click(act)
    assert len(_problems(page)) == 1


def test_the_level_of_a_deletion_is_raised_with_a_reason(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    assert not page.has("verify_declaration_on")
    page.click("verify_level")
    dialog = page.dialog("level")
    dialog.press("Down")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences[0].startswith("Write")  # type: ignore[attr-defined]
    dialog.type("The records tell of an illness.", into="level_reason")
    dialog.press("Ctrl+Return")
    page.settle()
    with house.desk.uow() as uow:
        assert uow.requests.where(case_id=case_id)[0].level is AssuranceLevel.REASONABLY_HIGH
    assert page.has("verify_declaration_on")
    assert page.text_of("verify_missing") == "Still missing: 3 points, the signed declaration"


def test_the_level_of_specific_pieces_is_fixed(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("know_specific"))
    assert not page.has("verify_level")


def test_an_authorized_agent_shows_authority(house: TestHouse, verifying: Verifying, tmp_path: Path) -> None:
    form = replace(sample_form("delete"), requestor_kind="authorized_agent", requestor_name="Acme Helpers")
    case_id = house.make_case(form=form)
    page = verifying(case_id)
    assert "power of attorney" in page.text_of("verify_authority_words")
    paper = tmp_path / "permission.pdf"
    paper.write_bytes(b"%PDF-1.4 permission")
    page.click("verify_attach_authority")
    dialog = page.dialog("attach")
    dialog.type(str(paper), into="attach_file")
    dialog.press("Ctrl+Return")
    with house.desk.uow() as uow:
        assert [one.kind for one in uow.documents.where(case_id=case_id)] == ["signed_permission"]
    _match(page, "full_name", "postal_address")
    page.click("verify_verified")
    assert _problems(page) == ("No paper was seen that shows authority to act. Write the day you saw one, or decide: not verified.",)
    page.type("today", into="verify_authority_on")
    page.press("Ctrl+Return")
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.VERIFIED


def test_a_day_that_cannot_be_read_is_said_at_its_field(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("know_specific"))
    page.type("the other day", into="verify_declaration_on")
    page.press("Ctrl+Return")
    assert page.verification.frame.papers.declaration_row.problem == "Write the date like 3/17/2026, Mar 17, or yesterday."


def test_an_agent_sees_the_state_only(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id, "maria.lopez")
    assert page.verification.frame.banner.text.startswith("Not verified yet, 0 of 2 points match; 0 of 3 attempts failed.")
    for name in ("verify_verified", "verify_open_claims", "verify_full_name", "verify_save"):
        assert not page.has(name)
    page.press("Ctrl+Return")
    assert page.window.here == "cases"


def test_leaving_keeps_what_was_compared(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    _match(page, "full_name")
    page.press("Esc")
    assert _checks(house, house.request_id(case_id)) == {"full_name": PointOutcome.MATCHED}
    page.press("F4")
    assert page.verification.frame.points.outcomes() == {"full_name": PointOutcome.MATCHED}


def test_a_decided_verification_is_taken_up_again(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    _match(page, "full_name", "postal_address")
    page.press("Ctrl+Return")
    page.press("F4")
    assert page.verification.frame.banner.text.startswith("Verified, Decided Tue Mar 3")
    page.click("verify_reopen")
    assert page.has("verify_verified")
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.OPEN


def test_before_the_law_is_decided_there_is_nothing_to_verify(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case(form=replace(sample_form("delete"), residency="elsewhere"))
    page = verifying(case_id)
    assert page.verification.frame.nothing.title_label.text() == "Nothing to verify yet"


def test_every_control_has_a_name(house: TestHouse, verifying: Verifying) -> None:
    form = replace(sample_form("know_specific"), requestor_kind="authorized_agent", requestor_name="Acme Helpers")
    page = verifying(house.make_case(form=form))
    assert_all_named(page.verification)


def test_the_primary_act_is_to_save_until_nothing_is_missing(house: TestHouse, verifying: Verifying) -> None:
    case_id = house.make_case("delete")
    page = verifying(case_id)
    frame = page.verification.frame
    assert (frame.save_button.kind, frame.verified.kind) == (ButtonKind.PRIMARY, ButtonKind.DEFAULT)
    _match(page, "full_name")
    page.press("Ctrl+Return")
    assert _problems(page) == ()
    assert _checks(house, house.request_id(case_id)) == {"full_name": PointOutcome.MATCHED}
    assert _outcome(house, house.request_id(case_id)) is VerificationOutcome.OPEN
    _match(page, "postal_address")
    assert (frame.save_button.kind, frame.verified.kind) == (ButtonKind.DEFAULT, ButtonKind.PRIMARY)
    page.focus("verify_postal_address_matched")
    page.press("Left")
    assert frame.save_button.kind is ButtonKind.PRIMARY


def test_a_day_half_typed_is_told_when_it_is_saved(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("know_specific"))
    page.type("13/45", into="verify_declaration_on")
    page.press("Ctrl+S")
    assert len(_problems(page)) == 1


def test_both_columns_begin_on_one_line_and_the_link_on_the_edge_of_the_page(house: TestHouse, verifying: Verifying) -> None:
    page = verifying(house.make_case("delete"))
    frame = page.verification.frame
    page.settle()
    heads = frame.right.findChildren(QLabel)
    first = min(head.mapTo(frame, QPoint()).y() for head in heads if head.isVisible())
    assert first == frame.rule.mapTo(frame, QPoint()).y()
    edge = frame.title_line.mapTo(frame, QPoint()).x()
    assert frame.back.mapTo(frame, QPoint()).x() == edge - LINK_INSET
