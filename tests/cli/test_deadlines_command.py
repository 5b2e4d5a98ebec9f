"""``caseapp deadlines`` sentence by sentence as it was asked for, for every type of request, held against the second reading."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path

import pytest

from caseapp.cli.deadlines import add_arguments, run
from caseapp.cli.entry import parse
from caseapp.domain.request_type import RequestType
from tests.domain import second_reading
from tests.rulebook.shipped import shipped_rulebook

ROOT = Path(__file__).parents[2]
TYPES = sorted(RequestType)
PACIFIC = "America/Los_Angeles"
# The kinds each type has, and the period of the second reading that gives its days.
ANSWERED = {"confirm_receipt": "confirm_receipt", "answer": "answer", "extension_notice": "answer"}
CLOCKS = {
    "know_categories": ANSWERED,
    "know_specific": ANSWERED,
    "delete": ANSWERED,
    "correct": ANSWERED,
    "opt_out": {"opt_out": "opt_out"},
    "limit": {"limit": "opt_out"},
    "opt_in": {},
    "admt_access": ANSWERED,
    "admt_opt_out": {"admt_opt_out": "opt_out"},
    "admt_appeal": ANSWERED,
}
FROM_2027 = {"admt_access", "admt_opt_out", "admt_appeal"}


def written(*arguments: str) -> list[str]:
    parser = ArgumentParser(prog="caseapp deadlines")
    add_arguments(parser)
    out = io.StringIO()
    assert run(parser.parse_args(arguments), shipped_rulebook(), out) == 0
    return out.getvalue().splitlines()


def one(*arguments: str) -> dict[str, object]:
    found = json.loads("\n".join(written(*arguments, "--json")))
    assert isinstance(found, dict)
    return found


def asked(request_type: str, stamp: str, *more: str, zone: str = PACIFIC) -> dict[str, object]:
    return one("--regime", "us_ca", "--type", request_type, "--received", stamp, "--zone", zone, *more)


def deadlines_of(found: dict[str, object]) -> dict[str, dict[str, object]]:
    deadlines = found["deadlines"]
    assert isinstance(deadlines, list)
    return {each["kind"]: each for each in deadlines}


def test_the_types_are_those_of_the_design() -> None:
    assert {str(one) for one in TYPES} == set(CLOCKS)


@pytest.mark.parametrize("stamp", ["2026-03-07T23:30", "2026-12-18T10:00", "2027-06-30T16:59", "2031-11-11T08:00", "2035-12-31T23:59"])
@pytest.mark.parametrize("request_type", TYPES)
def test_one_object_with_every_clock_of_the_type(request_type: str, stamp: str) -> None:
    found = asked(request_type, stamp)
    assert found["received_on"] == stamp[:10]
    clocks = {} if request_type in FROM_2027 and stamp < "2027" else CLOCKS[request_type]
    told = second_reading.by_date(date.fromisoformat(stamp[:10]))
    deadlines = deadlines_of(found)
    assert set(deadlines) == set(clocks)
    for kind, period in clocks.items():
        assert deadlines[kind]["plan_by_on"] == told[f"{period}_plan_by"]
        assert deadlines[kind]["last_day_on"] == told[f"{period}_last_day"]
        assert deadlines[kind]["mail_by_on"] == (told[f"{period}_mail_by"] or None)
        assert str(deadlines[kind]["citation"])


@pytest.mark.parametrize("sent", [None, 30, 44, 45, 46])
@pytest.mark.parametrize("request_type", TYPES)
def test_all_readings_have_the_columns_of_the_cases_for_any_type(request_type: str, sent: int | None) -> None:
    received_on = date(2027, 1, 5)
    sent_on = None if sent is None else (received_on + timedelta(days=sent)).isoformat()
    more = () if sent_on is None else ("--extension-dispatched", sent_on)
    found = asked(request_type, "2027-01-05T10:00", "--all-readings", *more)
    for column, text in second_reading.row("2027-01-05T10:00", PACIFIC, 0, sent_on or "").items():
        assert ("" if found[column] is None else str(found[column])) == text, column


@pytest.mark.parametrize("request_type", TYPES)
def test_a_dispatched_notice_extends_what_can_be_extended_and_nothing_else(request_type: str) -> None:
    found = asked(request_type, "2027-01-05T10:00", "--extension-dispatched", "2027-02-10")
    extendable = "answer" in CLOCKS[request_type]
    deadlines = deadlines_of(found)
    assert ("extended_answer" in deadlines) is extendable
    extension = found["extension"]
    assert isinstance(extension, dict)
    assert (extension["in_force"], extension["day_number"]) == (extendable, 36)
    if extendable:
        told = second_reading.by_date(date(2027, 1, 5))
        assert deadlines["extended_answer"]["last_day_on"] == told["ext90_plain"] == "2027-04-05"
        assert deadlines["extended_answer"]["plan_by_on"] == told["ext90_safe"]
        assert deadlines["answer"]["superseded"] is True


@pytest.mark.parametrize("request_type", TYPES)
def test_explain_tells_the_rule_and_each_step_of_every_clock(request_type: str) -> None:
    found = asked(request_type, "2027-01-05T10:00", "--explain")
    explanations = found["explanations"]
    assert isinstance(explanations, list)
    assert [each["kind"] for each in explanations] == list(CLOCKS[request_type])
    for each in explanations:
        assert each["citation"]
        assert each["steps"]
        assert deadlines_of(found)[each["kind"]]["plan_by_on"] in each["readings"].values()
    words = "\n".join(written("--type", request_type, "--received", "2027-01-05T10:00", "--zone", PACIFIC, "--explain"))
    for due in deadlines_of(found).values():
        assert str(due["citation"]) in words
        assert str(due["plan_by_on"]) in words


@pytest.mark.parametrize("request_type", TYPES)
def test_without_json_the_same_days_are_told_in_words(request_type: str) -> None:
    text = "\n".join(written("--type", request_type, "--received", "2027-01-05T10:00", "--zone", PACIFIC))
    for due in deadlines_of(asked(request_type, "2027-01-05T10:00")).values():
        assert f"plan by {date.fromisoformat(str(due['plan_by_on'])):%a} {due['plan_by_on']}" in text
        assert f"last day {date.fromisoformat(str(due['last_day_on'])):%a} {due['last_day_on']}" in text


# --- STAMP, ZONE and --fold ---


@pytest.mark.parametrize(
    ("stamp", "zone", "fold", "utc", "on"),
    [
        ("2026-03-07T23:30", PACIFIC, "0", "2026-03-08T07:30:00Z", "2026-03-07"),
        ("2026-03-08T07:30Z", PACIFIC, "0", "2026-03-08T07:30:00Z", "2026-03-07"),
        ("2026-03-08T02:30", PACIFIC, "0", "2026-03-08T10:30:00Z", "2026-03-08"),  # does not exist
        ("2026-11-01T01:30", PACIFIC, "0", "2026-11-01T08:30:00Z", "2026-11-01"),  # occurs twice
        ("2026-11-01T01:30", PACIFIC, "1", "2026-11-01T09:30:00Z", "2026-11-01"),
        ("2026-11-01T01:30", "America/Chicago", "0", "2026-11-01T06:30:00Z", "2026-10-31"),
        ("2026-11-01T01:30", "America/Chicago", "1", "2026-11-01T07:30:00Z", "2026-11-01"),
        ("2026-07-01T08:00", "Asia/Manila", "0", "2026-07-01T00:00:00Z", "2026-06-30"),
    ],
)
def test_a_stamp_is_a_wall_time_of_the_zone_or_an_instant(stamp: str, zone: str, fold: str, utc: str, on: str) -> None:
    found = asked("delete", stamp, "--fold", fold, zone=zone)
    assert (found["received_utc"], found["received_on"], found["received_as_stated"]) == (utc, on, stamp)


def test_an_instant_needs_no_zone() -> None:
    assert one("--type", "delete", "--received", "2026-03-08T07:30Z")["received_on"] == "2026-03-07"


# --- The range ---


def test_a_range_is_one_object_a_line_for_every_day_of_twelve_years_and_equals_the_second_reading() -> None:
    began = time.process_time()
    lines = written("--regime", "us_ca", "--type", "delete", "--from", "2024-01-01", "--to", "2035-12-31", "--all-readings", "--json")
    took = time.process_time() - began
    assert took < 10
    assert len(lines) == 4383
    for offset, line in enumerate(lines):
        received_on = date(2024, 1, 1) + timedelta(days=offset)
        row = json.loads(line)
        assert row["received_on"] == received_on.isoformat()
        told = second_reading.by_date(received_on)
        assert {name: "" if value is None else str(value) for name, value in row.items() if name in told} == {
            name: text for name, text in told.items() if not name.endswith(("_plan_by", "_last_day", "_mail_by"))
        }


@pytest.mark.parametrize("request_type", TYPES)
def test_a_range_is_there_for_every_type(request_type: str) -> None:
    lines = written("--type", request_type, "--from", "2026-12-31", "--to", "2027-01-01", "--all-readings", "--json")
    rows = [json.loads(line) for line in lines]
    assert [(row["received_on"], row["type"], row["regime_version"]) for row in rows] == [
        ("2026-12-31", request_type, "2026"),
        ("2027-01-01", request_type, "2027"),
    ]


# --- One sentence, exit 2 ---


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--bogus"], "There is no argument --bogus here; leave it out"),
        (["--type"], "The argument --type has no value; add one"),
        (["--type", "delete", "more"], "There is no argument more here; leave it out"),
        (["--typ", "delete"], "There is no argument --typ delete here; leave it out"),
        (["--json=yes"], "The argument --json takes no value; leave the value out"),
    ],
)
def test_what_the_parser_refuses_is_one_sentence_too(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["deadlines", *arguments])
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err.startswith(words)
    assert told.err.endswith(".\n")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "There is no command 'nothing'; use one of"),
        (["demo"], "Something is missing; add --out"),
    ],
)
def test_other_commands_refuse_in_one_sentence(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(arguments)
    told = capsys.readouterr().err
    assert told.startswith(words)
    assert told.count("\n") == 1


def program(*arguments: str, zone: str = "UTC") -> subprocess.CompletedProcess[str]:
    """Run the program itself on a workstation that stands in `zone`."""
    return subprocess.run(
        [sys.executable, "-m", "caseapp", "deadlines", *arguments],
        capture_output=True, text=True, cwd=ROOT, env=os.environ | {"TZ": zone}, check=False,
    )  # fmt: skip


def test_the_program_itself_answers_and_refuses() -> None:
    done = program("--type", "opt_out", "--received", "2026-03-07T23:30", "--zone", PACIFIC, "--json")
    assert (done.returncode, done.stderr, json.loads(done.stdout)["received_on"]) == (0, "", "2026-03-07")
    refused = program("--type", "opt_out", "--received", "yesterday", "--zone", PACIFIC)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1


def test_the_zone_of_the_workstation_changes_nothing() -> None:
    arguments = ("--type", "delete", "--received", "2026-11-01T01:30", "--zone", PACIFIC, "--fold", "1", "--all-readings", "--json")
    told = {program(*arguments, zone=zone).stdout for zone in ("America/Los_Angeles", "Asia/Manila", "Pacific/Kiritimati")}
    assert len(told) == 1
    assert json.loads(told.pop())["received_date_pacific"] == "2026-11-01"
