"""The deadline as a stored thing: a computed due date of one request, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.deadlines import DeadlineKind, DeadlineState


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A kind, a rule with citation, and its dates. Dates are computed, never typed and never rolled forward.

    `plan_by_on` leads on screen, `last_day_on` decides what is late, `mail_by_on` is for what is posted (rulebook 1.10(10)).
    """

    id: str
    case_id: str
    request_id: str
    kind: DeadlineKind
    rule_id: str
    citation: str
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None = None
    state: DeadlineState = DeadlineState.OPEN
    met_on: date | None = None
    version: int = 1


class ExtensionState(StrEnum):
    """An extension is nothing but a wish until its notice left."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    IN_FORCE_LENIENT = "in_force_lenient"
    LAPSED = "lapsed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """Once for each request, with a reason; in force only by the dispatch of its notice; counts from receipt (11 CCR 7021(b))."""

    id: str
    case_id: str
    request_id: str
    reason_code: str
    reason_text: str
    proposed_at: datetime
    proposed_by: str
    override_reason: str = ""
    letter_id: str | None = None
    state: ExtensionState = ExtensionState.PROPOSED
    in_force_on: date | None = None
    version: int = 1


class ExtensionReason(StrEnum):
    """Why more time is needed (Civ. Code 1798.145(h)(1): complexity and number of the requests). Each wants its own words as well."""

    MANY_SYSTEMS = "many_systems"
    MANY_RECORDS = "many_records"
    WAITING_FOR_PROVIDER = "waiting_for_provider"
    COMPLEX_REVIEW = "complex_review"
    NUMBER_OF_REQUESTS = "number_of_requests"
