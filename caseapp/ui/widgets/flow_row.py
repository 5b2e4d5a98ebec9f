"""Controls one after the other, on as many lines as they need: what keeps a row of buttons whole at 200 % text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme


class FlowRow(QWidget):
    """A row that breaks into lines. Hidden controls take no room.

    Args:
        gap: pixels at 100 % between controls; line_gap: between lines.
        at_right: each line ends at the right edge.
    """

    def __init__(self, *parts: QWidget, gap: int = 8, line_gap: int = 6, at_right: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._gap, self._line_gap = gap, line_gap
        self._flow = _Flow(self, at_right=at_right)
        for part in parts:
            self.add(part)
        follow_theme(self, self._dress)

    def add(self, part: QWidget) -> None:
        self._flow.addWidget(part)

    def _dress(self) -> None:
        self._flow.set_gaps(current().px(self._gap), current().px(self._line_gap))


class _Flow(QLayout):
    def __init__(self, parent: QWidget, *, at_right: bool) -> None:
        self._heights: dict[int, int] = {}  # before Qt asks for anything
        super().__init__(parent)
        self._at_right = at_right
        self._items: list[QLayoutItem] = []
        self._gaps = (8, 6)
        self.setContentsMargins(0, 0, 0, 0)

    def set_gaps(self, gap: int, line_gap: int) -> None:
        self._gaps = (gap, line_gap)
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Qt asks again and again while it places a page; a control that changed says so by `invalidate`.
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        gaps = self._gaps[0] * max(0, len(shown) - 1)
        return QSize(sum(size.width() for size in shown) + gaps, max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        return QSize(max((size.width() for size in shown), default=0), max((size.height() for size in shown), default=0))

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the controls, or only say how high they come to be."""
        gap, line_gap = self._gaps
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = _wanted(item, rect.width())
            if lines[-1] and x + size.width() > rect.width():
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + gap
        y = rect.y()
        for line in lines:
            tall = max((size.height() for _, size in line), default=0)
            wide = sum(size.width() for _, size in line) + gap * max(0, len(line) - 1)
            x = rect.x() + (rect.width() - wide if self._at_right else 0)
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (tall - size.height()) // 2), size))
                x += size.width() + gap
            y += tall + line_gap
        return max(0, y - line_gap - rect.y())


def _wanted(item: QLayoutItem, room: int) -> QSize:
    """Return the size of a control in this room: words that may wrap take one line where it fits, else as many as they need."""
    label = item.widget()
    if isinstance(label, QLabel) and label.wordWrap():
        margins = label.contentsMargins()
        one_line = max((label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n")), default=0)
        width = min(one_line + margins.left() + margins.right() + 2, room)
        return QSize(width, item.heightForWidth(width))
    hint = item.sizeHint()
    return hint.boundedTo(QSize(max(room, item.minimumSize().width()), hint.height()))
