"""The agenda: what is planned, day after day, in one list; or why nothing is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.services.calendar import AgendaSheet
from caseapp.ui.calendar.due_list import DueHeads, DueList
from caseapp.ui.calendar.due_rows import agenda_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.words import hint


class AgendaPane(QWidget):
    """The list under its heads.

    Signals:
        case_wanted: id of the case to open.
        all_wanted: all rights, for the chosen one has nothing planned.
    """

    case_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = DueList(name="calendar_agenda", label=self.tr("Agenda"))
        self.heads = DueHeads(self.list)
        self.empty = EmptyState(
            icon="calendar-blank", title="", sentence="", act_text=self.tr("Show all rights"), on_act=self.all_wanted.emit,
            name="calendar_empty",
        )  # fmt: skip
        self.cut = hint()
        self.foot = FlowRow(self.cut)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heads)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.foot)
        self.list.row_opened.connect(self._open)
        follow_theme(self, self._dress)

    def add_act(self, button: QWidget) -> None:
        """Put a button under the list."""
        self.foot.add(button)

    def why_target(self) -> WhyTarget | None:
        """Return the date of the current row, or of the first, to be asked why."""
        if not self.list.currentIndex().isValid():
            self.list.go(1)
        return self.list.why_target()

    def show_agenda(self, sheet: AgendaSheet, *, is_narrowed: bool) -> None:
        """Show what is planned; `is_narrowed` says that one right was asked for."""
        self.list.set_rows(agenda_rows(sheet.entries, sheet.today, sheet.one_off))
        has_rows = bool(sheet.entries or sheet.one_off)
        self.list.setVisible(has_rows)
        self.heads.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        if not has_rows:
            self.empty.set_texts(
                icon="funnel-simple" if is_narrowed else "calendar-blank",
                title=self.tr("Nothing of this right is planned") if is_narrowed else self.tr("Nothing is planned"),
                sentence=self.tr("Other rights have deadlines, or none at all. Show all rights to see.")
                if is_narrowed
                else self.tr("Deadlines show up here as soon as a request is taken."),
                act_text=self.tr("Show all rights") if is_narrowed else "",
            )
        self.cut.setVisible(sheet.is_cut)
        self.cut.setText(self.tr("The first {count} are shown. Choose one right to see fewer.").format(count=len(sheet.entries)))

    def open_current(self) -> None:
        """Open the case of the current row, or of the first."""
        if not self.list.currentIndex().isValid():
            self.list.go(1)
        self._open(self.list.current_key)

    def forget(self) -> None:
        self.list.set_rows(())

    def _open(self, key: object) -> None:
        case_id = self.list.due_model.case_of(key)
        if case_id is not None:
            self.case_wanted.emit(case_id)

    def _dress(self) -> None:
        px = current().px
        self.foot.setContentsMargins(px(Space.PANEL), px(Space.S), px(Space.PANEL), px(Space.S))
