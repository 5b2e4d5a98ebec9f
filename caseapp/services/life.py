"""The one place where a request changes its status or its disposition: by a step of the table, with what the record says as its facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseapp.domain.case import Case, Request, Task, TaskCode
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import Fee, FeeState
from caseapp.domain.hold import Hold, HoldKind, keeps, stands
from caseapp.domain.letters import LetterKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.transitions import NOTHING_GIVEN, Given, LifeFacts, Step, check_move, check_step
from caseapp.domain.work import WORK_ENDED, Decision, DecisionOutcome
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork

GIVES_NOTHING = frozenset({LetterKind.UNVERIFIED, LetterKind.SERVICE_PROVIDER})
"""These answers give nothing, whatever was decided for a letter that goes beside them."""

REFUSALS = frozenset({LetterKind.DENIAL, LetterKind.DELETE_REFUSED, LetterKind.CORRECT_REFUSED, LetterKind.FEE_REFUSED})

UNDO_THE_END = frozenset({Step.T29, Step.T30})


def take_step(
    uow: UnitOfWork,
    request: Request,
    step: Step,
    target: RequestStatus,
    *,
    ends_as: Disposition | None = None,
    kind: LetterKind | None = None,
    given: Given = NOTHING_GIVEN,
) -> Request:
    """Move a request by a step of the table and store it with whatever else was changed in the value given.

    Args:
        ends_as: the disposition, where the step answers or ends the request.
        kind: the letter that goes with the step.
        given: what the act brings with it and the record does not hold yet.

    Raises:
        DomainError: the code of the guard that is broken; ``move_not_in_table``.
    """
    check_move(step, facts_of(uow, request, kind=kind, given=given), target)
    disposition = None if step in UNDO_THE_END else ends_as or request.disposition
    return uow.requests.replace(replace(request, status=target, disposition=disposition))


def may_step(uow: UnitOfWork, request: Request, step: Step, *, kind: LetterKind | None = None, given: Given = NOTHING_GIVEN) -> None:
    """Refuse what a guard of the step forbids; for steps that change a fact beside the status.

    Raises:
        DomainError: the code of the guard that is broken.
    """
    check_step(step, facts_of(uow, request, kind=kind, given=given))


def facts_of(uow: UnitOfWork, request: Request, *, kind: LetterKind | None = None, given: Given = NOTHING_GIVEN) -> LifeFacts:
    """Return what the record says of a request, for the guards of the table."""
    case = uow.cases.get(request.case_id)
    holds = uow.holds.where(case_id=case.id)
    decisions = uow.decisions.where(request_id=request.id)
    places = uow.work_items.where(request_id=request.id)
    fee = standing_fee(uow.fees.where(request_id=request.id))
    grants = _grants(request, decisions, kind)
    return LifeFacts(
        type=request.type,
        status=request.status,
        is_draft=case.is_draft,
        law_undecided=case.law_undecided,
        on_fraud_hold=stands(holds, HoldKind.FRAUD) is not None,
        is_verified=request.verified_on is not None,
        is_unverifiable=request.unverifiable_on is not None,
        has_client=request.client_id is not None,
        grants=grants,
        grants_kept=grants and erases_what_is_kept(request, decisions, holds),
        on_legal_hold=stands(holds, HoldKind.LEGAL) is not None,
        fee=fee.state if fee is not None else None,
        work_ended_somewhere=any(place.state in WORK_ENDED for place in places),
        places_open=any(place.state not in WORK_ENDED for place in places),
        returned=request.returned_on is not None,
        given=given,
    )


def review_step(uow: UnitOfWork, request: Request, kind: LetterKind) -> Step:
    """Return the step by which an answer of this kind goes to review."""
    if kind is LetterKind.UNVERIFIED:
        return Step.T9
    if kind is LetterKind.SERVICE_PROVIDER:
        return Step.T12
    fee = standing_fee(uow.fees.where(request_id=request.id))
    refused_for_fee = fee is not None and fee.state in (FeeState.DECLINED, FeeState.UNANSWERED)
    return Step.T17 if refused_for_fee and kind in REFUSALS else Step.T18


def standing_fee(fees: tuple[Fee, ...]) -> Fee | None:
    """Return the fee of a request; there is one at most."""
    return fees[-1] if fees else None


def erases_what_is_kept(request: Request, decisions: tuple[Decision, ...], holds: tuple[Hold, ...]) -> bool:
    """Say whether a deletion was granted for a category that a legal hold keeps."""
    hold = stands(holds, HoldKind.LEGAL)
    granted = [one.category for one in decisions if one.outcome is DecisionOutcome.GRANTED]
    return request.type is RequestType.DELETE and any(keeps(hold, category) for category in granted)


def _grants(request: Request, decisions: tuple[Decision, ...], kind: LetterKind | None) -> bool:
    if kind in GIVES_NOTHING:
        return False
    if not decisions:
        return request.type in NEVER_VERIFIED
    return any(one.outcome is DecisionOutcome.GRANTED for one in decisions)


def outdating_letters(case: Case) -> Case:
    """Return the case with everything written so far older than it: something that letters print, or where they go, changes."""
    return replace(case, letters_version=case.letters_version + 1)


def touch_case(uow: UnitOfWork, case_id: str) -> Case:
    """Store that something a letter prints has changed beside the case itself: letters written from it are older than it."""
    return uow.cases.replace(outdating_letters(uow.cases.get(case_id)))


def add_task(
    uow: UnitOfWork, desk: Desk, case_id: str, code: TaskCode, *, for_role: str, note: str = "", due_on: date | None = None
) -> Task:
    """Add a task; it is due today where no other day is given."""
    day = due_on or desk.today()
    return uow.tasks.add(Task(id=new_id(), case_id=case_id, code=code, for_role=for_role, due_on=day, created_at=desk.now_at(), note=note))


def live_request(uow: UnitOfWork, request_id: str) -> tuple[Case, Request]:
    """Return a request that is no draft and not closed, with its case.

    Raises:
        DomainError: ``case_is_draft`` or ``request_closed``.
    """
    request = uow.requests.get(request_id)
    case = uow.cases.get(request.case_id)
    if case.is_draft:
        raise DomainError("case_is_draft")
    if request.status is RequestStatus.CLOSED:
        raise DomainError("request_closed")
    return case, request
