"""Backups: a checked copy under the store's own key, named by its instant and nothing else; thinned by age; put back beside.

The rule of keeping: everything of the last 48 hours, then the last of each of 14 days, 8 weeks and 3 months (UTC).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlcipher3 import dbapi2

from caseapp.services.trouble import Trouble
from caseapp.store.copying import check_copy, copy_store
from caseapp.store.facts import LAST_BACKUP_AT
from caseapp.store.sqlcipher_setup import keyed_connection
from caseapp.store.uow import SqlUnitOfWork

KEEP_ALL_FOR = timedelta(hours=48)
KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 14, 8, 3

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"backup-(\d{8}T\d{6}Z)\.db\Z")
_UNFINISHED = re.compile(r"backup-(\d{8}T\d{6}Z)\.db\.unfinished\Z")


class OpenStore(Protocol):
    """What a backup needs of an open store."""

    path: Path
    key: bytes

    def unit_of_work(self) -> SqlUnitOfWork: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup file."""

    path: Path
    at: datetime
    size: int


def back_up(store: OpenStore, folder: Path, *, at: datetime) -> Path:
    """Copy the open store, check the copy, and note in the store when it was made.

    Raises:
        Trouble: ``backup_not_good`` (check=), ``disk_full``, ``store_busy``, ``store_damaged``.
    """
    copy = copy_store(store.path, store.key, folder / f"backup-{at.astimezone(UTC).strftime(_STAMP)}.db")
    with store.unit_of_work() as uow:
        uow.set_fact(LAST_BACKUP_AT, at.astimezone(UTC).isoformat())
        uow.commit()
    return copy


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a folder, newest first. Other files are not looked at."""
    found = [
        Backup(path=path, at=_instant(match[1]), size=path.stat().st_size)
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (match := _NAME.match(path.name))
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def kept(instants: Iterable[datetime], *, now: datetime) -> frozenset[datetime]:
    """Return which backups the rule keeps. The newest is always among them."""
    newest_first = sorted((each.astimezone(UTC) for each in instants), reverse=True)
    keep = {each for each in newest_first if now - each <= KEEP_ALL_FOR}
    keep |= _last_of_each(newest_first, KEPT_DAYS, lambda at: (at.year, at.month, at.day))
    keep |= _last_of_each(newest_first, KEPT_WEEKS, lambda at: tuple(at.isocalendar()[:2]))
    keep |= _last_of_each(newest_first, KEPT_MONTHS, lambda at: (at.year, at.month))
    return frozenset(keep)


def thin_out(folder: Path, *, now: datetime) -> tuple[Path, ...]:
    """Delete the backups that the rule does not keep and return them."""
    backups = list_backups(folder)
    keep = kept((each.at for each in backups), now=now)
    gone = tuple(each.path for each in backups if each.at not in keep)
    for path in gone + _left_unfinished(folder, now):
        path.unlink()
    return gone


def _left_unfinished(folder: Path, now: datetime) -> tuple[Path, ...]:
    """Return what backups left behind that were killed long ago; a young one may still be written."""
    left = ((path, _UNFINISHED.match(path.name)) for path in (folder.iterdir() if folder.is_dir() else ()))
    return tuple(path for path, match in left if match and now - _instant(match[1]) > KEEP_ALL_FOR)


def _instant(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def restore(backup: Path, path: Path, key: bytes, *, at: datetime) -> Path:
    """Put a backup in the place of a closed store and return where the old file went. Nothing is ever overwritten.

    Raises:
        Trouble: ``backup_not_good`` (check=) before anything was touched; ``store_exists`` when the name of the old file is taken.
    """
    check_copy(backup, key)
    aside = path.with_name(f"{path.name}.before-restore-{at.astimezone(UTC).strftime(_STAMP)}")
    if aside.exists():
        raise Trouble("store_exists", file=aside.name)
    beside = path.with_name(path.name + ".restoring")
    _copy_bytes(backup, beside)
    _merge_log(path, key)
    # A log that could not be merged belongs to the old file; left where it is, it would be replayed into the new one.
    for log in ("-wal", "-shm"):
        old = path.with_name(path.name + log)
        if old.exists():
            old.replace(aside.with_name(aside.name + log))
    if path.exists():
        _keep_under(path, aside)
    beside.replace(path)
    return aside


def _merge_log(path: Path, key: bytes) -> None:
    """Bring the old file and its log together, as the last one to close it would; a damaged one stays as it is."""
    if not path.exists():
        return
    connection = keyed_connection(path, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except dbapi2.Error:
        return
    finally:
        connection.close()


def _keep_under(path: Path, aside: Path) -> None:
    """Give the old file a second name, so that at no moment there is no store; where a disk has no links, rename it."""
    try:
        os.link(path, aside)
    except OSError:
        path.replace(aside)


def _copy_bytes(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with source.open("rb") as read, target.open("r+b") as write:
        while block := read.read(1 << 20):
            write.write(block)
        write.flush()
        os.fsync(write.fileno())


def _last_of_each(newest_first: list[datetime], count: int, span: Callable[[datetime], tuple[int, ...]]) -> set[datetime]:
    last: dict[tuple[int, ...], datetime] = {}
    for at in newest_first:
        last.setdefault(span(at), at)
    return set(list(last.values())[:count])
