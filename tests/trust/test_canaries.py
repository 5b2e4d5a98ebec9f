"""Two hundred fields, one word in each: after a working day, a lock or a kill no file that was written holds any of them."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import signal
import stat
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.bootstrap.house import House
from caseapp.host.logging_setup import start_log, stop_log
from caseapp.vault.cost import QUICK_COST
from tests.fakes.real_parts import real_law, real_press
from tests.house import PASSPHRASE, TestHouse
from tests.trust.story import MARK, play

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and kills of POSIX")


def _spellings() -> tuple[bytes, ...]:
    """The mark as it would look raw, in two-byte text, and inside base64 at each of its three offsets, and in hexadecimal."""
    shifted = [base64.b64encode(b"\0" * offset + MARK.encode())[4 if offset else 0 : -4] for offset in range(3)]
    return (MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"), MARK.encode().hex().encode(), *shifted)


def _found_in(*folders: Path) -> list[str]:
    found = []
    for folder in folders:
        for file in folder.rglob("*"):
            if not file.is_file():
                continue
            content = file.read_bytes()
            shapes = [content]
            if content[:1] == b"\x78":
                with contextlib.suppress(zlib.error):
                    shapes.append(zlib.decompress(content))
            found += [f"{file.name}: {spelling!r}" for shape in shapes for spelling in _spellings() if spelling in shape]
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let everything that makes temporary files make them here."""
    import tempfile

    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


@pytest.fixture
def log_folder(tmp_path: Path) -> Iterator[Path]:
    """Log everything there is, also of the libraries."""
    root = logging.getLogger()
    level = root.level
    handler = start_log(tmp_path / "data", level=logging.DEBUG)
    loud = [logging.getLogger(name) for name in ("sqlalchemy", "sqlalchemy.engine", "alembic", "reportlab", "caseapp")]
    before = [logger.level for logger in loud]
    for logger in (root, *loud):
        logger.setLevel(logging.DEBUG)
    logging.getLogger("caseapp").debug("the day begins")
    yield tmp_path / "data"
    stop_log(handler)
    root.setLevel(level)
    for logger, old in zip(loud, before, strict=True):
        logger.setLevel(old)


def test_the_search_finds_what_lies_open(tmp_path: Path) -> None:
    """A test that cannot fail proves nothing."""
    for name, content in (
        ("raw", MARK.encode()),
        ("wide", MARK.encode("utf-16-le")),
        ("base64", base64.b64encode(b"x" + MARK.encode() + b"yz")),
        ("packed", zlib.compress(MARK.encode() * 9)),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_bytes(content)
        assert _found_in(tmp_path / name), name


def test_no_word_of_a_person_in_any_file_after_a_day_and_a_lock(tmp_path: Path, own_home: Path, temporary: Path, log_folder: Path) -> None:
    house = TestHouse(tmp_path / "data")
    play(house)
    house.house.back_up()
    assert _found_in(tmp_path) == []
    house.house.lock(house.desk)
    house.close()
    assert _found_in(tmp_path) == []
    logs = [file for file in log_folder.rglob("*.log*") if file.is_file()]
    assert any(file.stat().st_size for file in logs), "the log was written, so that its silence means something"


@POSIX
def test_no_word_of_a_person_in_any_file_after_a_kill(tmp_path: Path, own_home: Path, temporary: Path) -> None:
    child = os.fork()
    if child == 0:  # pragma: no cover - the child never returns
        try:
            house = TestHouse(tmp_path / "data")
            play(house)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the story was played to its end, then killed"
    assert (tmp_path / "data" / "office" / "caseapp.db-wal").exists()
    assert _found_in(tmp_path) == []
    again = House(tmp_path / "data", cost=QUICK_COST)
    again.adopt(real_law(), real_press())
    desk = again.unlock("r.chen", PASSPHRASE)
    with desk.uow() as uow:
        assert any(MARK in party.name for party in uow.parties.where()), "and nothing of it was lost"
    again.close()


@POSIX
def test_every_file_is_the_owners_alone(tmp_path: Path, own_home: Path) -> None:
    before = os.umask(0)
    try:
        house = TestHouse(tmp_path / "data")
        play(house)
        house.house.back_up()
        house.house.lock(house.desk)
        house.close()
    finally:
        os.umask(before)
    for folder in (tmp_path / "data", own_home):
        for file in (folder, *folder.rglob("*")):
            if file == own_home or not file.exists():
                continue
            mode = stat.S_IMODE(file.stat().st_mode)
            if own_home in file.parents and file.is_dir():
                continue  # the system's own folders, such as .config
            assert mode & 0o077 == 0, f"{file.relative_to(tmp_path)} has mode {mode:o}"


def test_the_log_of_a_full_story_names_nobody(tmp_path: Path, log_folder: Path) -> None:
    house = TestHouse(tmp_path / "data")
    play(house)
    house.close()
    text = "\n".join(file.read_text(errors="replace") for file in log_folder.rglob("*.log*") if file.is_file())
    for word in (MARK, "Oakland", "94601", "(415) 555-0134", "example.org", PASSPHRASE, "Recovery Services"):
        assert word not in text, word
    assert all(line.isprintable() for line in text.splitlines()), "nothing in it breaks a line"
