"""``caseapp letters verify`` on a real store: exit 0, then a byte is changed under it, and exit 1 with the letter's name."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.cli import entry
from caseapp.cli.letters_verify import run
from caseapp.domain.letters import LetterKind
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_letter, submit_letter
from tests.house import TestHouse


@pytest.fixture
def frozen(house: TestHouse) -> str:
    """Return the id of a letter that was approved."""
    case_id = house.make_case()
    letter_id = draft_letter(house.agent(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    submit_letter(house.agent(), letter_id)
    approve_letter(house.officer(), letter_id)
    return letter_id


def _run(house: TestHouse, *, as_json: bool) -> tuple[int, str]:
    out = io.StringIO()
    return run(Namespace(json=as_json), house.officer(), out), out.getvalue()


def test_a_sound_store_passes(house: TestHouse, frozen: str) -> None:
    assert _run(house, as_json=False) == (0, "1 frozen letter hashed; every one is what was approved.\n")
    code, said = _run(house, as_json=True)
    assert (code, json.loads(said)) == (0, {"checked": 1, "differs": []})


def test_a_byte_changed_in_the_store_is_named(house: TestHouse, frozen: str) -> None:
    with house.house.store.engine.begin() as connection:
        content = connection.execute(sa.text("SELECT content FROM letters WHERE id = :id"), {"id": frozen}).scalar_one()
        changed = bytearray(content)
        changed[len(changed) // 2] ^= 1
        connection.execute(sa.text("UPDATE letters SET content = :content WHERE id = :id"), {"content": bytes(changed), "id": frozen})
    code, said = _run(house, as_json=False)
    assert code == 1
    assert frozen in said
    assert "another SHA-256 than the signed history says" in said
    assert "Reyes" not in said
    code, said = _run(house, as_json=True)
    differs = json.loads(said)["differs"]
    assert code == 1
    assert {one["letter"] for one in differs} == {frozen}
    assert {one["difference"] for one in differs} == {"other_than_stored", "other_than_history"}


def test_the_command_is_read(tmp_path: Path) -> None:
    args = entry.parse(["letters", "verify", "--operator", "r.chen", "--passphrase-file", "-", "--json", "--data-dir", str(tmp_path)])
    assert (args.command, args.letters_act, args.json) == ("letters", "verify", True)
