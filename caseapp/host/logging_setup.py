"""The log: one rotating file in the data folder, redacted, readable by its owner only."""

from __future__ import annotations

import logging
import os
from io import TextIOWrapper
from pathlib import Path

from caseapp.host.paths import log_folder, make_private_folder
from caseapp.host.redaction import RedactingFormatter

NAME = "caseapp.log"
SIZE_MAX_BYTES = 1_000_000
OLD_FILES = 4
CARRIERS = frozenset({"sqlalchemy", "alembic", "reportlab", "pypdfium2"})
"""Libraries through whose hands consumers' values go."""


class PrivateRotatingFile(logging.FileHandler):
    """A rotating file that nobody else may read, whatever the umask is.

    `logging.handlers` has one too, but brings sockets and pickling along, which a start would pay for.
    """

    def __init__(self, file: Path, *, size_max: int, old_files: int) -> None:
        super().__init__(file, mode="a", encoding="utf-8")
        self._size_max = size_max
        self._old_files = old_files

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        return open(descriptor, "a", encoding="utf-8", errors="backslashreplace")

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream is None:
                self.stream = self._open()
            if self.stream.tell() >= self._size_max:
                self._turn_over()
        except OSError:
            self.handleError(record)
        super().emit(record)

    def _turn_over(self) -> None:
        if self.stream is not None:
            self.stream.close()
        for number in range(self._old_files, 0, -1):
            younger = Path(f"{self.baseFilename}.{number - 1}" if number > 1 else self.baseFilename)
            if younger.exists():
                younger.replace(f"{self.baseFilename}.{number}")
        self.stream = self._open()


def start_log(data: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Send all records of the program to the log of a data folder and return the handler, for `stop_log`.

    Raises:
        OSError: the folder cannot be made or the file not opened.
    """
    folder = make_private_folder(log_folder(data))
    handler = PrivateRotatingFile(folder / NAME, size_max=SIZE_MAX_BYTES, old_files=OLD_FILES)
    handler.setFormatter(RedactingFormatter())
    handler.setLevel(level)
    handler.addFilter(_without_values)
    root = logging.getLogger()
    root.addHandler(handler)
    if root.level == logging.NOTSET or root.level > level:
        root.setLevel(level)
    # Statements with their parameters would be consumers' values; redaction is the second fence, not the first.
    logging.getLogger("sqlalchemy").setLevel(logging.WARNING)
    return handler


def _without_values(record: logging.LogRecord) -> bool:
    """Keep the chatter of libraries out that handle values, however loud somebody made them: it tells rows and parameters."""
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in CARRIERS


def stop_log(handler: logging.Handler) -> None:
    """Take the handler away and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
