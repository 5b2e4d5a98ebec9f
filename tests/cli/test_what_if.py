"""``caseapp what-if``: what a day or a draft would touch, and one sentence for what cannot be tried."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest

from caseapp.cli import what_if
from tests.house import TestHouse
from tests.services.test_what_if import draft

STORE = ["--operator", "admin", "--passphrase-file", "-"]


def run(house: TestHouse, *arguments: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    what_if.add_arguments(parser)
    return what_if.run(parser.parse_args([*STORE, *arguments]), house.admin(), out), out.getvalue()


def test_a_day_is_told_as_an_object_and_in_words(house: TestHouse) -> None:
    house.make_case("opt_out")
    code, text = run(house, "--day", "2026-03-18", "--days-ahead", "20", "--json")
    found = json.loads(text)
    assert code == 0
    assert found["open"] == [
        {
            "type": "opt_out",
            "kind": "opt_out",
            "received_on": "2026-03-03",
            "cases": 1,
            "numbers": ["2026-000001"],
            "plan_days": 0,
            "last_days": 1,
        }
    ]
    assert found["future"][0]["types"] == ["know_categories", "know_specific", "delete", "correct"]
    code, text = run(house, "--day", "2026-03-18")
    assert text.startswith("2026-03-18: 1 open deadlines would move once it counts.\n")
    assert "opt_out opt_out, received 2026-03-03, 1 cases (2026-000001): plan day stays, last day +1" in text


def test_a_draft_is_told_too(house: TestHouse, tmp_path: Path) -> None:
    house.make_case("delete")
    code, text = run(house, "--draft", str(draft(tmp_path, ("count = 45", "count = 30"))))
    assert code == 0
    assert "open cases keep their version and do not move" in text
    assert "plan day -" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name one thing to try"),
        (["--day", "2026-03-18", "--draft", "x.toml"], "Name one thing to try"),
        (["--day", "18.3."], "The date '18.3.' of --day cannot be read"),
        (["--day", "2026-03-18", "--by", "mayor"], "'mayor' appoints no holiday"),
        (["--day", "2026-03-18", "--days-ahead", "0"], "'0' is no number of days ahead"),
    ],
)
def test_bad_input_is_one_sentence(house: TestHouse, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(house, *arguments) == (2, "")
    told = capsys.readouterr().err
    assert words in told
    assert told.count("\n") == 1
