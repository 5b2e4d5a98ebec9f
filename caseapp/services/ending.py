"""How a request ends: closed once its answer left and no place is open, with the clocks that closing starts."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Request
from caseapp.domain.deadlines import due_dates_on_closing
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.work import WORK_ENDED
from caseapp.services.clocks import add_deadline, regime_of
from caseapp.services.desk import Desk
from caseapp.services.life import move_request
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def close_when_done(uow: UnitOfWork, desk: Desk, request_id: str) -> None:
    """Close an answered request as soon as no place is open (T22, T23)."""
    request = uow.requests.get(request_id)
    open_places = [item for item in uow.work_items.where(request_id=request_id) if item.state not in WORK_ENDED]
    if request.status is RequestStatus.ANSWERED and request.returned_on is None and not open_places:
        close(uow, desk, request, request.disposition or Disposition.FULFILLED)


def close(uow: UnitOfWork, desk: Desk, request: Request, disposition: Disposition) -> Request:
    """Close a request today and set its purge, no-asking-again and retention dates (11 CCR 7060(d), 7026(k), 7101)."""
    today = desk.today()
    case = uow.cases.get(request.case_id)
    closed = move_request(uow, replace(request, disposition=disposition, closed_on=today), RequestStatus.CLOSED)
    for due in due_dates_on_closing(
        regime_of(desk, case), desk.rulebook.lists, request.type, received_on=case.received_on, closed_on=today
    ):
        add_deadline(uow, case.id, request.id, due)
    for claim in uow.claimed_values.where(case_id=case.id):
        if claim.purge_on is None:
            uow.claimed_values.replace(replace(claim, purge_on=today))
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
