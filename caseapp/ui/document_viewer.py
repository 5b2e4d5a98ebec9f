"""A sealed document, opened in memory for an officer. It is drawn from its bytes; no file is written and nothing is kept."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QCoreApplication, Qt
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.letters import PageImage
from caseapp.domain.verification import Document
from caseapp.services.desk import Desk
from caseapp.services.documents import open_document
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.theme import current
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.pdf_page_view import PdfPageView
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words

translate = QCoreApplication.translate

DPI = 144
TEXT_TYPES = frozenset({"text/plain", "message/rfc822"})


class DocumentViewer(QDialog):
    """One document. PgUp and PgDn turn pages, Esc closes; it goes away when the window locks."""

    def __init__(self, office: Office, document: Document, content: bytes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._content = content
        self._page, self._pages = 0, 1
        title = translate("DocumentViewer", "{kind}: {name}").format(kind=label(document.kind), name=document.name)
        self.setObjectName("document_viewer")
        self.setWindowTitle(translate("DocumentViewer", "Sealed document"))
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = current().px
        self._title = Words(title, TypeRole.PANEL_TITLE, Weight.SEMIBOLD, wrap=True)
        self._where = Words("", TypeRole.SMALL, ink="ink_2")
        self.paper = PdfPageView(name="document_paper", label=title)
        self.paper.turn_requested.connect(self.turn)
        self.text = QPlainTextEdit()
        self.text.setObjectName("document_text")
        self.text.setAccessibleName(title)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self._nothing = EmptyState(
            icon="file-text",
            title=translate("DocumentViewer", "This kind of file cannot be shown here"),
            sentence=translate("DocumentViewer", "It is kept sealed in the case. Ask for it again as a PDF or a picture to see it here."),
            name="document_nothing",
        )
        self._stack = QStackedWidget()
        for part in (self.paper, self.text, self._nothing):
            self._stack.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(px(18), px(14), px(18), px(12))
        head.addWidget(self._title, 1)
        head.addWidget(self._where)
        foot = QHBoxLayout()
        foot.setContentsMargins(px(18), px(12), px(18), px(12))
        foot.setSpacing(px(Space.S))
        words = translate("DocumentViewer", "Opened for you, in memory only. The history says so.")
        foot.addWidget(Words(words, TypeRole.SMALL, ink="ink_2", wrap=True), 1)
        self.close_button = KeyButton(
            translate("DocumentViewer", "Close"), ButtonKind.PRIMARY, key="Esc", name="document_close", on_click=self.accept
        )
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._stack, 1)
        column.addWidget(Rule())
        column.addLayout(foot)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.accept)
        office.desk_changed.connect(self._close_when_locked)
        self.finished.connect(lambda _code: self._forget())
        self.resize(px(760), px(620))
        self._show(document)

    def turn(self, step: int) -> None:
        """Show the next or previous page of a PDF."""
        page = self._page + step
        if 0 <= page < self._pages:
            self._page = page
            self._draw_page()

    def _show(self, document: Document) -> None:
        if document.media_type == "application/pdf":
            self._stack.setCurrentWidget(self.paper)
            content = self._content
            self._office.run(self, lambda desk: desk.press.page_count(content), self._counted, self._unreadable)
            self.paper.setFocus()
        elif document.media_type in TEXT_TYPES:
            self._stack.setCurrentWidget(self.text)
            self.text.setPlainText(self._content.decode("utf-8", errors="replace"))
            self.text.setFocus()
        else:
            self._show_picture()

    def _show_picture(self) -> None:
        image = QImage.fromData(QByteArray(self._content))
        if image.isNull():
            self._unreadable(None)
            return
        self._stack.setCurrentWidget(self.paper)
        wide = 8.5
        self.paper.set_page(image, width_in=wide, height_in=wide * image.height() / max(1, image.width()))
        self.paper.setFocus()

    def _counted(self, pages: int) -> None:
        self._pages = pages
        self._draw_page()

    def _draw_page(self) -> None:
        content, page = self._content, self._page
        self._office.run(self, lambda desk: desk.press.rasterise(content, page, DPI), self._drawn, self._unreadable, key="page")

    def _drawn(self, image: PageImage) -> None:
        # A copy, for the bytes belong to the page that was drawn.
        picture = QImage(image.rgb, image.width, image.height, image.stride, QImage.Format.Format_RGB888).copy()
        words = translate("DocumentViewer", "Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
        self.paper.set_page(picture, width_in=image.width / DPI, height_in=image.height / DPI, words=words)
        self._where.setText(words)

    def _unreadable(self, error: Exception | None) -> None:
        self._stack.setCurrentWidget(self._nothing)
        self.close_button.setFocus()

    def _close_when_locked(self) -> None:
        if self._office.desk is None:
            self.reject()

    def _forget(self) -> None:
        self._content = b""
        self.text.clear()
        self.paper.set_page(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()


def view_document(office: Office, parent: QWidget, document_id: str) -> None:
    """Open a sealed document with the officer's key and show it."""

    def work(desk: Desk) -> tuple[Document, bytes]:
        return open_document(desk, document_id)

    def done(found: tuple[Document, bytes]) -> None:
        DocumentViewer(office, *found, parent=parent).open()

    office.run(parent, work, done)
