"""The counts of a year by right. Where the columns have no room beside each other, the table goes on below with the rest of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from caseapp.domain.request_type import RequestType
from caseapp.services.report_sheet import ReportSheet
from caseapp.ui.labels import short_type
from caseapp.ui.reports.card import Card
from caseapp.ui.reports.year_rows import year_columns, year_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.painted_text import text_width
from caseapp.ui.widgets.table_view import TableRow, TableView
from caseapp.ui.widgets.words import panel_title

TABLE = "reports_year_table"
MARGIN = 18
_LEAST_ROWS = 11


class YearCard(Card):
    """One table as a rule; with large text as many as the columns need, each with all rights."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reports_year_card")
        self._columns = year_columns()
        self._rows: tuple[TableRow, ...] = ()
        self._groups: list[list[int]] = []
        self.title = panel_title()
        self.column.addWidget(self.title)
        self.tables: list[TableView] = []
        self._add_table()
        follow_theme(self, self._dress)

    @property
    def table(self) -> TableView:
        """The first table, which has the rights and their first numbers."""
        return self.tables[0]

    def show_year(self, sheet: ReportSheet) -> None:
        self.title.setText(self.tr("Requests received in {year}, by right (11 CCR 7102)").format(year=sheet.year))
        self._show_rows(year_rows(sheet.counts))

    def forget(self) -> None:
        self._show_rows(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _show_rows(self, rows: tuple[TableRow, ...]) -> None:
        self._rows = rows
        for table in self.tables:
            table.set_rows(rows)

    def _add_table(self) -> None:
        number = len(self.tables) + 1
        words = self.tr("The year by right") if number == 1 else self.tr("The year by right, part {number}").format(number=number)
        name = TABLE if number == 1 else f"{TABLE}_{number}"
        table = TableView(self._columns, name=name, label=words, margin=MARGIN, row_height=Size.REPORT_ROW)
        table.set_rows(self._rows)
        self.tables.append(table)
        self.column.addWidget(table, 1)

    def _share_out(self) -> None:
        """Give each table the columns that have room beside the rights, which are read whole."""
        groups = list(self._grouped(self.width()))
        if groups == self._groups:
            return
        self._groups = groups
        while len(self.tables) < len(groups):
            self._add_table()
        for at, table in enumerate(self.tables):
            shown = groups[at] if at < len(groups) else []
            for column in range(1, len(self._columns)):
                table.setColumnHidden(column, column not in shown)
            table.setVisible(bool(shown))
        self._fit_heights()

    def _grouped(self, room: int) -> Sequence[list[int]]:
        px = current().px
        rights = max(text_width(short_type(kind), current().font()) for kind in RequestType) + px(MARGIN) + px(12)
        groups: list[list[int]] = [[]]
        taken = rights
        for at, column in enumerate(self._columns[1:], start=1):
            wide = px(column.width)
            if groups[-1] and taken + wide > room:
                groups.append([])
                taken = rights
            groups[-1].append(at)
            taken += wide
        return groups

    def _fit_heights(self) -> None:
        px = current().px
        rows = max(_LEAST_ROWS, len(self._rows))
        for table in self.tables:
            table.setMinimumHeight(px(Size.TABLE_HEAD) + rows * px(Size.REPORT_ROW) + px(4))

    def _dress(self) -> None:
        px = current().px
        self.column.setContentsMargins(0, px(Space.L), 0, px(Space.S))
        self.title.setContentsMargins(px(Space.PANEL), 0, px(Space.PANEL), 0)
        self._groups = []
        self._share_out()
        self._fit_heights()
