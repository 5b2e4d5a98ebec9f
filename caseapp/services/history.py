"""Reading and checking the append-only history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from caseapp.domain.history import Anchor, ChainVerdict, HistoryEntry, check_chain
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk

CHUNK = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHistory:
    """Entries of no case, the newest first, and the names of colleagues by id."""

    entries: tuple[HistoryEntry, ...]
    names: Mapping[str, str]


def history_entries(desk: Desk, *, case_id: str | None = None, after_seq: int = 0, limit: int = 1000) -> tuple[HistoryEntry, ...]:
    """Return entries in order."""
    desk.require(Act.READ_HISTORY)
    with desk.uow() as uow:
        return uow.history.entries(case_id=case_id, after_seq=after_seq, limit=limit)


def office_history(desk: Desk, *, limit: int = 100) -> OfficeHistory:
    """Return what was done last in the office, outside of any case: templates, batches, people, the organisation."""
    desk.require(Act.READ_HISTORY)
    with desk.uow() as uow:
        entries = uow.history.of_office(limit=limit)
        names = {person.id: person.name for person in uow.operators.where()}
    return OfficeHistory(entries=entries, names=names)


def check_history(desk: Desk, verify: Callable[[bytes, bytes, bytes], bool], anchor: Anchor | None) -> ChainVerdict:
    """Check every link and signature, and that nothing is missing after the head that was last seen."""
    desk.require(Act.READ_HISTORY)
    entries: list[HistoryEntry] = []
    with desk.uow() as uow:
        while chunk := uow.history.entries(after_seq=entries[-1].seq if entries else 0, limit=CHUNK):
            entries.extend(chunk)

    def verify_signature(operator_id: str, digest: bytes, signature: bytes) -> bool:
        return any(verify(key, digest, signature) for key in desk.vault.signing_keys(operator_id))

    return check_chain(entries, verify_signature, anchor)
