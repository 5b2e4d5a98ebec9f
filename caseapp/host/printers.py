"""Print through CUPS: the bytes of the letter go to the queue as they are.

They go through a pipe, so that no file with a consumer's address is left in a temporary folder. The spooler keeps its own copy until
the job is done; that is outside the program.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass

LIST_SECONDS_MAX = 10
PRINT_SECONDS_MAX = 60
COPIES_MAX = 99
# What CUPS allows in the name of a queue is more; what could be taken for an option or a path is left out.
_QUEUE = re.compile(r"[^\s/#'\"\\-][^\s/#'\"\\]{0,126}\Z")

_MEDIA = re.compile(r"[a-z][a-z0-9_.-]{0,126}\Z")
"""A size of paper as the trade names it (PWG 5101.1), for example ``na_number-10_4.125x9.5in``."""
_JOB = re.compile(r"[^\s/#'\"\\-][^\s/#'\"\\]*-\d+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintQueue:
    """A queue of the system."""

    name: str
    is_default: bool


class PrinterFailed(Exception):  # noqa: N818
    """The letter did not reach the queue.

    Attributes:
        reason: ``no_printing_system``, ``unknown_queue``, ``no_answer`` (in time), ``refused``.
        exit_code: of the command, where there was one.
    """

    def __init__(self, reason: str, exit_code: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.exit_code = exit_code


def queues() -> tuple[PrintQueue, ...]:
    """Return the queues by name, an empty tuple where there is no printing system or it does not answer."""
    try:
        names = _names()
    except PrinterFailed:
        return ()
    default = _default_name()
    return tuple(PrintQueue(name=name, is_default=name == default) for name in names)


def print_pdf(content: bytes, queue: str, *, title: str = "caseapp", copies: int = 1, duplex: bool | None = None, media: str = "") -> str:
    """Send a PDF to a queue and return the number the spooler gave the job (for example ``LETTERS-12``), empty when it told none.

    Args:
        title: shown in the spooler's list to everybody: the number of a batch, never a name.
        duplex: True prints on both sides, False on one, None as the queue is set.
        media: the size of the paper by its name in the trade; empty as the queue is set.

    Raises:
        PrinterFailed: with a reason; nothing was queued.
        ValueError: these are no bytes of a PDF, the number of copies is out of bounds, or there is no such name of a size.
    """
    if not content.startswith(b"%PDF-"):
        raise ValueError("only a PDF is printed")
    if not 1 <= copies <= COPIES_MAX:
        raise ValueError(f"copies are 1 to {COPIES_MAX}")
    if media and not _MEDIA.match(media):
        raise ValueError("a size of paper is named as the trade names it")
    if not _QUEUE.match(queue) or queue not in _names():
        raise PrinterFailed("unknown_queue")
    command = ["lp", "-d", queue, "-n", str(copies), "-t", re.sub(r"[^\w .-]", "_", title)[:80]]
    if duplex is not None:
        command += ["-o", "sides=two-sided-long-edge" if duplex else "sides=one-sided"]
    if media:
        command += ["-o", f"media={media}"]
    answer = _run([*command, "-"], PRINT_SECONDS_MAX, content)
    told = re.search(r"request id is (\S+)", answer)
    return told.group(1) if told else ""


def is_waiting(job: str) -> bool:
    """Say whether a job still waits or prints; False once the queue has done with it, or does not know it.

    Raises:
        PrinterFailed: there is no printing system, or it does not answer.
    """
    return any(line.split()[:1] == [job] for line in _run(["lpstat", "-W", "not-completed", "-o"], LIST_SECONDS_MAX).splitlines())


def cancel_job(job: str) -> None:
    """Take a job back from its queue. What was printed already lies in the tray.

    Raises:
        PrinterFailed: ``refused``: the queue has done with it already; or there is no printing system, or no answer.
        ValueError: this is no number of a job.
    """
    if not _JOB.match(job):
        raise ValueError("a job is a queue and a number")
    _run(["cancel", job], LIST_SECONDS_MAX)


def _names() -> tuple[str, ...]:
    answer = _run(["lpstat", "-e"], LIST_SECONDS_MAX)
    return tuple(sorted({line.strip() for line in answer.splitlines() if _QUEUE.match(line.strip())}))


def _default_name() -> str:
    try:
        answer = _run(["lpstat", "-d"], LIST_SECONDS_MAX)
    except PrinterFailed:
        return ""
    # "system default destination: LETTERS" or "no system default destination"
    return answer.partition(":")[2].strip()


def _run(command: list[str], seconds: int, content: bytes = b"") -> str:
    # The words of an answer are read, so they have to be English; nothing of an error text is kept, it may name a person's folder.
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds, env=environment, check=False)
    except (FileNotFoundError, PermissionError):
        raise PrinterFailed("no_printing_system") from None
    except subprocess.TimeoutExpired:
        raise PrinterFailed("no_answer") from None
    if done.returncode != 0:
        raise PrinterFailed("refused", done.returncode)
    return done.stdout.decode("utf-8", "replace")
