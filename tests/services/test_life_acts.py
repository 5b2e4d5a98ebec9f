"""What a request can meet beside the straight road: later rights, repeats, parts of clients, fees, holds; and its clock in each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FeeState
from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterKind, LetterState
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import Receipt, receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, ReopenCause, RequestStatus
from caseapp.domain.verification import ClaimedValue
from caseapp.domain.work import PlaceKind, WorkState
from caseapp.services.added_rights import add_right, amend_request
from caseapp.services.closing import close_as_duplicate, reopen_request, withdraw_request
from caseapp.services.dispatch import record_dispatch
from caseapp.services.extension import propose_extension
from caseapp.services.fee_route import record_fee_answer, state_fee, waive_fee
from caseapp.services.fraud_hold import lift_fraud_hold, place_fraud_hold, uphold_fraud
from caseapp.services.legal_hold import lift_legal_hold, place_legal_hold
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.nightly import run_nightly
from caseapp.services.splitting import split_for_client
from caseapp.services.verification import decide_not_verified
from caseapp.services.work import decide_service_provider, mark_place, undo_service_provider
from tests.services.conftest import Story

RECEIVED = date(2026, 3, 3)
PACIFIC = "America/Los_Angeles"
CLIENT = "client-lakeside"
REASON = "Two of our systems are being moved this month."


def _rows(story: Story, table: str, /, **equals: object) -> Any:
    with story.office.store.unit_of_work() as uow:
        return getattr(uow, table).where(**equals)


def _days(story: Story, request_id: str) -> list[tuple[str, date, date]]:
    return sorted((one.kind.value, one.plan_by_on, one.last_day_on) for one in _rows(story, "deadlines", request_id=request_id))


def _last_day(story: Story, request_id: str, kind: DeadlineKind = DeadlineKind.ANSWER) -> date:
    return _rows(story, "deadlines", request_id=request_id, kind=kind)[-1].last_day_on  # type: ignore[no-any-return]


def _now(story: Story) -> Receipt:
    return receipt_from_instant(story.clock.now_at(), business_zone=PACIFIC)


def _verified(story: Story, right: str = "delete") -> str:
    request_id = story.take(right)
    story.verify(request_id)
    return request_id


def _letters(story: Story, request_id: str) -> list[Any]:
    return [one for one in _rows(story, "letters") if request_id in one.request_ids]


def _send(story: Story, letter_id: str) -> None:
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.EMAIL, on=story.desk("clerk").today())


def _fee(story: Story, request_id: str) -> None:
    state_fee(
        story.desk("officer"), request_id, reason="The ninth of its kind.", evidence="Cases 1 to 8.", minutes=90, cents_an_hour=4000,
        postage_cents=73, how=Channel.MAIL,
    )  # fmt: skip


def _hold(story: Story, request_id: str) -> None:
    case_id = story.request(request_id).case_id
    place_fraud_hold(story.desk("agent"), case_id, FraudSignal.CALLER_MISMATCH, note="The number belongs to a prison.")


def _keep(story: Story, request_id: str, *categories: str) -> None:
    case_id = story.request(request_id).case_id
    place_legal_hold(story.desk("officer"), case_id, LegalHoldCause.LAWSUIT, note="Case 26-1234", categories=categories)


# -- rights asked later ------------------------------------------------------------------------------------------------------


def test_a_right_asked_later_counts_from_its_own_day_and_the_first_keeps_its_own(story: Story) -> None:
    first = story.take("delete")
    before = _days(story, first)
    story.go_to(RECEIVED + timedelta(days=20))
    change = add_right(
        story.desk("agent"), story.request(first).case_id, RequestType.CORRECT, statement="And correct my name.", asked=_now(story)
    )
    added = str(change.created_id)
    assert change.fact("received_on") == RECEIVED + timedelta(days=20)
    assert _last_day(story, added) == RECEIVED + timedelta(days=65)
    assert _days(story, first) == before
    assert story.request(added).status is RequestStatus.VERIFYING
    assert _rows(story, "notes")[0].text == "And correct my name."


def test_its_extension_and_its_end_count_from_its_own_day_too(story: Story) -> None:
    first = story.take("delete")
    story.go_to(RECEIVED + timedelta(days=20))
    case_id = story.request(first).case_id
    added = str(add_right(story.desk("agent"), case_id, RequestType.CORRECT, statement="And correct.", asked=_now(story)).created_id)
    story.go_to(RECEIVED + timedelta(days=60))
    change = propose_extension(story.desk("officer"), added, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON)
    letter_id = str(change.fact("letter_id"))
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    _send(story, letter_id)
    assert _last_day(story, added, DeadlineKind.EXTENDED_ANSWER) == RECEIVED + timedelta(days=110)
    with story.office.store.unit_of_work() as uow:
        composed = uow.letters.get(letter_id).composed
    assert "March 23, 2026" in composed, "the letter names the day this right was asked"


def test_a_right_asked_in_another_year_keeps_the_law_of_its_own_day(story: Story) -> None:
    story.go_to(date(2026, 12, 30))
    first = story.take("delete")
    story.go_to(date(2027, 1, 5))
    case_id = story.request(first).case_id
    change = add_right(story.desk("agent"), case_id, RequestType.ADMT_OPT_OUT, statement="No machine decides.", asked=_now(story))
    added = str(change.created_id)
    assert (story.request(first).regime_version, story.request(added).regime_version) == ("", "2027")
    assert story.state(added, DeadlineKind.ADMT_OPT_OUT) is DeadlineState.OPEN


def test_what_was_in_the_first_contact_counts_from_that(story: Story) -> None:
    first = story.take("know_categories")
    story.go_to(RECEIVED + timedelta(days=9))
    case_id = story.request(first).case_id
    added = str(add_right(story.desk("agent"), case_id, RequestType.OPT_OUT, statement="I said so on the phone.").created_id)
    assert story.request(added).asked_on is None
    assert _last_day(story, added, DeadlineKind.OPT_OUT) == date(2026, 3, 24)


def test_an_amended_request_keeps_its_receipt_and_outdates_what_was_written(story: Story) -> None:
    request_id = story.take("know_categories")
    before = _days(story, request_id)
    case_id = story.request(request_id).case_id
    version = _rows(story, "cases", id=case_id)[0].letters_version
    story.go_to(RECEIVED + timedelta(days=12))
    amend_request(story.desk("agent"), case_id, statement="Only since 2024.", period_from=date(2024, 1, 1))
    case = _rows(story, "cases", id=case_id)[0]
    assert (case.received_on, case.period_from, case.letters_version) == (RECEIVED, date(2024, 1, 1), version + 1)
    assert _days(story, request_id) == before


# -- repeats and endings -----------------------------------------------------------------------------------------------------


class _Numbers:
    def __init__(self, story: Story) -> None:
        self.story = story

    def case_id_of(self, number: str) -> str | None:
        return next((case.id for case in _rows(self.story, "cases") if case.number == number), None)


def test_a_repeat_is_joined_and_its_clock_comes_back_when_that_was_wrong(story: Story) -> None:
    story.office.queries = _Numbers(story)
    first = story.take("delete")
    story.go_to(RECEIVED + timedelta(days=5))
    second = story.take("delete")
    first_days, second_days = _days(story, first), _days(story, second)
    number = _rows(story, "cases", id=story.request(first).case_id)[0].number
    close_as_duplicate(story.desk("officer"), second, survivor_number=number)
    assert (story.request(second).disposition, story.request(second).joined_to_id) == (Disposition.DUPLICATE, first)
    assert story.state(second, DeadlineKind.ANSWER) is DeadlineState.SUPERSEDED
    assert _days(story, first) == first_days
    assert set(second_days) <= set(_days(story, second)), "superseded, not lost"
    assert "duplicate_joined_here" in story.actions()

    reopen_request(story.desk("officer"), second, reason="Two sisters of one name.", because=ReopenCause.ERROR_FOUND)
    assert story.request(second).joined_to_id is None
    assert story.state(second, DeadlineKind.ANSWER) is DeadlineState.OPEN
    assert _last_day(story, second) == RECEIVED + timedelta(days=50)


def test_a_withdrawal_says_who_and_how_and_keeps_the_words(story: Story) -> None:
    request_id = story.take("delete")
    withdraw_request(story.desk("officer"), request_id, statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.EMAIL)
    assert story.request(request_id).closing_words == "Leave it."
    with story.office.store.unit_of_work() as uow:
        entry = next(one for one in uow.history.entries() if one.action == "withdrawn")
    assert dict(entry.facts) == {"said_by": "consumer", "how": "email"}


@pytest.mark.parametrize("days", [44, 60, 200, 800])
def test_no_silence_ever_ends_a_request(story: Story, days: int) -> None:
    request_id = _verified(story)
    _fee(story, request_id)
    story.go_to(RECEIVED + timedelta(days=days))
    run_nightly(story.desk("officer"))
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS
    assert story.request(request_id).disposition is None


# -- parts held for a client -------------------------------------------------------------------------------------------------


def test_the_part_of_a_client_has_the_same_clock_and_an_answer_of_its_own(story: Story) -> None:
    whole = _verified(story)
    part = str(split_for_client(story.desk("officer"), whole, client_id=CLIENT, categories=("Customer records",)).created_id)
    assert _days(story, part) == _days(story, whole)
    letter_id = story.approved_answer(part)
    assert [one.kind for one in _letters(story, part)] == [LetterKind.SERVICE_PROVIDER]
    _send(story, letter_id)
    assert story.request(part).disposition is Disposition.REDIRECTED
    assert story.request(whole).status is RequestStatus.IN_PROGRESS
    story.do_work(whole)
    story.grant(whole, "Personal identifiers")
    _send(story, story.approved_answer(whole))
    assert story.request(whole).disposition is Disposition.FULFILLED


def test_a_client_that_wants_to_be_told_is_told_in_two_business_days(story: Story) -> None:
    with story.office.store.unit_of_work() as uow:
        uow.clients.replace(replace(uow.clients.get(CLIENT), instructions="forward"))
        uow.commit()
    whole = _verified(story)
    part = str(split_for_client(story.desk("officer"), whole, client_id=CLIENT, categories=("Customer records",)).created_id)
    place = _rows(story, "work_items", request_id=part)[0]
    assert (place.place, place.name) == (PlaceKind.BUSINESS_CLIENT, "Lakeside Credit Union")
    assert [task.due_on for task in _rows(story, "tasks")] == [date(2026, 3, 5)]
    _send(story, story.approved_answer(part))
    assert story.request(part).status is RequestStatus.ANSWERED, "the client is not told yet"
    mark_place(story.desk("officer"), place.id, WorkState.DONE)
    assert story.request(part).status is RequestStatus.CLOSED


def test_a_finding_taken_back_needs_nobody_told(story: Story) -> None:
    with story.office.store.unit_of_work() as uow:
        uow.clients.replace(replace(uow.clients.get(CLIENT), instructions="forward"))
        uow.commit()
    request_id = _verified(story)
    decide_service_provider(story.desk("officer"), request_id, client_id=CLIENT)
    undo_service_provider(story.desk("officer"), request_id)
    told = _rows(story, "work_items", request_id=request_id, place=PlaceKind.BUSINESS_CLIENT)
    assert [one.state for one in told] == [WorkState.NOTHING_FOUND]


def test_a_part_stays_with_its_client(story: Story) -> None:
    part = str(split_for_client(story.desk("officer"), _verified(story), client_id=CLIENT, categories=("Customer records",)).created_id)
    with pytest.raises(DomainError) as refusal:
        undo_service_provider(story.desk("officer"), part)
    assert refusal.value.code == "part_stays_with_client"


# -- fees --------------------------------------------------------------------------------------------------------------------


def test_a_fee_is_stated_with_its_cost_and_a_day_and_the_answer_runs_on(story: Story) -> None:
    request_id = _verified(story)
    answer = _last_day(story, request_id)
    _fee(story, request_id)
    fee = _rows(story, "fees")[0]
    assert (fee.cents, fee.answer_by_on) == (6073, date(2026, 4, 6))
    assert _last_day(story, request_id, DeadlineKind.FEE_ANSWER) == date(2026, 4, 6)
    assert _last_day(story, request_id) == answer
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.OPEN


def test_no_answer_by_the_day_is_refused_on_the_ground_before_the_answer_is_due(story: Story) -> None:
    request_id = _verified(story)
    _fee(story, request_id)
    story.go_to(date(2026, 4, 7))
    run_nightly(story.desk("officer"))
    assert story.state(request_id, DeadlineKind.FEE_ANSWER) is DeadlineState.MISSED
    record_fee_answer(story.desk("officer"), request_id, FeeState.UNANSWERED, words="")
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).disposition is Disposition.DENIED
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MET


def test_a_yes_after_a_no_and_a_waived_fee_open_the_work_again(story: Story) -> None:
    request_id = _verified(story)
    _fee(story, request_id)
    record_fee_answer(story.desk("officer"), request_id, FeeState.DECLINED, words="No.")
    waive_fee(story.desk("officer"), request_id, reason="It was the first after all.")
    story.do_work(request_id)
    for category in [one.category for one in _rows(story, "decisions", request_id=request_id)]:
        story.grant(request_id, category)
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).disposition is Disposition.FULFILLED


# -- holds -------------------------------------------------------------------------------------------------------------------


def test_a_fraud_hold_takes_back_what_would_give_and_no_day_moves(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    before = _days(story, request_id)
    _hold(story, request_id)
    letter = _rows(story, "letters", id=letter_id)[0]
    assert (letter.state, letter.in_queue) == (LetterState.VOIDED, False)
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS
    assert _days(story, request_id) == before
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.OPEN
    story.go_to(RECEIVED + timedelta(days=46))
    run_nightly(story.desk("officer"))
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MISSED, "a hold pauses nothing"


def test_a_refusal_may_leave_under_a_fraud_hold(story: Story) -> None:
    request_id = _verified(story)
    story.do_work(request_id)
    story.refuse(request_id)
    _hold(story, request_id)
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).disposition is Disposition.DENIED


def test_a_lifted_hold_is_kept_and_the_task_ends(story: Story) -> None:
    request_id = _verified(story)
    _hold(story, request_id)
    lift_fraud_hold(story.desk("officer"), story.request(request_id).case_id, reason="She called from work.")
    hold = _rows(story, "holds")[0]
    assert (hold.code, hold.placed_by, hold.lifted_by) == ("caller_mismatch", "id-agent", "id-officer")
    assert [task.done_by for task in _rows(story, "tasks")] == ["id-officer"]
    story.grant(request_id)


@pytest.mark.parametrize("right", ["know_specific", "delete", "know_categories"])
def test_fraud_that_is_upheld_says_only_that_identity_could_not_be_confirmed(story: Story, right: str) -> None:
    request_id = _verified(story, right)
    _hold(story, request_id)
    uphold_fraud(story.desk("officer"), request_id, facts="Nine in one hour, one voice.")
    assert story.request(request_id).verified_on is None
    draft_answer(story.desk("officer"), request_id)
    assert [one.kind for one in _letters(story, request_id)] == [LetterKind.UNVERIFIED]


def test_a_legal_hold_stops_the_erasing_and_the_answer_is_still_due(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    _keep(story, request_id)
    assert _rows(story, "letters", id=letter_id)[0].state is LetterState.VOIDED
    place = _rows(story, "work_items", request_id=request_id)[0]
    for act in (lambda: mark_place(story.desk("officer"), place.id, WorkState.DONE), lambda: story.grant(request_id)):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "on_legal_hold"
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.OPEN
    story.refuse(request_id, category="Customer records", ground="exempt_legal_claims")
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).disposition is Disposition.DENIED


def test_what_is_not_on_legal_hold_is_erased_as_usual(story: Story) -> None:
    request_id = _verified(story)
    _keep(story, request_id, "Customer records")
    story.do_work(request_id)
    story.grant(request_id, "Personal identifiers")
    story.refuse(request_id, category="Customer records", ground="exempt_legal_claims")
    _send(story, story.approved_answer(request_id))
    assert story.request(request_id).disposition is Disposition.FULFILLED_IN_PART


def test_a_legal_hold_keeps_nothing_from_being_told(story: Story) -> None:
    request_id = _verified(story, "know_specific")
    _keep(story, request_id)
    story.do_work(request_id)
    story.grant(request_id)
    lift_legal_hold(story.desk("officer"), story.request(request_id).case_id, reason="Settled.")
    assert _rows(story, "holds")[0].lift_reason == "Settled."


def test_what_was_said_to_verify_is_not_destroyed_under_a_legal_hold_of_everything(story: Story) -> None:
    request_id = story.take("delete")
    _claim(story, request_id)
    decide_not_verified(story.desk("officer"), request_id, reason="Nothing matched.")
    _send(story, story.approved_answer(request_id))
    _keep(story, request_id)
    story.go_to(RECEIVED + timedelta(days=90))
    run_nightly(story.desk("officer"))
    assert len(_rows(story, "claimed_values")) == 1
    lift_legal_hold(story.desk("officer"), story.request(request_id).case_id, reason="Settled.")
    run_nightly(story.desk("officer"))
    assert _rows(story, "claimed_values") == ()


def _claim(story: Story, request_id: str) -> None:
    with story.office.store.unit_of_work() as uow:
        case_id = uow.requests.get(request_id).case_id
        uow.claimed_values.add(
            ClaimedValue(id="v", case_id=case_id, point="birth_year", sealed=b"x", said_at=story.clock.now_at(), said_to="id-agent")
        )
        uow.commit()
