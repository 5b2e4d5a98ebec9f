"""What the print queue shows, read in the data lane."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.domain.channel import ReplyBy
from caseapp.domain.correspondence import PieceState
from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState
from caseapp.domain.stops import LetterStop
from caseapp.domain.tracking import usps_number
from caseapp.services.desk import Desk
from caseapp.services.dispatch import standing_dispatch
from caseapp.services.mail_packets import queue_envelopes, shared_envelopes
from caseapp.services.stop_list import read_stops
from caseapp.services.views import BatchEntry, LetterEntry, PieceEntry

_PIECE = re.compile(r"\b(B\d{8}-\d+)(?:\W+(\d{1,3}))?\b", re.IGNORECASE)
FOUND_MOST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRoom:
    """The queue, what leaves in another way, batches and returned mail.

    Attributes:
        stops: what is said against a letter of the queue, by its id.
        together: letters of the queue that go in one envelope, an envelope each.
        envelopes: what each letter of the queue goes in by itself, by its id.
        has_faces: the batch that is shown has envelopes without a window, whose faces are printed.
    """

    queue: tuple[LetterEntry, ...]
    by_hand: tuple[LetterEntry, ...]
    open_batches: tuple[BatchEntry, ...]
    batches: tuple[BatchEntry, ...]
    returned: tuple[LetterEntry, ...]
    shown: BatchEntry | None
    stops: Mapping[str, tuple[LetterStop, ...]]
    together: tuple[tuple[str, ...], ...]
    envelopes: Mapping[str, Envelope]
    has_faces: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter that left and may come back."""

    letter_id: str
    number: str
    name: str
    kind: LetterKind
    method: DispatchMethod
    sent_on: date
    returned_on: date | None


def read_mail_room(desk: Desk, batch_id: str, *, with_ended: bool) -> MailRoom:
    """Read everything; `batch_id` names the batch to show beside the queue, ended ones too."""
    open_batches = desk.queries.batches(open_only=True)
    shown = next((batch for batch in open_batches if batch.batch_id == batch_id), None)
    if shown is None:
        shown = desk.queries.batch(batch_id) if batch_id else next(iter(reversed(open_batches)), None)
    queue = desk.queries.letters(only="queue")
    approved = desk.queries.letters(only="approved")
    stops: defaultdict[str, list[LetterStop]] = defaultdict(list)
    for stop in read_stops(desk) if queue else ():
        stops[stop.letter_id].append(stop)
    return MailRoom(
        queue=tuple(entry for entry in queue if not _goes_by_hand(entry)),
        by_hand=tuple(entry for entry in approved if _goes_by_hand(entry)),
        open_batches=open_batches,
        batches=desk.queries.batches(open_only=False) if with_ended else (),
        returned=desk.queries.letters(only="returned"),
        shown=shown,
        stops={letter_id: tuple(found) for letter_id, found in stops.items()},
        together=shared_envelopes(desk) if queue else (),
        envelopes=queue_envelopes(desk) if queue else {},
        has_faces=shown is not None and any(_has_face(desk, piece) for piece in shown.pieces),
    )


def _has_face(desk: Desk, piece: PieceEntry) -> bool:
    return piece.state is not PieceState.BACK_IN_QUEUE and desk.press.envelope(piece.envelope).address_window is None


def _goes_by_hand(entry: LetterEntry) -> bool:
    """Plain text, and what a person asked for by e-mail."""
    return entry.format is LetterFormat.TEXT or entry.reply_by is ReplyBy.EMAIL


def find_sent(desk: Desk, text: str) -> tuple[SentLetter, ...]:
    """Find letters that left by the number of a case, a name, the number of a batch and a piece, or the post's number on the envelope.

    Where the mark of the piece is torn, the number of the batch alone finds all of it.
    """
    piece = _PIECE.search(text)
    if piece is not None:
        batch_number, position = piece[1].upper(), int(piece[2] or 0)
        return _of_pieces(desk, lambda batch, one: batch.number == batch_number and position in (0, one.position))
    try:
        number = usps_number(text)
    except DomainError:
        number = ""
    if number:
        return _of_pieces(desk, lambda _, one: one.tracking == number)
    found: list[SentLetter] = []
    for hit in desk.queries.search(text, limit=FOUND_MOST):
        found += _of_case(desk, hit.case_id)
    return tuple(found)


def _of_pieces(desk: Desk, is_it: Callable[[BatchEntry, PieceEntry], bool]) -> tuple[SentLetter, ...]:
    found: list[SentLetter] = []
    for batch in desk.queries.batches(open_only=False):
        for piece in batch.pieces:
            if piece.state is PieceState.DISPATCHED and is_it(batch, piece):
                found += [one for one in _of_case(desk, piece.case_id) if one.letter_id == piece.letter_id]
    return tuple(found)


def _of_case(desk: Desk, case_id: str) -> list[SentLetter]:
    detail = desk.queries.case_detail(case_id)
    name = next((party.name for party in detail.parties), "")
    letters = []
    for letter in detail.letters:
        dispatch = standing_dispatch(tuple(one for one in detail.dispatches if one.letter_id == letter.id))
        if letter.state is LetterState.ISSUED and dispatch is not None:
            letters.append(
                SentLetter(
                    letter_id=letter.id, number=detail.case.number, name=name, kind=letter.kind, method=dispatch.method,
                    sent_on=dispatch.dispatched_on, returned_on=dispatch.returned_on,
                )
            )  # fmt: skip
    return letters
