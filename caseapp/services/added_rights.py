"""What a person asks or says later about a case: another right with its own clock, or more about the ones already asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Case, Note, Request, received_on
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import Receipt
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, LifeFacts, Step, check_step
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import start_clocks
from caseapp.services.desk import Desk, new_id
from caseapp.services.drafts import first_level
from caseapp.services.ending import set_purge_day
from caseapp.services.intake import begin_requests
from caseapp.services.life import outdating_letters
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def add_right(
    desk: Desk,
    case_id: str,
    request_type: RequestType,
    *,
    statement: str,
    asked: Receipt | None = None,
    said_by: RequestorKind = RequestorKind.CONSUMER,
    how: Channel = Channel.PHONE,
) -> ChangeSet:
    """Add a right to a case that is there already (T35). Facts of the result: ``received_on``, ``answer_by_on``.

    A right that was asked later has a receipt of its own, the day it was asked, and clocks of its own by the law in force that day; the
    others keep theirs (rulebook 1.2). One that was in the first contact and was only understood now counts from that contact.

    Args:
        asked: when it was asked; None when it was in the first contact.

    Raises:
        DomainError: ``case_is_draft``; ``statement_missing`` or ``secret_number_typed`` at ``statement``; ``right_asked_already`` at
            ``type``; ``asked_before_case`` or ``receipt_in_future`` at ``received``; ``right_not_in_force``, ``calendar_ends``.
    """
    desk.require(Act.TAKE_REQUESTS)
    refuse_blocked_number(statement, "statement")
    if asked is not None and asked.at > desk.now_at():
        raise DomainError("receipt_in_future", "received")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        facts = LifeFacts(type=request_type, status=RequestStatus.RECEIVED, is_draft=case.is_draft, given=Given(words=statement))
        check_step(Step.T35, facts)
        _must_be_new(uow, case, request_type)
        if asked is not None and asked.at < case.received_at:
            raise DomainError("asked_before_case", "received", received_on=case.received_on)
        request = uow.requests.add(_request(uow, desk, case, request_type, asked))
        deadlines = start_clocks(uow, desk, case, request)
        if not deadlines:
            raise DomainError("right_not_in_force", "types", request_type=request_type, on=received_on(case, request))
        record(
            uow, desk, "right_added", case_id=case_id, thing="request", thing_id=request.id, reason=statement,
            facts={"type": request_type, "received_on": received_on(case, request), "said_by": said_by, "how": how},
        )  # fmt: skip
        _keep_words(uow, desk, case_id, statement)
        if not case.law_undecided:
            begin_requests(uow, desk, case, [request])
        set_purge_day(uow, case_id)
        uow.commit()
    return changed(
        "cases", "deadlines", "tasks", case_id=case_id, created_id=request.id, received_on=received_on(case, request),
        answer_by_on=max(one.plan_by_on for one in deadlines),
    )  # fmt: skip


def amend_request(
    desk: Desk,
    case_id: str,
    *,
    statement: str,
    period_from: date | None = None,
    period_until: date | None = None,
    said_by: RequestorKind = RequestorKind.CONSUMER,
    how: Channel = Channel.PHONE,
) -> ChangeSet:
    """Keep what a person adds to or changes about what was asked. The receipt stands, and with it every clock (rulebook 1.2).

    Args:
        statement: what they said now; the words of the first contact stay beside it.
        period_from, period_until: the time asked about, as it is to be from now on.

    Raises:
        DomainError: ``case_is_draft``, ``request_closed``, ``answer_left_already``; ``statement_missing`` or ``secret_number_typed`` at
            ``statement``; ``period_ends_before_start`` or ``period_in_future`` at ``period_until``.
    """
    desk.require(Act.TAKE_REQUESTS)
    if not statement.strip():
        raise DomainError("statement_missing", "statement")
    refuse_blocked_number(statement, "statement")
    if period_from is not None and period_until is not None and period_until < period_from:
        raise DomainError("period_ends_before_start", "period_until")
    if period_until is not None and period_until > desk.today():
        raise DomainError("period_in_future", "period_until")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.is_draft:
            raise DomainError("case_is_draft")
        open_ones = [one for one in uow.requests.where(case_id=case_id) if one.status is not RequestStatus.CLOSED]
        if not open_ones:
            raise DomainError("request_closed")
        if all(one.status is RequestStatus.ANSWERED for one in open_ones):
            raise DomainError("answer_left_already")
        uow.cases.replace(replace(outdating_letters(case), period_from=period_from, period_until=period_until))
        _keep_words(uow, desk, case_id, statement)
        record(
            uow, desk, "request_amended", case_id=case_id, thing="case", thing_id=case_id, reason=statement,
            facts={"said_by": said_by, "how": how, "received_on": case.received_on},
        )  # fmt: skip
        uow.commit()
    return changed("cases", "letters", case_id=case_id)


def _must_be_new(uow: UnitOfWork, case: Case, request_type: RequestType) -> None:
    """Refuse a second open request for one right: what is said later about it amends the first."""
    for one in uow.requests.where(case_id=case.id, type=request_type):
        if one.status is not RequestStatus.CLOSED:
            raise DomainError("right_asked_already", "type", request_type=request_type)


def _request(uow: UnitOfWork, desk: Desk, case: Case, request_type: RequestType, asked: Receipt | None) -> Request:
    regime = desk.rulebook.regime_for(case.regime_id, asked.on) if asked is not None else None
    return Request(
        id=new_id(),
        case_id=case.id,
        type=request_type,
        position=1 + max((one.position for one in uow.requests.where(case_id=case.id)), default=0),
        status=RequestStatus.RECEIVED,
        level=first_level(desk.rulebook, request_type),
        asked_at=asked.at if asked is not None else None,
        asked_on=asked.on if asked is not None else None,
        regime_version=regime.version if regime is not None else "",
    )


def _keep_words(uow: UnitOfWork, desk: Desk, case_id: str, statement: str) -> None:
    uow.notes.add(Note(id=new_id(), case_id=case_id, at=desk.now_at(), operator_id=desk.operator.id, text=statement.strip()))
