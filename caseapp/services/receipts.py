"""Moving a receipt: earlier with a reason; later with a reason and a second person; never after an answer left."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from caseapp.domain.case import Request
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.receipt import Receipt
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import restart_clocks
from caseapp.services.closing import refuse_broken_joins
from caseapp.services.desk import Desk
from caseapp.services.dispatch import standing_dispatch
from caseapp.services.extension import reread_extension
from caseapp.services.life import outdating_letters
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def move_receipt(desk: Desk, case_id: str, receipt: Receipt, *, reason: str, asked_by: str | None = None) -> ChangeSet:
    """Move the receipt of a case; every clock is computed anew and the history keeps both dates.

    Args:
        asked_by: for a later receipt, the operator who asked for it; this operator is the second person.

    Raises:
        DomainError: ``reason_missing``, ``receipt_in_future``, ``receipt_after_entry`` when the case was entered before,
            ``joined_one_would_be_earlier``, ``answer_left_already``, ``case_is_draft``, ``regime_not_in_force``, ``right_not_in_force``,
            ``calendar_ends``; ``dispatched_before_receipt`` when an extension notice would have left before the request arrived.
        NotAllowed: ``second_person_needed``.
    """
    desk.require(Act.MOVE_RECEIPT)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    if receipt.at > desk.now_at():
        raise DomainError("receipt_in_future", "received")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.is_draft:
            raise DomainError("case_is_draft")
        if receipt.at > case.created_at and receipt.at > case.received_at:
            raise DomainError("receipt_after_entry", "received", entered_on=case.created_at.astimezone(ZoneInfo(desk.business_zone)).date())
        requests = uow.requests.where(case_id=case_id)
        if any(request.answered_on is not None for request in requests):
            raise DomainError("answer_left_already", "received")
        bent = False
        if receipt.at > case.received_at:
            bent = check_second_person(
                second_person_wanted(uow, SecondPersonAct.MOVE_RECEIPT_LATER),
                SecondPersonAct.MOVE_RECEIPT_LATER,
                first=_asker(uow, desk, asked_by),
                second=desk.operator.id,
            )
        regime = desk.rulebook.regime_for(case.regime_id, receipt.on)
        moved = uow.cases.replace(
            replace(
                outdating_letters(case),
                received_at=receipt.at,
                received_zone=receipt.zone,
                received_fold=receipt.fold,
                received_on=receipt.on,
                regime_version=regime.version,
                regime_sha256=regime.sha256,
            )
        )
        refuse_broken_joins(uow, moved)
        for request in requests:
            restart_clocks(uow, desk, moved, request)
            _reread_extensions(uow, desk, request)
        record(
            uow,
            desk,
            "receipt_moved",
            case_id=case_id,
            thing="case",
            thing_id=case_id,
            reason=reason,
            facts={"from": case.received_on, "to": receipt.on, "asked_by": asked_by or desk.operator.id, "one_person": bent},
        )
        uow.commit()
    return changed("cases", "deadlines", case_id=case_id)


def _asker(uow: UnitOfWork, desk: Desk, asked_by: str | None) -> str:
    """Return who asked for a later receipt; somebody who may not ask leaves the act with one person."""
    asker = uow.operators.find(asked_by) if asked_by else None
    return asker.id if asker is not None and asker.may(Act.MOVE_RECEIPT) else desk.operator.id


def _reread_extensions(uow: UnitOfWork, desk: Desk, request: Request) -> None:
    """Judge an extension by the moved receipt: ninety days count from it, and the notice may have left too late."""
    for extension in uow.extensions.where(request_id=request.id):
        if extension.state in (ExtensionState.PROPOSED, ExtensionState.REMOVED) or extension.letter_id is None:
            continue
        dispatch = standing_dispatch(uow.dispatches.where(letter_id=extension.letter_id))
        if dispatch is not None:
            reread_extension(uow, desk, extension, dispatch.dispatched_on)
