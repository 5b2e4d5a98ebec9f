"""What an administrator is told about the law the program holds: its tables end, or its text is another than a case has kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import AT_RECEIPT, due_date
from caseapp.domain.errors import DomainError
from caseapp.domain.months import MONTHS_IN_A_YEAR, months_before
from caseapp.domain.regime import Regime
from caseapp.domain.workdays import ONE_DAY, HolidayLists

REMIND_MONTHS = MONTHS_IN_A_YEAR
"""How long before the first refusal the reminder begins: time enough for a new version with longer tables."""

COUNTED = frozenset((*AT_RECEIPT, DeadlineKind.EXTENDED_ANSWER))
"""Clocks that need the holiday tables from the receipt on."""


class LawNoticeCode(StrEnum):
    """calendar_ends_soon: the holiday tables end within a year. law_text_changed: cases keep another text than the one read now."""

    CALENDAR_ENDS_SOON = "calendar_ends_soon"
    LAW_TEXT_CHANGED = "law_text_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LawNotice:
    """One notice.

    Attributes:
        last_receipt_on: for the tables: the last receipt date whose clocks can all be computed; the next one is refused.
        last_on: for the tables: their last day.
        version: for a changed text: the version the cases have kept.
        cases: for a changed text: how many cases keep it.
    """

    code: LawNoticeCode
    last_receipt_on: date | None = None
    last_on: date | None = None
    version: str = ""
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLaw:
    """A version of the law as cases have kept it, and how many do."""

    regime_id: str
    version: str
    sha256: str
    cases: int


def last_receipt_on(regime: Regime, lists: HolidayLists) -> date:
    """Return the last receipt date for which every clock of this version can be computed."""
    on = lists.last_on
    while not _computes(regime, lists, on):
        on -= ONE_DAY
    return on


def calendar_notice(regime: Regime, lists: HolidayLists, today: date) -> LawNotice | None:
    """Remind from a year before the first receipt date that would be refused; `today` in the business zone."""
    if today < months_before(lists.last_on, 2 * REMIND_MONTHS):
        return None
    last = last_receipt_on(regime, lists)
    if today < months_before(last, REMIND_MONTHS):
        return None
    return LawNotice(code=LawNoticeCode.CALENDAR_ENDS_SOON, last_receipt_on=last, last_on=lists.last_on)


def text_notices(kept: Iterable[KeptLaw], regimes: Iterable[Regime]) -> tuple[LawNotice, ...]:
    """Name every version whose text is not the one its cases were opened under, or that is gone."""
    digests = {(regime.id, regime.version): regime.sha256 for regime in regimes}
    return tuple(
        LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version=law.version, cases=law.cases)
        for law in kept
        if digests.get((law.regime_id, law.version)) != law.sha256
    )


def _computes(regime: Regime, lists: HolidayLists, received_on: date) -> bool:
    try:
        for rule in regime.rules:
            if rule.kind in COUNTED:
                due_date(regime, lists, rule, received_on)
    except DomainError:
        return False
    return True
