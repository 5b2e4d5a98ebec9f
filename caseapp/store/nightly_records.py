"""Set-based reads and writes of the nightly job."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineKind, DeadlineState
from caseapp.domain.hold import HoldKind
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.services.ports import CaseToPurge, OpenDeadline
from caseapp.store import mappings
from caseapp.store.queries.retention import count_due
from caseapp.store.tables import (
    OPEN_SQL,
    STANDING_STATES_SQL,
    claimed_values,
    deadlines,
    documents,
    extensions,
    holds,
    requests,
)

ACTING_KINDS = sorted(frozenset(DeadlineKind) - WAITING_KINDS)
STANDING = sa.text(STANDING_STATES_SQL)
OPEN = sa.text(OPEN_SQL)
AT_ONCE = 500
"""How many cases one statement names."""


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

    def cases_to_purge(self, today: date, *, after: str, limit: int) -> tuple[CaseToPurge, ...]:
        # By day, not by case: the few that are due stand together in the index of what still stands.
        clocks = sa.select(deadlines.c.case_id).where(
            STANDING, deadlines.c.plan_by_on <= today, deadlines.c.kind == DeadlineKind.VERIFICATION_PURGE
        )
        papers = sa.select(documents.c.case_id).where(documents.c.purge_on <= today)
        due = sa.union(clocks, papers).subquery("due")
        needed = sa.exists().where(
            requests.c.case_id == due.c.case_id, requests.c.status != RequestStatus.CLOSED, requests.c.type.not_in(sorted(NEVER_VERIFIED))
        )
        held = sa.exists().where(
            holds.c.case_id == due.c.case_id, holds.c.kind == HoldKind.LEGAL, holds.c.lifted_at.is_(None), holds.c.categories == (),
        )  # fmt: skip
        values = sa.select(sa.func.count()).where(claimed_values.c.case_id == due.c.case_id).scalar_subquery()
        count = sa.select(sa.func.count()).where(documents.c.case_id == due.c.case_id, documents.c.purge_on <= today).scalar_subquery()
        statement = (
            sa.select(due.c.case_id, values, count).where(due.c.case_id > after, ~needed, ~held).order_by(due.c.case_id).limit(limit)
        )
        return tuple(CaseToPurge(case_id=id, values=some, papers=more) for id, some, more in self._connection.execute(statement))

    def purge(self, case_ids: Sequence[str], today: date) -> None:
        for start in range(0, len(case_ids), AT_ONCE):
            some = list(case_ids[start : start + AT_ONCE])
            self._connection.execute(sa.delete(claimed_values).where(claimed_values.c.case_id.in_(some)))
            self._connection.execute(sa.delete(documents).where(documents.c.case_id.in_(some), documents.c.purge_on <= today))
            late = sa.case((deadlines.c.last_day_on < today, DeadlineState.MET_LATE), else_=DeadlineState.MET)
            self._connection.execute(
                sa.update(deadlines)
                .where(
                    deadlines.c.case_id.in_(some), STANDING, deadlines.c.plan_by_on <= today,
                    deadlines.c.kind == DeadlineKind.VERIFICATION_PURGE,
                )
                .values(state=sa.cast(late, deadlines.c.state.type), met_on=today, version=deadlines.c.version + 1)
            )  # fmt: skip

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
