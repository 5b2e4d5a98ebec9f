"""F1: help for the section in front, or for the locked window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from caseapp.host.resources import program_resources
from caseapp.ui.commands import Command
from caseapp.ui.help.help_sheet import HelpSheet, HelpText, read_help
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

LOCKED = "locked"
OF_ANOTHER = {"verification": "cases", "decide": "cases"}
"""Pages without a file of their own are helped by the page they belong to."""


def add(window: MainWindow, office: Office) -> None:
    """Register F1."""

    def open_help() -> None:
        here = window.here if office.desk is not None else LOCKED
        name = OF_ANOTHER.get(here, here) or LOCKED
        office.jobs.run(window, lambda: _read(name), lambda text: _show(window, text), lane="file")

    office.commands.add(
        Command(
            id="help.here",
            text=QCoreApplication.translate("Help", "&Help for this screen"),
            run=open_help,
            shortcut="F1",
            icon="question",
            menu="help",
            works_locked=True,
        )
    )


def _read(name: str) -> HelpText:
    resources = program_resources()
    file = f"help/en/{name}.md"
    return read_help(resources.bytes(file if resources.has(file) else "help/en/home.md"))


def _show(window: MainWindow, text: HelpText) -> None:
    sheet = HelpSheet(text, window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()
