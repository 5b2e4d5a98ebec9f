"""Every refusal of the acts on a case has a sentence that says what is wrong and how to mend it."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind
from caseapp.domain.transitions import TRANSITIONS
from caseapp.ui.cases.error_texts import CASE_ERRORS
from caseapp.ui.verification.error_texts import VERIFICATION_ERRORS
from caseapp.ui.wording import ErrorWording

ROOT = Path(__file__).resolve().parents[3]
SERVICES = (
    "verification",
    "work",
    "answers",
    "extension",
    "closing",
    "notes",
    "documents",
    "receipts",
    "life",
    "added_rights",
    "splitting",
    "fee_route",
    "fraud_hold",
    "legal_hold",
)
FACTS: Mapping[str, object] = {
    "last_day_on": date(2026, 4, 17), "shortest": 15, "number": "2026-000001", "expected": LetterKind.DENIAL, "kind": LetterKind.DENIAL,
    "largest_mb": 25, "needed": 3, "matched": 1, "most": 3, "ground": "x", "request_type": "delete",
    "answer_by_on": date(2026, 4, 6), "received_on": date(2026, 3, 3),
}  # fmt: skip


def _wording() -> ErrorWording:
    wording = ErrorWording()
    for sentences in (CASE_ERRORS, VERIFICATION_ERRORS):
        wording.register({code: sentence for code, sentence in sentences.items() if not wording.knows(code)})
    return wording


def _raised(service: str) -> set[str]:
    tree = ast.parse((ROOT / "caseapp" / "services" / f"{service}.py").read_text(encoding="utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("DomainError", "NotAllowed", "Conflict")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


@pytest.mark.parametrize("service", SERVICES)
def test_each_code_of_a_service_has_a_sentence(service: str) -> None:
    wording = _wording()
    unworded = {code for code in _raised(service) if not wording.knows(code)}
    assert not unworded


SILENT = {"places_open", "companion_owed", "answer_came_back"}
"""These keep an answered request open without a word: nobody asked for anything."""


def test_each_guard_of_the_table_that_looks_at_facts_has_a_sentence() -> None:
    wording = _wording()
    codes = {guard.code for row in TRANSITIONS for guard in row.guards if guard.looks_at is not None}
    assert {code for code in codes - SILENT if not wording.knows(code)} == set()


def test_each_sentence_can_be_formed_and_is_one() -> None:
    wording = _wording()
    for code in {**CASE_ERRORS, **VERIFICATION_ERRORS}:
        sentence = wording.sentence(DomainError(code, None, **FACTS))
        assert sentence[0].isupper() or sentence[0].isdigit()
        assert sentence.endswith(".")
        assert "{" not in sentence
