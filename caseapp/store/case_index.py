"""Keep the index of cases in step: its lines are written anew, in the same transaction, for every case that was touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa

from caseapp.store import mappings
from caseapp.store.index_row import CaseThings, LetterFace, index_row
from caseapp.store.rows import Mapping
from caseapp.store.tables import case_index, cases, deadlines, decisions, letters, requests

T = TypeVar("T")
_AT_ONCE = 200


def refresh(connection: sa.Connection, case_ids: Collection[str]) -> None:
    """Write the lines of these cases; a case that is gone loses its line."""
    ids = sorted(case_ids)
    for start in range(0, len(ids), _AT_ONCE):
        _refresh(connection, ids[start : start + _AT_ONCE])


def rebuild(connection: sa.Connection) -> int:
    """Write the lines of all cases and return their count: after a migration that changes what a line says."""
    ids = connection.execute(sa.select(cases.c.id).order_by(cases.c.seq)).scalars().all()
    refresh(connection, ids)
    return len(ids)


def _refresh(connection: sa.Connection, ids: list[str]) -> None:
    _name_types_of_deadlines(connection, ids)
    among = {"among": ids}
    seqs = {row.id: row.seq for row in connection.execute(_seqs(), among)}
    there = set(connection.execute(_lines_there(), among).scalars())
    gone = there - seqs.keys()
    if gone:
        connection.execute(sa.delete(case_index).where(case_index.c.case_id.in_(sorted(gone))))
    for things in _things_of(connection, ids):
        row = index_row(things)
        if things.case.id in there:
            connection.execute(_new_line(), row | {"same_case": things.case.id})
        else:
            connection.execute(sa.insert(case_index).values(row | {"seq": seqs[things.case.id]}))


def _name_types_of_deadlines(connection: sa.Connection, ids: list[str]) -> None:
    connection.execute(_types_of_deadlines(), {"among": ids})


# The lines of a case are written with everything that is done to it, and to make a statement takes longer than to run it:
# each is made once. Which cases it is about is `among`.


def _among(column: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return column.in_(sa.bindparam("among", expanding=True))


@cache
def _seqs() -> sa.Select[Any]:
    return sa.select(cases.c.id, cases.c.seq).where(_among(cases.c.id))


@cache
def _lines_there() -> sa.Select[Any]:
    return sa.select(case_index.c.case_id).where(_among(case_index.c.case_id))


@cache
def _new_line() -> sa.Update:
    return sa.update(case_index).where(case_index.c.case_id == sa.bindparam("same_case"))


@cache
def _types_of_deadlines() -> sa.Update:
    of_request = sa.select(requests.c.type).where(requests.c.id == deadlines.c.request_id).scalar_subquery()
    lacking = _among(deadlines.c.case_id), deadlines.c.request_type.is_(None)
    return sa.update(deadlines).where(*lacking).values(request_type=of_request)


@cache
def _decided() -> sa.Select[Any]:
    return sa.select(decisions.c.request_id).where(_among(decisions.c.case_id))


@cache
def _letter_faces() -> sa.Select[Any]:
    columns = (letters.c.case_id, letters.c.state, letters.c.addressee_name, letters.c.addressee_lines)
    return sa.select(*columns).where(_among(letters.c.case_id))


def _things_of(connection: sa.Connection, ids: list[str]) -> Iterator[CaseThings]:
    found = connection.execute(mappings.CASES.select_among("id"), {"among": ids})
    parties = _by_case(connection, mappings.PARTIES, ids)
    asked = _by_case(connection, mappings.REQUESTS, ids)
    due = _by_case(connection, mappings.DEADLINES, ids)
    extensions = _by_case(connection, mappings.EXTENSIONS, ids)
    work_items = _by_case(connection, mappings.WORK_ITEMS, ids)
    tasks = _by_case(connection, mappings.TASKS, ids)
    faces = _faces(connection, ids)
    decided = frozenset(connection.execute(_decided(), {"among": ids}).scalars())
    for case in mappings.CASES.things(found):
        yield CaseThings(
            case=case,
            parties=parties[case.id],
            requests=asked[case.id],
            deadlines=due[case.id],
            extensions=extensions[case.id],
            work_items=work_items[case.id],
            tasks=tasks[case.id],
            letters=faces[case.id],
            decided=decided,
        )


def _by_case(connection: sa.Connection, mapping: Mapping[T], ids: list[str]) -> defaultdict[str, list[T]]:
    grouped: defaultdict[str, list[T]] = defaultdict(list)
    for thing in mapping.things(connection.execute(mapping.select_among("case_id"), {"among": ids})):
        grouped[thing.case_id].append(thing)  # type: ignore[attr-defined]
    return grouped


def _faces(connection: sa.Connection, ids: list[str]) -> defaultdict[str, list[LetterFace]]:
    grouped: defaultdict[str, list[LetterFace]] = defaultdict(list)
    for case_id, state, name, lines in connection.execute(_letter_faces(), {"among": ids}):
        grouped[case_id].append(LetterFace(state=state, addressee_name=name, addressee_lines=lines))
    return grouped
