"""Deadlines by the groups that share their dates: so many open cases that nobody can read them one by one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import DueDate, due_date
from caseapp.domain.regime import CountsFrom, DayUnit, Regime, TimeRule
from caseapp.domain.request_type import RequestType
from caseapp.domain.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineGroup:
    """Deadlines of open requests that have the same law, rule, receipt date and days.

    Attributes:
        count: how many deadlines; case_count: of how many cases.
    """

    regime_id: str
    regime_version: str
    rule_id: str
    kind: DeadlineKind
    request_type: RequestType
    received_on: date
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None
    count: int
    case_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMove:
    """One deadline and the last day it shall have. `place` is where the store keeps it."""

    place: int
    kind: DeadlineKind
    from_on: date
    to_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMove:
    """Everything that moves in one case."""

    case_id: str
    deadlines: tuple[DeadlineMove, ...]


def due_of(book: Rulebook, regime: Regime, group: DeadlineGroup) -> DueDate | None:
    """Compute the dates of a group anew; None for what does not count from receipt.

    Raises:
        DomainError: ``calendar_ends``.
    """
    rule = regime.rule(group.kind, group.request_type)
    if rule is None or rule.counts_from is not CountsFrom.RECEIPT:
        return None
    return due_date(regime, book.lists, rule, group.received_on)


def moves_with_days(book: Rulebook, group: DeadlineGroup) -> bool:
    """Say whether a one-off day can move this group at all: only what is counted in business days from receipt."""
    rule = book.regime_version(group.regime_id, group.regime_version).rule(group.kind, group.request_type)
    return rule is not None and counts_workdays(rule)


def counts_workdays(rule: TimeRule) -> bool:
    """Say whether a rule counts business days from receipt."""
    return rule.unit is DayUnit.BUSINESS_DAYS and rule.counts_from is CountsFrom.RECEIPT
