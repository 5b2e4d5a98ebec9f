"""Words for the parts of the law that are shown in Admin."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import Paragraph, ParagraphKind
from caseapp.domain.regime import CountsFrom, DayUnit, LawStatus, Limit, LimitKind, LimitUnit, TimeRule
from caseapp.domain.request_type import RequestType
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, short_type

translate = QCoreApplication.translate


def law_heading(text: str) -> Paragraph:
    return Paragraph(kind=ParagraphKind.HEADING, text=text)


def types_words(types: Iterable[RequestType]) -> str:
    """Return the rights in the order the program knows them."""
    wanted = frozenset(types)
    if wanted == frozenset(RequestType):
        return translate("LawWords", "every right")
    return ", ".join(short_type(one) for one in RequestType if one in wanted)


def count_words(rule: TimeRule) -> str:
    """``45 calendar days``"""
    return {
        DayUnit.CALENDAR_DAYS: translate("LawWords", "{count} calendar days"),
        DayUnit.BUSINESS_DAYS: translate("LawWords", "{count} business days"),
        DayUnit.MONTHS: translate("LawWords", "{count} months"),
    }[rule.unit].format(count=rule.count)


def rule_words(rule: TimeRule) -> tuple[tuple[str, str], ...]:
    """Return the facts of one period."""
    start = {
        CountsFrom.RECEIPT: translate("LawWords", "from receipt"),
        CountsFrom.CLOSING: translate("LawWords", "from closing"),
        CountsFrom.BEFORE_ANSWER_PLAN_DAY: translate("LawWords", "back from the day the answer is planned by"),
    }[rule.counts_from]
    return (
        (translate("LawWords", "What it says"), rule.says),
        (translate("LawWords", "Period"), f"{count_words(rule)}, {start}"),
        (translate("LawWords", "For"), types_words(rule.request_types)),
        (translate("LawWords", "Where it stands"), rule.citation),
        (translate("LawWords", "How sure"), label(rule.status)),
        (translate("LawWords", "Confirmed"), confirmed_words(rule.reviewed_by, rule.reviewed_on)),
    )


def fact_rows(limit: Limit) -> tuple[tuple[str, str], ...]:
    """Return the facts of one limit."""
    value = qt_dates.full_date(limit.on) if limit.on is not None else _amount(limit)
    return (
        (translate("LawWords", "What it says"), limit.says),
        (translate("LawWords", "Value"), value),
        (translate("LawWords", "For"), types_words(limit.request_types)),
        (translate("LawWords", "Where it stands"), limit.citation),
        (translate("LawWords", "How sure"), label(limit.status)),
        (translate("LawWords", "Confirmed"), confirmed_words(limit.reviewed_by, limit.reviewed_on)),
    )


def limit_words(limit: Limit) -> str:
    """Return the name of a limit."""
    return {
        LimitKind.KNOW_ANSWERS: translate("LawWords", "Answers to know in a year"),
        LimitKind.KNOW_WINDOW: translate("LawWords", "Months in which they are counted"),
        LimitKind.LOOKBACK: translate("LawWords", "Ordinary look-back"),
        LimitKind.LOOKBACK_FLOOR: translate("LawWords", "Earliest day of a look-back"),
        LimitKind.REPEAT_CORRECTION: translate("LawWords", "Repeated correction"),
        LimitKind.EXTENSION_OFFER: translate("LawWords", "Extension offered from"),
        LimitKind.MAIL_MARGIN: translate("LawWords", "Days in the post"),
        LimitKind.STATEMENT_WORDS: translate("LawWords", "Words of a statement"),
    }.get(limit.kind, limit.kind.replace("_", " ").capitalize())


def _amount(limit: Limit) -> str:
    pattern = {
        LimitUnit.ANSWERS: translate("LawWords", "{count} answers"),
        LimitUnit.MONTHS: translate("LawWords", "{count} months"),
        LimitUnit.CALENDAR_DAYS: translate("LawWords", "{count} calendar days"),
        LimitUnit.WORDS: translate("LawWords", "{count} words"),
    }.get(limit.unit, "{count}")
    return pattern.format(count=limit.count)


def confirmed_words(by: str | None, on: date | None) -> str:
    if by is None or on is None:
        return translate("LawWords", "by nobody yet")
    return translate("LawWords", "{who}, {date}").format(who=by, date=qt_dates.year_date(on))


def date_or_open(on: date | None) -> str:
    return translate("LawWords", "open") if on is None else qt_dates.full_date(on)


def list_words(bases: Iterable[tuple[str, str]]) -> str:
    """Return the holiday lists a day is on."""
    names = {
        "gov6700": translate("LawWords", "State (Gov. Code 6700)"),
        "federal": translate("LawWords", "federal"),
        "judicial": translate("LawWords", "courts"),
        "optional_bank": translate("LawWords", "optional for banks"),
    }
    return ", ".join(dict.fromkeys(names.get(name, name) for name, _ in bases))


def short_status(status: LawStatus) -> str:
    """Return how sure we are in a word or two, for a column."""
    return {
        LawStatus.VERIFIED: translate("LawWords", "read"),
        LawStatus.FROM_MEMORY: translate("LawWords", "from memory"),
        LawStatus.OWN_CHOICE: translate("LawWords", "our own"),
    }[status]


def status_words(status: LawStatus | None) -> str:
    return label(status) if status is not None else translate("LawWords", "wording")


def in_force_words(first_on: date, last_on: date | None) -> str:
    """Return from when to when a version is in force."""
    first = qt_dates.year_date(first_on)
    if last_on is None:
        return translate("LawPanel", "from {first}").format(first=first)
    return translate("LawPanel", "from {first} to {last}").format(first=first, last=qt_dates.year_date(last_on))
