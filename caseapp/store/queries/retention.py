"""Closed cases past the day until which they are kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.hold import HoldKind
from caseapp.domain.months import months_after, months_before
from caseapp.services.views import RetentionEntry
from caseapp.store.tables import OPEN_SQL, case_index, cases, deadlines, holds, operators_table

_LAST = sa.func.max(deadlines.c.last_day_on, type_=sa.Date)
_KEPT = (sa.text(OPEN_SQL), deadlines.c.kind == DeadlineKind.RETENTION)
_CLOSED = (case_index.c.is_open.is_(False), cases.c.destroyed_on.is_(None))


def _over(today: date) -> tuple[sa.Subquery, sa.ColumnElement[bool]]:
    """Cases with a right past its day, with the last of these days; and that no other right of the case is kept for longer."""
    over = sa.select(deadlines.c.case_id, _LAST.label("last")).where(*_KEPT, deadlines.c.last_day_on < today)
    due = over.group_by(deadlines.c.case_id).subquery("due")
    other = deadlines.alias("other")
    longer = sa.exists().where(
        other.c.case_id == due.c.case_id, other.c.kind == DeadlineKind.RETENTION, other.c.state == DeadlineState.OPEN,
        other.c.last_day_on >= today,
    )  # fmt: skip
    return due, ~longer


def retention_due(connection: sa.Connection, *, today: date, months: int, limit: int) -> tuple[RetentionEntry, ...]:
    """Return them by their last day of keeping."""
    due, none_longer = _over(today)
    on_hold = sa.exists().where(holds.c.case_id == cases.c.id, holds.c.kind == HoldKind.LEGAL, holds.c.lifted_at.is_(None))
    shown = (
        cases.c.id, cases.c.number, case_index.c.types, cases.c.received_on, case_index.c.closed_on, on_hold, cases.c.destroy_asked_by,
        operators_table.c.name, cases.c.destroy_asked_at,
    )  # fmt: skip
    with_requests = (
        sa.select(*shown, due.c.last)
        .join_from(due, cases, cases.c.id == due.c.case_id)
        .join(case_index, case_index.c.case_id == cases.c.id)
        .outerjoin(operators_table, operators_table.c.id == cases.c.destroy_asked_by)
        .where(*_CLOSED, none_longer)
        .order_by(due.c.last, cases.c.number)
        .limit(limit)
    )
    without = (
        sa.select(*shown, cases.c.ended_on)
        .join_from(cases, case_index, case_index.c.case_id == cases.c.id)
        .outerjoin(operators_table, operators_table.c.id == cases.c.destroy_asked_by)
        .where(*_CLOSED, cases.c.ended_on < months_before(today, months))
        .order_by(cases.c.ended_on, cases.c.number)
        .limit(limit)
    )
    found = [_entry(row, row[-1]) for row in connection.execute(with_requests)]
    found += [_entry(row, months_after(row[-1], months)) for row in connection.execute(without)]
    return tuple(sorted(found, key=lambda one: (one.kept_until_on, one.number))[:limit])


def count_due(connection: sa.Connection, *, today: date, months: int) -> int:
    """Return how many there are."""
    due, none_longer = _over(today)
    with_requests = (
        sa.select(sa.func.count())
        .select_from(due)
        .join(cases, cases.c.id == due.c.case_id)
        .join(case_index, case_index.c.case_id == cases.c.id)
        .where(*_CLOSED, none_longer)
    )
    without = (
        sa.select(sa.func.count())
        .select_from(cases)
        .join(case_index, case_index.c.case_id == cases.c.id)
        .where(*_CLOSED, cases.c.ended_on < months_before(today, months))
    )
    return int(connection.execute(with_requests).scalar_one()) + int(connection.execute(without).scalar_one())


def _entry(row: Any, kept_until_on: date) -> RetentionEntry:
    case_id, number, types, received_on, closed_on, held, asked_by, asked_by_name, asked_at, _ = row
    return RetentionEntry(
        case_id=case_id, number=number, types=types, received_on=received_on, closed_on=closed_on, kept_until_on=kept_until_on,
        on_legal_hold=bool(held), asked_by=asked_by or "", asked_by_name=asked_by_name or "", asked_at=asked_at,
    )  # fmt: skip
