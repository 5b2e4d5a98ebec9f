"""A page of a letter as it will be printed, with the envelope's window, the safe block and the folds in true inches over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.painted_text import CENTER, paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, rounded

Fit = Literal["width", "page"]

WINDOW_ALPHA = 20
SAFE_ALPHA = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxInches:
    """A box on the page; from the left and the upper edge, in inches."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A fold, inches from the upper edge, with its words (``Fold 3 7/8 in``)."""

    top: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOverlay:
    """What is drawn over a page, with its words. The window reaches as far as the letter may slip in the envelope.

    Attributes:
        returned, return_safe: the same for a second window, of the return address.
    """

    window: BoxInches | None = None
    window_text: str = ""
    safe: BoxInches | None = None
    safe_text: str = ""
    returned: BoxInches | None = None
    return_safe: BoxInches | None = None
    folds: tuple[Fold, ...] = field(default_factory=tuple)


class PdfPageView(QAbstractScrollArea):
    """Shows a picture of one page. Arrows and wheel scroll, PgUp and PgDn turn pages.

    Paper stays white in the dark; the overlay has fixed colours because the paper has.

    Signals:
        turn_requested: +1 or -1.
    """

    turn_requested = Signal(int)

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = label
        self._image: QImage | None = None
        self._inches = (8.5, 11.0)
        self._overlay = PageOverlay()
        self._fit: Fit = "width"
        self._shows = {"window": True, "safe": True, "folds": True}
        self.setAccessibleName(label)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        follow_theme(self, self._lay_out)

    def set_page(self, image: QImage | None, *, width_in: float = 8.5, height_in: float = 11.0, words: str = "", text: str = "") -> None:
        """Show a page.

        Args:
            words: ``Page 1 of 2``; text: the text of the page, for those who hear the screen.
        """
        self._image = image
        self._inches = (width_in, height_in)
        self.setAccessibleName(f"{self._label}, {words}" if words else self._label)
        self.setAccessibleDescription(text)
        self._lay_out()

    @property
    def overlay(self) -> PageOverlay:
        return self._overlay

    def set_overlay(self, overlay: PageOverlay) -> None:
        self._overlay = overlay
        self.viewport().update()

    def show_parts(self, *, window: bool, safe: bool, folds: bool) -> None:
        """Choose what of the overlay is drawn."""
        self._shows = {"window": window, "safe": safe, "folds": folds}
        self.viewport().update()

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._lay_out()

    @property
    def pixels_per_inch(self) -> float:
        """Pixels of the screen for one inch of the paper, as shown now; ask for the picture in about this resolution."""
        margin = 2 * self._margin()
        by_width = (self.viewport().width() - margin) / self._inches[0]
        if self._fit == "width":
            return max(20.0, by_width)
        return max(20.0, min(by_width, (self.viewport().height() - margin) / self._inches[1]))

    def sizeHint(self) -> QSize:
        return QSize(current().px(560), current().px(560))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        moves = {
            Qt.Key.Key_Down: bar.value() + bar.singleStep(),
            Qt.Key.Key_Up: bar.value() - bar.singleStep(),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        if step is not None:
            self.turn_requested.emit(step)
        elif event.key() in moves:
            bar.setValue(moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _margin(self) -> int:
        return current().px(20)

    def _lay_out(self) -> None:
        page_height = round(self._inches[1] * self.pixels_per_inch) + 2 * self._margin()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, page_height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(current().px(40))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.color("desk"))
        if self._image is not None:
            scale = self.pixels_per_inch
            width, height = self._inches[0] * scale, self._inches[1] * scale
            left = max(float(self._margin()), (self.viewport().width() - width) / 2)
            page = QRectF(round(left), self._margin() - self.verticalScrollBar().value(), round(width), round(height))
            self._paper(painter, page, self._image)
            self._marks(painter, page, scale)
        if self.hasFocus():
            focus_ring(painter, QRectF(self.viewport().rect()), 0)
        painter.end()

    def _paper(self, painter: QPainter, page: QRectF, image: QImage) -> None:
        theme = current()
        shade = theme.color("shadow")
        for spread, alpha in ((4, 10), (3, 14), (2, 20), (1, 30)):
            shade.setAlpha(alpha)
            rounded(painter, page.adjusted(-spread, -spread + 1, spread, spread + 1), spread, shade)
        painter.fillRect(page, theme.color("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, image, QRectF(image.rect()))

    def _marks(self, painter: QPainter, page: QRectF, scale: float) -> None:
        theme = current()

        def place(box: BoxInches) -> QRectF:
            return QRectF(page.left() + box.left * scale, page.top() + box.top * scale, box.width * scale, box.height * scale)

        overlay = self._overlay
        for window, safe in ((overlay.window, overlay.safe), (overlay.returned, overlay.return_safe)):
            if window is not None and self._shows["window"]:
                box = place(window)
                self._box(painter, box, theme.color("paper_window"), WINDOW_ALPHA, Qt.PenStyle.DashLine)
                self._tag(painter, page, box.center().y(), overlay.window_text, theme.color("paper_window"), box.right())
            if safe is not None and self._shows["safe"]:
                box = place(safe)
                self._box(painter, box, theme.color("paper_safe"), SAFE_ALPHA, Qt.PenStyle.SolidLine)
                self._beside(painter, box, place(window) if window is not None else page)
        if self._shows["folds"]:
            for fold in self._overlay.folds:
                self._fold(painter, page, page.top() + fold.top * scale, fold.text)

    def _box(self, painter: QPainter, box: QRectF, ink: QColor, alpha: int, line: Qt.PenStyle) -> None:
        tint = QColor(ink)
        tint.setAlpha(alpha)
        painter.fillRect(box, tint)
        painter.setPen(QPen(ink, 1.4, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)

    def _fold(self, painter: QPainter, page: QRectF, y: float, words: str) -> None:
        ink = current().color("paper_fold")
        painter.setPen(QPen(ink, 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(round(page.left()), round(y), round(page.right()), round(y))
        self._tag(painter, page, y, words, ink, page.left())

    def _tag(self, painter: QPainter, page: QRectF, y: float, words: str, ink: QColor, left_of: float) -> None:
        """Draw words in a box at the right edge of the page, unless they would reach over what lies left of them."""
        theme = current()
        px = theme.px
        font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
        width = text_width(words, font) + px(14)
        tag = QRectF(page.right() - width - px(14), y - px(10), width, px(20))
        if words and tag.left() > left_of:
            rounded(painter, tag, px(4), theme.color("paper"), ink)
            paint_text(painter, tag, words, font, ink, CENTER, may_shorten=False)

    def _beside(self, painter: QPainter, box: QRectF, inside: QRectF) -> None:
        """Write what the safe block is called right of it, when there is room."""
        theme = current()
        font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
        words = self._overlay.safe_text
        place = QRectF(box.right() + theme.px(5), box.top(), text_width(words, font) + 2, box.height())
        if words and place.right() < inside.right():
            paint_text(painter, place, words, font, theme.color("paper_safe"), may_shorten=False)
