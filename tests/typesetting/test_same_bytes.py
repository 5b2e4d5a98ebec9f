"""Preview, print and file are the same bytes; made again on another day in another process, they are the same again."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from caseapp.domain.letters import LetterFormat, LetterKind, composed_from_json, composed_to_json
from caseapp.typesetting.press import Press
from tests.typesetting.samples import make_press, sample

_PROGRAM = """
import hashlib
from caseapp.domain.letters import LetterFormat, LetterKind
from tests.typesetting.samples import make_press, sample
press = make_press()
for kind in reversed(LetterKind):
    for format in LetterFormat:
        print(kind, format, hashlib.sha256(press.render(sample(press, kind), format)).hexdigest())
"""


def test_another_process_makes_the_same_bytes(press: Press) -> None:
    ours = {
        f"{kind} {format} {hashlib.sha256(press.render(sample(press, kind), format)).hexdigest()}"
        for kind in LetterKind
        for format in LetterFormat
    }
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        assert set(run.stdout.splitlines()) == ours


@pytest.mark.parametrize("kind", LetterKind)
def test_a_frozen_letter_prints_the_same_bytes_again(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind, recipient_name="Nguyễn Thị Ánh")
    again = composed_from_json(composed_to_json(letter))
    assert make_press().render(again, LetterFormat.LETTER) == press.render(letter, LetterFormat.LETTER)


def test_two_letters_have_two_ids(press: Press) -> None:
    def id_of(**other: str) -> bytes:
        content = press.render(sample(press, LetterKind.DENIAL, **other), LetterFormat.LETTER)
        return bytes(pikepdf.open(io.BytesIO(content)).trailer.ID[0])

    assert id_of(recipient_name="Ana") != id_of(recipient_name="Bea")
    assert id_of(recipient_name="Ana") == id_of(recipient_name="Ana")
