"""The one extension of an answer: proposed with a reason, in force only by the dispatch of its notice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import Extension, ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState, extended_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.extension import ExtensionEffect, ExtensionOffer, extension_effect, extension_offer
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.status import RequestStatus
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, add_deadline, meet, regime_of, set_state
from caseapp.services.desk import Desk, new_id
from caseapp.services.letter_drafts import add_letter
from caseapp.services.life import live_request
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import void

STANDING = frozenset({ExtensionState.PROPOSED, ExtensionState.IN_FORCE, ExtensionState.IN_FORCE_LENIENT})
REASON_LENGTH_MIN = 15


def offer_for(desk: Desk, request_id: str) -> ExtensionOffer:
    """Say whether the request may be extended today, with the dates and the warning that go with it."""
    desk.require(Act.SEE_CASES)
    with desk.uow() as uow:
        request = uow.requests.get(request_id)
        return _offer(uow, desk, uow.cases.get(request.case_id), request)


def propose_extension(
    desk: Desk, request_id: str, *, reason_code: ExtensionReason, reason_text: str, override_reason: str = ""
) -> ChangeSet:
    """Propose an extension and draft its notice. Nothing changes for the clocks until the notice was dispatched.

    Fact of the result: ``letter_id``.

    Raises:
        DomainError: the refusal code of the offer (``not_extendable_type``, ``already_extended``, ``already_answered``, ``too_late``),
            ``reason_too_short`` or ``secret_number_typed`` at ``reason_text``, ``override_reason_missing`` at ``override_reason``.
    """
    desk.require(Act.EXTEND)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        offer = _offer(uow, desk, case, request)
        if not offer.allowed:
            raise DomainError(str(offer.code), last_day_on=offer.notice_last_day_on)
        if len(reason_text.strip()) < REASON_LENGTH_MIN:
            raise DomainError("reason_too_short", "reason_text", shortest=REASON_LENGTH_MIN)
        refuse_blocked_number(reason_text, "reason_text")
        if offer.needs_override_reason and not override_reason.strip():
            raise DomainError("override_reason_missing", "override_reason")
        letter = add_letter(uow, desk, case, (request.id,), LetterKind.EXTENSION_NOTICE, slots=(("reason", reason_text.strip()),))
        extension = uow.extensions.add(
            Extension(
                id=new_id(),
                case_id=case.id,
                request_id=request.id,
                reason_code=reason_code,
                reason_text=reason_text.strip(),
                override_reason=override_reason.strip(),
                proposed_at=desk.now_at(),
                proposed_by=desk.operator.id,
                letter_id=letter.id,
            )
        )
        record(
            uow,
            desk,
            "extension_proposed",
            case_id=case.id,
            thing="extension",
            thing_id=extension.id,
            reason=reason_text,
            facts={"reason": reason_code, "override": bool(override_reason.strip()), "warning": offer.warning or ""},
        )
        uow.commit()
    return changed("cases", "letters", "deadlines", case_id=case.id, created_id=extension.id, letter_id=letter.id)


def remove_extension(desk: Desk, extension_id: str, *, reason: str) -> ChangeSet:
    """Take a proposal back before its notice left; its letter is voided.

    Raises:
        DomainError: ``extension_in_force``, ``reason_missing``; ``letter_in_batch``: the clerk has it; it goes back to the queue first.
    """
    desk.require(Act.EXTEND)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        extension = uow.extensions.get(extension_id)
        if extension.state is not ExtensionState.PROPOSED:
            raise DomainError("extension_in_force")
        letter = uow.letters.find(extension.letter_id) if extension.letter_id else None
        if letter is not None and letter.state is not LetterState.VOIDED:
            void(uow, desk, letter, reason=reason)
        uow.extensions.replace(replace(extension, state=ExtensionState.REMOVED))
        record(uow, desk, "extension_removed", case_id=extension.case_id, thing="extension", thing_id=extension_id, reason=reason)
        uow.commit()
    return changed("cases", "letters", "deadlines", case_id=extension.case_id)


def apply_notice(uow: UnitOfWork, desk: Desk, letter: Letter, dispatched_on: date) -> None:
    """Bring an extension into force by the dispatch of its notice, or let it lapse when the notice left too late (T14)."""
    for extension in uow.extensions.where(letter_id=letter.id):
        if extension.state in (ExtensionState.PROPOSED, ExtensionState.LAPSED):
            _judge(uow, desk, extension, dispatched_on, moot=_is_over(uow.requests.get(extension.request_id)))


def reread_extension(uow: UnitOfWork, desk: Desk, extension: Extension, dispatched_on: date) -> None:
    """Judge an extension again after the day of its notice was corrected or the receipt was moved; an answer given stays given."""
    for deadline in uow.deadlines.where(request_id=extension.request_id):
        if deadline.kind is DeadlineKind.ANSWER and deadline.state is DeadlineState.SUPERSEDED:
            uow.deadlines.replace(replace(deadline, state=DeadlineState.OPEN))
        elif deadline.kind is DeadlineKind.EXTENSION_NOTICE and extension.in_force_on is not None:
            uow.deadlines.replace(replace(deadline, state=DeadlineState.OPEN, met_on=None))
        elif deadline.kind is DeadlineKind.EXTENDED_ANSWER:
            uow.deadlines.remove(deadline.id)
    fresh = uow.extensions.replace(replace(extension, state=ExtensionState.PROPOSED, in_force_on=None))
    request = uow.requests.get(extension.request_id)
    _judge(uow, desk, fresh, dispatched_on, moot=_is_over(request) and extension.in_force_on is None)
    if request.answered_on is not None:
        meet(uow, request.id, ANSWER_KINDS, request.answered_on)
    elif request.status is RequestStatus.CLOSED:
        set_state(uow, request.id, ANSWER_KINDS | {DeadlineKind.EXTENSION_NOTICE}, DeadlineState.NOT_APPLICABLE)


def _is_over(request: Request) -> bool:
    """Say whether a notice can no longer change anything: the answer left, or the request ended without one."""
    return request.answered_on is not None or request.status is RequestStatus.CLOSED


def _judge(uow: UnitOfWork, desk: Desk, extension: Extension, dispatched_on: date, *, moot: bool) -> None:
    case = uow.cases.get(extension.case_id)
    request = uow.requests.get(extension.request_id)
    regime = regime_of(desk, case, request)
    receipt_on = received_on(case, request)
    lists = desk.rulebook.lists
    effect = ExtensionEffect.NONE if moot else extension_effect(regime, lists, receipt_on, dispatched_on, request_type=request.type)
    if effect is ExtensionEffect.NONE:
        uow.extensions.replace(replace(extension, state=ExtensionState.LAPSED))
        record(
            uow,
            desk,
            "extension_lapsed",
            case_id=case.id,
            thing="extension",
            thing_id=extension.id,
            facts={"dispatched_on": dispatched_on},
        )
        return
    state = ExtensionState.IN_FORCE if effect is ExtensionEffect.STRICT else ExtensionState.IN_FORCE_LENIENT
    uow.extensions.replace(replace(extension, state=state, in_force_on=dispatched_on))
    meet(uow, request.id, {DeadlineKind.EXTENSION_NOTICE}, dispatched_on)
    for deadline in uow.deadlines.where(request_id=request.id, kind=DeadlineKind.ANSWER):
        uow.deadlines.replace(replace(deadline, state=DeadlineState.SUPERSEDED, met_on=None))
    add_deadline(uow, case.id, request.id, extended_answer(regime, desk.rulebook.lists, request.type, receipt_on))
    record(
        uow,
        desk,
        "extension_in_force",
        case_id=case.id,
        thing="extension",
        thing_id=extension.id,
        facts={"dispatched_on": dispatched_on, "reading": effect},
    )


def _offer(uow: UnitOfWork, desk: Desk, case: Case, request: Request) -> ExtensionOffer:
    standing = [one for one in uow.extensions.where(request_id=request.id) if one.state in STANDING]
    return extension_offer(
        regime_of(desk, case, request),
        desk.rulebook.lists,
        request.type,
        received_on(case, request),
        desk.today(),
        already_extended=bool(standing),
        answered=request.answered_on is not None,
    )
