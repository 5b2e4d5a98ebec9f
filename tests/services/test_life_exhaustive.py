"""Every act in every state that a request can be brought to, each state once: nothing breaks an invariant, and every move is made.

Random walks go deep and far (`test_life_walk.py`); this one leaves nothing out of what is near.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

import pytest

from caseapp.domain.channel import Channel, Residency
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FeeState
from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterState
from caseapp.domain.people import RequestorKind
from caseapp.domain.status import ReopenCause
from caseapp.domain.transitions import TRANSITIONS, Step
from caseapp.domain.work import PlaceKind, WorkState
from caseapp.services import (
    closing,
    dispatch,
    extension,
    fee_route,
    fraud_hold,
    intake,
    legal_hold,
    letter_approval,
    letters,
    life,
    splitting,
    verification,
    work,
)
from tests.services.conftest import Story
from tests.services.test_life_walk import FAULTS, Walk

Act = Callable[[Story, str], object]
MOST_STATES = 260
"""More than this many different states of one request are not looked at from one beginning."""


def _case_id(s: Story, r: str) -> str:
    return s.request(r).case_id  # type: ignore[no-any-return]


def _letters_in(s: Story, r: str, *states: LetterState) -> list[Any]:
    found = [one for one in s.office.store.kept["letters"] if r in one.request_ids and one.state in states]
    if not found:
        raise DomainError("nothing_there")
    return found


def _send(s: Story, r: str) -> None:
    letter = _letters_in(s, r, LetterState.APPROVED)[-1]
    dispatch.record_dispatch(s.desk("clerk"), letter.id, method=DispatchMethod.EMAIL, on=s.desk("clerk").today())


def _come_back(s: Story, r: str) -> None:
    letter = _letters_in(s, r, LetterState.ISSUED)[-1]
    dispatch.record_return(s.desk("clerk"), letter.id, on=s.desk("clerk").today(), reason="moved")


def _end_places(s: Story, r: str) -> None:
    """End what is ours; a provider is only asked, so that an answer can stand with a place open."""
    for place in [one for one in s.office.store.kept["work_items"] if one.request_id == r]:
        state = WorkState.DONE if place.place is PlaceKind.SYSTEM_OF_RECORD or place.state is WorkState.ASKED else WorkState.ASKED
        work.mark_place(s.desk("officer"), place.id, state)


def _unextend(s: Story, r: str) -> None:
    proposed = [one for one in s.office.store.kept["extensions"] if one.request_id == r]
    if not proposed:
        raise DomainError("nothing_there")
    extension.remove_extension(s.desk("officer"), proposed[-1].id, reason="x")


def _categories(s: Story, r: str) -> None:
    s.grant(r, "Personal identifiers", facts="From Ana to Anna.")


ACTS: dict[str, Act] = {
    "verify": lambda s, r: s.verify(r),
    "not_verified": lambda s, r: verification.decide_not_verified(s.desk("officer"), r, reason="x"),
    "take_up_verification": lambda s, r: verification.reopen_verification(s.desk("officer"), r),
    "law_applies": lambda s, r: intake.decide_law(s.desk("officer"), _case_id(s, r), california_applies=True, reason="x"),
    "law_does_not": lambda s, r: intake.decide_law(s.desk("officer"), _case_id(s, r), california_applies=False, reason="x"),
    "places": _end_places,
    "grant": _categories,
    "refuse": lambda s, r: s.refuse(r, "Personal identifiers", s.desk("officer").rulebook.grounds_for(s.request(r).type)[-1].code),
    "draft": lambda s, r: letters.draft_answer(s.desk("officer"), r),
    "submit": lambda s, r: letters.submit_letter(s.desk("officer"), _letters_in(s, r, LetterState.DRAFT)[0].id),
    "send_back": lambda s, r: letter_approval.return_letter(s.desk("second"), _letters_in(s, r, LetterState.SUBMITTED)[0].id, note="x"),
    "approve": lambda s, r: letter_approval.approve_letter(s.desk("second"), _letters_in(s, r, LetterState.SUBMITTED)[0].id),
    "send": _send,
    "come_back": _come_back,
    "extend": lambda s, r: extension.propose_extension(
        s.desk("officer"), r, reason_code=ExtensionReason.MANY_RECORDS, reason_text="Two of our systems are being moved."
    ),
    "unextend": _unextend,
    "client": lambda s, r: work.decide_service_provider(s.desk("officer"), r, client_id="client-lakeside"),
    "split": lambda s, r: splitting.split_for_client(s.desk("officer"), r, client_id="client-lakeside", categories=("Customer records",)),
    "fee": lambda s, r: fee_route.state_fee(
        s.desk("officer"), r, reason="x", evidence="x", minutes=60, cents_an_hour=4000, postage_cents=0, how=Channel.PHONE
    ),
    "fee_no": lambda s, r: fee_route.record_fee_answer(s.desk("officer"), r, FeeState.DECLINED, words="No."),
    "fee_waived": lambda s, r: fee_route.waive_fee(s.desk("officer"), r, reason="x"),
    "fraud": lambda s, r: fraud_hold.place_fraud_hold(s.desk("officer"), _case_id(s, r), FraudSignal.SAME_SIGNATURE, note="x"),
    "lift": lambda s, r: fraud_hold.lift_fraud_hold(s.desk("second"), _case_id(s, r), reason="x"),
    "uphold": lambda s, r: fraud_hold.uphold_fraud(s.desk("officer"), r, facts="Nine in one hour."),
    "keep": lambda s, r: legal_hold.place_legal_hold(s.desk("officer"), _case_id(s, r), LegalHoldCause.LAWSUIT, note="x"),
    "withdraw": lambda s, r: closing.withdraw_request(
        s.desk("officer"), r, statement="Never mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE
    ),
    "reopen": lambda s, r: closing.reopen_request(s.desk("officer"), r, reason="x", because=ReopenCause.ERROR_FOUND),
}


def _state_of(s: Story, r: str) -> tuple[object, ...]:
    """Return all of a request that an act could look at, without ids and times: two states that are alike have one future."""
    kept = s.office.store.kept
    request = s.request(r)
    case_id = request.case_id
    return (
        request.status, request.disposition, request.verified_on is not None, request.unverifiable_on is not None,
        request.held_only_as_service_provider, request.answered_on is not None, request.returned_on is not None,
        sorted((one.kind, one.state) for one in kept["deadlines"] if one.request_id == r),
        sorted((one.kind, one.state) for one in kept["letters"] if r in one.request_ids and one.state is not LetterState.VOIDED),
        sorted((one.category, one.outcome, one.ground_code) for one in kept["decisions"] if one.request_id == r),
        sorted((one.place, one.state) for one in kept["work_items"] if one.request_id == r),
        sorted(one.state for one in kept["extensions"] if one.request_id == r),
        sorted(one.state for one in kept["fees"] if one.request_id == r),
        sorted((one.kind, one.lifted_at is None) for one in kept["holds"] if one.case_id == case_id),
        sorted(one.outcome for one in kept["verifications"] if one.request_id == r),
        any(one.split_from_id == r for one in kept["requests"]),
        s.office.store.kept["cases"][0].law_undecided,
    )  # fmt: skip


def _photograph(s: Story) -> tuple[Any, ...]:
    store = s.office.store
    return (dict(store.kept), list(store.history), dict(store.salts), dict(store.series), dict(store.facts))


def _restore(s: Story, photograph: tuple[Any, ...]) -> None:
    store = s.office.store
    kept, history, salts, series, facts = photograph
    store.kept, store.history, store.salts, store.series, store.facts = dict(kept), list(history), dict(salts), dict(series), dict(facts)


def _explore(story: Story, request_id: str, most: int = MOST_STATES) -> int:
    """Do every act in every state, nearest first; return how many states there were."""
    walk = Walk(story, 0)
    seen = {repr(_state_of(story, request_id))}
    waiting = deque([_photograph(story)])
    while waiting:
        photograph = waiting.popleft()
        for act in ACTS.values():
            _restore(story, photograph)
            try:
                act(story, request_id)
            except DomainError as refusal:
                if refusal.code in FAULTS:
                    raise AssertionError(f"{refusal.code} {refusal.facts}") from refusal
                continue
            walk.versions.clear()
            walk.check()
            state = repr(_state_of(story, request_id))
            if state not in seen and len(seen) < most:
                seen.add(state)
                waiting.append(_photograph(story))
    return len(seen)


def _after(s: Story, *acts: str) -> str:
    """Return a deletion after these acts."""
    request_id = s.take("delete")
    for name in acts:
        ACTS[name](s, request_id)
    return request_id


BEGINNINGS: dict[str, Callable[[Story], str]] = {
    "delete": lambda s: s.take("delete"),
    "know_specific": lambda s: s.take("know_specific"),
    "opt_out": lambda s: s.take("opt_out"),
    "delete_elsewhere": lambda s: s.take("delete", residency=Residency.ELSEWHERE),
    "fee_declined": lambda s: _after(s, "verify", "fee", "fee_no"),
    "answered": lambda s: _after(s, "verify", "places", "grant", "draft", "submit", "approve", "send"),
    "opt_out_elsewhere": lambda s: s.take("opt_out", residency=Residency.ELSEWHERE),
}


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_every_act_in_every_state_near_the_beginning(story: Story, beginning: str) -> None:
    assert _explore(story, BEGINNINGS[beginning](story)) > 20


def test_every_move_of_the_table_is_made_on_the_way(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps that are taken, found by asking the one function that takes them."""
    taken: set[Step] = set()
    real = life.check_move

    def noting(step: Step, *rest: Any) -> None:
        real(step, *rest)
        taken.add(step)

    monkeypatch.setattr(life, "check_move", noting)
    for beginning in ("delete_elsewhere", "opt_out_elsewhere", "fee_declined", "answered"):
        fresh = Story()
        _explore(fresh, BEGINNINGS[beginning](fresh), most=120)
    story.office.queries = _Numbers(story)
    first, second = story.take("delete"), story.take("delete")
    closing.close_as_duplicate(story.desk("officer"), second, survivor_number=story.office.store.kept["cases"][0].number)
    assert first
    moves = {row.step for row in TRANSITIONS if row.target is not None}
    # T1 begins a request, T13 is the second half of T6, T30 and T31 are T29 after a complaint.
    assert taken == moves - {Step.T1, Step.T13, Step.T30, Step.T31}


class _Numbers:
    def __init__(self, story: Story) -> None:
        self.story = story

    def case_id_of(self, number: str) -> str | None:
        return next((case.id for case in self.story.office.store.kept["cases"] if case.number == number), None)
