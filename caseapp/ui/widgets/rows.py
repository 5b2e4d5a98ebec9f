"""Frozen rows in a Qt model: replaced whole, painted by a delegate, spoken as one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

R = TypeVar("R")

Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole
"""The frozen row itself."""
KeyRole = Qt.ItemDataRole.UserRole + 1
"""What identifies the row, so that a selection survives a reload."""


class RowModel(QAbstractListModel, Generic[R]):
    """A list of frozen rows. Subclasses say how a row is spoken, what identifies it and whether it can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[R, ...] = ()

    @property
    def rows(self) -> tuple[R, ...]:
        return self._rows

    def set_rows(self, rows: Sequence[R]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def append_rows(self, rows: Sequence[R]) -> None:
        """Add the next page of rows at the end."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows = (*self._rows, *rows)
        self.endInsertRows()

    def spoken(self, row: R) -> str:
        """Return the whole row as one sentence."""
        return str(row)

    def key(self, row: R) -> object:
        return None

    def is_selectable(self, row: R) -> bool:
        return True

    def row_of(self, key: object) -> int:
        """Return the place of a row by its key, or -1."""
        return next((index for index, row in enumerate(self._rows) if key is not None and self.key(row) == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self.is_selectable(self._rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(row)
        if role == RowRole:
            return row
        if role == KeyRole:
            return self.key(row)
        return None
