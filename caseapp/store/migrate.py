"""Bring an older store up to date: copy first, then the steps in one transaction, then the check of references.

A failed step puts the copy back. A store from a newer program was refused before: see `schema_version`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from caseapp.services.trouble import Trouble
from caseapp.store.copying import copy_store
from caseapp.store.schema_version import stored_revision

_SCRIPTS = Path(__file__).parent / "migrations"


def create_tables(engine: sa.Engine) -> None:
    """Run every step on a new, empty store."""
    with engine.connect() as connection:
        _upgrade(connection, "head", _SCRIPTS)


def bring_up_to_date(
    path: Path, key: bytes, engine_of: Callable[[Path, bytes], sa.Engine], backups: Path, *, scripts: Path = _SCRIPTS
) -> str | None:
    """Migrate the store when it is older than the steps and return the name of the copy made before; None when it is current.

    Raises:
        Trouble: ``migration_failed`` (copy=) after the copy was put back; ``disk_full`` before anything was changed.
    """
    engine = engine_of(path, key)
    try:
        stored, newest = stored_revision(engine) or "none", ScriptDirectory(str(scripts)).get_current_head()
        if stored == newest:
            return None
        copy = copy_store(path, key, backups / f"before-migration-{stored}-{newest}.db")
        try:
            with engine.connect() as connection:
                _upgrade(connection, "head", scripts)
        except Exception as error:
            engine.dispose()
            put_back(copy, path)
            raise Trouble("migration_failed", copy=copy.name) from error
        return copy.name
    finally:
        engine.dispose()


def put_back(copy: Path, path: Path) -> None:
    """Replace the store by its copy in one step; the copy stays where it is."""
    beside = path.with_name(path.name + ".restoring")
    with copy.open("rb") as source, beside.open("wb") as target:
        while block := source.read(1 << 20):
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    beside.chmod(0o600)
    for log in ("-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    beside.replace(path)


def _upgrade(connection: sa.Connection, target: str, scripts: Path) -> None:
    """Run the steps with foreign keys off, since rebuilding a table drops it and would take the rows that hang on it."""
    # The switch does nothing inside a transaction, so it is thrown on the driver's connection before one begins.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, target)
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
