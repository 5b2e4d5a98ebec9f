"""A fee for a request that is manifestly unfounded or excessive, stated with its reason and its cost before the work is done.

Civ. Code 1798.145(h)(3): a reasonable fee that reflects the administrative cost, or a refusal with its reason; the burden of proof is
the business's. Our policy tells reason and cost before completing. The clock of the answer runs on, whatever the consumer says or
does not say (rulebook 3.10). There is never a fee for verification.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.channel import Channel

FEE_GROUND = "unfounded_or_excessive"
"""The only ground on which a fee may be asked, and on which the request is refused when the fee is not agreed to."""

MINUTES_OF_AN_HOUR = 60


class FeeState(StrEnum):
    """What became of a fee that was stated."""

    STATED = "stated"
    AGREED = "agreed"
    WAIVED = "waived"
    DECLINED = "declined"
    UNANSWERED = "unanswered"


FEE_SETTLED = frozenset({FeeState.AGREED, FeeState.WAIVED})
"""The work may be finished; after any other state the request is refused on the ground, or the fee is waived."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee stated for one request. Money is whole cents.

    Attributes:
        reason: why the request is manifestly unfounded or excessive, in the words told to the consumer.
        evidence: what proves it; ours, never told.
        answer_by_on: by when the consumer is asked to answer; ten days before the planning day of the answer.
        answer_words: what the consumer said.
    """

    id: str
    case_id: str
    request_id: str
    reason: str
    evidence: str
    minutes: int
    cents_an_hour: int
    postage_cents: int
    cents: int
    stated_on: date
    stated_how: Channel
    stated_at: datetime
    stated_by: str
    answer_by_on: date
    state: FeeState = FeeState.STATED
    answered_on: date | None = None
    answered_how: Channel | None = None
    answer_words: str = ""
    version: int = 1


def cost_in_cents(*, minutes: int, cents_an_hour: int, postage_cents: int) -> int:
    """Return the administrative cost: time at its rate, rounded down in the consumer's favour, and postage."""
    return minutes * cents_an_hour // MINUTES_OF_AN_HOUR + postage_cents
