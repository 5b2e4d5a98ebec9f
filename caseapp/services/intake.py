"""Finishing an intake: the draft becomes a case in work. Also the previews and warnings shown while typing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.case import Case, Contact, ContactKind, Draft, Request, TaskCode
from caseapp.domain.channel import Channel, Residency
from caseapp.domain.checklists import DataPoint
from caseapp.domain.deadlines import DeadlineKind, DueDate, due_dates_at_receipt
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.operators import Act, Role
from caseapp.domain.people import AuthorityBasis, RequestorKind
from caseapp.domain.receipt import Receipt
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Step
from caseapp.services.answers import NOT_COVERED_GROUND
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import meet
from caseapp.services.consumers import remember_reply
from caseapp.services.desk import Desk, new_id
from caseapp.services.drafts import REGIME_ID, clock_problem, drop_claims, first_level, keep, keep_call_note
from caseapp.services.intake_form import Claim, IntakeForm, consumer_number, problems_of, receipt_of, sound_form
from caseapp.services.life import add_task, outdating_letters, take_step
from caseapp.services.phones import e164
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.verification import open_verification
from caseapp.services.views import RepeatEntry
from caseapp.services.work import open_work, refuse_everything


def preview_dates(
    desk: Desk, form: IntakeForm, *, channel: Channel, started_at: datetime
) -> tuple[Receipt, tuple[tuple[RequestType, DueDate], ...]]:
    """Return the receipt and the due dates the form would have if it were saved now.

    Raises:
        DomainError: ``receipt_in_future`` or ``receipt_unreadable``.
    """
    receipt = receipt_of(form, channel=channel, started_at=started_at, now_at=desk.now_at(), zone=desk.business_zone)
    regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
    pairs = [
        (request_type, due)
        for request_type in form.request_types()
        for due in due_dates_at_receipt(regime, desk.rulebook.lists, request_type, receipt.on)
    ]
    return receipt, tuple(pairs)


def possible_repeats(desk: Desk, form: IntakeForm, *, draft_id: str) -> tuple[RepeatEntry, ...]:
    """Return cases that may be of the same person, masked: number, types, age and state only.

    Invariant I10: they are shown to whoever takes the call, and nothing follows from them: a right used changes nothing for the next.
    """
    desk.require(Act.TAKE_REQUESTS)
    phone = e164(consumer_number(form))
    if not phone and len(form.name) < 3 and "@" not in form.email:
        return ()
    return desk.queries.possible_repeats(
        phone_e164=phone, name=form.name, postal_code=form.postal_code, email=form.email, except_case_id=draft_id
    )


ASKED_TO_FIND = frozenset({DataPoint.FULL_NAME, DataPoint.POSTAL_ADDRESS, DataPoint.PHONE, DataPoint.EMAIL, DataPoint.ACCOUNT_REFERENCE})
"""What every caller is asked for anyway, so that the record can be found."""


def rights_on_offer(desk: Desk) -> tuple[RequestType, ...]:
    """Return the rights that the law in force today gives a clock, in the order of their names in the law."""
    regime = desk.rulebook.regime_for(REGIME_ID, desk.today())
    lists, today = desk.rulebook.lists, desk.today()
    return tuple(kind for kind in RequestType if due_dates_at_receipt(regime, lists, kind, today) and desk.rulebook.levels_for(kind))


def proof_points(desk: Desk, form: IntakeForm) -> tuple[DataPoint, ...]:
    """Return what else may be asked so that the caller proves who they are; nothing for opt-out and limit (11 CCR 7060(b)).

    Invariant I9: what the checklists compare and nothing beside it; no copy of an identity document is ever asked for (7060(c), (d)).
    """
    asked = [kind for kind in form.request_types() if kind not in NEVER_VERIFIED]
    points = [point for kind in asked for point in desk.rulebook.checklist_for(kind, first_level(desk.rulebook, kind)).questions]
    return tuple(point for point in dict.fromkeys(points) if point not in ASKED_TO_FIND)


def complete_intake(desk: Desk, draft_id: str, form: IntakeForm, claims: Sequence[Claim] = (), *, call_seconds: int = 0) -> ChangeSet:
    """Turn a draft into a case in work. Facts of the result: ``number``, ``confirm_by_on``, ``answer_by_on``, ``received_on``.

    Verifiable rights go to verification, the others straight to work (11 CCR 7060(b)). An oral confirmation of receipt read out on
    the call meets the ten-business-day duty (11 CCR 7021(a)).

    Raises:
        Problems: everything that is missing; the draft is saved all the same.
    """
    desk.require(Act.TAKE_REQUESTS)
    form = sound_form(form)
    with desk.uow() as uow:
        draft, case = keep(uow, desk, draft_id, form, claims, call_seconds=call_seconds)
        problems = problems_of(form, channel=draft.channel, started_at=draft.started_at, now_at=desk.now_at(), zone=desk.business_zone)
        problems += _clock_problems(uow, desk, draft, form, case)
        if problems or case is None:
            uow.commit()
            raise Problems(problems or (DomainError("no_right_chosen", "types"),))
        confirmed_at = desk.now_at() if form.confirmed_orally and draft.channel is Channel.PHONE else None
        case = uow.cases.replace(
            replace(
                case,
                is_draft=False,
                oral_confirmation_at=confirmed_at,
                law_undecided=case.residency is Residency.ELSEWHERE,
                period_from=date.fromisoformat(form.period_from) if form.period_from else None,
                period_until=date.fromisoformat(form.period_until) if form.period_until else None,
            )
        )
        record(
            uow,
            desk,
            "case_saved",
            case_id=case.id,
            thing="case",
            thing_id=case.id,
            facts={"said": len(form.said), "seconds": call_seconds},
            values={
                "script": form.script_version,
                "said": "\n".join(f"{name} {at}" for name, at in form.said),
                "name": form.name,
                "street": form.street,
                "phone": form.phone,
                "email": form.email,
            },
            reason=form.late_entry_reason,
        )
        remember_reply(uow, case)
        keep_call_note(uow, desk, case.id, form, by=desk.operator.id, at=desk.now_at())
        requests = uow.requests.where(case_id=case.id)
        if not form.asks_identity:
            drop_claims(uow, desk, case.id)
        if confirmed_at is not None:
            for request in requests:
                meet(uow, request.id, {DeadlineKind.CONFIRM_RECEIPT}, desk.today())
            record(uow, desk, "receipt_confirmed_orally", case_id=case.id, thing="case", thing_id=case.id)
        if draft.channel is Channel.PHONE:
            _log_call(uow, desk, case, form, seconds=max(call_seconds, draft.call_seconds))
        if case.law_undecided:
            add_task(uow, desk, case.id, TaskCode.DECIDE_LAW, for_role=Role.PRIVACY_OFFICER)
        else:
            begin_requests(uow, desk, case, requests)
        if case.requestor_kind is not RequestorKind.CONSUMER and form.authority == AuthorityBasis.NOT_SHOWN_YET:
            add_task(uow, desk, case.id, TaskCode.CHECK_AUTHORITY, for_role=Role.PRIVACY_OFFICER)
        dates = {deadline.kind: deadline for deadline in reversed(uow.deadlines.where(case_id=case.id))}
        uow.drafts.remove(draft.id)
        uow.commit()
    confirm = dates.get(DeadlineKind.CONFIRM_RECEIPT)
    answers = [one.plan_by_on for kind, one in dates.items() if kind not in (DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE)]
    return changed(
        "cases",
        "deadlines",
        "drafts",
        "tasks",
        case_id=case.id,
        created_id=case.id,
        number=case.number,
        received_on=case.received_on,
        confirm_by_on=confirm.plan_by_on if confirm else None,
        answer_by_on=min(answers, default=None),
    )


def _clock_problems(uow: UnitOfWork, desk: Desk, draft: Draft, form: IntakeForm, case: Case | None) -> tuple[DomainError, ...]:
    """Return why a right would have no clock: the receipt lies outside the law or the calendar, or the law gives the right none then."""
    problem = clock_problem(desk, draft, form)
    if problem is not None:
        return (problem,)
    if case is None:
        return ()
    without = [one for one in uow.requests.where(case_id=case.id) if not uow.deadlines.where(request_id=one.id)]
    return tuple(DomainError("right_not_in_force", "types", request_type=one.type, on=case.received_on) for one in without)


def begin_requests(uow: UnitOfWork, desk: Desk, case: Case, requests: Sequence[Request]) -> None:
    """Send each right on its way: to verification where the law permits it, else straight to work (T4, T5)."""
    for request in requests:
        if request.type in NEVER_VERIFIED:
            moved = take_step(uow, request, Step.T5, RequestStatus.IN_PROGRESS)
            open_work(uow, case, moved)
        else:
            take_step(uow, request, Step.T4, RequestStatus.VERIFYING)
            open_verification(uow, desk, case, request)


def decide_law(desk: Desk, case_id: str, *, california_applies: bool, reason: str) -> ChangeSet:
    """Decide, as an officer, whether California's rules apply to a caller from elsewhere.

    When they do the requests go on; when they do not, each is refused on that ground (DN-NOTCA) with the reason as its facts, without
    verification, and its denial can be written.

    Raises:
        DomainError: ``reason_missing`` or ``secret_number_typed`` at ``reason``; ``case_is_draft``; ``law_decided_already``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    refuse_blocked_number(reason, "reason")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.is_draft:
            raise DomainError("case_is_draft")
        if not case.law_undecided:
            raise DomainError("law_decided_already")
        case = uow.cases.replace(replace(outdating_letters(case), law_undecided=False))
        record(
            uow, desk, "law_decided", case_id=case_id, thing="case", thing_id=case_id, facts={"applies": california_applies}, reason=reason
        )
        for task in uow.tasks.where(case_id=case_id, code=TaskCode.DECIDE_LAW, done_at=None):
            uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id, note=reason))
        requests = [one for one in uow.requests.where(case_id=case_id) if one.status in (RequestStatus.RECEIVED, RequestStatus.IN_PROGRESS)]
        if california_applies:
            begin_requests(uow, desk, case, requests)
        else:
            for request in requests:
                moved = take_step(uow, request, Step.T26, RequestStatus.IN_PROGRESS)
                refuse_everything(uow, desk, moved, NOT_COVERED_GROUND, reason.strip())
        uow.commit()
    return changed("cases", "tasks", case_id=case_id)


def _log_call(uow: UnitOfWork, desk: Desk, case: Case, form: IntakeForm, *, seconds: int) -> None:
    uow.contacts.add(
        Contact(
            id=new_id(),
            kind=ContactKind.CALL,
            channel=Channel.PHONE,
            at=case.received_at,
            operator_id=desk.operator.id,
            case_id=case.id,
            line_id=form.line_id or None,
            caller_number=form.caller_number,
            topic="request",
            seconds=seconds,
        )
    )
