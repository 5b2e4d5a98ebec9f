"""Lock, anchor, hardening, diagnostics."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.host.anchor import HeadMovedBack, HeadUnreadable, SeenHead, last_head, remember_head
from caseapp.host.diagnostics import as_text, findings
from caseapp.host.single_instance import SecondCopy, SingleInstance

ROOT = Path(__file__).resolve().parents[2]


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


TRY_LOCK = """
import sys
from pathlib import Path
from caseapp.host.single_instance import SecondCopy, SingleInstance
try:
    SingleInstance(Path(sys.argv[1])).acquire()
except SecondCopy as error:
    print(error)
    sys.exit(3)
"""


def test_a_second_program_on_the_same_folder_is_refused_and_told_nothing_personal(tmp_path: Path):
    folder = tmp_path / "Maria Lopez"
    with SingleInstance(folder) as instance:
        instance.acquire()
        with pytest.raises(SecondCopy):
            SingleInstance(folder).acquire()
        second = run_python(TRY_LOCK, str(folder))
        assert (second.returncode, "Maria" in second.stdout + second.stderr) == (3, False)
        with SingleInstance(tmp_path / "other"):
            pass
    assert run_python(TRY_LOCK, str(folder)).returncode == 0


def test_a_killed_program_leaves_no_lock(tmp_path: Path):
    code = TRY_LOCK + "\nimport os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n"
    assert run_python(code, str(tmp_path)).returncode != 0
    with SingleInstance(tmp_path):
        pass


def test_the_last_head_is_remembered_for_each_data_folder(tmp_path: Path):
    settings, office, practice = tmp_path / "settings", tmp_path / "office", tmp_path / "office-practice"
    assert last_head(settings, office) is None
    remember_head(settings, office, seq=7, hash="ab")
    remember_head(settings, office, seq=7, hash="ab")
    remember_head(settings, office, seq=9, hash="cd")
    assert last_head(settings, office) == SeenHead(seq=9, hash="cd")
    assert last_head(settings, practice) is None
    assert not any("office" in path.name for path in (settings / "heads").iterdir())
    assert not office.exists()


@pytest.mark.parametrize(("seq", "hash"), [(8, "zz"), (9, "zz"), (0, "")])
def test_an_older_or_another_head_is_not_taken_unless_somebody_says_so(tmp_path: Path, seq: int, hash: str):
    remember_head(tmp_path, tmp_path, seq=9, hash="cd")
    with pytest.raises(HeadMovedBack) as caught:
        remember_head(tmp_path, tmp_path, seq=seq, hash=hash)
    assert (caught.value.seen.seq, caught.value.given.seq) == (9, seq)
    assert last_head(tmp_path, tmp_path) == SeenHead(seq=9, hash="cd")
    remember_head(tmp_path, tmp_path, seq=seq, hash=hash, after_restore=True)
    assert last_head(tmp_path, tmp_path) == SeenHead(seq=seq, hash=hash)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"seq": "9", "hash": "x"}', b'{"seq": 9}', b"\xff"])
def test_a_damaged_memory_is_told_and_not_taken_for_none(tmp_path: Path, content: bytes):
    remember_head(tmp_path, tmp_path, seq=9, hash="cd")
    (file,) = (tmp_path / "heads").iterdir()
    file.write_bytes(content)
    with pytest.raises(HeadUnreadable):
        last_head(tmp_path, tmp_path)
    with pytest.raises(HeadUnreadable):
        remember_head(tmp_path, tmp_path, seq=10, hash="ef")


HARDEN = """
import ctypes, resource
from caseapp.host.hardening import harden_process
print(*harden_process(), *resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_no_core_is_written_or_piped_away():
    done = run_python(HARDEN if sys.platform == "linux" else "print('core_limit not_dumpable 0 0 0')")
    assert done.stdout.split() == ["core_limit", "not_dumpable", "0", "0", "0"], done.stderr


def test_diagnostics_name_versions_and_no_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("USER", "mlopez")
    folder = tmp_path / "mlopez"
    folder.mkdir(mode=0o700)
    found = findings(folder, app_version="0.1.0")
    values = {one.code: one.value for one in found}
    assert values["app_version"] == "0.1.0"
    assert values["version_cryptography"]
    assert int(values["data_free_mb"]) > 0
    if os.name != "nt":
        assert values["data_folder_private"] == "yes"
    text = as_text(found)
    assert text.count("\n") == len(found)
    for secret in ("mlopez", str(tmp_path), str(Path.home()), os.uname().nodename if os.name != "nt" else "mlopez"):
        assert secret not in text
    assert {one.code: one.value for one in findings(tmp_path / "none" / "such", app_version="0")}["data_folder_exists"] == "no"
