"""Transactions begun by us: a writer takes the write lock at once, a reader sees one state throughout."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

_WRITES = "caseapp_writes"


def begin_ourselves(engine: sa.Engine) -> None:
    """Begin each transaction in words: the driver would begin late, and SQLite would then refuse to raise a reader to a writer."""

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing_connection(engine: sa.Engine) -> sa.Connection:
    """Return a connection whose transaction takes the write lock when it begins."""
    return engine.connect().execution_options(**{_WRITES: True})


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One state of the store to read from; nothing is kept."""
    with engine.connect() as connection:
        yield connection
