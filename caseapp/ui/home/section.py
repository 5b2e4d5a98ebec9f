"""Puts Home and the edges of the window into the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.commands import Command
from caseapp.ui.home.home_page import TASK_DONE_KEY, HomePage
from caseapp.ui.home.window_state import WindowState
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

translate = QCoreApplication.translate

HOME = "home"


def add(window: MainWindow, office: Office) -> None:
    """Add Home, its commands, and what keeps counts, saved views and status bar true."""
    window.add_section(HOME, translate("Home", "Home"), "house", HomePage, key="Ctrl+1")

    def finish_task() -> None:
        page = window.page(HOME)
        if isinstance(page, HomePage):
            page.finish_task()

    office.commands.add(
        Command(
            id="home.task_done",
            text=translate("Home", "&Task is done"),
            run=finish_task,
            shortcut=TASK_DONE_KEY,
            icon="check",
            scope=HOME,
            roles=ALLOWED[Act.WRITE_NOTES],
            menu="case",
        )
    )
    WindowState(window, office)
