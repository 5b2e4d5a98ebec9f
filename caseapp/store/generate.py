"""Made-up cases in any number, for measuring and for looking at a full house. The same seed makes the same cases.

Dates come from the law in force on each receipt, so lists and calendar look as they would. Letters and history are not made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from random import Random
from typing import Any

import sqlalchemy as sa

from caseapp.services.ports import Rulebook
from caseapp.store import mappings
from caseapp.store.bulk import BulkInsert
from caseapp.store.generated_case import CaseMaker, MadeCase
from caseapp.store.index_row import index_row
from caseapp.store.rows import Mapping
from caseapp.store.tables import case_index, cases, number_series, organisations
from caseapp.store.transactions import writing_connection
from caseapp.store.uow import keys_of_party

_AT_ONCE = 5000
_CACHE_KIB = 400_000


def generate_cases(
    engine: sa.Engine, count: int, *, rulebook: Rulebook, today: date, operator_id: str, seed: int = 1, days_back: int = 540
) -> int:
    """Add `count` cases received on the days before `today` and return how many there are now.

    Args:
        operator_id: who took them.
        days_back: over how many days the receipts lie; with 45 nearly all are open, with 540 most are closed.
    """
    random = Random(seed)
    days = sorted(random.randint(0, days_back) for _ in range(count))[::-1]
    with writing_connection(engine) as connection, _wide_cache(connection):
        maker = CaseMaker(random, rulebook, today=today, operator_id=operator_id, organisation=_organisation(connection))
        for start in range(0, count, _AT_ONCE):
            with connection.begin():
                numbers = _Numbers(connection)
                made = [maker.make(days_ago, numbers.next) for days_ago in days[start : start + _AT_ONCE]]
                _insert(connection, made)
                numbers.keep()
        with connection.begin():
            connection.exec_driver_sql("ANALYZE")
            total: int = connection.execute(sa.select(sa.func.count()).select_from(cases)).scalar_one()
    return total


@contextmanager
def _wide_cache(connection: sa.Connection) -> Iterator[None]:
    """Keep the indexes in memory while rows with random ids fall all over them; each page read anew is a page deciphered anew."""
    driver = connection.connection.driver_connection
    assert driver is not None
    (usual,) = driver.execute("PRAGMA cache_size").fetchone()
    driver.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        driver.execute(f"PRAGMA cache_size = {usual}")


class _Numbers:
    """Case numbers that go on from those given already."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        rows = connection.execute(sa.select(number_series.c.series, number_series.c.last))
        self._stored: dict[str, int] = {row.series: row.last for row in rows}
        self._last = dict(self._stored)

    def next(self, year: int) -> int:
        series = f"case-{year}"
        self._last[series] = self._last.get(series, 0) + 1
        return self._last[series]

    def keep(self) -> None:
        for series, last in self._last.items():
            if series not in self._stored:
                self._connection.execute(sa.insert(number_series).values(series=series, last=last))
            elif last != self._stored[series]:
                self._connection.execute(sa.update(number_series).where(number_series.c.series == series).values(last=last))


def _insert(connection: sa.Connection, made: list[MadeCase]) -> None:
    rows: defaultdict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
    for seq, each in enumerate(made, _next_seq(connection, cases)):
        rows[cases].append(mappings.CASES.row(each.things.case) | {"seq": seq})
        rows[case_index].append(index_row(each.things) | {"seq": seq})
        for mapping, thing in _hanging_on(each):
            rows[mapping.table].append(mapping.row(thing) | _more(mapping, thing, each) | {"seq": None})
    for table, values in rows.items():
        BulkInsert(connection, table).insert(values)


def _organisation(connection: sa.Connection) -> tuple[str, int]:
    """Return id and revision of the organisation the cases are taken for; a store without one gives a name nobody has."""
    newest = sa.select(organisations.c.id, organisations.c.revision).order_by(organisations.c.revision.desc()).limit(1)
    with connection.begin():
        row = connection.execute(newest).first()
    return (row.id, row.revision) if row else ("generated", 1)


def _next_seq(connection: sa.Connection, table: sa.Table) -> int:
    highest: int = connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.seq), 0))).scalar_one()
    return highest + 1


def _hanging_on(made: MadeCase) -> Iterator[tuple[Mapping[Any], Any]]:
    things = made.things
    for mapping, group in (
        (mappings.PARTIES, things.parties),
        (mappings.REQUESTS, things.requests),
        (mappings.DEADLINES, things.deadlines),
        (mappings.EXTENSIONS, things.extensions),
        (mappings.WORK_ITEMS, things.work_items),
        (mappings.TASKS, things.tasks),
        (mappings.VERIFICATIONS, made.verifications),
        (mappings.DECISIONS, made.decisions),
        (mappings.NOTES, made.notes),
    ):
        for thing in group:
            yield mapping, thing


def _more(mapping: Mapping[Any], thing: Any, made: MadeCase) -> dict[str, object]:
    if mapping is mappings.PARTIES:
        return keys_of_party(thing)
    if mapping is mappings.DEADLINES:
        return {"request_type": made.type_of[thing.request_id]}
    return {}
