"""Every frozen letter hashed anew and held against what the store and the signed history say it was when it was approved."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterKind
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork

AT_ONCE = 1000
_TELL_THE_DIGEST = frozenset({"letter_approved", "letter_dispatched"})


class Difference(StrEnum):
    """What does not agree."""

    BYTES_MISSING = "bytes_missing"
    OTHER_THAN_STORED = "other_than_stored"
    OTHER_THAN_HISTORY = "other_than_history"
    NOT_IN_HISTORY = "not_in_history"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDifference:
    """One letter that is not what was approved; named by its case, never by a person."""

    letter_id: str
    number: str
    kind: LetterKind
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterProof:
    """How many frozen letters were hashed, and which differ."""

    checked: int
    differences: tuple[LetterDifference, ...]


def verify_letters(desk: Desk, watch: Callable[[int], None] = lambda done: None) -> LetterProof:
    """Hash every frozen letter; `watch` is told how many are done, and what it raises ends it. Stores nothing."""
    desk.require(Act.READ_HISTORY)
    checked = 0
    found: list[LetterDifference] = []
    with desk.uow() as uow:
        told = _digests_of_history(uow)
        for case in uow.cases.where():
            for letter in uow.letters.where(case_id=case.id):
                never_frozen = not letter.sha256 and letter.id not in told
                # A destroyed record keeps the digest of a letter and not its page: nothing is wrong with that.
                if letter.content is None and (never_frozen or case.destroyed_on is not None):
                    continue
                checked += 1
                watch(checked)
                found += [
                    LetterDifference(letter_id=letter.id, number=case.number, kind=letter.kind, difference=difference)
                    for difference in _differences(letter, told.get(letter.id, set()))
                ]
    return LetterProof(checked=checked, differences=tuple(found))


def _differences(letter: Letter, told: set[str]) -> list[Difference]:
    if letter.content is None:
        return [Difference.BYTES_MISSING]
    digest = hashlib.sha256(letter.content).hexdigest()
    found = [Difference.OTHER_THAN_STORED] if digest != letter.sha256 else []
    if not told:
        found.append(Difference.NOT_IN_HISTORY)
    elif told != {digest}:
        found.append(Difference.OTHER_THAN_HISTORY)
    return found


def _digests_of_history(uow: UnitOfWork) -> dict[str, set[str]]:
    """The digests that signed entries name, by letter."""
    told: dict[str, set[str]] = {}
    after = 0
    while entries := uow.history.entries(after_seq=after, limit=AT_ONCE):
        after = entries[-1].seq
        for entry in entries:
            digest = dict(entry.facts).get("sha256")
            if entry.action in _TELL_THE_DIGEST and digest:
                told.setdefault(entry.thing_id, set()).add(digest)
    return told
