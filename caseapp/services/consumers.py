"""Linking cases of one person: a person's decision that can be taken back. What lasts stands with the consumer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.case import Case
from caseapp.domain.errors import DomainError
from caseapp.domain.lookback import KnowCount, know_count
from caseapp.domain.operators import Act
from caseapp.domain.people import Consumer
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.intake_form import IntakeForm
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.views import RepeatEntry

REGIME_ID = "us_ca"
COMPLIED = frozenset({Disposition.FULFILLED, Disposition.FULFILLED_IN_PART})
KNOW = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC})


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierCase:
    """Another case of the same consumer: what an agent may see of it."""

    case_id: str
    number: str
    received_on: date
    types: tuple[RequestType, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowNotice:
    """Earlier requests to know that may be of the same person and were answered in the twelve months before.

    Attributes:
        cases: number and day of receipt of each, the oldest first.
        count: what the law makes of them, should an officer find that they are of one person.
    """

    cases: tuple[tuple[str, date], ...]
    count: KnowCount


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumerSheet:
    """What is known of the consumer a case is linked to.

    Attributes:
        cases: the other cases of the consumer, the newest first.
        know: the count of answered requests to know before this one; None when this case asks nothing of the kind. It permits an
            officer to refuse and obliges nobody (Civ. Code 1798.130(b)).
    """

    consumer_id: str
    language: str
    letter_format: str
    cases: tuple[EarlierCase, ...]
    know: KnowCount | None


def link_consumer(desk: Desk, case_id: str, other_case_id: str) -> ChangeSet:
    """Decide that two cases are of the same consumer. Language and format of the older choice come along with the consumer.

    Raises:
        DomainError: ``same_case``; ``linked_to_another``: both have a consumer of their own, so one link is taken back first;
            ``linked_already``.
    """
    desk.require(Act.LINK_CONSUMERS)
    if case_id == other_case_id:
        raise DomainError("same_case", "number")
    with desk.uow() as uow:
        case, other = uow.cases.get(case_id), uow.cases.get(other_case_id)
        if case.consumer_id is not None and case.consumer_id == other.consumer_id:
            raise DomainError("linked_already", "number")
        if case.consumer_id is not None and other.consumer_id is not None:
            raise DomainError("linked_to_another", "number", number=other.number)
        consumer_id = other.consumer_id or case.consumer_id
        if consumer_id is None:
            fresh = Consumer(id=new_id(), language=other.reply_language, letter_format=other.reply_format)
            consumer_id = uow.consumers.add(fresh).id
        for one in (case, other):
            if one.consumer_id is None:
                uow.cases.replace(replace(one, consumer_id=consumer_id))
                record(
                    uow, desk, "consumer_linked", case_id=one.id, thing="consumer", thing_id=consumer_id,
                    facts={"with": (other if one is case else case).number},
                )  # fmt: skip
        uow.commit()
    return ChangeSet(case_ids=frozenset({case_id, other_case_id}), areas=frozenset({"cases"}))


def unlink_consumer(desk: Desk, case_id: str, *, reason: str) -> ChangeSet:
    """Take a link back: this case is of another person. The other cases stay linked.

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``not_linked``.
    """
    desk.require(Act.LINK_CONSUMERS)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.consumer_id is None:
            raise DomainError("not_linked")
        uow.cases.replace(replace(case, consumer_id=None))
        record(uow, desk, "consumer_unlinked", case_id=case_id, thing="consumer", thing_id=case.consumer_id, reason=reason)
        uow.commit()
    return changed("cases", case_id=case_id)


def consumer_sheet(desk: Desk, case_id: str) -> ConsumerSheet | None:
    """Return what is known of the consumer of a case, or None while it is linked to nobody."""
    desk.require(Act.SEE_CASES)
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        consumer = uow.consumers.find(case.consumer_id) if case.consumer_id is not None else None
        if consumer is None:
            return None
        others = [one for one in uow.cases.where(consumer_id=consumer.id) if one.id != case_id]
        cases = tuple(_earlier(uow, one) for one in sorted(others, key=lambda one: (one.received_on, one.number), reverse=True))
        asks_to_know = any(request.type in KNOW for request in uow.requests.where(case_id=case_id))
    return ConsumerSheet(
        consumer_id=consumer.id,
        language=consumer.language,
        letter_format=consumer.letter_format,
        cases=cases,
        know=_count(desk, case, consumer.id) if asks_to_know else None,
    )


def know_notice(desk: Desk, form: IntakeForm, repeats: Sequence[RepeatEntry], received_on: date) -> KnowNotice | None:
    """Return what counts towards "twice in twelve months" among cases that may be of the same person; None when nothing does.

    It refuses nothing: an agent takes every request, and an officer decides (Civ. Code 1798.130(b), section 1798.110 and 1798.115 only).
    """
    desk.require(Act.TAKE_REQUESTS)
    if KNOW.isdisjoint(form.request_types()) or not repeats:
        return None
    with desk.uow() as uow:
        answered = [
            (entry.number, entry.received_on)
            for entry in repeats
            if any(one.type in KNOW and one.disposition in COMPLIED for one in uow.requests.where(case_id=entry.case_id))
        ]
    count = know_count(desk.rulebook.regime_for(REGIME_ID, received_on), [on for _, on in answered], received_on)
    if not count.counted:
        return None
    counted = tuple(sorted(((number, on) for number, on in answered if on in count.counted), key=lambda one: one[1]))
    return KnowNotice(cases=counted, count=count)


def remember_reply(uow: UnitOfWork, case: Case) -> None:
    """Keep language and format chosen last with the consumer, for later cases (11 CCR 7003)."""
    consumer = uow.consumers.find(case.consumer_id) if case.consumer_id is not None else None
    if consumer is not None and (consumer.language, consumer.letter_format) != (case.reply_language, case.reply_format):
        uow.consumers.replace(replace(consumer, language=case.reply_language, letter_format=case.reply_format))


def _count(desk: Desk, case: Case, consumer_id: str) -> KnowCount:
    regime = desk.rulebook.regime_version(case.regime_id, case.regime_version)
    answered = desk.queries.know_answered_on(consumer_id, except_case_id=case.id)
    return know_count(regime, answered, case.received_on)


def _earlier(uow: UnitOfWork, case: Case) -> EarlierCase:
    requests = sorted(uow.requests.where(case_id=case.id), key=lambda request: request.position)
    types = tuple(dict.fromkeys(request.type for request in requests))
    return EarlierCase(case_id=case.id, number=case.number, received_on=case.received_on, types=types)
