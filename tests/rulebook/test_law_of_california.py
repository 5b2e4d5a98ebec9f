"""The numbers of the law, one test for each rule and version: a changed number fails the test that has its rule's name."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.regime import Regime
from caseapp.domain.request_type import RequestType
from tests.rulebook.law_table import (
    ADMT,
    ALWAYS,
    AUTHORITY,
    BY_VERSION,
    CHECKLISTS,
    GROUNDS,
    LIMITS,
    YEARS,
    differences_of_checklists,
    differences_of_grounds,
    differences_of_regime,
    differences_of_year,
    expected_entries,
)
from tests.rulebook.shipped import shipped_rulebook

BOOK = shipped_rulebook()


def version(name: str) -> Regime:
    return BOOK.regime_version("us_ca", name)


@pytest.mark.parametrize(("name", "rule_id"), [row[:2] for row in BY_VERSION], ids=[f"{row[1]}-{row[0]}" for row in BY_VERSION])
def test_rule(name: str, rule_id: str) -> None:
    assert rule_id not in differences_of_regime(version(name), name)


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize("kind", [row[0] for row in LIMITS])
def test_limit(name: str, kind: str) -> None:
    assert kind not in differences_of_regime(version(name), name)


@pytest.mark.parametrize("name", ALWAYS)
def test_no_rule_stands_outside_the_tables_and_the_dates_of_the_version_are_right(name: str) -> None:
    assert differences_of_regime(version(name), name) == set()


@pytest.mark.parametrize("code", [row[0] for row in GROUNDS])
def test_ground(code: str) -> None:
    assert code not in differences_of_grounds(BOOK.grounds)


@pytest.mark.parametrize("name", [row[0] for row in CHECKLISTS])
def test_checklist(name: str) -> None:
    assert name not in differences_of_checklists(BOOK.checklists, BOOK.authority)


@pytest.mark.parametrize("position", range(len(AUTHORITY)))
def test_papers_of_authority(position: int) -> None:
    assert f"{AUTHORITY[position][0]}.{position}" not in differences_of_checklists(BOOK.checklists, BOOK.authority)


def test_nothing_else_stands_among_grounds_checklists_and_papers() -> None:
    assert differences_of_grounds(BOOK.grounds) | differences_of_checklists(BOOK.checklists, BOOK.authority) == set()


@pytest.mark.parametrize("year", YEARS)
def test_holidays_of(year: int) -> None:
    days = [holiday for holiday in BOOK.lists.named if holiday.on.year == year]
    assert differences_of_year(days, year) == set()
    for which in ("gov6700", "federal", "judicial", "optional_bank"):
        expected = {entry[0] for entry in expected_entries(year) if entry[2] == which}
        assert {day for day in getattr(BOOK.lists, which) if day.year == year} == expected


def test_versions_are_in_force_one_after_the_other() -> None:
    assert [(regime.version, regime.effective_from, regime.effective_to) for regime in BOOK.regimes] == [
        ("2023", date(2023, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2027", date(2027, 1, 1), None),
    ]
    assert {regime.business_zone for regime in BOOK.regimes} == {"America/Los_Angeles"}


@pytest.mark.parametrize("request_type", [RequestType.OPT_OUT, RequestType.LIMIT, RequestType.ADMT_OPT_OUT])
@pytest.mark.parametrize("name", ALWAYS)
def test_opt_out_and_limit_have_no_extension_no_confirmation_and_no_verification(name: str, request_type: RequestType) -> None:
    for kind in (
        DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.VERIFICATION_PURGE,
    ):  # fmt: skip
        assert version(name).rule(kind, request_type) is None


@pytest.mark.parametrize("kind", [kind for kind in DeadlineKind if kind is not DeadlineKind.RETENTION])
@pytest.mark.parametrize("name", ["2023", "2026"])
def test_automated_decisions_have_no_clock_before_2027(name: str, kind: DeadlineKind) -> None:
    for request_type in ADMT | {RequestType.ADMT_OPT_OUT}:
        assert version(name).rule(kind, request_type) is None
