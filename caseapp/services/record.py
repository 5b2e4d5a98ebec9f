"""Writes the history: one signed, chained entry for each act, in the same transaction as the act."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from caseapp.domain.errors import DomainError
from caseapp.domain.history import HistoryEntry, digest_value, signed_entry
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork

SALT_BYTES = 16
AT_ONCE = 1000


def record_each(
    uow: UnitOfWork,
    desk: Desk,
    action: str,
    facts_of_cases: Iterable[tuple[str, Mapping[str, object]]],
    *,
    thing: str,
) -> None:
    """Append one entry for each of many cases: the same act, with facts of their own and neither values nor a reason."""
    seq, previous_hash = uow.history.head()
    at, nanoseconds = desk.now_at(), int(desk.clock.monotonic() * 1_000_000_000)
    sign, signed = desk.vault.signer(), list[HistoryEntry]()
    for case_id, facts in facts_of_cases:
        seq += 1
        entry = signed_entry(
            HistoryEntry(
                seq=seq,
                at=at,
                zone=desk.business_zone,
                monotonic_ns=nanoseconds,
                operator_id=desk.operator.id,
                role=",".join(desk.operator.roles),
                action=action,
                case_id=case_id,
                thing=thing,
                thing_id=case_id,
                facts=tuple(sorted((name, str(value)) for name, value in facts.items())),
                app_version=desk.app_version,
                prev_hash=previous_hash,
            ),
            sign,
        )
        previous_hash = entry.hash
        signed.append(entry)
        if len(signed) == AT_ONCE:
            uow.history.append_all(signed)
            signed.clear()
    uow.history.append_all(signed)


def record(
    uow: UnitOfWork,
    desk: Desk,
    action: str,
    *,
    case_id: str | None = None,
    thing: str = "",
    thing_id: str = "",
    facts: Mapping[str, object] | None = None,
    values: Mapping[str, str] | None = None,
    reason: str = "",
) -> HistoryEntry:
    """Append one entry.

    Args:
        action: stable code of what was done, for example ``letter_approved``.
        facts: codes, ids, dates and numbers in the clear; never a consumer's value.
        values: consumer values; only salted digests enter the record.
        reason: free text; only its salted digest enters the record, the text stays with the thing.

    Raises:
        DomainError: ``record_destroyed``: nothing is done any more in a case whose record was destroyed.
    """
    case = uow.cases.find(case_id) if case_id is not None else None
    if case is not None and case.destroyed_on is not None:
        raise DomainError("record_destroyed")
    seq, previous_hash = uow.history.head()
    salts: dict[str, bytes] = {}
    digests: list[tuple[str, str]] = []
    for field, value in sorted((values or {}).items()):
        salts[field] = secrets.token_bytes(SALT_BYTES)
        digests.append((field, digest_value(salts[field], value)))
    reason_digest = None
    if reason:
        salts["reason"] = secrets.token_bytes(SALT_BYTES)
        reason_digest = digest_value(salts["reason"], reason)
    entry = HistoryEntry(
        seq=seq + 1,
        at=desk.now_at(),
        zone=desk.business_zone,
        monotonic_ns=int(desk.clock.monotonic() * 1_000_000_000),
        operator_id=desk.operator.id,
        role=",".join(desk.operator.roles),
        action=action,
        case_id=case_id,
        thing=thing,
        thing_id=thing_id,
        facts=tuple(sorted((name, str(value)) for name, value in (facts or {}).items())),
        digests=tuple(digests),
        reason_digest=reason_digest,
        app_version=desk.app_version,
        prev_hash=previous_hash,
    )
    signed = signed_entry(entry, desk.vault.sign)
    uow.history.append(signed, salts)
    return signed
