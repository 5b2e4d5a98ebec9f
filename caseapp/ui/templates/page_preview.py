"""The page of a template with its samples, drawn in the file lane."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.letters import PageImage
from caseapp.services.ports import LetterPress
from caseapp.ui.office import Office
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.pdf_page_view import PdfPageView
from caseapp.ui.widgets.words import Words

REDRAW_MS = 150
DPI_MOST = 200


class PagePreview(QWidget):
    """One page at a time. A page that comes too late is dropped."""

    def __init__(self, office: Office, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._content = b""
        self._page, self._pages, self._dpi = 0, 0, 0
        self.view = PdfPageView(name=f"{name}_view", label=self.tr("Page with the samples"))
        self.nothing = EmptyState(
            icon="file-text",
            title=self.tr("No page"),
            sentence=self.tr("Mend the faults, and the page with the samples stands here."),
            name=f"{name}_none",
        )
        self.nothing.setMinimumHeight(1)
        self.words = Words("", ink="ink_2")
        self.back = KeyButton(self.tr("Page before"), name=f"{name}_back", on_click=lambda: self.turn(-1))
        self.on = KeyButton(self.tr("Next page"), name=f"{name}_next", on_click=lambda: self.turn(1))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FlowRow(self.words, self.back, self.on))
        column.addWidget(self._stack, 1)
        self.view.turn_requested.connect(self.turn)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._draw)
        self._tell()

    @property
    def content(self) -> bytes:
        return self._content

    def set_content(self, content: bytes | None) -> None:
        """Show other pages, or say that there is none."""
        self._content = content or b""
        if not self._content:
            self._pages = 0
            self.view.set_page(None)
            self._stack.setCurrentWidget(self.nothing)
            self._tell()
        else:
            self._draw()

    def turn(self, step: int) -> None:
        """Show the page before or after."""
        page = self._page + step
        if 0 <= page < self._pages:
            self._page = page
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._content and self._wanted_dpi() != self._dpi:
            self._timer.start()

    def _wanted_dpi(self) -> int:
        return min(DPI_MOST, max(40, round(self.view.pixels_per_inch * self.devicePixelRatioF())))

    def _draw(self) -> None:
        desk = self.office.desk
        if desk is None or not self._content:
            return
        content, page, press = self._content, self._page, desk.press
        self._dpi = dpi = self._wanted_dpi()
        self.office.jobs.run(self, lambda: _drawn(press, content, page, dpi), self._show, key="template_page", lane="file")

    def _show(self, drawn: tuple[PageImage, int, int]) -> None:
        if not self._content:
            return
        image, self._page, self._pages = drawn
        self._tell()
        picture = QImage(image.rgb, image.width, image.height, image.stride, QImage.Format.Format_RGB888).copy()
        self.view.set_page(picture, words=self.words.text())
        self._stack.setCurrentWidget(self.view)

    def _tell(self) -> None:
        told = self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages) if self._pages else ""
        self.words.setText(told)
        for part in (self.words, self.back, self.on):
            part.setVisible(self._pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < self._pages - 1)


def _drawn(press: LetterPress, content: bytes, page: int, dpi: int) -> tuple[PageImage, int, int]:
    pages = press.page_count(content)
    shown = min(page, pages - 1)
    return press.rasterise(content, shown, dpi), shown, pages
