"""A legal hold: data that is evidence is not erased, for all categories or for some. The answer is due all the same."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.errors import DomainError
from caseapp.domain.hold import Hold, HoldKind, LegalHoldCause, stands
from caseapp.domain.operators import Act
from caseapp.domain.status import RequestStatus
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import facts_of
from caseapp.services.record import record
from caseapp.services.unsent import standing_answers, void


def place_legal_hold(desk: Desk, case_id: str, cause: LegalHoldCause, *, note: str, categories: tuple[str, ...] = ()) -> ChangeSet:
    """Keep data of a case from being erased, with the reason (rulebook 1.3; Civ. Code 1798.145(a)).

    A deletion that was granted for what is kept has to be decided anew: letters that say it is done and have not left are voided. What is
    not kept is erased as usual.

    Args:
        categories: the categories of data that are kept; none means all of them.

    Raises:
        DomainError: ``case_is_draft``; ``hold_note_missing`` at ``note``; ``on_legal_hold_already``; ``letter_in_batch``.
    """
    desk.require(Act.DECIDE)
    if not note.strip():
        raise DomainError("hold_note_missing", "note")
    with desk.uow() as uow:
        if uow.cases.get(case_id).is_draft:
            raise DomainError("case_is_draft")
        if stands(uow.holds.where(case_id=case_id), HoldKind.LEGAL) is not None:
            raise DomainError("on_legal_hold_already")
        hold = uow.holds.add(
            Hold(
                id=new_id(), case_id=case_id, kind=HoldKind.LEGAL, code=cause, note=note.strip(), placed_at=desk.now_at(),
                placed_by=desk.operator.id, categories=tuple(dict.fromkeys(one.strip() for one in categories if one.strip())),
            )
        )  # fmt: skip
        for request in uow.requests.where(case_id=case_id):
            if request.status is RequestStatus.CLOSED:
                continue
            for letter in standing_answers(uow, request.id):
                if facts_of(uow, request, kind=letter.kind).grants_kept:
                    void(uow, desk, letter, reason=note)
        facts = {"cause": cause, "categories": len(hold.categories)}
        record(uow, desk, "legal_hold_placed", case_id=case_id, thing="hold", thing_id=hold.id, reason=note, facts=facts)
        uow.commit()
    return changed("cases", "letters", case_id=case_id, created_id=hold.id)


def lift_legal_hold(desk: Desk, case_id: str, *, reason: str) -> ChangeSet:
    """End a legal hold: the data may be erased again.

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``not_on_legal_hold``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        hold = stands(uow.holds.where(case_id=case_id), HoldKind.LEGAL)
        if hold is None:
            raise DomainError("not_on_legal_hold")
        uow.holds.replace(replace(hold, lifted_at=desk.now_at(), lifted_by=desk.operator.id, lift_reason=reason.strip()))
        record(uow, desk, "legal_hold_lifted", case_id=case_id, thing="hold", thing_id=hold.id, reason=reason)
        uow.commit()
    return changed("cases", case_id=case_id)
