"""The part of a request that concerns data held only as a service provider for one client: told apart, answered apart."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Request
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, Step
from caseapp.domain.work import Decision, DecisionOutcome
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, UNMET_AT_THE_END
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import live_request, may_step, take_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.work import tell_client

CLIENT_GROUND = "service_provider"
IN_FORCE = frozenset({ExtensionState.IN_FORCE, ExtensionState.IN_FORCE_LENIENT})


def split_for_client(desk: Desk, request_id: str, *, client_id: str, categories: tuple[str, ...]) -> ChangeSet:
    """Split off what is held only as a service provider for one client (T11; 11 CCR 7050; Civ. Code 1798.105(c)(3)).

    The rest is answered in full by the request itself. The part is a request beside it, under the same clocks from the same receipt; its
    answer says who the business is, and the client is told within two business days where its instructions ask for that.

    Args:
        categories: the categories of data that are held for the client.

    Raises:
        DomainError: ``client_missing`` at ``client``; ``category_missing`` at ``categories``; ``not_verified_yet``: a client is named to
            nobody who was not verified; ``split_already``; ``answer_under_way``.
    """
    desk.require(Act.DECIDE)
    named = tuple(dict.fromkeys(one.strip() for one in categories if one.strip()))
    if not named:
        raise DomainError("category_missing", "categories")
    with desk.uow() as uow:
        case, whole = live_request(uow, request_id)
        client = uow.clients.find(client_id)
        if client is None or not client.is_active:
            raise DomainError("client_missing", "client")
        if whole.status is not RequestStatus.IN_PROGRESS:
            raise DomainError("answer_under_way" if whole.status is not RequestStatus.VERIFYING else "not_verified_yet")
        parts = [one for one in uow.requests.where(case_id=case.id) if one.split_from_id == whole.id]
        may_step(uow, whole, Step.T11, given=Given(is_split=any(one.client_id == client_id for one in parts)))
        part = uow.requests.add(
            Request(
                id=new_id(),
                case_id=case.id,
                type=whole.type,
                position=1 + max(one.position for one in uow.requests.where(case_id=case.id)),
                status=RequestStatus.RECEIVED,
                level=whole.level,
                verified_on=whole.verified_on,
                held_only_as_service_provider=True,
                client_id=client_id,
                asked_at=whole.asked_at,
                asked_on=whole.asked_on,
                regime_version=whole.regime_version,
                split_from_id=whole.id,
            )
        )
        part = take_step(uow, part, Step.T11, RequestStatus.IN_PROGRESS)
        _same_clocks(uow, desk, whole, part)
        for position, category in enumerate(named, start=1):
            uow.decisions.add(
                Decision(
                    id=new_id(), case_id=case.id, request_id=part.id, category=category, position=position,
                    outcome=DecisionOutcome.REFUSED, decided_at=desk.now_at(), decided_by=desk.operator.id, ground_code=CLIENT_GROUND,
                )
            )  # fmt: skip
        tell_client(uow, desk, part, client)
        facts = {"client": client_id, "part": part.id, "categories": len(named)}
        record(uow, desk, "split_for_client", case_id=case.id, thing="request", thing_id=whole.id, facts=facts)
        uow.commit()
    return changed("cases", "deadlines", "tasks", case_id=case.id, created_id=part.id)


def _same_clocks(uow: UnitOfWork, desk: Desk, whole: Request, part: Request) -> None:
    """Give the part the clocks of the whole: one receipt, one confirmation, one extension for both; a fee is for our work only.

    Where the whole was answered before, by a letter that came back or was wrong, the part was not: its clock runs from the same receipt.
    """
    for deadline in uow.deadlines.where(request_id=whole.id):
        if deadline.kind not in UNMET_AT_THE_END - {DeadlineKind.FEE_ANSWER}:
            continue
        own = replace(deadline, id=new_id(), request_id=part.id, version=1)
        if own.kind in ANSWER_KINDS and own.met_on is not None:
            state = DeadlineState.OPEN if desk.today() <= own.last_day_on else DeadlineState.MISSED
            own = replace(own, met_on=None, state=state)
        uow.deadlines.add(own)
    for extension in uow.extensions.where(request_id=whole.id):
        if extension.state in IN_FORCE:
            uow.extensions.add(replace(extension, id=new_id(), request_id=part.id, version=1))
