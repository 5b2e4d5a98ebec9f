"""Drives Admin by keys."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPlainTextEdit, QWidget

from caseapp.ui.admin.admin_page import AdminPage
from caseapp.ui.navigation import NavList
from caseapp.ui.widgets.form import ProblemSummary
from caseapp.ui.widgets.table_view import TableView
from tests.ui.drivers.base import Driver


class AdminDriver(Driver):
    """The page of Admin."""

    def __init__(self, page: AdminPage) -> None:
        super().__init__(page)
        self.page = page

    @property
    def parts(self) -> list[str]:
        """Names of the parts that are offered."""
        return [entry.text for entry in self.find(NavList, "admin_parts").entries]

    def open(self, part: str) -> None:
        """Go to a part by the list, as a person does: arrows and Enter."""
        names = self.parts
        self.focus("admin_parts")
        self.press("Home")
        self.press("Down", names.index(part))
        self.press("Return")
        QApplication.processEvents()
        assert self.page.panel is not None
        assert self.page.panel.title == part

    @property
    def panel_name(self) -> str:
        assert self.page.panel is not None
        return self.page.panel.name

    def save(self) -> None:
        """Ctrl+Enter, as the window hands it to the page."""
        self.page.primary_act()
        QApplication.processEvents()

    def rows(self) -> list[tuple[str, ...]]:
        """Read the table of the part in front."""
        table = self.find(TableView, f"admin_{self.panel_name}_table")
        return [tuple(row.cell(column).spoken for column in range(len(row.cells))) for row in table.table_model.rows]

    def choose(self, first_cell: str) -> None:
        """Go to a row of the table by the arrows."""
        name = f"admin_{self.panel_name}_table"
        self.focus(name)
        self.press("Ctrl+Home")
        at = next(place for place, row in enumerate(self.rows()) if row[0] == first_cell)
        self.press("Down", at)

    @property
    def problems(self) -> tuple[str, ...]:
        return self.find(ProblemSummary, f"admin_{self.panel_name}_problems").sentences

    def words(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def plain(self, name: str) -> str:
        return self.find(QPlainTextEdit, name).toPlainText()

    def write(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.clear(name)
        for place, line in enumerate(text.split("\n")):
            if place:
                self.press("Return")
            self.type(line)

    def tick(self, name: str) -> None:
        box = self.find(QCheckBox, name)
        box.setFocus()
        self.press("Space")

    def pick(self, name: str, words: str) -> None:
        """Choose in a box by the arrows."""
        box = self.find(QComboBox, name)
        self.focus(name)
        self.press("Home")
        self.press("Down", [box.itemText(row) for row in range(box.count())].index(words))

    def is_shown(self, name: str) -> bool:
        widget = self.root.findChild(QWidget, name)
        return widget is not None and widget.isVisible()
