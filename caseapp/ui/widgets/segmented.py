"""A switch between a few views of the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.painted_text import CENTER, paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, rounded


class Segmented(QWidget):
    """A switch between a few views of the same thing: Month | Agenda, English | Spanish.

    Signals:
        chosen: id of the part chosen.
    """

    chosen = Signal(str)

    def __init__(
        self, parts: Sequence[tuple[str, str]], *, name: str, label: str = "", current_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._label = label
        self._at = next((i for i, (part, _) in enumerate(self._parts) if part == current_id), 0)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()
        follow_theme(self, self.updateGeometry)

    @property
    def current(self) -> str:
        return self._parts[self._at][0]

    def set_parts(self, parts: Sequence[tuple[str, str]], current_id: str = "") -> None:
        """Put other parts, of which one is chosen, without telling."""
        self._parts = tuple(parts)
        self._at = next((i for i, (part, _) in enumerate(self._parts) if part == current_id), 0)
        self._name()
        self.updateGeometry()
        self.update()

    def set_current(self, part_id: str) -> None:
        """Show a part as chosen, without telling."""
        self._at = next(i for i, (part, _) in enumerate(self._parts) if part == part_id)
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        boxes = self._boxes()
        return QSize(round(boxes[-1].right()) + current().px(2), current().px(Size.CONTROL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _name(self) -> None:
        self.setAccessibleName(
            self.tr("{label}: {part}, {at} of {all}").format(
                label=self._label or self.tr("View"), part=self._parts[self._at][1], at=self._at + 1, all=len(self._parts)
            )
        )

    def _boxes(self) -> list[QRectF]:
        theme = current()
        px = theme.px
        boxes = []
        x = float(px(2))
        for _, words in self._parts:
            width = text_width(words, theme.font(TypeRole.BODY, Weight.SEMIBOLD)) + px(22)
            boxes.append(QRectF(x, px(2), width, px(Size.CONTROL) - px(4)))
            x += width
        return boxes

    def _go(self, index: int) -> None:
        index %= len(self._parts)
        if index != self._at:
            self._at = index
            self._name()
            self.update()
            self.chosen.emit(self.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Right: self._at + 1, Qt.Key.Key_Left: self._at - 1, Qt.Key.Key_Space: self._at + 1}
        if event.key() in moves:
            self._go(moves[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, box in enumerate(self._boxes()):
            if box.contains(event.position()):
                self._go(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        outer = QRectF(self.rect())
        rounded(
            painter, outer, px(7), theme.color("hover" if not theme.is_dark else "pane"), theme.color("line") if theme.is_dark else None
        )
        for index, ((_, words), box) in enumerate(zip(self._parts, self._boxes(), strict=True)):
            here = index == self._at
            if here:
                edge = None if theme.is_dark else theme.color("line")
                rounded(painter, box, px(5), theme.color("line_strong" if theme.is_dark else "surface"), edge)
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if here else Weight.MEDIUM)
            paint_text(painter, box, words, font, theme.color("ink_1" if here else "ink_2"), CENTER, may_shorten=False)
            if here and self.hasFocus():
                focus_ring(painter, box, px(5))
        painter.end()
