"""``caseapp generate``: invented cases, and never in what may be a real record."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest

from caseapp.cli import generate


def run(folder: Path, *arguments: str) -> tuple[int, str, list[tuple[int, int]]]:
    parser, out = ArgumentParser(), StringIO()
    generate.add_arguments(parser)
    asked: list[tuple[int, int]] = []

    def fill(count: int, seed: int) -> int:
        asked.append((count, seed))
        return count + 10_000

    store = ["--operator", "admin", "--passphrase-file", "-", "--data-dir", str(folder)]
    code = generate.run(parser.parse_args([*store, *arguments]), fill, out)
    return code, out.getvalue(), asked


def test_a_practice_folder_is_filled(tmp_path: Path) -> None:
    code, said, asked = run(tmp_path / "office-practice", "--count", "2500", "--seed", "7")
    assert (code, asked) == (0, [(2500, 7)])
    assert said == "2,500 invented cases added; the store has 12,500 cases now.\n"


def test_a_real_record_is_refused_unless_it_is_said_to_be_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, asked = run(tmp_path / "office")
    assert (code, said, asked) == (2, "", [])
    error = capsys.readouterr().err
    assert "never enter a real record" in error
    assert "--not-practice" in error
    assert run(tmp_path / "office", "--not-practice")[2] == [(1000, 1)]


def test_json_tells_the_same(tmp_path: Path) -> None:
    code, said, _ = run(tmp_path / "x-practice", "--count", "5", "--json")
    assert (code, json.loads(said)) == (0, {"added": 5, "cases": 10_005, "seed": 1})


@pytest.mark.parametrize("count", ["0", "-3", "1000001", "many", ""])
def test_a_count_is_a_whole_number_in_its_bounds(tmp_path: Path, count: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(tmp_path / "x-practice", "--count", count)
    assert refused.value.code == 2
    assert "whole number from 1 to 1,000,000" in capsys.readouterr().err
