"""The base of lists whose rows are painted by a delegate: arrows, Enter, a selection that survives a reload, paging."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from caseapp.ui.theme import follow_theme
from caseapp.ui.widgets.rows import Index, KeyRole, RowModel


class RowList(QListView):
    """A list of rows.

    Signals:
        row_shown: key of the row that is current now; for split views, which show its record beside the list.
        row_opened: key of the row that was entered, by Enter or a double click.
        end_reached: the last rows can be seen, so the next page is wanted.
    """

    row_shown = Signal(object)
    row_opened = Signal(object)
    end_reached = Signal()

    def __init__(self, model: RowModel, *, name: str, label: str, parent: QWidget | None = None) -> None:  # type: ignore[type-arg]
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.row_model = model
        self.setModel(model)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._asked_at = -1
        self._is_silent = False
        self.may_be_empty_handed = False
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.verticalScrollBar().rangeChanged.connect(self._look_for_end)
        follow_theme(self, self._dress)

    @property
    def current_key(self) -> object:
        index = self.currentIndex()
        return index.data(KeyRole) if index.isValid() else None

    def set_rows(self, rows: object) -> None:
        """Replace the rows; what was current stays current when it is among them, and nothing is told then."""
        key = self.current_key
        place = self.verticalScrollBar().value()
        self._is_silent = True
        self.row_model.set_rows(rows)  # type: ignore[arg-type]
        self._asked_at = -1
        at = self.row_model.row_of(key)
        if at >= 0:
            self.setCurrentIndex(self.row_model.index(at))
            self.verticalScrollBar().setValue(place)
        elif key is None and self.hasFocus() and not self.may_be_empty_handed:
            # The focus was here before the rows were; without a current row there would be no ring on the screen.
            self.go(1)
        self._is_silent = False

    def append_rows(self, rows: object) -> None:
        self.row_model.append_rows(rows)  # type: ignore[arg-type]

    def show_key(self, key: object) -> bool:
        """Make the row of a key current; False when it is not in the list."""
        at = self.row_model.row_of(key)
        if at >= 0:
            self.setCurrentIndex(self.row_model.index(at))
        return at >= 0

    def mark_key(self, key: object) -> bool:
        """Make the row of a key current without telling, because what it stands for is shown already."""
        self._is_silent = True
        try:
            return self.show_key(key)
        finally:
            self._is_silent = False

    def go(self, step: int) -> None:
        """Make the next or previous row current, over heads."""
        at = self.currentIndex().row()
        rows = self.row_model.rows
        at = at + step if at >= 0 else (0 if step > 0 else len(rows) - 1)
        while 0 <= at < len(rows):
            if self.row_model.is_selectable(rows[at]):
                self.setCurrentIndex(self.row_model.index(at))
                return
            at += step

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        key = current.data(KeyRole) if current.isValid() else None
        if key is not None and not self._is_silent:
            self.row_shown.emit(key)

    def show_none(self) -> None:
        """Let no row be current, because what is shown beside the list is not in it; the focus alone chooses none then."""
        self.may_be_empty_handed = True
        self._is_silent = True
        self.selectionModel().clear()
        self._is_silent = False

    def focusInEvent(self, event: object) -> None:
        if self.may_be_empty_handed:
            # Qt makes a first row current when the list gets the focus, and that would open what nobody asked for.
            self._is_silent = True
            super().focusInEvent(event)  # type: ignore[arg-type]
            self.selectionModel().clear()
            self._is_silent = False
            self.viewport().update()
            return
        super().focusInEvent(event)  # type: ignore[arg-type]
        at = self.currentIndex()
        if not at.isValid() and self.row_model.rows:
            self.go(1)
        elif at.isValid() and not self.selectionModel().isSelected(at):
            # Qt makes a first row current without selecting it, and the ring is drawn for what is selected.
            self.setCurrentIndex(at)
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        key = index.data(KeyRole) if index.isValid() else None
        if key is not None:
            self.row_opened.emit(key)

    def _look_for_end(self) -> None:
        bar = self.verticalScrollBar()
        count = len(self.row_model.rows)
        if count and bar.maximum() - bar.value() < self.height() and self._asked_at != count:
            self._asked_at = count
            self.end_reached.emit()

    def _dress(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
