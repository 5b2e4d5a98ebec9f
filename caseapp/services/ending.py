"""How a request ends: closed once its answer left and no place is open, with the clocks that closing starts."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Request, received_on
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadlines import DeadlineKind, due_dates_on_closing
from caseapp.domain.letters import LetterState
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.transitions import NOTHING_GIVEN, Given, Step, refusal
from caseapp.domain.verification import ONLY_TO_VERIFY
from caseapp.services.answers import is_companion
from caseapp.services.clocks import UNMET, add_deadline, regime_of
from caseapp.services.desk import Desk
from caseapp.services.life import facts_of, take_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def close_when_done(uow: UnitOfWork, desk: Desk, request_id: str) -> None:
    """Close an answered request as soon as no place is open (T22, T23)."""
    request = uow.requests.get(request_id)
    # A companion that has not left is owed still; letters that were only begun for an answer already given are not.
    if request.status is not RequestStatus.ANSWERED:
        return
    owed = any(is_owed(uow, request, letter) for letter in uow.letters.where(case_id=request.case_id))
    if refusal(Step.T23, facts_of(uow, request, given=Given(companion_owed=owed))) is None:
        close(uow, desk, request, Step.T23, request.disposition or Disposition.FULFILLED)


def is_owed(uow: UnitOfWork, request: Request, letter: Letter) -> bool:
    """Say whether this letter is the categories that accompany an answer, and has not left."""
    return (
        request.id in letter.request_ids
        and is_companion(request, letter.kind)
        and letter.state is not LetterState.VOIDED
        and not uow.dispatches.where(letter_id=letter.id)
    )


def close(uow: UnitOfWork, desk: Desk, request: Request, step: Step, disposition: Disposition, given: Given = NOTHING_GIVEN) -> Request:
    """Close a request today and set its purge, no-asking-again and retention dates (11 CCR 7060(d), 7026(k), 7101).

    The record is kept at least 24 months from then, and nothing removes it: invariant I8.
    """
    today = desk.today()
    case = uow.cases.get(request.case_id)
    closed = take_step(uow, replace(request, closed_on=today), step, RequestStatus.CLOSED, ends_as=disposition, given=given)
    for due in due_dates_on_closing(
        regime_of(desk, case, request), desk.rulebook.lists, request.type, received_on=received_on(case, request), closed_on=today
    ):
        # What was said to verify one right serves the others of the case: its clock starts with the last of them.
        if due.kind is not DeadlineKind.VERIFICATION_PURGE or not _values_needed(uow, case.id):
            add_deadline(uow, case.id, request.id, due)
    set_purge_day(uow, case.id)
    record(
        uow,
        desk,
        "request_closed",
        case_id=case.id,
        thing="request",
        thing_id=request.id,
        facts={"disposition": disposition, "closed_on": today},
    )
    return closed


def set_purge_day(uow: UnitOfWork, case_id: str) -> None:
    """Say on which day what was said and shown only to verify is destroyed: once no right needs it any more (11 CCR 7060(d)).

    Declarations, permissions and court papers are part of the record and stay as long as it does (7062(c), 7101; rulebook 4.1(b)).
    """
    days = [one.plan_by_on for one in uow.deadlines.where(case_id=case_id, kind=DeadlineKind.VERIFICATION_PURGE) if one.state in UNMET]
    purge_on = max(days) if days and not _values_needed(uow, case_id) else None
    for document in uow.documents.where(case_id=case_id):
        wanted = purge_on if document.kind in ONLY_TO_VERIFY else None
        if document.purge_on != wanted:
            uow.documents.replace(replace(document, purge_on=wanted))
    for claim in uow.claimed_values.where(case_id=case_id):
        if claim.purge_on != purge_on:
            uow.claimed_values.replace(replace(claim, purge_on=purge_on))


def _values_needed(uow: UnitOfWork, case_id: str) -> bool:
    """Say whether some right of the case is still verified or answered with what the caller said."""
    verified = [one for one in uow.requests.where(case_id=case_id) if one.type not in NEVER_VERIFIED]
    return any(one.status is not RequestStatus.CLOSED for one in verified)
