"""Pages of a PDF painted for a printer that has no queue of its own: the system's dialog chose it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from caseapp.host.printers import PrinterFailed
from caseapp.services.ports import LetterPress

PRINT_DPI = 300


def choose_printer(parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
    """Open the system's dialog.

    Args:
        title: of the job; it names a case or a batch by its number, and nobody.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.accepted.connect(lambda: done(printer))
    dialog.setModal(True)  # `open` of a print dialog wants a receiver; this does the same
    dialog.show()


def paint_pages(
    press: LetterPress,
    content: bytes,
    printer: QPrinter,
    *,
    inches: tuple[float, float] | None = None,
    goes_on: Callable[[int], bool] = lambda painted: True,
) -> bool:
    """Paint every page; return False when it was stopped between two pages. Belongs in the file lane.

    Args:
        inches: width and height of the pages where they are no letter sheets.
        goes_on: told how many pages are painted; False stops.

    Raises:
        PrinterFailed: ``refused``: the printer took nothing; ``no_answer``: it took some pages and then no more.
    """
    if inches is None:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    else:
        printer.setPageSize(QPageSize(QSizeF(*inches), QPageSize.Unit.Inch))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Inch)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed("refused")
    try:
        for page in range(press.page_count(content)):
            if not goes_on(page):
                printer.abort()
                return False
            if page and not printer.newPage():
                raise PrinterFailed("no_answer")
            drawn = press.rasterise(content, page, PRINT_DPI)
            image = QImage(drawn.rgb, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
            # True inches: the page is not stretched to the printer's paper, or folds and window would no longer meet.
            scale = printer.resolution() / PRINT_DPI
            painter.drawImage(QRectF(0, 0, drawn.width * scale, drawn.height * scale), image, QRectF(image.rect()))
    finally:
        painter.end()
    return True
