"""Reads at 100,000 cases against the same SQL run raw on the same file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import sqlalchemy as sa

from caseapp.bootstrap.house import FirstPerson, House
from caseapp.services.views import CaseView
from caseapp.store.generate import generate_cases
from caseapp.vault.cost import QUICK_COST
from tests.benchmarks.row import FRAME_MS, Row, median_ms
from tests.house import PASSPHRASE, MovableClock, sample_organisation

CASES = 100_000
ROUNDS = 15


def reading_rows(count: int = CASES) -> Iterator[Row]:
    """Generate the cases, then measure each read and the SQL it sends."""
    with tempfile.TemporaryDirectory() as place:
        clock = MovableClock()
        house = House(Path(place) / "office-practice", clock=clock, cost=QUICK_COST)
        organisation, lines, clients = sample_organisation(clock.now_at())
        desk, _ = house.create(FirstPerson(login="r.chen", name="Rita Chen", passphrase=PASSPHRASE), organisation, lines, clients)
        generate_cases(house.store.engine, count, rulebook=house.rulebook, today=desk.today(), operator_id=desk.operator.id)
        today, me, queries = desk.today(), desk.operator.id, desk.queries
        first = today.replace(day=1)
        page = queries.case_list(CaseView.OPEN, today=today, operator_id=me)
        case_id = page.rows[0].case_id
        works: tuple[tuple[str, Callable[[], object]], ...] = (
            ("list, first page", lambda: queries.case_list(CaseView.OPEN, today=today, operator_id=me)),
            ("calendar month", lambda: queries.month(first, first.replace(day=28))),
            ("search keystroke", lambda: queries.search("garc")),
            ("search by phone digits", lambda: queries.search("5550134")),
            ("open case", lambda: queries.case_detail(case_id)),
            ("home counts", lambda: queries.home_counts(today=today, operator_id=me)),
        )
        for work, read in works:
            statements = _statements_of(house.store.engine, read)
            floor = median_ms(lambda sent=statements: _run_raw(house.store.engine, sent), rounds=ROUNDS)
            ours = median_ms(read, rounds=ROUNDS)
            yield Row(work=f"{work} at {count:,} cases", floor=floor, ours=ours, unit="ms", aim=floor * 2 + FRAME_MS)
        house.close()


def _statements_of(engine: sa.Engine, read: Callable[[], object]) -> list[tuple[str, object]]:
    """Return what a read sends, with its values."""
    sent: list[tuple[str, object]] = []

    def keep(connection: object, cursor: object, statement: str, parameters: object, context: object, many: bool) -> None:
        sent.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", keep)
    try:
        read()
    finally:
        sa.event.remove(engine, "before_cursor_execute", keep)
    return sent


def _run_raw(engine: sa.Engine, statements: list[tuple[str, object]]) -> None:
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        for statement, parameters in statements:
            cursor.execute(statement, parameters)  # type: ignore[arg-type]
            if cursor.description is not None:
                cursor.fetchall()
    finally:
        raw.close()
