"""A fraud hold: nothing is given, erased or changed while somebody doubts who asks. Every clock runs on (rulebook 2.10)."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Request, TaskCode
from caseapp.domain.errors import DomainError
from caseapp.domain.hold import FraudSignal, Hold, HoldKind, stands
from caseapp.domain.operators import Act, Role, SecondPersonAct, check_second_person
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, Step
from caseapp.domain.verification import VerificationOutcome
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import add_task, facts_of, live_request, may_step, take_step
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import standing_answers, void
from caseapp.services.work import refuse_everything

FRAUD_GROUND = "fraud"


def place_fraud_hold(desk: Desk, case_id: str, signal: FraudSignal, *, note: str) -> ChangeSet:
    """Put a case on fraud hold, with what made somebody doubt and what was seen (T27; 11 CCR 7060(f)).

    Answers that would give something and have not left are voided. An officer gets a task; the answer is due on the same day as before.

    Raises:
        DomainError: ``hold_note_missing`` or ``secret_number_typed`` at ``note``; ``on_hold_already``; ``request_closed``;
            ``letter_in_batch``: the clerk has it in hand; it goes back to the queue first.
    """
    desk.require(Act.TAKE_REQUESTS)
    refuse_blocked_number(note, "note")
    with desk.uow() as uow:
        open_ones = open_requests(uow, case_id)
        may_step(uow, open_ones[0], Step.T27, given=Given(words=note))
        for request in open_ones:
            for letter in standing_answers(uow, request.id):
                if facts_of(uow, request, kind=letter.kind).grants:
                    void(uow, desk, letter, reason=note)
        hold = uow.holds.add(
            Hold(
                id=new_id(), case_id=case_id, kind=HoldKind.FRAUD, code=signal, note=note.strip(), placed_at=desk.now_at(),
                placed_by=desk.operator.id,
            )
        )  # fmt: skip
        add_task(uow, desk, case_id, TaskCode.CHECK_FRAUD, for_role=Role.PRIVACY_OFFICER)
        record(uow, desk, "fraud_hold_placed", case_id=case_id, thing="hold", thing_id=hold.id, reason=note, facts={"signal": signal})
        uow.commit()
    return changed("cases", "letters", "tasks", case_id=case_id, created_id=hold.id)


def lift_fraud_hold(desk: Desk, case_id: str, *, reason: str) -> ChangeSet:
    """Lift a fraud hold: the doubt is cleared. Somebody else than the person who placed it (T27).

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``not_on_hold``.
        NotAllowed: ``second_person_needed``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        hold = stands(uow.holds.where(case_id=case_id), HoldKind.FRAUD)
        if hold is None:
            raise DomainError("not_on_hold")
        wanted = second_person_wanted(uow, SecondPersonAct.LIFT_FRAUD_HOLD)
        bent = check_second_person(wanted, SecondPersonAct.LIFT_FRAUD_HOLD, first=hold.placed_by, second=desk.operator.id)
        uow.holds.replace(replace(hold, lifted_at=desk.now_at(), lifted_by=desk.operator.id, lift_reason=reason.strip()))
        _end_task(uow, desk, case_id, reason)
        record(uow, desk, "fraud_hold_lifted", case_id=case_id, thing="hold", thing_id=hold.id, reason=reason, facts={"one_person": bent})
        uow.commit()
    return changed("cases", "tasks", case_id=case_id)


def uphold_fraud(desk: Desk, request_id: str, *, facts: str) -> ChangeSet:
    """Decide that a request on fraud hold is fraudulent; its refusal can be written (T28).

    Opting out, limiting and a correction of a verified person are refused on that ground, with the documented, good-faith belief as its
    facts (11 CCR 7026, 7027, 7023). For every other right it is found that the identity cannot be verified, and nothing is said that would
    help a fraudster.

    Raises:
        DomainError: ``not_on_hold``; ``facts_missing`` or ``secret_number_typed`` at ``facts``; ``law_undecided``; ``answer_under_way``.
    """
    desk.require(Act.DECIDE)
    refuse_blocked_number(facts, "facts")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        ground_fits = request.type in desk.rulebook.ground(FRAUD_GROUND).request_types
        if ground_fits and (request.type in NEVER_VERIFIED or request.verified_on is not None):
            moved = take_step(uow, request, Step.T28, RequestStatus.IN_PROGRESS, given=Given(words=facts))
            refuse_everything(uow, desk, moved, FRAUD_GROUND, facts.strip())
        else:
            _find_not_verified(uow, desk, request, facts)
        _end_task(uow, desk, case.id, facts)
        record(uow, desk, "fraud_upheld", case_id=case.id, thing="request", thing_id=request_id, reason=facts)
        uow.commit()
    return changed("cases", "tasks", case_id=case.id)


def open_requests(uow: UnitOfWork, case_id: str) -> list[Request]:
    """Return the requests of a case that are not closed.

    Raises:
        DomainError: ``case_is_draft``; ``request_closed`` when there is none.
    """
    if uow.cases.get(case_id).is_draft:
        raise DomainError("case_is_draft")
    found = [one for one in uow.requests.where(case_id=case_id) if one.status is not RequestStatus.CLOSED]
    if not found:
        raise DomainError("request_closed")
    return found


def _find_not_verified(uow: UnitOfWork, desk: Desk, request: Request, facts: str) -> None:
    for verification in uow.verifications.where(request_id=request.id):
        uow.verifications.replace(
            replace(
                verification, outcome=VerificationOutcome.NOT_VERIFIED, decided_at=desk.now_at(), decided_by=desk.operator.id,
                reason=facts.strip(),
            )
        )  # fmt: skip
    answer_as = RequestType.KNOW_CATEGORIES if request.type is RequestType.KNOW_SPECIFIC else None
    found = replace(request, verified_on=None, unverifiable_on=desk.today(), answer_as=answer_as)
    take_step(uow, found, Step.T28, RequestStatus.IN_PROGRESS, given=Given(words=facts))


def _end_task(uow: UnitOfWork, desk: Desk, case_id: str, note: str) -> None:
    for task in uow.tasks.where(case_id=case_id, code=TaskCode.CHECK_FRAUD, done_at=None):
        uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id, note=note.strip()))
