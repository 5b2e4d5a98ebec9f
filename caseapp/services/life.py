"""Moves a request along its life and keeps the case version in step."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Case, Request, Task, TaskCode
from caseapp.domain.errors import DomainError
from caseapp.domain.status import RequestStatus, check_move
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork


def move_request(uow: UnitOfWork, request: Request, target: RequestStatus) -> Request:
    """Move a request by the table of moves and store it with whatever else was changed in the value given.

    Raises:
        DomainError: ``never_verified`` or ``move_not_in_table``.
    """
    if request.status is not target:
        check_move(request.type, request.status, target)
    return uow.requests.replace(replace(request, status=target))


def outdating_letters(case: Case) -> Case:
    """Return the case with everything written so far older than it: something that letters print, or where they go, changes."""
    return replace(case, letters_version=case.letters_version + 1)


def touch_case(uow: UnitOfWork, case_id: str) -> Case:
    """Store that something a letter prints has changed beside the case itself: letters written from it are older than it."""
    return uow.cases.replace(outdating_letters(uow.cases.get(case_id)))


def add_task(uow: UnitOfWork, desk: Desk, case_id: str, code: TaskCode, *, for_role: str, note: str = "") -> Task:
    """Add a task that is due today."""
    return uow.tasks.add(
        Task(id=new_id(), case_id=case_id, code=code, for_role=for_role, due_on=desk.today(), created_at=desk.now_at(), note=note)
    )


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
