"""Everything a person needs in front of them to decide one request: places, categories, grounds, clients, and the letter that follows."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.case import Case, Request
from caseapp.domain.errors import DomainError
from caseapp.domain.grounds import Ground
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.organisation import Client
from caseapp.domain.work import Decision, WorkItem
from caseapp.services.answers import ANSWERS, answer_kind, check_answer
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk
from caseapp.services.earlier_answers import DeniedBefore, KnownBefore, denied_before, known_before


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheet:
    """What the decision page of one request shows.

    Attributes:
        categories: of data; those of our policy first, then those decided beside them.
        grounds: on which this right may be refused.
        letter_kind: the letter that follows from the decisions, or None while nothing is decided.
        missing: what still keeps that letter from being written, or None.
        letter_id: the answer that stands already, or None.
        known_before: earlier answers to requests to know, which may permit a refusal; None where none count.
        denied_before: categories whose correction was refused lately, which may be refused again.
    """

    case: Case
    request: Request
    places: tuple[WorkItem, ...]
    decisions: tuple[Decision, ...]
    categories: tuple[str, ...]
    grounds: tuple[Ground, ...]
    clients: tuple[Client, ...]
    letter_kind: LetterKind | None
    missing: DomainError | None
    letter_id: str | None
    known_before: KnownBefore | None = None
    denied_before: tuple[DeniedBefore, ...] = ()


def read_decision_sheet(desk: Desk, request_id: str) -> DecisionSheet:
    """Return the sheet of one request, for who may see names: facts of decisions are written about a person. It changes nothing."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        request = uow.requests.get(request_id)
        case = uow.cases.get(request.case_id)
        places = uow.work_items.where(request_id=request_id)
        decisions = uow.decisions.where(request_id=request_id)
        organisation = uow.current_organisation()
        clients = tuple(client for client in uow.clients.where(organisation_id=organisation.id) if client.is_active)
        letters = [
            letter
            for letter in uow.letters.where(case_id=case.id)
            if request_id in letter.request_ids and letter.kind in ANSWERS and letter.state not in (LetterState.VOIDED, LetterState.ISSUED)
        ]
        regime = regime_of(desk, case, request)
        known = known_before(uow, regime, case, request)
        denied = denied_before(uow, regime, case, request)
    kind = answer_kind(request, decisions)
    missing: DomainError | None = None
    try:
        check_answer(request, kind or LetterKind.DENIAL, decisions, places)
    except DomainError as error:
        missing = error
    return DecisionSheet(
        case=case,
        request=request,
        places=tuple(sorted(places, key=lambda place: place.position)),
        decisions=tuple(sorted(decisions, key=lambda one: one.position)),
        categories=tuple(dict.fromkeys((*organisation.categories, *(one.category for one in decisions)))),
        grounds=desk.rulebook.grounds_for(request.type),
        clients=clients,
        letter_kind=kind,
        missing=missing,
        letter_id=letters[0].id if letters else None,
        known_before=known,
        denied_before=denied,
    )
