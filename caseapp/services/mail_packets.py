"""Which letters go in one envelope: those to one person at one address, about that person, as long as the envelope takes them.

Two persons never share one, whatever their names and addresses are: a letter of another case is about the same person only where
somebody linked the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from caseapp.domain.correspondence import Letter, MailPiece, PieceState
from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterFormat, composed_from_json
from caseapp.domain.operators import Act
from caseapp.domain.postal import mail_order
from caseapp.domain.print_file import PrinterOffset
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.stop_list import envelope_of, sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """One envelope and the letters in it, the one that shows first."""

    letters: tuple[Letter, ...]
    envelope: Envelope


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceStock:
    """The envelopes of one kind without a window in a batch, by their numbers in the tray; they go through the printer together."""

    envelope: Envelope
    packets: tuple[int, ...]


def packets_of(uow: UnitOfWork, desk: Desk, letters: Iterable[Letter], *, share: bool) -> tuple[Packet, ...]:
    """Return the envelopes of a batch in the order of the tray: by ZIP code, abroad last."""
    consumers = {letter.id: _consumer(uow, letter) for letter in letters}
    ordered = sorted(letters, key=lambda letter: (*mail_order(letter.addressee_name, letter.addressee_lines), consumers[letter.id]))
    found: list[Packet] = []
    for _, group in groupby(ordered, key=lambda letter: _goes_to(letter, consumers[letter.id])):
        together: list[Letter] = []
        for letter in group:
            if together and not (share and _fits_too(desk, together, letter)):
                found.append(_packet(desk, together))
                together = []
            together.append(letter)
        found.append(_packet(desk, together))
    return tuple(found)


def shared_envelopes(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """Return the letters of the queue that would go together, as ids, an envelope each."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        queued = [letter for letter in uow.letters.where(in_queue=True) if letter.format is not LetterFormat.TEXT and letter.composed]
        packets = packets_of(uow, desk, queued, share=True)
    return tuple(tuple(letter.id for letter in packet.letters) for packet in packets if len(packet.letters) > 1)


def queue_envelopes(desk: Desk) -> Mapping[str, Envelope]:
    """Return the envelope each letter of the queue goes in by itself, by the letter's id."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        queued = [letter for letter in uow.letters.where(in_queue=True) if letter.format is not LetterFormat.TEXT and letter.composed]
        return {letter.id: envelope_of(desk.press, [letter]) for letter in queued}


def face_envelopes(desk: Desk, batch_id: str) -> tuple[FaceStock, ...]:
    """Return which envelopes of a batch have no window, so that their faces are printed: a kind of envelope each, in the tray's order.

    Raises:
        DomainError: ``no_face_to_print``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        going = _faces(uow, desk, batch_id)
    kinds = dict.fromkeys(piece.envelope for piece in going)
    if not kinds:
        raise DomainError("no_face_to_print")
    return tuple(
        FaceStock(
            envelope=desk.press.envelope(kind), packets=tuple(piece.packet for piece in going if piece.envelope == kind)
        )
        for kind in kinds
    )  # fmt: skip


def envelope_faces(desk: Desk, batch_id: str, *, envelope: str = "", packets: Iterable[int] | None = None) -> bytes:
    """Return a PDF with the printed face of each envelope of a batch that has no window, in the order of the tray.

    Args:
        envelope: id of the kind of envelope, which all go through the printer together; empty for every kind without a window.
        packets: numbers of the envelopes wanted; all where left out.

    Raises:
        DomainError: ``no_face_to_print``; what keeps an address from its envelope.
    """
    going = _composed_faces(desk, batch_id, envelope, packets)
    return desk.press.join([desk.press.envelope_face(letter, piece.envelope) for letter, piece in going])


def envelope_labels(
    desk: Desk, batch_id: str, *, envelope: str, packets: Iterable[int] | None = None, sheet: str, first: int, offset: PrinterOffset
) -> bytes:
    """Return sheets of labels with the address of each envelope of a batch that has no window, in the order of the tray.

    Args:
        envelope, packets: as `envelope_faces`.
        sheet: id of the layout of the labels.
        first: the first free label of the first sheet, from 1.
        offset: how far the printer is off; sheets of labels go through it as letters do.

    Raises:
        DomainError: ``no_face_to_print``; ``no_such_label`` (most) at ``first``; ``label_too_small`` (number of the envelope, line)
            at ``pieces``: its address goes on the envelope itself.
    """
    going = _composed_faces(desk, batch_id, envelope, packets)
    with desk.uow() as uow:
        title = uow.mail_batches.get(batch_id).number
    try:
        return desk.press.address_labels([letter for letter, _ in going], sheet, first=first, offset=offset, title=title)
    except DomainError as refused:
        if refused.code != "label_too_small":
            raise
        place = refused.facts["place"]
        assert isinstance(place, int), "the press names the place of the address"
        raise DomainError("label_too_small", "pieces", number=going[place][1].packet, line=refused.facts["line"]) from None


def record_faces(desk: Desk, batch_id: str, *, envelope: str, packets: Sequence[int], labels: str = "") -> ChangeSet:
    """Record that the faces of these envelopes went to a printer or a file; it says nothing about the letters in them.

    Args:
        labels: id of the layout of labels, where they were printed on labels.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        record(
            uow, desk, "envelope_faces_printed", thing="batch", thing_id=batch_id,
            facts={"number": batch.number, "envelope": envelope, "envelopes": ",".join(str(each) for each in packets)}
            | ({"labels": labels} if labels else {}),
        )  # fmt: skip
        uow.commit()
    return changed("batches")


def _composed_faces(desk: Desk, batch_id: str, envelope: str, packets: Iterable[int] | None) -> list[tuple[ComposedLetter, MailPiece]]:
    desk.require(Act.RUN_MAIL_ROOM)
    wanted = set(packets) if packets is not None else None
    with desk.uow() as uow:
        found = [
            (composed_from_json(uow.letters.get(piece.letter_id).composed), piece)
            for piece in _faces(uow, desk, batch_id)
            if piece.envelope == (envelope or piece.envelope) and (wanted is None or piece.packet in wanted)
        ]
    if not found:
        raise DomainError("no_face_to_print")
    return found


def _faces(uow: UnitOfWork, desk: Desk, batch_id: str) -> list[MailPiece]:
    """The first piece of each envelope without a window, in the order of the tray; its address is the one on the face."""
    pieces = sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)
    first = {piece.packet: piece for piece in reversed(pieces) if piece.state is not PieceState.BACK_IN_QUEUE}
    return [piece for _, piece in sorted(first.items()) if desk.press.envelope(piece.envelope).address_window is None]


def _packet(desk: Desk, letters: Sequence[Letter]) -> Packet:
    return Packet(letters=tuple(letters), envelope=envelope_of(desk.press, letters))


def _fits_too(desk: Desk, together: Sequence[Letter], letter: Letter) -> bool:
    own = composed_from_json(together[0].composed).envelope
    if composed_from_json(letter.composed).envelope != own:
        return False
    return sum(map(sheets, (*together, letter))) <= desk.press.envelope(own).most_sheets


def _goes_to(letter: Letter, consumer: str) -> tuple[str, tuple[str, ...], str]:
    return letter.addressee_name, letter.addressee_lines, consumer


def _consumer(uow: UnitOfWork, letter: Letter) -> str:
    case = uow.cases.get(letter.case_id)
    return case.consumer_id or case.id
