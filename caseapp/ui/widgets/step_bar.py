"""Numbered steps; arrows go to any step that was reached, or to any step at all where no step has to wait for another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.painted_text import CENTER, paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline, rounded


class StepBar(QWidget):
    """Steps 1 to n: done with a tick, the present one filled, later ones as a ring.

    Args:
        free: every step can be gone to at any time.

    Signals:
        step_chosen: index of the step the person goes to.
    """

    step_chosen = Signal(int)

    def __init__(self, steps: Sequence[str], *, name: str, label: str = "", free: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_free = free
        self._steps = tuple(steps)
        self._at = 0
        self._reached = 0
        self._unfinished: frozenset[int] = frozenset()
        self._label = label
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()
        follow_theme(self, self.updateGeometry)

    @property
    def at(self) -> int:
        return self._at

    def set_step(self, index: int) -> None:
        """Show a step as the present one; those before it are reached. Tells nothing."""
        self._at = index
        self._reached = max(self._reached, index)
        self._name()
        self.update()

    def set_unfinished(self, indexes: Collection[int]) -> None:
        """Take the tick from steps in which something is missing still."""
        if self._unfinished != frozenset(indexes):
            self._unfinished = frozenset(indexes)
            self._name()
            self.update()

    def is_done(self, index: int) -> bool:
        """Say whether a step shows a tick: it was passed, and nothing is missing in it."""
        return index < self._reached and index not in self._unfinished

    def reset(self) -> None:
        self._at = self._reached = 0
        self._unfinished = frozenset()
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        boxes = self._boxes(text=True)
        return QSize(round(boxes[-1].right()), current().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._boxes(text=False)[-1].right()), current().px(34))

    def _name(self) -> None:
        self.setAccessibleName(
            self.tr("{label}: step {at} of {all}, {step}").format(
                label=self._label or self.tr("Steps"), at=self._at + 1, all=len(self._steps), step=self._steps[self._at]
            )
        )

    def _boxes(self, *, text: bool) -> list[QRectF]:
        theme = current()
        px = theme.px
        boxes = []
        x = 0.0
        for index, words in enumerate(self._steps):
            shows = text or index == self._at
            width = px(20) + (px(8) + text_width(words, theme.font(TypeRole.BODY, Weight.SEMIBOLD)) if shows else 0)
            boxes.append(QRectF(x, 0, width, px(34)))
            x += width + px(48 if text else 24)
        return boxes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        if step is not None:
            target = self._at + step
            if 0 <= target <= self._farthest():
                self.step_chosen.emit(target)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index, box in enumerate(self._fitting()):
            if box.contains(event.position()) and index <= self._farthest() and index != self._at:
                self.step_chosen.emit(index)

    def _farthest(self) -> int:
        last = len(self._steps) - 1
        return last if self._is_free else min(self._reached, last)

    def _fitting(self) -> list[QRectF]:
        """Return the boxes with all words, or only the present step's words when there is no room."""
        boxes = self._boxes(text=True)
        return boxes if boxes[-1].right() <= self.width() else self._boxes(text=False)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        boxes = self._fitting()
        all_words = boxes[-1].right() == self._boxes(text=True)[-1].right()
        for index, (words, box) in enumerate(zip(self._steps, boxes, strict=True)):
            here = index == self._at
            circle = QRectF(box.x(), (box.height() - px(20)) / 2, px(20), px(20))
            if here:
                rounded(painter, circle, px(10), theme.color("accent"))
                font = theme.font(TypeRole.TINY, Weight.SEMIBOLD)
                paint_text(painter, circle, str(index + 1), font, theme.color("on_accent"), CENTER, may_shorten=False)
            elif self.is_done(index):
                rounded(painter, circle, px(10), theme.color("tint"))
                side = px(9)
                tick = QRectF(circle.center().x() - side / 2, circle.center().y() - side / 2, side, side)
                paint_shape(painter, PillState.CLOSED, tick, theme.color("accent"))
            else:
                rounded(painter, circle, px(10), None, theme.color("control"))
                font = theme.font(TypeRole.TINY, Weight.MEDIUM)
                paint_text(painter, circle, str(index + 1), font, theme.color("ink_2"), CENTER, may_shorten=False)
            if here or all_words:
                place = QRectF(circle.right() + px(8), 0, box.right() - circle.right(), box.height())
                font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if here else Weight.MEDIUM)
                paint_text(painter, place, words, font, theme.color("ink_1" if here else "ink_2"), may_shorten=False)
            if index < len(boxes) - 1:
                start, stop = box.right() + px(11), boxes[index + 1].left() - px(11)
                hairline(painter, start, box.center().y(), max(0.0, stop - start), theme.color("line_strong"))
            if here and self.hasFocus():
                ring = box.adjusted(-px(5), px(3), px(6), -px(3)).intersected(QRectF(self.rect()))
                focus_ring(painter, ring, px(6))
        painter.end()
