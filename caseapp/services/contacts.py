"""Contacts that are no new request: about an existing case, or a question. They tell number, stage and date, nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caseapp.domain.case import Contact, ContactKind, parse_case_number
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.status import RequestStatus
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import UNMET
from caseapp.services.desk import Desk, new_id
from caseapp.services.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class SayableState:
    """What may be said on the phone about a case to anybody: its number, its stage, its next date."""

    case_id: str
    number: str
    stages: tuple[RequestStatus, ...]
    next_on: date | None


def sayable_state(desk: Desk, number_text: str) -> SayableState:
    """Return what may be said about the case with this number.

    Raises:
        DomainError: ``case_number_unreadable`` or ``case_number_unknown`` at ``number``.
    """
    desk.require(Act.TAKE_REQUESTS)
    number = parse_case_number(number_text)
    if number is None:
        raise DomainError("case_number_unreadable", "number")
    case_id = desk.queries.case_id_of(number)
    if case_id is None:
        raise DomainError("case_number_unknown", "number", number=number)
    with desk.uow() as uow:
        requests = uow.requests.where(case_id=case_id)
        days = [one.last_day_on for one in uow.deadlines.where(case_id=case_id) if one.state in UNMET]
    return SayableState(
        case_id=case_id, number=number, stages=tuple(request.status for request in requests), next_on=min(days, default=None)
    )


def log_contact(
    desk: Desk,
    *,
    kind: ContactKind,
    channel: Channel,
    started_at: datetime,
    line_id: str = "",
    caller_number: str = "",
    case_id: str | None = None,
    topic: str = "",
    seconds: int = 0,
) -> ChangeSet:
    """Log a contact. One about a case names the case; a question names its topic.

    Raises:
        DomainError: ``case_missing`` or ``topic_missing``.
    """
    desk.require(Act.TAKE_REQUESTS)
    if kind is ContactKind.ABOUT_CASE and case_id is None:
        raise DomainError("case_missing", "number")
    if kind is ContactKind.QUESTION and not topic.strip():
        raise DomainError("topic_missing", "topic")
    with desk.uow() as uow:
        contact = uow.contacts.add(
            Contact(
                id=new_id(),
                kind=kind,
                channel=channel,
                at=started_at,
                operator_id=desk.operator.id,
                case_id=case_id,
                line_id=line_id or None,
                caller_number=caller_number,
                topic=topic,
                seconds=seconds,
            )
        )
        record(uow, desk, "contact_logged", case_id=case_id, thing="contact", thing_id=contact.id, facts={"kind": kind, "seconds": seconds})
        uow.commit()
    return changed("cases", case_id=case_id, created_id=contact.id)
