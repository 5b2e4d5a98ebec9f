"""What waits: the figures of the window's edges, and the sheet of the start page for whoever sits there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.law_notices import LawNotice
from caseapp.domain.operators import Act, Operator
from caseapp.services.desk import Desk
from caseapp.services.law_notices import law_notices
from caseapp.services.reminders import Reminder, reminders
from caseapp.services.sight import name_seen_by
from caseapp.services.views import BatchEntry, CaseRow, CaseView, DeadlineEntry, DraftEntry, HomeCounts, PieceEntry, StoreState, TaskEntry

DUE_DAYS = 10
DUE_LIMIT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What navigation, saved views and status bar show. `to_check`: printed pieces that nobody has looked through yet."""

    counts: HomeCounts
    views: Mapping[CaseView, int]
    store: StoreState
    to_check: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSheet:
    """What the start page shows. A part that is not for these roles is empty; names are masked where the roles do not see them."""

    today: date
    counts: HomeCounts
    store: StoreState
    due: tuple[DeadlineEntry, ...] = ()
    tasks: tuple[TaskEntry, ...] = ()
    drafts: tuple[DraftEntry, ...] = ()
    taken_today: tuple[CaseRow, ...] = ()
    batches: tuple[BatchEntry, ...] = ()
    operators: tuple[Operator, ...] = ()
    has_cases: bool = True
    notices: tuple[LawNotice, ...] = ()
    reminders: tuple[Reminder, ...] = ()


def overview(desk: Desk) -> Overview:
    """Return the figures for one operator."""
    today, me = desk.today(), desk.operator.id
    batches = desk.queries.batches(open_only=True) if desk.operator.may(Act.RUN_MAIL_ROOM) else ()
    return Overview(
        counts=desk.queries.home_counts(today=today, operator_id=me),
        views=desk.queries.view_counts(today=today, operator_id=me) if desk.operator.may(Act.SEE_CASES) else {},
        store=desk.queries.store_state(),
        to_check=sum(len(_unchecked(batch)) for batch in batches),
    )


def _unchecked(batch: BatchEntry) -> list[PieceEntry]:
    if batch.state not in (BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN):
        return []
    return [piece for piece in batch.pieces if piece.state is PieceState.IN_BATCH]


def home_sheet(desk: Desk) -> HomeSheet:
    """Return the start page for one operator: the parts of each of his roles."""
    queries, operator, today = desk.queries, desk.operator, desk.today()
    counts = queries.home_counts(today=today, operator_id=operator.id)
    due = queries.due_entries(until=today + timedelta(days=DUE_DAYS), limit=DUE_LIMIT) if operator.may(Act.SEE_CASES) else ()
    takes_requests = operator.may(Act.TAKE_REQUESTS)
    return HomeSheet(
        today=today,
        counts=counts,
        store=queries.store_state(),
        due=tuple(replace(entry, name=name_seen_by(operator, entry.name, draft_of=entry.draft_of)) for entry in due),
        tasks=queries.tasks(roles=operator.roles, until=today) if operator.may(Act.WRITE_NOTES) else (),
        drafts=queries.drafts(operator_id=operator.id) if takes_requests else (),
        taken_today=queries.taken_on(today, operator_id=operator.id) if takes_requests else (),
        batches=queries.batches(open_only=True) if operator.may(Act.RUN_MAIL_ROOM) else (),
        operators=_operators(desk) if operator.may(Act.ADMINISTER) else (),
        has_cases=bool(queries.years_received()),
        reminders=reminders(desk) if operator.may(Act.RUN_NIGHTLY) else (),
        notices=law_notices(desk) if operator.may(Act.ADMINISTER) else (),
    )


def _operators(desk: Desk) -> tuple[Operator, ...]:
    with desk.uow() as uow:
        return uow.operators.where(is_active=True)
