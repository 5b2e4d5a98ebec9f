"""The reads of a role that sees no names: the same questions, and answers in which nobody can be recognised."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

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

    def __getattr__(self, name: str) -> object:
        asked = getattr(self._queries, name)

        def ask(*args: object, **named: object) -> object:
            return seen_by(self._operator, asked(*args, **named))

        return ask if callable(asked) else asked


def seen_by(operator: Operator, answer: object) -> object:
    """Return an answer, or each of a tuple of answers, as this operator may see it."""
    if isinstance(answer, tuple):
        return tuple(seen_by(operator, one) for one in answer)
    if isinstance(answer, CaseDetail):
        return case_seen_by(operator, answer)
    if isinstance(answer, CaseListPage):
        return replace(answer, rows=tuple(_row(operator, row) for row in answer.rows))
    if isinstance(answer, CaseRow):
        return _row(operator, answer)
    if isinstance(answer, DeadlineEntry | SearchHit):
        return replace(answer, name=name_seen_by(operator, answer.name, draft_of=answer.draft_of))
    if isinstance(answer, DraftEntry):
        return replace(answer, name=name_seen_by(operator, answer.name))
    if isinstance(answer, LetterEntry | PieceEntry):
        return replace(answer, name=name_seen_by(operator, answer.name), postal_code="")
    if isinstance(answer, BatchEntry):
        pieces = (replace(one, name=name_seen_by(operator, one.name), postal_code="") for one in answer.pieces)
        return replace(answer, pieces=tuple(pieces))
    if isinstance(answer, TaskEntry):
        return replace(answer, name=name_seen_by(operator, answer.name), task=replace(answer.task, note=""))
    return answer


def _row(operator: Operator, row: CaseRow) -> CaseRow:
    return replace(row, name=name_seen_by(operator, row.name, draft_of=row.created_by if row.is_draft else ""))
