"""How a day that is due is said, everywhere alike: plan by a day until it has passed, then the last day, then what the last day was."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.ui import qt_dates

translate = QCoreApplication.translate


def due_words(today: date, *, plan_by_on: date, last_day_on: date, weekday: bool = True) -> str:
    """Return the day that leads now (design: the plan day; once it passed, the last day).

    Args:
        weekday: False where a line is short.
    """
    said = qt_dates.day_date if weekday else qt_dates.short_date
    if today <= plan_by_on:
        return translate("DueWords", "plan by {date}").format(date=said(plan_by_on))
    if today <= last_day_on:
        return translate("DueWords", "last day {date}").format(date=said(last_day_on))
    return translate("DueWords", "last day was {date}").format(date=said(last_day_on))


def both_days(*, plan_by_on: date, last_day_on: date) -> str:
    """Return both days of a deadline; one of them when they are the same."""
    plan, last = qt_dates.short_date(plan_by_on), qt_dates.short_date(last_day_on)
    if plan == last:
        return translate("DueWords", "last day {last}").format(last=last)
    return translate("DueWords", "plan by {plan}, last day {last}").format(plan=plan, last=last)
