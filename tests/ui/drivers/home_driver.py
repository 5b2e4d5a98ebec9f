"""Drives Home and reads the edges of the window."""

from __future__ import annotations

from caseapp.ui.navigation import NavList
from caseapp.ui.widgets.figure_strip import FigureLink, FigureStrip
from caseapp.ui.widgets.row_list import RowList
from tests.ui.drivers.base import Driver
from tests.ui.drivers.places import Shown


class HomeDriver(Driver):
    """Home, by keyboard."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.window)
        self.shown = shown

    def figures(self) -> dict[str, int]:
        """Return the figures by the name of their count."""
        strip = self.find(FigureStrip, "home_figures")
        return {link.objectName().removeprefix("home_figure_"): int(link.figure.replace(",", "")) for link in strip.links}

    def follow(self, figure: str) -> None:
        """Press Enter on a figure."""
        self.focus(self.find(FigureLink, f"home_figure_{figure}").objectName())
        self.press("Return")

    def lines(self, name: str) -> list[str]:
        """Return the rows of a list as they are spoken."""
        rows = self.find(RowList, name)
        return [rows.row_model.spoken(row) for row in rows.row_model.rows]

    def views(self) -> dict[str, int]:
        """Return the saved views with their counts."""
        return {entry.id: entry.count or 0 for entry in self.find(NavList, "navigation_views").entries}

    def alarms(self) -> list[str]:
        return [entry.id for entry in self.find(NavList, "navigation_views").entries if entry.is_alarm and entry.count]

    def counts(self) -> dict[str, int]:
        """Return the counts in the navigation."""
        return {entry.id: entry.count or 0 for entry in self.find(NavList, "navigation_sections").entries}

    def status(self, part: str) -> str:
        return self.shown.window.status.text_of(part)

    def look_at(self, name: str, text: str) -> None:
        """Give a list the focus and go down to the row that holds a text."""
        self.focus(name)
        rows = self.find(RowList, name)
        self.press("Home")
        for _ in range(len(rows.row_model.rows)):
            if text in rows.row_model.spoken(rows.row_model.rows[rows.currentIndex().row()]):
                return
            self.press("Down")
        raise AssertionError(f"no row of {name} has {text}: {self.lines(name)}")
