"""Holds: what keeps something from being done while every clock runs on.

A fraud hold keeps data from being given, erased or changed on the word of somebody who may be another (11 CCR 7060(f)); a legal hold
keeps data from being erased because it is evidence. Neither pauses a clock: the answer is due on the same day (rulebook 1.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class HoldKind(StrEnum):
    """What is kept from being done."""

    FRAUD = "fraud"
    LEGAL = "legal"


class FraudSignal(StrEnum):
    """What made somebody doubt (rulebook 2.10); the note says what was seen."""

    CALLER_MISMATCH = "caller_mismatch"
    MANY_FROM_ONE_SOURCE = "many_from_one_source"
    AFTER_ACCOUNT_CHANGE = "after_account_change"
    SENT_TO_NEW_ADDRESS = "sent_to_new_address"
    REFUSES_DECLARATION = "refuses_declaration"
    KNOWS_ONLY_PUBLIC_DATA = "knows_only_public_data"
    STORY_CONFLICTS = "story_conflicts"
    PERMISSION_REUSED = "permission_reused"
    BULK_WITHOUT_IDENTIFIERS = "bulk_without_identifiers"
    PRESSES_TO_SKIP_STEPS = "presses_to_skip_steps"
    SAME_SIGNATURE = "same_signature"


class LegalHoldCause(StrEnum):
    """Why data is evidence."""

    LAWSUIT = "lawsuit"
    EXPECTED_CLAIM = "expected_claim"
    INVESTIGATION = "investigation"
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """One hold on a case, from its placing to its lifting; kept for good.

    Attributes:
        code: a `FraudSignal` or a `LegalHoldCause`.
        note: what was seen, or which matter it is; never printed in a letter.
        categories: the categories of data a legal hold keeps; empty means all of them.
    """

    id: str
    case_id: str
    kind: HoldKind
    code: str
    note: str
    placed_at: datetime
    placed_by: str
    categories: tuple[str, ...] = ()
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lift_reason: str = ""
    version: int = 1


def stands(holds: Iterable[Hold], kind: HoldKind) -> Hold | None:
    """Return the hold of this kind that was not lifted."""
    return next((one for one in holds if one.kind is kind and one.lifted_at is None), None)


def keeps(hold: Hold | None, category: str) -> bool:
    """Say whether a legal hold keeps this category of data from being erased."""
    return hold is not None and (not hold.categories or category in hold.categories)
