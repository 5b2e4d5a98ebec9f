"""The append-only history in its table. Rows are never changed or deleted: triggers of the database refuse it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from caseapp.domain.errors import Conflict
from caseapp.domain.history import HistoryEntry
from caseapp.store import mappings
from caseapp.store.tables import case_events, event_salts


class SqlHistory:
    """The history within one transaction, which has the write lock: the head it tells stays the head."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def head(self) -> tuple[int, str]:
        newest = sa.select(case_events.c.seq, case_events.c.hash).order_by(case_events.c.seq.desc()).limit(1)
        row = self._connection.execute(newest).first()
        return (row.seq, row.hash) if row else (0, "")

    def append(self, entry: HistoryEntry, salts: Mapping[str, bytes]) -> None:
        """Append one entry.

        Raises:
            Conflict: ``already_there`` (kind=history_entry) when its place is taken.
        """
        if entry.seq <= self.head()[0]:
            raise Conflict("already_there", kind="history_entry")
        self._connection.execute(sa.insert(case_events), mappings.CASE_EVENTS.row(entry))
        if salts:
            rows = [{"event_seq": entry.seq, "name": name, "salt": salt} for name, salt in salts.items()]
            self._connection.execute(sa.insert(event_salts), rows)

    def append_all(self, entries: Sequence[HistoryEntry]) -> None:
        """Append many entries without digests.

        Raises:
            Conflict: ``already_there`` (kind=history_entry) when the place of the first is taken.
        """
        if not entries:
            return
        if entries[0].seq <= self.head()[0]:
            raise Conflict("already_there", kind="history_entry")
        self._connection.execute(sa.insert(case_events), [mappings.CASE_EVENTS.row(entry) for entry in entries])

    def destroy_salts(self, case_id: str) -> int:
        of_case = sa.select(case_events.c.seq).where(case_events.c.case_id == case_id)
        return self._connection.execute(sa.delete(event_salts).where(event_salts.c.event_seq.in_(of_case))).rowcount

    def entries(self, *, case_id: str | None = None, after_seq: int = 0, limit: int = 1000) -> tuple[HistoryEntry, ...]:
        statement = mappings.CASE_EVENTS.select().where(case_events.c.seq > after_seq).limit(limit)
        if case_id is not None:
            statement = statement.where(case_events.c.case_id == case_id)
        return mappings.CASE_EVENTS.things(self._connection.execute(statement))

    def of_office(self, *, limit: int) -> tuple[HistoryEntry, ...]:
        """Return the newest entries that are of no case, the newest first."""
        of_none = mappings.CASE_EVENTS.select().where(case_events.c.case_id.is_(None))
        statement = of_none.order_by(None).order_by(case_events.c.seq.desc()).limit(limit)
        return mappings.CASE_EVENTS.things(self._connection.execute(statement))
