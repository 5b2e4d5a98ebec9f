"""Puts the calendar into the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.calendar.calendar_bar import AGENDA, MONTH
from caseapp.ui.calendar.calendar_page import CalendarPage
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

translate = QCoreApplication.translate

CALENDAR = "calendar"


def add(window: MainWindow, office: Office) -> None:
    """Add the calendar and its commands."""
    roles = ALLOWED[Act.SEE_CASES]
    window.add_section(CALENDAR, translate("Calendar", "Calendar"), "calendar-blank", CalendarPage, roles, "Ctrl+4")

    def page() -> CalendarPage | None:
        found = window.page(CALENDAR)
        return found if isinstance(found, CalendarPage) else None

    def go_to_today() -> None:
        if window.here == CALENDAR:
            shown = page()
            if shown is not None:
                shown.go_to_today()
        elif office.desk is not None:
            office.navigate(CALENDAR, on=office.desk.today())

    def show_as(view: str) -> None:
        shown = page()
        if shown is not None:
            shown.show_as(view)

    for command in (
        Command(
            id="calendar.today", text=translate("Calendar", "Go to today, or to a &day"), run=go_to_today, shortcut="Ctrl+D",
            icon="calendar-check", roles=roles, menu="go", group=2,
        ),
        Command(
            id="calendar.month", text=translate("Calendar", "As a &month"), run=lambda: show_as(MONTH), shortcut="Ctrl+M", scope=CALENDAR,
            icon="calendar-blank", roles=roles, menu="go", group=3,
        ),
        Command(
            id="calendar.agenda", text=translate("Calendar", "As an &agenda"), run=lambda: show_as(AGENDA), shortcut="Ctrl+G",
            scope=CALENDAR, icon="list-checks", roles=roles, menu="go", group=3,
        ),
    ):  # fmt: skip
        office.commands.add(command)
