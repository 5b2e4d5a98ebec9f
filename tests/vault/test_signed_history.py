"""The history signed with real keys, across a forgotten passphrase and a person who left."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from caseapp.domain.history import HistoryEntry, check_chain, signed_entry
from caseapp.vault.office_keys import QUICK_COST, OpenVault, unlock_with_recovery, verify
from tests.vault.conftest import Office


class Book:
    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []

    def write(self, vault: OpenVault, action: str) -> None:
        entry = HistoryEntry(
            seq=len(self.entries) + 1,
            at=datetime(2026, 3, 3, 17, tzinfo=UTC),
            zone="America/Los_Angeles",
            monotonic_ns=1,
            operator_id=vault.operator_id,
            role="call_agent",
            action=action,
            case_id=None,
            thing="case",
            thing_id="c1",
            app_version="0.1.0",
            prev_hash=self.entries[-1].hash if self.entries else "",
        )
        self.entries.append(signed_entry(entry, vault.sign))


def test_what_a_person_signed_stays_good_with_new_keys_and_after_leaving(office: Office):
    book = Book()
    book.write(office.officer, "opened")
    book.write(office.agent(), "received")
    reset = "seven kettles hum at noon"
    office.officer.reset_passphrase("op-joe", reset, QUICK_COST)
    book.write(office.unlock("joe.miller", reset), "noted")
    officer, _ = unlock_with_recovery(office.folder, office.sheet.text, login="maria.lopez", new_passphrase=reset, cost=QUICK_COST)
    book.write(officer, "closed")
    officer.retire_operator("op-joe")

    def verify_signature(operator_id: str, digest: bytes, signature: bytes) -> bool:
        return any(verify(key, digest, signature) for key in officer.signing_keys(operator_id))

    assert check_chain(book.entries, verify_signature).ok
    forged = signed_entry(replace(book.entries[1], action="forged"), officer.sign)
    verdict = check_chain([book.entries[0], forged, *book.entries[2:]], verify_signature)
    assert (verdict.first_bad_seq, verdict.problem_code) == (2, "signature_wrong")
