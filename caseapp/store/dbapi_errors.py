"""Errors of the driver, translated once, by code and never by text."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import ExceptionContext

from caseapp.services.trouble import Trouble

# Primary result codes of SQLite (sqlite.org/rescode.html); extended codes carry these in their low byte.
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_TROUBLES: dict[int, tuple[str, str | None]] = {
    _BUSY: ("store_busy", None),
    _LOCKED: ("store_busy", None),
    _FULL: ("disk_full", None),
    _CORRUPT: ("store_damaged", "content"),
    _NOTADB: ("store_damaged", "content"),
    _IOERR: ("store_damaged", "reading_or_writing_failed"),
    _CANTOPEN: ("store_damaged", "cannot_be_opened"),
    _READONLY: ("store_damaged", "read_only"),
}


def translated(error: BaseException) -> Trouble | None:
    """Return the trouble behind a driver's exception; None when it is a bug of ours.

    A broken constraint is told apart by `records`: this driver's code does not say which kind it was.
    """
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    found = _TROUBLES.get(code & 0xFF)
    if found is None:
        return None
    name, reason = found
    return Trouble(name, reason=reason) if reason else Trouble(name)


def is_not_a_database(error: BaseException) -> bool:
    """Say whether the first page could not be read: another key, or no store at all."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == _NOTADB


def translate_errors_of(engine: sa.Engine) -> None:
    """Let every statement, begin and commit of this engine raise Trouble instead of the driver's errors."""

    @sa.event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> Exception | None:
        original = context.original_exception
        return None if original is None else translated(original)
