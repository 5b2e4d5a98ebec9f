"""The page of a letter as it will be printed: overlays to tick, pages to turn, fit to the page or to the width."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.envelopes import Box, Envelope
from caseapp.domain.letters import LetterFormat, PageImage
from caseapp.services.ports import LetterPress
from caseapp.ui.envelope_words import inches_words
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import IconButton
from caseapp.ui.widgets.painted_text import CENTER, paint_text
from caseapp.ui.widgets.pdf_page_view import BoxInches, Fold, PageOverlay, PdfPageView
from caseapp.ui.widgets.segmented import Segmented
from caseapp.ui.widgets.strokes import hairline, rounded
from caseapp.ui.widgets.words import Words

REDRAW_MS = 120
THUMB_DPI = 14
THUMBS_MOST = 8
THUMBS_FROM = 560
DPI_MOST = 300


@dataclass(frozen=True, slots=True)
class _Drawn:
    image: PageImage
    thumbs: tuple[PageImage, ...]
    page: int
    pages: int


class PaperPane(QWidget):
    """Draws pages in the file lane, the latest wish only; a page that comes too late is dropped.

    Signals:
        shown: a page stands on the screen now.
    """

    shown = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._content = b""
        self._envelope: Envelope | None = None
        self._page = 0
        self._pages = 0
        self._dpi = 0
        self._with_thumbs = False
        self._is_text = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._draw_sharper)

        self.view = PdfPageView(name="letter_page", label=self.tr("Page of the letter"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("letter_text")
        self.text.setAccessibleName(self.tr("Text of the letter"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.nothing = EmptyState(icon="file-text", title=self.tr("No page yet"), sentence="", name="letter_no_page")
        for part in (self.nothing, self.view, self.text):
            part.setMinimumHeight(1)  # they give way before the window has to grow
        self.thumbs = _Thumbs()
        self.thumbs.chosen.connect(self._turn_to)
        self._stack = QStackedWidget()
        for part in (self.nothing, self.view, self.text):
            self._stack.addWidget(part)
        self.view.turn_requested.connect(self._turn)
        self._bar = self._make_bar()
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.thumbs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(body, 1)
        self._show_pages()

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._page

    @property
    def pages(self) -> int:
        return self._pages

    @property
    def content(self) -> bytes:
        """The bytes whose page is shown."""
        return self._content

    def set_content(
        self, content: bytes | None, format: LetterFormat, why_not: str = "", *, envelope: Envelope | None = None
    ) -> None:  # fmt: skip
        """Show these bytes, or say why there is no page.

        Args:
            envelope: what the letter is laid out for; its window, safe block and folds are drawn over the page.
        """
        self._envelope = envelope
        if content is None:
            if not self._content or why_not:
                self._content = b""
                self._pages = 0
                self.nothing.set_texts(icon="file-text", title=self.tr("No page yet"), sentence=why_not)
                self._stack.setCurrentWidget(self.nothing)
                self._show_pages()
            return
        self._is_text = format is LetterFormat.TEXT
        if self._is_text:
            self._content = content
            self._pages = 0
            self.text.setPlainText(content.decode("utf-8"))
            self._stack.setCurrentWidget(self.text)
            self._show_pages()
            self.shown.emit()
            return
        if content != self._content:
            self._content = content
            self._draw(thumbs=True)

    def forget(self) -> None:
        """Drop the page, because the window locks."""
        self._timer.stop()
        self._content = b""
        self._page = self._pages = 0
        self.view.set_page(None)
        self.text.clear()
        self.thumbs.set_pages((), 0)
        self.set_content(None, LetterFormat.LETTER, self.tr("The page is read again when you unlock."))

    def _make_bar(self) -> _Bar:
        self.window_box = _overlay_box(self.tr("&Window"), "letter_show_window")
        self.folds_box = _overlay_box(self.tr("Fol&ds"), "letter_show_folds")
        self.safe_box = _overlay_box(self.tr("Safe &block"), "letter_show_safe")
        self.page_words = Words("", ink="ink_2")
        self.back = IconButton("caret-up", self.tr("Previous page"), name="letter_page_back", key="PgUp", on_click=lambda: self._turn(-1))
        self.on = IconButton("caret-down", self.tr("Next page"), name="letter_page_on", key="PgDown", on_click=lambda: self._turn(1))
        self.fit = Segmented(
            [("page", self.tr("Fit page")), ("width", self.tr("Fit width"))],
            name="letter_fit", label=self.tr("Size of the page"), current_id="width",
        )  # fmt: skip
        self.fit.chosen.connect(self._set_fit)
        for box in (self.window_box, self.folds_box, self.safe_box):
            box.toggled.connect(self._show_parts)
        return _Bar(
            FlowRow(self.window_box, self.folds_box, self.safe_box, gap=Space.L),
            FlowRow(self.page_words, self.back, self.on, self.fit, gap=Space.M),
        )

    def _set_fit(self, fit: str) -> None:
        self.view.set_fit("page" if fit == "page" else "width")
        self._timer.start()

    def _show_parts(self) -> None:
        self.view.show_parts(window=self.window_box.isChecked(), safe=self.safe_box.isChecked(), folds=self.folds_box.isChecked())

    def _turn(self, step: int) -> None:
        self._turn_to(self._page + step)

    def _turn_to(self, page: int) -> None:
        if 0 <= page < self._pages and page != self._page:
            self._page = page
            self.view.verticalScrollBar().setValue(0)
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.thumbs.setVisible(self._has_room_for_thumbs())
        if self._content:
            self._timer.start()

    def _has_room_for_thumbs(self) -> bool:
        return self._pages > 1 and self.width() >= current().px(THUMBS_FROM)

    def _draw(self, *, thumbs: bool = False) -> None:
        desk = self.office.desk
        if desk is None or not self._content or self._is_text:
            return
        self._with_thumbs = self._with_thumbs or thumbs
        content, page, press, with_thumbs = self._content, self._page, desk.press, self._with_thumbs
        self._dpi = dpi = self._wanted_dpi()
        self.office.jobs.run(
            self, lambda: _drawn(press, content, page, dpi, with_thumbs), self._show, key="letter_page", lane="file"
        )  # fmt: skip

    def _wanted_dpi(self) -> int:
        return min(DPI_MOST, max(40, round(self.view.pixels_per_inch * self.devicePixelRatioF())))

    def _draw_sharper(self) -> None:
        """Draw again when the view has another size than the page was drawn for."""
        if self._content and self._wanted_dpi() != self._dpi:
            self._draw()

    def _show(self, drawn: _Drawn) -> None:
        if not self._content or self._is_text:
            return  # the page was drawn for what is shown no more
        self._page, self._pages = drawn.page, drawn.pages
        if drawn.thumbs or self._with_thumbs:
            self._with_thumbs = False
            self.thumbs.set_pages(tuple(image_of(each) for each in drawn.thumbs), drawn.page)
        self.thumbs.set_current(drawn.page)
        self.view.set_overlay(self._overlay(is_first=drawn.page == 0))
        self._show_pages()
        self.view.set_page(image_of(drawn.image), words=self.page_words.text())
        self._stack.setCurrentWidget(self.view)
        self._timer.start()
        self.shown.emit()

    def _overlay(self, *, is_first: bool) -> PageOverlay:
        """What the envelope shows of a page, and where it is folded; only the first page lies behind the windows."""
        envelope = self._envelope
        if envelope is None:
            return PageOverlay()
        hole, returned = (envelope.address_window, envelope.return_window) if is_first else (None, None)
        return PageOverlay(
            window=_box(envelope.visible(hole)) if hole is not None else None,
            window_text=self.tr("Can show in the window"),
            safe=_box(envelope.safe(hole)) if hole is not None else None,
            safe_text=self.tr("Safe block"),
            returned=_box(envelope.visible(returned)) if returned is not None else None,
            return_safe=_box(envelope.safe(returned)) if returned is not None else None,
            folds=tuple(Fold(top=top, text=self.tr("Fold {inches} in").format(inches=inches_words(top))) for top in envelope.folds),
        )

    def _show_pages(self) -> None:
        has_pages = self._pages > 0
        self.page_words.setText(self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages) if has_pages else "")
        envelope = self._envelope
        # What the envelope does not have is not offered.
        has_window = has_pages and envelope is not None and envelope.address_window is not None
        self.window_box.setVisible(has_window)
        self.safe_box.setVisible(has_window)
        self.folds_box.setVisible(has_pages and envelope is not None and bool(envelope.folds))
        of_any: tuple[QWidget, ...] = (self.fit,)
        of_several: tuple[QWidget, ...] = (self.page_words, self.back, self.on)
        for part in of_any:
            part.setVisible(has_pages)
        for part in of_several:
            part.setVisible(self._pages > 1)
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < self._pages - 1)
        self.thumbs.setVisible(self._has_room_for_thumbs())
        self._bar.setVisible(has_pages)
        self._bar.arrange()


def _drawn(press: LetterPress, content: bytes, page: int, dpi: int, with_thumbs: bool) -> _Drawn:
    pages = press.page_count(content)
    shown = min(page, pages - 1)
    wanted = range(min(pages, THUMBS_MOST)) if with_thumbs and pages > 1 else range(0)
    thumbs = tuple(press.rasterise(content, each, THUMB_DPI) for each in wanted)
    return _Drawn(press.rasterise(content, shown, dpi), thumbs, shown, pages)


def _box(box: Box) -> BoxInches:
    return BoxInches(left=box.left, top=box.top, width=round(box.right - box.left, 4), height=round(box.bottom - box.top, 4))


def image_of(page: PageImage) -> QImage:
    """Return a page as an image of its own."""
    return QImage(page.rgb, page.width, page.height, page.stride, QImage.Format.Format_RGB888).copy()


def _overlay_box(words: str, name: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setObjectName(name)
    box.setAccessibleName(words.replace("&", ""))
    box.setChecked(True)
    return box


class _Bar(QWidget):
    """The strip over the paper, on the ground of panes: two groups side by side, or one under the other where there is no room."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._groups = (left, right)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(left, 1)
        self._row.addWidget(right, 0)
        right.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row.setSizeConstraint(QBoxLayout.SizeConstraint.SetNoConstraint)
        follow_theme(self, self._dress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def minimumSizeHint(self) -> QSize:
        # The bar breaks instead of keeping the window wide.
        return QSize(current().px(120), self.height())

    def arrange(self) -> None:
        """Put the groups where they have room, after the width or what is shown changed."""
        px = current().px
        left, right = self._groups
        room = self.width() - px(35)
        wide = left.sizeHint().width() + right.sizeHint().width() + px(Space.S) <= room
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setAlignment(left, Qt.AlignmentFlag.AlignVCenter if wide else Qt.AlignmentFlag(0))
        heights = [group.sizeHint().height() if wide else group.heightForWidth(room) for group in self._groups]
        self.setFixedHeight((max(heights) if wide else sum(heights) + px(Space.S)) + px(16))

    def _dress(self) -> None:
        px = current().px
        self._row.setContentsMargins(px(21), px(8), px(14), px(8))
        self._row.setSpacing(px(Space.S))
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        hairline(painter, 0, self.height() - 1, self.width(), theme.color("line"))
        painter.end()


class _Thumbs(QWidget):
    """Small pages, right of the paper. The arrows over the paper and PgUp, PgDn do the same by key."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[QImage, ...] = ()
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        follow_theme(self, self._dress)

    def set_pages(self, images: tuple[QImage, ...], at: int) -> None:
        self._images = images
        self._at = at
        self.update()

    def set_current(self, at: int) -> None:
        self._at = at
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(112), current().px(100))

    def _boxes(self) -> list[QRectF]:
        px = current().px
        return [QRectF(px(22), px(20 + index * 118), px(66), px(85)) for index in range(len(self._images))]

    def _dress(self) -> None:
        self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("desk"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, (image, box) in enumerate(zip(self._images, self._boxes(), strict=True)):
            here = index == self._at
            painter.drawImage(box, image, QRectF(image.rect()))
            edge: QColor = theme.color("accent" if here else "line_strong")
            rounded(painter, box.adjusted(-px(2), -px(2), px(2), px(2)) if here else box, px(3), None, edge, 2.0 if here else 1.0)
            font = theme.font(TypeRole.SMALL, Weight.SEMIBOLD if here else Weight.REGULAR)
            words = QRectF(box.left(), box.bottom() + px(4), box.width(), px(20))
            paint_text(painter, words, str(index + 1), font, theme.color("ink_1" if here else "ink_2"), CENTER)
        painter.end()
