"""Set-based reads and writes of the nightly job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineKind, DeadlineState
from caseapp.services.ports import OpenDeadline
from caseapp.store import mappings
from caseapp.store.tables import STANDING_STATES_SQL, deadlines, extensions

ACTING_KINDS = sorted(frozenset(DeadlineKind) - WAITING_KINDS)
STANDING = sa.text(STANDING_STATES_SQL)


class SqlNightlyRecords:
    """The nightly job's view of one transaction.

    What it changes of a deadline, from open to missed, is nothing the index of cases says: both stand there alike.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def open_deadlines_past(self, today: date, *, after: OpenDeadline | None, limit: int) -> tuple[OpenDeadline, ...]:
        # A plan day never comes after its last day, so the index of what stands, which begins with it, bounds the search.
        statement = (
            sa.select(deadlines.c.id, deadlines.c.kind, deadlines.c.plan_by_on, deadlines.c.last_day_on)
            .where(
                STANDING,
                deadlines.c.plan_by_on < today,
                deadlines.c.last_day_on < today,
                deadlines.c.state == DeadlineState.OPEN,
                deadlines.c.kind.in_(ACTING_KINDS),
            )
            .order_by(deadlines.c.plan_by_on, deadlines.c.id)
            .limit(limit)
        )
        if after is not None:
            # What was marked stands in the same index: without the key each page would read all pages before it again.
            statement = statement.where(
                deadlines.c.plan_by_on >= after.plan_by_on,
                sa.or_(deadlines.c.plan_by_on > after.plan_by_on, deadlines.c.id > after.id),
            )
        found = self._connection.execute(statement)
        return tuple(OpenDeadline(id=id, kind=kind, plan_by_on=plan, last_day_on=last) for id, kind, plan, last in found)

    def mark_missed(self, ids: Sequence[str]) -> None:
        statement = (
            sa.update(deadlines)
            .where(deadlines.c.id.in_(ids), deadlines.c.state == DeadlineState.OPEN)
            .values(state=DeadlineState.MISSED, version=deadlines.c.version + 1)
        )
        self._connection.execute(statement)

    def count_open_deadlines(self) -> int:
        statement = sa.select(sa.func.count()).select_from(deadlines).where(STANDING, deadlines.c.state == DeadlineState.OPEN)
        return self._connection.execute(statement).scalar_one()

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

    def proposals_past(self, today: date, *, limit: int) -> tuple[Extension, ...]:
        notice = sa.select(deadlines.c.request_id).where(
            deadlines.c.request_id == extensions.c.request_id,
            deadlines.c.kind == DeadlineKind.EXTENSION_NOTICE,
            deadlines.c.last_day_on < today,
        )
        statement = mappings.EXTENSIONS.select().where(extensions.c.state == ExtensionState.PROPOSED, notice.exists()).limit(limit)
        return mappings.EXTENSIONS.things(self._connection.execute(statement))
