"""Open and create the encrypted store of one desk.

The machinery of migrations is imported when there is something to migrate: loading it takes longer than opening a store.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from caseapp.services.trouble import Trouble
from caseapp.store.dbapi_errors import is_not_a_database, translate_errors_of, translated
from caseapp.store.queries.all_queries import SqlQueries
from caseapp.store.schema_version import is_current
from caseapp.store.sqlcipher_setup import BUSY_TIMEOUT_MS, check_library, connector, keyed_connection
from caseapp.store.transactions import begin_ourselves
from caseapp.store.uow import SqlUnitOfWork

_PAGE_SIZE = 4096


class Store:
    """An open store. Any thread may ask it for a unit of work or for reads; each then has a connection to itself.

    Attributes:
        path: the database file.
        queries: the reads for the screen.
    """

    def __init__(self, path: Path, key: bytes, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> None:
        self.path = path
        self.key = key
        self.engine = encrypted_engine(path, key, busy_timeout_ms=busy_timeout_ms)
        self.queries = SqlQueries(self.engine)

    def unit_of_work(self) -> SqlUnitOfWork:
        """Return a new transaction, begun when it is entered."""
        return SqlUnitOfWork(self.engine)

    def close(self) -> None:
        """Close every connection. The write-ahead log is merged into the file by the last one."""
        self.engine.dispose()


def encrypted_engine(path: Path, key: bytes, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> sa.Engine:
    """Build an engine whose connections are keyed. Statements in its errors carry no values."""
    engine = sa.create_engine(
        "sqlite://",
        creator=connector(path, key, busy_timeout_ms=busy_timeout_ms),
        module=dbapi2,
        poolclass=sa.QueuePool,
        pool_size=2,
        max_overflow=4,
        hide_parameters=True,
    )
    begin_ourselves(engine)
    translate_errors_of(engine)
    return engine


def create_store(path: Path, key: bytes) -> Store:
    """Make a new store with its tables.

    Raises:
        Trouble: ``store_exists`` when there is a file already; ``disk_full``.
    """
    # Alembic costs a tenth of a second, and a store that is up to date needs none of it.
    from caseapp.store import migrate

    check_library()
    if path.exists():
        raise Trouble("store_exists", file=path.name)
    path.touch(mode=0o600)
    store = Store(path, key)
    try:
        migrate.create_tables(store.engine)
    except BaseException:
        store.close()
        path.unlink()
        raise
    return store


def open_store(path: Path, key: bytes, *, backups: Path | None = None, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Store:
    """Open a store after proving that the key reads it; an older one is copied and brought up to date first.

    Args:
        backups: folder for the copy made before a migration; ``backups`` beside the file when not given.

    Raises:
        Trouble: ``store_missing``, ``wrong_key``, ``store_damaged``, ``store_too_new`` (store=, program=), ``store_busy``,
            ``library_too_old``, ``migration_failed``.
    """
    check_library()
    if not path.is_file():
        raise Trouble("store_missing", file=path.name)
    _prove_key(path, key)
    store = Store(path, key, busy_timeout_ms=busy_timeout_ms)
    try:
        if is_current(store.engine):
            return store
        # Alembic costs a tenth of a second, and a store that is up to date needs none of it.
        from caseapp.store import migrate

        # Nothing else may have the file open when a failed step puts the copy back.
        store.close()
        migrate.bring_up_to_date(path, key, encrypted_engine, backups or path.parent / "backups")
        return store
    except BaseException:
        store.close()
        raise


def _prove_key(path: Path, key: bytes) -> None:
    """Read the first page; only then is it known that the key fits."""
    size = path.stat().st_size
    if size < _PAGE_SIZE:
        # An empty file would be taken for a new store.
        raise Trouble("store_damaged", reason="too_short")
    connection = keyed_connection(path, key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error as error:
        # A wrong key and a damaged first page look the same; a cut file does not.
        if is_not_a_database(error) and size % _PAGE_SIZE == 0:
            raise Trouble("wrong_key") from error
        raise (translated(error) or error) from error
    finally:
        connection.close()
