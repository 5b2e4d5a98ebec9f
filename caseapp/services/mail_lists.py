"""What stands in the lists of a batch: the pieces that go out, in the order they are printed, and who sends them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from caseapp.domain.correspondence import MailBatch, MailPiece, PieceState
from caseapp.domain.mail_papers import MailLine, MailList
from caseapp.domain.print_file import piece_mark
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork
from caseapp.services.stop_list import FLAT


def list_of_batch(uow: UnitOfWork, desk: Desk, batch: MailBatch, pieces: Sequence[MailPiece]) -> MailList:
    """Return the list of a batch without the pieces that went back to the queue. Sheets are counted as printed on both sides."""
    going = [piece for piece in pieces if piece.state is not PieceState.BACK_IN_QUEUE]
    other_kinds = {piece.envelope for piece in going} - {batch.envelope}
    lines = []
    for piece in going:
        letter = uow.letters.get(piece.letter_id)
        lines.append(
            MailLine(
                mark=piece_mark(batch.number, piece.position, len(pieces)),
                name=letter.addressee_name,
                lines=letter.addressee_lines,
                pages=piece.pages,
                sheets=math.ceil(piece.pages / 2),
                tracking=piece.tracking,
                envelope=piece.packet,
                stock=piece.envelope if piece.envelope in (FLAT, *other_kinds) else "",
            )
        )
    return MailList(
        batch=batch.number,
        language="en",
        sender=sender_of(uow),
        lines=tuple(lines),
        practice=desk.practice,
    )


def envelopes_of(lines: Sequence[MailLine]) -> tuple[MailLine, ...]:
    """Return a line for each envelope: the post takes envelopes, and pieces that share one are one piece to it."""
    found: dict[tuple[str, int], MailLine] = {}
    for place, line in enumerate(lines, start=1):
        batch, _, number = line.mark.rpartition(" ")
        key = (batch, line.envelope or -place)
        first = found.get(key)
        if first is None:
            found[key] = line
        else:
            pages, sheets = first.pages + line.pages, first.sheets + line.sheets
            found[key] = replace(first, mark=f"{first.mark}, {number}", pages=pages, sheets=sheets)
    return tuple(found.values())


def sender_of(uow: UnitOfWork) -> tuple[str, ...]:
    """Return name and address of the organisation, as lists of the post want it."""
    organisation = uow.current_organisation()
    return (organisation.legal_name, *organisation.address_lines)
