"""Letters that were written and have not left: what takes them out of the way when their request ends otherwise."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.correspondence import Letter, PieceState
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Step
from caseapp.services.answers import ANSWERS, is_companion
from caseapp.services.desk import Desk
from caseapp.services.life import take_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

ABOUT_SEVERAL = frozenset({LetterKind.CONFIRM_RECEIPT, LetterKind.REQUEST_INFORMATION})
"""These still say something true when one of their requests has ended and another goes on."""


def in_batch(uow: UnitOfWork, letter_id: str) -> bool:
    """Say whether the letter lies in a batch that has not left."""
    return any(piece.state in (PieceState.IN_BATCH, PieceState.PROBLEM) for piece in uow.mail_pieces.where(letter_id=letter_id))


def has_left(uow: UnitOfWork, letter_id: str) -> bool:
    return bool(uow.dispatches.where(letter_id=letter_id))


def standing_answers(uow: UnitOfWork, request_id: str) -> list[Letter]:
    """Return the answers to a request, companions too, that are being written or wait to leave."""
    case_id = uow.requests.get(request_id).case_id
    return [
        letter
        for letter in uow.letters.where(case_id=case_id)
        if request_id in letter.request_ids
        and letter.kind in ANSWERS
        and letter.state is not LetterState.VOIDED
        and not has_left(uow, letter.id)
    ]


def take_letters_back(uow: UnitOfWork, desk: Desk, request_id: str, *, reason: str) -> None:
    """Void what was written about a request that ends without an answer; nothing of it stays in the queue.

    Raises:
        DomainError: ``letter_in_batch``: the clerk has it in hand; it goes back to the queue first.
    """
    request = uow.requests.get(request_id)
    for letter in uow.letters.where(case_id=request.case_id):
        if request_id not in letter.request_ids or letter.state is LetterState.VOIDED or has_left(uow, letter.id):
            continue
        others = [uow.requests.get(other) for other in letter.request_ids if other != request_id]
        if letter.kind in ABOUT_SEVERAL and any(other.status is not RequestStatus.CLOSED for other in others):
            continue
        void(uow, desk, letter, reason=reason)
    remove_proposals(uow, desk, request_id, reason=reason)


def remove_proposals(uow: UnitOfWork, desk: Desk, request_id: str, *, reason: str) -> None:
    """Remove an extension that was proposed and is no longer wanted. One whose notice lies in a batch lapses when that leaves."""
    for extension in uow.extensions.where(request_id=request_id, state=ExtensionState.PROPOSED):
        notice = uow.letters.find(extension.letter_id) if extension.letter_id else None
        if notice is not None and notice.state is not LetterState.VOIDED:
            if in_batch(uow, notice.id):
                continue
            void(uow, desk, notice, reason=reason)
        uow.extensions.replace(replace(extension, state=ExtensionState.REMOVED))
        record(uow, desk, "extension_removed", case_id=extension.case_id, thing="extension", thing_id=extension.id, reason=reason)


def void(uow: UnitOfWork, desk: Desk, letter: Letter, *, reason: str) -> None:
    """Void one letter that has not left; requests it answered go back to work.

    Raises:
        DomainError: ``letter_in_batch``, ``letter_issued``.
    """
    if in_batch(uow, letter.id):
        raise DomainError("letter_in_batch")
    if has_left(uow, letter.id):
        raise DomainError("letter_issued")
    back_to_work(uow, letter)
    uow.letters.replace(replace(letter, state=LetterState.VOIDED, in_queue=False, void_reason=reason.strip()))
    record(uow, desk, "letter_voided", case_id=letter.case_id, thing="letter", thing_id=letter.id, reason=reason)


def back_to_work(uow: UnitOfWork, letter: Letter) -> None:
    """Take the requests a letter would have answered back to where it can be written anew (T19)."""
    if letter.kind not in ANSWERS:
        return
    for request_id in letter.request_ids:
        request = uow.requests.get(request_id)
        if is_companion(request, letter.kind):
            continue
        if request.status in (RequestStatus.IN_REVIEW, RequestStatus.READY_TO_SEND):
            take_step(uow, request, Step.T19, RequestStatus.IN_PROGRESS)
