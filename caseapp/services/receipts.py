"""Moving a receipt: earlier with a reason; later with a reason and a second person; never after an answer left."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.receipt import Receipt
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import restart_clocks
from caseapp.services.desk import Desk
from caseapp.services.policies import second_person_wanted
from caseapp.services.record import record


def move_receipt(desk: Desk, case_id: str, receipt: Receipt, *, reason: str, asked_by: str | None = None) -> ChangeSet:
    """Move the receipt of a case; every clock is computed anew and the history keeps both dates.

    Args:
        asked_by: for a later receipt, the operator who asked for it; this operator is the second person.

    Raises:
        DomainError: ``reason_missing``, ``receipt_in_future``, ``answer_left_already``.
        NotAllowed: ``second_person_needed``.
    """
    desk.require(Act.MOVE_RECEIPT)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    if receipt.at > desk.now_at():
        raise DomainError("receipt_in_future", "received")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        requests = uow.requests.where(case_id=case_id)
        if any(request.answered_on is not None for request in requests):
            raise DomainError("answer_left_already", "received")
        bent = False
        if receipt.at > case.received_at:
            bent = check_second_person(
                second_person_wanted(uow, SecondPersonAct.MOVE_RECEIPT_LATER),
                SecondPersonAct.MOVE_RECEIPT_LATER,
                first=asked_by or desk.operator.id,
                second=desk.operator.id,
            )
        regime = desk.rulebook.regime_for(case.regime_id, receipt.on)
        moved = uow.cases.replace(
            replace(
                case,
                received_at=receipt.at,
                received_zone=receipt.zone,
                received_fold=receipt.fold,
                received_on=receipt.on,
                regime_version=regime.version,
                regime_sha256=regime.sha256,
            )
        )
        for request in requests:
            restart_clocks(uow, desk, moved, request)
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
