"""The days off of a span, with their names, and the one-off days among them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.one_off_days import OneOffDay, OneOffKind
from caseapp.domain.workdays import HolidayLists
from caseapp.ui.holiday_names import holiday_words

translate = QCoreApplication.translate


def holidays_between(lists: HolidayLists, first_on: date, last_on: date, one_off: Iterable[OneOffDay] = ()) -> dict[date, str]:
    """Return the days off from Monday to Friday with their names: days that are on one of the lists, so that nothing is planned on them.

    One-off days are named too, though work may be planned on them: no planning day depends on one.
    """
    names: dict[date, str] = {}
    for holiday in lists.named:
        if first_on <= holiday.on <= last_on and not lists.works_everywhere(holiday.on):
            words = holiday_words(holiday.name)
            known = names.get(holiday.on)
            names[holiday.on] = words if known is None or known == words else f"{known}, {words}"
    for day in one_off:
        if first_on <= day.day_on <= last_on:
            words = one_off_words(day.kind)
            names[day.day_on] = f"{names[day.day_on]}, {words}" if day.day_on in names else words
    return names


def one_off_words(kind: OneOffKind) -> str:
    """Return what a one-off day is, as short as the month says it; the day beside the month says who made it one."""
    return {
        OneOffKind.GOVERNOR: translate("Calendar", "One-off day"),
        OneOffKind.PRESIDENT: translate("Calendar", "One-off day"),
        OneOffKind.OFFICE_CLOSED: translate("Calendar", "Our office is closed"),
    }[kind]


def one_off_sentence(kind: OneOffKind) -> str:
    """Return what a one-off day does to dates."""
    if kind is OneOffKind.OFFICE_CLOSED:
        return translate("Calendar", "Our office is closed. It moves no date.")
    return {
        OneOffKind.GOVERNOR: translate("Calendar", "One-off day by the Governor. Last days counted in business days pass over it."),
        OneOffKind.PRESIDENT: translate("Calendar", "One-off day by the President. Last days counted in business days pass over it."),
    }[kind]
