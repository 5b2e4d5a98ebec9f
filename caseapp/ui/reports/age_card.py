"""The age of what is open: as a chart on the day ruler, or as its table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.services.report_sheet import ReportSheet
from caseapp.ui.reports.age_chart import AgeChart, age_words
from caseapp.ui.reports.card import Card
from caseapp.ui.reports.year_rows import age_columns, age_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.words import Words, panel_title

TABLE_KEY = "Ctrl+T"


class AgeCard(Card):
    """Chart and table in one place; the table is made when it is wanted first."""

    def __init__(self, toggle: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: ReportSheet | None = None
        self._table: TableView | None = None
        self.hint = Words(role=TypeRole.SMALL, ink="ink_2")
        self.chart = AgeChart(name="reports_age_chart")
        self.toggle = LinkButton(self.tr("Table"), key=TABLE_KEY, name="reports_toggle", on_click=toggle)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chart)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(panel_title(self.tr("Open requests by age")))
        titles.addWidget(self.hint)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.column.addWidget(self.stack, 1)
        follow_theme(self, self._dress)

    @property
    def table(self) -> TableView:
        if self._table is None:
            self._table = TableView(
                age_columns(), name="reports_age_table", label=self.tr("Open requests by age"), margin=6, row_height=Size.REPORT_ROW
            )
            self.stack.addWidget(self._table)
            self._fill_table()
        return self._table

    def show_ages(self, sheet: ReportSheet) -> None:
        self._sheet = sheet
        self.chart.set_bars(sheet.ages)
        self.hint.setText(self.tr("{count} open, 5 days a bar").format(count=f"{sheet.open_requests:,}"))
        self._fill_table()

    def forget(self) -> None:
        self._sheet = None
        self.chart.set_bars(())
        self._fill_table()

    def turn(self) -> None:
        """Show the table instead of the chart, or the chart again; the focus stays in this place."""
        before, after = (self.chart, self.table) if self.stack.currentWidget() is self.chart else (self.table, self.chart)
        had_focus = before.hasFocus()
        self.stack.setCurrentWidget(after)
        self.toggle.setText(self.tr("Chart") if after is self._table else self.tr("Table"))
        if had_focus:
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_table(self) -> None:
        if self._table is not None:
            ages = self._sheet.ages if self._sheet is not None else ()
            self._table.set_rows(age_rows(ages, [age_words(self.chart, bar) for bar in ages]))

    def _dress(self) -> None:
        px = current().px
        self.column.setContentsMargins(px(Space.PANEL), px(Space.M), px(Space.PANEL), px(Space.M))
        self.column.setSpacing(px(Space.S))
        self.stack.setMinimumHeight(px(260))
