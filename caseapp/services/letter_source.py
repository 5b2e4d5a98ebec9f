"""Everything a letter draws on, read once: the case as it stands, its decisions, places, papers, fee and clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import Deadline
from caseapp.domain.fee import Fee
from caseapp.domain.organisation import Client, Organisation
from caseapp.domain.people import Party, PartyPart
from caseapp.domain.verification import Verification
from caseapp.domain.work import Decision, DecisionOutcome, WorkItem
from caseapp.services.clocks import answer_deadline
from caseapp.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Survivor:
    """The earlier request in whose place a joined one no longer stands: its case, its receipt, the last day of its answer."""

    number: str
    received_on: date
    answer_by_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What letters are filled from. `survivor` is None for a request that was not joined to another."""

    case: Case
    requests: tuple[Request, ...]
    organisation: Organisation
    parties: dict[PartyPart, Party]
    deadlines: tuple[Deadline, ...]
    decisions: tuple[Decision, ...]
    places: tuple[WorkItem, ...]
    verifications: tuple[Verification, ...]
    fees: tuple[Fee, ...]
    client: Client | None
    survivor: Survivor | None

    @property
    def first(self) -> Request:
        return self.requests[0]

    def answer_by(self) -> date:
        """The last day for the answer; the receipt where no clock runs."""
        deadline = answer_deadline(self.deadlines)
        return deadline.last_day_on if deadline else received_on(self.case, self.first)

    def reply_by(self) -> date | None:
        """The day we plan to answer by: others are asked to tell us until then, so that the last day can be kept."""
        deadline = answer_deadline(self.deadlines)
        return deadline.plan_by_on if deadline else None

    def categories(self, outcome: DecisionOutcome) -> tuple[str, ...]:
        """The categories of data that were decided so."""
        return tuple(one.category for one in self.decisions if one.outcome is outcome)

    def refusal_facts(self) -> tuple[str, ...]:
        """The facts behind what was refused, each once."""
        return tuple(dict.fromkeys(one.facts for one in self.decisions if one.outcome is DecisionOutcome.REFUSED and one.facts))


def read_source(uow: UnitOfWork, letter: Letter) -> Source:
    """Read what a letter of this case draws on."""
    case = uow.cases.get(letter.case_id)
    requests = tuple(uow.requests.get(request_id) for request_id in letter.request_ids)
    client_id = requests[0].client_id
    revisions = uow.organisations.where(id=case.organisation_id, revision=case.organisation_revision)
    return Source(
        case=case,
        requests=requests,
        organisation=revisions[0] if revisions else uow.current_organisation(),
        parties={party.part: party for party in uow.parties.where(case_id=case.id)},
        deadlines=tuple(one for request in requests for one in uow.deadlines.where(request_id=request.id)),
        decisions=tuple(one for request in requests for one in uow.decisions.where(request_id=request.id)),
        places=tuple(one for request in requests for one in uow.work_items.where(request_id=request.id)),
        verifications=tuple(one for request in requests for one in uow.verifications.where(request_id=request.id)),
        fees=tuple(one for request in requests for one in uow.fees.where(request_id=request.id)),
        client=uow.clients.find(client_id) if client_id else None,
        survivor=_survivor(uow, requests[0]),
    )


def _survivor(uow: UnitOfWork, request: Request) -> Survivor | None:
    if request.joined_to_id is None:
        return None
    twin = uow.requests.get(request.joined_to_id)
    case = uow.cases.get(twin.case_id)
    deadline = answer_deadline(uow.deadlines.where(request_id=twin.id))
    first_on = received_on(case, twin)
    return Survivor(number=case.number, received_on=first_on, answer_by_on=deadline.last_day_on if deadline else first_on)
