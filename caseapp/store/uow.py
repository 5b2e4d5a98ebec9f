"""One transaction over all records."""

from __future__ import annotations

from types import TracebackType
from typing import TypeVar

import sqlalchemy as sa

from caseapp.domain.case import Case, Contact, Draft, Note, Request, Task
from caseapp.domain.correspondence import Dispatch, Letter, MailBatch, MailPiece
from caseapp.domain.counsel_review import CounselReview
from caseapp.domain.deadline import Deadline, Extension
from caseapp.domain.errors import NotFound
from caseapp.domain.fee import Fee
from caseapp.domain.hold import Hold
from caseapp.domain.law_notices import KeptLaw
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.operators import Operator, SecondPersonRule
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.domain.people import Consumer, Party
from caseapp.domain.template_versions import TemplateActRecord, TemplateDraft, TemplateReview, TemplateVersion
from caseapp.domain.verification import ClaimedValue, Document, PointCheck, Verification
from caseapp.domain.work import Decision, WorkItem
from caseapp.services.ports import History, LastDays, NightlyRecords, Records
from caseapp.store import case_index, mappings
from caseapp.store.folding import folded, name_key
from caseapp.store.history_records import SqlHistory
from caseapp.store.last_days import SqlLastDays
from caseapp.store.nightly_records import SqlNightlyRecords
from caseapp.store.records import OrganisationRecords, SqlRecords
from caseapp.store.rows import Mapping
from caseapp.store.tables import number_series, store_facts
from caseapp.store.transactions import writing_connection

T = TypeVar("T")


def keys_of_party(party: Party) -> dict[str, object]:
    """Return what a party is compared by when somebody looks for an earlier case."""
    return {"name_key": name_key(party.name), "email_key": folded(party.email)}


class SqlUnitOfWork:
    """One transaction with the write lock from its beginning. Rolled back unless `commit` was called."""

    organisations: Records[Organisation]
    lines: Records[Line]
    clients: Records[Client]
    operators: Records[Operator]
    second_person_rules: Records[SecondPersonRule]
    one_off_days: Records[OneOffDay]
    counsel_reviews: Records[CounselReview]
    template_versions: Records[TemplateVersion]
    template_acts: Records[TemplateActRecord]
    template_reviews: Records[TemplateReview]
    template_drafts: Records[TemplateDraft]
    last_days: LastDays
    consumers: Records[Consumer]
    cases: Records[Case]
    parties: Records[Party]
    requests: Records[Request]
    contacts: Records[Contact]
    notes: Records[Note]
    tasks: Records[Task]
    drafts: Records[Draft]
    claimed_values: Records[ClaimedValue]
    verifications: Records[Verification]
    point_checks: Records[PointCheck]
    documents: Records[Document]
    deadlines: Records[Deadline]
    extensions: Records[Extension]
    holds: Records[Hold]
    fees: Records[Fee]
    work_items: Records[WorkItem]
    decisions: Records[Decision]
    letters: Records[Letter]
    dispatches: Records[Dispatch]
    mail_batches: Records[MailBatch]
    mail_pieces: Records[MailPiece]
    history: History
    nightly: NightlyRecords

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._touched: set[str] = set()

    def __enter__(self) -> SqlUnitOfWork:
        """Begin.

        Raises:
            Trouble: ``store_busy`` when somebody else writes for longer than the busy time.
        """
        self._connection = writing_connection(self._engine)
        try:
            self._connection.begin()
        except BaseException:
            self._connection.close()
            raise
        self._touched.clear()
        self._open_records()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # Closing rolls back what was not committed, also where the disk was full and SQLite has rolled back already.
        self._connection.close()

    def commit(self) -> None:
        """Keep everything. Nothing can be read or written through this unit of work afterwards.

        Raises:
            Trouble: ``disk_full``, ``store_busy``, ``store_damaged``; nothing was kept.
        """
        case_index.refresh(self._connection, self._touched)
        try:
            self._connection.commit()
        except BaseException:
            # SQLite leaves the transaction open when its end fails, and after a failed write no cached page is to be trusted:
            # the next transaction gets a new connection.
            self._connection.invalidate()
            raise
        finally:
            self._connection.close()

    def next_number(self, series: str) -> int:
        """Return the next number of a series. No gaps: a number that was not committed is given again."""
        counter = number_series.c
        last = self._connection.execute(sa.select(counter.last).where(counter.series == series)).scalar()
        if last is None:
            self._connection.execute(sa.insert(number_series).values(series=series, last=1))
            return 1
        self._connection.execute(sa.update(number_series).where(counter.series == series).values(last=last + 1))
        return int(last) + 1

    def current_organisation(self) -> Organisation:
        """Return the newest revision.

        Raises:
            NotFound: ``not_found`` (kind=organisation).
        """
        table = mappings.ORGANISATIONS.table
        newest = sa.select(*mappings.ORGANISATIONS.columns).order_by(table.c.revision.desc(), table.c.seq.desc()).limit(1)
        found = mappings.ORGANISATIONS.things(self._connection.execute(newest))
        if not found:
            raise NotFound("not_found", kind="organisation")
        return found[0]

    def fact(self, name: str) -> str | None:
        statement = sa.select(store_facts.c.value).where(store_facts.c.name == name)
        return self._connection.execute(statement).scalar()

    def set_fact(self, name: str, value: str) -> None:
        changed = self._connection.execute(sa.update(store_facts).where(store_facts.c.name == name).values(value=value))
        if changed.rowcount == 0:
            self._connection.execute(sa.insert(store_facts).values(name=name, value=value))

    def kept_laws(self) -> tuple[KeptLaw, ...]:
        table = mappings.CASES.table
        law = (table.c.regime_id, table.c.regime_version, table.c.regime_sha256)
        statement = sa.select(*law, sa.func.count()).where(table.c.is_draft.is_(False)).group_by(*law).order_by(*law)
        return tuple(
            KeptLaw(regime_id=regime_id, version=version, sha256=sha256, cases=cases)
            for regime_id, version, sha256, cases in self._connection.execute(statement)
        )

    def _open_records(self) -> None:
        self.organisations = OrganisationRecords(self._connection, mappings.ORGANISATIONS, self._touched.add)
        self.lines = self._records(mappings.LINES)
        self.clients = self._records(mappings.CLIENTS)
        self.operators = self._records(mappings.OPERATORS)
        self.second_person_rules = self._records(mappings.SECOND_PERSON_RULES)
        self.one_off_days = self._records(mappings.ONE_OFF_DAYS)
        self.counsel_reviews = self._records(mappings.COUNSEL_REVIEWS)
        self.template_versions = self._records(mappings.TEMPLATE_VERSIONS)
        self.template_acts = self._records(mappings.TEMPLATE_ACTS)
        self.template_reviews = self._records(mappings.TEMPLATE_REVIEWS)
        self.template_drafts = self._records(mappings.TEMPLATE_DRAFTS)
        self.last_days = SqlLastDays(self._connection)
        self.consumers = self._records(mappings.CONSUMERS)
        self.cases = self._records(mappings.CASES)
        self.parties = SqlRecords(self._connection, mappings.PARTIES, self._touched.add, keys_of_party)
        self.requests = self._records(mappings.REQUESTS)
        self.contacts = self._records(mappings.CONTACTS)
        self.notes = self._records(mappings.NOTES)
        self.tasks = self._records(mappings.TASKS)
        self.drafts = self._records(mappings.DRAFTS)
        self.claimed_values = self._records(mappings.CLAIMED_VALUES)
        self.verifications = self._records(mappings.VERIFICATIONS)
        self.point_checks = self._records(mappings.POINT_CHECKS)
        self.documents = self._records(mappings.DOCUMENTS)
        self.deadlines = self._records(mappings.DEADLINES)
        self.extensions = self._records(mappings.EXTENSIONS)
        self.holds = self._records(mappings.HOLDS)
        self.fees = self._records(mappings.FEES)
        self.work_items = self._records(mappings.WORK_ITEMS)
        self.decisions = self._records(mappings.DECISIONS)
        self.letters = self._records(mappings.LETTERS)
        self.dispatches = self._records(mappings.DISPATCHES)
        self.mail_batches = self._records(mappings.MAIL_BATCHES)
        self.mail_pieces = self._records(mappings.MAIL_PIECES)
        self.history = SqlHistory(self._connection)
        self.nightly = SqlNightlyRecords(self._connection)

    def _records(self, mapping: Mapping[T]) -> SqlRecords[T]:
        return SqlRecords(self._connection, mapping, self._touched.add)
