"""The calendar: how much a month's days carry, and the deadlines of days and spans, always by planning date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.domain.deadline_kinds import WAITING_KINDS
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import UNANSWERED_STATUSES
from caseapp.services.views import DayLoad, DeadlineEntry
from caseapp.store.index_row import IN_FORCE, NEXT_KINDS, STANDING_STATES
from caseapp.store.tables import STANDING_STATES_SQL, case_index, deadlines, extensions, requests
from caseapp.store.thing_table import field_names

ANSWER_KINDS = frozenset({
    DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT,
})  # fmt: skip
# What only forbids something, and the last day for a choice, is no duty of a day: a notice of extension is sent or not.
_NO_DUTY = sorted(WAITING_KINDS | {DeadlineKind.EXTENSION_NOTICE})
_DROPPED = (DeadlineState.SUPERSEDED, DeadlineState.NOT_APPLICABLE)
STANDING = sa.text(f"deadlines.{STANDING_STATES_SQL}")
_D = deadlines.c
# A draft is a case whose clocks run; what its owner has typed so far is nobody else's.
DRAFT_OF = sa.case((case_index.c.is_draft, case_index.c.created_by), else_="")


def month(connection: sa.Connection, first_on: date, last_on: date, *, types: Sequence[RequestType]) -> tuple[DayLoad, ...]:
    """Return the load of every day that has one: what still stands by group, what was met, and what was late (met late or missed)."""
    statement = (
        sa.select(_D.plan_by_on, _D.kind, _D.state, sa.func.count().label("many"))
        .where(_D.plan_by_on.between(first_on, last_on), *_of_types(types))
        .group_by(_D.plan_by_on, _D.kind, _D.state)
    )
    days: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for on, kind, state, many in connection.execute(statement):
        if state in _DROPPED or kind in _NO_DUTY:
            continue
        if state in STANDING_STATES:
            days[on][_group(kind)] += many
        if state in (DeadlineState.MET, DeadlineState.MET_LATE):
            days[on]["met"] += many
        if state in (DeadlineState.MISSED, DeadlineState.MET_LATE):
            days[on]["late"] += many
        if state is DeadlineState.MISSED:
            days[on]["missed"] += many
    return tuple(
        DayLoad(on=on, **{name: load[name] for name in ("answers", "receipts", "others", "met", "late", "missed")})
        for on, load in sorted(days.items())
    )


def day_entries(connection: sa.Connection, on: date, *, types: Sequence[RequestType]) -> tuple[DeadlineEntry, ...]:
    """Return the deadlines planned for one day, met ones too."""
    return _entries(connection, _D.plan_by_on == on, _D.state.not_in(_DROPPED), _D.kind.not_in(_NO_DUTY), *_of_types(types))


def agenda(
    connection: sa.Connection, *, from_on: date, until_on: date, types: Sequence[RequestType], limit: int
) -> tuple[DeadlineEntry, ...]:
    """Return the deadlines of a span that still stand."""
    return _entries(
        connection, STANDING, _D.plan_by_on.between(from_on, until_on), _D.kind.not_in(_NO_DUTY), *_of_types(types), limit=limit
    )


def due_entries(connection: sa.Connection, *, until: date, limit: int) -> tuple[DeadlineEntry, ...]:
    """Return what is owed to consumers until a day; what is longest past comes first."""
    return _entries(
        connection,
        STANDING,
        _D.plan_by_on <= until,
        _D.kind.in_(sorted(NEXT_KINDS)),
        requests.c.status.in_(sorted(UNANSWERED_STATUSES)),
        limit=limit,
    )


def _entries(connection: sa.Connection, *conditions: Any, limit: int | None = None) -> tuple[DeadlineEntry, ...]:
    is_extended = sa.exists().where(extensions.c.request_id == requests.c.id, extensions.c.state.in_(sorted(IN_FORCE)))
    named = {
        "deadline_id": _D.id, "case_id": _D.case_id, "number": case_index.c.number, "name": case_index.c.name,
        "type": requests.c.type, "status": requests.c.status, "kind": _D.kind, "state": _D.state,
        "plan_by_on": _D.plan_by_on, "last_day_on": _D.last_day_on, "mail_by_on": _D.mail_by_on, "is_extended": is_extended,
        "draft_of": DRAFT_OF,
    }  # fmt: skip
    names = field_names(DeadlineEntry)
    statement = (
        sa.select(*(named[name] for name in names))
        .join_from(deadlines, requests, requests.c.id == _D.request_id)
        .join(case_index, case_index.c.case_id == _D.case_id)
        .where(*conditions)
        .order_by(_D.plan_by_on, _D.last_day_on, case_index.c.number, _D.seq)
        .limit(limit)
    )
    return tuple(DeadlineEntry(**dict(zip(names, row, strict=True))) for row in connection.execute(statement))


def _of_types(types: Sequence[RequestType]) -> tuple[sa.ColumnElement[bool], ...]:
    return (_D.request_type.in_(sorted(frozenset(types))),) if types else ()


def _group(kind: DeadlineKind) -> str:
    return "answers" if kind in ANSWER_KINDS else "receipts" if kind is DeadlineKind.CONFIRM_RECEIPT else "others"
