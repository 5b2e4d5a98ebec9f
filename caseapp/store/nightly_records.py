"""Set-based reads and writes of the nightly job."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineKind, DeadlineState
from caseapp.domain.hold import HoldKind
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.services.ports import CaseToPurge
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


class SqlNightlyRecords:
    """The nightly job's view of one transaction.

    What it changes of a deadline, from open to missed, is nothing the index of cases says: both stand there alike.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def mark_missed(self, today: date, *, limit: int) -> int:
        late = (
            sa.select(deadlines.c.seq)
            .where(OPEN, deadlines.c.last_day_on < today, deadlines.c.kind.in_(ACTING_KINDS))
            .order_by(deadlines.c.last_day_on, deadlines.c.kind, deadlines.c.seq)
            .limit(limit)
        )
        statement = (
            sa.update(deadlines).where(deadlines.c.seq.in_(late)).values(state=DeadlineState.MISSED, version=deadlines.c.version + 1)
        )
        return self._connection.execute(statement).rowcount

    def end_waits(self, today: date, *, limit: int) -> int:
        over = (
            sa.select(deadlines.c.seq)
            .where(OPEN, deadlines.c.last_day_on <= today, deadlines.c.kind == DeadlineKind.NO_REASK)
            .order_by(deadlines.c.last_day_on, deadlines.c.seq)
            .limit(limit)
        )
        statement = (
            sa.update(deadlines)
            .where(deadlines.c.seq.in_(over))
            .values(state=DeadlineState.MET, met_on=deadlines.c.last_day_on, version=deadlines.c.version + 1)
        )
        return self._connection.execute(statement).rowcount

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
        these = _listed(case_ids)
        self._connection.execute(sa.delete(claimed_values).where(claimed_values.c.case_id.in_(these)))
        self._connection.execute(sa.delete(documents).where(documents.c.case_id.in_(these), documents.c.purge_on <= today))
        late = sa.case((deadlines.c.last_day_on < today, DeadlineState.MET_LATE), else_=DeadlineState.MET)
        self._connection.execute(
            sa.update(deadlines)
            .where(
                deadlines.c.case_id.in_(these), STANDING, deadlines.c.plan_by_on <= today,
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


def _listed(values: Sequence[int] | Sequence[str]) -> sa.Select[Any]:
    """Return many values as one parameter: a statement with thousands of them is neither written nor compiled anew for each page."""
    return sa.select(sa.func.json_each(json.dumps(list(values))).table_valued("value").c.value)
