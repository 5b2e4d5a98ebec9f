"""The mail log: what left on a day or in a batch, as a manifest and as a file, with every entry that put another right beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from caseapp.domain.correspondence import Dispatch, Letter, MailBatch, MailPiece, PieceState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod
from caseapp.domain.mail_papers import MailLine, MailList
from caseapp.domain.operators import Act
from caseapp.domain.print_file import piece_mark
from caseapp.services.desk import Desk
from caseapp.services.dispatch import standing_dispatch
from caseapp.services.mail_lists import envelopes_of, sender_of
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

BY_POST = frozenset({DispatchMethod.FIRST_CLASS_MAIL, DispatchMethod.CERTIFIED_MAIL})
FORM_COLUMNS = (
    "No.",
    "USPS tracking number or firm-specific identifier",
    "Address (name, street, city, state, and ZIP Code)",
    "Postage",
    "Fee",
    "Special handling",
    "Parcel airlift",
)
OWN_COLUMNS = (
    "Piece",
    "Envelope",
    "Case",
    "Letter",
    "Letter SHA-256",
    "Pages",
    "Times printed",
    "Method",
    "Mailed on",
    "Recorded at (UTC)",
    "Recorded by",
    "State",
    "Returned on",
    "Return reason",
    "Correction reason",
)
NOTE = "Columns 1 to 7 are those of PS Form 3665 of January 2017: lay them beside the form of the day. The others are our own."


def day_manifest(desk: Desk, on: date) -> bytes:
    """Return the manifest of everything that left by post on a day, as a PDF; a corrected date counts where it is now.

    Raises:
        DomainError: ``nothing_left_on_day``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        rows = [row for row in _of_day(uow, on) if row.is_standing]
        if not rows:
            raise DomainError("nothing_left_on_day")
        listed = MailList(
            batch=on.isoformat(),
            is_day=True,
            language="en",
            sender=sender_of(uow),
            lines=envelopes_of([row.line() for row in rows]),
            practice=desk.practice,
        )
    return desk.press.manifest(listed)


def day_log(desk: Desk, on: date) -> bytes:
    """Return what left by post on a day as CSV: an entry that was put right and the entry that did it are both in it.

    Raises:
        DomainError: ``nothing_left_on_day``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        rows = _of_day(uow, on)
        if not rows:
            raise DomainError("nothing_left_on_day")
        content = _written(uow, desk, rows)
        record(uow, desk, "mail_log_taken", thing="day", thing_id=on.isoformat(), facts={"rows": len(rows)})
        uow.commit()
    return content


def batch_log(desk: Desk, batch_id: str) -> bytes:
    """Return the pieces of a batch as CSV, mailed or not, each mailing with its corrections."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        rows = _of_batch(uow, batch)
        content = _written(uow, desk, rows)
        record(uow, desk, "mail_log_taken", thing="batch", thing_id=batch_id, facts={"number": batch.number, "rows": len(rows)})
        uow.commit()
    return content


class _Row:
    """One line of the log: a letter, the piece it was, and one entry of how it left."""

    def __init__(
        self, letter: Letter, *, piece: MailPiece | None, batch: MailBatch | None, pieces: int, dispatch: Dispatch | None, standing: bool
    ) -> None:
        self.letter = letter
        self.piece = piece
        self.dispatch = dispatch
        self.is_standing = standing
        self.mark = piece_mark(batch.number, piece.position, pieces) if batch is not None and piece is not None else ""

    @property
    def tracking(self) -> str:
        if self.dispatch is not None and self.dispatch.proof:
            return self.dispatch.proof
        return self.piece.tracking if self.piece is not None else ""

    def line(self) -> MailLine:
        letter = self.letter
        return MailLine(
            mark=self.mark or letter.sha256[:12],
            name=letter.addressee_name,
            lines=letter.addressee_lines,
            pages=letter.pages,
            sheets=math.ceil(letter.pages / 2),
            tracking=self.tracking,
            envelope=self.piece.packet if self.piece is not None else 0,
        )

    def state(self) -> str:
        if self.dispatch is None:
            return self.piece.state if self.piece is not None else ""
        if not self.is_standing:
            return "put right by a later entry"
        return "returned" if self.dispatch.returned_on is not None else "mailed"


def _of_batch(uow: UnitOfWork, batch: MailBatch) -> list[_Row]:
    pieces = sorted(uow.mail_pieces.where(batch_id=batch.id), key=lambda piece: piece.position)
    rows: list[_Row] = []
    for piece in pieces:
        letter = uow.letters.get(piece.letter_id)
        entries = uow.dispatches.where(letter_id=letter.id) if piece.state is PieceState.DISPATCHED else ()
        rows += _rows(letter, piece, batch, len(pieces), entries)
    return rows


def _of_day(uow: UnitOfWork, on: date) -> list[_Row]:
    """By piece; what left outside a batch comes last. A letter whose date was put right is in it on both days."""
    rows: list[_Row] = []
    for letter_id in dict.fromkeys(entry.letter_id for entry in uow.dispatches.where(dispatched_on=on)):
        letter = uow.letters.get(letter_id)
        entries = tuple(entry for entry in uow.dispatches.where(letter_id=letter_id) if entry.method in BY_POST)
        piece = next((one for one in uow.mail_pieces.where(letter_id=letter_id) if one.state is PieceState.DISPATCHED), None)
        batch = uow.mail_batches.get(piece.batch_id) if piece is not None else None
        count = len(uow.mail_pieces.where(batch_id=batch.id)) if batch is not None else 0
        own = [row for row in _rows(letter, piece, batch, count, entries) if row.dispatch is not None]
        if any(row.is_standing and row.dispatch is not None and row.dispatch.dispatched_on == on for row in own):
            rows += own
        else:
            # The day it stood on before: only what says so, never a second time as mailed.
            rows += [row for row in own if not row.is_standing]
    return sorted(rows, key=lambda row: (row.mark == "", row.mark, row.letter.addressee_name))


def _rows(letter: Letter, piece: MailPiece | None, batch: MailBatch | None, pieces: int, entries: Sequence[Dispatch]) -> Iterable[_Row]:
    standing = standing_dispatch(tuple(entries))
    if not entries:
        yield _Row(letter, piece=piece, batch=batch, pieces=pieces, dispatch=None, standing=False)
    for entry in entries:
        yield _Row(letter, piece=piece, batch=batch, pieces=pieces, dispatch=entry, standing=entry is standing)


def _written(uow: UnitOfWork, desk: Desk, rows: Sequence[_Row]) -> bytes:
    names = {person.id: person.name for person in uow.operators.where()}
    numbers = {row.letter.case_id: uow.cases.get(row.letter.case_id).number for row in rows}
    lines: list[tuple[object, ...]] = [
        (number, *_form_cells(row), *_own_cells(row, names, numbers)) for number, row in enumerate(rows, start=1)
    ]  # fmt: skip
    lines.append((NOTE,))
    return desk.csv((*FORM_COLUMNS, *OWN_COLUMNS), lines)


def _form_cells(row: _Row) -> tuple[object, ...]:
    address = ", ".join((row.letter.addressee_name, *row.letter.addressee_lines))
    return row.tracking or row.mark, address, "", "", "", ""


def _own_cells(row: _Row, names: dict[str, str], numbers: dict[str, str]) -> tuple[object, ...]:
    letter, piece, left = row.letter, row.piece, row.dispatch
    return (
        row.mark,
        piece.packet if piece is not None else "",
        numbers[letter.case_id],
        letter.kind,
        letter.sha256,
        letter.pages,
        piece.copies if piece is not None else "",
        left.method if left is not None else "",
        left.dispatched_on.isoformat() if left is not None else "",
        left.recorded_at.isoformat(timespec="seconds") if left is not None else "",
        names.get(left.recorded_by, "") if left is not None else "",
        row.state(),
        left.returned_on.isoformat() if left is not None and left.returned_on is not None else "",
        left.return_reason if left is not None else "",
        left.correction_reason if left is not None else "",
    )
