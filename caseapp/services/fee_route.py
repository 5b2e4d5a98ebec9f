"""The fee route: a fee stated with its reason and its cost before the work, and what the consumer says to it. The clock runs on."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.channel import Channel
from caseapp.domain.deadlines import DeadlineKind, DeadlineState, DueDate, fee_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FEE_GROUND, Fee, FeeState, cost_in_cents
from caseapp.domain.operators import Act
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, Step
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import add_deadline, meet, regime_of, set_state
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import live_request, may_step, standing_fee
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.work import refuse_everything

NEVER_ASKED = frozenset({FeeState.DECLINED, FeeState.UNANSWERED})


def state_fee(
    desk: Desk, request_id: str, *, reason: str, evidence: str, minutes: int, cents_an_hour: int, postage_cents: int, how: Channel
) -> ChangeSet:
    """Record that a fee was stated to the consumer, with why and what it costs, before the work is done (T15; Civ. Code 1798.145(h)(3)).

    Only for what is manifestly unfounded or excessive, and never for verifying who asks. Facts of the result: ``cents``, ``answer_by_on``.

    Raises:
        DomainError: ``no_fee_for_type``; ``reason_missing`` at ``reason``, ``evidence_missing`` at ``evidence``, ``cost_missing`` at
            ``minutes``, ``secret_number_typed``; ``not_verified_yet``, ``work_done_already``, ``fee_stated_already``; ``fee_day_over``
            when nobody could answer before the planning day any more.
    """
    desk.require(Act.DECIDE)
    refuse_blocked_number(reason, "reason")
    refuse_blocked_number(evidence, "evidence")
    cents = cost_in_cents(minutes=minutes, cents_an_hour=cents_an_hour, postage_cents=postage_cents)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        due = _answer_by(desk, case, request)
        if request.status not in (RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS):
            raise DomainError("answer_under_way")
        given = Given(
            words=reason, proved=bool(evidence.strip()), cost_told=cents > 0 and minutes >= 0, fee_day_over=desk.today() > due.last_day_on
        )
        may_step(uow, request, Step.T15, given=given)
        fee = uow.fees.add(
            Fee(
                id=new_id(), case_id=case.id, request_id=request_id, reason=reason.strip(), evidence=evidence.strip(), minutes=minutes,
                cents_an_hour=cents_an_hour, postage_cents=postage_cents, cents=cents, stated_on=desk.today(), stated_how=how,
                stated_at=desk.now_at(), stated_by=desk.operator.id, answer_by_on=due.last_day_on,
            )
        )  # fmt: skip
        add_deadline(uow, case.id, request_id, due)
        facts = {"cents": cents, "answer_by": due.last_day_on, "how": how}
        record(uow, desk, "fee_stated", case_id=case.id, thing="fee", thing_id=fee.id, reason=reason, facts=facts)
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id, created_id=fee.id, cents=cents, answer_by_on=due.last_day_on)


def record_fee_answer(desk: Desk, request_id: str, state: FeeState, *, words: str, how: Channel = Channel.PHONE) -> ChangeSet:
    """Record what the consumer said to a fee, or that nothing was said by the day (T16, T17).

    A no, and no answer, refuse the request on its ground, so that the letter that says why can leave before the answer is due; a later yes
    still opens the work again.

    Raises:
        DomainError: ``no_fee_stated``, ``fee_settled_already``; ``statement_missing`` at ``statement`` for a yes or a no;
            ``fee_day_not_over`` when silence is recorded before the day has passed; ``answer_under_way``; ``fee_answer_unknown``.
    """
    desk.require(Act.DECIDE)
    if state not in (FeeState.AGREED, *NEVER_ASKED):
        raise DomainError("fee_answer_unknown")
    with desk.uow() as uow:
        case, request, fee = _stated(uow, request_id)
        silent = state is FeeState.UNANSWERED
        if not silent and not words.strip():
            raise DomainError("statement_missing", "statement")
        if silent and desk.today() <= fee.answer_by_on:
            raise DomainError("fee_day_not_over", answer_by_on=fee.answer_by_on)
        if silent:
            set_state(uow, request_id, {DeadlineKind.FEE_ANSWER}, DeadlineState.MISSED)
        else:
            meet(uow, request_id, {DeadlineKind.FEE_ANSWER}, desk.today())
        uow.fees.replace(
            replace(
                fee, state=state, answered_on=None if silent else desk.today(), answered_how=None if silent else how,
                answer_words=words.strip(),
            )
        )  # fmt: skip
        if state in NEVER_ASKED:
            refuse_everything(uow, desk, request, FEE_GROUND, fee.reason)
        facts = {"state": state, "how": "" if silent else how}
        record(uow, desk, "fee_answered", case_id=case.id, thing="fee", thing_id=fee.id, reason=words, facts=facts)
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def waive_fee(desk: Desk, request_id: str, *, reason: str) -> ChangeSet:
    """Let a fee go: the request is answered without one (T16).

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``no_fee_stated``, ``fee_settled_already``, ``answer_under_way``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        case, _, fee = _stated(uow, request_id)
        set_state(uow, request_id, {DeadlineKind.FEE_ANSWER}, DeadlineState.NOT_APPLICABLE)
        uow.fees.replace(replace(fee, state=FeeState.WAIVED))
        record(uow, desk, "fee_waived", case_id=case.id, thing="fee", thing_id=fee.id, reason=reason)
        uow.commit()
    return changed("cases", "deadlines", case_id=case.id)


def _answer_by(desk: Desk, case: Case, request: Request) -> DueDate:
    return fee_answer(regime_of(desk, case, request), desk.rulebook.lists, request.type, received_on(case, request))


def _stated(uow: UnitOfWork, request_id: str) -> tuple[Case, Request, Fee]:
    case, request = live_request(uow, request_id)
    may_step(uow, request, Step.T16)
    if request.status is not RequestStatus.IN_PROGRESS:
        raise DomainError("answer_under_way")
    fee = standing_fee(uow.fees.where(request_id=request_id))
    assert fee is not None, "the guard of T16 lets nothing pass that has no fee"
    return case, request, fee
