"""The life of a request as one table: every transition of the written procedure (T1 to T35), its guards, and the act that does it.

The procedure knows 18 statuses; here there are seven, and the rest are facts beside them (`BOOK_STATUSES`). No status and no fact ever
pauses a California clock (11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A)).

A guard either looks at `LifeFacts`, and then `check_step` refuses, or it needs more than facts (the words of a letter, another case, who
is asking), and then the act that is named refuses with the guard's code. Services change a status through `services.life.take_step`,
which asks this table; nothing else sets one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FeeState
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import OPEN_STATUSES, UNANSWERED_STATUSES, Disposition, RequestStatus

S = RequestStatus


class Step(StrEnum):
    """One transition of the written procedure (rulebook 9.3)."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"
    T9 = "T9"
    T10 = "T10"
    T11 = "T11"
    T12 = "T12"
    T13 = "T13"
    T14 = "T14"
    T15 = "T15"
    T16 = "T16"
    T17 = "T17"
    T18 = "T18"
    T19 = "T19"
    T20 = "T20"
    T21 = "T21"
    T22 = "T22"
    T23 = "T23"
    T24 = "T24"
    T25 = "T25"
    T26 = "T26"
    T27 = "T27"
    T28 = "T28"
    T29 = "T29"
    T30 = "T30"
    T31 = "T31"
    T32 = "T32"
    T33 = "T33"
    T34 = "T34"
    T35 = "T35"


class BookStatus(StrEnum):
    """The statuses of the written procedure (rulebook 9.1)."""

    DRAFT = "draft"
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    VERIFYING = "verifying"
    VERIFIED = "verified"
    UNVERIFIABLE = "unverifiable"
    SP_REVIEW = "sp_review"
    IN_PROGRESS = "in_progress"
    FEE_QUOTED = "fee_quoted"
    REVIEW = "review"
    READY_TO_SEND = "ready_to_send"
    SENT = "sent"
    DOWNSTREAM = "downstream"
    CLOSED = "closed"
    REOPENED = "reopened"
    APPEAL = "appeal"
    ARCHIVED = "archived"
    PURGED = "purged"


B = BookStatus

BOOK_STATUSES: dict[BookStatus, tuple[RequestStatus | None, str]] = {
    B.DRAFT: (S.RECEIVED, "Case.is_draft"),
    B.RECEIVED: (S.RECEIVED, ""),
    B.ACKNOWLEDGED: (S.RECEIVED, "the deadline confirm_receipt is met; the request goes on in whatever status it has"),
    B.VERIFYING: (S.VERIFYING, ""),
    B.VERIFIED: (S.IN_PROGRESS, "Request.verified_on"),
    B.UNVERIFIABLE: (S.IN_PROGRESS, "Request.unverifiable_on, and answer_as for specific pieces"),
    B.SP_REVIEW: (S.IN_PROGRESS, "Request.client_id, for all of it (held_only_as_service_provider) or for the part split off"),
    B.IN_PROGRESS: (S.IN_PROGRESS, ""),
    B.FEE_QUOTED: (S.IN_PROGRESS, "Fee.state is stated"),
    B.REVIEW: (S.IN_REVIEW, ""),
    B.READY_TO_SEND: (S.READY_TO_SEND, ""),
    B.SENT: (S.ANSWERED, "Request.answered_on"),
    B.DOWNSTREAM: (S.ANSWERED, "a place is open, or the letter that accompanies the answer has not left"),
    B.CLOSED: (S.CLOSED, "Request.disposition"),
    B.REOPENED: (S.IN_PROGRESS, "Request.returned_on, or the entry request_reopened of the history"),
    B.APPEAL: (S.IN_PROGRESS, "reopened because of a complaint: a voluntary review by another person; California has no appeal"),
    B.ARCHIVED: (S.CLOSED, "every closed request is read-only at once"),
    B.PURGED: (S.CLOSED, "Case.destroyed_on: everything personal is destroyed, what is counted stays"),
}
"""Where each of the 18 statuses of the procedure is found here: our status, and the fact beside it."""

BOOK_DISPOSITIONS: dict[str, Disposition] = {
    "COMPLETE": Disposition.FULFILLED,
    "PARTIAL": Disposition.FULFILLED_IN_PART,
    "DENIED": Disposition.DENIED,
    "UNVERIFIED": Disposition.UNVERIFIED,
    "NO_DATA": Disposition.NO_DATA,
    "WITHDRAWN": Disposition.WITHDRAWN,
    "DUPLICATE": Disposition.DUPLICATE,
    "REDIRECTED": Disposition.REDIRECTED,
    "NOT_COVERED": Disposition.NOT_COVERED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What an act brings with it and the record does not hold yet.

    Attributes:
        words: the reason, note or statement that goes with the act.
        missing: what verification still lacks.
        said_by_party: the person who spoke has a part in the case.
        companion_owed: a letter that accompanies the answer has not left.
        is_split: the part for this client was split off before.
        proved: there is evidence for the reason of a fee.
        cost_told: the fee has an amount.
        fee_day_over: the day by which a fee would have to be answered has passed.
        retention_over: every right of the case is closed, and the last day for which any of them is kept has passed.
    """

    words: str = ""
    missing: tuple[DomainError, ...] = ()
    said_by_party: bool = True
    companion_owed: bool = False
    is_split: bool = False
    proved: bool = True
    cost_told: bool = True
    fee_day_over: bool = False
    retention_over: bool = False


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeFacts:
    """What the guards look at: what stands in the record (`services.life.facts_of`) and what the act brings with it.

    Attributes:
        grants: the answer gives, erases, changes or stops something.
        grants_kept: what it grants to erase is on legal hold.
        on_legal_hold: something of the case is kept as evidence.
    """

    type: RequestType
    status: RequestStatus
    is_draft: bool = False
    law_undecided: bool = False
    on_fraud_hold: bool = False
    is_verified: bool = False
    is_unverifiable: bool = False
    has_client: bool = False
    grants: bool = False
    grants_kept: bool = False
    on_legal_hold: bool = False
    fee: FeeState | None = None
    work_ended_somewhere: bool = False
    places_open: bool = False
    returned: bool = False
    given: Given = NOTHING_GIVEN


Refusal = Callable[[LifeFacts], DomainError | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What keeps a transition from being made.

    Attributes:
        code: the code of the refusal; a person reads its sentence.
        looks_at: says whether the facts break it; None where the act itself refuses, because it needs more than facts.
    """

    code: str
    looks_at: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row of the table.

    Attributes:
        book: from and to, in the words of the procedure.
        sources: our statuses it starts from.
        target: our status it ends in; None where it changes a fact beside the status and no status.
        act: the service function, ``module.function``; empty where nothing of the kind may happen.
        clock: what it does to deadlines.
    """

    step: Step
    book: tuple[tuple[BookStatus, ...], BookStatus | None]
    sources: frozenset[RequestStatus]
    target: RequestStatus | None
    act: str
    guards: tuple[Guard, ...] = ()
    clock: str = "none; the clock runs on"


def _when(code: str, broken: Callable[[LifeFacts], bool], field: str | None = None) -> Guard:
    return Guard(code=code, looks_at=lambda facts: DomainError(code, field, request_type=facts.type) if broken(facts) else None)


def _lacking(code: str) -> Guard:
    return Guard(code=code, looks_at=lambda facts: next((one for one in facts.given.missing if one.code == code), None))


def _by_act(*codes: str) -> tuple[Guard, ...]:
    return tuple(Guard(code=code) for code in codes)


def _words(code: str, field: str) -> Guard:
    return _when(code, lambda facts: not facts.given.words.strip(), field)


_NEVER_VERIFIED = _when("never_verified", lambda facts: facts.type in NEVER_VERIFIED)
_VERIFICATION_NEEDED = _when("verification_needed", lambda facts: facts.type not in NEVER_VERIFIED)
_LAW_UNDECIDED = _when("law_undecided", lambda facts: facts.law_undecided)
_FRAUD_HOLD = _when("on_fraud_hold", lambda facts: facts.on_fraud_hold)
_GRANT_ON_FRAUD_HOLD = _when("on_fraud_hold", lambda facts: facts.on_fraud_hold and facts.grants)
_KEPT_BY_LEGAL_HOLD = _when("on_legal_hold", lambda facts: facts.grants_kept)
_ANSWER_UNDER_WAY = _when("answer_under_way", lambda facts: facts.status in (S.IN_REVIEW, S.READY_TO_SEND, S.ANSWERED))
_ANSWER_LEFT = _when("answer_left_already", lambda facts: facts.status is S.ANSWERED)
_FEE_UNSETTLED = (
    _when("fee_unanswered", lambda facts: facts.grants and facts.fee is FeeState.STATED),
    _when("fee_not_agreed", lambda facts: facts.grants and facts.fee in (FeeState.DECLINED, FeeState.UNANSWERED)),
)

BEFORE_REVIEW = frozenset({S.VERIFYING, S.IN_PROGRESS})
_UNANSWERED = UNANSWERED_STATUSES
_NOT_BEGUN = frozenset({S.RECEIVED, S.IN_PROGRESS})
"""In progress, too: a request may have been withdrawn and reopened while nobody had decided the law."""

_ANY = frozenset(S)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        step=Step.T1, book=((B.DRAFT,), B.RECEIVED), sources=frozenset({S.RECEIVED}), target=S.RECEIVED, act="intake.complete_intake",
        guards=_by_act(
            "no_right_chosen", "receipt_in_future", "late_entry_reason_missing", "consumer_name_missing", "right_not_in_force"
        ),
        clock="confirm_receipt, answer, extension_notice, or opt_out, limit, admt_opt_out start, from the first right ticked",
    ),
    Transition(
        step=Step.T2, book=((B.DRAFT,), None), sources=frozenset(), target=None, act="drafts.discard_draft",
        guards=_by_act("draft_has_request"),
    ),
    Transition(
        step=Step.T3, book=((B.RECEIVED,), B.ACKNOWLEDGED), sources=_UNANSWERED, target=None, act="dispatch.letter_left",
        guards=_by_act("not_approved", "dispatch_in_future"), clock="confirm_receipt met or met late",
    ),
    Transition(
        step=Step.T4, book=((B.RECEIVED, B.ACKNOWLEDGED), B.VERIFYING), sources=_NOT_BEGUN, target=S.VERIFYING,
        act="intake.begin_requests", guards=(_NEVER_VERIFIED, _LAW_UNDECIDED),
    ),
    Transition(
        step=Step.T5, book=((B.RECEIVED,), B.IN_PROGRESS), sources=_NOT_BEGUN, target=S.IN_PROGRESS,
        act="intake.begin_requests", guards=(_VERIFICATION_NEEDED, _LAW_UNDECIDED),
    ),
    Transition(
        step=Step.T6, book=((B.VERIFYING,), B.VERIFIED), sources=BEFORE_REVIEW, target=S.IN_PROGRESS, act="verification.decide_verified",
        guards=(
            _NEVER_VERIFIED, _FRAUD_HOLD, _ANSWER_UNDER_WAY,
            _lacking("points_missing"), _lacking("declaration_missing"), _lacking("authority_missing"),
        ),
    ),
    Transition(
        step=Step.T7, book=((B.VERIFYING,), B.UNVERIFIABLE), sources=BEFORE_REVIEW, target=S.IN_PROGRESS,
        act="verification.decide_not_verified",
        guards=(_NEVER_VERIFIED, _ANSWER_UNDER_WAY, _words("reason_missing", "reason")),
    ),
    Transition(
        step=Step.T8, book=((B.UNVERIFIABLE,), B.VERIFIED), sources=BEFORE_REVIEW, target=S.VERIFYING,
        act="verification.reopen_verification",
        guards=(_NEVER_VERIFIED, _LAW_UNDECIDED, _ANSWER_UNDER_WAY, *_by_act("verification_open")),
    ),
    Transition(
        step=Step.T9, book=((B.UNVERIFIABLE,), B.REVIEW), sources=BEFORE_REVIEW, target=S.IN_REVIEW, act="letters.submit_letter",
        guards=(_when("not_found_unverifiable", lambda facts: not facts.is_unverifiable), *_by_act("letter_does_not_follow")),
    ),
    Transition(
        step=Step.T10, book=((B.VERIFIED,), B.SP_REVIEW), sources=BEFORE_REVIEW, target=None, act="work.decide_service_provider",
        guards=(_ANSWER_UNDER_WAY, *_by_act("client_missing")),
    ),
    Transition(
        step=Step.T11, book=((B.SP_REVIEW,), B.IN_PROGRESS), sources=frozenset({S.RECEIVED, S.IN_PROGRESS}), target=S.IN_PROGRESS,
        act="splitting.split_for_client",
        guards=(
            _when("not_verified_yet", lambda facts: not facts.is_verified),
            _when("split_already", lambda facts: facts.given.is_split),
            *_by_act("client_missing"),
        ),
        clock="the part, received with the whole, has the clocks of the whole, from the same receipt",
    ),
    Transition(
        step=Step.T12, book=((B.SP_REVIEW,), B.REVIEW), sources=BEFORE_REVIEW, target=S.IN_REVIEW, act="letters.submit_letter",
        guards=(_when("client_missing", lambda facts: not facts.has_client, "client"),),
    ),
    Transition(
        step=Step.T13, book=((B.VERIFIED,), B.IN_PROGRESS), sources=BEFORE_REVIEW, target=S.IN_PROGRESS, act="work.open_work",
    ),
    Transition(
        step=Step.T14, book=((B.IN_PROGRESS,), B.IN_PROGRESS), sources=_UNANSWERED, target=None, act="extension.propose_extension",
        guards=_by_act(
            "not_extendable_type", "already_extended", "already_answered", "too_late", "reason_too_short", "override_reason_missing"
        ),
        clock="once its notice left in time: answer superseded, extension_notice met, extended_answer counts from receipt",
    ),
    Transition(
        step=Step.T15, book=((B.IN_PROGRESS,), B.FEE_QUOTED), sources=frozenset({S.IN_PROGRESS}), target=None, act="fee_route.state_fee",
        guards=(
            _when("fee_stated_already", lambda facts: facts.fee is not None),
            _when("not_verified_yet", lambda facts: not facts.is_verified),
            _when("work_done_already", lambda facts: facts.work_ended_somewhere),
            _words("reason_missing", "reason"),
            _when("evidence_missing", lambda facts: not facts.given.proved, "evidence"),
            _when("cost_missing", lambda facts: not facts.given.cost_told, "minutes"),
            _when("fee_day_over", lambda facts: facts.given.fee_day_over),
            *_by_act("no_fee_for_type"),
        ),
        clock="fee_answer starts; the answer runs on",
    ),
    Transition(
        step=Step.T16, book=((B.FEE_QUOTED,), B.IN_PROGRESS), sources=BEFORE_REVIEW, target=None, act="fee_route.record_fee_answer",
        guards=(
            _when("no_fee_stated", lambda facts: facts.fee is None),
            _when("fee_settled_already", lambda facts: facts.fee in (FeeState.AGREED, FeeState.WAIVED)),
        ),
        clock="fee_answer met, or not applicable when the fee is waived",
    ),
    Transition(
        step=Step.T17, book=((B.FEE_QUOTED,), B.REVIEW), sources=BEFORE_REVIEW, target=S.IN_REVIEW, act="letters.submit_letter",
        guards=_by_act("fee_day_not_over"),
        clock="fee_answer met, or missed when nothing was said",
    ),
    Transition(
        step=Step.T18, book=((B.IN_PROGRESS,), B.REVIEW), sources=BEFORE_REVIEW, target=S.IN_REVIEW, act="letters.submit_letter",
        guards=(
            _GRANT_ON_FRAUD_HOLD, _KEPT_BY_LEGAL_HOLD, *_FEE_UNSETTLED,
            *_by_act("nothing_decided", "not_verified_yet", "systems_open", "providers_not_told", "letter_check_failed"),
        ),
    ),
    Transition(
        step=Step.T19, book=((B.REVIEW,), B.IN_PROGRESS), sources=frozenset({S.IN_REVIEW, S.READY_TO_SEND}), target=S.IN_PROGRESS,
        act="letter_approval.return_letter", guards=_by_act("note_empty", "letter_in_batch"),
    ),
    Transition(
        step=Step.T20, book=((B.REVIEW,), B.READY_TO_SEND), sources=frozenset({S.IN_REVIEW}), target=S.READY_TO_SEND,
        act="letter_approval.approve_letter",
        guards=(_GRANT_ON_FRAUD_HOLD, _KEPT_BY_LEGAL_HOLD, *_by_act("second_person_needed", "letter_older_than_case")),
    ),
    Transition(
        step=Step.T21, book=((B.READY_TO_SEND,), B.SENT), sources=frozenset({S.READY_TO_SEND}), target=S.ANSWERED,
        act="dispatch.letter_left", guards=_by_act("not_approved", "dispatched_already", "dispatch_in_future", "dispatch_before_approval"),
        clock="answer, extended_answer, opt_out, limit, admt_opt_out met or met late by the day it left",
    ),
    Transition(
        step=Step.T22, book=((B.SENT,), B.DOWNSTREAM), sources=frozenset({S.ANSWERED}), target=None, act="ending.close_when_done",
    ),
    Transition(
        step=Step.T23, book=((B.SENT, B.DOWNSTREAM), B.CLOSED), sources=frozenset({S.ANSWERED}), target=S.CLOSED,
        act="ending.close_when_done",
        guards=(
            _when("places_open", lambda facts: facts.places_open),
            _when("companion_owed", lambda facts: facts.given.companion_owed),
            _when("answer_came_back", lambda facts: facts.returned),
        ),
        clock="retention, verification_purge, no_reask start",
    ),
    Transition(
        step=Step.T24, book=((B.RECEIVED, B.VERIFYING, B.IN_PROGRESS, B.REVIEW, B.READY_TO_SEND), B.CLOSED), sources=_UNANSWERED,
        target=S.CLOSED, act="closing.withdraw_request",
        guards=(
            _words("statement_missing", "statement"),
            _when("not_said_by_party", lambda facts: not facts.given.said_by_party, "said_by"),
            _ANSWER_LEFT,
            *_by_act("letter_in_batch"),
        ),
        clock="what was unmet is not applicable; retention starts",
    ),
    Transition(
        step=Step.T25, book=((B.RECEIVED, B.VERIFYING, B.IN_PROGRESS, B.REVIEW, B.READY_TO_SEND), B.CLOSED), sources=_UNANSWERED,
        target=S.CLOSED, act="closing.close_as_duplicate",
        guards=(
            _ANSWER_LEFT,
            *_by_act(
                "survivor_lacks_right", "survivor_closed", "survivor_is_later", "survivor_of_another_person", "survivor_for_other_period"
            ),
        ),
        clock="the clocks of the later one are superseded, never lost; those of the earlier one run on",
    ),
    Transition(
        step=Step.T26, book=((B.RECEIVED,), B.CLOSED), sources=_NOT_BEGUN, target=S.IN_PROGRESS,
        act="intake.decide_law",
        guards=_by_act("reason_missing", "law_decided_already"), clock="met by the denial that says so",
    ),
    Transition(
        step=Step.T27, book=((B.IN_PROGRESS,), B.IN_PROGRESS), sources=OPEN_STATUSES, target=None, act="fraud_hold.place_fraud_hold",
        guards=(
            _when("on_hold_already", lambda facts: facts.on_fraud_hold),
            _words("hold_note_missing", "note"),
            *_by_act("not_on_hold", "second_person_needed", "letter_in_batch"),
        ),
    ),
    Transition(
        step=Step.T28, book=((B.IN_PROGRESS,), B.REVIEW), sources=frozenset({S.RECEIVED, *BEFORE_REVIEW}), target=S.IN_PROGRESS,
        act="fraud_hold.uphold_fraud",
        guards=(
            _when("not_on_hold", lambda facts: not facts.on_fraud_hold), _words("facts_missing", "facts"), _LAW_UNDECIDED,
            _ANSWER_UNDER_WAY,
        ),
    ),
    Transition(
        step=Step.T29, book=((B.CLOSED,), B.REOPENED), sources=frozenset({S.CLOSED}), target=S.IN_PROGRESS, act="closing.reopen_request",
        guards=(_when("request_not_closed", lambda facts: facts.status is not S.CLOSED), _words("reason_missing", "reason")),
        clock="the receipt stands: unmet clocks run again as if never stopped; what closing started is superseded",
    ),
    Transition(
        step=Step.T30, book=((B.CLOSED,), B.APPEAL), sources=frozenset({S.CLOSED}), target=S.IN_PROGRESS, act="closing.reopen_request",
        guards=(_when("request_not_closed", lambda facts: facts.status is not S.CLOSED),),
    ),
    Transition(
        step=Step.T31, book=((B.APPEAL,), B.REVIEW), sources=frozenset({S.CLOSED}), target=S.IN_PROGRESS, act="closing.reopen_request",
        guards=_by_act("second_person_needed"),
    ),
    Transition(
        step=Step.T32, book=((B.CLOSED,), B.ARCHIVED), sources=frozenset({S.CLOSED}), target=None, act="life.live_request",
        guards=_by_act("request_closed"),
    ),
    Transition(
        step=Step.T33, book=((B.ARCHIVED,), B.PURGED), sources=frozenset({S.CLOSED}), target=None, act="retention.destroy_record",
        guards=(
            _when("record_on_legal_hold", lambda facts: facts.on_legal_hold),
            _when("record_still_kept", lambda facts: not facts.given.retention_over),
            *_by_act("second_person_needed", "record_destroyed"),
        ),
        clock="retention met; every other day stays as it was",
    ),
    Transition(
        step=Step.T34, book=((B.SENT,), B.REOPENED), sources=frozenset({S.ANSWERED, S.CLOSED}), target=S.IN_PROGRESS,
        act="dispatch.record_return",
        guards=_by_act("not_dispatched", "returned_already", "return_before_dispatch", "return_in_future", "reason_missing"),
        clock="the first dispatch keeps its day; what closing started is superseded",
    ),
    Transition(
        step=Step.T35, book=((B.RECEIVED,), B.RECEIVED), sources=_ANY, target=None, act="added_rights.add_right",
        guards=(
            _when("case_is_draft", lambda facts: facts.is_draft),
            _words("statement_missing", "statement"),
            *_by_act("right_asked_already", "asked_before_case", "receipt_in_future", "right_not_in_force"),
        ),
        clock="a right asked later counts from the day it was asked; one that was in the first contact counts from that",
    ),
)  # fmt: skip

_BY_STEP = {one.step: one for one in TRANSITIONS}


def transition(step: Step) -> Transition:
    return _BY_STEP[step]


def refusal(step: Step, facts: LifeFacts) -> DomainError | None:
    """Return the first guard of the transition that these facts break, or None."""
    for guard in _BY_STEP[step].guards:
        found = guard.looks_at(facts) if guard.looks_at is not None else None
        if found is not None:
            return found
    return None


def check_step(step: Step, facts: LifeFacts) -> None:
    """Refuse what a guard of the transition forbids.

    Raises:
        DomainError: the guard's code.
    """
    found = refusal(step, facts)
    if found is not None:
        raise found


def check_move(step: Step, facts: LifeFacts, target: RequestStatus) -> None:
    """Refuse a move that the table does not have, and what a guard of the transition forbids.

    Raises:
        DomainError: the guard's code; ``move_not_in_table``.
    """
    check_step(step, facts)
    row = _BY_STEP[step]
    if facts.status not in row.sources or row.target is not target:
        raise DomainError("move_not_in_table", step=step, source=facts.status, target=target)
