"""Versions of a law: which is in force, and what is asked of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError
from caseapp.domain.regime import LimitKind
from caseapp.domain.request_type import RequestType
from tests.domain.law import day, regime_on

REGIME = regime_on(day("2026-03-03"))


@pytest.mark.parametrize(("on", "in_force"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)])
def test_a_version_is_in_force_on_its_first_and_last_day(on: str, in_force: bool) -> None:
    assert REGIME.in_force_on(day(on)) is in_force
    assert replace(REGIME, effective_to=None).in_force_on(date.max)


def test_a_rule_is_found_by_kind_and_type() -> None:
    rule = REGIME.rule(DeadlineKind.ANSWER, RequestType.DELETE)
    assert rule is REGIME.rule_named("answer")
    assert REGIME.rule(DeadlineKind.ANSWER, RequestType.OPT_OUT) is None


@pytest.mark.parametrize(("kind", "code"), [(LimitKind.LOOKBACK_FLOOR, "limit_unknown"), (LimitKind.KNOW_ANSWERS, "")])
def test_a_day_is_no_count(kind: LimitKind, code: str) -> None:
    if not code:
        assert REGIME.limit_count(kind) == 2
        return
    with pytest.raises(DomainError) as caught:
        REGIME.limit_count(kind)
    assert caught.value.code == code


def test_a_limit_that_a_version_lacks_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        replace(REGIME, limits=()).limit(LimitKind.LOOKBACK)
    assert caught.value.code == "limit_unknown"
