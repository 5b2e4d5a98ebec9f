"""The figures beside the views and on the start page: each counted from an index of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.domain.correspondence import BatchState
from caseapp.domain.letters import LetterState
from caseapp.services.views import CaseView, HomeCounts
from caseapp.store.queries.case_list import view_conditions
from caseapp.store.tables import case_index, drafts, letters, mail_batches, operators_table, tasks

_ENDED_BATCHES = (BatchState.DISPATCHED, BatchState.CANCELLED)


def view_counts(connection: sa.Connection, *, today: date, operator_id: str) -> Mapping[CaseView, int]:
    """Return how many cases each view has."""
    counts = [_cases(view_conditions(view, today=today, operator_id=operator_id)).label(view.value) for view in CaseView]
    row = connection.execute(sa.select(*counts)).one()
    return dict(zip(CaseView, row, strict=True))


def home_counts(connection: sa.Connection, *, today: date, operator_id: str) -> HomeCounts:
    """Return the figures of the start page. Tasks are those of the operator's roles, due until today."""
    roles = connection.execute(sa.select(operators_table.c.roles).where(operators_table.c.id == operator_id)).scalar() or ()

    def view(which: CaseView) -> sa.ScalarSelect[int]:
        return _cases(view_conditions(which, today=today, operator_id=operator_id))

    counts = {
        "overdue": view(CaseView.OVERDUE),
        "due_in_3_days": view(CaseView.NEXT_3_DAYS),
        "due_in_10_days": view(CaseView.NEXT_10_DAYS),
        "confirm_receipt_due": view(CaseView.CONFIRM_RECEIPT_DUE),
        "to_approve": _count(letters, letters.c.state == LetterState.SUBMITTED),
        "to_verify_over_14_days": view(CaseView.LONG_UNVERIFIED),
        "returned": view(CaseView.RETURNED_MAIL),
        "tasks_due": _count(tasks, tasks.c.done_at.is_(None), tasks.c.for_role.in_(list(roles)), tasks.c.due_on <= today),
        "my_drafts": _count(drafts, drafts.c.operator_id == operator_id),
        "to_print": _count(letters, letters.c.state.in_([LetterState.APPROVED, LetterState.ISSUED]), letters.c.in_queue.is_(True)),
        "batches_open": _count(mail_batches, mail_batches.c.state.not_in(_ENDED_BATCHES)),
        "open_cases": view(CaseView.OPEN),
    }
    row = connection.execute(sa.select(*(count.label(name) for name, count in counts.items()))).one()
    return HomeCounts(**row._mapping)


def _cases(conditions: Sequence[sa.ColumnElement[bool]]) -> sa.ScalarSelect[int]:
    return _count(case_index, *conditions)


def _count(table: sa.Table, *conditions: Any) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count()).select_from(table).where(*conditions).scalar_subquery()
