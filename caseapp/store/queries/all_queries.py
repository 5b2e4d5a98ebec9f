"""The reads of the port, each handed to the file of its screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.domain.channel import Channel
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.request_type import RequestType
from caseapp.services.last_days import DeadlineGroup
from caseapp.services.views import (
    AgeCount,
    BatchEntry,
    CaseDetail,
    CaseListPage,
    CaseRow,
    CaseView,
    DayLoad,
    DeadlineEntry,
    DraftEntry,
    HomeCounts,
    LetterEntry,
    PageKey,
    RepeatEntry,
    RetentionEntry,
    SearchHit,
    StoreState,
    TaskEntry,
    YearCount,
)
from caseapp.store import last_days
from caseapp.store.queries import (
    batches,
    calendar,
    case_detail,
    case_list,
    counts,
    figures,
    letters,
    office,
    own_work,
    repeats,
    retention,
    search,
)
from caseapp.store.transactions import reading


class SqlQueries:
    """Reads for the screen. Each sees one state of the store and holds no lock a writer would wait for."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def case_list(
        self,
        view: CaseView,
        *,
        today: date,
        operator_id: str,
        types: Sequence[RequestType] = (),
        text: str = "",
        after: PageKey | None = None,
        limit: int = 100,
    ) -> CaseListPage:
        with reading(self._engine) as connection:
            return case_list.case_list(
                connection, view, today=today, operator_id=operator_id, types=types, text=text, after=after, limit=limit
            )

    def view_counts(self, *, today: date, operator_id: str) -> Mapping[CaseView, int]:
        with reading(self._engine) as connection:
            return counts.view_counts(connection, today=today, operator_id=operator_id)

    def case_detail(self, case_id: str) -> CaseDetail:
        with reading(self._engine) as connection:
            return case_detail.case_detail(connection, case_id)

    def case_id_of(self, number: str) -> str | None:
        with reading(self._engine) as connection:
            return case_detail.case_id_of(connection, number)

    def home_counts(self, *, today: date, operator_id: str) -> HomeCounts:
        with reading(self._engine) as connection:
            return counts.home_counts(connection, today=today, operator_id=operator_id)

    def due_entries(self, *, until: date, limit: int = 50) -> tuple[DeadlineEntry, ...]:
        with reading(self._engine) as connection:
            return calendar.due_entries(connection, until=until, limit=limit)

    def month(self, first_on: date, last_on: date, *, types: Sequence[RequestType] = ()) -> tuple[DayLoad, ...]:
        with reading(self._engine) as connection:
            return calendar.month(connection, first_on, last_on, types=types)

    def day_entries(self, on: date, *, types: Sequence[RequestType] = ()) -> tuple[DeadlineEntry, ...]:
        with reading(self._engine) as connection:
            return calendar.day_entries(connection, on, types=types)

    def agenda(self, *, from_on: date, until_on: date, types: Sequence[RequestType] = (), limit: int = 500) -> tuple[DeadlineEntry, ...]:
        with reading(self._engine) as connection:
            return calendar.agenda(connection, from_on=from_on, until_on=until_on, types=types, limit=limit)

    def search(self, text: str, *, limit: int = 20) -> tuple[SearchHit, ...]:
        with reading(self._engine) as connection:
            return search.search(connection, text, limit=limit)

    def possible_repeats(
        self, *, phone_e164: str, name: str, postal_code: str, email: str, except_case_id: str | None
    ) -> tuple[RepeatEntry, ...]:
        with reading(self._engine) as connection:
            return repeats.possible_repeats(
                connection, phone_e164=phone_e164, name=name, postal_code=postal_code, email=email, except_case_id=except_case_id
            )

    def letters(self, *, only: str, limit: int = 500) -> tuple[LetterEntry, ...]:
        with reading(self._engine) as connection:
            return letters.letter_list(connection, only=only, limit=limit)

    def batches(self, *, open_only: bool) -> tuple[BatchEntry, ...]:
        with reading(self._engine) as connection:
            return batches.batches(connection, open_only=open_only)

    def batch(self, batch_id: str) -> BatchEntry:
        with reading(self._engine) as connection:
            return batches.batch(connection, batch_id)

    def drafts(self, *, operator_id: str) -> tuple[DraftEntry, ...]:
        with reading(self._engine) as connection:
            return own_work.draft_entries(connection, operator_id=operator_id)

    def tasks(self, *, roles: Sequence[str], until: date | None = None) -> tuple[TaskEntry, ...]:
        with reading(self._engine) as connection:
            return own_work.task_entries(connection, roles=roles, until=until)

    def taken_on(self, on: date, *, operator_id: str) -> tuple[CaseRow, ...]:
        with reading(self._engine) as connection:
            return own_work.taken_on(connection, on, operator_id=operator_id)

    def year_counts(self, year: int) -> tuple[YearCount, ...]:
        with reading(self._engine) as connection:
            return figures.year_counts(connection, year)

    def years_received(self) -> tuple[int, ...]:
        with reading(self._engine) as connection:
            return figures.years_received(connection)

    def answers_on(self, first_on: date, last_on: date) -> Mapping[date, int]:
        with reading(self._engine) as connection:
            return figures.answers_on(connection, first_on, last_on)

    def open_ages(self, *, today: date) -> tuple[AgeCount, ...]:
        with reading(self._engine) as connection:
            return figures.open_ages(connection, today=today)

    def know_answered_on(self, consumer_id: str, *, except_case_id: str) -> tuple[date, ...]:
        with reading(self._engine) as connection:
            return figures.know_answered_on(connection, consumer_id, except_case_id=except_case_id)

    def store_state(self) -> StoreState:
        with reading(self._engine) as connection:
            return own_work.store_state(connection)

    def old_opt_outs(self, *, received_before: date, limit: int) -> tuple[int, tuple[str, ...]]:
        with reading(self._engine) as connection:
            return office.old_opt_outs(connection, received_before=received_before, limit=limit)

    def channel_days(self, *, since: date) -> Mapping[Channel, tuple[date, ...]]:
        with reading(self._engine) as connection:
            return office.channel_days(connection, since=since)

    def retention_due(self, *, today: date, months: int, limit: int = 500) -> tuple[RetentionEntry, ...]:
        with reading(self._engine) as connection:
            return retention.retention_due(connection, today=today, months=months, limit=limit)

    def deadline_groups(self, kinds: Collection[DeadlineKind] = ()) -> tuple[DeadlineGroup, ...]:
        with reading(self._engine) as connection:
            return last_days.groups(connection, kinds)

    def group_places(self, kinds: Collection[DeadlineKind]) -> tuple[tuple[DeadlineGroup, tuple[tuple[int, str], ...]], ...]:
        with reading(self._engine) as connection:
            return last_days.group_places(connection, kinds)

    def group_cases(self, group: DeadlineGroup, *, limit: int = 50) -> tuple[tuple[str, str], ...]:
        with reading(self._engine) as connection:
            return last_days.case_numbers(connection, group, limit=limit)
