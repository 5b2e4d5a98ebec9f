"""One program at a time on one data folder.

The system's lock counts, not the file: it goes away with the process, so a crash leaves no stale lock behind.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from caseapp.host.paths import make_private_folder

NAME = "caseapp.lock"


class SecondCopy(Exception):  # noqa: N818 - named for what is there, like the other troubles
    """Another program has this data folder open. Says nothing about whose it is."""

    def __init__(self) -> None:
        super().__init__("another copy of the program has this data folder open")


class SingleInstance:
    """The lock on one data folder, held until `release` or the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            SecondCopy: somebody has it.
            OSError: the folder cannot be written.
        """
        if self._descriptor is not None:
            return
        make_private_folder(self._file.parent)
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor)
        except OSError:
            os.close(descriptor)
            raise SecondCopy from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back; the empty file stays, since removing it would let two programs lock two files of one name."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> SingleInstance:
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
