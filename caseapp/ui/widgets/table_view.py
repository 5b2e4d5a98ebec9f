"""The table: a hairline under each row, no vertical lines, no zebra; text left, numbers right, heads aligned with their column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import FILLED_IN_LISTS, Pill, PillState, paint_pill, paint_shape, pill_width
from caseapp.ui.widgets.painted_text import LEFT, RIGHT, paint_text
from caseapp.ui.widgets.rows import Index, KeyRole, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline

_CELL = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        width: pixels at 100 %; 0 means: the rest.
        is_number: right-aligned, as is its head.
        heavy: values in SemiBold (the name column).
        may_shorten: False for numbers of cases, dates and names on letters.
    """

    id: str
    title: str
    width: int = 0
    is_number: bool = False
    heavy: bool = False
    may_shorten: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one place: words, or a pill, or a tick and words."""

    text: str = ""
    pill: Pill | None = None
    is_done: bool = False

    @property
    def spoken(self) -> str:
        return self.pill.text if self.pill is not None else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row: its key and one cell a column; plain text may stand for a cell."""

    key: object
    cells: tuple[Cell | str, ...]

    def cell(self, column: int) -> Cell:
        found = self.cells[column]
        return found if isinstance(found, Cell) else Cell(text=found)


class RowsTableModel(QAbstractTableModel):
    """Frozen rows, replaced whole or continued by a page."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._rows: tuple[TableRow, ...] = ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def append_rows(self, rows: Sequence[TableRow]) -> None:
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows = (*self._rows, *rows)
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        cell = row.cell(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell.spoken
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[index.column()].is_number else LEFT
        if role == RowRole:
            return row
        if role == KeyRole:
            return row.key
        return cell if role == _CELL else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None


class TableView(QTableView):
    """A table of rows; arrows go up and down, Enter opens, Space tells its row.

    Signals:
        row_shown: key of the current row. row_opened: key of the row entered. row_toggled: key of the row on which Space was
            pressed. sort_requested: id of the column whose head was clicked; sorting is done where the rows come from.
        end_reached: the next page is wanted.
    """

    row_shown = Signal(object)
    row_opened = Signal(object)
    row_toggled = Signal(object)
    sort_requested = Signal(str)
    end_reached = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        name: str,
        label: str,
        margin: int = 24,
        row_height: int = Size.TABLE_ROW,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.margin = margin
        self.row_height = row_height
        self.table_model = RowsTableModel(columns)
        self.setModel(self.table_model)
        self.setItemDelegate(_CellDelegate(self))
        self.setHorizontalHeader(_Heads(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        self._asked_at = -1
        self._is_silent = False
        self.verticalScrollBar().valueChanged.connect(self._look_for_end)
        self.verticalScrollBar().rangeChanged.connect(self._look_for_end)
        follow_theme(self, self._dress)

    @property
    def current_key(self) -> object:
        index = self.currentIndex()
        return index.data(KeyRole) if index.isValid() else None

    @property
    def selected_keys(self) -> tuple[object, ...]:
        """Keys of all selected rows, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return tuple(self.table_model.rows[row].key for row in rows)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Replace the rows; the current one stays current when it is among them."""
        key = self.current_key
        self._is_silent = True
        self.table_model.set_rows(rows)
        self._asked_at = -1
        self.show_key(key)
        self._is_silent = False

    def append_rows(self, rows: Sequence[TableRow]) -> None:
        self.table_model.append_rows(rows)

    def show_key(self, key: object) -> bool:
        """Make the row of a key current; False when it is not in the table."""
        for at, row in enumerate(self.table_model.rows):
            if key is not None and row.key == key:
                self.setCurrentIndex(self.table_model.index(at, 0))
                return True
        return False

    def currentChanged(self, current_index: Index, previous: Index) -> None:
        super().currentChanged(current_index, previous)
        self.viewport().update()
        if current_index.isValid() and current_index.row() != previous.row() and not self._is_silent:
            self.row_shown.emit(current_index.data(KeyRole))

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        if not self.currentIndex().isValid() and self.table_model.rows:
            self.setCurrentIndex(self.table_model.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif plain and event.key() == Qt.Key.Key_Space:
            if self.currentIndex().isValid():
                self.row_toggled.emit(self.current_key)
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_opened.emit(index.data(KeyRole))

    def _look_for_end(self) -> None:
        bar = self.verticalScrollBar()
        count = len(self.table_model.rows)
        if count and bar.maximum() - bar.value() < self.height() and self._asked_at != count:
            self._asked_at = count
            self.end_reached.emit()

    def _dress(self) -> None:
        px = current().px
        # The minimum first: rows made for large text would not become lower again.
        self.verticalHeader().setMinimumSectionSize(px(self.row_height))
        self.verticalHeader().setDefaultSectionSize(px(self.row_height))
        heads = self.horizontalHeader()
        heads.setFixedHeight(px(Size.TABLE_HEAD))
        heads.setMinimumSectionSize(px(40))
        for at, column in enumerate(self.table_model.columns):
            if column.width:
                heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(at, px(column.width + (self.margin if at == 0 else 0)))
            else:
                heads.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        self.viewport().update()

    def cell_box(self, box: QRectF, column: int) -> QRectF:
        """Return where the words of a cell stand in its box."""
        px = current().px
        left = px(self.margin) if column == 0 else px(6)
        right = px(20) if column == len(self.table_model.columns) - 1 else px(10)
        return box.adjusted(left, 0, -right, 0)


class _Heads(QHeaderView):
    """Heads of the columns, painted like their cells."""

    def __init__(self, table: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setObjectName(f"{table.objectName()}_heads")
        self.setAccessibleName(table.accessibleName())
        self.setSectionsClickable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.sectionClicked.connect(self._ask_for_order)

    def _ask_for_order(self, section: int) -> None:
        self._table.sort_requested.emit(self._table.table_model.columns[section].id)

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        theme = current()
        column = self._table.table_model.columns[logical]
        box = QRectF(rect)  # type: ignore[call-overload]
        font = theme.font(TypeRole.SMALL, Weight.MEDIUM)
        align = RIGHT if column.is_number else LEFT
        paint_text(painter, self._table.cell_box(box, logical), column.title, font, theme.color("ink_2"), align)
        hairline(painter, box.left(), box.bottom() - 1, box.width() + 1, theme.color("line_strong"))


class _CellDelegate(QStyledItemDelegate):
    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current().px(60), current().px(self._table.row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current()
        box = QRectF(option.rect)
        has_focus = self._table.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("sel" if has_focus else "sel_idle"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("row_hover"))
        hairline(painter, box.left(), box.bottom(), box.width() + 1, theme.color("line"))
        cell = index.data(_CELL)
        if isinstance(cell, Cell):
            self._cell(painter, self._table.cell_box(box, index.column()), cell, self._table.table_model.columns[index.column()])
        if has_focus and index.row() == self._table.currentIndex().row():
            self._ring(painter, box, index.column())

    def _cell(self, painter: QPainter, box: QRectF, cell: Cell, column: Column) -> None:
        theme = current()
        if cell.pill is not None:
            filled = cell.pill.state in FILLED_IN_LISTS
            right = box.right() if column.is_number else box.left() + pill_width(cell.pill.text, filled=filled)
            paint_pill(painter, cell.pill, right, box.center().y(), filled=filled)
            return
        if cell.is_done:
            side = theme.px(11)
            tick = QRectF(box.left() + 1, box.center().y() - side / 2, side, side)
            paint_shape(painter, PillState.CLOSED, tick, theme.color("on_track"))
            box = box.adjusted(side + theme.px(7), 0, 0, 0)
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if column.heavy else Weight.REGULAR)
        ink = theme.color("ink_1")
        paint_text(painter, box, cell.text, font, ink, RIGHT if column.is_number else LEFT, may_shorten=column.may_shorten)

    def _ring(self, painter: QPainter, box: QRectF, column: int) -> None:
        """Draw this cell's part of one ring around the whole row."""
        width = self._table.viewport().width()
        painter.save()
        painter.setClipRect(box)
        row = QRectF(0, box.top(), width, box.height())
        focus_ring(painter, row.adjusted(1, 0, -1, -1), current().px(4))
        painter.restore()
