"""The ten rules above all others (rulebook 0.3), each proved through the services."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.letters import DispatchMethod, LetterKind
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import receipt_from_instant
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import DocumentKind, PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.closing import withdraw_request
from caseapp.services.dispatch import record_dispatch
from caseapp.services.documents import attach_document
from caseapp.services.drafts import start_draft
from caseapp.services.extension import propose_extension
from caseapp.services.intake import complete_intake, proof_points
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, draft_letter, save_letter, submit_letter
from caseapp.services.nightly import run_nightly
from caseapp.services.notes import write_note
from caseapp.services.receipts import move_receipt
from caseapp.services.verification import (
    decide_not_verified,
    decide_verified,
    end_attempt,
    read_checklist,
    reopen_verification,
    save_checks,
    set_level,
)
from caseapp.services.work import decide_category, mark_place
from tests.house import sample_form
from tests.services.conftest import Story

SERVICES = Path(__file__).resolve().parents[2] / "caseapp" / "services"
RECEIVED = date(2026, 3, 3)
REASON = "One of the companies that works for us has not answered yet."
NUMBERS = ("123-45-6789", "4111 1111 1111 1111", "D1234567", "1234 5678 9012 3456 123".replace(" ", "")[:14], "１２３-４５-６７８９")


def _days(story: Story, request_id: str) -> list[tuple[str, date, date]]:
    with story.office.store.unit_of_work() as uow:
        return sorted((one.kind.value, one.plan_by_on, one.last_day_on) for one in uow.deadlines.where(request_id=request_id))


def _letters(story: Story, request_id: str, kind: LetterKind | None = None):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return [one for one in uow.letters.where() if request_id in one.request_ids and kind in (None, one.kind)]


def _extended(story: Story, request_id: str, on: date) -> None:
    change = propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON, override_reason="An outage."
    )
    letter_id = str(change.fact("letter_id"))
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=on)


# I1 -----------------------------------------------------------------------------------------------------------------


def test_i1_no_act_pauses_or_restarts_a_clock(story: Story) -> None:
    request_id = story.take("know_specific")
    before = _days(story, request_id)
    officer = story.desk("officer")
    case_id = story.request(request_id).case_id
    acts: tuple[Callable[[], object], ...] = (
        lambda: end_attempt(officer, request_id, reason="nobody answered"),
        lambda: write_note(officer, case_id, "waiting for the declaration"),
        lambda: attach_document(officer, case_id, kind=DocumentKind.DECLARATION, name="d.txt", content=b"signed"),
        lambda: decide_not_verified(officer, request_id, reason="no declaration"),
        lambda: reopen_verification(officer, request_id),
        lambda: story.verify(request_id),
        lambda: story.do_work(request_id),
        lambda: story.grant(request_id),
        lambda: draft_answer(officer, request_id),
        lambda: draft_letter(officer, case_id, LetterKind.REQUEST_INFORMATION),
        lambda: run_nightly(officer),
    )
    for act in acts:
        act()
        assert _days(story, request_id) == before
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.OPEN


def test_i1_the_clock_starts_on_the_pacific_day_of_receipt_whatever_the_weekday(story: Story) -> None:
    request_id = story.take("delete")
    with story.office.store.unit_of_work() as uow:
        answer = uow.deadlines.where(request_id=request_id, kind=DeadlineKind.ANSWER)[0]
    assert answer.last_day_on == RECEIVED + timedelta(days=45)


# I2 -----------------------------------------------------------------------------------------------------------------


def test_i2_one_extension_to_day_90_from_receipt(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 2))
    _extended(story, request_id, date(2026, 4, 2))
    with story.office.store.unit_of_work() as uow:
        extended = uow.deadlines.where(request_id=request_id, kind=DeadlineKind.EXTENDED_ANSWER)
    assert [one.last_day_on for one in extended] == [RECEIVED + timedelta(days=90)]
    with pytest.raises(DomainError) as refusal:
        propose_extension(story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON)
    assert refusal.value.code == "already_extended"


def test_i2_a_notice_after_day_45_extends_nothing(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 17))
    change = propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON, override_reason="An outage."
    )
    letter_id = str(change.fact("letter_id"))
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    story.go_to(date(2026, 4, 18))
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=date(2026, 4, 18))
    with story.office.store.unit_of_work() as uow:
        assert uow.extensions.where(request_id=request_id)[0].state is ExtensionState.LAPSED
        assert not uow.deadlines.where(request_id=request_id, kind=DeadlineKind.EXTENDED_ANSWER)


# I3 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", ["opt_out", "limit"])
def test_i3_opt_out_and_limit_are_never_verified_and_never_extended(story: Story, right: str) -> None:
    request_id = story.take(right)
    officer = story.desk("officer")
    request = story.request(request_id)
    assert (request.status, request.level) == (RequestStatus.IN_PROGRESS, AssuranceLevel.NONE)
    assert proof_points(officer, sample_form(right)) == ()
    points = {"full_name": PointOutcome.MATCHED}
    acts: tuple[Callable[[], object], ...] = (
        lambda: read_checklist(officer, request_id),
        lambda: save_checks(officer, request_id, points, declaration_on=None, authority_on=None),
        lambda: decide_verified(officer, request_id),
        lambda: decide_not_verified(officer, request_id, reason="x"),
        lambda: end_attempt(officer, request_id, reason="x"),
        lambda: reopen_verification(officer, request_id),
        lambda: set_level(officer, request_id, AssuranceLevel.REASONABLE, reason="x"),
        lambda: propose_extension(officer, request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON),
    )
    for act in acts:
        with pytest.raises(DomainError):
            act()
    with story.office.store.unit_of_work() as uow:
        assert not uow.verifications.where(request_id=request_id)
        assert not uow.claimed_values.where(case_id=request.case_id)


# I4 -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", NUMBERS)
def test_i4_a_forbidden_number_is_refused_in_every_text_that_reaches_a_letter(story: Story, number: str) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    officer = story.desk("officer")
    with story.office.store.unit_of_work() as uow:
        place = uow.work_items.where(request_id=request_id)[0]

    def refuse(**texts: str) -> None:
        decide_category(
            officer, request_id, **{"category": "Payments", "facts": "facts", **texts},
            outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation",
        )  # fmt: skip

    acts: tuple[Callable[[], object], ...] = (
        lambda: refuse(category=f"Card {number}"),
        lambda: refuse(facts=f"We keep {number}."),
        lambda: mark_place(officer, place.id, WorkState.NOT_POSSIBLE, facts=f"see {number}"),
        lambda: propose_extension(officer, request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=f"{REASON} {number}"),
    )
    for act in acts:
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "secret_number_typed"
        assert number not in repr(refusal.value.facts)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("slot", ["files", "withheld", "not_searched", "part_withheld"])
def test_i4_a_forbidden_number_in_a_slot_stops_the_letter(story: Story, number: str, slot: str) -> None:
    request_id = story.take("know_specific")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    slots = {**dict(_letters(story, request_id)[0].slots), slot: f"Your number {number}"}
    save_letter(story.desk("officer"), letter_id, slots=slots)
    with pytest.raises(DomainError) as refusal:
        submit_letter(story.desk("officer"), letter_id)
    assert refusal.value.code in {"blocked_number", "letter_check_failed"}


def test_i4_a_number_decided_before_the_rule_still_stops_the_letter(story: Story) -> None:
    """The last gate looks at what is stored, however it came there."""
    from dataclasses import replace

    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.refuse(request_id)
    with story.office.store.unit_of_work() as uow:
        decision = uow.decisions.where(request_id=request_id)[0]
        uow.decisions.replace(replace(decision, facts="Kept under 123-45-6789."))
        uow.commit()
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    with pytest.raises(DomainError) as refusal:
        submit_letter(story.desk("officer"), letter_id)
    assert refusal.value.code in {"letter_check_failed", "blocked_number"}


# I5 -----------------------------------------------------------------------------------------------------------------


def test_i5_failed_verification_does_not_end_a_know_request(story: Story) -> None:
    request_id = story.take("know_specific")
    decide_not_verified(story.desk("officer"), request_id, reason="Nothing matched.")
    request = story.request(request_id)
    assert (request.status, request.answer_as) == (RequestStatus.IN_PROGRESS, "know_categories")
    story.grant(request_id, "Personal identifiers")
    draft_answer(story.desk("officer"), request_id)
    kinds = [letter.kind for letter in _letters(story, request_id)]
    assert kinds == [LetterKind.UNVERIFIED, LetterKind.KNOW_CATEGORIES]
    assert LetterKind.KNOW_SPECIFIC not in kinds


def test_i5_the_categories_are_owed_also_after_the_first_letter_left(story: Story) -> None:
    request_id = story.take("know_specific")
    decide_not_verified(story.desk("officer"), request_id, reason="Nothing matched.")
    story.grant(request_id, "Personal identifiers")
    draft_answer(story.desk("officer"), request_id)
    unverified, companion = _letters(story, request_id)
    for letter in (unverified, companion):
        submit_letter(story.desk("officer"), letter.id)
        approve_letter(story.desk("second"), letter.id)
        record_dispatch(story.desk("clerk"), letter.id, method=DispatchMethod.EMAIL, on=RECEIVED)
        status = story.request(request_id).status
        assert status is (RequestStatus.CLOSED if letter is companion else RequestStatus.ANSWERED)
    assert story.request(request_id).disposition is Disposition.FULFILLED_IN_PART


def test_i5_no_specific_piece_before_verification(story: Story) -> None:
    request_id = story.take("know_specific")
    officer = story.desk("officer")
    case_id = story.request(request_id).case_id
    with pytest.raises(DomainError) as refusal:
        decide_category(officer, request_id, category="Records", outcome=DecisionOutcome.GRANTED)
    assert refusal.value.code == "not_verified_yet"
    letter_id = draft_letter(officer, case_id, LetterKind.KNOW_SPECIFIC).created_id
    assert letter_id is not None
    save_letter(officer, letter_id, slots={"files": "Everything | 3 pages"})
    with pytest.raises(DomainError):
        submit_letter(officer, letter_id)
    decide_not_verified(officer, request_id, reason="Nothing matched.")
    story.grant(request_id, "Personal identifiers")
    with pytest.raises(DomainError):
        submit_letter(officer, letter_id)


def test_i5_points_of_two_attempts_do_not_add_up(story: Story) -> None:
    """One point guessed in each attempt is not two points matched."""
    request_id = story.take("delete")
    officer = story.desk("officer")
    first, second = read_checklist(officer, request_id).checklist.questions[:2]
    save_checks(officer, request_id, {first: PointOutcome.MATCHED}, declaration_on=None, authority_on=None)
    end_attempt(officer, request_id, reason="the rest did not match")
    save_checks(officer, request_id, {second: PointOutcome.MATCHED}, declaration_on=None, authority_on=None)
    with pytest.raises(DomainError) as refusal:
        decide_verified(officer, request_id)
    assert refusal.value.code == "points_missing"


# I6, I7 -------------------------------------------------------------------------------------------------------------


def test_i6_every_denial_states_its_basis_and_impossible_wants_facts(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    officer = story.desk("officer")
    with story.office.store.unit_of_work() as uow:
        place = uow.work_items.where(request_id=request_id)[0]
    for act in (
        lambda: decide_category(officer, request_id, category="All", outcome=DecisionOutcome.REFUSED),
        lambda: decide_category(
            officer, request_id, category="All", outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation", facts="\n "
        ),
        lambda: mark_place(officer, place.id, WorkState.NOT_POSSIBLE, facts="  "),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code in {"ground_missing", "facts_missing"}


@pytest.mark.parametrize("right", ["delete", "correct", "opt_out", "limit", "know_categories", "know_specific"])
def test_i7_a_partial_denial_still_does_the_rest(story: Story, right: str) -> None:
    """No letter that grants something can be written while a system of record is open."""
    request_id = story.take(right)
    if right not in ("opt_out", "limit"):
        story.verify(request_id)
    story.grant(request_id, facts="Changed to what you gave us.")
    grounds = story.desk("officer").rulebook.grounds_for(story.request(request_id).type)
    story.refuse(request_id, ground=grounds[-1].code)
    with pytest.raises(DomainError) as refusal:
        draft_answer(story.desk("officer"), request_id)
    assert refusal.value.code == "systems_open"


# I8, I9, I10 --------------------------------------------------------------------------------------------------------


def test_i8_the_record_is_kept_24_months_and_nothing_removes_it(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.EMAIL, on=RECEIVED)
    with story.office.store.unit_of_work() as uow:
        retention = uow.deadlines.where(request_id=request_id, kind=DeadlineKind.RETENTION)[0]
    assert retention.last_day_on >= date(2028, 3, 3)
    story.go_to(date(2028, 12, 1))
    run_nightly(story.desk("officer"))
    with story.office.store.unit_of_work() as uow:
        assert uow.requests.find(request_id) is not None
        assert uow.letters.get(letter_id).content is not None
        assert uow.deadlines.get(retention.id).state is DeadlineState.OPEN


def test_i9_values_said_for_a_right_that_is_not_verified_are_not_kept(story: Story) -> None:
    from caseapp.services.intake_form import Claim

    desk = story.desk("agent")
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    complete_intake(desk, draft_id, sample_form("opt_out"), (Claim(point="birth_year", text="1971"),))
    with story.office.store.unit_of_work() as uow:
        assert uow.claimed_values.where() == ()


def test_i9_a_social_security_number_in_the_callers_words_is_stopped(story: Story) -> None:
    from dataclasses import replace

    desk = story.desk("agent")
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    with pytest.raises(Problems) as refusal:
        complete_intake(desk, draft_id, replace(sample_form("delete"), words="My number is 123-45-6789"))
    assert [one.code for one in refusal.value.problems] == ["secret_number_typed"]


def test_i10_an_earlier_request_changes_nothing_for_a_later_one(story: Story) -> None:
    first = story.take("delete")
    withdraw_request(story.desk("officer"), first, statement="I changed my mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    second = story.take("delete")
    assert _days(story, second)[:3] == [one for one in _days(story, first) if one[0] in ("answer", "confirm_receipt", "extension_notice")]
    assert story.request(second).status is RequestStatus.VERIFYING


def test_i9_two_points_that_match_are_enough_and_no_identity_document_is_asked_for(story: Story) -> None:
    officer = story.desk("officer")
    asked = {
        point for right in ("know_categories", "know_specific", "delete", "correct") for point in proof_points(officer, sample_form(right))
    }
    assert not {point for point in asked for word in ("licen", "passport", "security", "identity", "document") if word in point}
    request_id = story.take("delete")
    view = read_checklist(officer, request_id)
    assert (view.checklist.points_needed, view.verification.declaration_needed) == (2, False)
    story.verify(request_id)
    with story.office.store.unit_of_work() as uow:
        assert uow.documents.where() == ()


def test_i8_no_service_removes_anything_of_a_request() -> None:
    """Only drafts, and what was said or sent in only to verify, can be removed; a right only while its draft is typed."""
    removed: dict[str, set[str]] = {}
    for path in SERVICES.glob("*.py"):
        for table in re.findall(r"uow\.(\w+)\.remove\(", path.read_text(encoding="utf-8")):
            removed.setdefault(table, set()).add(path.stem)
    destroyed_after_its_time = {table for table, files in removed.items() if files == {"retention"}}
    assert destroyed_after_its_time == {"parties", "documents", "notes", "consumers"}
    assert set(removed) - destroyed_after_its_time <= {"drafts", "template_drafts", "claimed_values", "requests", "deadlines"}
    assert removed["requests"] == {"drafts"}
    assert removed["deadlines"] <= {"drafts", "extension"}


def test_every_invariant_names_the_place_that_keeps_it() -> None:
    """Each of the ten stands in exactly one docstring, and has a test of its name here."""
    package = SERVICES.parent
    places = Counter(
        int(number) for path in package.rglob("*.py") for number in re.findall(r"\b[Ii]nvariant I(\d+)\b", path.read_text(encoding="utf-8"))
    )
    assert places == Counter(range(1, 11))
    own = Path(__file__).read_text(encoding="utf-8")
    assert {int(number) for number in re.findall(r"^def test_i(\d+)_", own, re.MULTILINE)} == set(range(1, 11))


def test_a_receipt_moved_recomputes_every_clock_and_keeps_both_dates(story: Story) -> None:
    request_id = story.take("delete")
    case_id = story.request(request_id).case_id
    earlier = receipt_from_instant(story.clock.now_at() - timedelta(days=4), business_zone="America/Los_Angeles")
    move_receipt(story.desk("officer"), case_id, earlier, reason="The voicemail came on Friday.")
    with story.office.store.unit_of_work() as uow:
        answer = uow.deadlines.where(request_id=request_id, kind=DeadlineKind.ANSWER)[0]
        entry = [one for one in uow.history.entries() if one.action == "receipt_moved"][0]
    assert answer.last_day_on == earlier.on + timedelta(days=45)
    assert dict(entry.facts)["from"] == "2026-03-03"
