"""The last head of the history that was seen on this machine, remembered outside the data folder.

A history that is shorter than this, or has another hash at this number, was cut or written anew, or an old copy of the data was put
back. It lies with the settings, so that an old data folder does not bring its own old anchor along.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from caseapp.host.atomic_file import write_atomically
from caseapp.host.paths import make_private_folder

FOLDER = "heads"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenHead:
    """Number and hash of the newest entry that was seen."""

    seq: int
    hash: str


class HeadUnreadable(Exception):  # noqa: N818
    """There is a remembered head, but it cannot be read; to be told, since losing it unnoticed would defeat it."""


class HeadMovedBack(Exception):  # noqa: N818
    """The head to be remembered is older than the one that was seen, or differs at the same number."""

    def __init__(self, seen: SeenHead, given: SeenHead) -> None:
        super().__init__(f"head {given.seq} after head {seen.seq}")
        self.seen = seen
        self.given = given


def last_head(settings: Path, data: Path) -> SeenHead | None:
    """Return the head that was last seen of a data folder, or None when this machine has seen none.

    Raises:
        HeadUnreadable: the file is damaged or the system refuses.
    """
    try:
        body = json.loads(_file(settings, data).read_bytes())
        if type(body["seq"]) is not int or not isinstance(body["hash"], str):
            raise HeadUnreadable
        return SeenHead(seq=body["seq"], hash=body["hash"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise HeadUnreadable from None


def remember_head(settings: Path, data: Path, *, seq: int, hash: str, after_restore: bool = False) -> None:
    """Remember a head whose history was checked.

    Args:
        after_restore: an officer said that an older copy was put back on purpose.

    Raises:
        HeadMovedBack: it is older than the one seen, and nobody said so.
        HeadUnreadable: the one seen cannot be read, and nobody said so.
        OSError: it cannot be written.
    """
    given = SeenHead(seq=seq, hash=hash)
    if not after_restore:
        seen = last_head(settings, data)
        if seen == given:
            return
        if seen is not None and seen.seq >= given.seq:
            raise HeadMovedBack(seen, given)
    make_private_folder(settings / FOLDER)
    write_atomically(_file(settings, data), json.dumps({"seq": seq, "hash": hash}).encode())


def _file(settings: Path, data: Path) -> Path:
    # The name of a person's folder does not belong into a file name.
    name = hashlib.sha256(str(data.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    return settings / FOLDER / f"{name}.json"
