"""``caseapp backup``: what it says of the copy it made."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path

import pytest

from caseapp.cli import backup
from caseapp.services.trouble import Trouble

STORE = ["--operator", "admin", "--passphrase-file", "-"]


def run(made: Path, *arguments: str) -> tuple[int, str]:
    parser, out = ArgumentParser(), StringIO()
    backup.add_arguments(parser)
    code = backup.run(parser.parse_args([*STORE, *arguments]), lambda: made, out)
    return code, out.getvalue()


def test_it_tells_where_the_copy_is_and_how_large(tmp_path: Path) -> None:
    made = tmp_path / "backup-20261124T113000Z.db"
    made.write_bytes(bytes(12_345))
    code, said = run(made)
    assert code == 0
    assert said == f"Backup made and read through: {made} (12,345 bytes). It opens with the same keys; keep keys.json with it.\n"
    code, said = run(made, "--json")
    assert (code, json.loads(said)) == (0, {"file": str(made), "bytes": 12_345, "checked": True})


def test_a_copy_that_is_not_good_is_trouble(tmp_path: Path) -> None:
    def fail() -> Path:
        raise Trouble("backup_not_good", check="pages")

    parser = ArgumentParser()
    backup.add_arguments(parser)
    with pytest.raises(Trouble):
        backup.run(parser.parse_args(STORE), fail, StringIO())
