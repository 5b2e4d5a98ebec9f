"""What waits for one operator: drafts and tasks; and what the status bar tells about the store."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from caseapp.services.views import CaseRow, DraftEntry, StoreState, TaskEntry
from caseapp.store import mappings
from caseapp.store.facts import LAST_BACKUP_AT
from caseapp.store.tables import case_events, case_index, cases, drafts, store_facts, tasks
from caseapp.store.thing_table import field_names


def draft_entries(connection: sa.Connection, *, operator_id: str) -> tuple[DraftEntry, ...]:
    """Return the operator's drafts, the one saved last first. One without a case yet has no number."""
    draft = drafts.c
    statement = (
        sa.select(
            draft.id.label("draft_id"), draft.channel, draft.started_at, draft.saved_at, draft.has_case,
            sa.func.coalesce(case_index.c.number, "").label("number"), sa.func.coalesce(case_index.c.name, "").label("name"), draft.state,
        )
        .join_from(drafts, case_index, case_index.c.case_id == draft.id, isouter=True)
        .where(draft.operator_id == operator_id)
        .order_by(draft.saved_at.desc(), draft.seq.desc())
    )  # fmt: skip
    return tuple(_draft_entry(dict(row._mapping)) for row in connection.execute(statement))


def _draft_entry(values: dict[str, Any]) -> DraftEntry:
    """Before there is a case, the name is only in what was typed."""
    typed = json.loads(values.pop("state") or "{}")
    has_right = bool(typed.get("types") or typed.get("portable_copy"))
    return DraftEntry(**values | {"name": values["name"] or str(typed.get("name", "")), "has_right": has_right})


def taken_on(connection: sa.Connection, on: date, *, operator_id: str) -> tuple[CaseRow, ...]:
    """Return the cases received on a day that this operator took, the newest first."""
    names = field_names(CaseRow)
    statement = (
        sa.select(*(case_index.c[name] for name in names))
        .join_from(cases, case_index, case_index.c.case_id == cases.c.id)
        .where(cases.c.received_on == on, cases.c.created_by == operator_id, cases.c.is_draft.is_(False))
        .order_by(case_index.c.seq.desc())
    )
    return tuple(CaseRow(**dict(zip(names, row, strict=True))) for row in connection.execute(statement))


def task_entries(connection: sa.Connection, *, roles: Sequence[str], until: date | None) -> tuple[TaskEntry, ...]:
    """Return the open tasks for these roles, the one due first first."""
    of_task = mappings.TASKS.columns
    statement = (
        sa.select(*of_task, case_index.c.number, case_index.c.name)
        .join_from(tasks, case_index, case_index.c.case_id == tasks.c.case_id)
        .where(tasks.c.done_at.is_(None), tasks.c.for_role.in_([str(role) for role in roles]))
        .order_by(tasks.c.due_on, tasks.c.seq)
    )
    if until is not None:
        statement = statement.where(tasks.c.due_on <= until)
    rows = connection.execute(statement).all()
    found = mappings.TASKS.things(row[: len(of_task)] for row in rows)
    return tuple(TaskEntry(task=task, number=row.number, name=row.name) for task, row in zip(found, rows, strict=True))


def store_state(connection: sa.Connection) -> StoreState:
    """Return how long the history is and when the last backup was made."""
    entries = connection.execute(sa.select(sa.func.coalesce(sa.func.max(case_events.c.seq), 0))).scalar_one()
    backed_up = connection.execute(sa.select(store_facts.c.value).where(store_facts.c.name == LAST_BACKUP_AT)).scalar()
    return StoreState(entries=entries, last_backup_at=datetime.fromisoformat(backed_up) if backed_up else None)
