"""The days off of a span, with their names."""

from __future__ import annotations

from datetime import date

from caseapp.domain.workdays import HolidayLists
from caseapp.ui.holiday_names import holiday_words


def holidays_between(lists: HolidayLists, first_on: date, last_on: date) -> dict[date, str]:
    """Return the days off from Monday to Friday with their names: days that are on one of the lists, so that nothing is planned on them."""
    names: dict[date, str] = {}
    for holiday in lists.named:
        if first_on <= holiday.on <= last_on and not lists.works_everywhere(holiday.on):
            words = holiday_words(holiday.name)
            known = names.get(holiday.on)
            names[holiday.on] = words if known is None or known == words else f"{known}, {words}"
    return names
