"""How an issued letter left: a person's act. Clocks, extensions and answers follow from it and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from caseapp.domain.case import Request, TaskCode
from caseapp.domain.correspondence import Dispatch, Letter, PieceState
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import NOTICES, DispatchMethod, LetterKind, LetterState
from caseapp.domain.operators import Act, Role
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.tracking import usps_number
from caseapp.domain.transitions import Step
from caseapp.domain.work import DecisionOutcome
from caseapp.services.answers import ANSWERS, is_companion, is_not_covered
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, meet, set_state
from caseapp.services.desk import Desk, new_id
from caseapp.services.ending import close_when_done, set_purge_day
from caseapp.services.extension import apply_notice, reread_extension
from caseapp.services.life import add_task, take_step
from caseapp.services.notices import notice_left
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import has_left, in_batch, remove_proposals

NO_DATA_GROUND = "no_data"


def record_dispatch(desk: Desk, letter_id: str, *, method: DispatchMethod, on: date, proof: str = "") -> ChangeSet:
    """Record that an approved letter went out outside a batch: e-mail sent by hand, handed over, posted singly.

    Raises:
        DomainError: ``not_approved``, ``dispatched_already``, ``dispatch_in_future`` at ``on``, ``dispatch_before_approval`` at ``on``,
            ``letter_in_batch``; for certified mail ``tracking_missing``, ``tracking_not_a_number``, ``tracking_check_differs`` or
            ``tracking_used_already`` at ``proof``.
    """
    desk.require(Act.RECORD_DISPATCH)
    if method is DispatchMethod.CERTIFIED_MAIL:
        proof = _certified(proof)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if in_batch(uow, letter_id):
            raise DomainError("letter_in_batch")
        if method is DispatchMethod.CERTIFIED_MAIL:
            _must_be_unused(uow, proof)
        if letter.state in (LetterState.APPROVED, LetterState.ISSUED) and not has_left(uow, letter_id):
            letter = uow.letters.replace(
                replace(letter, state=LetterState.ISSUED, issued_at=letter.issued_at or desk.now_at(), in_queue=False)
            )
        letter_left(uow, desk, letter, method=method, on=on, proof=proof)
        uow.commit()
    return changed("cases", "letters", "deadlines", "tasks", case_id=letter.case_id)


def letter_left(
    uow: UnitOfWork, desk: Desk, letter: Letter, *, method: DispatchMethod, on: date, batch_id: str | None = None, proof: str = ""
) -> Dispatch:
    """Record one dispatch inside an open unit of work, with everything that follows from it."""
    if letter.state is not LetterState.ISSUED or letter.content is None:
        raise DomainError("not_approved")
    if uow.dispatches.where(letter_id=letter.id):
        raise DomainError("dispatched_already")
    if on > desk.today():
        raise DomainError("dispatch_in_future", "on", today=desk.today())
    _check_not_before_approval(desk, letter, on)
    dispatch = uow.dispatches.add(
        Dispatch(
            id=new_id(),
            letter_id=letter.id,
            case_id=letter.case_id,
            method=method,
            dispatched_on=on,
            recorded_at=desk.now_at(),
            recorded_by=desk.operator.id,
            batch_id=batch_id,
            proof=proof.strip(),
        )
    )
    record(
        uow,
        desk,
        "letter_dispatched",
        case_id=letter.case_id,
        thing="letter",
        thing_id=letter.id,
        facts={"method": method, "on": on, "kind": letter.kind, "sha256": letter.sha256},
        values={"proof": proof} if proof else None,
    )
    _consequences(uow, desk, letter, on)
    return dispatch


def record_return(desk: Desk, letter_id: str, *, on: date, reason: str) -> ChangeSet:
    """Record that a letter came back: the case reopens with a task for an officer; the first dispatch date is kept (T34).

    Raises:
        DomainError: ``not_dispatched``, ``returned_already``, ``return_before_dispatch`` or ``return_in_future`` at ``on``,
            ``reason_missing``.
    """
    desk.require(Act.RECORD_DISPATCH)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        dispatch = standing_dispatch(uow.dispatches.where(letter_id=letter_id))
        if dispatch is None:
            raise DomainError("not_dispatched")
        if dispatch.returned_on is not None:
            raise DomainError("returned_already")
        if on < dispatch.dispatched_on:
            raise DomainError("return_before_dispatch", "on", dispatched_on=dispatch.dispatched_on)
        if on > desk.today():
            raise DomainError("return_in_future", "on")
        uow.dispatches.replace(replace(dispatch, returned_on=on, return_reason=reason.strip()))
        for request_id in letter.request_ids:
            if letter.kind in ANSWERS:
                _came_back(uow, uow.requests.get(request_id), letter, on)
        add_task(uow, desk, letter.case_id, TaskCode.RETURNED_MAIL, for_role=Role.PRIVACY_OFFICER, note=reason.strip())
        record(uow, desk, "letter_returned", case_id=letter.case_id, thing="letter", thing_id=letter_id, facts={"on": on}, reason=reason)
        uow.commit()
    return changed("cases", "letters", "deadlines", "tasks", case_id=letter.case_id)


def _came_back(uow: UnitOfWork, request: Request, letter: Letter, on: date) -> None:
    """Take a request up again whose answer came back, unless a later answer reached the person."""
    if request.answered_on is None or _another_reached(uow, request, letter):
        return
    if request.status in (RequestStatus.ANSWERED, RequestStatus.CLOSED):
        take_step(uow, replace(request, returned_on=on, closed_on=None), Step.T34, RequestStatus.IN_PROGRESS)
        closing_kinds = {DeadlineKind.RETENTION, DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK}
        set_state(uow, request.id, closing_kinds, DeadlineState.SUPERSEDED)
        set_purge_day(uow, request.case_id)
    else:
        uow.requests.replace(replace(request, returned_on=on))


def _another_reached(uow: UnitOfWork, request: Request, letter: Letter) -> bool:
    for other in uow.letters.where(case_id=request.case_id):
        if other.id == letter.id or request.id not in other.request_ids or other.kind not in ANSWERS:
            continue
        if is_companion(request, other.kind) is not is_companion(request, letter.kind):
            continue
        dispatch = standing_dispatch(uow.dispatches.where(letter_id=other.id))
        if dispatch is not None and dispatch.returned_on is None:
            return True
    return False


def correct_dispatch(desk: Desk, dispatch_id: str, *, on: date, reason: str) -> ChangeSet:
    """Put a wrong dispatch date right by an officer's second entry; both dates stay, and the clocks are read again.

    Raises:
        DomainError: ``reason_missing``, ``dispatch_in_future`` or ``dispatch_before_approval`` at ``on``, ``corrected_already``.
    """
    desk.require(Act.CORRECT_DISPATCH)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    if on > desk.today():
        raise DomainError("dispatch_in_future", "on", today=desk.today())
    with desk.uow() as uow:
        first = uow.dispatches.get(dispatch_id)
        if uow.dispatches.where(corrects_id=dispatch_id):
            raise DomainError("corrected_already")
        letter = uow.letters.get(first.letter_id)
        _check_not_before_approval(desk, letter, on)
        second = uow.dispatches.add(
            replace(
                first,
                id=new_id(),
                dispatched_on=on,
                recorded_at=desk.now_at(),
                recorded_by=desk.operator.id,
                corrects_id=first.id,
                correction_reason=reason.strip(),
                version=1,
            )
        )
        record(
            uow,
            desk,
            "dispatch_corrected",
            case_id=letter.case_id,
            thing="dispatch",
            thing_id=second.id,
            facts={"from": first.dispatched_on, "to": on},
            reason=reason,
        )
        _reread_clocks(uow, desk, letter, first.dispatched_on, on)
        uow.commit()
    return changed("cases", "letters", "deadlines", case_id=letter.case_id)


def standing_dispatch(dispatches: tuple[Dispatch, ...]) -> Dispatch | None:
    """Return the entry that counts: the newest correction, else the first."""
    corrected = {one.corrects_id for one in dispatches}
    standing = [one for one in dispatches if one.id not in corrected]
    return standing[-1] if standing else None


def _certified(typed: str) -> str:
    """Return the number of a certified letter, checked as in the mail room; here it is typed as the proof."""
    if not typed.strip():
        raise DomainError("tracking_missing", "proof")
    try:
        return usps_number(typed)
    except DomainError as refused:
        raise DomainError(refused.code, "proof", **refused.facts) from None


def _must_be_unused(uow: UnitOfWork, number: str) -> None:
    pieces = (piece for piece in uow.mail_pieces.where(tracking=number) if piece.state is not PieceState.BACK_IN_QUEUE)
    if any(True for _ in pieces) or uow.dispatches.where(proof=number):
        raise DomainError("tracking_used_already", "proof")


def _check_not_before_approval(desk: Desk, letter: Letter, on: date) -> None:
    approved_on = letter.approved_at.astimezone(ZoneInfo(desk.business_zone)).date() if letter.approved_at else on
    if on < approved_on:
        raise DomainError("dispatch_before_approval", "on", approved_on=approved_on)


def _consequences(uow: UnitOfWork, desk: Desk, letter: Letter, on: date) -> None:
    if letter.kind is LetterKind.EXTENSION_NOTICE:
        apply_notice(uow, desk, letter, on)
        return
    if letter.kind in NOTICES:
        notice_left(uow, letter, on)
    for request_id in letter.request_ids:
        if letter.kind is LetterKind.CONFIRM_RECEIPT:
            meet(uow, request_id, {DeadlineKind.CONFIRM_RECEIPT}, on)
        elif letter.kind in ANSWERS:
            request = uow.requests.get(request_id)
            if is_companion(request, letter.kind):
                close_when_done(uow, desk, request_id)
            else:
                _answered(uow, desk, request, letter, on)


def _answered(uow: UnitOfWork, desk: Desk, request: Request, letter: Letter, on: date) -> None:
    """Mark a request as answered. An answer inside ten business days also confirms receipt (11 CCR 7021(a))."""
    meet(uow, request.id, ANSWER_KINDS | {DeadlineKind.CONFIRM_RECEIPT}, on)
    set_state(uow, request.id, {DeadlineKind.EXTENSION_NOTICE, DeadlineKind.FEE_ANSWER}, DeadlineState.NOT_APPLICABLE)
    disposition = disposition_of(uow, request, letter.kind)
    answered = replace(request, answered_on=request.answered_on or on, returned_on=None)
    take_step(uow, answered, Step.T21, RequestStatus.ANSWERED, ends_as=disposition, kind=letter.kind)
    if request.returned_on is not None:
        _end_return_tasks(uow, desk, request.case_id)
    remove_proposals(uow, desk, request.id, reason="")
    close_when_done(uow, desk, request.id)


def _end_return_tasks(uow: UnitOfWork, desk: Desk, case_id: str) -> None:
    """The answer that came back was sent again: unless another one of the case waits, nothing is left to do about it."""
    if any(request.returned_on is not None for request in uow.requests.where(case_id=case_id)):
        return
    for task in uow.tasks.where(case_id=case_id, code=TaskCode.RETURNED_MAIL, done_at=None):
        uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id))


def disposition_of(uow: UnitOfWork, request: Request, kind: LetterKind) -> Disposition:
    """Return how a request ends when this answer leaves, from the letter and the decisions behind it."""
    if kind is LetterKind.UNVERIFIED:
        granted = uow.decisions.where(request_id=request.id, outcome=DecisionOutcome.GRANTED)
        return Disposition.FULFILLED_IN_PART if granted else Disposition.UNVERIFIED
    if kind is LetterKind.SERVICE_PROVIDER:
        return Disposition.REDIRECTED
    decisions = uow.decisions.where(request_id=request.id)
    refused = [one for one in decisions if one.outcome is DecisionOutcome.REFUSED]
    if not refused:
        return Disposition.FULFILLED
    if len(refused) < len(decisions):
        return Disposition.FULFILLED_IN_PART
    if is_not_covered(decisions):
        return Disposition.NOT_COVERED
    if {one.ground_code for one in refused} == {NO_DATA_GROUND}:
        return Disposition.NO_DATA
    return Disposition.DENIED


def _reread_clocks(uow: UnitOfWork, desk: Desk, letter: Letter, was_on: date, on: date) -> None:
    """Read the clocks again after a corrected date: those this letter had met, and an extension that may stand or fall."""
    kinds = {LetterKind.CONFIRM_RECEIPT: {DeadlineKind.CONFIRM_RECEIPT}, LetterKind.EXTENSION_NOTICE: {DeadlineKind.EXTENSION_NOTICE}}
    wanted = kinds.get(letter.kind, ANSWER_KINDS | {DeadlineKind.CONFIRM_RECEIPT} if letter.kind in ANSWERS else frozenset())
    for request_id in letter.request_ids:
        request = uow.requests.get(request_id)
        if is_companion(request, letter.kind):
            continue
        for deadline in uow.deadlines.where(request_id=request_id):
            if deadline.kind in wanted and deadline.met_on == was_on:
                state = DeadlineState.MET if on <= deadline.last_day_on else DeadlineState.MET_LATE
                uow.deadlines.replace(replace(deadline, met_on=on, state=state))
        if letter.kind in ANSWERS and request.answered_on == was_on:
            uow.requests.replace(replace(request, answered_on=on))
    if letter.kind is LetterKind.EXTENSION_NOTICE:
        for extension in uow.extensions.where(letter_id=letter.id):
            if extension.state is not ExtensionState.REMOVED:
                reread_extension(uow, desk, extension, on)
