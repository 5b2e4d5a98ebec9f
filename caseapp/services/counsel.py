"""What counsel has to read, and what counsel said about it. An approval is for words: changed words want a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.domain.counsel import CounselItem
from caseapp.domain.counsel_review import CounselReview, review_of
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.promises import Promise
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.record import record

FINGERPRINT_SHOWN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselEntry:
    """One item and the approval that stands for its present words, or None.

    Attributes:
        was_reviewed: other words of it were approved once, so it changed since.
    """

    item: CounselItem
    review: CounselReview | None
    was_reviewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselList:
    """Everything for counsel: items that are from memory or not reviewed, and the promises of the policy beside the law."""

    entries: tuple[CounselEntry, ...]
    promises: tuple[Promise, ...]

    @property
    def open_count(self) -> int:
        return sum(1 for entry in self.entries if entry.review is None)

    @property
    def stale_count(self) -> int:
        return sum(1 for promise in self.promises if promise.is_stale)


def counsel_list(desk: Desk) -> CounselList:
    """Return every item with the approval of its present words.

    Raises:
        Trouble: ``resource_faulty``, ``resource_missing``.
    """
    desk.require(Act.REVIEW_LAW)
    with desk.uow() as uow:
        reviews = uow.counsel_reviews.where()
    reviewed_keys = {review.item_key for review in reviews}
    entries = []
    for item in desk.law_files.counsel_items():
        review = review_of(reviews, item.key, item.fingerprint)
        entries.append(CounselEntry(item=item, review=review, was_reviewed=review is None and item.key in reviewed_keys))
    return CounselList(entries=tuple(entries), promises=desk.law_files.promises())


def record_review(desk: Desk, item_key: str, fingerprint: str, *, reviewed_by: str, reviewed_on: date, note: str = "") -> ChangeSet:
    """Record that counsel approved the words of an item.

    Args:
        fingerprint: of the words that were read; the item must still have them.

    Raises:
        DomainError: ``reviewer_missing`` at ``reviewed_by``, ``review_in_future`` at ``reviewed_on``, ``counsel_item_changed``.
    """
    desk.require(Act.ADMINISTER)
    if not reviewed_by.strip():
        raise DomainError("reviewer_missing", "reviewed_by")
    if reviewed_on > desk.today():
        raise DomainError("review_in_future", "reviewed_on")
    _present(desk, item_key, fingerprint)
    return _add(desk, item_key, fingerprint, reviewed_by=reviewed_by.strip(), reviewed_on=reviewed_on, note=note.strip())


def withdraw_review(desk: Desk, item_key: str, fingerprint: str, *, reason: str) -> ChangeSet:
    """Take an approval back, by an entry of its own.

    Raises:
        DomainError: ``reason_missing`` at ``reason``, ``review_not_there``.
    """
    desk.require(Act.ADMINISTER)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        standing = review_of(uow.counsel_reviews.where(item_key=item_key), item_key, fingerprint)
    if standing is None:
        raise DomainError("review_not_there")
    return _add(
        desk, item_key, fingerprint, reviewed_by=standing.reviewed_by, reviewed_on=desk.today(), note=reason.strip(), is_withdrawn=True
    )


def _add(
    desk: Desk, item_key: str, fingerprint: str, *, reviewed_by: str, reviewed_on: date, note: str, is_withdrawn: bool = False
) -> ChangeSet:
    with desk.uow() as uow:
        review = uow.counsel_reviews.add(
            CounselReview(
                id=new_id(),
                item_key=item_key,
                fingerprint=fingerprint,
                reviewed_by=reviewed_by,
                reviewed_on=reviewed_on,
                note=note,
                recorded_at=desk.now_at(),
                recorded_by=desk.operator.id,
                is_withdrawn=is_withdrawn,
            )
        )
        record(
            uow,
            desk,
            "counsel_review_withdrawn" if is_withdrawn else "counsel_reviewed",
            thing="counsel_item",
            thing_id=review.id,
            facts={"item": item_key, "words": fingerprint[:FINGERPRINT_SHOWN], "on": reviewed_on},
            values={"reviewed_by": reviewed_by},
            reason=note,
        )
        uow.commit()
    return changed("law", created_id=review.id)


def _present(desk: Desk, item_key: str, fingerprint: str) -> CounselItem:
    for item in desk.law_files.counsel_items():
        if item.key == item_key and item.fingerprint == fingerprint:
            return item
    raise DomainError("counsel_item_changed")
