"""A batch printed for real: the bytes that reach the printer are those of the print file, one by one."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.domain.letters import LetterFormat
from caseapp.domain.print_file import PrinterOffset, PrintPiece, piece_mark
from caseapp.host.printers import PrinterFailed, PrintQueue, cancel_job, is_waiting, print_pdf, queues
from tests.fakes.real_parts import real_press
from tests.host.spooler import QUEUE, Cups, StandIn, Tray, has_cups


@pytest.fixture
def tray() -> Iterator[Tray]:
    """Return the printer behind the queue."""
    printer = Tray()
    yield printer
    printer.close()


@pytest.fixture(params=["stand-in", "cupsd"] if has_cups() else ["stand-in"], autouse=True)
def spooler(tray: Tray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Cups | StandIn]:
    """Return what carries the jobs; the name of each test says which it was."""
    if request.param == "stand-in":
        yield StandIn(tmp_path, tray, monkeypatch)
        return
    monkeypatch.setenv("PATH", "/usr/sbin", prepend=os.pathsep)
    folder = Path(tempfile.mkdtemp(prefix="cups"))  # the path of a socket has at most 107 signs
    server = Cups(folder, tray)
    monkeypatch.setenv("CUPS_SERVER", server.server)
    yield server
    server.close()
    shutil.rmtree(folder)


def _batch(pages: int = 3) -> bytes:
    press = real_press()
    info = next(one for one in press.templates() if one.language == "en" and one.samples)
    sample = info.samples[0]
    letter = press.render(press.compose(info.kind, "en", dict(sample.values), dict(sample.slots)), LetterFormat.LETTER)
    pieces = [PrintPiece(content=letter, mark=piece_mark("B20260303-01", at, pages)) for at in range(1, pages + 1)]
    return press.print_file(pieces, title="B20260303-01", duplex=True, offset=PrinterOffset())


def test_the_printer_gets_the_print_file_itself(tray: Tray) -> None:
    assert queues() == (PrintQueue(name=QUEUE, is_default=False),)
    content = _batch()
    assert print_pdf(content, QUEUE, title="B20260303-01", duplex=True).startswith(f"{QUEUE}-")
    (job,) = tray.wait_for(1)
    assert len(job) == len(content)
    assert hashlib.sha256(job).hexdigest() == hashlib.sha256(content).hexdigest()


def test_a_reprint_is_the_same_bytes_again(tray: Tray) -> None:
    content = _batch(1)
    for _ in range(2):
        print_pdf(content, QUEUE, title="B20260303-01")
    first, second = tray.wait_for(2)
    assert first == second == content


def test_a_queue_that_is_not_there_takes_nothing(tray: Tray) -> None:
    with pytest.raises(PrinterFailed) as failed:
        print_pdf(_batch(1), "NOWHERE", title="B20260303-01")
    assert failed.value.reason == "unknown_queue"


def test_a_job_that_waits_is_taken_back_once(tray: Tray, spooler: Cups | StandIn) -> None:
    spooler.hold()
    job = print_pdf(_batch(1), QUEUE, title="B20260303-01")
    assert is_waiting(job)
    cancel_job(job)
    assert not is_waiting(job)
    with pytest.raises(PrinterFailed) as failed:
        cancel_job(job)
    assert failed.value.reason == "refused"
    assert tray.jobs == []


@pytest.mark.parametrize("job", ["", "-a", "LETTERS", "../x-1", "a b-1"])
def test_what_is_no_number_of_a_job_is_not_taken_back(job: str) -> None:
    with pytest.raises(ValueError, match="a job is"):
        cancel_job(job)
