"""``caseapp nightly``: read every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TextIO

from caseapp.cli.store_access import add_store_arguments
from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from caseapp.domain.office_clocks import OfficeClockState
from caseapp.services.desk import Desk
from caseapp.services.nightly import run_nightly
from caseapp.services.reminders import Reminder, ReminderCode, all_reminders


def add_arguments(parser: ArgumentParser) -> None:
    add_store_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")


def run(args: Namespace, desk: Desk, out: TextIO) -> int:
    """Run the job and write what it found."""
    report = run_nightly(desk, progress=_tell_progress)
    spoken = all_reminders(desk)
    if args.json:
        out.write(f"{json.dumps(asdict(report) | {'reminders': [asdict(one) for one in spoken]}, default=str)}\n")
        return 0
    out.write(f"{report.open_deadlines} deadlines open, {report.missed} newly missed.\n")
    out.write(f"{report.extensions_lapsed} extension proposals lapsed.\n")
    if report.waits_over:
        out.write(f"{report.waits_over} waits before asking again are over.\n")
    if report.last_days_moved:
        out.write(f"Last days moved in {report.last_days_moved} cases, by a one-off day that was not finished.\n")
    out.write("Nothing changed.\n" if report.changed == 0 else f"{report.changed} changes written to the history.\n")
    if report.values_destroyed or report.papers_destroyed:
        out.write(f"{report.values_destroyed} values and {report.papers_destroyed} papers, given only to verify, were destroyed.\n")
    out.writelines(f"{notice_sentence(notice)}\n" for notice in report.notices)
    out.writelines(f"{reminder_sentence(one)}\n" for one in spoken)
    return 0


def _tell_progress(changed: int) -> None:
    """Say on the second channel how far it is, so that the first one holds the result alone."""
    sys.stderr.write(f"{changed:,} changes so far\n")
    sys.stderr.flush()


def reminder_sentence(reminder: Reminder) -> str:
    """Return what the office is reminded of, as one sentence."""
    match reminder.code:
        case ReminderCode.ANSWERS_PLANNED:
            return f"Answers planned for {reminder.on}, in {reminder.days} days: {reminder.count}."
        case ReminderCode.OLD_OPT_OUTS:
            more = ", ..." if reminder.count > len(reminder.numbers) else ""
            return f"Opt-outs and limits older than five business days: {reminder.count} ({', '.join(reminder.numbers)}{more})."
        case ReminderCode.CHANNEL_SILENT:
            return f"Nothing came by {reminder.name} for {reminder.days} days, longer than ever in six months; try it."
        case ReminderCode.RECORDS_DUE:
            return f"Records past the day until which they are kept: {reminder.count}; an administrator destroys them in Admin, Retention."
        case _:
            when = "no day is recorded" if reminder.on is None else f"due {reminder.on}"
            late = ", overdue" if reminder.state is OfficeClockState.OVERDUE else ""
            return f"Duty of the office {reminder.name}: {when}{late}."


def notice_sentence(notice: LawNotice) -> str:
    """Return what an administrator has to know about the law, as one sentence."""
    if notice.code is LawNoticeCode.CALENDAR_ENDS_SOON:
        return (
            f"The holiday lists end on {notice.last_on}: a request received after {notice.last_receipt_on} gets no days; "
            "install a version with longer lists before then."
        )
    return f"The text of law version {notice.version} differs from the one {notice.cases} cases keep; install the released version again."
