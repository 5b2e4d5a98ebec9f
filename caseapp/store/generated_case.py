"""One made-up case: who asked what, how far it is, and which clocks run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

from caseapp.domain.case import Case, Note, Request, Task, TaskCode, case_number
from caseapp.domain.channel import Channel
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.deadline import Deadline, Extension, ExtensionState
from caseapp.domain.deadlines import (
    DeadlineKind,
    DeadlineState,
    DueDate,
    due_dates_at_receipt,
    due_dates_on_closing,
    extended_answer,
    state_of,
)
from caseapp.domain.operators import Role
from caseapp.domain.people import Party, PartyPart, proposed_sort_name
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import Verification, VerificationOutcome
from caseapp.domain.work import Decision, DecisionOutcome, PlaceKind, WorkItem, WorkState
from caseapp.services.ports import Rulebook
from caseapp.store import generated_people
from caseapp.store.index_row import CaseThings

T = TypeVar("T")

REGIME = "us_ca"


class Weighted(Generic[T]):
    """Choices with their weights."""

    def __init__(self, weights: dict[T, int]) -> None:
        self._choices = tuple(weights)
        self._upto = tuple(accumulate(weights.values()))

    def one(self, random: Random) -> T:
        return random.choices(self._choices, cum_weights=self._upto)[0]


# Most ask for deletion or for what is known; the rest as the yearly figures of large businesses show them.
_TYPES = Weighted({
    RequestType.DELETE: 40, RequestType.KNOW_SPECIFIC: 18, RequestType.KNOW_CATEGORIES: 12, RequestType.OPT_OUT: 20,
    RequestType.CORRECT: 6, RequestType.LIMIT: 4,
})  # fmt: skip
_EXTENDABLE = frozenset({RequestType.DELETE, RequestType.KNOW_SPECIFIC, RequestType.KNOW_CATEGORIES, RequestType.CORRECT})
_CHANNELS = Weighted({Channel.PHONE: 60, Channel.WEB_FORM: 20, Channel.EMAIL: 12, Channel.MAIL: 8})
_ENDS = Weighted({
    Disposition.FULFILLED: 70, Disposition.FULFILLED_IN_PART: 10, Disposition.UNVERIFIED: 8, Disposition.NO_DATA: 6,
    Disposition.DENIED: 3, Disposition.WITHDRAWN: 3,
})  # fmt: skip
_RUNNING = Weighted({
    RequestStatus.RECEIVED: 20, RequestStatus.VERIFYING: 30, RequestStatus.IN_PROGRESS: 30, RequestStatus.IN_REVIEW: 12,
    RequestStatus.READY_TO_SEND: 8,
})  # fmt: skip
_REQUESTS = Weighted({1: 85, 2: 15})
_DAYS_TAKEN = Weighted({5: 15, 12: 25, 25: 30, 40: 22, 60: 6, 80: 2})
_SYSTEMS = ("Account system", "Call recordings", "Letter archive", "Data warehouse")


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCase:
    """The things of one case, with those no index asks for."""

    things: CaseThings
    type_of: dict[str, RequestType]
    verifications: list[Verification]
    decisions: list[Decision]
    notes: list[Note]


class CaseMaker:
    """Makes cases from one stream of random numbers."""

    def __init__(self, random: Random, rulebook: Rulebook, *, today: date, operator_id: str, organisation: tuple[str, int]) -> None:
        self._random = random
        self._rulebook = rulebook
        self._today = today
        self._operator_id = operator_id
        self._organisation_id, self._organisation_revision = organisation
        self._due: dict[tuple[RequestType, date], tuple[DueDate, ...]] = {}
        self._levels = {type_: next(iter(rulebook.levels_for(type_)), AssuranceLevel.NONE) for type_ in RequestType}
        self._checklists = {type_: rulebook.checklist_for(type_, self._levels[type_]) for type_ in _EXTENDABLE}

    def make(self, days_ago: int, next_number: Callable[[int], int]) -> MadeCase:
        """Make the case received so many days before today."""
        received_on = self._today - timedelta(days=days_ago)
        case = self._case(received_on, next_number(received_on.year))
        count = _REQUESTS.one(self._random)
        types = dict.fromkeys(_TYPES.one(self._random) for _ in range(count))
        requests = [self._request(case, type_, position) for position, type_ in enumerate(types, 1)]
        type_of = {request.id: request.type for request in requests}
        deadlines, extensions, work_items, decisions = [], [], [], []
        for request in requests:
            extended = request.type in _EXTENDABLE and self._random.random() < 0.08 and days_ago > 36
            if extended:
                extensions.append(self._extension(case, request))
            deadlines += self._deadlines(case, request, is_extended=extended)
            work_items += self._work_items(request)
            if request.disposition or request.status in (RequestStatus.IN_REVIEW, RequestStatus.READY_TO_SEND):
                decisions.append(self._decision(case, request))
        things = CaseThings(
            case=case, parties=[self._consumer(case)], requests=requests, deadlines=deadlines, extensions=extensions,
            work_items=work_items, tasks=self._tasks(case, requests), decided=frozenset(each.request_id for each in decisions),
        )  # fmt: skip
        verifications = [self._verification(request) for request in requests if _is_checked(request)]
        return MadeCase(things=things, type_of=type_of, verifications=verifications, decisions=decisions, notes=self._notes(case))

    def _case(self, received_on: date, sequence: int) -> Case:
        regime = self._rulebook.regime_for(REGIME, received_on)
        at = datetime.combine(received_on, time(17, self._random.randrange(60)), UTC)
        return Case(
            id=self._id(), number=case_number(received_on.year, sequence), is_draft=False, channel=_CHANNELS.one(self._random),
            received_at=at, received_zone="America/Los_Angeles", received_fold=0, received_on=received_on, created_at=at,
            created_by=self._operator_id, organisation_id=self._organisation_id,
            organisation_revision=self._organisation_revision, regime_id=regime.id,
            regime_version=regime.version, regime_sha256=regime.sha256, holidays_version=self._rulebook.lists.version,
        )  # fmt: skip

    def _consumer(self, case: Case) -> Party:
        person = generated_people.person(self._random)
        return Party(
            id=self._id(), case_id=case.id, part=PartyPart.CONSUMER, name=person.name, sort_name=proposed_sort_name(person.name),
            phone=person.phone, phone_e164=person.phone_e164, email=person.email, street=person.street, city=person.city, state="CA",
            postal_code=person.postal_code,
        )  # fmt: skip

    def _request(self, case: Case, type_: RequestType, position: int) -> Request:
        level = self._levels[type_]
        taken = _DAYS_TAKEN.one(self._random) + self._random.randrange(5)
        if type_ in NEVER_VERIFIED:
            taken //= 4
        answered_on = case.received_on + timedelta(days=taken)
        request = Request(id=self._id(), case_id=case.id, type=type_, position=position, status=RequestStatus.RECEIVED, level=level)
        if answered_on < self._today:
            checked_on = min(case.received_on + timedelta(days=4), answered_on)
            disposition = _ENDS.one(self._random)
            if disposition is Disposition.UNVERIFIED and type_ in NEVER_VERIFIED:
                disposition = Disposition.FULFILLED
            fails = disposition is Disposition.UNVERIFIED
            passes = type_ not in NEVER_VERIFIED and disposition not in (Disposition.UNVERIFIED, Disposition.WITHDRAWN)
            return replace(
                request, status=RequestStatus.CLOSED, disposition=disposition, answered_on=answered_on, closed_on=answered_on,
                verified_on=checked_on if passes else None, unverifiable_on=checked_on if fails else None,
            )  # fmt: skip
        status = _RUNNING.one(self._random)
        if status is RequestStatus.VERIFYING and type_ in NEVER_VERIFIED:
            status = RequestStatus.IN_PROGRESS
        verified = status not in (RequestStatus.RECEIVED, RequestStatus.VERIFYING) and type_ not in NEVER_VERIFIED
        return replace(request, status=status, verified_on=min(case.received_on + timedelta(days=4), self._today) if verified else None)

    def _verification(self, request: Request) -> Verification:
        """Return the record of what the request itself says about who asks."""
        outcome, on = VerificationOutcome.OPEN, None
        if request.verified_on is not None:
            outcome, on = VerificationOutcome.VERIFIED, request.verified_on
        elif request.unverifiable_on is not None:
            outcome, on = VerificationOutcome.NOT_VERIFIED, request.unverifiable_on
        checklist = self._checklists[request.type]
        return Verification(
            id=self._id(), case_id=request.case_id, request_id=request.id, level=request.level, points_needed=checklist.points_needed,
            declaration_needed=checklist.declaration_needed, authority_needed=False, outcome=outcome,
            declaration_on=on if checklist.declaration_needed and outcome is VerificationOutcome.VERIFIED else None,
            decided_at=datetime.combine(on, time(18), UTC) if on is not None else None,
            decided_by=self._operator_id if on is not None else None,
        )  # fmt: skip

    def _deadlines(self, case: Case, request: Request, *, is_extended: bool) -> list[Deadline]:
        regime = self._rulebook.regime_for(REGIME, case.received_on)
        due_dates = self._due.get((request.type, case.received_on))
        if due_dates is None:
            due_dates = due_dates_at_receipt(regime, self._rulebook.lists, request.type, case.received_on)
            self._due[request.type, case.received_on] = due_dates
        confirmed_on = case.received_on + timedelta(days=self._random.randrange(12))
        found = []
        for due in due_dates:
            is_receipt = due.kind is DeadlineKind.CONFIRM_RECEIPT
            met_on = confirmed_on if is_receipt and confirmed_on < self._today else request.answered_on
            superseded = is_extended and due.kind is DeadlineKind.ANSWER
            dropped = due.kind is DeadlineKind.EXTENSION_NOTICE and (is_extended or request.answered_on is not None)
            state = state_of(due, met_on=met_on, today=self._today, superseded=superseded, applicable=not dropped)
            found.append(self._deadline(request, due, state, met_on if state in (DeadlineState.MET, DeadlineState.MET_LATE) else None))
        if is_extended:
            due = extended_answer(regime, self._rulebook.lists, request.type, case.received_on)
            found.append(self._deadline(request, due, state_of(due, met_on=request.answered_on, today=self._today), request.answered_on))
        if request.closed_on is not None:
            for due in due_dates_on_closing(
                regime, self._rulebook.lists, request.type, received_on=case.received_on, closed_on=request.closed_on
            ):
                # The nightly work erases in time what was said to verify.
                is_erased = due.kind is DeadlineKind.VERIFICATION_PURGE and due.plan_by_on < self._today
                met_on = due.plan_by_on if is_erased else None
                found.append(self._deadline(request, due, state_of(due, met_on=met_on, today=self._today), met_on))
        return found

    def _deadline(self, request: Request, due: DueDate, state: DeadlineState, met_on: date | None) -> Deadline:
        return Deadline(
            id=self._id(), case_id=request.case_id, request_id=request.id, kind=due.kind, rule_id=due.rule_id, citation=due.citation,
            plan_by_on=due.plan_by_on, last_day_on=due.last_day_on, mail_by_on=due.mail_by_on, state=state, met_on=met_on,
        )  # fmt: skip

    def _extension(self, case: Case, request: Request) -> Extension:
        on = case.received_on + timedelta(days=36)
        return Extension(
            id=self._id(), case_id=case.id, request_id=request.id, reason_code="many_systems", reason_text="Records in four systems.",
            proposed_at=datetime.combine(on, time(18), UTC), proposed_by=self._operator_id, state=ExtensionState.IN_FORCE, in_force_on=on,
        )  # fmt: skip

    def _work_items(self, request: Request) -> list[WorkItem]:
        if request.status in (RequestStatus.RECEIVED, RequestStatus.VERIFYING):
            return []
        state = self._random.choice(tuple(WorkState)) if request.status is RequestStatus.IN_PROGRESS else WorkState.DONE
        return [
            WorkItem(
                id=self._id(), case_id=request.case_id, request_id=request.id, place=PlaceKind.SYSTEM_OF_RECORD, name=name,
                position=position, state=state,
            )
            for position, name in enumerate(_SYSTEMS[: self._random.randint(1, 2)], 1)
        ]  # fmt: skip

    def _decision(self, case: Case, request: Request) -> Decision:
        return Decision(
            id=self._id(), case_id=case.id, request_id=request.id, category="identifiers", position=1, outcome=DecisionOutcome.GRANTED,
            decided_at=case.received_at + timedelta(days=4), decided_by=self._operator_id,
        )  # fmt: skip

    def _tasks(self, case: Case, requests: list[Request]) -> list[Task]:
        if self._random.random() > 0.05 or all(request.status is RequestStatus.CLOSED for request in requests):
            return []
        return [
            Task(
                id=self._id(), case_id=case.id, code=TaskCode.CALL_BACK,
                for_role=self._random.choice((Role.CALL_AGENT, Role.PRIVACY_OFFICER)),
                due_on=self._today + timedelta(days=self._random.randint(-2, 6)), created_at=case.created_at,
            )
        ]  # fmt: skip

    def _notes(self, case: Case) -> list[Note]:
        if self._random.random() > 0.3:
            return []
        text = "Caller asked when the answer would come."
        return [Note(id=self._id(), case_id=case.id, at=case.created_at + timedelta(days=1), operator_id=self._operator_id, text=text)]

    def _id(self) -> str:
        return f"{self._random.getrandbits(128):032x}"


def _is_checked(request: Request) -> bool:
    """A checklist was begun: not for those whom nobody may verify, nor before the first look at a request."""
    return request.type not in NEVER_VERIFIED and request.status is not RequestStatus.RECEIVED
