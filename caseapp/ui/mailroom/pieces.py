"""The numbered pieces of a batch as rows of a table."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.services.views import BatchEntry, PieceEntry
from caseapp.ui import qt_dates
from caseapp.ui.envelope_words import envelope_in_short
from caseapp.ui.labels import label
from caseapp.ui.widgets.deadline_pill import Pill, PillState
from caseapp.ui.widgets.table_view import Cell, Column, TableRow

translate = QCoreApplication.translate


def piece_columns() -> tuple[Column, ...]:
    """Number, envelope, consumer, letter, ZIP, pages, last day, what the clerk saw."""
    return (
        Column(id="piece", title=translate("Pieces", "Piece"), width=52, may_shorten=False),
        Column(id="envelope", title=translate("Pieces", "Envelope"), width=96, may_shorten=False),
        Column(id="name", title=translate("Pieces", "Consumer"), heavy=True),
        Column(id="letter", title=translate("Pieces", "Letter"), width=140),
        Column(id="zip", title=translate("Pieces", "ZIP"), width=92, may_shorten=False),
        Column(id="pages", title=translate("Pieces", "Pages"), width=62, is_number=True),
        Column(id="last", title=translate("Pieces", "Last day"), width=90, may_shorten=False),
        Column(id="state", title=translate("Pieces", "Check"), width=140, may_shorten=False),
    )


def tells_envelopes(batch: BatchEntry | None) -> bool:
    """Say whether the column of envelopes says more than the column of pieces: one is shared, or not all are of one kind."""
    if batch is None:
        return False
    inside = [piece for piece in batch.pieces if piece.state is not PieceState.BACK_IN_QUEUE]
    return len({piece.packet for piece in inside}) < len(inside) or len({piece.envelope for piece in inside} | {batch.envelope}) > 1


def piece_rows(batch: BatchEntry, marks: frozenset[int]) -> tuple[TableRow, ...]:
    """Return a row a piece; `marks` are problems that are not recorded yet."""
    shares = Counter(piece.packet for piece in batch.pieces if piece.packet and piece.state is not PieceState.BACK_IN_QUEUE)
    return tuple(
        TableRow(
            key=piece.position,
            cells=(
                f"{piece.position:03}",
                _envelope(batch, piece, shares[piece.packet]),
                piece.name,
                label(piece.kind),
                piece.postal_code,
                str(piece.pages),
                qt_dates.day_date(piece.last_day_on) if piece.last_day_on is not None else "",
                _state(batch, piece, marked=piece.position in marks),
            ),
        )
        for piece in batch.pieces
    )


def _envelope(batch: BatchEntry, piece: PieceEntry, letters: int) -> str:
    """The number of the envelope; what is out of the usual is said: another kind than the batch's, or one of several letters."""
    if not piece.packet or piece.state is PieceState.BACK_IN_QUEUE:
        return ""
    if piece.envelope != batch.envelope:
        return translate("Pieces", "{number} ({envelope})").format(number=piece.packet, envelope=envelope_in_short(piece.envelope))
    if letters > 1:
        return translate("Pieces", "{number} (shared)").format(number=piece.packet)
    return str(piece.packet)


def _state(batch: BatchEntry, piece: PieceEntry, *, marked: bool) -> Cell:
    if piece.state is PieceState.BACK_IN_QUEUE:
        return Cell(text=translate("Pieces", "Back in the queue"))
    if piece.state is PieceState.DISPATCHED:
        return Cell(text=translate("Pieces", "Mailed"), is_done=True)
    if piece.state is PieceState.PROBLEM:
        return Cell(pill=Pill(state=PillState.THREE_DAYS, text=translate("Pieces", "Has a problem")))
    if marked:
        return Cell(pill=Pill(state=PillState.THREE_DAYS, text=translate("Pieces", "Marked")))
    if batch.state is BatchState.OPEN:
        return Cell(text=translate("Pieces", "Not printed"))
    if batch.state is BatchState.PRINT_UNKNOWN:
        return Cell(text=translate("Pieces", "Unknown"))
    if batch.state is BatchState.SENT_TO_PRINTER:
        if piece.copies > 1:
            return Cell(text=translate("Pieces", "To check, copy {number}").format(number=piece.copies))
        return Cell(text=translate("Pieces", "To check"))
    return Cell(text=translate("Pieces", "Readable"), is_done=True)
