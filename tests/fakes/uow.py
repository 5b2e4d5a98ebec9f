"""A store in memory that keeps the promises of the real one; `tests/store/test_unit_of_work.py` runs the same tests on both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import fields, replace
from datetime import date
from types import TracebackType
from typing import Any, Generic, TypeVar

from caseapp.domain.case import Case, Contact, Draft, Note, Request, Task
from caseapp.domain.correspondence import Dispatch, Letter, MailBatch, MailPiece
from caseapp.domain.counsel_review import CounselReview
from caseapp.domain.deadline import Deadline, Extension, ExtensionState
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.deadlines import is_missed
from caseapp.domain.errors import Conflict, NotFound
from caseapp.domain.fee import Fee
from caseapp.domain.history import HistoryEntry
from caseapp.domain.hold import Hold, HoldKind, stands
from caseapp.domain.law_notices import KeptLaw
from caseapp.domain.months import months_before
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.operators import Operator, SecondPersonRule
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.domain.people import Consumer, Party
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.domain.template_versions import TemplateActRecord, TemplateDraft, TemplateReview, TemplateVersion
from caseapp.domain.verification import ClaimedValue, Document, PointCheck, Verification
from caseapp.domain.work import Decision, WorkItem
from caseapp.services.last_days import DeadlineMove
from caseapp.services.ports import CaseToPurge

T = TypeVar("T")


class UseAfterEnd(RuntimeError):
    """A unit of work was used before it was entered, after its commit or after its end."""


class FakeRecords(Generic[T]):
    """All things of one kind, in the order they were added.

    Args:
        unique: groups of fields that no two things share.
    """

    def __init__(self, thing: type[T], unique: tuple[tuple[str, ...], ...], check_open: Callable[[], None]) -> None:
        self._thing = thing
        self._unique = unique
        self._check_open = check_open
        self._names = {field.name for field in fields(thing)}  # type: ignore[arg-type]
        self.things: list[T] = []

    def get(self, id: str) -> T:
        thing = self.find(id)
        if thing is None:
            raise NotFound("not_found", kind=self._kind())
        return thing

    def find(self, id: str) -> T | None:
        return max(self.where(id=id), key=lambda each: getattr(each, "revision", 0), default=None)

    def add(self, thing: T) -> T:
        self._check_open()
        self._refuse_shared(thing, self.things)
        self.things.append(thing)
        return thing

    def replace(self, thing: T) -> T:
        self._check_open()
        for place, stored in enumerate(self.things):
            if self._identity(stored) != self._identity(thing):
                continue
            if "version" not in self._names:
                self.things[place] = thing
                return thing
            if stored.version != thing.version:  # type: ignore[attr-defined]
                raise Conflict("changed_meanwhile", kind=self._kind())
            self._refuse_shared(thing, [other for other in self.things if other is not stored])
            newer: T = replace(thing, version=thing.version + 1)  # type: ignore[type-var, attr-defined]
            self.things[place] = newer
            return newer
        raise NotFound("not_found", kind=self._kind())

    def remove(self, id: str) -> None:
        self.things.remove(self.get(id))

    def where(self, **equals: object) -> tuple[T, ...]:
        self._check_open()
        for name in equals:
            if name not in self._names:
                raise KeyError(name)
        return tuple(thing for thing in self.things if all(getattr(thing, name) == value for name, value in equals.items()))

    def _refuse_shared(self, thing: T, others: list[T]) -> None:
        for group in self._unique:
            if any(all(getattr(other, name) == getattr(thing, name) for name in group) for other in others):
                raise Conflict("already_there", kind=self._kind())

    def _identity(self, thing: T) -> tuple[object, ...]:
        return tuple(getattr(thing, name) for name in self._unique[0])

    def _kind(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self._thing.__name__).lower()


class FakeHistory:
    """The append-only history; `salts` by entry number and field name."""

    def __init__(self, check_open: Callable[[], None]) -> None:
        self._check_open = check_open
        self.written: list[HistoryEntry] = []
        self.salts: dict[tuple[int, str], bytes] = {}

    def head(self) -> tuple[int, str]:
        self._check_open()
        return (self.written[-1].seq, self.written[-1].hash) if self.written else (0, "")

    def append(self, entry: HistoryEntry, salts: Mapping[str, bytes]) -> None:
        self._check_open()
        if entry.seq <= self.head()[0]:
            raise Conflict("already_there", kind="history_entry")
        self.written.append(entry)
        self.salts.update({(entry.seq, name): salt for name, salt in salts.items()})

    def append_all(self, entries: Sequence[HistoryEntry]) -> None:
        for entry in entries:
            self.append(entry, {})

    def destroy_salts(self, case_id: str) -> int:
        of_case = {one.seq for one in self.written if one.case_id == case_id}
        gone = [key for key in self.salts if key[0] in of_case]
        for key in gone:
            del self.salts[key]
        return len(gone)

    def entries(self, *, case_id: str | None = None, after_seq: int = 0, limit: int = 1000) -> tuple[HistoryEntry, ...]:
        self._check_open()
        found = [each for each in self.written if each.seq > after_seq and case_id in (None, each.case_id)]
        return tuple(found[:limit])

    def of_office(self, *, limit: int) -> tuple[HistoryEntry, ...]:
        self._check_open()
        return tuple([each for each in reversed(self.written) if each.case_id is None][:limit])


_KINDS: dict[str, tuple[type[Any], tuple[tuple[str, ...], ...]]] = {
    "organisations": (Organisation, (("id", "revision"),)),
    "lines": (Line, (("id",),)),
    "clients": (Client, (("id",),)),
    "operators": (Operator, (("id",), ("login",))),
    "second_person_rules": (SecondPersonRule, (("id",), ("act",))),
    "one_off_days": (OneOffDay, (("id",),)),
    "counsel_reviews": (CounselReview, (("id",),)),
    "template_versions": (TemplateVersion, (("id",), ("kind", "language", "name"))),
    "template_acts": (TemplateActRecord, (("id",),)),
    "template_reviews": (TemplateReview, (("id",),)),
    "template_drafts": (TemplateDraft, (("id",),)),
    "consumers": (Consumer, (("id",),)),
    "cases": (Case, (("id",), ("number",))),
    "parties": (Party, (("id",),)),
    "requests": (Request, (("id",),)),
    "contacts": (Contact, (("id",),)),
    "notes": (Note, (("id",),)),
    "tasks": (Task, (("id",),)),
    "drafts": (Draft, (("id",),)),
    "claimed_values": (ClaimedValue, (("id",),)),
    "verifications": (Verification, (("id",),)),
    "point_checks": (PointCheck, (("id",),)),
    "documents": (Document, (("id",),)),
    "deadlines": (Deadline, (("id",),)),
    "extensions": (Extension, (("id",),)),
    "holds": (Hold, (("id",),)),
    "fees": (Fee, (("id",),)),
    "work_items": (WorkItem, (("id",),)),
    "decisions": (Decision, (("id",),)),
    "letters": (Letter, (("id",),)),
    "dispatches": (Dispatch, (("id",),)),
    "mail_batches": (MailBatch, (("id",), ("number",))),
    "mail_pieces": (MailPiece, (("id",),)),
}


class FakeNightlyRecords:
    """The nightly job's reads and writes, over the rows of one unit of work."""

    def __init__(self, uow: FakeUnitOfWork) -> None:
        self._uow = uow

    def mark_missed(self, today: date, *, limit: int) -> int:
        past = [one for one in self._uow.deadlines.where(state=DeadlineState.OPEN) if is_missed(one.kind, one.last_day_on, today=today)]
        late = sorted(past, key=lambda one: (one.last_day_on, one.kind))[:limit]
        for one in late:
            self._uow.deadlines.replace(replace(one, state=DeadlineState.MISSED))
        return len(late)

    def end_waits(self, today: date, *, limit: int) -> int:
        open_ = self._uow.deadlines.where(state=DeadlineState.OPEN, kind=DeadlineKind.NO_REASK)
        over = [one for one in open_ if one.last_day_on <= today][:limit]
        for one in over:
            self._uow.deadlines.replace(replace(one, state=DeadlineState.MET, met_on=one.last_day_on))
        return len(over)

    def count_open_deadlines(self) -> int:
        return len(self._uow.deadlines.where(state=DeadlineState.OPEN))

    def cases_to_purge(self, today: date, *, after: str, limit: int) -> tuple[CaseToPurge, ...]:
        clocks = {one.case_id for one in self._purge_clocks(today)}
        papers = [one.case_id for one in self._uow.documents.where() if one.purge_on is not None and one.purge_on <= today]
        found = []
        for case_id in sorted(clocks | set(papers)):
            requests = self._uow.requests.where(case_id=case_id)
            hold = stands(self._uow.holds.where(case_id=case_id), HoldKind.LEGAL)
            needed = any(one.status is not RequestStatus.CLOSED and one.type not in NEVER_VERIFIED for one in requests)
            if case_id > after and not needed and (hold is None or hold.categories):
                values = len(self._uow.claimed_values.where(case_id=case_id))
                found.append(CaseToPurge(case_id=case_id, values=values, papers=papers.count(case_id)))
        return tuple(found[:limit])

    def purge(self, case_ids: Sequence[str], today: date) -> None:
        for claim in [one for one in self._uow.claimed_values.where() if one.case_id in case_ids]:
            self._uow.claimed_values.remove(claim.id)
        for paper in [one for one in self._uow.documents.where() if one.case_id in case_ids]:
            if paper.purge_on is not None and paper.purge_on <= today:
                self._uow.documents.remove(paper.id)
        for clock in [one for one in self._purge_clocks(today) if one.case_id in case_ids]:
            state = DeadlineState.MET if today <= clock.last_day_on else DeadlineState.MET_LATE
            self._uow.deadlines.replace(replace(clock, state=state, met_on=today))

    def _purge_clocks(self, today: date) -> list[Deadline]:
        clocks = self._uow.deadlines.where(kind=DeadlineKind.VERIFICATION_PURGE)
        return [one for one in clocks if one.state in (DeadlineState.OPEN, DeadlineState.MISSED) and one.plan_by_on <= today]

    def count_records_due(self, today: date, *, months: int) -> int:
        count = 0
        for case in self._uow.cases.where(destroyed_on=None):
            requests = self._uow.requests.where(case_id=case.id)
            kept = [one.last_day_on for one in self._uow.deadlines.where(case_id=case.id, kind=DeadlineKind.RETENTION, state="open")]
            over = bool(kept) and max(kept) < today and all(one.status is RequestStatus.CLOSED for one in requests)
            count += over or (not requests and case.ended_on is not None and case.ended_on < months_before(today, months))
        return count

    def proposals_past(self, today: date, *, limit: int) -> tuple[Extension, ...]:
        late = {one.request_id for one in self._uow.deadlines.where(kind=DeadlineKind.EXTENSION_NOTICE) if one.last_day_on < today}
        return tuple(one for one in self._uow.extensions.where(state=ExtensionState.PROPOSED) if one.request_id in late)[:limit]


class FakeLastDays:
    """Last days of many deadlines, moved row by row; a place is the deadline's place among all."""

    def __init__(self, uow: FakeUnitOfWork) -> None:
        self._uow = uow

    def move(self, moves: Sequence[DeadlineMove], *, today: date) -> frozenset[int]:
        every, moved = self._uow.deadlines.where(), set()
        for one in moves:
            deadline = every[one.place]
            if deadline.last_day_on != one.from_on or deadline.state not in ("open", "missed", "met_late"):
                continue
            state = DeadlineState.OPEN if today <= one.to_on else DeadlineState.MISSED
            if deadline.met_on is not None:
                state = DeadlineState.MET if deadline.met_on <= one.to_on else DeadlineState.MET_LATE
            self._uow.deadlines.replace(replace(deadline, last_day_on=one.to_on, state=state))
            moved.add(one.place)
        return frozenset(moved)

    def refresh_index(self, case_ids: Iterable[str]) -> None:
        pass


class FakeStore:
    """What was committed. `unit_of_work` is what a desk is given."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Any]] = {name: [] for name in _KINDS}
        self.history: list[HistoryEntry] = []
        self.salts: dict[tuple[int, str], bytes] = {}
        self.series: dict[str, int] = {}
        self.facts: dict[str, str] = {}
        self.commits = 0

    def unit_of_work(self) -> FakeUnitOfWork:
        return FakeUnitOfWork(self)


class FakeUnitOfWork:
    """One transaction on a `FakeStore`: works on copies and puts them in place at commit."""

    organisations: FakeRecords[Organisation]
    lines: FakeRecords[Line]
    clients: FakeRecords[Client]
    operators: FakeRecords[Operator]
    second_person_rules: FakeRecords[SecondPersonRule]
    one_off_days: FakeRecords[OneOffDay]
    counsel_reviews: FakeRecords[CounselReview]
    template_versions: FakeRecords[TemplateVersion]
    template_acts: FakeRecords[TemplateActRecord]
    template_reviews: FakeRecords[TemplateReview]
    template_drafts: FakeRecords[TemplateDraft]
    last_days: FakeLastDays
    nightly: FakeNightlyRecords
    consumers: FakeRecords[Consumer]
    cases: FakeRecords[Case]
    parties: FakeRecords[Party]
    requests: FakeRecords[Request]
    contacts: FakeRecords[Contact]
    notes: FakeRecords[Note]
    tasks: FakeRecords[Task]
    drafts: FakeRecords[Draft]
    claimed_values: FakeRecords[ClaimedValue]
    verifications: FakeRecords[Verification]
    point_checks: FakeRecords[PointCheck]
    documents: FakeRecords[Document]
    deadlines: FakeRecords[Deadline]
    extensions: FakeRecords[Extension]
    holds: FakeRecords[Hold]
    fees: FakeRecords[Fee]
    work_items: FakeRecords[WorkItem]
    decisions: FakeRecords[Decision]
    letters: FakeRecords[Letter]
    dispatches: FakeRecords[Dispatch]
    mail_batches: FakeRecords[MailBatch]
    mail_pieces: FakeRecords[MailPiece]

    def __init__(self, store: FakeStore | None = None) -> None:
        self.store = store or FakeStore()
        self._is_open = False

    def __enter__(self) -> FakeUnitOfWork:
        self._is_open = True
        for name, (thing, unique) in _KINDS.items():
            records: FakeRecords[Any] = FakeRecords(thing, unique, self._check_open)
            records.things = copy(self.store.kept[name])
            setattr(self, name, records)
        self.history = FakeHistory(self._check_open)
        self.history.written = copy(self.store.history)
        self.history.salts = copy(self.store.salts)
        self.last_days = FakeLastDays(self)
        self.nightly = FakeNightlyRecords(self)
        self._series = copy(self.store.series)
        self._facts = copy(self.store.facts)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._is_open = False

    def commit(self) -> None:
        self._check_open()
        for name in _KINDS:
            self.store.kept[name] = getattr(self, name).things
        self.store.history, self.store.salts = self.history.written, self.history.salts
        self.store.series, self.store.facts = self._series, self._facts
        self.store.commits += 1
        self._is_open = False

    def next_number(self, series: str) -> int:
        self._check_open()
        self._series[series] = self._series.get(series, 0) + 1
        return self._series[series]

    def current_organisation(self) -> Organisation:
        newest = max(self.organisations.where(), key=lambda each: each.revision, default=None)
        if newest is None:
            raise NotFound("not_found", kind="organisation")
        return newest

    def fact(self, name: str) -> str | None:
        self._check_open()
        return self._facts.get(name)

    def set_fact(self, name: str, value: str) -> None:
        self._check_open()
        self._facts[name] = value

    def kept_laws(self) -> tuple[KeptLaw, ...]:
        law = Counter((case.regime_id, case.regime_version, case.regime_sha256) for case in self.cases.where(is_draft=False))
        return tuple(
            KeptLaw(regime_id=regime_id, version=version, sha256=sha256, cases=cases)
            for (regime_id, version, sha256), cases in sorted(law.items())
        )

    def _check_open(self) -> None:
        if not self._is_open:
            raise UseAfterEnd
