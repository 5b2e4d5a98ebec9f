"""Connections to an encrypted file: key first, then the settings that make it durable and quiet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from caseapp.services.trouble import Trouble

KEY_LENGTH = 32
# Older ones may damage a file in WAL mode when two connections reset the log together (sqlite.org, fixed March 2026).
SQLITE_OLDEST = (3, 51, 3)
BUSY_TIMEOUT_MS = 5000

_SETTINGS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "temp_store = MEMORY",
    "mmap_size = 0",
    "cache_size = -32768",
)


def check_library(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse a library that is known to damage files.

    Raises:
        Trouble: ``library_too_old``.
    """
    if version < SQLITE_OLDEST:
        raise Trouble("library_too_old", library="SQLite", found=".".join(map(str, version)), needed=".".join(map(str, SQLITE_OLDEST)))


def keyed_connection(path: Path, key: bytes) -> dbapi2.Connection:
    """Open a file with its raw key and nothing else set. The key is not proved before the first read.

    Raises:
        ValueError: the key has not 32 bytes.
    """
    if len(key) != KEY_LENGTH:
        raise ValueError("a store key has 32 bytes")
    # One thread at a time has a connection (the pool sees to it), though not always the same one; the library is built serialised.
    connection = dbapi2.connect(str(path), timeout=BUSY_TIMEOUT_MS / 1000, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key is written about on stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection


def connector(path: Path, key: bytes, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Callable[[], dbapi2.Connection]:
    """Return the function that the pool calls for a new connection."""

    def connect() -> dbapi2.Connection:
        connection = keyed_connection(path, key)
        try:
            connection.execute(f"PRAGMA busy_timeout = {int(busy_timeout_ms)}")
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
        except BaseException:
            connection.close()
            raise
        return connection

    return connect
