"""The append-only history: one entry for each act, chained by hash, signed by the operator who did it.

An entry never holds a consumer's value. What it must prove about one is a salted digest; the salt is kept elsewhere, and
destroying it unlinks the value for good without breaking the chain. A chain alone does not stop somebody who has the database
key from writing a new one, so every entry is signed, and the last head that was seen is remembered outside the database (`Anchor`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from caseapp.domain.errors import DomainError

FORMAT = "caseapp history 1\n"
FACT_LENGTH_MAX = 160
# Codes, ids, dates, instants, numbers, versions and lists of them: no space, no "@", no letter outside ASCII, so that no name,
# address or e-mail address gets in by mistake.
_FACT = re.compile(r"[A-Za-z0-9_.:;,/+#%|=<>()\[\]*-]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One act.

    Attributes:
        seq: 1 for the first entry of a store, without gaps.
        at: instant of the act, aware UTC.
        zone: IANA name of the business time zone in which its date was read.
        monotonic_ns: reading of a clock that never goes back, to notice a machine clock that was turned.
        role: code of the role the operator acted in.
        action: code of the act, for example ``request_received``.
        thing: kind of the thing acted on; `thing_id` is its id.
        facts: name and value pairs of codes, ids, dates and numbers; never a consumer's value.
        digests: field name and salted SHA-256 (hexadecimal) of the value it was given.
        reason_digest: salted SHA-256 of the reason a person typed, or None.
        prev_hash: `hash` of the entry before; empty in the first.
        hash: SHA-256 (hexadecimal) of `canonical_bytes`.
        signature: Ed25519 signature of the 32 bytes of `hash` by the operator.
    """

    seq: int
    at: datetime
    zone: str
    monotonic_ns: int
    operator_id: str
    role: str
    action: str
    case_id: str | None
    thing: str
    thing_id: str
    facts: tuple[tuple[str, str], ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
    reason_digest: str | None = None
    app_version: str
    prev_hash: str
    hash: str = ""
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A head somebody has seen: remembered outside the database, or printed on a daily sheet."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainVerdict:
    """What a check of the chain found.

    Attributes:
        first_bad_seq: the first number that is not as it was written, or None.
        problem_code: ``number_missing`` (an entry is missing, doubled or in the wrong place), ``link_broken``, ``hash_differs``,
            ``signature_wrong``, ``shorter_than_anchor``, ``anchor_differs``; None when all is well.
        checked: how many entries were found to be good.
        head: the last good entry's number and hash, to be remembered; None for an empty history.
    """

    ok: bool
    first_bad_seq: int | None = None
    problem_code: str | None = None
    checked: int = 0
    head: Anchor | None = None


def canonical_bytes(entry: HistoryEntry) -> bytes:
    """Return the bytes that are hashed: every field but hash and signature, in the order of their names, each with its length before it.

    Lengths count Unicode code points; the whole is UTF-8. Histories of a million entries are checked, so this is written for speed.
    """
    fields = (
        ("action", entry.action),
        ("app_version", entry.app_version),
        ("at", entry.at.astimezone(UTC).isoformat(timespec="microseconds")),
        ("case_id", entry.case_id),
        ("digests", _pairs(entry.digests)),
        ("facts", _pairs(entry.facts)),
        ("monotonic_ns", str(entry.monotonic_ns)),
        ("operator_id", entry.operator_id),
        ("prev_hash", entry.prev_hash),
        ("reason_digest", entry.reason_digest),
        ("role", entry.role),
        ("seq", str(entry.seq)),
        ("thing", entry.thing),
        ("thing_id", entry.thing_id),
        ("zone", entry.zone),
    )
    # None and the empty string are different answers; "-" cannot be mistaken for a length.
    lines = [f"{name}:-:\n" if value is None else f"{name}:{len(value)}:{value}\n" for name, value in fields]
    return (FORMAT + "".join(lines)).encode()


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return "".join([f"{len(name)}:{name}{len(value)}:{value}" for name, value in sorted(pairs)])


def entry_hash(entry: HistoryEntry) -> str:
    """Return the SHA-256 of the canonical bytes, hexadecimal."""
    return hashlib.sha256(canonical_bytes(entry)).hexdigest()


def signed_entry(entry: HistoryEntry, sign: Callable[[bytes], bytes]) -> HistoryEntry:
    """Return the entry with its hash and the operator's signature: the only way entries are made.

    Args:
        sign: gives the operator's signature of a digest of 32 bytes.

    Raises:
        DomainError: ``history_fact_not_code`` when a fact might be a person's value (the name of the fact is in the facts),
            ``history_time_not_utc`` when `at` carries no zone.
    """
    if entry.at.tzinfo is None:
        raise DomainError("history_time_not_utc")
    for name, value in entry.facts:
        if len(value) > FACT_LENGTH_MAX or not _FACT.match(value):
            raise DomainError("history_fact_not_code", fact=name)
    digest = entry_hash(entry)
    return replace(entry, hash=digest, signature=sign(bytes.fromhex(digest)))


def digest_value(salt: bytes, value: str) -> str:
    """Return the salted SHA-256 of a consumer's value, hexadecimal. The salt has 16 bytes or more and belongs to this value alone.

    Raises:
        ValueError: the salt is too short to hide a phone number.
    """
    if len(salt) < 16:
        raise ValueError("a salt has at least 16 bytes")
    return hashlib.sha256(b"%d:%s%s" % (len(salt), salt, value.encode())).hexdigest()


def check_chain(
    entries: Iterable[HistoryEntry],
    verify_signature: Callable[[str, bytes, bytes], bool],
    anchor: Anchor | None = None,
) -> ChainVerdict:
    """Check a whole history from its first entry.

    Args:
        entries: all entries in the order of their numbers; read once, so a generator will do.
        verify_signature: takes operator id, the 32 bytes of the hash and the signature.
        anchor: the last head seen before. It finds a cut tail and a history that was written anew.
    """
    last: Anchor | None = None
    checked = 0
    for entry in entries:
        problem = _problem(entry, checked + 1, last.hash if last else "", verify_signature, anchor)
        if problem:
            return ChainVerdict(ok=False, first_bad_seq=checked + 1, problem_code=problem, checked=checked, head=last)
        last = Anchor(seq=entry.seq, hash=entry.hash)
        checked += 1
    if anchor is not None and anchor.seq > checked:
        return ChainVerdict(ok=False, first_bad_seq=checked + 1, problem_code="shorter_than_anchor", checked=checked, head=last)
    return ChainVerdict(ok=True, checked=checked, head=last)


def _problem(
    entry: HistoryEntry,
    expected_seq: int,
    expected_prev: str,
    verify_signature: Callable[[str, bytes, bytes], bool],
    anchor: Anchor | None,
) -> str | None:
    if entry.seq != expected_seq:
        return "number_missing"
    if entry.prev_hash != expected_prev:
        return "link_broken"
    digest = hashlib.sha256(canonical_bytes(entry)).digest()
    if entry.hash != digest.hex():
        return "hash_differs"
    if not verify_signature(entry.operator_id, digest, entry.signature):
        return "signature_wrong"
    if anchor is not None and entry.seq == anchor.seq and entry.hash != anchor.hash:
        return "anchor_differs"
    return None
