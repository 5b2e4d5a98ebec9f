"""What stands under the tabs of a case: the timeline, and a table each for tasks, documents, letters, notes and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caseapp.domain.operators import Act, Operator
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_tables import (
    document_columns,
    document_rows,
    history_columns,
    history_rows,
    letter_columns,
    letter_rows,
    note_columns,
    note_rows,
    task_columns,
    task_rows,
)
from caseapp.ui.widgets.table_view import Column, TableRow, TableView

translate = QCoreApplication.translate

TIMELINE, TASKS, DOCUMENTS, LETTERS, NOTES, HISTORY = "timeline", "tasks", "documents", "letters", "notes", "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One table: its words, columns and rows, and the columns a narrow page does without."""

    words: Callable[[], str]
    columns: Callable[[], tuple[Column, ...]]
    rows: Callable[[CaseFacts, Operator], tuple[TableRow, ...]]
    spared: tuple[int, ...] = ()


_KINDS: dict[str, _Kind] = {
    TASKS: _Kind(words=lambda: translate("CaseTabs", "Tasks"), columns=task_columns, rows=lambda facts, _: task_rows(facts), spared=(1,)),
    DOCUMENTS: _Kind(
        words=lambda: translate("CaseTabs", "Documents"),
        columns=document_columns,
        rows=lambda facts, operator: document_rows(facts, sees_sealed=operator.may(Act.READ_SEALED)),
        spared=(2, 3),
    ),
    LETTERS: _Kind(
        words=lambda: translate("CaseTabs", "Letters"), columns=letter_columns, rows=lambda facts, _: letter_rows(facts), spared=(2,)
    ),
    NOTES: _Kind(words=lambda: translate("CaseTabs", "Notes"), columns=note_columns, rows=lambda facts, _: note_rows(facts)),
    HISTORY: _Kind(
        words=lambda: translate("CaseTabs", "History"), columns=history_columns, rows=lambda facts, _: history_rows(facts), spared=(3,)
    ),
}


class CaseTabs(QStackedWidget):
    """The timeline at once; a table is made when its tab is first shown, and filled only while it is in front.

    Signals:
        letter_opened, document_opened, task_entered: id of what was entered in a table.
    """

    letter_opened = Signal(str)
    document_opened = Signal(str)
    task_entered = Signal(str)

    def __init__(self, timeline: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._tables: dict[str, TableView] = {}
        self._shown: tuple[CaseFacts, Operator] | None = None
        self._is_narrow = False
        self.addWidget(timeline)

    def show_case(self, facts: CaseFacts, operator: Operator) -> None:
        """Show a case in the tab in front; the others follow when they come to the front."""
        self._shown = (facts, operator)
        for tab, table in self._tables.items():
            if table is self.currentWidget():
                self._fill(tab, table)

    def show_tab(self, tab: str) -> None:
        """Bring a tab to the front."""
        if tab == TIMELINE:
            self.setCurrentWidget(self._timeline)
            return
        table = self._tables.get(tab) or self._made(tab)
        self._fill(tab, table)
        self.setCurrentWidget(table)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out what a person needs least where the text is large."""
        self._is_narrow = is_narrow
        for tab, table in self._tables.items():
            self._fold(tab, table)

    def forget(self) -> None:
        self._shown = None
        for table in self._tables.values():
            table.set_rows(())

    def _made(self, tab: str) -> TableView:
        kind = _KINDS[tab]
        table = TableView(kind.columns(), name=f"case_{tab}", label=kind.words())
        opened = {LETTERS: self.letter_opened, DOCUMENTS: self.document_opened, TASKS: self.task_entered}.get(tab)
        if opened is not None:
            table.row_opened.connect(lambda key: opened.emit(str(key)))
        if tab == TASKS:
            table.row_toggled.connect(lambda key: self.task_entered.emit(str(key)))
        self._tables[tab] = table
        self.addWidget(table)
        self._fold(tab, table)
        return table

    def _fill(self, tab: str, table: TableView) -> None:
        if self._shown is not None:
            table.set_rows(_KINDS[tab].rows(*self._shown))

    def _fold(self, tab: str, table: TableView) -> None:
        for column in _KINDS[tab].spared:
            table.setColumnHidden(column, self._is_narrow)
