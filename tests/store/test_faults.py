"""What the disk, another writer or a kill can do, and what is left afterwards."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble
from caseapp.store.copying import check_copy
from caseapp.store.engine import Store, open_store
from tests.store import things
from tests.store.conftest import KEY

KILLS = 10


def add_cases(store: Store, numbers: range) -> None:
    """Add large cases, each in a transaction of its own."""
    for number in numbers:
        with store.unit_of_work() as uow:
            uow.cases.add(things.a_case(f"c{number}", words="w" * 4000))
            uow.commit()


def test_a_full_disk_keeps_what_was_there_and_recovers_when_there_is_room(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case())
        uow.commit()
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        # The limit belongs to a connection, and the pool hands out the one given back last.
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
    with pytest.raises(Trouble) as refused:
        add_cases(store, range(2, 50))
    assert refused.value.code == "disk_full"
    with store.unit_of_work() as uow:
        kept = uow.cases.where()
    assert [case.id for case in kept] == [f"c{number}" for number in range(1, len(kept) + 1)]
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        lines = connection.exec_driver_sql("SELECT count(*) FROM case_index").scalar_one()
    assert lines == len(kept)
    add_cases(store, range(90, 99))


def test_two_writers_wait_for_each_other_and_then_say_so(store: Store, store_path: Path) -> None:
    other = Store(store_path, KEY, busy_timeout_ms=20)
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case())
        with pytest.raises(Trouble) as refused, other.unit_of_work():
            pass
        assert refused.value.code == "store_busy"
        # A reader waits for nobody and sees what was committed.
        assert other.queries.case_id_of("2026-000001") is None
        uow.commit()
    assert other.queries.case_id_of("2026-000001") == "c1"
    with other.unit_of_work() as uow:
        uow.cases.replace(uow.cases.get("c1"))
        uow.commit()
    other.close()


def test_a_thing_without_its_parent_is_refused_at_commit_and_names_nobody(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.parties.add(things.a_party(case_id="c7", name="Quetzal"))
        with pytest.raises(sa.exc.IntegrityError) as bug:
            uow.commit()
    assert "Quetzal" not in str(bug.value)
    with store.unit_of_work() as uow:
        assert uow.parties.where() == ()


def test_parents_may_be_added_after_what_hangs_on_them(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.deadlines.add(things.a_deadline())
        uow.requests.add(things.a_request())
        uow.cases.add(things.a_case())
        uow.commit()
    assert store.queries.case_detail("c1").deadlines == (things.a_deadline(),)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_events SET action = 'nothing'",
        "DELETE FROM case_events",
        "UPDATE event_salts SET salt = x'00'",
        "INSERT OR REPLACE INTO case_events SELECT * FROM case_events",
    ],
)
def test_the_database_itself_refuses_to_change_the_history(store: Store, statement: str) -> None:
    with store.unit_of_work() as uow:
        uow.history.append(things.an_entry(), {"name": b"0123456789abcdef"})
        uow.commit()
    with store.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError, match="append-only"):
        connection.exec_driver_sql(statement)
    with store.unit_of_work() as uow:
        assert uow.history.entries() == (things.an_entry(),)


def test_a_salt_can_be_destroyed(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.history.append(things.an_entry(), {"name": b"0123456789abcdef"})
        uow.commit()
    with store.engine.connect() as connection:
        connection.exec_driver_sql("DELETE FROM event_salts")
        connection.commit()
        assert connection.exec_driver_sql("SELECT count(*) FROM event_salts").scalar() == 0


def test_a_rule_broken_in_the_middle_leaves_no_half_case(store: Store) -> None:
    def act() -> None:
        with store.unit_of_work() as uow:
            uow.cases.add(things.a_case())
            uow.requests.add(things.a_request())
            raise DomainError("receipt_in_future", "received_on")

    with pytest.raises(DomainError):
        act()
    assert store.queries.case_id_of("2026-000001") is None


WRITER = """
import sys
from pathlib import Path
from caseapp.store.engine import open_store
from tests.store import things
from tests.store.conftest import KEY

# All writers are started at once, since starting takes longer than writing; each waits for its turn.
sys.stdin.read(1)
store = open_store(Path(sys.argv[1]), KEY)
with store.unit_of_work() as uow:
    number = len(uow.cases.where())
with open(sys.argv[2], "ab", buffering=0) as acknowledged:
    acknowledged.write(b"ready ")
    while True:
        number += 1
        with store.unit_of_work() as uow:
            id = f"c{uow.next_number('case-2026')}"
            uow.cases.add(things.a_case(id))
            uow.requests.add(things.a_request(f"r{number}", id))
            uow.parties.add(things.a_party(f"p{number}", id, name=f"Name {number}"))
            seq, hash = uow.history.head()
            uow.history.append(things.an_entry(seq + 1, hash, case_id=id), {})
            uow.commit()
        acknowledged.write(b"%d " % number)
"""


def start_writer(store_path: Path, acknowledged: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(store_path), str(acknowledged)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE)


def write_and_kill(writer: subprocess.Popen[bytes], acknowledged: Path, seconds: float, *, least: int) -> list[int]:
    """Let a writer write for a while and until it acknowledged so many, kill it, and return the numbers it acknowledged."""
    assert writer.stdin is not None
    writer.stdin.write(b"!")
    writer.stdin.flush()
    while not acknowledged.exists() or b"ready" not in acknowledged.read_bytes():
        assert writer.poll() is None
    until = time.monotonic() + seconds
    while time.monotonic() < until or len(acknowledged.read_bytes().split()) <= least:
        assert writer.poll() is None
    os.kill(writer.pid, signal.SIGKILL)
    return [int(word) for word in acknowledged.read_bytes().split()[1:]]


def test_a_killed_writer_loses_nothing_it_acknowledged_and_leaves_nothing_half(store_path: Path, tmp_path: Path) -> None:
    chance = random.Random(20261124)
    files = [tmp_path / f"acknowledged-{number}" for number in range(KILLS)]
    writers = [start_writer(store_path, file) for file in files]
    try:
        for number, (writer, file) in enumerate(zip(writers, files, strict=True)):
            # On a slow machine too there is something to lose; one in four may be killed in its first write.
            numbers = write_and_kill(writer, file, chance.uniform(0, 0.15), least=2 if number % 4 else 0)
            writer.communicate()
            store = open_store(store_path, KEY)
            with store.unit_of_work() as uow:
                cases, requests, parties = uow.cases.where(), uow.requests.where(), uow.parties.where()
                entries = uow.history.entries(limit=10**9)
            with store.engine.connect() as connection:
                lines = connection.exec_driver_sql("SELECT count(*) FROM case_index").scalar_one()
            store.close()
            check_copy(store_path, KEY)
            assert len(cases) == len(requests) == len(parties) == len(entries) == lines
            assert len(cases) >= max(numbers, default=0)
            assert [case.number for case in cases] == [f"2026-{number:06d}" for number in range(1, len(cases) + 1)]
            assert all(later.prev_hash == earlier.hash for earlier, later in zip(entries, entries[1:], strict=False))
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    assert len(cases) > KILLS
