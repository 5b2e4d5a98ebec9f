"""The history speaks to people: no code, no sixty-four signs of a digest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caseapp.domain.history import HistoryEntry
from caseapp.ui.cases.fact_words import facts_in_words


def _entry(**facts: str) -> HistoryEntry:
    return HistoryEntry(
        seq=1, at=datetime(2026, 3, 24, tzinfo=UTC), zone="America/Los_Angeles", monotonic_ns=1, operator_id="o", role="privacy_officer",
        action="letter_dispatched", case_id="c", thing="letter", thing_id="l", facts=tuple(facts.items()), app_version="1", prev_hash="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": "extension_notice"}, "Kind: Extension notice"),
        ({"method": "first_class_mail"}, "Method: First-Class mail"),
        ({"on": "2026-03-24"}, "On: Mar 24, 2026"),
        ({"one_person": "False"}, "One person alone: no"),
        ({"point_full_name": "matched"}, "Full name: Matches"),
        ({"to": "id-7"}, "To: Rita Chen"),
        ({"sha256": "11aaa3c3d0a7" + "0" * 52}, "Digest: 11aaa3c3d0a7"),
    ],
)
def test_a_fact_is_worded(facts: dict[str, str], words: str) -> None:
    assert facts_in_words(_entry(**facts), {"id-7": "Rita Chen"}, {}) == words


def test_facts_stand_one_after_the_other() -> None:
    assert "; " in facts_in_words(_entry(kind="delete_done", method="email"), {}, {})
