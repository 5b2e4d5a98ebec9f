"""Puts the question "why this date?" into the window: one command, one key, wherever a date is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.why_target import WHY_KEY

translate = QCoreApplication.translate


def add(window: MainWindow, office: Office) -> None:
    """Register the command."""

    def ask() -> None:
        # Late: the dialog brings the whole explanation with it, and most days nobody asks.
        from caseapp.ui.why_dialog import ask_why_here

        ask_why_here(office)

    office.commands.add(
        Command(
            id="law.why", text=translate("Law", "&Why this date?"), run=ask, shortcut=WHY_KEY, icon="question",
            roles=ALLOWED[Act.SEE_CASES], menu="case", group=1,
        )
    )  # fmt: skip
