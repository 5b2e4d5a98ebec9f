"""The corners of a request's life: who is not covered, who withdraws, what comes back, what moves under a letter's feet."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from caseapp.domain.case import Case, TaskCode
from caseapp.domain.channel import Channel, Residency
from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import Conflict, DomainError, NotAllowed, Problems
from caseapp.domain.letters import DispatchMethod, LetterKind, LetterState
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.receipt import Receipt, receipt_from_instant
from caseapp.domain.status import Disposition, ReopenCause, RequestStatus
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.closing import close_as_duplicate, reopen_request, withdraw_request
from caseapp.services.dispatch import correct_dispatch, record_dispatch, record_return
from caseapp.services.drafts import read_draft, save_draft, start_draft
from caseapp.services.extension import propose_extension
from caseapp.services.intake import complete_intake, decide_law
from caseapp.services.intake_form import IntakeForm
from caseapp.services.letter_approval import approve_letter, void_letter
from caseapp.services.letters import draft_answer, draft_letter, submit_letter
from caseapp.services.mailroom import cancel_batch, make_batch, return_piece_to_queue
from caseapp.services.nightly import run_nightly
from caseapp.services.notes import finish_task, write_note
from caseapp.services.receipts import move_receipt
from caseapp.services.verification import decide_verified, read_checklist, reopen_verification, save_checks
from caseapp.services.work import decide_category, mark_place
from tests.fakes.desk import FakeOffice
from tests.house import MovableClock, sample_form
from tests.services.conftest import Story

PACIFIC = ZoneInfo("America/Los_Angeles")
REASON = "One of the companies that works for us has not answered yet."


def _rows(story: Story, table: str, /, **equals: object):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return getattr(uow, table).where(**equals)


def _deadline(story: Story, request_id: str, kind: DeadlineKind):  # type: ignore[no-untyped-def]
    return _rows(story, "deadlines", request_id=request_id, kind=kind)[-1]


def _send(story: Story, letter_id: str) -> None:
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.EMAIL, on=story.desk("clerk").today())


def _notice(story: Story, request_id: str) -> str:
    change = propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON, override_reason="An outage."
    )
    letter_id = str(change.fact("letter_id"))
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    return letter_id


class _Queries:
    """The one question that closing a duplicate asks."""

    def __init__(self, cases: dict[str, str]) -> None:
        self.cases = cases

    def case_id_of(self, number: str) -> str | None:
        return self.cases.get(number)


# -- California or not --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right", ["delete", "know_specific", "know_categories", "correct", "opt_out", "limit"])
def test_who_is_not_covered_gets_a_denial_on_that_ground_without_verification(story: Story, right: str) -> None:
    request_id = story.take(right, residency=Residency.ELSEWHERE)
    case_id = story.request(request_id).case_id
    assert story.request(request_id).status is RequestStatus.RECEIVED
    assert [task.code for task in _rows(story, "tasks")] == [TaskCode.DECIDE_LAW]
    decide_law(story.desk("officer"), case_id, california_applies=False, reason="The caller lives in Reno, Nevada, and says so.")
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    _send(story, letter_id)
    letter = _rows(story, "letters", id=letter_id)[0]
    request = story.request(request_id)
    assert (letter.kind, request.status, request.disposition) == (LetterKind.DENIAL, RequestStatus.CLOSED, Disposition.NOT_COVERED)
    assert not _rows(story, "verifications", request_id=request_id)
    assert "people who live in California" in story.desk("officer").press.text_of(letter.content).replace("\n", " ")  # type: ignore[attr-defined]


def test_who_is_covered_after_all_goes_the_usual_way(story: Story) -> None:
    request_id = story.take("delete", "opt_out", residency=Residency.ELSEWHERE)
    case_id = story.request(request_id).case_id
    decide_law(story.desk("officer"), case_id, california_applies=True, reason="Moved last week.")
    statuses = [one.status for one in _rows(story, "requests", case_id=case_id)]
    assert statuses == [RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS]
    assert _rows(story, "tasks")[0].done_at is not None


def test_a_denial_that_was_wrong_about_residence_can_be_taken_back_to_verification(story: Story) -> None:
    request_id = story.take("delete", residency=Residency.ELSEWHERE)
    decide_law(story.desk("officer"), story.request(request_id).case_id, california_applies=False, reason="Nevada.")
    reopen_verification(story.desk("officer"), request_id)
    story.verify(request_id)
    for decision in _rows(story, "decisions", request_id=request_id):
        story.grant(request_id, decision.category)
    story.do_work(request_id)
    story.approved_answer(request_id)
    assert _rows(story, "letters", request_ids=(request_id,))[-1].kind is LetterKind.DELETE_DONE


def test_the_law_of_a_withdrawn_request_is_decided_for_the_others_only(story: Story) -> None:
    first = story.take("delete", "correct", residency=Residency.ELSEWHERE)
    case_id = story.request(first).case_id
    withdraw_request(story.desk("officer"), first, statement="Never mind the deletion.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    decide_law(story.desk("officer"), case_id, california_applies=True, reason="Lives in Fresno.")
    assert [one.status for one in _rows(story, "requests", case_id=case_id)] == [RequestStatus.CLOSED, RequestStatus.VERIFYING]


def test_the_law_is_decided_and_not_ticked_off(story: Story) -> None:
    request_id = story.take("delete", residency=Residency.ELSEWHERE)
    task = _rows(story, "tasks")[0]
    with pytest.raises(NotAllowed):
        finish_task(story.desk("agent"), task.id)
    with pytest.raises(DomainError) as refusal:
        finish_task(story.desk("officer"), task.id)
    assert refusal.value.code == "task_ends_by_its_act"
    withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    assert _rows(story, "tasks")[0].done_at is not None


# -- agents and parents ---------------------------------------------------------------------------------------------------


def _agents_case(story: Story, kind: str = "authorized_agent", right: str = "delete") -> str:
    return story.take(right, requestor_kind=kind, requestor_name="Ana Peña", requestor_street="9 Agent Row", requestor_city="Fresno",
                      requestor_state="CA", requestor_postal_code="93701")  # fmt: skip


def test_an_agent_shows_authority_before_anything_is_verified_or_sent_to_the_agent(story: Story) -> None:
    request_id = _agents_case(story)
    officer = story.desk("officer")
    assert [task.code for task in _rows(story, "tasks")] == [TaskCode.CHECK_AUTHORITY]
    view = read_checklist(officer, request_id)
    assert view.verification.authority_needed
    points: dict[str, PointOutcome] = dict.fromkeys(view.checklist.questions[:2], PointOutcome.MATCHED)
    save_checks(officer, request_id, points, declaration_on=None, authority_on=None)
    with pytest.raises(DomainError) as refusal:
        decide_verified(officer, request_id)
    assert refusal.value.code == "authority_missing"
    with pytest.raises(DomainError) as refusal:
        draft_letter(officer, story.request(request_id).case_id, LetterKind.CONFIRM_RECEIPT, to=PartyPart.REQUESTOR)
    assert refusal.value.code == "letter_to_agent_needs_authority"
    save_checks(officer, request_id, points, declaration_on=None, authority_on=officer.today())
    decide_verified(officer, request_id)
    assert story.request(request_id).verified_on == officer.today()


def test_two_people_of_one_name_are_told_apart_by_address(story: Story) -> None:
    request_id = _agents_case(story, "parent_or_guardian", "opt_out")
    story.do_work(request_id)
    letter = _rows(story, "letters", id=story.approved_answer(request_id))[0]
    assert letter.addressee_lines[0] == "9 Agent Row"


def test_papers_seen_tomorrow_were_not_seen(story: Story) -> None:
    request_id = story.take("know_specific")
    tomorrow = story.desk("officer").today() + timedelta(days=1)
    with pytest.raises(DomainError) as refusal:
        save_checks(story.desk("officer"), request_id, {}, declaration_on=tomorrow, authority_on=None)
    assert (refusal.value.code, refusal.value.field) == ("date_in_future", "declaration")


# -- ending without an answer ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["withdrawn", "duplicate"])
@pytest.mark.parametrize("stage", ["draft", "submitted", "approved", "queued_again"])
def test_what_was_written_leaves_the_queue_with_its_request(story: Story, how: str, stage: str) -> None:
    survivor = story.take("delete")
    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    if stage != "draft":
        submit_letter(story.desk("officer"), letter_id)
    if stage in ("approved", "queued_again"):
        approve_letter(story.desk("second"), letter_id)
    if stage == "queued_again":
        batch_id = make_batch(story.desk("clerk"), [letter_id]).created_id
        with pytest.raises(DomainError) as refusal:
            withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
        assert refusal.value.code == "letter_in_batch"
        return_piece_to_queue(story.desk("clerk"), _rows(story, "mail_pieces", batch_id=batch_id)[0].id)
    if how == "withdrawn":
        withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    else:
        case: Case = _rows(story, "cases", id=story.request(survivor).case_id)[0]
        story.office.queries = _Queries({case.number: case.id})
        close_as_duplicate(story.desk("officer"), request_id, survivor_number=case.number)
    letter = _rows(story, "letters", id=letter_id)[0]
    assert (letter.state, letter.in_queue) == (LetterState.VOIDED, False)
    assert story.request(request_id).status is RequestStatus.CLOSED
    with pytest.raises(DomainError):
        _send(story, letter_id)


def test_a_letter_about_two_rights_stays_while_one_of_them_goes_on(story: Story) -> None:
    first = story.take("delete", "correct")
    case_id = story.request(first).case_id
    letter_id = draft_letter(story.desk("officer"), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    withdraw_request(story.desk("officer"), first, statement="Never mind the deletion.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    assert _rows(story, "letters", id=letter_id)[0].state is LetterState.DRAFT
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    _send(story, letter_id)
    second = _rows(story, "requests", case_id=case_id)[1]
    assert _deadline(story, second.id, DeadlineKind.CONFIRM_RECEIPT).state is DeadlineState.MET
    withdraw_request(story.desk("officer"), second.id, statement="And the correction.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)


def test_a_proposed_extension_goes_with_its_request(story: Story) -> None:
    request_id = story.take("delete")
    notice = _notice(story, request_id)
    withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    assert _rows(story, "extensions")[0].state is ExtensionState.REMOVED
    assert _rows(story, "letters", id=notice)[0].state is LetterState.VOIDED


def test_an_answer_that_left_is_not_withdrawn(story: Story) -> None:
    request_id = story.take("opt_out")
    with story.office.store.unit_of_work() as uow:
        provider = [one for one in uow.work_items.where(request_id=request_id) if one.place == "service_provider"][0]
        systems = [one for one in uow.work_items.where(request_id=request_id) if one.id != provider.id]
    for item in systems:
        mark_place(story.desk("officer"), item.id, WorkState.DONE)
    mark_place(story.desk("officer"), provider.id, WorkState.ASKED)
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).status is RequestStatus.ANSWERED
    with pytest.raises(DomainError) as refusal:
        withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    assert refusal.value.code == "answer_left_already"
    mark_place(story.desk("officer"), provider.id, WorkState.DONE)
    assert story.request(request_id).status is RequestStatus.CLOSED
    with pytest.raises(DomainError) as refusal:
        mark_place(story.desk("officer"), provider.id, WorkState.OPEN)
    assert refusal.value.code == "request_closed"


# -- two answers, findings behind a letter --------------------------------------------------------------------------------


def test_no_second_answer_beside_the_first(story: Story) -> None:
    request_id, _ = story.ready_deletion()
    case_id = story.request(request_id).case_id
    with pytest.raises(DomainError) as refusal:
        draft_letter(story.desk("officer"), case_id, LetterKind.DELETE_DONE, request_ids=(request_id,))
    assert refusal.value.code == "answer_drafted_already"


def test_a_letter_is_about_requests_of_its_own_case(story: Story) -> None:
    mine, other = story.take("delete"), story.take("delete", name="Somebody Else")
    with pytest.raises(DomainError) as refusal:
        draft_letter(story.desk("officer"), story.request(mine).case_id, LetterKind.CONFIRM_RECEIPT, request_ids=(other,))
    assert refusal.value.code == "request_of_another_case"


def test_a_finding_is_not_turned_round_behind_an_approved_letter(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    officer = story.desk("officer")
    item = _rows(story, "work_items", request_id=request_id)[0]
    for act in (
        lambda: decide_verified(officer, request_id),
        lambda: reopen_verification(officer, request_id),
        lambda: mark_place(officer, item.id, WorkState.OPEN),
        lambda: decide_category(officer, request_id, category="More", outcome=DecisionOutcome.GRANTED),
    ):
        with pytest.raises(DomainError):
            act()
    _send(story, letter_id)
    assert story.request(request_id).status is RequestStatus.CLOSED


def test_a_letter_back_from_the_batch_can_be_voided(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    batch_id = make_batch(story.desk("clerk"), [letter_id]).created_id
    with pytest.raises(DomainError) as refusal:
        void_letter(story.desk("officer"), letter_id, reason="Wrong category.")
    assert refusal.value.code == "letter_in_batch"
    assert batch_id is not None
    cancel_batch(story.desk("clerk"), batch_id)
    void_letter(story.desk("officer"), letter_id, reason="Wrong category.")
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS


# -- returned, reopened, corrected ----------------------------------------------------------------------------------------


def test_a_reopened_withdrawal_has_its_clocks_back_from_the_first_receipt(story: Story) -> None:
    request_id = story.take("delete")
    withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    assert _deadline(story, request_id, DeadlineKind.ANSWER).state is DeadlineState.NOT_APPLICABLE
    story.go_to(date(2026, 4, 20))
    reopen_request(story.desk("officer"), request_id, reason="It was not her who called.", because=ReopenCause.ERROR_FOUND)
    answer = _deadline(story, request_id, DeadlineKind.ANSWER)
    assert (answer.state, answer.last_day_on) == (DeadlineState.MISSED, date(2026, 4, 17))
    assert _deadline(story, request_id, DeadlineKind.RETENTION).state is DeadlineState.SUPERSEDED
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    _send(story, story.approved_answer(request_id))
    assert _deadline(story, request_id, DeadlineKind.ANSWER).state is DeadlineState.MET_LATE


def test_reopened_and_answered_again(story: Story) -> None:
    request_id, first = story.ready_deletion()
    _send(story, first)
    reopen_request(story.desk("officer"), request_id, reason="A second account was found.", because=ReopenCause.ERROR_FOUND)
    second = story.approved_answer(request_id)
    _send(story, second)
    assert story.request(request_id).status is RequestStatus.CLOSED
    record_return(story.desk("clerk"), first, on=story.desk("clerk").today(), reason="Moved")
    assert story.request(request_id).status is RequestStatus.CLOSED
    record_return(story.desk("clerk"), second, on=story.desk("clerk").today(), reason="Moved")
    assert story.request(request_id).returned_on is not None


def test_an_answer_that_comes_back_to_a_reopened_request_is_known_there(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    _send(story, letter_id)
    reopen_request(story.desk("officer"), request_id, reason="A complaint.", because=ReopenCause.ERROR_FOUND)
    record_return(story.desk("clerk"), letter_id, on=story.desk("clerk").today(), reason="Moved")
    request = story.request(request_id)
    assert (request.status, request.returned_on) == (RequestStatus.IN_PROGRESS, story.desk("clerk").today())
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).returned_on is None


def test_a_notice_that_leaves_after_the_answer_extends_nothing(story: Story) -> None:
    request_id, answer = story.ready_deletion()
    notice = _notice(story, request_id)
    batch_id = make_batch(story.desk("clerk"), [notice]).created_id
    _send(story, answer)
    assert batch_id is not None
    cancel_batch(story.desk("clerk"), batch_id)
    _send(story, notice)
    assert _rows(story, "extensions")[0].state is ExtensionState.LAPSED
    assert not _rows(story, "deadlines", request_id=request_id, kind=DeadlineKind.EXTENDED_ANSWER)


def test_the_answer_takes_a_proposed_extension_out_of_the_way(story: Story) -> None:
    request_id, answer = story.ready_deletion()
    notice = _notice(story, request_id)
    _send(story, answer)
    assert _rows(story, "extensions")[0].state is ExtensionState.REMOVED
    assert _rows(story, "letters", id=notice)[0].state is LetterState.VOIDED


@pytest.mark.parametrize("corrected", [date(2026, 4, 10), date(2026, 4, 20)])
def test_a_corrected_notice_after_the_answer_leaves_no_clock_open(story: Story, corrected: date) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 9))
    notice = _notice(story, request_id)
    _send(story, notice)
    story.go_to(date(2026, 5, 20))
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    _send(story, story.approved_answer(request_id))
    first = _rows(story, "dispatches", letter_id=notice)[0]
    correct_dispatch(story.desk("officer"), first.id, on=corrected, reason="The post stamp says so.")
    answers = {one.kind: one.state for one in _rows(story, "deadlines", request_id=request_id) if "answer" in one.kind}
    in_time = corrected == date(2026, 4, 10)
    assert answers == (
        {DeadlineKind.ANSWER: DeadlineState.SUPERSEDED, DeadlineKind.EXTENDED_ANSWER: DeadlineState.MET}
        if in_time
        else {DeadlineKind.ANSWER: DeadlineState.MET_LATE}
    )


def test_a_corrected_notice_of_a_withdrawn_request_starts_no_clock(story: Story) -> None:
    request_id = story.take("delete")
    notice = _notice(story, request_id)
    story.go_to(date(2026, 3, 5))
    _send(story, notice)
    withdraw_request(story.desk("officer"), request_id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    first = _rows(story, "dispatches", letter_id=notice)[0]
    correct_dispatch(story.desk("officer"), first.id, on=date(2026, 3, 4), reason="The stamp says so.")
    states = {one.state for one in _rows(story, "deadlines", request_id=request_id) if one.kind in ("answer", "extended_answer")}
    assert not states & {DeadlineState.OPEN, DeadlineState.MISSED}


def test_a_correction_never_goes_before_the_approval(story: Story) -> None:
    story.take("delete")
    story.go_to(date(2026, 3, 20))
    _, letter_id = story.ready_deletion()
    _send(story, letter_id)
    first = _rows(story, "dispatches", letter_id=letter_id)[0]
    with pytest.raises(DomainError) as refusal:
        correct_dispatch(story.desk("officer"), first.id, on=date(2026, 3, 19), reason="x")
    assert refusal.value.code == "dispatch_before_approval"


@pytest.mark.parametrize(
    ("days", "state", "answer"),
    [(-3, ExtensionState.IN_FORCE, date(2026, 5, 29)), (-9, ExtensionState.LAPSED, date(2026, 4, 8))],
)
def test_a_receipt_moved_under_an_extension_is_judged_again(story: Story, days: int, state: ExtensionState, answer: date) -> None:
    request_id = story.take("delete")
    case_id = story.request(request_id).case_id
    received = story.clock.now_at()
    story.go_to(date(2026, 4, 9))
    _send(story, _notice(story, request_id))
    moved = receipt_from_instant(received + timedelta(days=days), business_zone="America/Los_Angeles")
    move_receipt(story.desk("officer"), case_id, moved, reason="The voicemail is older.")
    assert _rows(story, "extensions")[0].state is state
    governing = [
        one for one in _rows(story, "deadlines", request_id=request_id)
        if one.kind in (DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER) and one.state is not DeadlineState.SUPERSEDED
    ]  # fmt: skip
    assert [one.last_day_on for one in governing] == [answer]


def test_nobody_names_a_second_person_who_is_none(story: Story) -> None:
    request_id = story.take("delete")
    case_id = story.request(request_id).case_id
    received = story.clock.now_at()
    earlier, later = (receipt_from_instant(received - timedelta(days=days), business_zone="America/Los_Angeles") for days in (3, 1))
    move_receipt(story.desk("officer"), case_id, earlier, reason="The voicemail is older.")
    for asked_by in (None, "somebody", story.office.people["agent"].id, story.office.people["officer"].id):
        with pytest.raises(NotAllowed):
            move_receipt(story.desk("officer"), case_id, later, reason="x", asked_by=asked_by)
    move_receipt(story.desk("officer"), case_id, later, reason="x", asked_by=story.office.people["second"].id)


def test_a_receipt_is_not_moved_before_the_law(story: Story) -> None:
    request_id = story.take("delete")
    at = datetime(2022, 12, 30, 18, tzinfo=UTC)
    receipt = Receipt(at=at, zone="America/Los_Angeles", fold=0, on=date(2022, 12, 30))
    with pytest.raises(DomainError) as refusal:
        move_receipt(story.desk("officer"), story.request(request_id).case_id, receipt, reason="x")
    assert refusal.value.code == "regime_not_in_force"


# -- two people at one thing ----------------------------------------------------------------------------------------------


def test_two_people_on_one_case_one_of_them_is_told(story: Story) -> None:
    request_id = story.take("delete")
    with story.office.store.unit_of_work() as first, story.office.store.unit_of_work() as second:
        mine, theirs = first.requests.get(request_id), second.requests.get(request_id)
        first.requests.replace(replace(mine, client_id="a"))
        first.commit()
        with story.office.store.unit_of_work() as third, pytest.raises(Conflict):
            third.requests.replace(replace(theirs, client_id="b"))


# -- purge ----------------------------------------------------------------------------------------------------------------


def _take_with_claims(story: Story, *rights: str) -> str:
    from tests.house import SAMPLE_CLAIMS

    desk = story.desk("agent")
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    complete_intake(desk, draft_id, sample_form(*rights), SAMPLE_CLAIMS)
    return draft_id


def test_what_was_said_to_verify_is_destroyed_when_its_day_has_come(story: Story) -> None:
    case_id = _take_with_claims(story, "delete", "correct")
    first, second = _rows(story, "requests", case_id=case_id)
    withdraw_request(story.desk("officer"), first.id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    story.go_to(date(2026, 3, 25))
    assert run_nightly(story.desk("officer")).missed == 0
    assert len(_rows(story, "claimed_values", case_id=case_id)) == 2, "the other right still needs them"
    withdraw_request(story.desk("officer"), second.id, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    due = _deadline(story, second.id, DeadlineKind.VERIFICATION_PURGE)
    assert {one.purge_on for one in _rows(story, "claimed_values", case_id=case_id)} == {due.plan_by_on}
    story.go_to(due.plan_by_on)
    report = run_nightly(story.desk("officer"))
    assert (report.values_destroyed, _rows(story, "claimed_values", case_id=case_id)) == (2, ())
    assert _deadline(story, second.id, DeadlineKind.VERIFICATION_PURGE).state is DeadlineState.MET
    assert "claimed_values_destroyed" in story.actions()
    before = story.actions()
    assert run_nightly(story.desk("officer")).changed == 0
    assert story.actions() == before


def test_a_lapsed_notice_does_not_wait_in_the_queue(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 17))
    notice = _notice(story, request_id)
    story.go_to(date(2026, 4, 18))
    run_nightly(story.desk("officer"))
    assert not _rows(story, "letters", id=notice)[0].in_queue
    record_dispatch(story.desk("clerk"), notice, method=DispatchMethod.FIRST_CLASS_MAIL, on=date(2026, 4, 17))
    assert _rows(story, "extensions")[0].state is ExtensionState.IN_FORCE_LENIENT


# -- intake ---------------------------------------------------------------------------------------------------------------


def _draft(office: FakeOffice, channel: Channel = Channel.PHONE) -> str:
    draft_id = start_draft(office.desk("agent"), channel=channel).created_id
    assert draft_id is not None
    return draft_id


@pytest.mark.parametrize(
    ("wall", "expected"),
    [
        ((2026, 3, 3, 23, 59, 30), date(2026, 3, 3)),
        ((2026, 3, 7, 23, 59, 30), date(2026, 3, 7)),
        ((2026, 3, 8, 0, 0, 5), date(2026, 3, 8)),
        ((2026, 10, 31, 23, 59, 30), date(2026, 10, 31)),
        ((2026, 12, 31, 23, 59, 30), date(2026, 12, 31)),
    ],
)
def test_a_call_over_midnight_counts_from_the_day_it_began(wall: tuple[int, ...], expected: date) -> None:
    office = FakeOffice()
    office.clock = MovableClock(datetime(*wall, tzinfo=PACIFIC))  # type: ignore[arg-type,misc]
    draft_id = _draft(office)
    office.clock.advance(minutes=7)
    save_draft(office.desk("agent"), draft_id, sample_form("delete"))
    office.clock.advance(hours=3)
    change = complete_intake(office.desk("agent"), draft_id, sample_form("delete"))
    assert change.fact("received_on") == expected
    with office.store.unit_of_work() as uow:
        answer = uow.deadlines.where(kind=DeadlineKind.ANSWER)[0]
    assert answer.last_day_on == expected + timedelta(days=45)


@pytest.mark.parametrize(
    ("now", "wall", "code"),
    [
        (datetime(2026, 3, 3, 12, tzinfo=PACIFIC), "2022-12-31T10:00", "regime_not_in_force"),
        (datetime(2036, 12, 20, 12, tzinfo=PACIFIC), "2036-12-19T10:00", "calendar_ends"),
    ],
)
def test_what_was_typed_is_kept_where_no_clock_can_be_computed(now: datetime, wall: str, code: str) -> None:
    office = FakeOffice()
    office.clock = MovableClock(now)
    draft_id = _draft(office, Channel.MAIL)
    form = replace(sample_form("delete"), received_wall=wall, words="Long typed words.", late_entry_reason="post")
    save_draft(office.desk("agent"), draft_id, form)
    assert read_draft(office.desk("agent"), draft_id)[1] == form
    with pytest.raises(Problems) as refusal:
        complete_intake(office.desk("agent"), draft_id, form)
    assert (refusal.value.problems[-1].code, refusal.value.problems[-1].field) == (code, "received")
    assert read_draft(office.desk("agent"), draft_id)[1].words == "Long typed words."


def test_a_case_keeps_its_receipt_while_an_impossible_one_is_typed() -> None:
    office = FakeOffice()
    draft_id = _draft(office, Channel.MAIL)
    number = save_draft(office.desk("agent"), draft_id, sample_form("delete")).fact("number")
    save_draft(office.desk("agent"), draft_id, replace(sample_form("delete"), received_wall="1999-01-01T10:00", name="Ana M. Peña"))
    with office.store.unit_of_work() as uow:
        case = uow.cases.get(draft_id)
        assert (case.number, case.received_on) == (number, date(2026, 3, 3))
        assert len(uow.deadlines.where(case_id=draft_id)) == 3


def test_rights_unticked_take_their_clocks_and_the_number_stays() -> None:
    office = FakeOffice()
    draft_id = _draft(office)
    agent = office.desk("agent")
    number = save_draft(agent, draft_id, sample_form("delete", "correct")).fact("number")
    save_draft(agent, draft_id, sample_form("correct", "limit"))
    with office.store.unit_of_work() as uow:
        assert [(one.type, one.position) for one in sorted(uow.requests.where(), key=lambda one: one.position)] == [
            ("correct", 1),
            ("limit", 2),
        ]
    save_draft(agent, draft_id, replace(sample_form(), types=()))
    with office.store.unit_of_work() as uow:
        assert (uow.requests.where(), uow.deadlines.where()) == ((), ())
    assert complete_intake(agent, draft_id, sample_form("opt_out")).fact("number") == number


def test_a_right_the_law_gives_no_clock_is_not_taken() -> None:
    office = FakeOffice()
    draft_id = _draft(office)
    with pytest.raises(Problems) as refusal:
        complete_intake(office.desk("agent"), draft_id, sample_form("delete", "admt_access"))
    assert [one.code for one in refusal.value.problems] == ["right_not_in_force"]


def test_a_call_does_not_start_tomorrow() -> None:
    office = FakeOffice()
    with pytest.raises(DomainError) as refusal:
        start_draft(office.desk("agent"), channel=Channel.PHONE, started_at=office.now_at() + timedelta(days=1))
    assert refusal.value.code == "receipt_in_future"


NAMES = ("李" * 200, "محمد " * 40, "Ana " * 50, "🦉" * 200, "Nguyễn Thị Minh Khai", "O'Neil-Smith, Jr.", "Z" + "\u0301" * 199, "𝔄𝔫𝔞")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_and_of_200_characters_is_taken(story: Story, name: str) -> None:
    request_id = story.take("opt_out", name=name.strip(), letter_name="")
    party = _rows(story, "parties", case_id=story.request(request_id).case_id)[0]
    assert party.name


@pytest.mark.parametrize("text", ["Ana\x00Peña", "Ana\ud83d", "\ud83d\udc69 Ana", "Ana\u202ePeña", "", "\x1b[31m", "Ana\r\nPeña"])
@pytest.mark.parametrize("field", ["name", "words", "street", "email", "phone", "caller_number", "account_reference", "late_entry_reason"])
def test_a_draft_with_odd_signs_is_always_saved(field: str, text: str) -> None:
    office = FakeOffice()
    draft_id = _draft(office)
    form: IntakeForm = replace(sample_form("delete"), **{field: text})  # type: ignore[arg-type]
    save_draft(office.desk("agent"), draft_id, form)
    with office.store.unit_of_work() as uow:
        party, draft = uow.parties.where()[0], uow.drafts.get(draft_id)
    draft.state.encode()
    for value in (party.name, party.street, party.email, party.phone, party.account_reference):
        value.encode()
        assert "\x00" not in value
    with contextlib.suppress(Problems):
        complete_intake(office.desk("agent"), draft_id, form)


def test_a_note_on_anothers_case_stays_possible(story: Story) -> None:
    request_id = story.take("delete")
    write_note(story.desk("officer"), story.request(request_id).case_id, "Looked at it.")
