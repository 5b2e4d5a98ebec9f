"""Puts search over the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.commands import Command
from caseapp.ui.main_window import SEARCH_COMMAND, MainWindow
from caseapp.ui.office import Office
from caseapp.ui.search.palette import SearchPalette

translate = QCoreApplication.translate


def add(window: MainWindow, office: Office) -> None:
    """Add the palette and the command that opens it."""
    palette = SearchPalette(window, office)
    office.commands.add(
        Command(
            id=SEARCH_COMMAND,
            text=translate("Search", "&Search"),
            run=palette.open,
            shortcut="Ctrl+K",
            icon="magnifying-glass",
            menu="go",
            group=2,
        )
    )
