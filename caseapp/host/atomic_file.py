"""Write a small file so that after a crash it is either wholly the old one or wholly the new one."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

PRIVATE_FILE_MODE = 0o600


def write_atomically(path: Path, content: bytes) -> None:
    """Replace the file's content: temporary file in the same folder, flush to disk, rename, flush the folder.

    The file is readable by its owner only. A failure leaves the old file and no temporary one.

    Raises:
        OSError: the disk is full, the folder is missing or not writable.
    """
    temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE_MODE)
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    flush_folder(path.parent)


def remove_leftovers(path: Path) -> None:
    """Remove temporary files that killed programs left beside a file; only for folders that one program at a time may use."""
    for leftover in path.parent.glob(f".{path.name}.*.tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def flush_folder(folder: Path) -> None:
    """Make a rename in the folder last. Windows has no such call and keeps renames by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
