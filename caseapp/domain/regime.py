"""A body of law as data: versions with effective dates, each holding time rules and limits with their citations.

Code holds mechanisms only; every number stands in ``resources/regimes`` beside the section it comes from. A case keeps the
version in force on its receipt date, so a new version never moves an open case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import RequestType


class DayUnit(StrEnum):
    """What a period is counted in."""

    CALENDAR_DAYS = "calendar_days"
    BUSINESS_DAYS = "business_days"
    MONTHS = "months"


class LawStatus(StrEnum):
    """How sure we are of a text: read at a source, remembered, or our own choice where the law gives no number."""

    VERIFIED = "verified"
    FROM_MEMORY = "from_memory"
    OWN_CHOICE = "own_choice"


class CountsFrom(StrEnum):
    """What a period is counted from; the last one counts backwards."""

    RECEIPT = "receipt"
    CLOSING = "closing"
    BEFORE_ANSWER_PLAN_DAY = "before_answer_plan_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One period.

    Attributes:
        says: what the provision asks, one sentence, for counsel.
        reviewed_by, reviewed_on: who confirmed the text, and when; None until somebody did.
    """

    id: str
    kind: DeadlineKind
    request_types: frozenset[RequestType]
    count: int
    unit: DayUnit
    counts_from: CountsFrom
    citation: str
    status: LawStatus
    says: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None


class LimitKind(StrEnum):
    """Numbers of the law that are no deadline."""

    KNOW_ANSWERS = "know_answers"
    KNOW_WINDOW = "know_window"
    LOOKBACK = "lookback"
    LOOKBACK_FLOOR = "lookback_floor"
    REPEAT_CORRECTION = "repeat_correction"
    EXTENSION_OFFER = "extension_offer"
    MAIL_MARGIN = "mail_margin"
    STATEMENT_WORDS = "statement_words"


class LimitUnit(StrEnum):
    """What a limit is measured in."""

    ANSWERS = "answers"
    MONTHS = "months"
    CALENDAR_DAYS = "calendar_days"
    WORDS = "words"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One limit: a count in a unit, or a day (`on`), never both."""

    kind: LimitKind
    unit: LimitUnit
    count: int | None
    on: date | None
    request_types: frozenset[RequestType]
    citation: str
    status: LawStatus
    says: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """One version of one body of law. In force from `effective_from` to `effective_to`, both included; None is open-ended.

    Attributes:
        sha256: digest of the file the version was read from (line ends as LF).
        business_zone: IANA zone whose calendar date is the legal date.
    """

    id: str
    version: str
    sha256: str
    effective_from: date
    effective_to: date | None
    business_zone: str
    rules: tuple[TimeRule, ...]
    limits: tuple[Limit, ...] = ()

    def in_force_on(self, on: date) -> bool:
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)

    def rule(self, kind: DeadlineKind, request_type: RequestType) -> TimeRule | None:
        """Return the rule of this kind for this type, or None when the law sets no such clock."""
        return next((rule for rule in self.rules if rule.kind is kind and request_type in rule.request_types), None)

    def rule_named(self, rule_id: str) -> TimeRule:
        """Return the rule of this id.

        Raises:
            DomainError: ``rule_unknown``.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise DomainError("rule_unknown", rule_id=rule_id, regime=self.id, version=self.version)

    def limit(self, kind: LimitKind) -> Limit:
        """Return the limit of this kind.

        Raises:
            DomainError: ``limit_unknown``.
        """
        for limit in self.limits:
            if limit.kind is kind:
                return limit
        raise DomainError("limit_unknown", limit=kind, regime=self.id, version=self.version)

    def limit_count(self, kind: LimitKind) -> int:
        """Return the count of a limit that has one."""
        count = self.limit(kind).count
        if count is None:
            raise DomainError("limit_unknown", limit=kind, regime=self.id, version=self.version)
        return count
