"""Names of the holidays in the tables of the law."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


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
