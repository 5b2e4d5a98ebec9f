"""What an act changed: the value that pages read to decide whether they are stale."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSet:
    """Ids and areas touched by one transaction.

    Attributes:
        case_ids: cases whose page or row may look different.
        areas: among ``cases deadlines letters batches drafts tasks operators organisation policies law retention duties templates``.
        created_id: id of the thing the act made, when it made one.
        facts: what the caller has to say about it (case number, dates), as pairs.
    """

    case_ids: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    created_id: str | None = None
    facts: tuple[tuple[str, object], ...] = ()

    def fact(self, name: str) -> object:
        return dict(self.facts).get(name)


def changed(*areas: str, case_id: str | None = None, created_id: str | None = None, **facts: object) -> ChangeSet:
    """Build a ChangeSet for one case."""
    return ChangeSet(
        case_ids=frozenset({case_id} if case_id else ()),
        areas=frozenset(areas),
        created_id=created_id,
        facts=tuple(facts.items()),
    )
