"""Reports (Ctrl+7): the counts of a year by right, what each contains, and the age of what is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QHeaderView, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet
from caseapp.services.report_sheet import ReportSheet, report_sheet
from caseapp.services.reports import export_year
from caseapp.services.views import CaseView
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.reports.age_chart import AgeChart, age_words
from caseapp.ui.reports.csv_file import ask_where, write_file
from caseapp.ui.reports.year_rows import age_columns, age_rows, contents, year_columns, year_rows
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, Space, TypeRole, Weight
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.figure_strip import FigureLink, FigureStrip
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.words import Words, page_title, panel_title

EXPORT_KEY, TABLE_KEY = "Ctrl+Return", "Ctrl+T"
AREAS = frozenset({"cases", "deadlines", "letters"})
ROOMY_PERCENT = 130
"""Above this text size the two cards stand under each other."""


class ReportsPage(Page):
    """Figures, the year's table, the ages."""

    ground = "pane"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.setObjectName("reports_page")
        self.set_title(self.tr("Reports"))
        self._sheet: ReportSheet | None = None
        self._year: int | None = None
        self.heading = page_title(self.tr("Reports"))
        self.years = ChoiceBox((), name="reports_year", label=self.tr("Year"))
        self.export = KeyButton(
            self.tr("Export..."), ButtonKind.PRIMARY, icon="export", key=EXPORT_KEY, name="reports_export", on_click=self.primary_act
        )
        self.strip = FigureStrip(name="reports_figures")
        self.figures = {
            "open": FigureLink(self.tr("open cases"), name="reports_open", on_click=lambda: self._go(CaseView.OPEN)),
            "late": FigureLink(
                self.tr("overdue"), name="reports_late", state=PillState.OVERDUE, on_click=lambda: self._go(CaseView.OVERDUE)
            ),
            "received": FigureLink("", name="reports_received"),
            "complied": FigureLink(self.tr("done in whole or part"), name="reports_complied"),
            "pending": FigureLink(self.tr("pending"), name="reports_pending"),
        }
        self.strip.set_links(tuple(self.figures.values()))
        self.year_title = panel_title()
        self.year_table = TableView(
            year_columns(), name="reports_year_table", label=self.tr("The year by right"), margin=18, row_height=Size.REPORT_ROW
        )
        self.age_title = panel_title(self.tr("Open requests by age"))
        self.age_hint = Words(role=TypeRole.SMALL, ink="ink_2")
        self.chart = AgeChart(name="reports_age_chart")
        self.age_table = TableView(
            age_columns(), name="reports_age_table", label=self.tr("Open requests by age"), margin=6, row_height=Size.REPORT_ROW
        )
        self.toggle = LinkButton("", key=TABLE_KEY, name="reports_toggle", on_click=self.toggle_table)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chart)
        self.stack.addWidget(self.age_table)
        self.words = QGridLayout()
        self._lay_out()
        self.years.chosen_changed.connect(self._choose_year)
        self._name_toggle()
        follow_theme(self, self._dress)

    # Page

    def concerns(self, change: ChangeSet) -> bool:
        return not change.areas.isdisjoint(AREAS)

    def reload(self) -> None:
        year = self._year
        self.office.run(self, lambda desk: report_sheet(desk, year), self._show, key="reports")

    def forget(self) -> None:
        super().forget()
        self._sheet = None
        self.year_table.set_rows(())
        self.age_table.set_rows(())
        self.chart.set_bars(())
        for link in self.figures.values():
            link.set_figure("")

    def first_focus(self) -> QWidget | None:
        return self.years

    def panes(self) -> tuple[QWidget, ...]:
        return (self.years, self.strip, self.year_table, self.stack)

    def primary_act(self) -> None:
        """Ask where the year's counts go, and write them there."""
        desk, sheet = self.office.desk, self._sheet
        if desk is None or sheet is None or not desk.operator.may(Act.EXPORT):
            return
        ask_where(self, self.tr("requests-{year}.csv").format(year=sheet.year), lambda path: self._export(sheet.year, path))

    # Commands

    def toggle_table(self) -> None:
        """Show the ages as a table, or as a chart again."""
        before, after = (self.chart, self.age_table) if self.stack.currentWidget() is self.chart else (self.age_table, self.chart)
        had_focus = before.hasFocus()
        self.stack.setCurrentWidget(after)
        self._name_toggle()
        if had_focus:
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addWidget(self.years)
        self._head.addStretch(1)
        self._head.addWidget(self.export)
        self._figure_row = QHBoxLayout()
        self._figure_row.addWidget(self.strip)
        year_card, self._year_column = _card()
        self._year_column.addWidget(self.year_title)
        self._year_column.addWidget(self.year_table, 1)
        age_card, self._age_column = _card()
        self._age_head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.age_title)
        titles.addWidget(self.age_hint)
        self._age_head.addLayout(titles, 1)
        self._age_head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        self._age_column.addLayout(self._age_head)
        self._age_column.addWidget(self.stack, 1)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.addWidget(year_card, 5)
        self._cards.addWidget(age_card, 3)
        words_card, self._words_column = _card()
        self._words_column.addWidget(panel_title(self.tr("What the numbers contain")))
        self._words_column.addLayout(self.words)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._column = QVBoxLayout(content)
        self._column.addLayout(self._head)
        self._column.addLayout(self._figure_row)
        self._column.addLayout(self._cards, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(words_card)
        self._column.addLayout(self._foot)
        area = ScrollArea()
        area.setObjectName("reports_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _show(self, sheet: ReportSheet) -> None:
        if self.office.desk is None:
            return
        self._sheet = sheet
        self._year = sheet.year
        self.years.set_options(tuple((year, str(year)) for year in sheet.years))
        self.years.set_chosen(sheet.year)
        self._show_figures(sheet)
        self.year_title.setText(self.tr("Requests received in {year}, by right (11 CCR 7102)").format(year=sheet.year))
        self.year_table.set_rows(year_rows(sheet.counts))
        self.chart.set_bars(sheet.ages)
        self.age_table.set_rows(age_rows(sheet.ages, [age_words(self.chart, bar) for bar in sheet.ages]))
        self.age_hint.setText(self.tr("{count} open, 5 days a bar").format(count=f"{sheet.open_requests:,}"))
        self._show_words(sheet.year)
        self.export.setVisible(self.office.desk.operator.may(Act.EXPORT))

    def _show_figures(self, sheet: ReportSheet) -> None:
        counts = sheet.counts
        values = {
            "open": sheet.open_cases,
            "late": sheet.overdue,
            "received": sum(count.received for count in counts),
            "complied": sum(count.complied_whole + count.complied_part for count in counts),
            "pending": sum(count.pending for count in counts),
        }
        words = {"received": self.tr("received in {year}").format(year=sheet.year)}
        for name, link in self.figures.items():
            link.set_figure(f"{values[name]:,}", words.get(name))

    def _show_words(self, year: int) -> None:
        while self.words.count():
            item = self.words.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        columns = 1 if current().text_percent > ROOMY_PERCENT else 2
        for at, (head, text) in enumerate(contents(year)):
            row, column = at // columns, at % columns * 2
            self.words.addWidget(Words(head, weight=Weight.MEDIUM), row, column, Qt.AlignmentFlag.AlignTop)
            words = Words(text, ink="ink_2", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self.words.addWidget(words, row, column + 1)
            self.words.setColumnStretch(column + 1, 1)

    def _choose_year(self, value: object) -> None:
        if isinstance(value, int):
            self._year = value
            self.mark_stale()

    def _go(self, view: CaseView) -> None:
        self.office.navigate("cases", view=view.value)

    def _name_toggle(self) -> None:
        self.toggle.setText(self.tr("Chart") if self.stack.currentWidget() is self.age_table else self.tr("Table"))

    def _export(self, year: int, path: Path) -> None:
        def written(_none: None) -> None:
            self.office.messages.notice(self.tr("The counts of {year} are written to {file}").format(year=year, file=path.name))

        def write(content: bytes) -> None:
            self.office.jobs.run(self, lambda: write_file(path, content), written, lane="file")

        self.office.run(self, lambda desk: export_year(desk, year), write)

    def _dress(self) -> None:
        px = current().px
        is_large = current().text_percent > ROOMY_PERCENT
        # The words of a figure stand a little inside its box, so the figures begin left of the margin of the page.
        inside = px(8)
        self._column.setContentsMargins(px(Space.PAGE_LEFT) - inside, px(Space.M), px(Space.PAGE_RIGHT), px(Space.L))
        for row in (self._head, self._cards, self._foot):
            row.setContentsMargins(inside, 0, 0, 0)
        self._column.setSpacing(px(Space.M))
        self._head.setSpacing(px(Space.L))
        self._cards.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(px(Space.L))
        self._year_column.setContentsMargins(0, px(Space.L), 0, px(Space.S))
        self.year_title.setContentsMargins(px(Space.PANEL), 0, px(Space.PANEL), 0)
        self._age_column.setContentsMargins(px(Space.PANEL), px(Space.M), px(Space.PANEL), px(Space.M))
        self._age_column.setSpacing(px(Space.S))
        self._words_column.setContentsMargins(px(Space.PANEL), px(Space.M), px(Space.PANEL), px(Space.M))
        self._words_column.setSpacing(px(Space.S))
        self.words.setHorizontalSpacing(px(Space.L))
        self.words.setVerticalSpacing(px(6))
        if is_large:
            # The rights are read whole; the numbers that have no room are reached by scrolling.
            self.year_table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            self.year_table.setColumnWidth(0, px(160))
        rows = 11
        self.year_table.setMinimumHeight(px(Size.TABLE_HEAD) + rows * px(Size.REPORT_ROW) + px(4))
        self.stack.setMinimumHeight(px(260))
        if self._sheet is not None:
            self._show_words(self._sheet.year)


class _Card(QWidget):
    """A box for a thing of its own: a chart, a table."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), theme.px(Radius.CARD), theme.color("surface"), theme.color("line"))
        painter.end()


def _card() -> tuple[_Card, QVBoxLayout]:
    card = _Card()
    column = QVBoxLayout(card)
    return card, column
