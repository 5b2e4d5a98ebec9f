"""Mail batches with their numbered pieces."""

from __future__ import annotations

from collections import defaultdict

import sqlalchemy as sa

from caseapp.domain.correspondence import BatchState
from caseapp.domain.errors import NotFound
from caseapp.services.views import BatchEntry, PieceEntry
from caseapp.store.queries.letters import postal_code_of
from caseapp.store.tables import case_index, letters, mail_batches, mail_pieces
from caseapp.store.thing_table import field_names

_ENDED = (BatchState.DISPATCHED, BatchState.CANCELLED)
_B = mail_batches.c
_TAKEN = [name for name in field_names(BatchEntry) if name not in ("batch_id", "pieces")]


def batches(connection: sa.Connection, *, open_only: bool) -> tuple[BatchEntry, ...]:
    """Return the batches, newest first; open ones are neither dispatched nor cancelled."""
    return _batches(connection, *((_B.state.not_in(_ENDED),) if open_only else ()))


def batch(connection: sa.Connection, batch_id: str) -> BatchEntry:
    """Return one batch.

    Raises:
        NotFound: ``not_found`` (kind=mail_batch).
    """
    found = _batches(connection, _B.id == batch_id)
    if not found:
        raise NotFound("not_found", kind="mail_batch")
    return found[0]


def _batches(connection: sa.Connection, *conditions: sa.ColumnElement[bool]) -> tuple[BatchEntry, ...]:
    statement = sa.select(_B.id.label("batch_id"), *(_B[name] for name in _TAKEN)).where(*conditions).order_by(_B.seq.desc())
    rows = connection.execute(statement).all()
    pieces = _pieces(connection, sa.select(_B.id).where(*conditions))
    return tuple(BatchEntry(**row._mapping, pieces=tuple(pieces[row.batch_id])) for row in rows)


def _pieces(connection: sa.Connection, batch_ids: sa.Select[str]) -> defaultdict[str, list[PieceEntry]]:
    piece = mail_pieces.c
    statement = (
        sa.select(
            piece.id.label("piece_id"), piece.letter_id, piece.case_id, case_index.c.number, case_index.c.name, letters.c.kind,
            piece.position, piece.pages, piece.copies, piece.envelope, piece.packet, piece.tracking, piece.state,
            case_index.c.last_day_on, piece.batch_id, letters.c.addressee_lines,
        )
        .join_from(mail_pieces, letters, letters.c.id == piece.letter_id)
        .join(case_index, case_index.c.case_id == piece.case_id)
        .where(piece.batch_id.in_(batch_ids))
        .order_by(piece.batch_id, piece.position)
    )  # fmt: skip
    grouped: defaultdict[str, list[PieceEntry]] = defaultdict(list)
    for row in connection.execute(statement):
        values = dict(row._mapping)
        lines = values.pop("addressee_lines")
        grouped[values.pop("batch_id")].append(PieceEntry(**values, postal_code=postal_code_of(lines)))
    return grouped
