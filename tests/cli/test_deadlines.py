"""``caseapp deadlines``: one object for a receipt, one line for each day of a range, one sentence for what cannot be used."""

from __future__ import annotations

import csv
import io
import json
from argparse import ArgumentParser
from pathlib import Path

import pytest

from caseapp.cli.deadlines import add_arguments, run
from caseapp.domain.request_type import RequestType
from tests.rulebook.shipped import shipped_rulebook

PACIFIC = ["--zone", "America/Los_Angeles"]
with (Path(__file__).parents[1] / "domain" / "data" / "deadline_cases.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))


def asked(*arguments: str) -> tuple[int, str]:
    parser = ArgumentParser(prog="caseapp deadlines")
    add_arguments(parser)
    out = io.StringIO()
    return run(parser.parse_args(arguments), shipped_rulebook(), out), out.getvalue()


def as_object(*arguments: str) -> dict[str, object]:
    code, text = asked(*arguments, "--json")
    assert code == 0
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["case_id"] for case in CASES])
def test_all_readings_have_the_columns_of_the_worked_case(case: dict[str, str]) -> None:
    arguments = ["--regime", "us_ca", "--type", case["request_type"], "--received", case["received_as_stated"]]
    arguments += ["--zone", case["received_zone"], "--fold", case["fold"]]
    if case["ext_notice_sent"]:
        arguments += ["--extension-dispatched", case["ext_notice_sent"]]
    found = as_object(*arguments, "--all-readings")
    for column in set(case) - {"case_id", "label", "request_type", "note", "received_as_stated", "received_zone", "fold"}:
        assert ("" if found[column] is None else str(found[column])) == case[column], column


@pytest.mark.parametrize("request_type", sorted(RequestType))
def test_all_readings_are_there_for_any_type(request_type: str) -> None:
    found = as_object("--type", request_type, "--received", "2026-03-03T10:00", *PACIFIC, "--all-readings")
    assert (found["type"], found["ack10_std"], found["bd15_safe"], found["ext90_plain"]) == (
        request_type, "2026-03-17", "2026-03-20", "2026-06-01",
    )  # fmt: skip


def test_one_object_tells_law_receipt_and_due_dates() -> None:
    found = as_object("--type", "delete", "--received", "2026-03-03T10:00", *PACIFIC)
    assert found["received_utc"] == "2026-03-03T18:00:00Z"
    assert (found["received_on"], found["regime"], found["regime_version"]) == ("2026-03-03", "us_ca", "2026")
    assert found["extension"] is None
    assert "ack10_std" not in found
    deadlines = found["deadlines"]
    assert isinstance(deadlines, list)
    assert deadlines[1] == {
        "kind": "answer",
        "rule": "answer",
        "citation": "11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A)",
        "law_status": "verified",
        "plan_by_on": "2026-04-16",
        "last_day_on": "2026-04-17",
        "mail_by_on": "2026-04-10",
        "superseded": False,
    }


@pytest.mark.parametrize(
    ("request_type", "dispatched", "effect", "reason", "kinds"),
    [
        ("delete", "2026-04-16", "strict", None, ["confirm_receipt", "answer", "extension_notice", "extended_answer"]),
        ("delete", "2026-04-17", "lenient", None, ["confirm_receipt", "answer", "extension_notice", "extended_answer"]),
        ("delete", "2026-04-18", "none", "too_late", ["confirm_receipt", "answer", "extension_notice"]),
        ("opt_out", "2026-03-10", "none", "not_extendable_type", ["opt_out"]),
    ],
)
def test_a_dispatched_notice(request_type: str, dispatched: str, effect: str, reason: str | None, kinds: list[str]) -> None:
    found = as_object("--type", request_type, "--received", "2026-03-03T10:00", *PACIFIC, "--extension-dispatched", dispatched)
    extension, deadlines = found["extension"], found["deadlines"]
    assert isinstance(extension, dict)
    assert isinstance(deadlines, list)
    assert (extension["effect"], extension["reason"]) == (effect, reason)
    assert [deadline["kind"] for deadline in deadlines] == kinds
    assert [deadline["kind"] for deadline in deadlines if deadline["superseded"]] == (["answer"] if extension["in_force"] else [])


def test_a_range_gives_one_object_a_line() -> None:
    code, text = asked("--type", "opt_out", "--from", "2025-12-30", "--to", "2026-01-02", "--all-readings", "--json")
    assert code == 0
    rows = [json.loads(line) for line in text.splitlines()]
    assert [row["received_on"] for row in rows] == ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"]
    assert [row["regime_version"] for row in rows] == ["2023", "2023", "2026", "2026"]
    alone = as_object("--type", "opt_out", "--received", "2026-01-02T12:00", *PACIFIC, "--all-readings")
    assert all(alone[name] == value for name, value in rows[3].items())


def test_the_words_tell_each_day_and_its_reason() -> None:
    code, text = asked("--type", "opt_out", "--received", "2026-09-11T10:00", *PACIFIC, "--explain")
    assert code == 0
    for words in (
        "opt_out           plan by Wed 2026-09-30   last day Mon 2026-10-05   11 CCR 7026(f)",
        "Fri 2026-09-25  not counted (State holidays): Native American Day (Gov. Code 6700)",
        "Sat 2026-09-26  day 12 (Civ. Code 9)",
        "Fri 2026-10-02  Monday to Friday without federal holidays",
        "Received 2026-09-11T17:00:00Z, stated in the time zone America/Los_Angeles.",
        "Its legal date is Fri 2026-09-11, the calendar date in America/Los_Angeles. It is day 0, and nothing pauses the clock.",
        "How sure: the text was read at a source.",
        "It is late only after Mon 2026-10-05.",
        "Rule opt_out of us_ca, version 2026, SHA-256 ",
    ):
        assert words in text


def test_every_step_and_reading_has_words() -> None:
    for request_type in RequestType:
        code, text = asked("--type", request_type, "--received", "2027-05-20T10:00", *PACIFIC, "--explain", "--all-readings")
        assert code == 0
        assert "None" not in text
        if request_type is RequestType.OPT_IN:
            assert "sets no date for this type" in text


def test_the_explanation_as_json_names_sections() -> None:
    found = as_object("--type", "delete", "--received", "2026-05-20T13:00", *PACIFIC, "--explain")
    explanations = found["explanations"]
    assert isinstance(explanations, list)
    moved = [step for step in explanations[1]["steps"] if step["step"] == "moved_back"]
    assert moved[0]["on"] == "2026-07-03"
    assert {reason["citation"] for reason in moved[0]["reasons"]} == {"5 U.S.C. 6103(b)", "Cal. Rules of Court, rule 1.11", "Civ. Code 7.1"}


RECEIVED = ["--type", "delete", "--received", "2026-03-03T10:00"]
RANGE = ["--type", "delete", "--from", "2026-01-01", "--to", "2026-02-01"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "There is no request type ''"),
        (["--type", "forget"], "There is no request type 'forget'"),
        (["--type", "delete"], "No time of receipt was given"),
        (RECEIVED, "No time zone was given"),
        ([*RECEIVED, "--zone", "Mars"], "The time zone 'Mars' is not known"),
        ([*RECEIVED, *PACIFIC, "--fold", "2"], "The fold '2' is neither 0 nor 1"),
        ([*RECEIVED, *PACIFIC, "--regime", "us_nv"], "There is no regime 'us_nv'"),
        ([*RECEIVED, *PACIFIC, "--extension-dispatched", "2026-02-30"], "The date '2026-02-30' of --extension-dispatched"),
        ([*RECEIVED, *PACIFIC, "--extension-dispatched", "20260402"], "The date '20260402' of --extension-dispatched"),
        ([*RECEIVED, *PACIFIC, "--extension-dispatched", "2026-03-02"], "The notice left on 2026-03-02"),
        (["--type", "delete", "--received", "2026-02-31T10:00", *PACIFIC], "The time of receipt '2026-02-31T10:00' cannot be read"),
        (["--type", "delete", "--received", "2022-06-01T10:00", *PACIFIC], "No version of us_ca was in force on 2022-06-01"),
        (["--type", "delete", "--received", "2036-12-01T10:00", *PACIFIC], "lies outside the holiday tables"),
        (["--type", "delete", "--received", "9999-12-31T10:00", *PACIFIC], "lies outside the holiday tables"),
        (["--type", "delete", "--from", "2026-01-01", "--all-readings", "--json"], "A range needs both ends"),
        (RANGE, "A range is written as every reading in JSON"),
        ([*RANGE, "--all-readings"], "A range is written as every reading in JSON"),
        ([*RANGE, "--all-readings", "--json", "--explain"], "A range goes without"),
        (["--type", "delete", "--from", "2026-02-01", "--to", "2026-01-01", "--all-readings", "--json"], "The range ends on 2026-01-01"),
        (["--type", "delete", "--from", "2026-01-01", "--to", "9999-12-31", "--all-readings", "--json"], "lies outside the holiday tables"),
        (["--type", "delete", "--from", "2036-06-01", "--to", "2036-12-31", "--all-readings", "--json"], "lies outside the holiday tables"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = asked(*arguments)
    told = capsys.readouterr().err
    assert (code, text) == (2, "")
    assert words in told
    assert told.endswith(".\n")
    assert told.count("\n") == 1
