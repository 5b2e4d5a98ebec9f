"""Puts the reports into the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.reports.age_card import TABLE_KEY
from caseapp.ui.reports.reports_page import ReportsPage
from caseapp.ui.wording import ErrorWording

translate = QCoreApplication.translate

REPORTS = "reports"


def add(window: MainWindow, office: Office) -> None:
    """Add the page of figures and its commands."""
    window.add_section(REPORTS, translate("Reports", "Reports"), "chart-bar", ReportsPage, ALLOWED[Act.SEE_REPORTS], "Ctrl+7")

    def page() -> ReportsPage | None:
        found = window.page(REPORTS)
        return found if isinstance(found, ReportsPage) else None

    def export() -> None:
        shown = page()
        if shown is not None:
            shown.primary_act()

    def toggle() -> None:
        shown = page()
        if shown is not None:
            shown.toggle_table()

    for command in (
        Command(
            id="reports.export", text=translate("Reports", "&Export the year..."), run=export, scope=REPORTS, icon="export",
            roles=ALLOWED[Act.EXPORT], menu="reports",
        ),
        Command(
            id="reports.table", text=translate("Reports", "Ages as &table or chart"), run=toggle, shortcut=TABLE_KEY, scope=REPORTS,
            icon="table", roles=ALLOWED[Act.SEE_REPORTS], menu="reports",
        ),
    ):  # fmt: skip
        office.commands.add(command)
    word_errors(office.wording)


def word_errors(wording: ErrorWording) -> None:
    """Register the sentences for what an export meets, where nobody did before."""
    if not wording.knows("file_not_written"):
        wording.register({"file_not_written": lambda facts: translate("Reports", "The file could not be written. Choose another folder.")})
