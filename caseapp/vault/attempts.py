"""Failed unlocks slow the next one down.

The count stands in a small file that nothing protects: somebody who can write in the folder can also copy the keys and guess
elsewhere. It is there for the person who sits down at an unattended desk.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from caseapp.host.atomic_file import write_atomically

NAME = "attempts.json"
FREE_MISSES = 2
DELAY_SECONDS_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Misses since the last unlock, and the instant of the last one."""

    count: int = 0
    last_at: datetime | None = None


def read(folder: Path) -> Attempts:
    """Return what the file says; a file that cannot be read counts nothing."""
    try:
        body = json.loads((folder / NAME).read_bytes())
        last_at = datetime.fromisoformat(body["last_at"])
        if last_at.tzinfo is None or not isinstance(body["count"], int):
            return Attempts()
        return Attempts(count=max(0, body["count"]), last_at=last_at.astimezone(UTC))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Attempts()


def attempts_wait_seconds(folder: Path, now: datetime) -> int:
    """Return how many whole seconds have to pass before the next try: none for two misses, then 1, 2, 4 ... 60 from the last miss."""
    attempts = read(folder)
    if attempts.last_at is None or attempts.count <= FREE_MISSES:
        return 0
    delay = min(DELAY_SECONDS_MAX, 2 ** min(attempts.count - FREE_MISSES - 1, 10))
    # A clock that was turned back must not lock the office out for longer than the delay.
    left = min(timedelta(seconds=delay), attempts.last_at + timedelta(seconds=delay) - now)
    return max(0, -(-left // timedelta(seconds=1)))


def record_miss(folder: Path, now: datetime) -> None:
    """Count one more. A folder that cannot be written must not hide the real trouble, so nothing is raised."""
    body = {"count": min(read(folder).count + 1, 1_000_000), "last_at": now.astimezone(UTC).isoformat()}
    with contextlib.suppress(OSError):
        write_atomically(folder / NAME, json.dumps(body).encode())


def forget(folder: Path) -> None:
    """Start anew after an unlock."""
    with contextlib.suppress(OSError):
        (folder / NAME).unlink()
