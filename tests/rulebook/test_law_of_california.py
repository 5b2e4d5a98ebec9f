"""The numbers of the law, one test for each rule and version: a changed number fails the test that has its rule's name.

The files are read here without the digests of their release, so that a changed number is told by the test of its rule, and not by the
program that does not start.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.regime import Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import Holiday
from caseapp.rulebook.checklist_files import load_checklists
from caseapp.rulebook.ground_files import load_grounds
from caseapp.rulebook.holiday_files import parse_year
from caseapp.rulebook.regime_files import parse_regime
from caseapp.rulebook.sections import Library, ResourceFile
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
    named_days,
)
from tests.rulebook.shipped import names, read


@cache
def version(name: str) -> Regime:
    path = f"regimes/us_ca/{name}.toml"
    return parse_regime(path, read(path))[0]


@cache
def of_regime(name: str) -> set[str]:
    return differences_of_regime(version(name), name)


@cache
def of_grounds() -> set[str]:
    return differences_of_grounds(load_grounds(Library(read, names)))


@cache
def of_checklists() -> set[str]:
    return differences_of_checklists(*load_checklists(Library(read, names)))


@cache
def days_of(year: int) -> tuple[Holiday, ...]:
    table = ResourceFile("holidays/table.toml", read("holidays/table.toml"))
    codes = frozenset(str(data["code"]) for _, data in table.every("provision"))
    path = f"holidays/{year}.toml"
    return tuple(parse_year(ResourceFile(path, read(path)), year, codes, date(2023, 1, 1), date(2036, 12, 31)))


@pytest.mark.parametrize(("name", "rule_id"), [row[:2] for row in BY_VERSION], ids=[f"{row[1]}-{row[0]}" for row in BY_VERSION])
def test_rule(name: str, rule_id: str) -> None:
    assert rule_id not in of_regime(name)


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize("kind", [row[0] for row in LIMITS])
def test_limit(name: str, kind: str) -> None:
    assert kind not in of_regime(name)


@pytest.mark.parametrize("name", ALWAYS)
def test_no_rule_stands_outside_the_tables_and_the_dates_of_the_version_are_right(name: str) -> None:
    assert of_regime(name) <= {row[1] for row in BY_VERSION} | {row[0] for row in LIMITS}


@pytest.mark.parametrize("code", [row[0] for row in GROUNDS])
def test_ground(code: str) -> None:
    assert code not in of_grounds()


@pytest.mark.parametrize("name", [row[0] for row in CHECKLISTS])
def test_checklist(name: str) -> None:
    assert name not in of_checklists()


@pytest.mark.parametrize("position", range(len(AUTHORITY)))
def test_papers_of_authority(position: int) -> None:
    assert f"{AUTHORITY[position][0]}.{position}" not in of_checklists()


def test_nothing_else_stands_among_grounds_checklists_and_papers() -> None:
    assert of_grounds() <= {row[0] for row in GROUNDS}
    assert of_checklists() <= {row[0] for row in CHECKLISTS} | {f"{row[0]}.{position}" for position, row in enumerate(AUTHORITY)}


HOLIDAYS = [(name, year) for year in YEARS for name in named_days(year)]


@pytest.mark.parametrize(("name", "year"), HOLIDAYS, ids=[f"{name}-{year}" for name, year in HOLIDAYS])
def test_holiday(name: str, year: int) -> None:
    assert name not in differences_of_year(days_of(year), year)


@pytest.mark.parametrize("year", YEARS)
def test_no_other_day_stands_in_the_tables(year: int) -> None:
    assert differences_of_year(days_of(year), year) <= set(named_days(year))


def test_versions_are_in_force_one_after_the_other() -> None:
    versions = [version(name) for name in ALWAYS]
    assert [(regime.version, regime.effective_from, regime.effective_to) for regime in versions] == [
        ("2023", date(2023, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2027", date(2027, 1, 1), None),
    ]
    assert {regime.business_zone for regime in versions} == {"America/Los_Angeles"}


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
