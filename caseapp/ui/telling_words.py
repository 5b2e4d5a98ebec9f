"""Words of an explanation, by the codes of `domain.telling`: sentences for the window and for the printed page.

The command line says the same in English (`cli/telling_words.py`); a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def sentences() -> Mapping[str, str]:
    """Return the pattern of each sentence, in the language of the window."""
    return {
        "receipt.at": translate("Telling", "Received {received_at}, stated in the time zone {zone}."),
        "receipt.fold": translate("Telling", "That hour occurred twice, because clocks went back; this was its second pass."),
        "receipt.business_zone": translate("Telling", "In the business time zone {zone} that was {business_at}."),
        "receipt.phone": translate("Telling", "A phone call is received when it begins."),
        "receipt.voicemail": translate("Telling", "A voicemail is received at its time stamp, also after hours."),
        "receipt.web_form": translate("Telling", "A web form is received at the time stamp of the server."),
        "receipt.email": translate("Telling", "An e-mail is received when it arrives in any mailbox of the company."),
        "receipt.mail": translate(
            "Telling", "Mail is received when it is delivered; neither the postmark nor the day it was opened counts."
        ),
        "receipt.in_person": translate("Telling", "What is handed over in person is received at that moment."),
        "receipt.legal_date": translate(
            "Telling", "Its legal date is {received_on}, the calendar date in {zone}. It is day 0, and nothing pauses the clock."
        ),
        "closing.legal_date": translate("Telling", "Counted from the day the request was closed, {closed_on}."),
        "closing.expected": translate("Telling", "Counted from the day the request is closed."),
        "rule.says": translate("Telling", "{says}"),
        "rule.business_days.receipt": translate("Telling", "The period: {count} business days from receipt."),
        "rule.calendar_days.receipt": translate("Telling", "The period: {count} calendar days from receipt."),
        "rule.months.receipt": translate("Telling", "The period: {count} months from receipt."),
        "rule.calendar_days.closing": translate("Telling", "The period: {count} calendar days from closing."),
        "rule.months.closing": translate("Telling", "The period: {count} months from closing."),
        "rule.calendar_days.before_answer_plan_day": translate(
            "Telling", "The period: {count} calendar days back from the day the answer is planned by."
        ),
        "rule.citation": translate("Telling", "Where it stands: {citation}."),
        "rule.verified": translate("Telling", "How sure: the text was read at a source."),
        "rule.from_memory": translate("Telling", "How sure: from memory; counsel has to confirm it."),
        "rule.own_choice": translate("Telling", "How sure: our own choice, where the law gives no number."),
        "rule.reviewed": translate("Telling", "Confirmed by {reviewed_by} on {reviewed_on}."),
        "count.start": translate("Telling", "day 0"),
        "count.counted": translate("Telling", "day {number} ({reading})"),
        "count.skipped": translate("Telling", "not counted ({reading}): {reasons}"),
        "count.reached": translate("Telling", "end of the period"),
        "count.earliest": translate("Telling", "earliest of the readings ({reading})"),
        "count.receipt_counted": translate(
            "Telling", "one day before the last day, because the period can be read to begin on the day of receipt"
        ),
        "count.moved_back": translate("Telling", "does not work on every list: {reasons}"),
        "count.last_day": translate("Telling", "last day (day {number})"),
        "count.plan_by": translate("Telling", "plan by"),
        "count.mail_by": translate("Telling", "mail by"),
        "reading.std": translate("Telling", "Monday to Friday without State holidays"),
        "reading.civ9": translate("Telling", "Monday to Saturday without State holidays (Civ. Code 9)"),
        "reading.fed": translate("Telling", "Monday to Friday without federal holidays"),
        "reading.plain": translate("Telling", "the receipt day not counted"),
        "reading.incl": translate("Telling", "the receipt day counted as day 1"),
        "reading.roll_civ10": translate("Telling", "moved past Sundays and State holidays (Civ. Code 10)"),
        "reading.roll_12a": translate("Telling", "moved past Saturdays, Sundays and court holidays (Code Civ. Proc. 12a)"),
        "reading.safe": translate("Telling", "the earliest, moved back to a day that works on every list"),
        "leads.plan_by": translate(
            "Telling",
            "{plan_by_on} leads on screen: the earliest day that any reading of the law gives, on a day that works on every list.",
        ),
        "leads.last_day": translate(
            "Telling", "It is late only after {last_day_on}. Rolled dates are shown for comparison; they never lengthen anything."
        ),
        "leads.mail_by": translate("Telling", "What is mailed leaves by {mail_by_on}: it has to be delivered within the period."),
        "leads.waiting": translate("Telling", "Until {last_day_on} this only forbids; waiting never makes it late."),
        "state.open": translate("Telling", "It stands open."),
        "state.met": translate("Telling", "It was met on {met_on}."),
        "state.met_late": translate("Telling", "It was met late, on {met_on}."),
        "state.missed": translate("Telling", "It was missed."),
        "state.superseded": translate("Telling", "An extension took its place."),
        "state.not_applicable": translate("Telling", "It does not apply any more."),
        "extension.none": translate("Telling", "No extension was proposed."),
        "extension.proposed": translate("Telling", "An extension was proposed on {proposed_on}: {reason}."),
        "extension.waiting": translate("Telling", "It is in force only when its notice leaves in time."),
        "extension.in_force": translate("Telling", "It is in force by the notice that left on {in_force_on}, and counts from receipt."),
        "extension.in_force_lenient": translate(
            "Telling", "Its notice left on {in_force_on}: in force only on the reading that does not count the receipt day."
        ),
        "extension.lapsed": translate("Telling", "It lapsed: its notice did not leave in time."),
        "extension.removed": translate("Telling", "It was taken back before its notice left."),
        "version.rule": translate("Telling", "Rule {rule_id} of {regime}, version {version}, SHA-256 {sha256}."),
        "version.holidays": translate("Telling", "Holiday lists, version {version}, SHA-256 {sha256}."),
        "version.kept": translate(
            "Telling", "This version was in force on the day of receipt. The case keeps it; a later version never moves it."
        ),
        "version.text_changed": translate(
            "Telling", "The case was opened under another text of this version, SHA-256 {sha256}; its dates stand as they were set."
        ),
        "version.holidays_kept": translate("Telling", "The case was received under holiday lists version {version}."),
        "version.differs": translate(
            "Telling", "The case shows plan by {plan_by_on} and last day {last_day_on}, as computed when they were set; they stand."
        ),
    }


def readings() -> Mapping[str, str]:
    """Return the short names of the ways of counting."""
    return {
        "std": translate("Telling", "State holidays"),
        "civ9": translate("Telling", "Civ. Code 9"),
        "fed": translate("Telling", "federal holidays"),
        "every_list": translate("Telling", "every list"),
    }
