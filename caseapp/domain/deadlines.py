"""The clocks of a request: which there are, when they end, and in which state they stand.

Every clock counts from receipt and none ever pauses (11 CCR 7021(b)). A due date has two days: `plan_by_on`, the earliest of the
defensible readings, which leads on screen, and `last_day_on`, the outer day, after which the request is late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseapp.domain.deadline_kinds import WAITING_KINDS
from caseapp.domain.deadline_kinds import DeadlineKind as DeadlineKind
from caseapp.domain.deadline_kinds import DeadlineState as DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.months import months_after
from caseapp.domain.readings import business_day_readings, calendar_readings, mail_by
from caseapp.domain.regime import CountsFrom, DayUnit, LimitKind, Regime, TimeRule
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import HolidayLists

AT_RECEIPT = (
    DeadlineKind.CONFIRM_RECEIPT,
    DeadlineKind.ANSWER,
    DeadlineKind.EXTENSION_NOTICE,
    DeadlineKind.OPT_OUT,
    DeadlineKind.LIMIT,
    DeadlineKind.ADMT_OPT_OUT,
)
"""The clocks that start by themselves when a request arrives, in the order they are shown."""

POSTED = frozenset({DeadlineKind.ANSWER, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.EXTENDED_ANSWER})
"""What the consumer must have in hand by the day (Civ. Code 1798.130(a)(2)(A)), so it is posted earlier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """One computed due date. All days are legal dates in the business zone."""

    kind: DeadlineKind
    rule_id: str
    citation: str
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None = None


def due_dates_at_receipt(regime: Regime, lists: HolidayLists, request_type: RequestType, received_on: date) -> tuple[DueDate, ...]:
    """Return the clocks that receipt of this request starts; none where the version in force sets none.

    Raises:
        DomainError: ``calendar_ends`` when the holiday tables do not reach far enough.
    """
    rules = (regime.rule(kind, request_type) for kind in AT_RECEIPT)
    return tuple(due_date(regime, lists, rule, received_on) for rule in rules if rule is not None)


def extended_answer(regime: Regime, lists: HolidayLists, request_type: RequestType, received_on: date) -> DueDate:
    """Return the answer date after an extension: counted from receipt, never from the notice.

    Raises:
        DomainError: ``not_extendable_type``, ``calendar_ends``.
    """
    rule = regime.rule(DeadlineKind.EXTENDED_ANSWER, request_type)
    if rule is None:
        raise DomainError("not_extendable_type", request_type=request_type)
    return due_date(regime, lists, rule, received_on)


def fee_answer(regime: Regime, lists: HolidayLists, request_type: RequestType, received_on: date) -> DueDate:
    """Return the day by which a quoted fee must be answered; the answer's own clock runs on (Civ. Code 1798.145(h)(3)).

    Raises:
        DomainError: ``no_fee_for_type``, ``calendar_ends``.
    """
    rule = regime.rule(DeadlineKind.FEE_ANSWER, request_type)
    if rule is None:
        raise DomainError("no_fee_for_type", request_type=request_type)
    return due_date(regime, lists, rule, received_on)


def retention_until(regime: Regime, request_type: RequestType, closed_on: date) -> DueDate | None:
    """Return the day until which the record of a closed request is kept (11 CCR 7101(a)); it may go the day after."""
    rule = regime.rule(DeadlineKind.RETENTION, request_type)
    return None if rule is None else _of_months(rule, closed_on)


def no_reask_until(regime: Regime, request_type: RequestType, received_on: date) -> DueDate | None:
    """Return the day before which nobody may ask the consumer to opt in again (11 CCR 7026(k)); None for other types."""
    rule = regime.rule(DeadlineKind.NO_REASK, request_type)
    return None if rule is None else _of_months(rule, received_on)


def verification_purge_by(regime: Regime, lists: HolidayLists, request_type: RequestType, closed_on: date) -> DueDate | None:
    """Return the day by which what was collected only to verify is destroyed (11 CCR 7060(d)); None where nothing is verified.

    Raises:
        DomainError: ``calendar_ends``.
    """
    rule = regime.rule(DeadlineKind.VERIFICATION_PURGE, request_type)
    return None if rule is None else due_date(regime, lists, rule, closed_on)


def due_dates_on_closing(
    regime: Regime, lists: HolidayLists, request_type: RequestType, *, received_on: date, closed_on: date
) -> tuple[DueDate, ...]:
    """Return the clocks that closing starts: purge of verification material, no asking again, retention.

    Raises:
        DomainError: ``calendar_ends``.
    """
    found = (
        verification_purge_by(regime, lists, request_type, closed_on),
        no_reask_until(regime, request_type, received_on),
        retention_until(regime, request_type, closed_on),
    )
    return tuple(due for due in found if due is not None)


def due_date(regime: Regime, lists: HolidayLists, rule: TimeRule, counted_from: date) -> DueDate:
    """Compute one rule from the day it counts from (receipt, or closing where the rule says so).

    Raises:
        DomainError: ``calendar_ends``.
    """
    if rule.counts_from is CountsFrom.BEFORE_ANSWER_PLAN_DAY:
        return _before_answer(regime, lists, rule, counted_from)
    if rule.unit is DayUnit.MONTHS:
        return _of_months(rule, counted_from)
    if rule.unit is DayUnit.BUSINESS_DAYS:
        business = business_day_readings(counted_from, rule.count, lists)
        return _due(rule, business.safe, business.std)
    calendar = calendar_readings(counted_from, rule.count, lists)
    margin = regime.limit_count(LimitKind.MAIL_MARGIN)
    posted_by = mail_by(calendar.safe, lists, margin_days=margin) if rule.kind in POSTED else None
    return _due(rule, calendar.safe, calendar.plain, posted_by)


def state_of(due: DueDate, *, met_on: date | None, today: date, superseded: bool = False, applicable: bool = True) -> DeadlineState:
    """Return the state of a due date from dates alone. `today` and `met_on` are dates in the business zone.

    A clock that forbids (no asking again, retention) is never missed by waiting: it is over when its day has passed, or, for
    retention, when the record was destroyed afterwards; an act before the day is a miss.
    """
    if not applicable:
        return DeadlineState.NOT_APPLICABLE
    if superseded:
        return DeadlineState.SUPERSEDED
    if due.kind in WAITING_KINDS:
        return _state_of_waiting(due, met_on=met_on, today=today)
    if met_on is not None:
        return DeadlineState.MET if met_on <= due.last_day_on else DeadlineState.MET_LATE
    return DeadlineState.MISSED if is_missed(due.kind, due.last_day_on, today=today) else DeadlineState.OPEN


def is_missed(kind: DeadlineKind, last_day_on: date, *, today: date) -> bool:
    """Say whether a deadline that nothing has met is missed today; one that only forbids never is."""
    return kind not in WAITING_KINDS and today > last_day_on


def _state_of_waiting(due: DueDate, *, met_on: date | None, today: date) -> DeadlineState:
    if met_on is not None and met_on < due.last_day_on:
        return DeadlineState.MISSED
    if met_on is not None or (due.kind is DeadlineKind.NO_REASK and today >= due.last_day_on):
        return DeadlineState.MET
    return DeadlineState.OPEN


def _before_answer(regime: Regime, lists: HolidayLists, rule: TimeRule, received_on: date) -> DueDate:
    answers = [other for other in regime.rules if other.kind is DeadlineKind.ANSWER and other.request_types >= rule.request_types]
    if not answers:
        raise DomainError("rule_unknown", rule_id=DeadlineKind.ANSWER, regime=regime.id, version=regime.version)
    plan_day = calendar_readings(received_on, answers[0].count, lists).safe
    on = plan_day - timedelta(days=rule.count)
    return _due(rule, on, on)


def _of_months(rule: TimeRule, counted_from: date) -> DueDate:
    on = months_after(counted_from, rule.count)
    return _due(rule, on, on)


def _due(rule: TimeRule, plan_by_on: date, last_day_on: date, mail_by_on: date | None = None) -> DueDate:
    return DueDate(
        kind=rule.kind,
        rule_id=rule.id,
        citation=rule.citation,
        plan_by_on=plan_by_on,
        last_day_on=last_day_on,
        mail_by_on=mail_by_on,
    )
