"""A fault in a file of law is named with its file and line, and nothing is loaded."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import pytest

from caseapp.rulebook.toml_lines import LineIndex
from caseapp.services.trouble import Trouble
from tests.rulebook.shipped import load_files, load_part, released_again, shipped_files

LATEST = "regimes/us_ca/2027.toml"


class Reviewed(Protocol):
    """Whatever somebody may confirm."""

    @property
    def reviewed_by(self) -> str | None: ...

    @property
    def reviewed_on(self) -> date | None: ...


def fault_of(path: str, text: str) -> tuple[str, int, str]:
    """Load with one file replaced; return file, line and reason of the trouble."""
    with pytest.raises(Trouble) as caught:
        load_part(path, shipped_files() | {path: text.encode()})
    assert caught.value.code == "resource_faulty"
    facts = caught.value.facts
    return str(facts["file"]), int(str(facts["line"])), str(facts["reason"])


def replaced(path: str, old: str, new: str, *, occurrence: int = 0) -> tuple[str, int]:
    """Replace one occurrence of a line; return the text and the line's number."""
    lines = shipped_files()[path].decode().splitlines()
    numbers = [number for number, line in enumerate(lines) if line.split("  #")[0] == old]
    lines[numbers[occurrence]] = new
    return "\n".join(lines) + "\n", numbers[occurrence] + 1


@pytest.mark.parametrize(
    ("path", "old", "new", "reason"),
    [
        (LATEST, "count = 10", "count = 0", "'count' must be a whole number from 1, not 0"),
        (LATEST, "count = 10", "count = true", "'count' must be a whole number from 1, not True"),
        (LATEST, "count = 90", "count = 45", "'extended_answer' must be longer than 'answer'"),
        (LATEST, 'unit = "business_days"', 'unit = "calendar_days"', "confirm_receipt is counted in business_days, not in calendar_days"),
        (LATEST, 'counts_from = "receipt"', 'counts_from = "closing"', "confirm_receipt counts from receipt, not from closing"),
        (LATEST, 'id = "answer"', 'id = "confirm_receipt"', "'confirm_receipt' stands in this file twice"),
        (LATEST, 'id = "answer"', 'id = "An answer"', "'id' must be lower-case letters, digits and _, not 'An answer'"),
        (LATEST, 'request_types = ["opt_out"]', "request_types = []", "'request_types' must be a list of texts with at least one"),
        (LATEST, 'request_types = ["opt_out"]', 'request_types = ["opt_out", "opt_out"]', "'request_types' has 'opt_out' twice"),
        (LATEST, 'id = "us_ca"', 'id = "us_nv"', "the id 'us_nv' differs from the folder 'us_ca'"),
        (LATEST, 'version = "2027"', 'version = "2028"', "the version '2028' differs from the name of the file"),
        (LATEST, 'business_zone = "America/Los_Angeles"', 'business_zone = "Mars/Olympus"', "the time zone 'Mars/Olympus' is unknown"),
        (LATEST, 'business_zone = "America/Los_Angeles"', 'business_zone = "UTC"', "the versions of a regime must share one business zone"),
        (LATEST, "effective_from = 2027-01-01", "effective_from = 2026-12-31", "version 2027 overlaps version 2026"),
        (LATEST, "effective_from = 2027-01-01", "effective_from = 2027-01-02", "there is a gap between version 2026 and version 2027"),
        (LATEST, "effective_from = 2027-01-01", "effective_from = 2027-01-01T00:00:00", "'effective_from' must be a date without a time"),
        (LATEST, 'kind = "know_window"', 'kind = "know_answers"', "know_answers is measured in answers, not in months"),
        ("holidays/2026.toml", "on = 2026-01-01", "on = 2027-01-01", "2027-01-01 does not lie in 2026"),
        ("holidays/2026.toml", "year = 2026", "year = 2027", "'year' differs from the name of the file, 2026"),
        ("holidays/2026.toml", 'gov6700 = "gov_6700"', 'gov6700 = "gov_6799"', "the provision 'gov_6799' is not in holidays/table.toml"),
        ("holidays/2026.toml", 'name = "martin_luther_king_day"', "name = 7", "'name' must be text in quotes"),
        ("holidays/table.toml", "last_on = 2036-12-31", "last_on = 2022-01-01", "'last_on' lies before 'first_on'"),
        ("grounds/us_ca.toml", "needs_facts = true", 'needs_facts = "yes"', "'needs_facts' must be true or false"),
        ("grounds/us_ca.toml", 'code = "no_data"', 'code = "no_method"', "'no_method' stands in this file twice"),
        ("checklists/us_ca.toml", "points_needed = 2", "points_needed = 9", "9 points cannot be matched with 8 questions"),
    ],
)  # fmt: skip
def test_fault_is_named_at_its_line(path: str, old: str, new: str, reason: str) -> None:
    text, number = replaced(path, old, new)
    file, line, told = fault_of(path, text)
    assert (file, told) == (path, reason)
    if "measured in" not in reason:
        assert line == number
    else:
        assert line == number + 1  # the fault shows in the unit, one line below the kind


def test_a_code_that_nobody_knows_is_named_with_those_known() -> None:
    text, number = replaced(LATEST, 'status = "from_memory"', 'status = "guessed"')
    assert fault_of(LATEST, text) == (LATEST, number, "'guessed' is not known as 'status'; known are verified, from_memory, own_choice")


def test_two_rules_for_one_clock_of_one_type_overlap() -> None:
    text, number = replaced(LATEST, 'request_types = ["limit"]', 'request_types = ["limit", "correct"]')
    text = text.replace('id = "limit"\nkind = "limit"', 'id = "limit"\nkind = "opt_out"').replace(
        '["opt_out"]', '["opt_out", "correct"]', 1
    )
    assert fault_of(LATEST, text) == (LATEST, number, "'limit' overlaps 'opt_out': both set opt_out for correct")


def test_an_extension_wants_an_answer_to_extend() -> None:
    text = shipped_files()[LATEST].decode()
    first = text.index('id = "extension_notice"')
    spoiled = text[:first] + text[first:].replace('"know_categories", ', '"opt_in", "know_categories", ', 1)
    file, line, reason = fault_of(LATEST, spoiled)
    assert (file, reason) == (LATEST, "'extension_notice' stands for types that have no single answer rule")
    assert text.splitlines()[line - 1 : line + 1] == ["[[rule]]", 'id = "extension_notice"']


def test_a_limit_that_is_not_there_is_named() -> None:
    text = shipped_files()[LATEST].decode()
    head = text.rindex("[[limit]]")
    file, line, reason = fault_of(LATEST, text[:head])
    assert (file, reason) == (LATEST, "no [[limit]] of kind mail_margin is there")
    assert line == text[:head].count("\n")


def test_an_unknown_section_is_named() -> None:
    text = shipped_files()[LATEST].decode()
    assert fault_of(LATEST, text + '\n[[exception]]\nid = "x"\n') == (LATEST, text.count("\n") + 2, "the section [[exception]] is unknown")


def test_a_single_table_where_a_list_is_wanted_is_named() -> None:
    text = shipped_files()["grounds/us_ca.toml"].decode()
    head = text.index("[[ground]]")
    file, _, reason = fault_of("grounds/us_ca.toml", text[:head] + '[ground]\ncode = "x"\n')
    assert (file, reason) == ("grounds/us_ca.toml", "the key 'ground' is unknown here")


def test_what_is_no_toml_is_named_at_its_line() -> None:
    text, number = replaced(LATEST, "count = 10", "count = ten")
    file, line, reason = fault_of(LATEST, text)
    assert (file, line) == (LATEST, number)
    assert reason.startswith("the file is not TOML")


def test_what_is_no_utf8_is_named_at_its_line() -> None:
    raw = shipped_files()[LATEST]
    with pytest.raises(Trouble) as caught:
        load_files(shipped_files() | {LATEST: raw.replace(b"[[rule]]", b"[[rule]] # \xff", 1)})
    assert caught.value.facts == {"file": LATEST, "line": raw[: raw.index(b"[[rule]]")].count(b"\n") + 1, "reason": "the text is not UTF-8"}


def test_opt_out_with_a_verification_level_is_refused() -> None:
    path = "checklists/us_ca.toml"
    text, number = replaced(path, 'level = "none"', 'level = "reasonable"')
    assert fault_of(path, text) == (path, number, "opt-out and limit requests are never verified (11 CCR 7060(b))")


def test_calling_the_consumer_back_about_an_agents_opt_out_is_refused() -> None:
    path = "checklists/us_ca.toml"
    text, number = replaced(path, "consumer_confirms = false", "consumer_confirms = true")
    assert fault_of(path, text) == (path, number, "for opt-out and limit the consumer may not be called back")


def test_two_checklists_of_one_level_and_type_overlap() -> None:
    path = "checklists/us_ca.toml"
    text, number = replaced(path, 'level = "reasonably_high"', 'level = "reasonable"', occurrence=1)
    assert fault_of(path, text) == (path, number, "'delete_or_correct_sensitive' overlaps 'delete_or_correct': same level, same type")


@pytest.mark.parametrize("path", sorted(shipped_files()))
def test_a_missing_file_of_a_year_or_kind_is_missing_by_name(path: str) -> None:
    files = {name: raw for name, raw in shipped_files().items() if name != path}
    with pytest.raises(Trouble) as caught:
        load_files(files)
    if path == "regimes/us_ca/2026.toml":
        assert "gap" in str(caught.value.facts["reason"])
    elif path in ("regimes/us_ca/2023.toml", LATEST):
        year = path.split("/")[-1].removesuffix(".toml")
        assert caught.value.facts["reason"] == f"the released version {year} of us_ca is not there"
    else:
        assert caught.value.code == "resource_missing"
        assert str(caught.value.facts["file"]) in (path, path.split("/")[0])


def test_windows_line_ends_change_neither_law_nor_digest() -> None:
    windows = {path: raw.replace(b"\n", b"\r\n") for path, raw in shipped_files().items()}
    assert load_files(windows) == load_files(shipped_files())


def test_a_reviewed_rule_names_who_and_when_together() -> None:
    text, number = replaced(LATEST, 'status = "from_memory"', 'status = "from_memory"\nreviewed_by = "Ana Peña"')
    assert fault_of(LATEST, text) == (LATEST, number + 1, "'reviewed_by' and 'reviewed_on' go together")
    text, _ = replaced(LATEST, 'status = "from_memory"', 'status = "from_memory"\nreviewed_by = "Ana Peña"\nreviewed_on = 2026-12-01')
    rulebook = load_files(released_again(shipped_files() | {LATEST: text.encode()}))
    assert [rule.reviewed_by for rule in rulebook.regimes[-1].rules if rule.reviewed_by] == ["Ana Peña"]


def test_a_released_text_that_was_changed_is_noticed() -> None:
    """Not a rule, not a word, not even a remark: the digest of the release is what counts."""
    for spoiled in ("count = 44", "count = 45  # checked"):
        text = shipped_files()[LATEST].decode().replace("count = 45", spoiled, 1)
        reason = "the text differs from the released version 2027; a change of law is a new version"
        assert fault_of(LATEST, text) == (LATEST, 5, reason)


@pytest.mark.parametrize("folder", ["grounds", "checklists"])
def test_a_changed_ground_or_checklist_is_noticed(folder: str) -> None:
    """What refuses and what verifies is held like the periods: another text is a new version."""
    path, table = f"{folder}/us_ca.toml", f"{folder}/released.toml"
    files = shipped_files()
    changed = files | {path: files[path].replace(b'says = "', b'says = "Well: ', 1)}
    with pytest.raises(Trouble) as caught:
        load_files(changed)
    assert caught.value.facts["reason"] == "the text differs from the released version 2026.1; another text is a new version"
    assert caught.value.facts["file"] == path
    with pytest.raises(Trouble) as caught:
        load_files(files | {table: files[table].replace(b"2026.1", b"2026.0")})
    assert caught.value.facts["reason"] == f"version 2026.1 of us_ca has no line in {table}"
    load_files(released_again(changed))


def test_a_day_that_was_changed_in_released_tables_is_noticed() -> None:
    """Another day, another name or another word: what cases keep is the version, so a version has one text."""
    path, table = "holidays/2031.toml", "holidays/table.toml"
    reason = "the days differ from the released version 2026.2; other days are a new version"
    for old, new in (
        ("on = 2031-01-23", "on = 2031-01-24"),
        ('name = "juneteenth"', 'name = "june_day"'),
        ("year = 2031", "year = 2031  # x"),
    ):
        text, _ = replaced(path, old, new)
        with pytest.raises(Trouble) as caught:
            load_part(path, shipped_files() | {path: text.encode()})
        assert caught.value.facts == {"file": table, "line": 5, "reason": reason}
    text, _ = replaced(table, 'version = "2026.2"', 'version = "2026.3"')
    assert fault_of(table, text) == (table, 5, "version 2026.3 has no line in holidays/released.toml")


def test_a_version_that_was_never_released_is_noticed() -> None:
    path = "regimes/released.toml"
    text = shipped_files()[path].decode()
    without = text[: text.rindex("[[released]]")]
    with pytest.raises(Trouble) as caught:
        load_part(path, shipped_files() | {path: without.encode()})
    assert caught.value.facts == {"file": LATEST, "line": 5, "reason": "version 2027 has no line in regimes/released.toml"}
    assert fault_of(path, text.replace('version = "2026"', 'version = "2023"')) == (
        path,
        11,
        "'us_ca 2023' stands in this file twice",
    )


@pytest.mark.parametrize("path", [LATEST, "grounds/us_ca.toml", "checklists/us_ca.toml", "holidays/table.toml"])
@pytest.mark.parametrize("section", range(3))
def test_each_thing_with_a_citation_takes_its_reviewer_and_refuses_half_of_one(path: str, section: int) -> None:
    lines = shipped_files()[path].decode().splitlines()
    number = [position for position, line in enumerate(lines, start=1) if line.startswith("citation = ")][section]

    def with_review(*review: str) -> str:
        return "\n".join([*lines[:number], *review, *lines[number:]]) + "\n"

    half = with_review('reviewed_by = "Ana Peña"')
    assert fault_of(path, half) == (path, number + 1, "'reviewed_by' and 'reviewed_on' go together")
    wrong = with_review('reviewed_by = "Ana Peña"', 'reviewed_on = "yesterday"')
    assert fault_of(path, wrong) == (path, number + 2, "'reviewed_on' must be a date such as 2026-01-31")
    whole = with_review('reviewed_by = "Ana Peña"', "reviewed_on = 2026-12-01")
    if path.startswith("holidays"):
        # Read whole and well; only the digest of the release tells that the text is another.
        assert fault_of(path, whole)[2].startswith("the days differ from the released version")
        return
    book = load_files(released_again(shipped_files() | {path: whole.encode()}))
    latest = book.regimes[-1]
    things: list[Reviewed] = [*latest.rules, *latest.limits, *book.grounds, *book.checklists, *book.authority]
    assert [(thing.reviewed_by, str(thing.reviewed_on)) for thing in things if thing.reviewed_by] == [("Ana Peña", "2026-12-01")]


def test_line_index_of_a_text_with_comments_and_lists_over_several_lines() -> None:
    index = LineIndex('# a\nid = "x"\n\n[[rule]]\nname = [\n  "a",\n  "b",\n]\nlast = 1\n[[rule]]  # second\nlast = 2\n')
    assert [index.of_key("", 0, "id"), index.of_table("rule", 0), index.of_key("rule", 0, "last")] == [2, 4, 9]
    assert [index.of_table("rule", 1), index.of_key("rule", 1, "last"), index.of_key("rule", 1, "name"), index.last] == [10, 11, 10, 11]
