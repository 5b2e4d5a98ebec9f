"""Words for the duties of the office itself and for what the office is reminded of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.channel import Channel
from caseapp.domain.office_clocks import OfficeClockState
from caseapp.services.reminders import Reminder, ReminderCode
from caseapp.ui import qt_dates
from caseapp.ui.labels import label

translate = QCoreApplication.translate


def duty_name(id: str) -> str:
    """Return the short name of a duty; one that a newer file brings is shown by its code."""
    names = {
        "metrics": translate("Duties", "Post the figures of the year"),
        "policy_update": translate("Duties", "Update the privacy policy"),
        "verification_review": translate("Duties", "Look for a way to verify"),
        "training": translate("Duties", "Train who handles requests"),
        "channel_test": translate("Duties", "Try each way of asking"),
    }
    return names.get(id, id.replace("_", " ").capitalize())


def reminder_words(reminder: Reminder) -> tuple[str, str]:
    """Return what a reminder is about, and what there is to say of it."""
    count = f"{reminder.count:,}"
    if reminder.code is ReminderCode.ANSWERS_PLANNED and reminder.on is not None:
        words = translate("Duties", "Answers planned in {days} days") if reminder.days else translate("Duties", "Answers planned for today")
        on = qt_dates.weekday_date(reminder.on)
        return words.format(days=reminder.days), translate("Duties", "{count}, for {day}").format(count=count, day=on)
    if reminder.code is ReminderCode.OLD_OPT_OUTS:
        oldest = reminder.numbers[0] if reminder.numbers else ""
        words = translate("Duties", "Opt-outs older than 5 business days")
        return words, translate("Duties", "{count}, the oldest is {number}").format(count=count, number=oldest)
    if reminder.code is ReminderCode.CHANNEL_SILENT:
        words = translate("Duties", "Nothing came by: {channel}").format(channel=label(Channel(reminder.name)))
        return words, translate("Duties", "{days} days, longer than ever in six months. Try it.").format(days=reminder.days)
    if reminder.code is ReminderCode.RECORDS_DUE:
        return translate("Duties", "Records past their time"), translate("Duties", "{count} may be destroyed").format(count=count)
    if reminder.on is None:
        return duty_name(reminder.name), translate("Duties", "No day is recorded")
    due = translate("Duties", "Was due {day}") if reminder.state is OfficeClockState.OVERDUE else translate("Duties", "Due {day}")
    return duty_name(reminder.name), due.format(day=qt_dates.full_date(reminder.on))
