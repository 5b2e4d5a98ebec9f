"""The one extension: whether it may be proposed today, and what the dispatch of its notice brings about.

It is in force only when its notice left inside the first period, with a reason (11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseapp.domain.deadlines import DeadlineKind, DueDate, due_date, extended_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.readings import calendar_readings
from caseapp.domain.regime import LimitKind, Regime, TimeRule
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import HolidayLists


class ExtensionCode(StrEnum):
    """What may be said about an extension today. The last four refuse."""

    OFFERED = "offered"
    TOO_EARLY = "too_early"
    NOT_EXTENDABLE_TYPE = "not_extendable_type"
    ALREADY_EXTENDED = "already_extended"
    ALREADY_ANSWERED = "already_answered"
    TOO_LATE = "too_late"


class ExtensionWarning(StrEnum):
    """Why an extension that is still allowed wants care."""

    AFTER_MAIL_DAY = "after_mail_day"
    AFTER_PLAN_DAY = "after_plan_day"
    LENIENT_READING_ONLY = "lenient_reading_only"


class ExtensionEffect(StrEnum):
    """What a notice dispatched on a day brings about.

    strict: in force on every reading; lenient: valid only on the reading that does not count the receipt day; none: no effect,
    the first answer date stands.
    """

    STRICT = "strict"
    LENIENT = "lenient"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionOffer:
    """Whether an extension may be proposed today.

    Attributes:
        allowed: False refuses; ``too_early`` is allowed, only not offered yet.
        code: an `ExtensionCode`.
        warning: an `ExtensionWarning`, or None.
        needs_override_reason: the officer's own recorded reason is wanted, beside the reason for the extension.
        extended: the answer date an extension would give; None for types that have none.
    """

    allowed: bool
    code: str
    warning: str | None
    needs_override_reason: bool
    notice_mail_by_on: date | None
    notice_plan_by_on: date | None
    notice_last_day_on: date | None
    extended: DueDate | None


def extension_offer(
    regime: Regime,
    lists: HolidayLists,
    request_type: RequestType,
    received_on: date,
    today: date,
    *,
    already_extended: bool,
    answered: bool,
) -> ExtensionOffer:
    """Say whether this request may be extended on `today` (business zone).

    Offered from day 35; warned after the mail day; after the plan day only with an officer's recorded reason; refused after the
    last day, after an answer, a second time, and for types without extension.

    Raises:
        DomainError: ``calendar_ends``.
    """
    rule = regime.rule(DeadlineKind.EXTENSION_NOTICE, request_type)
    if rule is None or regime.rule(DeadlineKind.EXTENDED_ANSWER, request_type) is None:
        return _without_dates(ExtensionCode.NOT_EXTENDABLE_TYPE)
    notice = due_date(regime, lists, rule, received_on)
    first_offered_on = received_on + timedelta(days=regime.limit_count(LimitKind.EXTENSION_OFFER))
    code = _code(notice, first_offered_on, today, already_extended=already_extended, answered=answered)
    allowed = code in (ExtensionCode.OFFERED, ExtensionCode.TOO_EARLY)
    incl = calendar_readings(received_on, rule.count, lists).incl
    return ExtensionOffer(
        allowed=allowed,
        code=code,
        warning=_warning(notice, incl, today) if allowed else None,
        needs_override_reason=allowed and today > notice.plan_by_on,
        notice_mail_by_on=notice.mail_by_on,
        notice_plan_by_on=notice.plan_by_on,
        notice_last_day_on=notice.last_day_on,
        extended=extended_answer(regime, lists, request_type, received_on),
    )


def extension_effect(
    regime: Regime, lists: HolidayLists, received_on: date, dispatched_on: date, *, request_type: RequestType | None = None
) -> ExtensionEffect:
    """Say what a notice dispatched on this day (business zone) brings about.

    Invariant I2: an extension is in force only by a notice that left within 45 days of receipt, and ends on day 90 from receipt.

    Args:
        request_type: whose notice it is; left out, the general rule of the version counts.

    Raises:
        DomainError: ``dispatched_before_receipt``, ``calendar_ends``; ``rule_unknown`` when the version knows no extension (of this type).
    """
    if dispatched_on < received_on:
        raise DomainError("dispatched_before_receipt", "dispatched_on", received_on=received_on, dispatched_on=dispatched_on)
    period = calendar_readings(received_on, _notice_rule(regime, request_type).count, lists)
    if dispatched_on <= period.incl:
        return ExtensionEffect.STRICT
    return ExtensionEffect.LENIENT if dispatched_on <= period.plain else ExtensionEffect.NONE


def _notice_rule(regime: Regime, request_type: RequestType | None) -> TimeRule:
    for rule in regime.rules:
        if rule.kind is DeadlineKind.EXTENSION_NOTICE and (request_type is None or request_type in rule.request_types):
            return rule
    raise DomainError("rule_unknown", rule_id=DeadlineKind.EXTENSION_NOTICE, regime=regime.id, version=regime.version)


def _code(notice: DueDate, first_offered_on: date, today: date, *, already_extended: bool, answered: bool) -> ExtensionCode:
    if answered:
        return ExtensionCode.ALREADY_ANSWERED
    if already_extended:
        return ExtensionCode.ALREADY_EXTENDED
    if today > notice.last_day_on:
        return ExtensionCode.TOO_LATE
    return ExtensionCode.TOO_EARLY if today < first_offered_on else ExtensionCode.OFFERED


def _warning(notice: DueDate, incl: date, today: date) -> ExtensionWarning | None:
    if today > incl:
        return ExtensionWarning.LENIENT_READING_ONLY
    if today > notice.plan_by_on:
        return ExtensionWarning.AFTER_PLAN_DAY
    if notice.mail_by_on is not None and today > notice.mail_by_on:
        return ExtensionWarning.AFTER_MAIL_DAY
    return None


def _without_dates(code: ExtensionCode) -> ExtensionOffer:
    return ExtensionOffer(
        allowed=False,
        code=code,
        warning=None,
        needs_override_reason=False,
        notice_mail_by_on=None,
        notice_plan_by_on=None,
        notice_last_day_on=None,
        extended=None,
    )
