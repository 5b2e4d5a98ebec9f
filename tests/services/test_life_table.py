"""The table of transitions from above: each is made once by its act, and each of its guards is tripped once.

One row here for every guard of `caseapp/domain/transitions.py`; a guard without a row, and a row without a guard, fail the test.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.channel import Channel, Residency
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.fee import FeeState
from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterKind
from caseapp.domain.operators import Role
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import Receipt, receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, ReopenCause, RequestStatus
from caseapp.domain.transitions import TRANSITIONS, Given, Step
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import PlaceKind, WorkState
from caseapp.services import (
    added_rights,
    closing,
    dispatch,
    drafts,
    extension,
    fee_route,
    fraud_hold,
    intake,
    legal_hold,
    letter_approval,
    letters,
    life,
    mailroom,
    parties,
    retention,
    splitting,
    verification,
    work,
)
from tests.house import sample_form
from tests.services.conftest import Story

S = RequestStatus
PACIFIC = "America/Los_Angeles"
REASON = "Two of our systems are being moved this month."
CLIENT = "client-lakeside"
Way = Callable[[Story], object]


class _Numbers:
    def __init__(self, story: Story) -> None:
        self.story = story

    def case_id_of(self, number: str) -> str | None:
        return next((case.id for case in self.story.office.store.kept["cases"] if case.number == number), None)


@pytest.fixture
def office(story: Story) -> Story:
    story.office.queries = _Numbers(story)
    return story


# -- short words ------------------------------------------------------------------------------------------------------------


def _step(s: Story, request_id: str, step: Step, **given: object) -> None:
    """Ask the table itself, for a guard that an earlier check of the act would hide."""
    with s.office.store.unit_of_work() as uow:
        life.may_step(uow, uow.requests.get(request_id), step, given=Given(**given))  # type: ignore[arg-type]


def _rows(s: Story, table: str, /, **equals: object):  # type: ignore[no-untyped-def]
    with s.office.store.unit_of_work() as uow:
        return getattr(uow, table).where(**equals)


def _case(s: Story, request_id: str):  # type: ignore[no-untyped-def]
    return _rows(s, "cases", id=s.request(request_id).case_id)[0]


def _letter(s: Story, request_id: str, kind: LetterKind | None = None) -> str:
    return [one.id for one in _rows(s, "letters") if request_id in one.request_ids and kind in (None, one.kind)][-1]


def _verified(s: Story, right: str = "delete") -> str:
    request_id = s.take(right)
    s.verify(request_id)
    return request_id


def _drafted(s: Story, right: str = "delete") -> str:
    request_id = _verified(s, right)
    s.do_work(request_id)
    s.grant(request_id)
    letters.draft_answer(s.desk("officer"), request_id)
    return request_id


def _in_review(s: Story, right: str = "delete") -> str:
    request_id = _drafted(s, right)
    letters.submit_letter(s.desk("officer"), _letter(s, request_id))
    return request_id


def _ready(s: Story, right: str = "delete") -> str:
    request_id = _in_review(s, right)
    letter_approval.approve_letter(s.desk("second"), _letter(s, request_id))
    return request_id


def _send(s: Story, letter_id: str, days: int = 0) -> None:
    clerk = s.desk("clerk")
    dispatch.record_dispatch(clerk, letter_id, method=DispatchMethod.EMAIL, on=clerk.today() + timedelta(days=days))


def _closed(s: Story) -> str:
    request_id = _ready(s)
    _send(s, _letter(s, request_id))
    return request_id


def _answered(s: Story) -> str:
    """Return an opt-out whose answer left while a service provider was only asked."""
    request_id = s.take("opt_out")
    for place in _rows(s, "work_items", request_id=request_id):
        state = WorkState.ASKED if place.place is PlaceKind.SERVICE_PROVIDER else WorkState.DONE
        work.mark_place(s.desk("officer"), place.id, state)
    _send(s, s.approved_answer(request_id))
    return request_id


def _withdraw(s: Story, request_id: str, statement: str = "Never mind.", by: RequestorKind = RequestorKind.CONSUMER) -> None:
    closing.withdraw_request(s.desk("officer"), request_id, statement=statement, said_by=by, how=Channel.PHONE)


def _reopen(s: Story, request_id: str, because: ReopenCause = ReopenCause.ERROR_FOUND, reason: str = "A second account.") -> None:
    closing.reopen_request(s.desk("officer"), request_id, reason=reason, because=because)


def _join(s: Story, request_id: str, survivor: str) -> None:
    closing.close_as_duplicate(s.desk("officer"), request_id, survivor_number=_case(s, survivor).number)


def _fee(
    s: Story, request_id: str, reason: str = "The ninth of its kind this year.", evidence: str = "Cases 1 to 8.", minutes: int = 90
) -> None:
    fee_route.state_fee(
        s.desk("officer"), request_id, reason=reason, evidence=evidence, minutes=minutes, cents_an_hour=4000, postage_cents=0,
        how=Channel.MAIL,
    )  # fmt: skip


def _fee_stated(s: Story) -> str:
    request_id = _verified(s)
    _fee(s, request_id)
    return request_id


def _say(s: Story, request_id: str, state: FeeState, words: str = "Yes, go on.") -> None:
    fee_route.record_fee_answer(s.desk("officer"), request_id, state, words=words)


def _hold(s: Story, request_id: str, note: str = "The number belongs to a prison.", who: str = "officer") -> None:
    fraud_hold.place_fraud_hold(s.desk(who), _case(s, request_id).id, FraudSignal.CALLER_MISMATCH, note=note)


def _lift(s: Story, request_id: str, who: str = "second") -> None:
    fraud_hold.lift_fraud_hold(s.desk(who), _case(s, request_id).id, reason="She called from work.")


def _keep(s: Story, request_id: str, *categories: str) -> None:
    legal_hold.place_legal_hold(
        s.desk("officer"), _case(s, request_id).id, LegalHoldCause.LAWSUIT, note="Case 26-1234", categories=categories
    )


def _extend(s: Story, request_id: str, text: str = REASON, override: str = "") -> str:
    change = extension.propose_extension(
        s.desk("officer"), request_id, reason_code=ExtensionReason.MANY_SYSTEMS, reason_text=text, override_reason=override
    )
    return str(change.fact("letter_id"))


def _add(
    s: Story, request_id: str, right: RequestType = RequestType.LIMIT, statement: str = "And limit it.", asked: Receipt | None = None
) -> str:
    added = added_rights.add_right(s.desk("agent"), _case(s, request_id).id, right, statement=statement, asked=asked)
    assert added.created_id is not None
    return added.created_id


def _later(s: Story, days: int) -> Receipt:
    return receipt_from_instant(s.clock.now_at() + timedelta(days=days), business_zone=PACIFIC)


def _elsewhere(s: Story, right: str = "delete") -> str:
    return s.take(right, residency=Residency.ELSEWHERE)


def _law(s: Story, request_id: str, applies: bool = False, reason: str = "Lives in Oregon.") -> None:
    intake.decide_law(s.desk("officer"), _case(s, request_id).id, california_applies=applies, reason=reason)


def _begin(s: Story, request_id: str) -> None:
    with s.office.store.unit_of_work() as uow:
        request = uow.requests.get(request_id)
        intake.begin_requests(uow, s.desk("officer"), uow.cases.get(request.case_id), [request])


def _unverified(s: Story, right: str = "delete") -> str:
    request_id = s.take(right)
    verification.decide_not_verified(s.desk("officer"), request_id, reason="Nothing matched.")
    return request_id


def _intake(s: Story, channel: Channel = Channel.PHONE, **changes: object) -> None:
    desk = s.desk("agent")
    draft_id = drafts.start_draft(desk, channel=channel).created_id
    assert draft_id is not None
    intake.complete_intake(desk, draft_id, replace(sample_form("delete"), **changes))  # type: ignore[arg-type]


def _checks(s: Story, request_id: str, points: int, seen: bool, authority: bool = False) -> None:
    officer = s.desk("officer")
    questions = verification.read_checklist(officer, request_id).checklist.questions[:points]
    today = officer.today()
    verification.save_checks(
        officer, request_id, dict.fromkeys(questions, PointOutcome.MATCHED),
        declaration_on=today if seen else None, authority_on=today if authority else None,
    )  # fmt: skip
    verification.decide_verified(officer, request_id)


def _split(s: Story, request_id: str, client: str = CLIENT) -> str:
    part = splitting.split_for_client(s.desk("officer"), request_id, client_id=client, categories=("Customer records",)).created_id
    assert part is not None
    return part


def _change_address(s: Story, request_id: str) -> None:
    case_id = _case(s, request_id).id
    seen = next(one for one in _rows(s, "parties", case_id=case_id) if one.part == "consumer")
    details = parties.ContactDetails(name="Ana Peña", street="9 New St", city="Oakland", state="CA", postal_code="94601")
    parties.change_contact_details(s.desk("officer"), case_id, seen.part, details, reason="moved", seen_version=seen.version)


def _in_batch(s: Story) -> str:
    request_id = _ready(s)
    mailroom.make_batch(s.desk("clerk"), [_letter(s, request_id)])
    return request_id


def _return(s: Story, letter_id: str, days: int = 0, reason: str = "moved") -> None:
    clerk = s.desk("clerk")
    dispatch.record_return(clerk, letter_id, on=clerk.today() + timedelta(days=days), reason=reason)


def _on(make: Callable[[Story], str], *acts: Callable[[Story, str], object]) -> Way:
    """Make a request, then do the acts on it; the last one is refused."""

    def run(s: Story) -> None:
        request_id = make(s)
        for act in acts:
            act(s, request_id)

    return run


def _ask(step: Step, **given: object) -> Callable[[Story, str], None]:
    return lambda s, r: _step(s, r, step, **given)


def _other_person(s: Story) -> None:
    first = s.take("delete")
    second = s.take(
        "delete", name="Bo Lee", phone="(415) 555-0199", caller_number="(415) 555-0199", email="bo@example.org", account_reference="77"
    )
    _join(s, second, first)


def _later_survivor(s: Story) -> None:
    first = s.take("delete")
    s.clock.advance(hours=3)
    _join(s, first, s.take("delete"))


def _closed_survivor(s: Story) -> None:
    first = s.take("delete")
    _withdraw(s, first)
    _join(s, s.take("delete"), first)


def _out_of_force(s: Story) -> None:
    request_id = s.take("delete")
    _add(s, request_id, RequestType.OPT_IN, asked=_later(s, 0))


def _extended(s: Story) -> str:
    request_id = s.take("delete")
    s.go_to(date(2026, 4, 10))
    letter_id = _extend(s, request_id)
    letters.submit_letter(s.desk("officer"), letter_id)
    letter_approval.approve_letter(s.desk("second"), letter_id)
    _send(s, letter_id)
    return request_id


def _forbidden_number_in_letter(s: Story) -> None:
    request_id = _drafted(s, "know_specific")
    letter_id = _letter(s, request_id)
    letters.save_letter(s.desk("officer"), letter_id, slots={"files": "All of 123-45-6789"})
    letters.submit_letter(s.desk("officer"), letter_id)


def _providers_untold(s: Story) -> None:
    request_id = _verified(s)
    for place in _rows(s, "work_items", request_id=request_id):
        if place.place is PlaceKind.SYSTEM_OF_RECORD:
            work.mark_place(s.desk("officer"), place.id, WorkState.DONE)
    s.grant(request_id)
    letters.draft_answer(s.desk("officer"), request_id)


def _companion_waits(s: Story) -> None:
    request_id = _unverified(s, "know_specific")
    s.grant(request_id, "Personal identifiers")
    letters.draft_answer(s.desk("officer"), request_id)
    letter_id = _letter(s, request_id, LetterKind.UNVERIFIED)
    letters.submit_letter(s.desk("officer"), letter_id)
    letter_approval.approve_letter(s.desk("second"), letter_id)
    _send(s, letter_id)
    _stays_answered(s, request_id, "companion_owed")


def _stays_answered(s: Story, request_id: str, code: str) -> None:
    """These guards keep a request open and refuse nobody: their code stands for `answered`."""
    if s.request(request_id).status is S.ANSWERED:
        raise DomainError(code)


def _came_back_while_open(s: Story) -> None:
    request_id = _answered(s)
    letter_id = _letter(s, request_id)
    with s.office.store.unit_of_work() as uow:
        uow.requests.replace(replace(uow.requests.get(request_id), returned_on=s.desk("clerk").today()))
        uow.commit()
    for place in _rows(s, "work_items", request_id=request_id):
        if place.state is WorkState.ASKED:
            work.mark_place(s.desk("officer"), place.id, WorkState.DONE)
    assert letter_id
    _stays_answered(s, request_id, "answer_came_back")


def _approves_alone(s: Story) -> None:
    letter_approval.approve_letter(s.desk("officer"), _letter(s, _in_review(s)))


def _complaint_to_the_approver(s: Story) -> None:
    request_id = _closed(s)
    closing.reopen_request(s.desk("second"), request_id, reason="She complains.", because=ReopenCause.COMPLAINT)


def _settled(s: Story, r: str) -> None:
    _say(s, r, FeeState.AGREED)


def _keep_as_evidence(s: Story, r: str) -> None:
    legal_hold.place_legal_hold(s.desk("officer"), _case(s, r).id, LegalHoldCause.LAWSUIT, note="Case 26-114.", categories=("Orders",))


def _wait_out(s: Story, r: str) -> None:
    s.go_to(date(2029, 1, 1))


def _ask_and_destroy(s: Story, r: str) -> None:
    s.office.people["keeper"] = s.office._person("keeper", Role.ADMINISTRATOR)
    retention.put_forward(s.desk("keeper"), [_case(s, r).id])
    retention.destroy_record(s.desk("admin"), _case(s, r).id)


def _grant(s: Story, r: str) -> None:
    s.do_work(r)
    s.grant(r)


def _submit(s: Story, r: str, kind: LetterKind | None = None) -> None:
    letters.submit_letter(s.desk("officer"), _letter(s, r, kind))


def _draft(s: Story, r: str, kind: LetterKind) -> None:
    letters.draft_letter(s.desk("officer"), _case(s, r).id, kind, request_ids=(r,))


def _approved_confirmation(s: Story) -> str:
    request_id = s.take("delete")
    _draft(s, request_id, LetterKind.CONFIRM_RECEIPT)
    _submit(s, request_id)
    letter_approval.approve_letter(s.desk("second"), _letter(s, request_id))
    return request_id


def _granted_then_fee_declined(s: Story) -> str:
    request_id = _fee_stated(s)
    _say(s, request_id, FeeState.DECLINED, "No.")
    s.grant(request_id)
    s.do_work(request_id)
    return request_id


def _granted_then_kept(s: Story) -> str:
    request_id = _verified(s)
    _grant(s, request_id)
    _keep(s, request_id)
    return request_id


def _granted_then_held(s: Story) -> str:
    request_id = _verified(s)
    _grant(s, request_id)
    _hold(s, request_id)
    return request_id


def _review_behind_the_back(s: Story, kind: str) -> str:
    """A request in review whose hold was stored without its act: only the table stands between it and the approval."""
    request_id = _in_review(s)
    with s.office.store.unit_of_work() as uow:
        _hold_row = fraud_hold.Hold(
            id="h", case_id=uow.requests.get(request_id).case_id, kind=fraud_hold.HoldKind(kind), code="x", note="x",
            placed_at=s.clock.now_at(), placed_by="id-officer",
        )  # fmt: skip
        uow.holds.add(_hold_row)
        uow.commit()
    return request_id


def _approve(s: Story, r: str) -> None:
    letter_approval.approve_letter(s.desk("second"), _letter(s, r))


def _decided(s: Story, r: str) -> None:
    letters.draft_answer(s.desk("officer"), r)


def _declined(s: Story, r: str) -> None:
    _say(s, r, FeeState.DECLINED, "")


def _silent(s: Story, r: str) -> None:
    _say(s, r, FeeState.UNANSWERED, "")


T = Step
TRIPS: dict[tuple[Step, str], Way] = {
    (T.T1, "no_right_chosen"): lambda s: _intake(s, types=()),
    (T.T1, "receipt_in_future"): lambda s: _intake(s, Channel.MAIL, received_wall="2026-05-01T09:00"),
    (T.T1, "late_entry_reason_missing"): lambda s: _intake(s, Channel.MAIL, received_wall="2026-02-20T09:00"),
    (T.T1, "consumer_name_missing"): lambda s: _intake(s, name=""),
    (T.T1, "right_not_in_force"): lambda s: _intake(s, types=("admt_access",)),
    (T.T2, "draft_has_request"): lambda s: _discard_with_right(s),
    (T.T3, "not_approved"): _on(
        lambda s: s.take("delete"), lambda s, r: _draft(s, r, LetterKind.CONFIRM_RECEIPT), lambda s, r: _send(s, _letter(s, r))
    ),
    (T.T3, "dispatch_in_future"): _on(_approved_confirmation, lambda s, r: _send(s, _letter(s, r), days=1)),
    (T.T4, "never_verified"): _on(lambda s: _elsewhere(s, "opt_out"), _ask(T.T4)),
    (T.T4, "law_undecided"): _on(_elsewhere, _begin),
    (T.T5, "verification_needed"): _on(_elsewhere, _ask(T.T5)),
    (T.T5, "law_undecided"): _on(lambda s: _elsewhere(s, "opt_out"), _begin),
    (T.T6, "never_verified"): _on(lambda s: s.take("opt_out"), _ask(T.T6)),
    (T.T6, "on_fraud_hold"): _on(lambda s: s.take("delete"), _hold, lambda s, r: s.verify(r)),
    (T.T6, "answer_under_way"): _on(_in_review, _ask(T.T6)),
    (T.T6, "points_missing"): _on(lambda s: s.take("delete"), lambda s, r: _checks(s, r, 1, seen=True)),
    (T.T6, "declaration_missing"): _on(lambda s: s.take("know_specific"), lambda s, r: _checks(s, r, 3, seen=False)),
    (T.T6, "authority_missing"): _on(
        lambda s: s.take("delete", requestor_kind="authorized_agent", requestor_name="Bo Lee"), lambda s, r: _checks(s, r, 3, seen=True)
    ),
    (T.T7, "never_verified"): _on(lambda s: s.take("limit"), _ask(T.T7, words="x")),
    (T.T7, "answer_under_way"): _on(_in_review, _ask(T.T7, words="x")),
    (T.T7, "reason_missing"): _on(
        lambda s: s.take("delete"), lambda s, r: verification.decide_not_verified(s.desk("officer"), r, reason=" ")
    ),
    (T.T8, "never_verified"): _on(lambda s: s.take("opt_out"), lambda s, r: verification.reopen_verification(s.desk("officer"), r)),
    (T.T8, "law_undecided"): _on(_elsewhere, lambda s, r: verification.reopen_verification(s.desk("officer"), r)),
    (T.T8, "answer_under_way"): _on(_in_review, lambda s, r: verification.reopen_verification(s.desk("officer"), r)),
    (T.T8, "verification_open"): _on(lambda s: s.take("delete"), lambda s, r: verification.reopen_verification(s.desk("officer"), r)),
    (T.T9, "not_found_unverifiable"): _on(_verified, _ask(T.T9)),
    (T.T9, "letter_does_not_follow"): _on(_unverified, lambda s, r: _draft(s, r, LetterKind.DELETE_DONE), _submit),
    (T.T10, "answer_under_way"): _on(_in_review, lambda s, r: work.decide_service_provider(s.desk("officer"), r, client_id=CLIENT)),
    (T.T10, "client_missing"): _on(_verified, lambda s, r: work.decide_service_provider(s.desk("officer"), r, client_id="nobody")),
    (T.T11, "not_verified_yet"): _on(_unverified, _split),
    (T.T11, "split_already"): _on(_verified, _split, _split),
    (T.T11, "client_missing"): _on(_verified, lambda s, r: _split(s, r, "nobody")),
    (T.T12, "client_missing"): _on(_verified, _ask(T.T12)),
    (T.T14, "not_extendable_type"): _on(lambda s: s.take("opt_out"), _extend),
    (T.T14, "already_extended"): _on(_extended, _extend),
    (T.T14, "already_answered"): _on(_closed, lambda s, r: _reopen(s, r), _extend),
    (T.T14, "too_late"): _on(lambda s: s.take("delete"), lambda s, r: s.go_to(date(2026, 4, 18)), _extend),
    (T.T14, "reason_too_short"): _on(lambda s: s.take("delete"), lambda s, r: _extend(s, r, text="busy")),
    (T.T14, "override_reason_missing"): _on(lambda s: s.take("delete"), lambda s, r: s.go_to(date(2026, 4, 17)), _extend),
    (T.T15, "fee_stated_already"): _on(_fee_stated, _fee),
    (T.T15, "not_verified_yet"): _on(lambda s: s.take("delete"), _fee),
    (T.T15, "work_done_already"): _on(_verified, lambda s, r: s.do_work(r), _fee),
    (T.T15, "reason_missing"): _on(_verified, lambda s, r: _fee(s, r, reason="")),
    (T.T15, "evidence_missing"): _on(_verified, lambda s, r: _fee(s, r, evidence=" ")),
    (T.T15, "cost_missing"): _on(_verified, lambda s, r: _fee(s, r, minutes=0)),
    (T.T15, "fee_day_over"): _on(_verified, lambda s, r: s.go_to(date(2026, 4, 15)), _fee),
    (T.T15, "no_fee_for_type"): _on(lambda s: s.take("opt_out"), _fee),
    (T.T16, "no_fee_stated"): _on(_verified, _settled),
    (T.T16, "fee_settled_already"): _on(_fee_stated, _settled, _settled),
    (T.T17, "fee_day_not_over"): _on(_fee_stated, _silent),
    (T.T18, "on_fraud_hold"): _on(_granted_then_held, _decided),
    (T.T18, "on_legal_hold"): _on(_granted_then_kept, _decided),
    (T.T18, "fee_unanswered"): _on(_fee_stated, _grant, _decided),
    (T.T18, "fee_not_agreed"): _on(_granted_then_fee_declined, _ask(T.T18)),
    (T.T18, "nothing_decided"): _on(_verified, lambda s, r: s.do_work(r), _decided),
    (T.T18, "not_verified_yet"): _on(lambda s: s.take("delete"), _decided),
    (T.T18, "systems_open"): _on(_verified, lambda s, r: s.grant(r), _decided),
    (T.T18, "providers_not_told"): _providers_untold,
    (T.T18, "letter_check_failed"): _forbidden_number_in_letter,
    (T.T19, "note_empty"): _on(_in_review, lambda s, r: letter_approval.return_letter(s.desk("second"), _letter(s, r), note="")),
    (T.T19, "letter_in_batch"): _on(_in_batch, lambda s, r: letter_approval.void_letter(s.desk("officer"), _letter(s, r), reason="x")),
    (T.T20, "on_fraud_hold"): _on(lambda s: _review_behind_the_back(s, "fraud"), _approve),
    (T.T20, "on_legal_hold"): _on(lambda s: _review_behind_the_back(s, "legal"), _approve),
    (T.T20, "second_person_needed"): _approves_alone,
    (T.T20, "letter_older_than_case"): _on(_in_review, _change_address, _approve),
    (T.T21, "not_approved"): _on(_in_review, lambda s, r: _send(s, _letter(s, r))),
    (T.T21, "dispatched_already"): _on(_closed, lambda s, r: _send(s, _letter(s, r))),
    (T.T21, "dispatch_in_future"): _on(_ready, lambda s, r: _send(s, _letter(s, r), days=1)),
    (T.T21, "dispatch_before_approval"): _on(_ready, lambda s, r: _send(s, _letter(s, r), days=-1)),
    (T.T23, "places_open"): _on(_answered, lambda s, r: _stays_answered(s, r, "places_open")),
    (T.T23, "companion_owed"): _companion_waits,
    (T.T23, "answer_came_back"): _came_back_while_open,
    (T.T24, "statement_missing"): _on(lambda s: s.take("delete"), lambda s, r: _withdraw(s, r, " ")),
    (T.T24, "not_said_by_party"): _on(lambda s: s.take("delete"), lambda s, r: _withdraw(s, r, by=RequestorKind.AUTHORIZED_AGENT)),
    (T.T24, "answer_left_already"): _on(_answered, _withdraw),
    (T.T24, "letter_in_batch"): _on(_in_batch, _withdraw),
    (T.T25, "answer_left_already"): lambda s: _join(s, _answered(s), s.take("opt_out")),
    (T.T25, "survivor_lacks_right"): lambda s: _join(s, s.take("delete"), s.take("correct")),
    (T.T25, "survivor_closed"): _closed_survivor,
    (T.T25, "survivor_is_later"): _later_survivor,
    (T.T25, "survivor_of_another_person"): _other_person,
    (T.T25, "survivor_for_other_period"): lambda s: _join(s, s.take("delete", period_from="2024-01-01"), s.take("delete")),
    (T.T26, "reason_missing"): _on(_elsewhere, lambda s, r: _law(s, r, reason="")),
    (T.T26, "law_decided_already"): _on(_elsewhere, _law, _law),
    (T.T27, "on_hold_already"): _on(_verified, _hold, _hold),
    (T.T27, "hold_note_missing"): _on(_verified, lambda s, r: _hold(s, r, " ")),
    (T.T27, "not_on_hold"): _on(_verified, _lift),
    (T.T27, "second_person_needed"): _on(_verified, _hold, lambda s, r: _lift(s, r, "officer")),
    (T.T27, "letter_in_batch"): _on(_in_batch, _hold),
    (T.T28, "not_on_hold"): _on(_verified, lambda s, r: fraud_hold.uphold_fraud(s.desk("officer"), r, facts="x")),
    (T.T28, "facts_missing"): _on(_verified, _hold, lambda s, r: fraud_hold.uphold_fraud(s.desk("officer"), r, facts="")),
    (T.T28, "law_undecided"): _on(_elsewhere, _hold, lambda s, r: fraud_hold.uphold_fraud(s.desk("officer"), r, facts="x")),
    (T.T28, "answer_under_way"): _on(
        lambda s: _review_behind_the_back(s, "fraud"), lambda s, r: fraud_hold.uphold_fraud(s.desk("officer"), r, facts="x")
    ),
    (T.T29, "request_not_closed"): _on(_verified, _reopen),
    (T.T29, "reason_missing"): _on(_closed, lambda s, r: _reopen(s, r, reason=" ")),
    (T.T30, "request_not_closed"): _on(_verified, lambda s, r: _reopen(s, r, ReopenCause.COMPLAINT)),
    (T.T31, "second_person_needed"): _complaint_to_the_approver,
    (T.T32, "request_closed"): _on(_closed, lambda s, r: s.grant(r)),
    (T.T33, "record_on_legal_hold"): _on(_closed, _keep_as_evidence, _wait_out, _ask_and_destroy),
    (T.T33, "record_still_kept"): _on(_closed, lambda s, r: s.go_to(date(2028, 3, 3)), _ask_and_destroy),
    (T.T33, "second_person_needed"): _on(_closed, _wait_out, lambda s, r: retention.destroy_record(s.desk("admin"), _case(s, r).id)),
    (T.T33, "record_destroyed"): _on(_closed, _wait_out, _ask_and_destroy, _reopen),
    (T.T34, "not_dispatched"): _on(_ready, lambda s, r: _return(s, _letter(s, r))),
    (T.T34, "returned_already"): _on(_closed, lambda s, r: _return(s, _letter(s, r)), lambda s, r: _return(s, _letter(s, r))),
    (T.T34, "return_before_dispatch"): _on(_closed, lambda s, r: _return(s, _letter(s, r), days=-1)),
    (T.T34, "return_in_future"): _on(_closed, lambda s, r: _return(s, _letter(s, r), days=1)),
    (T.T34, "reason_missing"): _on(_closed, lambda s, r: _return(s, _letter(s, r), reason="")),
    (T.T35, "case_is_draft"): lambda s: _add_to_draft(s),
    (T.T35, "statement_missing"): _on(_verified, lambda s, r: _add(s, r, statement="")),
    (T.T35, "right_asked_already"): _on(_verified, lambda s, r: _add(s, r, RequestType.DELETE)),
    (T.T35, "asked_before_case"): _on(_verified, lambda s, r: _add(s, r, asked=_later(s, -2))),
    (T.T35, "receipt_in_future"): _on(_verified, lambda s, r: _add(s, r, asked=_later(s, 1))),
    (T.T35, "right_not_in_force"): _out_of_force,
}  # fmt: skip
"""For each guard: a story whose last act it refuses."""


def _discard_with_right(s: Story) -> None:
    desk = s.desk("agent")
    draft_id = drafts.start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    drafts.save_draft(desk, draft_id, sample_form("delete"))
    drafts.discard_draft(desk, draft_id)


def _add_to_draft(s: Story) -> None:
    desk = s.desk("agent")
    draft_id = drafts.start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    drafts.save_draft(desk, draft_id, sample_form("delete"))
    added_rights.add_right(desk, draft_id, RequestType.LIMIT, statement="And limit it.")


def test_every_guard_of_the_table_is_tripped_here() -> None:
    assert set(TRIPS) == {(row.step, guard.code) for row in TRANSITIONS for guard in row.guards}


@pytest.mark.parametrize(("step", "code"), TRIPS, ids=[f"{step}-{code}" for step, code in TRIPS])
def test_the_guard_refuses(office: Story, step: Step, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        TRIPS[step, code](office)
    codes = [one.code for one in refusal.value.problems] if isinstance(refusal.value, Problems) else [refusal.value.code]
    assert code in codes


# -- each transition made ----------------------------------------------------------------------------------------------------


MADE: dict[Step, tuple[Callable[[Story], str], Callable[[Story, str], object], RequestStatus, Callable[[Story, str], bool]]] = {
    T.T1: (lambda s: s.take("delete"), lambda s, r: None, S.VERIFYING, lambda s, r: not _case(s, r).is_draft),
    T.T3: (
        _approved_confirmation, lambda s, r: _send(s, _letter(s, r)), S.VERIFYING,
        lambda s, r: s.state(r, DeadlineKind.CONFIRM_RECEIPT) is DeadlineState.MET,
    ),
    T.T4: (_elsewhere, lambda s, r: _law(s, r, True), S.VERIFYING, lambda s, r: bool(_rows(s, "verifications", request_id=r))),
    T.T5: (
        lambda s: _elsewhere(s, "opt_out"), lambda s, r: _law(s, r, True), S.IN_PROGRESS,
        lambda s, r: bool(_rows(s, "work_items", request_id=r)),
    ),
    T.T6: (lambda s: s.take("delete"), lambda s, r: s.verify(r), S.IN_PROGRESS, lambda s, r: s.request(r).verified_on is not None),
    T.T7: (
        lambda s: s.take("know_specific"), lambda s, r: verification.decide_not_verified(s.desk("officer"), r, reason="x"), S.IN_PROGRESS,
        lambda s, r: s.request(r).answer_as is RequestType.KNOW_CATEGORIES,
    ),
    T.T8: (
        _unverified, lambda s, r: verification.reopen_verification(s.desk("officer"), r), S.VERIFYING,
        lambda s, r: s.request(r).unverifiable_on is None,
    ),
    T.T9: (_unverified, lambda s, r: (_decided(s, r), _submit(s, r)), S.IN_REVIEW, lambda s, r: True),
    T.T10: (
        _verified, lambda s, r: work.decide_service_provider(s.desk("officer"), r, client_id=CLIENT), S.IN_PROGRESS,
        lambda s, r: s.request(r).client_id == CLIENT,
    ),
    T.T11: (_verified, _split, S.IN_PROGRESS, lambda s, r: [one.client_id for one in _rows(s, "requests", split_from_id=r)] == [CLIENT]),
    T.T12: (
        _verified,
        lambda s, r: (work.decide_service_provider(s.desk("officer"), r, client_id=CLIENT), _decided(s, r), _submit(s, r)),
        S.IN_REVIEW, lambda s, r: True,
    ),
    T.T13: (_verified, lambda s, r: None, S.IN_PROGRESS, lambda s, r: len(_rows(s, "work_items", request_id=r)) == 4),
    T.T14: (_extended, lambda s, r: None, S.VERIFYING, lambda s, r: s.state(r, DeadlineKind.ANSWER) is DeadlineState.SUPERSEDED),
    T.T15: (_verified, _fee, S.IN_PROGRESS, lambda s, r: s.state(r, DeadlineKind.FEE_ANSWER) is DeadlineState.OPEN),
    T.T16: (_fee_stated, _settled, S.IN_PROGRESS, lambda s, r: s.state(r, DeadlineKind.FEE_ANSWER) is DeadlineState.MET),
    T.T17: (
        _fee_stated, lambda s, r: (_say(s, r, FeeState.DECLINED, "No."), _decided(s, r), _submit(s, r)), S.IN_REVIEW,
        lambda s, r: s.state(r, DeadlineKind.ANSWER) is DeadlineState.OPEN,
    ),
    T.T18: (_drafted, _submit, S.IN_REVIEW, lambda s, r: True),
    T.T19: (
        _in_review, lambda s, r: letter_approval.return_letter(s.desk("second"), _letter(s, r), note="x"), S.IN_PROGRESS,
        lambda s, r: True,
    ),
    T.T20: (_in_review, _approve, S.READY_TO_SEND, lambda s, r: True),
    T.T21: (_answered, lambda s, r: None, S.ANSWERED, lambda s, r: s.state(r, DeadlineKind.OPT_OUT) is DeadlineState.MET),
    T.T22: (_answered, lambda s, r: None, S.ANSWERED, lambda s, r: s.request(r).closed_on is None),
    T.T23: (_ready, lambda s, r: _send(s, _letter(s, r)), S.CLOSED, lambda s, r: s.state(r, DeadlineKind.RETENTION) is DeadlineState.OPEN),
    T.T24: (_in_review, _withdraw, S.CLOSED, lambda s, r: s.request(r).closing_words == "Never mind."),
    T.T25: (
        lambda s: (s.take("delete"), s.take("delete"))[1], lambda s, r: _join(s, r, _rows(s, "requests")[0].id), S.CLOSED,
        lambda s, r: (s.state(r, DeadlineKind.ANSWER), s.request(r).joined_to_id) == (DeadlineState.SUPERSEDED, _rows(s, "requests")[0].id),
    ),
    T.T26: (
        _elsewhere, lambda s, r: (_law(s, r), _send(s, s.approved_answer(r))), S.CLOSED,
        lambda s, r: s.request(r).disposition is Disposition.NOT_COVERED,
    ),
    T.T27: (_verified, lambda s, r: (_hold(s, r), _lift(s, r)), S.IN_PROGRESS, lambda s, r: _rows(s, "holds")[0].lifted_by == "id-second"),
    T.T28: (
        lambda s: s.take("opt_out"), lambda s, r: (_hold(s, r), fraud_hold.uphold_fraud(s.desk("officer"), r, facts="Nine in one hour.")),
        S.IN_PROGRESS, lambda s, r: {one.ground_code for one in _rows(s, "decisions", request_id=r)} == {"fraud"},
    ),
    T.T29: (_closed, _reopen, S.IN_PROGRESS, lambda s, r: s.state(r, DeadlineKind.RETENTION) is DeadlineState.SUPERSEDED),
    T.T30: (_closed, lambda s, r: _reopen(s, r, ReopenCause.COMPLAINT), S.IN_PROGRESS, lambda s, r: s.request(r).disposition is None),
    T.T31: (
        _closed, lambda s, r: (_reopen(s, r, ReopenCause.COMPLAINT), s.grant(r), _decided(s, r), _submit(s, r)), S.IN_REVIEW,
        lambda s, r: True,
    ),
    T.T32: (_closed, lambda s, r: None, S.CLOSED, lambda s, r: True),
    T.T33: (
        _closed, lambda s, r: (_wait_out(s, r), _ask_and_destroy(s, r)), S.CLOSED,
        lambda s, r: (s.state(r, DeadlineKind.RETENTION), _case(s, r).destroyed_on) == (DeadlineState.MET, date(2029, 1, 1)),
    ),
    T.T34: (_closed, lambda s, r: _return(s, _letter(s, r)), S.IN_PROGRESS, lambda s, r: s.request(r).returned_on is not None),
    T.T35: (_verified, _add, S.IN_PROGRESS, lambda s, r: len(_rows(s, "requests", case_id=_case(s, r).id)) == 2),
}  # fmt: skip
"""For each transition: a request before it, its act, the status after it, and the fact it leaves."""


def test_every_transition_is_made_here() -> None:
    assert set(MADE) | {Step.T2} == set(Step)


@pytest.mark.parametrize("step", MADE)
def test_the_transition_is_made(office: Story, step: Step) -> None:
    make, act, status, left = MADE[step]
    request_id = make(office)
    act(office, request_id)
    assert office.request(request_id).status is status
    assert left(office, request_id)


def test_t2_a_draft_in_which_nothing_was_asked_is_deleted(office: Story) -> None:
    desk = office.desk("agent")
    draft_id = drafts.start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    drafts.discard_draft(desk, draft_id)
    assert _rows(office, "drafts") == ()
    assert "draft_discarded" in office.actions()
