"""The reads of a role that sees no names: the same questions, and answers in which nobody can be recognised."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from caseapp.domain.operators import Act, Operator
from caseapp.services.ports import Queries
from caseapp.services.sight import case_seen_by, name_seen_by
from caseapp.services.views import (
    BatchEntry,
    CaseDetail,
    CaseListPage,
    CaseRow,
    DeadlineEntry,
    DraftEntry,
    LetterEntry,
    PieceEntry,
    SearchHit,
    TaskEntry,
)


def queries_seen_by(operator: Operator, queries: Queries) -> Queries:
    """Return the reads as this operator may have them: as they are, or with every person masked."""
    return queries if operator.may(Act.SEE_NAMES) else cast("Queries", _SeenQueries(operator, queries))


class _SeenQueries:
    """Asks and masks what comes back. What holds nobody (counts, days) comes through as it is."""

    def __init__(self, operator: Operator, queries: Queries) -> None:
        self._operator = operator
        self._queries = queries

    def __getattr__(self, name: str) -> Any:
        asked = getattr(self._queries, name)
        return (lambda *args, **named: self._seen(asked(*args, **named))) if callable(asked) else asked

    def _seen(self, answer: Any) -> Any:
        if isinstance(answer, tuple):
            return tuple(self._seen(one) for one in answer)
        mask = _MASKS.get(type(answer))
        return answer if mask is None else mask(self._operator, answer)


def _named(operator: Operator, row: Any) -> Any:
    return replace(row, name=name_seen_by(operator, row.name, draft_of=getattr(row, "draft_of", "")))


def _case_row(operator: Operator, row: CaseRow) -> CaseRow:
    return replace(row, name=name_seen_by(operator, row.name, draft_of=row.created_by if row.is_draft else ""))


def _case_page(operator: Operator, page: CaseListPage) -> CaseListPage:
    return replace(page, rows=tuple(_case_row(operator, row) for row in page.rows))


def _on_paper(operator: Operator, entry: Any) -> Any:
    return replace(_named(operator, entry), postal_code="")


def _batch(operator: Operator, batch: BatchEntry) -> BatchEntry:
    return replace(batch, pieces=tuple(_on_paper(operator, piece) for piece in batch.pieces))


def _task(operator: Operator, entry: TaskEntry) -> TaskEntry:
    return replace(_named(operator, entry), task=replace(entry.task, note=""))


_MASKS: dict[type, Callable[[Operator, Any], Any]] = {
    BatchEntry: _batch,
    CaseDetail: case_seen_by,
    CaseListPage: _case_page,
    CaseRow: _case_row,
    DeadlineEntry: _named,
    DraftEntry: _named,
    LetterEntry: _on_paper,
    PieceEntry: _on_paper,
    SearchHit: _named,
    TaskEntry: _task,
}
