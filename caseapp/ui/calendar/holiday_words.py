"""Names of the holidays in the tables of the law."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.workdays import HolidayLists

translate = QCoreApplication.translate


def holidays_between(lists: HolidayLists, first_on: date, last_on: date) -> dict[date, str]:
    """Return the days off from Monday to Friday with their names: days that are on one of the lists, so that nothing is planned on them."""
    names: dict[date, str] = {}
    for holiday in lists.named:
        if first_on <= holiday.on <= last_on and not lists.works_everywhere(holiday.on):
            words = holiday_words(holiday.name)
            known = names.get(holiday.on)
            names[holiday.on] = words if known is None or known == words else f"{known}, {words}"
    return names


def holiday_words(code: str) -> str:
    """Return the name of a holiday; a code without one is shown as words."""
    return {
        "new_years_day": translate("Holidays", "New Year's Day"),
        "martin_luther_king_day": translate("Holidays", "Martin Luther King Jr. Day"),
        "lincoln_day": translate("Holidays", "Lincoln Day"),
        "lunar_new_year": translate("Holidays", "Lunar New Year"),
        "third_monday_in_february": translate("Holidays", "Presidents' Day"),
        "cesar_chavez_day": translate("Holidays", "Cesar Chavez Day"),
        "farmworkers_day": translate("Holidays", "Farmworkers Day"),
        "genocide_remembrance_day": translate("Holidays", "Genocide Remembrance Day"),
        "memorial_day": translate("Holidays", "Memorial Day"),
        "juneteenth": translate("Holidays", "Juneteenth"),
        "independence_day": translate("Holidays", "Independence Day"),
        "labor_day": translate("Holidays", "Labor Day"),
        "admission_day": translate("Holidays", "Admission Day"),
        "native_american_day": translate("Holidays", "Native American Day"),
        "columbus_day": translate("Holidays", "Columbus Day"),
        "diwali": translate("Holidays", "Diwali"),
        "veterans_day": translate("Holidays", "Veterans Day"),
        "thanksgiving_day": translate("Holidays", "Thanksgiving Day"),
        "day_after_thanksgiving": translate("Holidays", "Day after Thanksgiving"),
        "christmas_day": translate("Holidays", "Christmas Day"),
    }.get(code, code.replace("_", " ").capitalize())
