"""A backup, a migration or a restore that is killed leaves the old or the new, whole, and can be run again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from caseapp.store import migrate
from caseapp.store.backup import restore
from caseapp.store.copying import check_copy, copy_store
from caseapp.store.engine import Store, encrypted_engine, open_store
from caseapp.store.schema_version import stored_revision
from tests.store import things
from tests.store.conftest import KEY
from tests.store.test_backup import NOW
from tests.store.test_migrations import write_second

KILLS = 4
CASES = 300

BEGIN = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from caseapp.store.backup import back_up, restore
from caseapp.store.engine import Store, encrypted_engine
from caseapp.store.migrate import bring_up_to_date

path, folder = Path(sys.argv[1]), Path(sys.argv[2])
key, at = bytes(range(32)), datetime(2026, 11, 24, tzinfo=UTC)
sys.stdin.read(1)
print("begun", flush=True)
"""

BACKUP = """
store = Store(path, key)
while True:
    at += timedelta(seconds=1)
    back_up(store, folder / "backups", at=at)
"""

MIGRATE = """
bring_up_to_date(path, key, encrypted_engine, folder / "backups", scripts=folder / "migrations")
"""

RESTORE = """
while True:
    at += timedelta(seconds=1)
    restore(folder / "copy.db", path, key, at=at)
"""


@pytest.fixture
def full(store_path: Path) -> Path:
    store = Store(store_path, KEY)
    with store.unit_of_work() as uow:
        for number in range(CASES):
            uow.cases.add(things.a_case(f"c{number}", words="w" * 500))
        uow.commit()
    store.close()
    return store_path


def count(path: Path) -> int:
    store = Store(path, KEY)
    with store.unit_of_work() as uow:
        found = len(uow.cases.where())
    store.close()
    return found


def kill_several(program: str, path: Path, folder: Path, after_each: Callable[[], None]) -> None:
    """Run a program, kill it at a moment nobody chose, and look; several times."""
    chance = random.Random(7)
    command = [sys.executable, "-c", BEGIN + program, str(path), str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    jobs = [subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) for _ in range(KILLS)]
    try:
        for job in jobs:
            job.stdin.write(b"!")
            job.stdin.flush()
            assert job.stdout.readline() == b"begun\n"
            until = time.monotonic() + chance.uniform(0, 0.12)
            while time.monotonic() < until:
                pass
            os.kill(job.pid, signal.SIGKILL)
            job.communicate()
            after_each()
    finally:
        for job in jobs:
            job.kill()
            job.communicate()


def test_a_killed_backup_is_no_backup(full: Path, tmp_path: Path) -> None:
    def look() -> None:
        assert count(full) == CASES
        for made in (tmp_path / "backups").glob("*.db"):
            check_copy(made, KEY)
            assert count(made) == CASES

    kill_several(BACKUP, full, tmp_path, look)


def test_a_killed_migration_is_old_or_new_and_runs_again(full: Path, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", scripts, ignore=shutil.ignore_patterns("__pycache__"))
    write_second(scripts, 'op.execute("UPDATE cases SET words = words || words")')

    def look() -> None:
        assert count(full) == CASES
        engine = encrypted_engine(full, KEY)
        assert stored_revision(engine) in ("0001", "0002")
        engine.dispose()
        check_copy(full, KEY)

    kill_several(MIGRATE, full, tmp_path, look)
    migrate.bring_up_to_date(full, KEY, encrypted_engine, tmp_path / "backups", scripts=scripts)
    engine = encrypted_engine(full, KEY)
    assert stored_revision(engine) == "0002"
    engine.dispose()


def test_a_killed_restore_never_leaves_the_house_without_a_store(full: Path, tmp_path: Path) -> None:
    copy_store(full, KEY, tmp_path / "copy.db")

    def look() -> None:
        check_copy(full, KEY)
        assert count(full) == CASES

    kill_several(RESTORE, full, tmp_path, look)
    restore(tmp_path / "copy.db", full, KEY, at=NOW)
    open_store(full, KEY).close()
