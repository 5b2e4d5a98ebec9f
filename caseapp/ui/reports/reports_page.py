"""Reports (Ctrl+7): the counts of a year by right, what each contains, and the age of what is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet
from caseapp.services.report_sheet import ReportSheet, report_sheet
from caseapp.services.reports import export_year, metrics_sheet
from caseapp.services.views import CaseView
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.reports.age_card import AgeCard
from caseapp.ui.reports.contents_card import ContentsCard
from caseapp.ui.reports.csv_file import ask_where, write_file
from caseapp.ui.reports.year_card import YearCard
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.figure_strip import FigureLink, FigureStrip
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.words import page_title

EXPORT_KEY = "Ctrl+Return"
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
        self.year = YearCard()
        self.ages = AgeCard(self.toggle_table)
        self.words = ContentsCard()
        self._lay_out()
        self.years.chosen_changed.connect(self._choose_year)
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
        self.year.forget()
        self.ages.forget()
        for link in self.figures.values():
            link.set_figure("")

    def first_focus(self) -> QWidget | None:
        return self.years

    def panes(self) -> tuple[QWidget, ...]:
        return (self.years, self.strip, self.year, self.ages.stack)

    def primary_act(self) -> None:
        """Ask where the year's counts go, and write them there."""
        desk, sheet = self.office.desk, self._sheet
        if desk is None or sheet is None or not desk.operator.may(Act.EXPORT):
            return
        ask_where(self, self.tr("requests-{year}.csv").format(year=sheet.year), lambda path: self._export(sheet.year, path))

    # Commands

    def toggle_table(self) -> None:
        """Show the ages as a table, or as a chart again."""
        self.ages.turn()

    # Inside

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading)
        self._head.addWidget(self.years)
        self._head.addStretch(1)
        self._head.addWidget(self.export)
        self._figure_row = QHBoxLayout()
        self._figure_row.addWidget(self.strip)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.addWidget(self.year, 5)
        self._cards.addWidget(self.ages, 3)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._column = QVBoxLayout(content)
        self._column.addLayout(self._head)
        self._column.addLayout(self._figure_row)
        self._column.addLayout(self._cards, 1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.words)
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
        self.year.show_year(sheet)
        self.ages.show_ages(sheet)
        self.words.show_year(sheet.year)
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

    def _choose_year(self, value: object) -> None:
        if isinstance(value, int):
            self._year = value
            self.mark_stale()

    def _go(self, view: CaseView) -> None:
        self.office.navigate("cases", view=view.value)

    def _export(self, year: int, path: Path) -> None:
        def written(_none: None) -> None:
            self.office.messages.notice(self.tr("The counts of {year} are written to {file}").format(year=year, file=path.name))

        def write(content: bytes) -> None:
            self.office.jobs.run(self, lambda: write_file(path, content), written, lane="file")

        # The sheet to post is that of 11 CCR 7102 (L-40); whoever counts on takes the table.
        is_sheet = path.suffix.lower() == ".pdf"
        self.office.run(self, lambda desk: metrics_sheet(desk, year) if is_sheet else export_year(desk, year), write)

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
