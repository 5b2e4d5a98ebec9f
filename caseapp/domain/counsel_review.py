"""What counsel said about one item, as it was recorded: only ever added to, and good for the words it was given for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselReview:
    """One record.

    Attributes:
        item_key, fingerprint: the item and the digest of its words; changed words are unreviewed again.
        reviewed_by: who approved it: counsel, not who recorded it.
        is_withdrawn: this record takes the approval back.
    """

    id: str
    item_key: str
    fingerprint: str
    reviewed_by: str
    reviewed_on: date
    note: str
    recorded_at: datetime
    recorded_by: str
    is_withdrawn: bool = False


def review_of(reviews: Iterable[CounselReview], item_key: str, fingerprint: str) -> CounselReview | None:
    """Return the approval that stands for these words: of the last record. `reviews` in the order of their adding."""
    last: CounselReview | None = None
    for review in reviews:
        if review.item_key == item_key and review.fingerprint == fingerprint:
            last = review
    return None if last is None or last.is_withdrawn else last
