"""What the days of a month carry, from what was read of it."""

from __future__ import annotations

from datetime import date

from caseapp.services.calendar import MonthSheet, weeks_of
from caseapp.services.views import DayLoad
from caseapp.ui.calendar.holiday_words import holidays_between
from caseapp.ui.widgets.month_model import DayCell


def cells_of(sheet: MonthSheet) -> dict[date, DayCell]:
    """Return the days that carry something or are off."""
    first_on, last_on = weeks_of(sheet.month)
    holidays = holidays_between(sheet.lists, first_on, last_on, sheet.one_off)
    loads = {load.on: load for load in sheet.days}
    return {day: _cell(day, loads.get(day), holidays.get(day, ""), is_past=day < sheet.today) for day in (loads.keys() | holidays.keys())}


def empty_cells(sheet: MonthSheet, on: date) -> dict[date, DayCell]:
    """Return the days off around a day of another month, before its loads are read."""
    first_on, last_on = weeks_of(on)
    return {day: DayCell(on=day, holiday=words) for day, words in holidays_between(sheet.lists, first_on, last_on, sheet.one_off).items()}


def _cell(day: date, load: DayLoad | None, holiday: str, *, is_past: bool) -> DayCell:
    if load is None:
        return DayCell(on=day, holiday=holiday)
    if is_past:
        still_open = load.answers + load.receipts + load.others - load.missed
        return DayCell(on=day, met=load.met, late=load.late, still_open=still_open, holiday=holiday)
    return DayCell(on=day, answers=load.answers, receipts=load.receipts, others=load.others, met=load.met, late=load.late, holiday=holiday)
