"""Verification: what was compared with the system of record and how it came out, never the values.

The program holds no system of record. An officer compares the claimed values with it and records the outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.checklists import AssuranceLevel


class PointOutcome(StrEnum):
    """How one data point came out."""

    MATCHED = "matched"
    NOT_MATCHED = "not_matched"
    NOT_CHECKED = "not_checked"


class VerificationOutcome(StrEnum):
    """What a person decided about the identity or the authority."""

    OPEN = "open"
    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"


ATTEMPTS_MAX = 3
"""After three failed attempts an officer decides (procedure; 11 CCR 7060(g) asks for reasonable security)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """The verification of one request: level needed, papers seen, attempts, outcome."""

    id: str
    case_id: str
    request_id: str
    level: AssuranceLevel
    points_needed: int
    declaration_needed: bool
    authority_needed: bool
    declaration_on: date | None = None
    authority_on: date | None = None
    attempts: int = 0
    outcome: VerificationOutcome = VerificationOutcome.OPEN
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCheck:
    """One data point of a verification: its kind and outcome, who checked it when, never its value."""

    id: str
    verification_id: str
    case_id: str
    point: str
    outcome: PointOutcome
    checked_at: datetime
    checked_by: str
    attempt: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedValue:
    """What a caller says to prove who they are: sealed to officers, used for nothing else, purged on its own clock (11 CCR 7060(d))."""

    id: str
    case_id: str
    point: str
    sealed: bytes
    said_at: datetime
    said_to: str
    purge_on: date | None = None
    version: int = 1


class DocumentKind(StrEnum):
    """What a paper of a case is."""

    SIGNED_PERMISSION = "signed_permission"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PARENTAL_CONSENT_FORM = "parental_consent_form"
    COURT_PAPER = "court_paper"
    DECLARATION = "declaration"
    CORRECTION_EVIDENCE = "correction_evidence"
    FINDING = "finding"
    OTHER = "other"


ONLY_TO_VERIFY = frozenset({DocumentKind.CORRECTION_EVIDENCE, DocumentKind.OTHER})
"""Papers shown only to prove something, destroyed once the request is processed (11 CCR 7060(d)). The others are part of the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A paper or file of a case: sealed to officers, typed, with its own purge date. `name` is shown to officers only."""

    id: str
    case_id: str
    kind: DocumentKind
    name: str
    media_type: str
    size: int
    sha256: str
    sealed: bytes
    added_at: datetime
    added_by: str
    request_id: str | None = None
    purge_on: date | None = None
    version: int = 1
