"""The nightly job over open requests that are all past their days, against the same rows read and written raw on the same file."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from caseapp.bootstrap.house import FirstPerson, House
from caseapp.domain.deadline_kinds import WAITING_KINDS
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.services.nightly import run_nightly
from caseapp.store.generate import generate_cases
from caseapp.vault.cost import QUICK_COST
from tests.benchmarks.row import Row
from tests.house import PASSPHRASE, MovableClock, sample_organisation

AIM = 3.0
"""How many times reading and writing the same rows raw it may cost."""

FORBIDDING = ", ".join(f"'{kind}'" for kind in sorted(WAITING_KINDS))
READ = f"SELECT seq, id, kind, last_day_on, version FROM deadlines WHERE state = 'open' AND last_day_on < ? AND kind NOT IN ({FORBIDDING})"
PURGE = "kind = 'verification_purge' AND state IN ('open', 'missed') AND plan_by_on <= ?"
NEEDED = (
    "EXISTS (SELECT 1 FROM requests r WHERE r.case_id = deadlines.case_id AND r.status <> 'closed' AND r.type NOT IN "
    f"({', '.join(repr(str(kind)) for kind in sorted(NEVER_VERIFIED))}))"
)
FIND_PURGE = f"SELECT DISTINCT case_id FROM deadlines WHERE {PURGE} AND NOT {NEEDED}"
MEET_PURGE = f"UPDATE deadlines SET state = 'met_late', met_on = ?1 WHERE case_id = ?2 AND {PURGE.replace('?', '?1')}"
EVENT = (
    "INSERT INTO floor_events (seq, at, zone, monotonic_ns, operator_id, role, action, case_id, thing, thing_id, facts, digests, "
    "app_version, prev_hash, hash, signature) VALUES (1, '2026-11-24 09:00:00.000000', 'America/Los_Angeles', 1, ?1, 'privacy_officer', "
    "'claimed_values_destroyed', ?2, 'case', ?2, '[[\"count\", \"1\"]]', '[]', '1.0', ?3, ?4, ?5)"
)
WRITE = "UPDATE deadlines SET state = 'missed', version = ? WHERE seq = ?"


def nightly_rows(requests: int) -> Iterator[Row]:
    """Open as many requests, let their days pass, and measure one night; then a second one, which finds nothing."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office-practice"
        clock = MovableClock()
        house = House(folder, clock=clock, cost=QUICK_COST)
        organisation, lines, clients = sample_organisation(clock.now_at())
        desk, _ = house.create(FirstPerson(login="r.chen", name="Rita Chen", passphrase=PASSPHRASE), organisation, lines, clients)
        generate_cases(house.store.engine, requests, rulebook=house.rulebook, today=desk.today(), operator_id=desk.operator.id)
        _open_all(house.store.engine)
        today = desk.today() + timedelta(days=400)
        clock.advance(days=400)
        floor = _raw(house.store.engine, today.isoformat())
        _open_all(house.store.engine)
        start = time.perf_counter()
        report = run_nightly(desk)
        ours = time.perf_counter() - start
        assert report.missed > 0, "nothing to measure"
        assert report.values_destroyed > 0, "nothing to measure"
        done = f"{report.missed:,} missed, {report.values_destroyed:,} values"
        aim = floor * 1000 * AIM
        yield Row(work=f"nightly job, {requests:,} cases, {done}", floor=floor * 1000, ours=ours * 1000, unit="ms", aim=aim)
        start = time.perf_counter()
        again = run_nightly(desk)
        ours = time.perf_counter() - start
        assert again.changed == 0, "a second run changes nothing"
        yield Row(work="nightly job, run again", floor=floor * 1000, ours=ours * 1000, unit="ms", aim=floor * 1000 * AIM)
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


def _open_all(engine: sa.Engine) -> None:
    """Let every deadline of every request run, and put back what callers said: the worst night there can be."""
    with engine.begin() as connection:
        connection.execute(sa.text(f"UPDATE deadlines SET state = 'open', met_on = NULL WHERE kind NOT IN ({FORBIDDING})"))
        connection.execute(
            sa.text(
                "INSERT INTO claimed_values (id, case_id, point, sealed, said_at, said_to, version) "
                "SELECT hex(randomblob(16)), id, 'birth_year', randomblob(120), created_at, created_by, 1 FROM cases "
                "WHERE id NOT IN (SELECT case_id FROM claimed_values)"
            )
        )


def _raw(engine: sa.Engine, today: str) -> float:
    """Read, write and delete the same rows through the driver in one transaction, and add a plain row for each entry of the history."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("CREATE TABLE floor_events AS SELECT * FROM case_events WHERE 0")
        raw.commit()
        start = time.perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        rows = cursor.execute(READ, (today,)).fetchall()  # type: ignore[arg-type, attr-defined]
        cursor.executemany(WRITE, [(row[4] + 1, row[0]) for row in rows])  # type: ignore[arg-type]
        due = cursor.execute(FIND_PURGE, (today,)).fetchall()  # type: ignore[arg-type, attr-defined]
        cursor.executemany(MEET_PURGE, [(today, row[0]) for row in due])  # type: ignore[arg-type]
        cursor.executemany("DELETE FROM claimed_values WHERE case_id = ?", due)
        cursor.executemany(EVENT, [("a" * 32, row[0], "b" * 64, "c" * 64, b"d" * 64) for row in due])  # type: ignore[arg-type]
        cursor.execute("COMMIT")
        taken = time.perf_counter() - start
        cursor.execute("DROP TABLE floor_events")
        raw.commit()
    finally:
        raw.close()
    return taken
