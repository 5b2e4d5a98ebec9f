"""Drives the main window."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu

from caseapp.ui.main_window import MainWindow
from caseapp.ui.navigation import NavList
from tests.ui.drivers.base import Driver


class WindowDriver(Driver):
    """The main window, by keyboard."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    @property
    def sections(self) -> list[str]:
        """Words of the sections that can be seen."""
        return [entry.text for entry in self.find(NavList, "navigation_sections").entries]

    def choose_section(self, down: int) -> None:
        """Go down some lines from the first and press Enter."""
        self.focus("navigation_sections")
        self.press("Home")
        self.press("Down", down)
        self.press("Return")

    def menu_words(self, menu: str) -> list[str]:
        """Words of a menu, without access keys."""
        return [action.text().replace("&", "") for action in self.find(QMenu, f"menu_{menu}").actions() if not action.isSeparator()]

    def status(self, part: str) -> str:
        return self.window.status.text_of(part)

    @property
    def focused_inside(self) -> bool:
        widget = QApplication.focusWidget()
        return widget is not None and self.window.isAncestorOf(widget)
