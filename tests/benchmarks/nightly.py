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
from caseapp.services.nightly import run_nightly
from caseapp.store.generate import generate_cases
from caseapp.vault.cost import QUICK_COST
from tests.benchmarks.row import Row
from tests.house import PASSPHRASE, MovableClock, sample_organisation

AIM = 3.0
"""How many times reading and writing the same rows raw it may cost."""

FORBIDDING = ", ".join(f"'{kind}'" for kind in sorted(WAITING_KINDS))
READ = f"SELECT seq, id, kind, last_day_on, version FROM deadlines WHERE state = 'open' AND last_day_on < ? AND kind NOT IN ({FORBIDDING})"
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
        yield Row(
            work=f"nightly job, {requests:,} open requests, {report.missed:,} missed", floor=floor * 1000, ours=ours * 1000, unit="ms",
            aim=floor * 1000 * AIM,
        )  # fmt: skip
        start = time.perf_counter()
        again = run_nightly(desk)
        ours = time.perf_counter() - start
        assert again.changed == 0, "a second run changes nothing"
        yield Row(work="nightly job, run again", floor=floor * 1000, ours=ours * 1000, unit="ms", aim=floor * 1000 * AIM)
        house.close()
        shutil.rmtree(folder, ignore_errors=True)


def _open_all(engine: sa.Engine) -> None:
    """Let every deadline of every request run: the worst night there can be."""
    with engine.begin() as connection:
        connection.execute(
            sa.text(f"UPDATE deadlines SET state = 'open', met_on = NULL WHERE kind NOT IN ({FORBIDDING}, 'verification_purge')")
        )
        # To destroy what was said is other work: it is done case by case, and each has its own entry in the history.
        connection.execute(sa.text("UPDATE deadlines SET state = 'met', met_on = plan_by_on WHERE kind = 'verification_purge'"))


def _raw(engine: sa.Engine, today: str) -> float:
    """Read and write the same rows through the driver in one transaction; return the seconds."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        start = time.perf_counter()
        cursor.execute("BEGIN IMMEDIATE")
        rows = cursor.execute(READ, (today,)).fetchall()  # type: ignore[arg-type, attr-defined]
        cursor.executemany(WRITE, [(row[4] + 1, row[0]) for row in rows])  # type: ignore[arg-type]
        cursor.execute("COMMIT")
        taken = time.perf_counter() - start
    finally:
        raw.close()
    return taken
