"""Deadlines of open requests in groups, and last days moved for many of them: a few statements, however many cases there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.status import UNANSWERED_STATUSES, RequestStatus
from caseapp.services.last_days import DeadlineGroup, DeadlineMove
from caseapp.store.index_row import NEVER, NEXT_KINDS, STANDING_STATES
from caseapp.store.tables import case_index, cases, deadlines, requests
from caseapp.store.thing_table import field_names

T = TypeVar("T")

AT_ONCE = 500
COUNTED = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.MET_LATE)
"""What a last day still matters for: a deadline met in time, superseded or gone keeps its dates."""

_D, _C, _R = deadlines.c, cases.c, requests.c
_OPEN = _R.status != RequestStatus.CLOSED
# A right asked later than the rest of the case has a receipt of its own, and the law of that day.
_RECEIVED_ON: sa.Function[date] = sa.func.coalesce(_R.asked_on, _C.received_on, type_=sa.Date)
_REGIME_VERSION: sa.Function[str] = sa.func.coalesce(sa.func.nullif(_R.regime_version, ""), _C.regime_version)


_KEY = {
    "regime_id": _C.regime_id, "regime_version": _REGIME_VERSION, "rule_id": _D.rule_id, "kind": _D.kind, "request_type": _R.type,
    "received_on": _RECEIVED_ON, "plan_by_on": _D.plan_by_on, "last_day_on": _D.last_day_on, "mail_by_on": _D.mail_by_on,
}  # fmt: skip


def groups(connection: sa.Connection, kinds: Collection[DeadlineKind] = ()) -> tuple[DeadlineGroup, ...]:
    """Return the groups of all open requests, oldest receipt first; of these clocks alone where some are named."""
    counts = {"count": sa.func.count(), "case_count": sa.func.count(sa.distinct(_D.case_id))}
    named = _KEY | counts
    names = field_names(DeadlineGroup)
    statement = _counted((named[name].label(name) for name in names), kinds).group_by(*_KEY.values()).order_by(_RECEIVED_ON, _D.rule_id)
    return tuple(DeadlineGroup(**dict(zip(names, row, strict=True))) for row in connection.execute(statement))


def group_places(
    connection: sa.Connection, kinds: Collection[DeadlineKind]
) -> tuple[tuple[DeadlineGroup, tuple[tuple[int, str], ...]], ...]:
    """Return the groups with the rows of their deadlines and the ids of their cases: one scan, put together here."""
    found: defaultdict[tuple[Any, ...], list[tuple[int, str]]] = defaultdict(list)
    for place, case_id, *key in connection.execute(_counted((_D.seq, _D.case_id, *_KEY.values()), kinds).order_by(_D.seq)):
        found[tuple(key)].append((place, case_id))
    return tuple(
        (DeadlineGroup(**dict(zip(_KEY, key, strict=True)), count=len(some), case_count=len({one for _, one in some})), tuple(some))
        for key, some in found.items()
    )


def _counted(columns: Iterable[Any], kinds: Collection[DeadlineKind]) -> sa.Select[Any]:
    """Select deadlines of open requests that a last day still matters for."""
    return (
        sa.select(*columns)
        .join_from(deadlines, requests, _R.id == _D.request_id)
        .join(cases, _C.id == _D.case_id)
        .where(_D.state.in_(COUNTED), _OPEN, *([_D.kind.in_(sorted(kinds))] if kinds else []))
    )


def case_numbers(connection: sa.Connection, group: DeadlineGroup, *, limit: int) -> tuple[tuple[str, str], ...]:
    """Return ids and numbers of the cases of a group."""
    statement = (
        sa.select(_C.id, _C.number).join_from(deadlines, requests, _R.id == _D.request_id).join(cases, _C.id == _D.case_id)
        .where(*_of(group)).order_by(_C.number).limit(limit)
    )  # fmt: skip
    return tuple((row.id, row.number) for row in connection.execute(statement))


class SqlLastDays:
    """Moves last days within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def move(self, moves: Sequence[DeadlineMove], *, today: date) -> frozenset[int]:
        """Give each deadline its other last day, and the state its dates say; return the rows that moved."""
        alike: defaultdict[tuple[date, date], list[int]] = defaultdict(list)
        for one in moves:
            alike[one.from_on, one.to_on].append(one.place)
        moved: set[int] = set()
        for (from_on, to_on), places in alike.items():
            for some in _parts(places):
                moved.update(self._move(some, from_on, to_on, today))
        return frozenset(moved)

    def _move(self, places: Sequence[int], from_on: date, to_on: date, today: date) -> Iterable[int]:
        state = sa.case(
            (_D.met_on.is_not(None), sa.case((_D.met_on <= to_on, DeadlineState.MET), else_=DeadlineState.MET_LATE)),
            else_=DeadlineState.OPEN if today <= to_on else DeadlineState.MISSED,
        )
        return self._connection.execute(
            sa.update(deadlines)
            .where(_D.seq.in_(places), _D.state.in_(COUNTED), _D.last_day_on == from_on)
            .values(last_day_on=to_on, state=sa.cast(state, _D.state.type), version=_D.version + 1)
            .returning(_D.seq)
        ).scalars()

    def refresh_index(self, case_ids: Iterable[str]) -> None:
        """Bring the lines of these cases in the index in step with their deadlines."""
        for some in _parts(list(dict.fromkeys(case_ids))):
            self._connection.execute(sa.update(case_index).where(case_index.c.case_id.in_(some)).values(_next_dates()))


def _of(group: DeadlineGroup) -> tuple[Any, ...]:
    return (
        _D.state.in_(COUNTED), _OPEN, _D.rule_id == group.rule_id, _D.kind == group.kind, _D.last_day_on == group.last_day_on,
        _D.plan_by_on == group.plan_by_on, _R.type == group.request_type, group.received_on == _RECEIVED_ON,
        _C.regime_id == group.regime_id, group.regime_version == _REGIME_VERSION,
    )  # fmt: skip


def _next_dates() -> dict[str, object]:
    """What the index says of a case's next deadline, as `index_row` works it out."""
    owed = (
        sa.select(_D.kind, _D.plan_by_on, _D.last_day_on, _D.mail_by_on)
        .join_from(deadlines, requests, _R.id == _D.request_id)
        .where(
            _D.case_id == case_index.c.case_id,
            _D.state.in_(sorted(STANDING_STATES)),
            _D.kind.in_(sorted(NEXT_KINDS)),
            _R.status.in_(sorted(UNANSWERED_STATUSES)),
        )
    )
    first = owed.order_by(_D.plan_by_on, _D.last_day_on, _D.seq).limit(1)

    def of_first(column: sa.ColumnElement[object]) -> sa.ScalarSelect[object]:
        return first.with_only_columns(column).correlate(case_index).scalar_subquery()

    latest = owed.with_only_columns(sa.func.min(_D.last_day_on)).correlate(case_index).scalar_subquery()
    return {
        "due_kind": of_first(_D.kind), "plan_by_on": of_first(_D.plan_by_on), "last_day_on": of_first(_D.last_day_on),
        "mail_by_on": of_first(_D.mail_by_on), "due_on": sa.func.coalesce(of_first(_D.plan_by_on), NEVER),
        "late_after_on": sa.func.coalesce(latest, NEVER),
    }  # fmt: skip


def _parts(values: Sequence[T]) -> Iterable[Sequence[T]]:
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
