"""Keep the index of cases in step: its lines are written anew, in the same transaction, for every case that was touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TypeVar

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
    seqs = {row.id: row.seq for row in connection.execute(sa.select(cases.c.id, cases.c.seq).where(cases.c.id.in_(ids)))}
    there = set(connection.execute(sa.select(case_index.c.case_id).where(case_index.c.case_id.in_(ids))).scalars())
    gone = there - seqs.keys()
    if gone:
        connection.execute(sa.delete(case_index).where(case_index.c.case_id.in_(sorted(gone))))
    for things in _things_of(connection, ids):
        row = index_row(things)
        if things.case.id in there:
            connection.execute(sa.update(case_index).where(case_index.c.case_id == things.case.id).values(row))
        else:
            connection.execute(sa.insert(case_index).values(row | {"seq": seqs[things.case.id]}))


def _name_types_of_deadlines(connection: sa.Connection, ids: list[str]) -> None:
    of_request = sa.select(requests.c.type).where(requests.c.id == deadlines.c.request_id).scalar_subquery()
    connection.execute(
        sa.update(deadlines).where(deadlines.c.case_id.in_(ids), deadlines.c.request_type.is_(None)).values(request_type=of_request)
    )


def _things_of(connection: sa.Connection, ids: list[str]) -> Iterator[CaseThings]:
    found = connection.execute(mappings.CASES.select_among("id"), {"among": ids})
    parties = _by_case(connection, mappings.PARTIES, ids)
    asked = _by_case(connection, mappings.REQUESTS, ids)
    due = _by_case(connection, mappings.DEADLINES, ids)
    extensions = _by_case(connection, mappings.EXTENSIONS, ids)
    work_items = _by_case(connection, mappings.WORK_ITEMS, ids)
    tasks = _by_case(connection, mappings.TASKS, ids)
    faces = _faces(connection, ids)
    decided = frozenset(connection.execute(sa.select(decisions.c.request_id).where(decisions.c.case_id.in_(ids))).scalars())
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
    columns = (letters.c.case_id, letters.c.state, letters.c.addressee_name, letters.c.addressee_lines)
    for case_id, state, name, lines in connection.execute(sa.select(*columns).where(letters.c.case_id.in_(ids))):
        grouped[case_id].append(LetterFace(state=state, addressee_name=name, addressee_lines=lines))
    return grouped
