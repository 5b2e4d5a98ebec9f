"""Set-based reads and writes of the nightly job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineKind, DeadlineState
from caseapp.services.ports import OpenDeadline
from caseapp.store import mappings
from caseapp.store.queries.retention import count_due
from caseapp.store.tables import OPEN_SQL, STANDING_STATES_SQL, deadlines, extensions

ACTING_KINDS = sorted(frozenset(DeadlineKind) - WAITING_KINDS)
STANDING = sa.text(STANDING_STATES_SQL)
OPEN = sa.text(OPEN_SQL)


class SqlNightlyRecords:
    """The nightly job's view of one transaction.

    What it changes of a deadline, from open to missed, is nothing the index of cases says: both stand there alike.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def open_deadlines_past(self, today: date, *, after: OpenDeadline | None, limit: int) -> tuple[OpenDeadline, ...]:
        key = (deadlines.c.last_day_on, deadlines.c.kind, deadlines.c.seq)
        statement = (
            sa.select(deadlines.c.seq, deadlines.c.kind, deadlines.c.last_day_on)
            .where(OPEN, deadlines.c.last_day_on < today, deadlines.c.kind.in_(ACTING_KINDS))
            .order_by(*key)
            .limit(limit)
        )
        if after is not None:
            seen = (after.last_day_on, after.kind, after.place)
            statement = statement.where(sa.tuple_(*key) > sa.tuple_(*seen, types=[column.type for column in key]))
        found = self._connection.execute(statement)
        return tuple(OpenDeadline(place=place, kind=kind, last_day_on=last) for place, kind, last in found)

    def mark_missed(self, late: Sequence[OpenDeadline]) -> None:
        statement = (
            sa.update(deadlines)
            .where(deadlines.c.seq.in_([one.place for one in late]), deadlines.c.state == DeadlineState.OPEN)
            .values(state=DeadlineState.MISSED, version=deadlines.c.version + 1)
        )
        self._connection.execute(statement)

    def count_open_deadlines(self) -> int:
        return self._connection.execute(sa.select(sa.func.count()).select_from(deadlines).where(OPEN)).scalar_one()

    def cases_to_purge(self, today: date, *, after: str, limit: int) -> tuple[str, ...]:
        statement = (
            sa.select(deadlines.c.case_id)
            .where(
                STANDING,
                deadlines.c.plan_by_on <= today,
                deadlines.c.kind == DeadlineKind.VERIFICATION_PURGE,
                deadlines.c.case_id > after,
            )
            .distinct()
            .order_by(deadlines.c.case_id)
            .limit(limit)
        )
        return tuple(self._connection.execute(statement).scalars())

    def count_records_due(self, today: date, *, months: int) -> int:
        return count_due(self._connection, today=today, months=months)

    def proposals_past(self, today: date, *, limit: int) -> tuple[Extension, ...]:
        notice = sa.select(deadlines.c.request_id).where(
            deadlines.c.request_id == extensions.c.request_id,
            deadlines.c.kind == DeadlineKind.EXTENSION_NOTICE,
            deadlines.c.last_day_on < today,
        )
        statement = mappings.EXTENSIONS.select().where(extensions.c.state == ExtensionState.PROPOSED, notice.exists()).limit(limit)
        return mappings.EXTENSIONS.things(self._connection.execute(statement))
