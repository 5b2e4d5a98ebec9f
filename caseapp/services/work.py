"""The work of an answer: places to search, clear, correct or tell, and the decision for each category of data."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Case, Request, TaskCode
from caseapp.domain.errors import DomainError
from caseapp.domain.hold import HoldKind, keeps, stands
from caseapp.domain.operators import Act, Role
from caseapp.domain.organisation import Client
from caseapp.domain.readings import business_day_readings
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Step
from caseapp.domain.work import WORK_ENDED, Decision, DecisionOutcome, PlaceKind, WorkItem, WorkState
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.ending import close_when_done
from caseapp.services.life import add_task, live_request, may_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

_PROVIDERS_TOO = frozenset({RequestType.KNOW_SPECIFIC, RequestType.DELETE, RequestType.CORRECT, RequestType.OPT_OUT, RequestType.LIMIT})
"""Service providers hold data for us: they are asked to give, delete, correct or stop (11 CCR 7022(b), 7023(c), 7027)."""

_THIRD_PARTIES_TOO = frozenset({RequestType.DELETE, RequestType.OPT_OUT, RequestType.LIMIT})

REDIRECT = "redirect"
"""The instructions of a client that only wants to be named to its consumers; any other is told of the request."""

TELL_CLIENT_BUSINESS_DAYS = 2
"""Our own choice: the law says nothing, and the client's days may be running (11 CCR 7050, 7051)."""


def open_work(uow: UnitOfWork, case: Case, request: Request) -> None:
    """List every place that has to be searched, cleared, corrected or told for this request; once."""
    if uow.work_items.where(request_id=request.id):
        return
    organisation = uow.current_organisation()
    places = [(PlaceKind.SYSTEM_OF_RECORD, name) for name in organisation.systems]
    if request.type in _PROVIDERS_TOO:
        places += [(PlaceKind.SERVICE_PROVIDER, name) for name in organisation.service_providers]
    if request.type in _THIRD_PARTIES_TOO and organisation.sells_or_shares:
        places += [(PlaceKind.THIRD_PARTY, name) for name in organisation.third_parties]
    for position, (place, name) in enumerate(places, start=1):
        uow.work_items.add(WorkItem(id=new_id(), case_id=case.id, request_id=request.id, place=place, name=name, position=position))


def add_place(desk: Desk, request_id: str, *, place: PlaceKind, name: str) -> ChangeSet:
    """Add a place that the list does not have.

    Raises:
        DomainError: ``place_name_missing`` at ``name``.
    """
    desk.require(Act.DO_WORK)
    if not name.strip():
        raise DomainError("place_name_missing", "name")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        position = len(uow.work_items.where(request_id=request_id)) + 1
        item = uow.work_items.add(
            WorkItem(id=new_id(), case_id=case.id, request_id=request.id, place=place, name=name.strip(), position=position)
        )
        record(uow, desk, "place_added", case_id=case.id, thing="work_item", thing_id=item.id, facts={"place": place})
        uow.commit()
    return changed("cases", case_id=case.id, created_id=item.id)


def mark_place(desk: Desk, work_item_id: str, state: WorkState, *, facts: str = "") -> ChangeSet:
    """Say how far one place is. "Not possible" wants facts (11 CCR 7022(b)(3): impossible or disproportionate effort, explained).

    Raises:
        DomainError: ``facts_missing`` or ``secret_number_typed`` at ``facts``; ``request_closed``; ``answer_under_way`` when a
            place would be opened again behind a letter that says it ended; ``on_legal_hold`` when everything there is kept.
    """
    desk.require(Act.DO_WORK)
    refuse_blocked_number(facts, "facts")
    if state is WorkState.NOT_POSSIBLE and not facts.strip():
        raise DomainError("facts_missing", "facts")
    with desk.uow() as uow:
        item = uow.work_items.get(work_item_id)
        _, request = live_request(uow, item.request_id)
        if state is WorkState.DONE and request.type is RequestType.DELETE and _everything_kept(uow, item.case_id):
            raise DomainError("on_legal_hold")
        opens_again = item.state in WORK_ENDED and state not in WORK_ENDED
        if opens_again and request.status not in (RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS):
            raise DomainError("answer_under_way")
        today = desk.today()
        item = uow.work_items.replace(
            replace(
                item,
                state=state,
                facts=facts or item.facts,
                asked_on=item.asked_on or (today if state is WorkState.ASKED else None),
                ended_on=today if state in WORK_ENDED else None,
            )
        )
        record(uow, desk, "place_marked", case_id=item.case_id, thing="work_item", thing_id=item.id, facts={"state": state})
        if state in WORK_ENDED:
            close_when_done(uow, desk, item.request_id)
        uow.commit()
    return changed("cases", case_id=item.case_id)


def decide_category(
    desk: Desk, request_id: str, *, category: str, outcome: DecisionOutcome, ground_code: str = "", facts: str = ""
) -> ChangeSet:
    """Decide one category of data: granted, or refused on a ground with facts (11 CCR 7022(f), 7023(f), 7024(e)).

    Invariant I6: nothing is refused without its basis, and where the ground asks for facts, not by the bare phrase.

    Raises:
        DomainError: ``ground_missing``, ``ground_of_another_right``, ``facts_missing``, ``category_missing``, ``answer_under_way``,
            ``not_verified_yet``, ``secret_number_typed`` (11 CCR 7024(d));
            ``change_missing`` when a granted correction does not say what was changed; ``on_fraud_hold``; ``on_legal_hold`` when what
            would be erased is kept.
    """
    desk.require(Act.DECIDE)
    if not category.strip():
        raise DomainError("category_missing", "category")
    refuse_blocked_number(category, "category")
    refuse_blocked_number(facts, "facts")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        if request.status is not RequestStatus.IN_PROGRESS:
            raise DomainError("answer_under_way" if request.status is not RequestStatus.VERIFYING else "not_verified_yet")
        if outcome is DecisionOutcome.GRANTED:
            _must_be_free(uow, request, category.strip())
        if outcome is DecisionOutcome.REFUSED:
            if not ground_code:
                raise DomainError("ground_missing", "ground")
            ground = desk.rulebook.ground(ground_code)
            if request.type not in ground.request_types:
                raise DomainError("ground_of_another_right", "ground", ground=ground_code)
            if ground.needs_facts and not facts.strip():
                raise DomainError("facts_missing", "facts", ground=ground_code)
        elif request.type is RequestType.CORRECT and not facts.strip():
            raise DomainError("change_missing", "facts")
        stored = uow.decisions.where(request_id=request_id, category=category.strip())
        earlier = uow.decisions.where(request_id=request_id)
        fresh = Decision(
            id=stored[0].id if stored else new_id(),
            case_id=case.id,
            request_id=request_id,
            category=category.strip(),
            position=stored[0].position if stored else len(earlier) + 1,
            outcome=outcome,
            decided_at=desk.now_at(),
            decided_by=desk.operator.id,
            ground_code=ground_code if outcome is DecisionOutcome.REFUSED else "",
            facts=facts.strip(),
            version=stored[0].version if stored else 1,
        )
        decision = uow.decisions.replace(fresh) if stored else uow.decisions.add(fresh)
        record(
            uow,
            desk,
            "category_decided",
            case_id=case.id,
            thing="decision",
            thing_id=decision.id,
            facts={"outcome": outcome, "ground": decision.ground_code},
            reason=decision.facts,
        )
        uow.commit()
    return changed("cases", case_id=case.id, created_id=decision.id)


def refuse_everything(uow: UnitOfWork, desk: Desk, request: Request, ground_code: str, facts: str) -> None:
    """Refuse a request as a whole: every category of our policy, and every other that was decided, on one ground, with its facts."""
    stored = {one.category: one for one in uow.decisions.where(request_id=request.id)}
    categories = uow.current_organisation().categories or (request.type.value,)
    for position, category in enumerate(dict.fromkeys((*categories, *stored)), start=1):
        before = stored.get(category)
        fresh = Decision(
            id=before.id if before else new_id(),
            case_id=request.case_id,
            request_id=request.id,
            category=category,
            position=before.position if before else position,
            outcome=DecisionOutcome.REFUSED,
            decided_at=desk.now_at(),
            decided_by=desk.operator.id,
            ground_code=ground_code,
            facts=facts,
            version=before.version if before else 1,
        )
        decision = uow.decisions.replace(fresh) if before else uow.decisions.add(fresh)
        record(
            uow,
            desk,
            "category_decided",
            case_id=request.case_id,
            thing="decision",
            thing_id=decision.id,
            facts={"outcome": decision.outcome, "ground": ground_code},
            reason=facts,
        )


def decide_service_provider(desk: Desk, request_id: str, *, client_id: str) -> ChangeSet:
    """Say that everything held about the person is held as a service provider for one client (T12; Civ. Code 1798.105(c)(3)).

    Raises:
        DomainError: ``client_missing`` at ``client``; ``answer_under_way``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        may_step(uow, request, Step.T10)
        client = uow.clients.find(client_id)
        if client is None:
            raise DomainError("client_missing", "client")
        held = uow.requests.replace(replace(request, held_only_as_service_provider=True, client_id=client_id))
        tell_client(uow, desk, held, client)
        record(uow, desk, "held_as_service_provider", case_id=case.id, thing="request", thing_id=request_id, facts={"client": client_id})
        uow.commit()
    return changed("cases", case_id=case.id)


def undo_service_provider(desk: Desk, request_id: str) -> ChangeSet:
    """Take the service-provider finding back; a client that was not told yet need not be told.

    Raises:
        DomainError: ``part_stays_with_client`` for a part that was split off; ``answer_under_way``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        may_step(uow, request, Step.T10)
        if request.split_from_id is not None:
            raise DomainError("part_stays_with_client")
        uow.requests.replace(replace(request, held_only_as_service_provider=False, client_id=None))
        for place in uow.work_items.where(request_id=request_id, place=PlaceKind.BUSINESS_CLIENT, state=WorkState.OPEN):
            uow.work_items.replace(replace(place, state=WorkState.NOTHING_FOUND, ended_on=desk.today()))
        record(uow, desk, "service_provider_undone", case_id=case.id, thing="request", thing_id=request_id)
        uow.commit()
    return changed("cases", case_id=case.id)


def tell_client(uow: UnitOfWork, desk: Desk, request: Request, client: Client) -> None:
    """List the business whose data it is as a place to tell, with a task due in two business days, unless it only wants to be named."""
    if client.instructions == REDIRECT or uow.work_items.where(request_id=request.id, place=PlaceKind.BUSINESS_CLIENT, name=client.name):
        return
    position = 1 + len(uow.work_items.where(request_id=request.id))
    uow.work_items.add(
        WorkItem(
            id=new_id(), case_id=request.case_id, request_id=request.id, place=PlaceKind.BUSINESS_CLIENT, name=client.name,
            position=position,
        )
    )  # fmt: skip
    due_on = business_day_readings(desk.today(), TELL_CLIENT_BUSINESS_DAYS, desk.rulebook.lists).safe
    add_task(uow, desk, request.case_id, TaskCode.ASK_CLIENT, for_role=Role.PRIVACY_OFFICER, due_on=due_on)


def _must_be_free(uow: UnitOfWork, request: Request, category: str) -> None:
    """Refuse to grant what a hold keeps back."""
    holds = uow.holds.where(case_id=request.case_id)
    if stands(holds, HoldKind.FRAUD) is not None:
        raise DomainError("on_fraud_hold")
    if request.type is RequestType.DELETE and keeps(stands(holds, HoldKind.LEGAL), category):
        raise DomainError("on_legal_hold", "category")


def _everything_kept(uow: UnitOfWork, case_id: str) -> bool:
    hold = stands(uow.holds.where(case_id=case_id), HoldKind.LEGAL)
    return hold is not None and not hold.categories
