"""Figures with words under them, in a row that wraps: some lead to the list that has as many lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, TypeRole
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, rounded, vertical_hairline


class FigureLink(QPushButton):
    """One figure. The words are a link when there is somewhere to go.

    Args:
        state: its shape and colour while the figure is not zero; without one the figure is plain.
    """

    def __init__(
        self, words: str, *, name: str, state: PillState | None = None, on_click: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._words = words
        self._figure = ""
        self._state = state
        self._is_link = on_click is not None
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_figure("")
        follow_theme(self, self._resize)

    @property
    def figure(self) -> str:
        return self._figure

    @property
    def words(self) -> str:
        return self._words

    def set_figure(self, figure: str, words: str | None = None) -> None:
        """Show a figure, already written as people read it."""
        told = (figure, self._words if words is None else words)
        if told == (self._figure, self._words) and self.accessibleName():
            return
        before = self.sizeHint()
        self._figure, self._words = told
        self.setAccessibleName(self.tr("{figure} {words}").format(figure=figure, words=self._words).strip())
        # Most figures change without needing more room; all of a strip are placed anew when one does.
        if self.sizeHint() != before:
            self._resize()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = current()
        shape = theme.px(20) if self._state is not None else 0
        wide = max(
            text_width(self._figure, theme.font(TypeRole.FIGURE)) + shape, text_width(self._words, theme.font(TypeRole.SMALL)) + shape
        )
        return QSize(round(wide) + theme.px(16), theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _resize(self) -> None:
        self.updateGeometry()
        strip = self.parentWidget()
        if isinstance(strip, FigureStrip):
            strip.place()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._is_link and self.underMouse():
            rounded(painter, box, px(Radius.CONTROL), theme.color("hover"))
        is_zero = self._figure in ("", "0")
        left = float(px(8))
        ink = "ink_2" if is_zero else "ink_1"
        if self._state is not None:
            ink = ink if is_zero else self._state.value
            side = px(11)
            paint_shape(painter, self._state, QRectF(left, px(18) - side / 2, side, side), theme.color("ink_3" if is_zero else ink))
            left += px(20)
        first = QRectF(left, px(4), box.width() - left, px(28))
        paint_text(painter, first, self._figure, theme.font(TypeRole.FIGURE), theme.color(ink), may_shorten=False)
        small = theme.font(TypeRole.SMALL)
        if self._is_link:
            small.setUnderline(self.underMouse() or self.hasFocus())
        second = QRectF(left, px(31), box.width() - left, px(17))
        paint_text(painter, second, self._words, small, theme.color("link" if self._is_link else "ink_2"), may_shorten=False)
        if self.hasFocus():
            focus_ring(painter, box, px(Radius.CONTROL))
        painter.end()


class FigureStrip(QWidget):
    """Figures beside each other with hairlines between them; what has no room goes to the next row."""

    GAP = 20

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._links: tuple[FigureLink, ...] = ()
        self._edges: list[QRectF] = []
        self._places: dict[int, tuple[list[tuple[QRectF, bool]], int]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self, self.place)

    def set_links(self, links: Sequence[FigureLink]) -> None:
        """Show these figures, in this order; earlier ones go."""
        for old in self._links:
            if old not in links:
                old.setParent(None)
                old.deleteLater()
        self._links = tuple(links)
        for link in self._links:
            link.setParent(self)
            link.show()
        self.place()

    @property
    def links(self) -> tuple[FigureLink, ...]:
        return self._links

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1]

    def sizeHint(self) -> QSize:
        return QSize(current().px(600), self.heightForWidth(max(self.width(), current().px(300))))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), self.heightForWidth(max(self.width(), current().px(160))))

    def place(self) -> None:
        """Give each figure its place anew: one of them, or the theme, asks for another size."""
        self._places.clear()
        self._put()

    def _put(self) -> None:
        places, _ = self._laid_out(self.width())
        self._edges = []
        for link, (place, is_first) in zip(self._links, places, strict=True):
            link.setGeometry(place.toRect())
            if not is_first:
                self._edges.append(place)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put()

    def _laid_out(self, width: int) -> tuple[list[tuple[QRectF, bool]], int]:
        """Return places and height at a width; layouts ask for it many times over."""
        known = self._places.get(width)
        if known is None:
            known = self._places[width] = self._measured(width)
        return known

    def _measured(self, width: int) -> tuple[list[tuple[QRectF, bool]], int]:
        gap = current().px(self.GAP)
        # The words of the first figure stand on the margin of the page, so its box begins left of it.
        x, y, tall = 0.0, 0.0, float(current().px(52))
        places: list[tuple[QRectF, bool]] = []
        is_first = True
        for link in self._links:
            size = link.sizeHint()
            if not is_first and x + size.width() > width:
                x, y, is_first = 0.0, y + tall + current().px(8), True
            places.append((QRectF(x, y, size.width(), tall), is_first))
            x += size.width() + gap
            is_first = False
        return places, round(y + tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        for place in self._edges:
            x = place.left() - theme.px(self.GAP) / 2
            vertical_hairline(painter, x, place.top() + theme.px(6), place.height() - theme.px(12), theme.color("line_strong"))
        painter.end()
