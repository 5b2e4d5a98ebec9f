"""Lists of check boxes and rows of radio buttons, each with one access key on the label of its form row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space

T = TypeVar("T")

LARGE_TEXT_PERCENT = 120
"""From here on a row of radio buttons takes several lines, so that a form need not scroll sideways."""
LARGE_TEXT_COLUMNS = 2


class CheckGrid(QWidget):
    """Check boxes in columns. Space ticks, arrows go to the neighbour, Tab goes through.

    Args:
        options: pairs of value and words, row by row.

    Signals:
        ticked_changed: the ticked values as a tuple, in their order.
    """

    ticked_changed = Signal(object)

    def __init__(
        self, options: Sequence[tuple[object, str]], *, name: str, columns: int = 3, label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("tall", True)
        self._columns = columns
        self._boxes: list[tuple[object, QCheckBox]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for value, words in options:
            box = QCheckBox(words.replace("&", "&&"))
            box.setObjectName(f"{name}_{value}")
            box.setAccessibleName(words)
            box.toggled.connect(self._tell)
            box.installEventFilter(self)
            self._boxes.append((value, box))
        self._most_columns = columns
        self._grid.setColumnStretch(columns, 1)
        if label:
            self.setAccessibleName(label)
        # A label's access key goes only to a buddy that takes the focus; Tab skips it all the same, for it has a proxy.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])
        follow_theme(self, self._dress)

    def ticked(self) -> tuple[object, ...]:
        return tuple(value for value, box in self._boxes if box.isChecked())

    def set_ticked(self, values: Sequence[object]) -> None:
        """Tick exactly these, and tell once."""
        for value, box in self._boxes:
            box.blockSignals(True)
            box.setChecked(value in values)
            box.blockSignals(False)
        self._tell()

    def box(self, value: object) -> QCheckBox:
        return next(box for known, box in self._boxes if known == value)

    def _tell(self) -> None:
        self.ticked_changed.emit(self.ticked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -self._columns, Qt.Key.Key_Down: self._columns}
            step = steps.get(Qt.Key(event.key()))
            boxes = [box for _, box in self._boxes]
            if step is not None and watched in boxes:
                target = boxes.index(watched) + step
                if 0 <= target < len(boxes):
                    boxes[target].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                boxes[-1].setFocus(Qt.FocusReason.TabFocusReason)
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Go to what follows the last box that can be seen; Qt counts from the control with the focus."""
        last = [box for _, box in self._boxes if not box.isHidden()][-1]
        last.setFocus(Qt.FocusReason.TabFocusReason)
        last.focusNextChild()

    def _dress(self) -> None:
        px = current().px
        self._grid.setHorizontalSpacing(px(Space.XXL))
        self._grid.setVerticalSpacing(px(6))
        self._put(self._fitting(self.width()))

    def _put(self, columns: int) -> None:
        self._columns = columns
        for index, (_, box) in enumerate(self._boxes):
            self._grid.addWidget(box, index // columns, index % columns, Qt.AlignmentFlag.AlignLeft)

    def _fitting(self, width: int) -> int:
        """Return how many columns large text has room for: the words are never cut, and the form never scrolls sideways for them."""
        if current().text_percent < LARGE_TEXT_PERCENT:
            return self._most_columns
        most = min(self._most_columns, LARGE_TEXT_COLUMNS)
        wide = [0 if box.isHidden() else box.sizeHint().width() for _, box in self._boxes]
        for columns in range(most, 1, -1):
            needed = sum(max(wide[column::columns], default=0) for column in range(columns))
            if needed + self._grid.horizontalSpacing() * columns <= width:
                return columns
        return 1

    def minimumSizeHint(self) -> QSize:
        if current().text_percent < LARGE_TEXT_PERCENT:
            return super().minimumSizeHint()
        shown = [box.sizeHint().width() for _, box in self._boxes if not box.isHidden()]
        return QSize(max(shown, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._fitting(self.width())
        if columns != self._columns:
            self._put(columns)


class RadioRow(QWidget):
    """Radio buttons in a row; one stop for Tab, arrows choose.

    Signals:
        chosen_changed: the value chosen by the person.
    """

    chosen_changed = Signal(object)

    def __init__(
        self, options: Sequence[tuple[object, str]], *, name: str, label: str = "", vertical: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        if vertical:
            self.setProperty("tall", True)
        self._group = QButtonGroup(self)
        self._values: list[object] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for index, (value, words) in enumerate(options):
            button = QRadioButton(words)
            button.setObjectName(f"{name}_{value}")
            button.setAccessibleName(words.replace("&", ""))
            self._group.addButton(button, index)
            self._values.append(value)
            self._grid.addWidget(button, index if vertical else 0, 0 if vertical else index, Qt.AlignmentFlag.AlignLeft)
            button.installEventFilter(self)
        self._is_vertical = vertical
        self._grid.setColumnStretch(1 if vertical else len(self._values), 1)
        if label:
            self.setAccessibleName(label)
        self._group.idClicked.connect(self._tell)
        if self._values:
            self._group.button(0).setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._aim_focus()
        follow_theme(self, self._dress)

    def chosen(self) -> object:
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else None

    def set_chosen(self, value: object) -> None:
        """Choose without telling."""
        self._group.button(self._values.index(value)).setChecked(True)
        self._aim_focus()

    def button(self, value: object) -> QAbstractButton:
        return self._group.button(self._values.index(value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, index: int) -> None:
        self._aim_focus()
        self.chosen_changed.emit(self._values[index])

    def _aim_focus(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            self.setFocusProxy(checked)

    def _dress(self) -> None:
        px = current().px
        self._grid.setHorizontalSpacing(px(Space.XXL))
        self._grid.setVerticalSpacing(px(6))
        if not self._is_vertical:
            self._wrap(LARGE_TEXT_COLUMNS if current().text_percent >= LARGE_TEXT_PERCENT else len(self._values))

    def _wrap(self, columns: int) -> None:
        """Put so many buttons beside each other, the rest under them."""
        for index, button in enumerate(self._group.buttons()):
            self._grid.addWidget(button, index // columns, index % columns, Qt.AlignmentFlag.AlignLeft)


class ChoiceBox(QComboBox):
    """A combo box over pairs of value and words.

    Signals:
        chosen_changed: the value chosen by the person.
    """

    chosen_changed = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]] = (), *, name: str, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        if label:
            self.setAccessibleName(label)
        self._told = -1
        # Kept here and not in the model: Qt gives back a plain text for a member of a StrEnum.
        self._values: list[object] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(self._tell)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Put other options, keeping the chosen value when it is among them."""
        before = self.chosen()
        self.clear()
        self._values = [value for value, _ in options]
        for value, words in options:
            self.addItem(words, value)
        self.set_chosen(before)

    def chosen(self) -> object:
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_chosen(self, value: object) -> None:
        """Choose without telling; a value that is not offered changes nothing."""
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))

    def sizeHint(self) -> QSize:
        """Give the longest words the room they are painted in; Qt reckons a few pixels less."""
        return super().sizeHint() + QSize(current().px(6), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box; words that do not fit end in an ellipsis, where Qt would cut a letter in two."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self)
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width() - 4)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        self._told = -1
        super().keyPressEvent(event)
        # Qt does not tell of an entry that was chosen by typing its first letters.
        if self.currentIndex() not in (before, self._told):
            self._tell(self.currentIndex())

    def _tell(self, index: int) -> None:
        self._told = index
        self.chosen_changed.emit(self._values[index])


def side_by_side(*parts: QWidget) -> QWidget:
    """Put a few controls in one row of a form; the first one has the focus of the whole."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(current().px(Space.M))
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    if parts:
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row.setFocusProxy(parts[0])
    return row
