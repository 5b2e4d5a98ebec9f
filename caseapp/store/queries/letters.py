"""Letters in lists: to approve, in the print queue, issued, returned."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa

from caseapp.domain.correspondence import PieceState
from caseapp.domain.letters import LetterState
from caseapp.services.views import LetterEntry
from caseapp.store.tables import case_index, cases, dispatches, letters, mail_batches, mail_pieces

_POSTAL_CODE = re.compile(r"\b(\d{5}(?:-\d{4})?)\s*$")
_L = letters.c

# What a list holds, and its order; the oldest duty first where something is to be done, the newest first where one looks back.
_BY_DUTY = (case_index.c.due_on, _L.seq)
_NEWEST = (_L.seq.desc(),)
_MAY_BE_OUTDATED = (LetterState.SUBMITTED, LetterState.APPROVED, LetterState.ISSUED)
_LAST_RETURN = sa.select(dispatches.c.returned_on).where(dispatches.c.letter_id == _L.id).order_by(dispatches.c.seq.desc()).limit(1)
_LISTS: dict[str, tuple[tuple[sa.ColumnElement[bool], ...], tuple[Any, ...]]] = {
    "to_approve": ((_L.state == LetterState.SUBMITTED,), _BY_DUTY),
    "approved": ((_L.state == LetterState.APPROVED,), _BY_DUTY),
    "queue": ((_L.state.in_([LetterState.APPROVED, LetterState.ISSUED]), _L.in_queue.is_(True)), _BY_DUTY),
    "drafts": ((_L.state == LetterState.DRAFT,), _BY_DUTY),
    "issued": ((_L.state == LetterState.ISSUED,), _NEWEST),
    "returned": ((_L.state == LetterState.ISSUED, _LAST_RETURN.scalar_subquery().is_not(None)), _NEWEST),
    "all": ((), _NEWEST),
}


def letter_list(connection: sa.Connection, *, only: str, limit: int) -> tuple[LetterEntry, ...]:
    """Return the letters of one list; the dates are those of the case's next deadline.

    Raises:
        KeyError: there is no such list.
    """
    conditions, order = _LISTS[only]
    dispatched_on = sa.select(dispatches.c.dispatched_on).where(dispatches.c.letter_id == _L.id).order_by(dispatches.c.seq.desc()).limit(1)
    batch_number = (
        sa.select(mail_batches.c.number)
        .join_from(mail_pieces, mail_batches, mail_batches.c.id == mail_pieces.c.batch_id)
        .where(mail_pieces.c.letter_id == _L.id, mail_pieces.c.state != PieceState.BACK_IN_QUEUE)
        .order_by(mail_pieces.c.seq.desc())
        .limit(1)
    )
    taken = ("case_id", "kind", "language", "format", "state", "in_queue", "pages", "prepared_by", "prepared_at", "approved_at")
    of_case = ("number", "name", "plan_by_on", "last_day_on", "mail_by_on")
    statement = (
        sa.select(
            _L.id.label("letter_id"),
            *(_L[name] for name in taken),
            *(case_index.c[name] for name in of_case),
            dispatched_on.scalar_subquery().label("dispatched_on"),
            sa.func.coalesce(batch_number.scalar_subquery(), "").label("batch_number"),
            sa.and_(_L.state.in_(_MAY_BE_OUTDATED), _L.case_version != cases.c.letters_version).label("is_outdated"),
            _L.addressee_name,
            _L.addressee_lines,
            cases.c.reply_by,
        )
        .join_from(letters, case_index, case_index.c.case_id == _L.case_id)
        .join(cases, cases.c.id == _L.case_id)
        .where(*conditions)
        .order_by(*order)
        .limit(limit)
    )
    return tuple(_entry(dict(row._mapping)) for row in connection.execute(statement))


def _entry(values: dict[str, Any]) -> LetterEntry:
    name, lines = values.pop("addressee_name"), values.pop("addressee_lines")
    code = postal_code_of(lines)
    values["is_outdated"] = bool(values["is_outdated"]) and values["dispatched_on"] is None
    return LetterEntry(**values, postal_code=code, is_address_complete=is_address_complete(name, lines))


def postal_code_of(lines: tuple[str, ...]) -> str:
    """Return the ZIP at the end of the last line that has one; empty for an address abroad."""
    return next((match[1] for line in reversed(lines) if (match := _POSTAL_CODE.search(line))), "")


def is_address_complete(name: str, lines: tuple[str, ...]) -> bool:
    """Say whether the post can deliver it: somebody, a street line, and a ZIP or, abroad, a place and a country."""
    street_and_place = 2
    if not name or len(lines) < street_and_place:
        return False
    return bool(postal_code_of(lines)) or len(lines) > street_and_place
