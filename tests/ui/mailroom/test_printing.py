"""Painting a batch for a printer that has no queue of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from caseapp.domain.letters import PageImage
from caseapp.host.printers import PrinterFailed
from caseapp.ui.mailroom.printing import Progress, paint_batch, ways
from tests.ui.drivers.mailroom_driver import PaperTray


class OnePage:
    """A press whose every document has three grey pages."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def page_count(self, content: bytes) -> int:
        return 3

    def rasterise(self, content: bytes, page: int, dpi: int) -> PageImage:
        self.drawn.append(page)
        return PageImage(width=8, height=8, stride=24, rgb=b"\x80" * 192)


def printer_into(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_page_is_painted_and_counted(tmp_path: Path) -> None:
    press, progress = OnePage(), Progress()
    assert paint_batch(press, b"", printer_into(tmp_path / "all.pdf"), progress)  # type: ignore[arg-type]  # two of the press's answers
    assert press.drawn == [0, 1, 2]
    assert (progress.done, progress.total) == (3, 3)


def test_a_stop_leaves_the_rest_unpainted(tmp_path: Path) -> None:
    press, progress = OnePage(), Progress(stop=True)
    assert not paint_batch(press, b"", printer_into(tmp_path / "none.pdf"), progress)  # type: ignore[arg-type]  # two of its answers
    assert press.drawn == []


def test_the_usual_printer_is_offered_first(tmp_path: Path) -> None:
    assert [way for way, _ in ways(PaperTray(tmp_path).queues())] == ["queue:Mail", "queue:Front", "dialog", "file"]


class GoneAfterOne(QPrinter):
    """A printer that is unplugged after the first page."""

    def newPage(self) -> bool:
        return False


def test_a_printer_that_is_unplugged_between_pages_is_looked_at(tmp_path: Path) -> None:
    printer = GoneAfterOne(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "some.pdf"))
    with pytest.raises(PrinterFailed) as failure:
        paint_batch(OnePage(), b"", printer, Progress())  # type: ignore[arg-type]  # two of the press's answers
    assert failure.value.reason == "no_answer"
