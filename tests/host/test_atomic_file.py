"""Small files are old or new, never half, and private."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from caseapp.host import atomic_file
from caseapp.host.atomic_file import write_atomically


def test_a_file_is_written_private_and_replaced_whole(tmp_path: Path):
    file = tmp_path / "f.json"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["f.json"]
    if os.name != "nt":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["fsync", "replace", "open"])
def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    file = tmp_path / "f.json"
    write_atomically(file, b"one")

    def fail(*args: object, **named: object) -> None:
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(atomic_file.os, name, fail)
        with pytest.raises(OSError, match="no space"):
            write_atomically(file, b"two")
    assert file.read_bytes() == b"one"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["f.json"]
