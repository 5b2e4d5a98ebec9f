"""Endings without an answer letter, and taking a closed request up again. Silence never ends a request."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Request, TaskCode, parse_case_number
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act, Role
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, set_state, take_up_clocks
from caseapp.services.desk import Desk
from caseapp.services.ending import close, set_purge_day
from caseapp.services.life import add_task, live_request, move_request
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import take_letters_back

ALL_UNMET_KINDS = ANSWER_KINDS | {DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.FEE_ANSWER}


def withdraw_request(desk: Desk, request_id: str, *, statement: str) -> ChangeSet:
    """Close a request because the consumer said so in words that are kept (T24).

    Raises:
        DomainError: ``statement_missing`` at ``statement``: never for silence; ``answer_left_already``; ``letter_in_batch``.
    """
    desk.require(Act.DECIDE)
    if not statement.strip():
        raise DomainError("statement_missing", "statement")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        if request.status is RequestStatus.ANSWERED:
            raise DomainError("answer_left_already")
        _end_without_answer(uow, desk, request, Disposition.WITHDRAWN, reason=statement)
        record(uow, desk, "withdrawn", case_id=case.id, thing="request", thing_id=request_id, reason=statement)
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def close_as_duplicate(desk: Desk, request_id: str, *, survivor_number: str) -> ChangeSet:
    """Close a request because an open case already asks the same; the survivor must have the earlier receipt (T25).

    Raises:
        DomainError: ``case_number_unreadable``, ``case_number_unknown``, ``survivor_lacks_right``,
            ``survivor_is_later``, ``survivor_closed``, ``answer_left_already``, ``letter_in_batch``.
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
        if request.status is RequestStatus.ANSWERED:
            raise DomainError("answer_left_already")
        survivor = uow.cases.get(survivor_id)
        twins = [one for one in uow.requests.where(case_id=survivor_id) if one.type is request.type]
        if not twins:
            raise DomainError("survivor_lacks_right", "number", number=number)
        if twins[0].status is RequestStatus.CLOSED:
            raise DomainError("survivor_closed", "number", number=number)
        if survivor.received_at > case.received_at:
            raise DomainError("survivor_is_later", "number", number=number)
        _end_without_answer(uow, desk, request, Disposition.DUPLICATE, reason=number)
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
        ended_without_answer = request.answered_on is None
        move_request(uow, replace(request, closed_on=None, disposition=None), RequestStatus.IN_PROGRESS)
        closing_kinds = {DeadlineKind.RETENTION, DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK}
        set_state(uow, request_id, closing_kinds, DeadlineState.SUPERSEDED)
        if ended_without_answer:
            take_up_clocks(uow, desk, request_id)
        set_purge_day(uow, request.case_id)
        add_task(uow, desk, request.case_id, TaskCode.OTHER, for_role=Role.PRIVACY_OFFICER, note=reason.strip())
        record(uow, desk, "request_reopened", case_id=request.case_id, thing="request", thing_id=request_id, reason=reason)
        uow.commit()
    return changed("cases", "deadlines", "tasks", case_id=request.case_id)


def _end_without_answer(uow: UnitOfWork, desk: Desk, request: Request, disposition: Disposition, *, reason: str) -> None:
    """Close a request, with nothing of it left in the queue, no clock running and no task that has lost its object."""
    take_letters_back(uow, desk, request.id, reason=reason)
    set_state(uow, request.id, ALL_UNMET_KINDS, DeadlineState.NOT_APPLICABLE)
    close(uow, desk, uow.requests.get(request.id), disposition)
    if any(one.status is not RequestStatus.CLOSED for one in uow.requests.where(case_id=request.case_id)):
        return
    for task in uow.tasks.where(case_id=request.case_id):
        if task.done_at is None and task.code in (TaskCode.DECIDE_LAW, TaskCode.CHECK_AUTHORITY, TaskCode.CONFIRM_RECEIPT):
            uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id))
