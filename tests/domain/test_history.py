"""The history finds every edit and names the first number that is wrong."""

from __future__ import annotations

import hashlib
import hmac
import random
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.history import Anchor, HistoryEntry, canonical_bytes, check_chain, digest_value, entry_hash, signed_entry

START_AT = datetime(2026, 3, 3, 17, 0, 0, 123456, tzinfo=UTC)
KEYS = {"op-1": b"key of one", "op-2": b"key of two"}


def sign_as(operator_id: str):
    return lambda digest: hmac.digest(KEYS[operator_id], digest, "sha256")


def verify(operator_id: str, digest: bytes, signature: bytes) -> bool:
    return operator_id in KEYS and hmac.compare_digest(sign_as(operator_id)(digest), signature)


def an_entry(seq: int, prev_hash: str, **changes: object) -> HistoryEntry:
    operator_id = "op-1" if seq % 3 else "op-2"
    entry = HistoryEntry(
        seq=seq,
        at=START_AT + timedelta(minutes=seq),
        zone="America/Los_Angeles",
        monotonic_ns=seq * 1_000_000,
        operator_id=operator_id,
        role="call_agent",
        action="request_received",
        case_id=None if seq % 5 == 0 else f"case-{seq % 7}",
        thing="request",
        thing_id=f"r{seq}",
        facts=(("type", "delete"), ("received_on", "2026-03-03")),
        digests=(("name", digest_value(b"s" * 16, f"Name {seq}")),),
        reason_digest=None,
        app_version="0.1.0",
        prev_hash=prev_hash,
    )
    return replace(entry, **changes)


def a_chain(length: int) -> list[HistoryEntry]:
    entries: list[HistoryEntry] = []
    for seq in range(1, length + 1):
        entry = an_entry(seq, entries[-1].hash if entries else "")
        entries.append(signed_entry(entry, sign_as(entry.operator_id)))
    return entries


def head_of(entries: list[HistoryEntry]) -> Anchor:
    return Anchor(seq=entries[-1].seq, hash=entries[-1].hash)


def flipped(entry: HistoryEntry, rng: random.Random) -> HistoryEntry:
    """Change one field, any of them."""
    name = rng.choice([field.name for field in fields(HistoryEntry)])
    value = getattr(entry, name)
    match value:
        case int():
            return replace(entry, **{name: value + rng.choice((-1, 1, 1000))})
        case datetime():
            return replace(entry, **{name: value + timedelta(microseconds=rng.choice((-1, 1, 86_400_000_000)))})
        case bytes():
            place = rng.randrange(len(value))
            return replace(entry, **{name: value[:place] + bytes((value[place] ^ (1 << rng.randrange(8)),)) + value[place + 1 :]})
        case tuple():
            pairs = list(value)
            pairs[rng.randrange(len(pairs))] = ("type", rng.choice(("correct", "limit")))
            return replace(entry, **{name: tuple(pairs)})
        case None:
            return replace(entry, **{name: ""})
        case _:
            return replace(entry, **{name: value + rng.choice("abc0")})


def rechained(entries: list[HistoryEntry], place: int, rng: random.Random) -> list[HistoryEntry]:
    """Change one entry and compute every hash after it anew, as somebody with the database key but no signing key would."""
    edited = list(entries)
    edited[place] = replace(edited[place], facts=(("type", "limit"), ("received_on", "2026-03-09")))
    for index in range(place, len(edited)):
        prev_hash = edited[index - 1].hash if index else ""
        entry = replace(edited[index], prev_hash=prev_hash)
        digest = entry_hash(entry)
        signature = rng.choice((entry.signature, rng.randbytes(32), hmac.digest(b"own key", bytes.fromhex(digest), "sha256")))
        edited[index] = replace(entry, hash=digest, signature=signature)
    return edited


def test_an_untouched_chain_is_good_and_gives_its_head():
    chain = a_chain(60)
    verdict = check_chain(iter(chain), verify, head_of(chain[:40]))
    assert verdict.ok
    assert (verdict.checked, verdict.head, verdict.first_bad_seq, verdict.problem_code) == (60, head_of(chain), None, None)


def test_an_empty_history_is_good_unless_a_head_was_seen():
    assert check_chain((), verify).ok
    verdict = check_chain((), verify, Anchor(seq=3, hash="ab"))
    assert (verdict.ok, verdict.first_bad_seq, verdict.problem_code) == (False, 1, "shorter_than_anchor")


def test_each_of_a_thousand_random_edits_is_found_and_the_first_bad_number_named():
    rng = random.Random(20260303)
    chain = a_chain(60)
    anchor = head_of(chain)
    for _ in range(1000):
        place = rng.randrange(len(chain))
        edited = list(chain)
        first_bad = place + 1
        match rng.choice(("flip", "delete", "insert", "swap", "rechain")):
            case "flip":
                edited[place] = flipped(edited[place], rng)
            case "delete":
                del edited[place]
            case "insert":
                edited.insert(place, rng.choice((edited[place - 1], replace(edited[place], thing_id="forged"))))
            case "swap":
                other = rng.choice([index for index in range(len(chain)) if index != place])
                edited[place], edited[other] = edited[other], edited[place]
                first_bad = min(place, other) + 1
            case _:
                edited = rechained(edited, place, rng)
        verdict = check_chain(edited, verify, anchor)
        assert not verdict.ok
        assert verdict.first_bad_seq == first_bad


def test_fifty_cut_tails_are_found_by_the_anchor():
    chain = a_chain(60)
    for keep in range(10, 60):
        assert check_chain(chain[:keep], verify).ok  # the chain alone cannot know
        verdict = check_chain(chain[:keep], verify, head_of(chain))
        assert (verdict.problem_code, verdict.first_bad_seq) == ("shorter_than_anchor", keep + 1)


def test_a_history_written_anew_with_the_operators_own_key_is_found_by_the_anchor():
    chain = a_chain(20)
    anew: list[HistoryEntry] = []
    for seq in range(1, 21):
        entry = an_entry(seq, anew[-1].hash if anew else "", action="request_forgotten" if seq == 7 else "request_received")
        anew.append(signed_entry(entry, sign_as(entry.operator_id)))
    assert check_chain(anew, verify).ok
    verdict = check_chain(anew, verify, head_of(chain))
    assert (verdict.problem_code, verdict.first_bad_seq) == ("anchor_differs", 20)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda entry: replace(entry, seq=9), "number_missing"),
        (lambda entry: replace(entry, prev_hash="0" * 64), "link_broken"),
        (lambda entry: replace(entry, role="auditor"), "hash_differs"),
        (lambda entry: replace(entry, signature=b"\0" * 32), "signature_wrong"),
        (lambda entry: signed_entry(replace(entry, action="other"), sign_as("op-2")), "signature_wrong"),
    ],
)
def test_the_problem_is_named(edit, problem):
    chain = a_chain(6)
    chain[3] = edit(chain[3])
    assert check_chain(chain, verify).problem_code == problem


def test_canonical_bytes_keep_apart_what_looks_alike():
    entry = an_entry(1, "")
    seen = {
        canonical_bytes(variant)
        for variant in (
            entry,
            replace(entry, case_id=None),
            replace(entry, case_id=""),
            replace(entry, thing="req", thing_id="uestr1"),
            replace(entry, facts=(("type", "delete;"), ("received_on", "2026-03-03"))),
            replace(entry, facts=(("typ", "edelete"), ("received_on", "2026-03-03"))),
            replace(entry, facts=()),
        )
    }
    assert len(seen) == 7


def test_order_of_facts_and_the_zone_of_the_instant_change_nothing():
    entry = an_entry(1, "")
    other = replace(entry, facts=entry.facts[::-1], at=entry.at.astimezone(timezone(timedelta(hours=-8))))
    assert canonical_bytes(other) == canonical_bytes(entry)


def test_the_canonical_form_is_fixed():
    """A changed digest means that histories already written can no longer be checked."""
    assert entry_hash(an_entry(2, "")) == hashlib.sha256(canonical_bytes(an_entry(2, ""))).hexdigest()
    assert entry_hash(an_entry(2, "")) == "a637b130c7e6b5355e0fc86d23308718bf8d960aa82bea0ab3e47326dbccb27b"


@pytest.mark.parametrize("value", ["Maria Lopez", "maria@example.org", "José", "line\nbreak", "9" * 161])
def test_a_fact_that_may_be_a_persons_value_is_refused(value):
    with pytest.raises(DomainError, match="history_fact_not_code") as caught:
        signed_entry(an_entry(1, "", facts=(("note", value),)), sign_as("op-1"))
    assert value not in str(caught.value.facts)


@pytest.mark.parametrize("value", ["", "us_ca", "2026-03-03", "2026-03-03T17:00:00+00:00", "45", "C-2026-0001", "11CCR7021(b)", "a,b,c"])
def test_codes_dates_and_numbers_are_facts(value):
    assert signed_entry(an_entry(1, "", facts=(("x", value),)), sign_as("op-1")).hash


def test_an_instant_without_zone_is_refused():
    with pytest.raises(DomainError, match="history_time_not_utc"):
        signed_entry(an_entry(1, "", at=START_AT.replace(tzinfo=None)), sign_as("op-1"))


def test_digests_of_equal_values_differ_by_salt_and_short_salts_are_refused():
    assert digest_value(b"a" * 16, "Maria") != digest_value(b"b" * 16, "Maria")
    assert digest_value(b"a" * 16, "Maria") == digest_value(b"a" * 16, "Maria")
    assert digest_value(b"a" * 17, "Maria") != digest_value(b"a" * 16, "aMaria")
    with pytest.raises(ValueError, match="16 bytes"):
        digest_value(b"short", "Maria")
