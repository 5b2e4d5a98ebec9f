"""A batch printed for real: the bytes that reach the printer are those of the print file, one by one."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.domain.letters import LetterFormat
from caseapp.domain.print_file import PrinterOffset, PrintPiece, piece_mark
from caseapp.host.printers import PrinterFailed, PrintQueue, print_pdf, queues
from tests.fakes.real_parts import real_press
from tests.host.spooler import QUEUE, Cups, Tray, has_cups, stand_in


@pytest.fixture(params=["stand-in", "cupsd"] if has_cups() else ["stand-in"])
def tray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Tray]:
    """Return the printer behind the queue; the name of the test says which printing system carries the jobs."""
    printer = Tray()
    if request.param == "cupsd":
        monkeypatch.setenv("PATH", "/usr/sbin", prepend=":")
        folder = Path(tempfile.mkdtemp(prefix="cups"))  # the path of a socket has at most 107 signs
        server = Cups(folder, printer)
        monkeypatch.setenv("CUPS_SERVER", server.server)
        yield printer
        server.close()
        shutil.rmtree(folder)
    else:
        stand_in(tmp_path, printer, monkeypatch)
        yield printer
    printer.close()


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
