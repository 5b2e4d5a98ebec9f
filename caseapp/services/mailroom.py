"""The mail room: queue, batch, print, check, count, dispatch. Sent to the printer never means printed, printed never means dispatched."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from caseapp.domain.correspondence import BatchState, Letter, MailBatch, MailPiece, PieceState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.print_file import PrinterOffset, PrintPiece, piece_mark
from caseapp.domain.tracking import usps_number
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.dispatch import letter_left
from caseapp.services.letter_age import refuse_outdated
from caseapp.services.mail_lists import envelopes_of, list_of_batch
from caseapp.services.mail_packets import packets_of
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.stop_list import refuse_stopped

BATCH_SIZE_MAX = 50


def make_batch(desk: Desk, letter_ids: Sequence[str], *, share_envelopes: bool = True) -> ChangeSet:
    """Make a fixed set of numbered pieces from queued letters, sorted by ZIP code, abroad last. `created_id` is the batch.

    Args:
        share_envelopes: letters to one person go in one envelope, as far as it takes them.

    Raises:
        DomainError: ``nothing_to_print``, ``batch_too_large``, ``letter_not_queued``, ``text_letter_in_batch``; ``letters_stopped``
            (count, numbers): see the stop list.
        Conflict: ``letter_older_than_change``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    if not letter_ids:
        raise DomainError("nothing_to_print")
    if len(letter_ids) > BATCH_SIZE_MAX:
        raise DomainError("batch_too_large", most=BATCH_SIZE_MAX)
    with desk.uow() as uow:
        letters = [uow.letters.get(letter_id) for letter_id in dict.fromkeys(letter_ids)]
        for letter in letters:
            if letter.state is not LetterState.APPROVED and not _back_in_queue(letter):
                raise DomainError("letter_not_queued")
            if letter.format is LetterFormat.TEXT:
                raise DomainError("text_letter_in_batch")
        refuse_outdated(uow, letters)
        refuse_stopped(uow, desk, letters)
        packets = packets_of(uow, desk, letters, share=share_envelopes)
        today = desk.today()
        series = today.strftime("%Y%m%d")
        batch = uow.mail_batches.add(
            MailBatch(
                id=new_id(),
                number=f"B{series}-{uow.next_number(f'batch-{series}'):02d}",
                state=BatchState.OPEN,
                envelope=Counter(packet.envelope.id for packet in packets).most_common(1)[0][0],
                created_at=desk.now_at(),
                created_by=desk.operator.id,
            )
        )
        position = 0
        for number, packet in enumerate(packets, start=1):
            for letter in packet.letters:
                position += 1
                uow.letters.replace(replace(letter, state=LetterState.ISSUED, issued_at=letter.issued_at or desk.now_at(), in_queue=False))
                uow.mail_pieces.add(
                    MailPiece(
                        id=new_id(), batch_id=batch.id, letter_id=letter.id, case_id=letter.case_id, position=position,
                        pages=letter.pages, envelope=packet.envelope.id, packet=number,
                    )
                )  # fmt: skip
        record(
            uow,
            desk,
            "batch_made",
            thing="batch",
            thing_id=batch.id,
            facts={"number": batch.number, "pieces": len(letters), "envelopes": len(packets)},
        )
        uow.commit()
    return changed("letters", "batches", created_id=batch.id, number=batch.number)


def batch_content(
    desk: Desk,
    batch_id: str,
    *,
    positions: Iterable[int] | None = None,
    duplex: bool = False,
    offset: PrinterOffset = PrinterOffset(),  # noqa: B008 - frozen
    with_cover: bool = False,
) -> bytes:
    """Return one PDF for the printer or a file: the pages of the pieces' frozen letters, each with the mark of piece and page.

    The letters themselves are not touched; the same pieces give the same bytes.

    Args:
        positions: the pieces to print, all of them where it is None.
        duplex: each piece begins on a new sheet.
        offset: how far the printer is off.
        with_cover: the cover list lies on top.

    Raises:
        DomainError: ``nothing_to_print``; ``letter_bytes_changed``: a stored page is not the one that was approved.
        Conflict: ``letter_older_than_change``: the case changed while its letter lay in the batch.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    wanted = set(positions) if positions is not None else None
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        pieces = _pieces(uow, batch_id)
        chosen = [
            (piece, uow.letters.get(piece.letter_id))
            for piece in pieces
            if piece.state is not PieceState.BACK_IN_QUEUE and (wanted is None or piece.position in wanted)
        ]
        refuse_outdated(uow, (letter for piece, letter in chosen if piece.state is not PieceState.DISPATCHED))
        cover = desk.press.cover_list(list_of_batch(uow, desk, batch, pieces)) if with_cover and chosen else None
    for _, letter in chosen:
        if letter.content is None or hashlib.sha256(letter.content).hexdigest() != letter.sha256:
            raise DomainError("letter_bytes_changed")
    printed = [
        PrintPiece(content=letter.content, mark=piece_mark(batch.number, piece.position, len(pieces)))
        for piece, letter in chosen
        if letter.content is not None
    ]
    if not printed:
        raise DomainError("nothing_to_print")
    return desk.press.print_file(printed, title=batch.number, duplex=duplex, offset=offset, cover=cover)


def batch_manifest(desk: Desk, batch_id: str) -> bytes:
    """Return the mail manifest of a batch as a PDF, a line an envelope; what went back to the queue is not in it.

    Raises:
        DomainError: ``nothing_to_print``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        listed = list_of_batch(uow, desk, batch, _pieces(uow, batch_id))
    if not listed.lines:
        raise DomainError("nothing_to_print")
    return desk.press.manifest(replace(listed, lines=envelopes_of(listed.lines)))


def begin_printing(desk: Desk, batch_id: str, *, printer: str) -> ChangeSet:
    """Say that bytes are on their way: until `mark_sent_to_printer` nobody knows what lies in the tray, whatever stops the program."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        _must_be(batch, BatchState.OPEN, BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED)
        uow.mail_batches.replace(replace(batch, state=BatchState.PRINT_UNKNOWN, printer=printer, counted=None))
        record(uow, desk, "batch_printing_begun", thing="batch", thing_id=batch_id, facts={"number": batch.number})
        uow.commit()
    return changed("batches")


def take_printing_back(desk: Desk, batch_id: str, *, before: BatchState) -> ChangeSet:
    """Put a batch back where it was before `begin_printing`, because the printer took nothing."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        _must_be(batch, BatchState.PRINT_UNKNOWN)
        if before not in (BatchState.OPEN, BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED):
            raise DomainError("batch_in_other_state", state=before)
        uow.mail_batches.replace(replace(batch, state=before))
        record(uow, desk, "batch_printing_failed", thing="batch", thing_id=batch_id, facts={"number": batch.number})
        uow.commit()
    return changed("batches")


def mark_sent_to_printer(desk: Desk, batch_id: str, *, printer: str, positions: Sequence[int] = (), reason: str = "") -> ChangeSet:
    """Record that the bytes went to a printer or a file. Each piece printed again is a further copy, told with its reason in its case.

    Args:
        positions: the pieces that were printed; empty for the whole batch.
        reason: why they were printed again. The whole batch needs one too, once it was printed; where nobody knows whether it was,
            giving one counts what is printed now as a further copy.

    Raises:
        DomainError: ``reason_missing`` at ``reason`` when pieces are printed again without one; ``batch_in_other_state``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        _must_be(batch, BatchState.OPEN, BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED)
        if (positions or batch.printed_at is not None) and not reason.strip():
            raise DomainError("reason_missing", "reason")
        if reason.strip():
            for piece in _pieces(uow, batch_id):
                if piece.state is not PieceState.BACK_IN_QUEUE and (not positions or piece.position in positions):
                    _printed_again(uow, desk, batch, piece, reason.strip())
        uow.mail_batches.replace(
            replace(batch, state=BatchState.SENT_TO_PRINTER, printer=printer, printed_at=desk.now_at(), checked_at=None, counted=None)
        )
        record(
            uow,
            desk,
            "batch_sent_to_printer",
            thing="batch",
            thing_id=batch_id,
            facts={"number": batch.number, "again": ",".join(str(position) for position in positions)},
            reason=reason.strip(),
        )
        uow.commit()
    return changed("batches")


def mark_checked(desk: Desk, batch_id: str, *, problem_positions: Sequence[int] = ()) -> ChangeSet:
    """Record that every page was looked at; pieces with a problem are named and wait for a reprint or go back to the queue.

    A count that was recorded before counts no more: something was found after it.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        _must_be(batch, BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED, BatchState.COUNTED)
        for piece in _pieces(uow, batch_id):
            if piece.state in (PieceState.IN_BATCH, PieceState.PROBLEM):
                state = PieceState.PROBLEM if piece.position in problem_positions else PieceState.IN_BATCH
                uow.mail_pieces.replace(replace(piece, state=state))
        uow.mail_batches.replace(replace(batch, state=BatchState.CHECKED, checked_at=desk.now_at(), counted=None))
        record(
            uow,
            desk,
            "batch_checked",
            thing="batch",
            thing_id=batch_id,
            facts={"number": batch.number, "problems": ",".join(str(position) for position in problem_positions)},
        )
        uow.commit()
    return changed("batches")


def return_piece_to_queue(desk: Desk, piece_id: str) -> ChangeSet:
    """Take one piece out of an unsent batch; its frozen letter waits in the queue again."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        piece = uow.mail_pieces.get(piece_id)
        batch = uow.mail_batches.get(piece.batch_id)
        if batch.state in (BatchState.DISPATCHED, BatchState.CANCELLED) or piece.state is PieceState.BACK_IN_QUEUE:
            raise DomainError("piece_not_in_batch")
        _requeue(uow, piece)
        uow.mail_batches.replace(
            replace(batch, counted=None, state=BatchState.CHECKED if batch.state is BatchState.COUNTED else batch.state)
        )
        record(uow, desk, "piece_back_in_queue", case_id=piece.case_id, thing="piece", thing_id=piece_id, facts={"batch": batch.number})
        uow.commit()
    return changed("batches", "letters", case_id=piece.case_id)


def count_batch(desk: Desk, batch_id: str, counted: int) -> ChangeSet:
    """Record how many envelopes lie in the tray.

    Raises:
        DomainError: ``count_differs`` at ``counted``, ``pieces_with_problem``, ``batch_not_checked``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        if batch.state not in (BatchState.CHECKED, BatchState.COUNTED):
            raise DomainError("batch_not_checked")
        pieces = _pieces(uow, batch_id)
        problems = [piece.position for piece in pieces if piece.state is PieceState.PROBLEM]
        if problems:
            raise DomainError("pieces_with_problem", positions=tuple(problems))
        expected = len({piece.packet or -piece.position for piece in pieces if piece.state is PieceState.IN_BATCH})
        if counted != expected:
            raise DomainError("count_differs", "counted", counted=counted, expected=expected)
        uow.mail_batches.replace(replace(batch, state=BatchState.COUNTED, counted=counted, counted_at=desk.now_at()))
        record(uow, desk, "batch_counted", thing="batch", thing_id=batch_id, facts={"number": batch.number, "counted": counted})
        uow.commit()
    return changed("batches")


def set_tracking(desk: Desk, piece_id: str, number: str) -> ChangeSet:
    """Keep the number of the post for the envelope a piece lies in, as it was typed or scanned; an empty one takes it away.

    Raises:
        DomainError: ``tracking_not_a_number``, ``tracking_check_differs`` or ``tracking_used_already`` at ``tracking``;
            ``piece_not_in_batch``.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    digits = usps_number(number) if number.strip() else ""
    with desk.uow() as uow:
        piece = uow.mail_pieces.get(piece_id)
        batch = uow.mail_batches.get(piece.batch_id)
        if batch.state in (BatchState.DISPATCHED, BatchState.CANCELLED) or piece.state is PieceState.BACK_IN_QUEUE:
            raise DomainError("piece_not_in_batch")
        beside = [one for one in _pieces(uow, batch.id) if one.packet == piece.packet or one.id == piece.id]
        beside = [one for one in beside if one.state is not PieceState.BACK_IN_QUEUE]
        own = {one.id for one in beside}
        others = (one for one in uow.mail_pieces.where(tracking=digits) if one.id not in own and one.state is not PieceState.BACK_IN_QUEUE)
        if digits and (any(True for _ in others) or uow.dispatches.where(proof=digits)):
            raise DomainError("tracking_used_already", "tracking")
        for one in beside:
            uow.mail_pieces.replace(replace(one, tracking=digits))
        record(
            uow, desk, "piece_numbered" if digits else "piece_number_taken_back", case_id=piece.case_id, thing="piece", thing_id=piece_id,
            facts={"batch": batch.number, "piece": piece.position}, values={"tracking": digits} if digits else None,
        )  # fmt: skip
        uow.commit()
    return changed("batches", case_id=piece.case_id)


def dispatch_batch(desk: Desk, batch_id: str, *, on: date, method: DispatchMethod = DispatchMethod.FIRST_CLASS_MAIL) -> ChangeSet:
    """Say that the counted pieces were given to the post on a day: every clock they meet is met by it.

    A piece with a number of the post left by certified mail, whatever class the rest of the batch has.

    Raises:
        DomainError: ``batch_not_counted``; at ``on`` ``dispatch_in_future``, ``dispatch_before_approval``, or
            ``dispatch_before_printing`` (printed_on: the day of the last page, or where nobody knows it of the batch);
            ``tracking_missing`` (positions) at ``tracking``: certified mail without a number.
    """
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        if batch.state is not BatchState.COUNTED:
            raise DomainError("batch_not_counted")
        printed_on = (batch.printed_at or batch.created_at).astimezone(ZoneInfo(desk.business_zone)).date()
        if on < printed_on:
            raise DomainError("dispatch_before_printing", "on", printed_on=printed_on)
        case_ids = set()
        going = [piece for piece in _pieces(uow, batch_id) if piece.state is PieceState.IN_BATCH]
        bare = tuple(piece.position for piece in going if not piece.tracking)
        if bare and method is DispatchMethod.CERTIFIED_MAIL:
            raise DomainError("tracking_missing", "tracking", positions=bare)
        for piece in going:
            own = DispatchMethod.CERTIFIED_MAIL if piece.tracking else method
            letter_left(uow, desk, uow.letters.get(piece.letter_id), method=own, on=on, batch_id=batch_id, proof=piece.tracking)
            uow.mail_pieces.replace(replace(piece, state=PieceState.DISPATCHED))
            case_ids.add(piece.case_id)
        uow.mail_batches.replace(replace(batch, state=BatchState.DISPATCHED, dispatched_on=on))
        record(
            uow,
            desk,
            "batch_dispatched",
            thing="batch",
            thing_id=batch_id,
            facts={"number": batch.number, "on": on, "pieces": len(going), "method": method},
        )
        uow.commit()
    return ChangeSet(case_ids=frozenset(case_ids), areas=frozenset({"cases", "letters", "batches", "deadlines", "tasks"}))


def cancel_batch(desk: Desk, batch_id: str) -> ChangeSet:
    """Give up an unsent batch; every letter waits in the queue again."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        batch = uow.mail_batches.get(batch_id)
        if batch.state in (BatchState.DISPATCHED, BatchState.CANCELLED):
            raise DomainError("batch_ended")
        for piece in _pieces(uow, batch_id):
            if piece.state is not PieceState.BACK_IN_QUEUE:
                _requeue(uow, piece)
        uow.mail_batches.replace(replace(batch, state=BatchState.CANCELLED))
        record(uow, desk, "batch_cancelled", thing="batch", thing_id=batch_id, facts={"number": batch.number})
        uow.commit()
    return changed("batches", "letters")


def _printed_again(uow: UnitOfWork, desk: Desk, batch: MailBatch, piece: MailPiece, reason: str) -> None:
    copy = piece.copies + 1
    uow.mail_pieces.replace(replace(piece, copies=copy, state=PieceState.IN_BATCH))
    record(
        uow,
        desk,
        "piece_printed_again",
        case_id=piece.case_id,
        thing="piece",
        thing_id=piece.id,
        facts={"batch": batch.number, "piece": piece.position, "copy": copy},
        reason=reason,
    )


def _requeue(uow: UnitOfWork, piece: MailPiece) -> None:
    uow.mail_pieces.replace(replace(piece, state=PieceState.BACK_IN_QUEUE, tracking=""))
    letter = uow.letters.get(piece.letter_id)
    uow.letters.replace(replace(letter, in_queue=True))


def _back_in_queue(letter: Letter) -> bool:
    return letter.state is LetterState.ISSUED and letter.in_queue


def _pieces(uow: UnitOfWork, batch_id: str) -> list[MailPiece]:
    return sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)


def _must_be(batch: MailBatch, *states: BatchState) -> None:
    if batch.state not in states:
        raise DomainError("batch_in_other_state", state=batch.state)
