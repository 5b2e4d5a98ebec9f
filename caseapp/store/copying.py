"""Copy a store while it is in use, through the library's online backup, to a checked file."""

from __future__ import annotations

import os
from pathlib import Path

from sqlcipher3 import dbapi2

from caseapp.services.trouble import Trouble
from caseapp.store.dbapi_errors import is_not_a_database, translated
from caseapp.store.sqlcipher_setup import keyed_connection


def copy_store(path: Path, key: bytes, target: Path, *, target_key: bytes | None = None) -> Path:
    """Write a checked copy of the store to `target`, which appears whole or not at all.

    Args:
        target_key: another key for the copy; the store's own when not given.

    Raises:
        Trouble: ``backup_not_good`` when the copy does not pass its checks, ``disk_full``, ``store_damaged``, ``store_busy``.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        counts = _copy(path, key, unfinished, target_key or key)
        check_copy(unfinished, target_key or key, counts=counts)
        _to_disk(unfinished)
        unfinished.replace(target)
        _to_disk(target.parent)
    except dbapi2.Error as error:
        raise (translated(error) or error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def check_copy(path: Path, key: bytes, *, counts: dict[str, int] | None = None) -> None:
    """Read a copy through: every page's seal, the structure, the references, and as many rows as were copied.

    Raises:
        Trouble: ``backup_not_good`` (check=).
    """
    connection = keyed_connection(path, key)
    try:
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise Trouble("backup_not_good", check="pages")
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Trouble("backup_not_good", check="structure")
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise Trouble("backup_not_good", check="references")
        if counts is not None and row_counts(connection) != counts:
            raise Trouble("backup_not_good", check="counts")
    except dbapi2.DatabaseError as error:
        if is_not_a_database(error) or isinstance(translated(error), Trouble):
            raise Trouble("backup_not_good", check="pages") from error
        raise
    finally:
        connection.close()


def row_counts(connection: dbapi2.Connection) -> dict[str, int]:
    """Return the number of rows of every table, the search tables' inner ones too."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _copy(path: Path, key: bytes, target: Path, target_key: bytes) -> dict[str, int]:
    source, copy = keyed_connection(path, key), keyed_connection(target, target_key)
    try:
        # One read transaction around both, so that the rows counted are the rows copied while others go on writing.
        source.execute("BEGIN")
        counts = row_counts(source)
        source.backup(copy)
        source.execute("ROLLBACK")
        # A copy is one file: without this it would want a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")
        return counts
    finally:
        copy.close()
        source.close()


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle for a folder.
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
