"""Drives the reports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from caseapp.ui.reports.age_chart import AgeChart
from caseapp.ui.widgets.figure_strip import FigureStrip
from caseapp.ui.widgets.table_view import TableView
from tests.ui.drivers.base import Driver
from tests.ui.drivers.places import Shown


class ReportsDriver(Driver):
    """The reports, by keyboard."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.window)
        self.shown = shown
        self.press("Ctrl+7")

    def figures(self) -> dict[str, str]:
        strip = self.find(FigureStrip, "reports_figures")
        return {link.objectName().removeprefix("reports_"): link.accessibleName() for link in strip.links}

    def rows(self, name: str) -> dict[str, list[str]]:
        """Return the rows of a table: the words of the first cell, and the others."""
        table = self.find(TableView, name).table_model
        return {row.cell(0).spoken: [row.cell(at).spoken for at in range(1, len(row.cells))] for row in table.rows}

    def chart(self) -> str:
        return self.find(AgeChart, "reports_age_chart").accessibleName()

    def choose_file(self, path: Path) -> None:
        """Type a path into the file dialog and press Enter."""
        dialog = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QFileDialog) and widget.isVisible())
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field is not None
        field.setFocus()
        QApplication.processEvents()
        self.press("Ctrl+A")
        self.type(str(path))
        self.press("Return")
