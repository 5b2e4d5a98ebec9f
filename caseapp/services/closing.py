"""Endings without an answer letter, and taking a closed request up again. Silence never ends a request."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import parse_case_number
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, set_state
from caseapp.services.desk import Desk
from caseapp.services.ending import close
from caseapp.services.life import live_request, move_request
from caseapp.services.record import record

ALL_UNMET_KINDS = ANSWER_KINDS | {DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.FEE_ANSWER}


def withdraw_request(desk: Desk, request_id: str, *, statement: str) -> ChangeSet:
    """Close a request because the consumer said so in words that are kept (T24).

    Raises:
        DomainError: ``statement_missing`` at ``statement``: never for silence.
    """
    desk.require(Act.DECIDE)
    if not statement.strip():
        raise DomainError("statement_missing", "statement")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        if request.status is RequestStatus.ANSWERED:
            raise DomainError("answer_left_already")
        set_state(uow, request_id, ALL_UNMET_KINDS, DeadlineState.NOT_APPLICABLE)
        close(uow, desk, request, Disposition.WITHDRAWN)
        record(uow, desk, "withdrawn", case_id=case.id, thing="request", thing_id=request_id, reason=statement)
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def close_as_duplicate(desk: Desk, request_id: str, *, survivor_number: str) -> ChangeSet:
    """Close a request because an open case already asks the same; the survivor must have the earlier receipt (T25).

    Raises:
        DomainError: ``case_number_unreadable``, ``case_number_unknown``, ``survivor_lacks_right``,
            ``survivor_is_later``, ``survivor_closed``.
    """
    desk.require(Act.DECIDE)
    number = parse_case_number(survivor_number)
    if number is None:
        raise DomainError("case_number_unreadable", "number")
    survivor_id = desk.queries.case_id_of(number)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        if survivor_id is None or survivor_id == case.id:
            raise DomainError("case_number_unknown", "number", number=number)
        survivor = uow.cases.get(survivor_id)
        twins = [one for one in uow.requests.where(case_id=survivor_id) if one.type is request.type]
        if not twins:
            raise DomainError("survivor_lacks_right", "number", number=number)
        if twins[0].status is RequestStatus.CLOSED:
            raise DomainError("survivor_closed", "number", number=number)
        if survivor.received_at > case.received_at:
            raise DomainError("survivor_is_later", "number", number=number)
        set_state(uow, request_id, ALL_UNMET_KINDS, DeadlineState.NOT_APPLICABLE)
        close(uow, desk, request, Disposition.DUPLICATE)
        record(uow, desk, "joined_as_duplicate", case_id=case.id, thing="request", thing_id=request_id, facts={"survivor": number})
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def reopen_request(desk: Desk, request_id: str, *, reason: str) -> ChangeSet:
    """Take a closed request up again: new papers, a complaint, an error (T29). The original receipt stands.

    Raises:
        DomainError: ``reason_missing`` or ``request_not_closed``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        request = uow.requests.get(request_id)
        if request.status is not RequestStatus.CLOSED:
            raise DomainError("request_not_closed")
        move_request(uow, replace(request, closed_on=None, disposition=None), RequestStatus.IN_PROGRESS)
        closing_kinds = {DeadlineKind.RETENTION, DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK}
        set_state(uow, request_id, closing_kinds, DeadlineState.SUPERSEDED)
        for claim in uow.claimed_values.where(case_id=request.case_id):
            uow.claimed_values.replace(replace(claim, purge_on=None))
        record(uow, desk, "request_reopened", case_id=request.case_id, thing="request", thing_id=request_id, reason=reason)
        uow.commit()
    return changed("cases", "deadlines", case_id=request.case_id)
