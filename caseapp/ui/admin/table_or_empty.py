"""A table, or, while it has no rows, the words that say why and what fills it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.table_view import TableView


class TableOrEmpty(QStackedWidget):
    """Follows the rows of its table. A table that can be narrowed says by itself that nothing fits.

    Args:
        icon, title, sentence: of the words.
    """

    def __init__(self, table: TableView, *, icon: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.empty = EmptyState(icon=icon, title=title, sentence=sentence, name=f"{table.objectName()}_empty")
        self.addWidget(table)
        self.addWidget(self.empty)
        table.table_model.modelReset.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setCurrentWidget(self._table if self._table.table_model.rows else self.empty)
