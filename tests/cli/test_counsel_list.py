"""``caseapp counsel-list``: every item with its text, effect, citation, file and line; the policy's promises beside the law."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

from caseapp.cli import counsel_list
from tests.fakes.real_parts import real_law_files

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def run(*arguments: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    counsel_list.add_arguments(parser)
    return counsel_list.run(parser.parse_args(arguments), real_law_files(), out), out.getvalue()


def test_the_object_names_file_and_line_of_every_item() -> None:
    code, text = run("--json")
    found = json.loads(text)
    assert code == 0
    assert len(found["items"]) > 100
    for item in found["items"]:
        lines = (RESOURCES / item["file"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= item["line"] <= len(lines)
        assert item["reason"] in ("from_memory", "own_choice", "not_reviewed")
        assert len(item["fingerprint"]) == 64
    assert [promise["id"] for promise in found["promises"] if promise["is_stale"]] == ["p2", "p4", "p5", "p9", "p11", "p12", "p17"]
    for promise in found["promises"]:
        lines = (RESOURCES / promise["file"]).read_text(encoding="utf-8").splitlines()
        assert lines[promise["line"] - 1] == "[[promise]]"
        assert lines[promise["line"]] == f'id = "{promise["id"]}"'


def test_the_words_can_be_read_by_a_lawyer() -> None:
    code, text = run()
    assert code == 0
    assert "7 of 19 promises of the policy are stale." in text
    assert "limit repeat_correction: from memory\n  11 CCR 7023(g)\n" in text
    assert "count = 6" in text
    assert "promise 12: STALE, the law asks more, and is followed" in text
