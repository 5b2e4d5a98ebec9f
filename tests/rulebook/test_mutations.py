"""Every line of every file of law, spoiled in turn: a structural fault is named with file and line, a changed value fails its law test.

"Its law test" is the test in `test_law_of_california` that is named after the rule; both ask the tables of `law_table`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import pytest

from caseapp.domain.regime import LawStatus
from caseapp.rulebook.checklist_files import load_checklists
from caseapp.rulebook.ground_files import load_grounds
from caseapp.rulebook.holiday_files import parse_year
from caseapp.rulebook.regime_files import parse_regime
from caseapp.rulebook.sections import Library, ResourceFile
from caseapp.services.trouble import Trouble
from tests.rulebook.law_table import (
    differences_of_checklists,
    differences_of_grounds,
    differences_of_regime,
    differences_of_year,
)
from tests.rulebook.shipped import load_part, shipped_files, shipped_rulebook

KEY = re.compile(r"^([a-z0-9_]+) = (.*?)(  #.*)?$")
OPTIONAL = frozenset({"effective_to", "must_also", "seed_ground", "contested_excluded", "gov6700", "federal", "judicial", "optional_bank"})
WORDS = frozenset({"says", "note", "sha256"})
"""Plain words: a change of them is noticed by the digest of the release, and by the fingerprint on counsel's list."""


@dataclass(frozen=True)
class Line:
    """One ``key = value`` of a file: its number, key, value, and the number and name of its section."""

    path: str
    number: int
    key: str
    value: str
    section: int
    owner: str


@cache
def text_of(path: str) -> list[str]:
    return shipped_files()[path].decode().splitlines()


def lines_of(path: str) -> Iterator[Line]:
    section, owner = 1, "in_force"
    lines = text_of(path)
    for number, line in enumerate(lines, start=1):
        if line.startswith("[["):
            section = number
            names = (KEY.match(text) for text in lines[number : number + 3])
            owner = next(
                found[2].strip('"') for found in names if found and found[1] in ("id", "code", "kind", "name", "requestor", "version")
            )
        found = KEY.match(line)
        if found:
            yield Line(path, number, found[1], found[2], section, owner)


def with_line(line: Line, *new: str) -> str:
    lines = text_of(line.path)
    return "\n".join([*lines[: line.number - 1], *new, *lines[line.number :]]) + "\n"


def differences(path: str, text: str) -> set[str]:
    """Load one file of law from this text; return the names under which the law tests fail.

    Raises:
        Trouble: a structural fault.
    """
    kind, name = path.split("/")[0], path.split("/")[-1].removesuffix(".toml")
    raw = text.encode()
    library = Library(lambda _: raw, lambda _: [path])
    if path.endswith("/released.toml") or path == "holidays/table.toml":
        load_part(path, shipped_files() | {path: raw})
        return set()
    if kind == "grounds":
        return differences_of_grounds(load_grounds(library))
    if kind == "checklists":
        return differences_of_checklists(*load_checklists(library))
    if kind == "regimes":
        return differences_of_regime(parse_regime(path, raw)[0], name)
    book = shipped_rulebook()
    codes = frozenset(provision.code for provision in book.provisions)
    days = parse_year(ResourceFile(path, raw), int(name), codes, book.lists.first_on, book.lists.last_on)
    return differences_of_year(days, int(name))


def outcome(path: str, text: str) -> set[str] | Trouble:
    """Return what the law tests would fail under, or the fault that keeps the file from being loaded."""
    try:
        return differences(path, text)
    except Trouble as trouble:
        return trouble


def fault_of(path: str, text: str) -> tuple[str, int, str]:
    trouble = outcome(path, text)
    assert isinstance(trouble, Trouble), f"{path} was loaded"
    assert trouble.code == "resource_faulty"
    return str(trouble.facts["file"]), int(str(trouble.facts["line"])), str(trouble.facts["reason"])


PATHS = sorted(shipped_files())


@pytest.mark.parametrize("path", PATHS)
def test_the_files_as_shipped_have_no_fault_and_no_difference(path: str) -> None:
    assert differences(path, "\n".join(text_of(path)) + "\n") == set()


@pytest.mark.parametrize("path", PATHS)
def test_each_missing_key_is_named_at_its_section(path: str) -> None:
    for line in lines_of(path):
        if line.key not in OPTIONAL:
            assert fault_of(path, with_line(line, "")) == (path, line.section, f"the key '{line.key}' is missing")


@pytest.mark.parametrize("path", PATHS)
def test_each_mistyped_value_is_named_at_its_line(path: str) -> None:
    for line in lines_of(path):
        file, number, reason = fault_of(path, with_line(line, f"{line.key} = 1.5"))
        assert (file, number) == (path, line.number), line
        assert line.key in reason


@pytest.mark.parametrize("path", PATHS)
def test_each_unknown_key_is_named_at_its_line(path: str) -> None:
    for line in lines_of(path):
        text = with_line(line, f"{line.key} = {line.value}", "surprise = 1")
        assert fault_of(path, text) == (path, line.number + 1, "the key 'surprise' is unknown here")


@pytest.mark.parametrize("path", PATHS)
def test_each_line_that_is_no_toml_is_named(path: str) -> None:
    for line in lines_of(path):
        file, number, reason = fault_of(path, with_line(line, f"{line.key} = ?"))
        assert (file, number) == (path, line.number), line
        assert reason.startswith("the file is not TOML")


@pytest.mark.parametrize("path", PATHS)
def test_each_citation_that_is_blank_or_names_no_section_is_refused(path: str) -> None:
    for line in lines_of(path):
        if line.key == "citation":
            for value, reason in (('""', "'citation' is empty"), ('"the law"', "the citation 'the law' names no section")):
                assert fault_of(path, with_line(line, f"citation = {value}")) == (path, line.number, reason)


def changed(line: Line) -> Iterator[str]:
    """Yield other values of the same type for one line."""
    value = line.value
    if re.fullmatch(r"\d+", value):
        yield from (str(number) for number in (int(value) + 1, int(value) - 1) if number >= 0)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        yield from ((date.fromisoformat(value) + timedelta(days=days)).isoformat() for days in (-1, 1))
    elif value in ("true", "false"):
        yield "false" if value == "true" else "true"
    elif line.key == "status":
        yield from (f'"{status}"' for status in LawStatus if f'"{status}"' != value)
    elif line.key == "citation":
        yield '"Penal Code 1"'
    elif value.startswith("["):
        items = value.strip("[]").split(", ")
        yield f"[{', '.join(items[1:])}]"
        yield f"[{', '.join(items[:-1])}]"
    elif line.key not in WORDS:
        yield f'"{value.strip(chr(34))}_x"'


LAW = [path for path in PATHS if not path.endswith(("/released.toml", "/table.toml"))]


@pytest.mark.parametrize("path", LAW)
def test_each_changed_value_fails_the_test_of_its_rule_or_is_named_with_file_and_line(path: str) -> None:
    tried = 0
    for line in lines_of(path):
        if line.key in ("version", *WORDS) or (line.section == 1 and line.key == "id" and not path.startswith("regimes")):
            continue
        for value in changed(line):
            tried += 1
            text = with_line(line, f"{line.key} = {value}")
            found = outcome(path, text)
            if isinstance(found, Trouble):
                file, number, _ = fault_of(path, text)
                assert (file, number >= line.section) == (path, True)
            elif line.section > 1 or line.key not in ("id", "version"):
                assert any(name.startswith(line.owner) for name in found), f"{path}:{line.number} {line.key} = {value} is seen by no test"
    assert tried


@pytest.mark.parametrize("key", ["count", "on"])
@pytest.mark.parametrize("path", [path for path in LAW if path.startswith("regimes")])
def test_a_changed_number_of_a_regime_fails_the_law_test_of_its_name_and_no_other(path: str, key: str) -> None:
    for line in lines_of(path):
        if line.key != key:
            continue
        for value in changed(line):
            assert outcome(path, with_line(line, f"{line.key} = {value}")) == {line.owner}, (line, value)


def test_the_table_of_holidays_with_another_end_is_noticed() -> None:
    path = "holidays/table.toml"
    for line in lines_of(path):
        if line.key not in ("first_on", "last_on"):
            continue
        for value in changed(line):
            assert isinstance(outcome(path, with_line(line, f"{line.key} = {value}")), Trouble)


@pytest.mark.parametrize("path", PATHS)
def test_each_section_head_that_goes_missing_or_comes_twice_is_named(path: str) -> None:
    lines = text_of(path)
    heads = [number for number, line in enumerate(lines, start=1) if line.startswith("[[")]
    for number in heads:
        for text in ([*lines[: number - 1], "", *lines[number:]], [*lines[:number], lines[number - 1], *lines[number:]]):
            file, line, reason = fault_of(path, "\n".join(text) + "\n")
            assert file == path or path.endswith("/released.toml")  # there the version without a line is named
            assert file != path or abs(int(str(line)) - number) < 20, reason
