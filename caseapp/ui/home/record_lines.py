"""What the edges of the window and the start page say about the record and its backups."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from caseapp.services.reminders import Reminder, ReminderCode
from caseapp.services.views import StoreState
from caseapp.ui import qt_dates
from caseapp.ui.duty_words import reminder_words
from caseapp.ui.widgets.case_list_view import CaseLine, GroupHead

translate = QCoreApplication.translate

BACKUP_FRESH = timedelta(hours=26)
"""One working day and a little: a backup older than this is spoken of in a colour (UX-29)."""


def backup_is_old(last_backup_at: datetime | None, now_at: datetime) -> bool:
    return last_backup_at is None or now_at - last_backup_at > BACKUP_FRESH


def backup_words(last_backup_at: datetime | None, now_at: datetime, zone: str, today: date) -> str:
    """Return ``Backup today 9:30 AM``, ``Backup 3 days old`` or ``No backup yet``."""
    if last_backup_at is None:
        return translate("Home", "No backup yet")
    if not backup_is_old(last_backup_at, now_at):
        return translate("Home", "Backup {when}").format(when=qt_dates.moment(last_backup_at, zone, today))
    return translate("Home", "Backup {days} old").format(days=qt_dates.days(max(1, (now_at - last_backup_at).days)))


def entries_words(count: int) -> str:
    words = translate("Home", "Record, {count} entry") if count == 1 else translate("Home", "Record, {count} entries")
    return words.format(count=f"{count:,}")


def law_lines(notices: tuple[LawNotice, ...]) -> tuple[CaseLine | GroupHead, ...]:
    """Return what an administrator has to know about the law, as rows; none on most days."""
    if not notices:
        return ()
    return (GroupHead(text=translate("Home", "The law")), *(_law_line(number, notice) for number, notice in enumerate(notices)))


def reminder_lines(reminders: tuple[Reminder, ...]) -> tuple[CaseLine | GroupHead, ...]:
    """Return what the office is reminded of, as rows that lead to where it is done."""
    if not reminders:
        return ()
    rows = []
    for number, reminder in enumerate(reminders):
        words, more = reminder_words(reminder)
        rows.append(CaseLine(key=_place_of(reminder, number), name=words, number=more, right=""))
    return (GroupHead(text=translate("Home", "To keep in mind"), count=len(rows)), *rows)


def _place_of(reminder: Reminder, number: int) -> str:
    if reminder.code is ReminderCode.RECORDS_DUE:
        return "section:admin:retention"
    if reminder.code in (ReminderCode.OFFICE_DUTY, ReminderCode.CHANNEL_SILENT):
        return f"section:admin:duties:{number}"
    return f"section:calendar::{number}" if reminder.code is ReminderCode.ANSWERS_PLANNED else f"section:cases::{number}"


def _law_line(number: int, notice: LawNotice) -> CaseLine:
    if notice.code is LawNoticeCode.CALENDAR_ENDS_SOON and notice.last_receipt_on is not None:
        words = translate("Home", "Holiday lists end soon")
        more = translate("Home", "No days for requests after {date}. Install a newer version.").format(
            date=qt_dates.full_date(notice.last_receipt_on)
        )
    else:
        words = translate("Home", "Law {version} was changed").format(version=notice.version)
        more = translate("Home", "Cases that keep another text: {count}. Install the released version.").format(count=f"{notice.cases:,}")
    return CaseLine(key=f"law:{number}", name=words, number=more, right="")


def record_lines(store: StoreState, today: date, zone: str, *, may_back_up: bool) -> tuple[CaseLine | GroupHead, ...]:
    """Return the state of the record as rows."""
    when = translate("Home", "none yet") if store.last_backup_at is None else qt_dates.moment(store.last_backup_at, zone, today)
    place = "section:admin:" if may_back_up else ""
    chained = translate("Home", "Each one signed and linked to the one before")
    return (
        GroupHead(text=translate("Home", "The record")),
        CaseLine(key=f"{place}record", name=entries_words(store.entries), number=chained, right=""),
        CaseLine(key=f"{place}backups", name=translate("Home", "Last backup"), number=when, right=""),
    )
