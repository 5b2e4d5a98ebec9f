"""Everything the page of one case shows, read in one state of the store."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa

from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import NotFound
from caseapp.domain.verification import Document
from caseapp.services.views import CaseDetail
from caseapp.store import mappings
from caseapp.store.rows import Mapping
from caseapp.store.tables import cases, claimed_values, documents, letters, operators_table

T = TypeVar("T")


def case_detail(connection: sa.Connection, case_id: str) -> CaseDetail:
    """Return the case with its things, in the order they were added.

    Raises:
        NotFound: ``not_found`` (kind=case).
    """
    found = mappings.CASES.things(connection.execute(mappings.CASES.select().where(cases.c.id == case_id)))
    if not found:
        raise NotFound("not_found", kind="case")
    said = sa.select(claimed_values.c.point).where(claimed_values.c.case_id == case_id).order_by(claimed_values.c.seq)
    names = sa.select(operators_table.c.id, operators_table.c.name).order_by(operators_table.c.seq)
    return CaseDetail(
        case=found[0],
        parties=_of(connection, mappings.PARTIES, case_id),
        requests=_of(connection, mappings.REQUESTS, case_id),
        deadlines=_of(connection, mappings.DEADLINES, case_id),
        extensions=_of(connection, mappings.EXTENSIONS, case_id),
        holds=_of(connection, mappings.HOLDS, case_id),
        fees=_of(connection, mappings.FEES, case_id),
        verifications=_of(connection, mappings.VERIFICATIONS, case_id),
        checks=_of(connection, mappings.POINT_CHECKS, case_id),
        claimed_points=tuple(connection.execute(said).scalars()),
        work_items=_of(connection, mappings.WORK_ITEMS, case_id),
        decisions=_of(connection, mappings.DECISIONS, case_id),
        tasks=_of(connection, mappings.TASKS, case_id),
        documents=_documents(connection, case_id),
        letters=_letters(connection, case_id),
        dispatches=_of(connection, mappings.DISPATCHES, case_id),
        contacts=_of(connection, mappings.CONTACTS, case_id),
        notes=_of(connection, mappings.NOTES, case_id),
        history=_of(connection, mappings.CASE_EVENTS, case_id),
        operator_names=tuple((row.id, row.name) for row in connection.execute(names)),
    )


def case_id_of(connection: sa.Connection, number: str) -> str | None:
    """Return the id of the case with this number."""
    return connection.execute(sa.select(cases.c.id).where(cases.c.number == number)).scalar()


def _of(connection: sa.Connection, mapping: Mapping[T], case_id: str) -> tuple[T, ...]:
    return mapping.things(connection.execute(mapping.select().where(mapping.table.c.case_id == case_id)))


def _letters(connection: sa.Connection, case_id: str) -> tuple[Letter, ...]:
    statement = _without(mappings.LETTERS, "content", None).where(letters.c.case_id == case_id)
    return mappings.LETTERS.things(connection.execute(statement))


def _documents(connection: sa.Connection, case_id: str) -> tuple[Document, ...]:
    statement = _without(mappings.DOCUMENTS, "sealed", b"").where(documents.c.case_id == case_id)
    return mappings.DOCUMENTS.things(connection.execute(statement))


def _without(mapping: Mapping[T], name: str, instead: bytes | None) -> sa.Select[Any]:
    """Select a kind of thing without the bytes of one column, which may be megabytes."""
    columns = [sa.literal(instead, sa.LargeBinary).label(name) if column.name == name else column for column in mapping.columns]
    return sa.select(*columns).order_by(mapping.table.c.seq)
