"""Endings without an answer letter, and taking a closed request up again. Silence never ends a request."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from caseapp.domain.case import Case, Request, TaskCode, parse_case_number, received_at
from caseapp.domain.channel import Channel
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act, Role, SecondPersonAct, check_second_person
from caseapp.domain.people import Party, PartyPart, RequestorKind
from caseapp.domain.status import Disposition, ReopenCause, RequestStatus
from caseapp.domain.transitions import NOTHING_GIVEN, Given, Step
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import UNMET_AT_THE_END, set_state, take_up_clocks
from caseapp.services.desk import Desk
from caseapp.services.ending import close, set_purge_day
from caseapp.services.life import add_task, live_request, may_step, take_step
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import take_letters_back


def withdraw_request(desk: Desk, request_id: str, *, statement: str, said_by: RequestorKind, how: Channel) -> ChangeSet:
    """Close a request because the consumer, or who speaks for the consumer, said so in words that are kept (T24).

    Nothing else ends it: no silence, no date, no step of ours that waits.

    Raises:
        DomainError: ``statement_missing`` at ``statement``: never for silence; ``not_said_by_party`` at ``said_by``: somebody who has
            no part in the case; ``answer_left_already``; ``letter_in_batch``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        has_part = said_by in (RequestorKind.CONSUMER, case.requestor_kind)
        given = Given(words=statement, said_by_party=has_part)
        may_step(uow, request, Step.T24, given=given)
        take_letters_back(uow, desk, request_id, reason=statement)
        set_state(uow, request_id, UNMET_AT_THE_END, DeadlineState.NOT_APPLICABLE)
        fresh = replace(uow.requests.get(request_id), closing_words=statement.strip())
        _end_without_answer(uow, desk, fresh, Step.T24, Disposition.WITHDRAWN, given)
        record(
            uow, desk, "withdrawn", case_id=case.id, thing="request", thing_id=request_id, reason=statement,
            facts={"said_by": said_by, "how": how},
        )  # fmt: skip
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def close_as_duplicate(desk: Desk, request_id: str, *, survivor_number: str) -> ChangeSet:
    """Join a request to an earlier open one of the same person that asks the same right for the same time (T25).

    The earliest receipt survives. The clocks of the later one are superseded: they stay in the record, and run on should this be undone.

    Raises:
        DomainError: ``case_number_unreadable``, ``case_number_unknown``, ``survivor_lacks_right``,
            ``survivor_of_another_person``, ``survivor_for_other_period``, ``survivor_is_later``, ``survivor_closed``,
            ``answer_left_already``, ``letter_in_batch``.
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
        may_step(uow, request, Step.T25)
        survivor = uow.cases.get(survivor_id)
        twin = _twin(uow, case, request, survivor)
        take_letters_back(uow, desk, request_id, reason=number)
        set_state(uow, request_id, UNMET_AT_THE_END, DeadlineState.SUPERSEDED)
        fresh = replace(uow.requests.get(request_id), joined_to_id=twin.id)
        _end_without_answer(uow, desk, fresh, Step.T25, Disposition.DUPLICATE)
        facts = {"survivor": number, "receipt_of_survivor": received_at(survivor, twin).date()}
        record(uow, desk, "joined_as_duplicate", case_id=case.id, thing="request", thing_id=request_id, facts=facts)
        record(uow, desk, "duplicate_joined_here", case_id=survivor.id, thing="request", thing_id=twin.id, facts={"from": case.number})
        uow.commit()
    return ChangeSet(case_ids=frozenset({case.id, survivor_id}), areas=frozenset({"cases", "deadlines"}))


def reopen_request(desk: Desk, request_id: str, *, reason: str, because: ReopenCause) -> ChangeSet:
    """Take a closed request up again: new papers, an error of ours, the consumer answers, mail came back, a complaint (T29).

    The original receipt stands. California has no appeal; after a complaint another person than the one who approved the answer looks
    at it anew, of our own will (T30, T31).

    Raises:
        DomainError: ``reason_missing`` or ``request_not_closed``.
        NotAllowed: ``second_person_needed``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        request = uow.requests.get(request_id)
        ended_without_answer = request.answered_on is None
        bent = because is ReopenCause.COMPLAINT and _looked_at_by_the_same(uow, desk, request)
        fresh = replace(request, closed_on=None, joined_to_id=None, closing_words="")
        take_step(uow, fresh, Step.T29, RequestStatus.IN_PROGRESS, given=Given(words=reason))
        closing_kinds = {DeadlineKind.RETENTION, DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK}
        set_state(uow, request_id, closing_kinds, DeadlineState.SUPERSEDED)
        if ended_without_answer:
            take_up_clocks(uow, desk, request_id)
        set_purge_day(uow, request.case_id)
        add_task(uow, desk, request.case_id, TaskCode.OTHER, for_role=Role.PRIVACY_OFFICER, note=reason.strip())
        facts = {"because": because, "one_person": bent}
        record(uow, desk, "request_reopened", case_id=request.case_id, thing="request", thing_id=request_id, reason=reason, facts=facts)
        uow.commit()
    return changed("cases", "deadlines", "tasks", case_id=request.case_id)


def _twin(uow: UnitOfWork, case: Case, request: Request, survivor: Case) -> Request:
    """Return the request that goes on: same person, same right, same time asked about, open, and received first."""
    number = survivor.number
    same_right = [one for one in uow.requests.where(case_id=survivor.id) if one.type is request.type]
    if not same_right or survivor.is_draft:
        raise DomainError("survivor_lacks_right", "number", number=number)
    if not _same_person(uow.parties.where(case_id=case.id), uow.parties.where(case_id=survivor.id)):
        raise DomainError("survivor_of_another_person", "number", number=number)
    if (case.period_from, case.period_until) != (survivor.period_from, survivor.period_until):
        raise DomainError("survivor_for_other_period", "number", number=number)
    open_ones = [one for one in same_right if one.status is not RequestStatus.CLOSED]
    if not open_ones:
        raise DomainError("survivor_closed", "number", number=number)
    twin = min(open_ones, key=lambda one: received_at(survivor, one))
    if received_at(survivor, twin) > received_at(case, request):
        raise DomainError("survivor_is_later", "number", number=number)
    return twin


def refuse_broken_joins(uow: UnitOfWork, case: Case) -> None:
    """Refuse a receipt by which a request that was joined to an earlier one would be the earlier one.

    Raises:
        DomainError: ``joined_one_would_be_earlier`` at ``received``.
    """
    for request in uow.requests.where(case_id=case.id):
        others = uow.requests.where(joined_to_id=request.id)
        if request.joined_to_id is not None:
            survivor = uow.requests.get(request.joined_to_id)
            if received_at(uow.cases.get(survivor.case_id), survivor) > received_at(case, request):
                raise DomainError("joined_one_would_be_earlier", "received")
        if any(received_at(uow.cases.get(other.case_id), other) < received_at(case, request) for other in others):
            raise DomainError("joined_one_would_be_earlier", "received")


def _same_person(here: Iterable[Party], there: Iterable[Party]) -> bool:
    """Say whether something known of the consumer is the same in both cases; whether it is one person, the officer decides."""

    def known(parties: Iterable[Party]) -> set[str]:
        consumer = next((one for one in parties if one.part is PartyPart.CONSUMER), None)
        if consumer is None:
            return set()
        texts = {f"name {consumer.name}", f"phone {consumer.phone_e164}", f"mail {consumer.email}", f"account {consumer.account_reference}"}
        return {" ".join(text.casefold().split()) for text in texts if text.split()[1:]}

    return not known(here).isdisjoint(known(there))


def _looked_at_by_the_same(uow: UnitOfWork, desk: Desk, request: Request) -> bool:
    """Refuse that who approved an answer looks at the complaint about it; say whether the policy was bent."""
    approvers = {one.approved_by for one in uow.letters.where(case_id=request.case_id) if request.id in one.request_ids and one.approved_by}
    if desk.operator.id not in approvers:
        return False
    wanted = second_person_wanted(uow, SecondPersonAct.APPROVE_LETTER)
    return check_second_person(wanted, SecondPersonAct.APPROVE_LETTER, first=desk.operator.id, second=desk.operator.id)


def _end_without_answer(
    uow: UnitOfWork, desk: Desk, request: Request, step: Step, disposition: Disposition, given: Given = NOTHING_GIVEN
) -> None:
    """Close a request, with no task left that has lost its object."""
    close(uow, desk, request, step, disposition, given)
    if any(one.status is not RequestStatus.CLOSED for one in uow.requests.where(case_id=request.case_id)):
        return
    for task in uow.tasks.where(case_id=request.case_id):
        if task.done_at is None and task.code in (TaskCode.DECIDE_LAW, TaskCode.CHECK_AUTHORITY, TaskCode.CONFIRM_RECEIPT):
            uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id))
