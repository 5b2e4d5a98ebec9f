"""Drives the calendar."""

from __future__ import annotations

from datetime import date

from caseapp.ui.calendar.day_panel import DayLoadLine
from caseapp.ui.calendar.due_list import DueList
from caseapp.ui.calendar.due_rows import DueHead
from caseapp.ui.widgets.month_view import MonthView
from tests.ui.drivers.base import Driver
from tests.ui.drivers.places import Shown


class CalendarDriver(Driver):
    """The calendar, by keyboard."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.window)
        self.shown = shown
        self.press("Ctrl+4")

    @property
    def month(self) -> MonthView:
        return self.find(MonthView, "calendar_month")

    @property
    def current_day(self) -> date | None:
        return self.month.current_day

    def spoken(self, day: date) -> str:
        """Return what the month says about a day."""
        model = self.month.month_model
        return model.spoken(model.cell(day))

    def rows(self, name: str = "calendar_day_list") -> list[str]:
        found = self.find(DueList, name).due_model
        return [found.spoken(row) for row in found.rows]

    def groups(self) -> list[tuple[str, int]]:
        """Return the heads of the agenda with their counts."""
        return [(row.text, row.count) for row in self.find(DueList, "calendar_agenda").due_model.rows if isinstance(row, DueHead)]

    def load(self) -> str:
        return self.find(DayLoadLine, "calendar_day_load").accessibleName()

    def go_to(self, typed: str) -> None:
        """Type a day as people do."""
        self.type(typed, into="calendar_jump")
        self.press("Return")
