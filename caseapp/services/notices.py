"""Letters to a business: the place that has to be told of a request, the client whose data it is, the source of wrong data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseapp.domain.business_contacts import contact_of
from caseapp.domain.case import Request
from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import NOTICES, LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.postal import lines_of_address
from caseapp.domain.request_type import RequestType
from caseapp.domain.work import Decision, DecisionOutcome, PlaceKind, WorkItem, WorkState
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import name_for_a_new_letter

_OF_TYPE: dict[RequestType, LetterKind] = {
    RequestType.DELETE: LetterKind.NOTICE_DELETE,
    RequestType.CORRECT: LetterKind.NOTICE_CORRECT,
    RequestType.OPT_OUT: LetterKind.NOTICE_OPT_OUT,
    RequestType.LIMIT: LetterKind.NOTICE_LIMIT,
}

_AFTER_DECISION = frozenset({LetterKind.NOTICE_DELETE, LetterKind.NOTICE_CORRECT, LetterKind.NOTICE_SOURCE})

HOUSE_LANGUAGE = "en"
"""Businesses are written to in the language of the house; the consumer's choice is about the consumer's letters."""


def notice_kind(request: Request, place: WorkItem) -> LetterKind | None:
    """Return the letter by which a place is told, or None where a place is ours or only searched."""
    if place.place is PlaceKind.BUSINESS_CLIENT:
        return LetterKind.CLIENT_TRANSFER
    if place.place is PlaceKind.SOURCE:
        return LetterKind.NOTICE_SOURCE if request.type is RequestType.CORRECT else None
    return None if place.place is PlaceKind.SYSTEM_OF_RECORD else _OF_TYPE.get(request.type)


def places_to_write_to(request: Request, places: Iterable[WorkItem], decisions: Iterable[Decision]) -> tuple[WorkItem, ...]:
    """Return the places of a request that a letter can go to now."""
    granted = any(one.request_id == request.id and one.outcome is DecisionOutcome.GRANTED for one in decisions)
    kinds = ((place, notice_kind(request, place)) for place in places if place.request_id == request.id)
    return tuple(place for place, kind in kinds if kind is not None and (granted or kind not in _AFTER_DECISION))


def draft_notice(desk: Desk, work_item_id: str) -> ChangeSet:
    """Draft the letter that tells a place what the consumer asked (L-14b, L-20, L-20b, L-23, L-24b, L-26b, L-26c).

    A client's address is taken from its contact lines, any other business's from the organisation's list; a letter without address
    goes by e-mail or by hand. When it has left, the place counts as asked.

    Raises:
        DomainError: ``place_is_not_told`` for our own systems; ``notice_needs_decision`` before a deletion or correction is granted;
            ``notice_drafted_already``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        place = uow.work_items.get(work_item_id)
        request = uow.requests.get(place.request_id)
        kind = notice_kind(request, place)
        if kind is None:
            raise DomainError("place_is_not_told")
        granted = uow.decisions.where(request_id=request.id, outcome=DecisionOutcome.GRANTED)
        if kind in _AFTER_DECISION and not granted:
            raise DomainError("notice_needs_decision")
        letter = _add(uow, desk, request, kind, place.name, address_of_business(uow, request, kind, place.name))
        uow.commit()
    return changed("cases", "letters", case_id=request.case_id, created_id=letter.id, letter_id=letter.id)


def address_of_business(uow: UnitOfWork, request: Request, kind: LetterKind, name: str) -> tuple[str, ...]:
    """Return the lines of the address a letter to a business goes to; none where nobody has written one down.

    The address that holds today is taken, not that of the revision the case began with.
    """
    if kind is LetterKind.CLIENT_TRANSFER:
        client = uow.clients.find(request.client_id) if request.client_id else None
        return lines_of_address(client.contact_lines[0]) if client and client.contact_lines else ()
    contact = contact_of(uow.current_organisation().business_contacts, name)
    return contact.lines if contact else ()


def email_of_business(desk: Desk, letter_id: str) -> str:
    """Return the e-mail address of the business a letter goes to; empty where nobody has written one down."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        request = uow.requests.get(letter.request_ids[0])
        if letter.kind is LetterKind.CLIENT_TRANSFER:
            client = uow.clients.find(request.client_id) if request.client_id else None
            return next((line for line in client.contact_lines if "@" in line and " " not in line), "") if client else ""
        contact = contact_of(uow.current_organisation().business_contacts, letter.addressee_name)
    return contact.email if contact else ""


def notice_left(uow: UnitOfWork, letter: Letter, on: date) -> None:
    """Count the place as asked on the day its letter left."""
    for request_id in letter.request_ids:
        for place in uow.work_items.where(request_id=request_id, name=letter.addressee_name):
            if place.state is WorkState.OPEN:
                uow.work_items.replace(replace(place, state=WorkState.ASKED, asked_on=on))


def _add(uow: UnitOfWork, desk: Desk, request: Request, kind: LetterKind, name: str, lines: tuple[str, ...]) -> Letter:
    case = uow.cases.get(request.case_id)
    for letter in uow.letters.where(case_id=case.id):
        same = letter.kind is kind and request.id in letter.request_ids and letter.addressee_name == name
        if same and letter.state is not LetterState.VOIDED:
            raise DomainError("notice_drafted_already")
    letter = uow.letters.add(
        Letter(
            id=new_id(),
            case_id=case.id,
            request_ids=(request.id,),
            kind=kind,
            language=HOUSE_LANGUAGE,
            format=LetterFormat.LETTER,
            state=LetterState.DRAFT,
            prepared_by=desk.operator.id,
            prepared_at=desk.now_at(),
            addressee_name=name,
            addressee_lines=lines,
            template_version=name_for_a_new_letter(uow, desk, kind, HOUSE_LANGUAGE),
            case_version=case.letters_version,
        )
    )
    assert kind in NOTICES, "a notice goes to a business"
    facts = {"kind": kind, "language": letter.language, "format": letter.format, "requests": 1}
    record(uow, desk, "letter_drafted", case_id=case.id, thing="letter", thing_id=letter.id, facts=facts)
    return letter
