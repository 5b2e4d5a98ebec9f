"""The clocks of a request: set from its receipt, met by acts, superseded by an extension. Nothing here pauses one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadlines import (
    DeadlineKind,
    DeadlineState,
    DueDate,
    due_dates_at_receipt,
    fee_answer,
    no_reask_until,
    state_of,
)
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FeeState
from caseapp.domain.regime import Regime
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork

ANSWER_KINDS = frozenset(
    {DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT}
)
"""An answer that left meets these."""

UNMET_AT_THE_END = ANSWER_KINDS | {DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.FEE_ANSWER}
"""What still runs when a request ends without an answer: it stops then, and runs on from the same receipt if the request is reopened."""

UNMET = frozenset({DeadlineState.OPEN, DeadlineState.MISSED})


def regime_of(desk: Desk, case: Case, request: Request | None = None) -> Regime:
    """Return the version of the law that was in force on the receipt date; a later version never moves an open case.

    Args:
        request: a right asked later than the rest of the case keeps the version of its own receipt.
    """
    own = request.regime_version if request is not None else ""
    return desk.rulebook.regime_version(case.regime_id, own or case.regime_version)


def add_deadline(uow: UnitOfWork, case_id: str, request_id: str, due: DueDate, state: DeadlineState = DeadlineState.OPEN) -> Deadline:
    return uow.deadlines.add(
        Deadline(
            id=new_id(),
            case_id=case_id,
            request_id=request_id,
            kind=due.kind,
            rule_id=due.rule_id,
            citation=due.citation,
            plan_by_on=due.plan_by_on,
            last_day_on=due.last_day_on,
            mail_by_on=due.mail_by_on,
            state=state,
        )
    )


def start_clocks(uow: UnitOfWork, desk: Desk, case: Case, request: Request) -> tuple[Deadline, ...]:
    """Set every clock that the receipt starts for this type (Civ. Code 1798.130(a)(2)(A); 11 CCR 7021, 7026, 7027).

    Invariant I1: they count from receipt and nothing pauses one. No act but a moved receipt computes a date anew (`restart_clocks`).
    """
    due_dates = due_dates_at_receipt(regime_of(desk, case, request), desk.rulebook.lists, request.type, received_on(case, request))
    return tuple(add_deadline(uow, case.id, request.id, due) for due in due_dates)


def meet(uow: UnitOfWork, request_id: str, kinds: Iterable[DeadlineKind], on: date) -> None:
    """Mark the unmet deadlines of these kinds as met on a day; late when the last day had passed."""
    wanted = frozenset(kinds)
    for deadline in uow.deadlines.where(request_id=request_id):
        if deadline.kind in wanted and deadline.state in UNMET:
            state = DeadlineState.MET if on <= deadline.last_day_on else DeadlineState.MET_LATE
            uow.deadlines.replace(replace(deadline, state=state, met_on=on))


def set_state(uow: UnitOfWork, request_id: str, kinds: Iterable[DeadlineKind], state: DeadlineState) -> None:
    """Give the unmet deadlines of these kinds another state (superseded, not applicable)."""
    wanted = frozenset(kinds)
    for deadline in uow.deadlines.where(request_id=request_id):
        if deadline.kind in wanted and deadline.state in UNMET:
            uow.deadlines.replace(replace(deadline, state=state))


def take_up_clocks(uow: UnitOfWork, desk: Desk, request_id: str) -> None:
    """Let the clocks of a request run again that ended without an answer; the receipt stands, so some may be missed by now.

    One that an extension superseded stays so, and a fee that was waived is not asked for again.
    """
    own = uow.deadlines.where(request_id=request_id)
    is_extended = any(one.kind is DeadlineKind.EXTENDED_ANSWER for one in own)
    fee_waits = any(one.state is FeeState.STATED for one in uow.fees.where(request_id=request_id))
    for deadline in own:
        if deadline.kind not in UNMET_AT_THE_END or (deadline.kind is DeadlineKind.ANSWER and is_extended):
            continue
        if deadline.kind is DeadlineKind.FEE_ANSWER and not fee_waits:
            continue
        if deadline.state in (DeadlineState.NOT_APPLICABLE, DeadlineState.SUPERSEDED) and deadline.met_on is None:
            state = DeadlineState.OPEN if desk.today() <= deadline.last_day_on else DeadlineState.MISSED
            uow.deadlines.replace(replace(deadline, state=state))


def restart_clocks(uow: UnitOfWork, desk: Desk, case: Case, request: Request) -> None:
    """Compute the clocks of a request anew after its receipt was moved; what was met stays met on its own day.

    Raises:
        DomainError: ``right_not_in_force`` when the law of the new receipt date gives the right no clock; ``calendar_ends``.
    """
    regime, lists, on = regime_of(desk, case, request), desk.rulebook.lists, received_on(case, request)
    fresh = {due.kind: due for due in due_dates_at_receipt(regime, lists, request.type, on)}
    if not fresh:
        raise DomainError("right_not_in_force", "received", request_type=request.type, on=on)
    own = uow.deadlines.where(request_id=request.id)
    kinds = {deadline.kind for deadline in own}
    waiting = no_reask_until(regime, request.type, on)
    if DeadlineKind.FEE_ANSWER in kinds:
        fresh[DeadlineKind.FEE_ANSWER] = fee_answer(regime, lists, request.type, on)
    if DeadlineKind.NO_REASK in kinds and waiting is not None:
        fresh[DeadlineKind.NO_REASK] = waiting
    for deadline in own:
        if deadline.kind not in fresh:
            continue
        due = fresh[deadline.kind]
        stopped = deadline.met_on is None and deadline.state in (DeadlineState.SUPERSEDED, DeadlineState.NOT_APPLICABLE)
        state = deadline.state if stopped else state_of(due, met_on=deadline.met_on, today=desk.today())
        uow.deadlines.replace(
            replace(
                deadline,
                rule_id=due.rule_id,
                citation=due.citation,
                plan_by_on=due.plan_by_on,
                last_day_on=due.last_day_on,
                mail_by_on=due.mail_by_on,
                state=state,
            )
        )


def answer_deadline(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the deadline that governs the answer: the extended one when it is in force, else the first."""
    governing = [one for one in deadlines if one.kind in ANSWER_KINDS and one.state is not DeadlineState.SUPERSEDED]
    return max(governing, key=lambda one: one.last_day_on, default=None)
