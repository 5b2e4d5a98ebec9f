"""Drafts: nothing typed is ever lost, and a draft is a case from the first right ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from caseapp.domain.case import Case, Draft, Note, Request, case_number
from caseapp.domain.channel import Channel, ReplyBy, Residency
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.deadlines import due_dates_at_receipt
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.operators import Act
from caseapp.domain.people import AgeBand, AuthorityBasis, Party, PartyPart, RequestorKind, proposed_sort_name
from caseapp.domain.receipt import Receipt, receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import ClaimedValue
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import start_clocks
from caseapp.services.desk import Desk, new_id
from caseapp.services.intake_form import (
    CLOCK_TOLERANCE,
    Claim,
    IntakeForm,
    consumer_number,
    form_from_json,
    form_to_json,
    kept_text,
    receipt_of,
    sound_form,
    sound_text,
)
from caseapp.services.phones import e164
from caseapp.services.ports import Rulebook, UnitOfWork
from caseapp.services.record import record

REGIME_ID = "us_ca"


def first_level(law: Rulebook, request_type: RequestType) -> AssuranceLevel:
    """Return the level a request begins with, as the law's checklists have it (11 CCR 7062).

    The ordinary level stands first; an officer may raise it for deletion and correction.
    """
    return next(iter(law.levels_for(request_type)), AssuranceLevel.NONE)


def start_draft(desk: Desk, *, channel: Channel, started_at: datetime | None = None) -> ChangeSet:
    """Begin an empty draft; a call starts now. Its id comes back as `created_id`.

    Raises:
        DomainError: ``receipt_in_future`` at ``received`` when the call would start later.
    """
    desk.require(Act.TAKE_REQUESTS)
    now_at = desk.now_at()
    if started_at is not None and started_at > now_at + CLOCK_TOLERANCE:
        raise DomainError("receipt_in_future", "received")
    with desk.uow() as uow:
        draft = uow.drafts.add(
            Draft(
                id=new_id(),
                operator_id=desk.operator.id,
                channel=channel,
                started_at=started_at or now_at,
                saved_at=now_at,
                state=form_to_json(IntakeForm()),
            )
        )
        uow.commit()
    return changed("drafts", created_id=draft.id)


def save_draft(
    desk: Desk, draft_id: str, form: IntakeForm, claims: Sequence[Claim] = (), *, call_seconds: int = 0, call_is_on: bool = False
) -> ChangeSet:
    """Keep what was typed. From the first right ticked the draft has a receipt, a number and running clocks.

    Where no clock can be computed (a receipt before the law, or after the end of the holiday table) the typed text is kept all the
    same: the case stays as it was, and finishing the intake says what is wrong.

    Claimed values are sealed to the officers at once. Facts of the result: ``number`` and ``received_on`` once there is a case.

    Args:
        call_is_on: somebody is on the line; a draft that says so when it is opened again was interrupted.

    Raises:
        NotAllowed: ``draft_of_another``.
    """
    desk.require(Act.TAKE_REQUESTS)
    with desk.uow() as uow:
        draft, case = keep(uow, desk, draft_id, form, claims, call_seconds=call_seconds, call_is_on=call_is_on)
        uow.commit()
    facts: dict[str, object] = {"number": case.number, "received_on": case.received_on} if case else {}
    return changed("drafts", *(("cases", "deadlines") if case else ()), case_id=case.id if case else None, created_id=draft.id, **facts)


def read_draft(desk: Desk, draft_id: str) -> tuple[Draft, IntakeForm, tuple[str, ...]]:
    """Return a draft of this operator, its form, and the kinds of the values already sealed (the values stay sealed)."""
    desk.require(Act.TAKE_REQUESTS)
    with desk.uow() as uow:
        draft = _own(desk, uow.drafts.get(draft_id))
        points = tuple(claim.point for claim in uow.claimed_values.where(case_id=draft_id))
    return draft, form_from_json(draft.state), points


def discard_draft(desk: Desk, draft_id: str) -> ChangeSet:
    """Delete a draft in which nothing was requested (T2).

    Raises:
        DomainError: ``draft_has_request``: a right was asked, so there is a request to answer.
    """
    desk.require(Act.TAKE_REQUESTS)
    with desk.uow() as uow:
        draft = _own(desk, uow.drafts.get(draft_id))
        if draft.has_case:
            raise DomainError("draft_has_request")
        for claim in uow.claimed_values.where(case_id=draft_id):
            uow.claimed_values.remove(claim.id)
        uow.drafts.remove(draft_id)
        record(uow, desk, "draft_discarded", thing="draft", thing_id=draft_id)
        uow.commit()
    return changed("drafts")


def keep(
    uow: UnitOfWork, desk: Desk, draft_id: str, form: IntakeForm, claims: Sequence[Claim], *, call_seconds: int, call_is_on: bool = False
) -> tuple[Draft, Case | None]:
    """Store the form in an open unit of work and bring the case into line with it."""
    draft = _own(desk, uow.drafts.get(draft_id))
    form = sound_form(form)
    case = uow.cases.find(draft_id)
    if clock_problem(desk, draft, form) is not None:
        pass  # no clock can be computed: what was typed is kept below, the case stays as it was
    elif case is None and form.request_types():
        case = _open_case(uow, desk, draft, form)
    elif case is not None:
        case = _bring_into_line(uow, desk, draft, case, form)
    if case is not None:
        _keep_parties(uow, case, form)
        if clock_problem(desk, draft, form) is None:
            _keep_requests(uow, desk, case, form)
    for claim in claims:
        _seal_claim(uow, desk, draft_id, claim)
    draft = uow.drafts.replace(
        replace(
            draft,
            state=form_to_json(form),
            step=form.step,
            saved_at=desk.now_at(),
            call_seconds=max(call_seconds, draft.call_seconds),
            interrupted=call_is_on,
            has_case=case is not None,
        )
    )
    return draft, case


def drop_claims(uow: UnitOfWork, desk: Desk, case_id: str) -> None:
    """Remove sealed values that were said before the one right to be verified was unticked: nothing is kept that is not needed."""
    claims = uow.claimed_values.where(case_id=case_id)
    for claim in claims:
        uow.claimed_values.remove(claim.id)
    if claims:
        record(uow, desk, "claimed_values_dropped", case_id=case_id, thing="case", thing_id=case_id, facts={"count": len(claims)})


def keep_call_note(uow: UnitOfWork, desk: Desk, case_id: str, form: IntakeForm, *, by: str, at: datetime) -> None:
    """Keep what was noted on the call as a note of its own, with its author and time; the caller's words stay the caller's."""
    text = form.note.strip()
    if text:
        note = uow.notes.add(Note(id=new_id(), case_id=case_id, at=at, operator_id=by, text=text))
        record(uow, desk, "note_written", case_id=case_id, thing="note", thing_id=note.id, values={"text": note.text})


def _own(desk: Desk, draft: Draft) -> Draft:
    if draft.operator_id != desk.operator.id:
        raise NotAllowed("draft_of_another")
    return draft


def clock_problem(desk: Desk, draft: Draft, form: IntakeForm) -> DomainError | None:
    """Return what keeps the clocks from being computed, ``regime_not_in_force`` or ``calendar_ends``; None when all is well."""
    receipt = _receipt(desk, draft, form) or receipt_from_instant(desk.now_at(), business_zone=desk.business_zone)
    try:
        regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
        for request_type in form.request_types():
            due_dates_at_receipt(regime, desk.rulebook.lists, request_type, receipt.on)
    except DomainError as problem:
        return DomainError(problem.code, "received", **problem.facts)
    return None


def _receipt(desk: Desk, draft: Draft, form: IntakeForm) -> Receipt | None:
    """Return the receipt the form stands for, or None while what was typed is no receipt."""
    try:
        return receipt_of(form, channel=draft.channel, started_at=draft.started_at, now_at=desk.now_at(), zone=desk.business_zone)
    except DomainError:
        return None


def _open_case(uow: UnitOfWork, desk: Desk, draft: Draft, form: IntakeForm) -> Case:
    receipt = _receipt(desk, draft, form) or receipt_from_instant(desk.now_at(), business_zone=desk.business_zone)
    regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
    organisation = uow.current_organisation()
    year = desk.today().year
    case = Case(
        id=draft.id,
        number=case_number(year, uow.next_number(f"case-{year}")),
        is_draft=True,
        channel=draft.channel,
        received_at=receipt.at,
        received_zone=receipt.zone,
        received_fold=receipt.fold,
        received_on=receipt.on,
        created_at=desk.now_at(),
        created_by=desk.operator.id,
        organisation_id=organisation.id,
        organisation_revision=organisation.revision,
        regime_id=regime.id,
        regime_version=regime.version,
        regime_sha256=regime.sha256,
        holidays_version=desk.rulebook.lists.version,
    )
    case = uow.cases.add(_with_form(case, form))
    record(
        uow,
        desk,
        "case_opened",
        case_id=case.id,
        thing="case",
        thing_id=case.id,
        facts={"number": case.number, "channel": case.channel, "received_on": case.received_on, "regime": regime.version},
    )
    return case


def _bring_into_line(uow: UnitOfWork, desk: Desk, draft: Draft, case: Case, form: IntakeForm) -> Case:
    wanted = _with_form(case, form)
    receipt = _receipt(desk, draft, form) if form.received_wall else None
    moved = receipt is not None and (receipt.at, receipt.on) != (case.received_at, case.received_on)
    if receipt is not None and moved:
        regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
        wanted = replace(
            wanted,
            received_at=receipt.at,
            received_zone=receipt.zone,
            received_fold=receipt.fold,
            received_on=receipt.on,
            regime_version=regime.version,
            regime_sha256=regime.sha256,
        )
    if wanted == case:
        return case
    case = uow.cases.replace(wanted)
    if moved:
        record(uow, desk, "receipt_set_in_draft", case_id=case.id, thing="case", thing_id=case.id, facts={"received_on": case.received_on})
        for request in uow.requests.where(case_id=case.id):
            _remove_clocks(uow, request)
            start_clocks(uow, desk, case, request)
    return case


def _with_form(case: Case, form: IntakeForm) -> Case:
    return replace(
        case,
        line_id=form.line_id or None,
        requestor_kind=RequestorKind(form.requestor_kind),
        residency=Residency(form.residency),
        words=form.words,
        reply_by=ReplyBy(form.reply_by),
        reply_language=form.reply_language,
        reply_format=form.reply_format,
        script_version=form.script_version,
        late_entry_reason=form.late_entry_reason,
    )


def _keep_parties(uow: UnitOfWork, case: Case, form: IntakeForm) -> None:
    consumer = Party(
        id=f"{case.id}-c",
        case_id=case.id,
        part=PartyPart.CONSUMER,
        name=kept_text(form.name),
        letter_name=kept_text(form.letter_name),
        sort_name=kept_text(form.sort_name) or proposed_sort_name(kept_text(form.name)),
        phone=kept_text(consumer_number(form)),
        phone_e164=e164(consumer_number(form)),
        email=kept_text(form.email),
        street=kept_text(form.street),
        unit=kept_text(form.unit),
        city=kept_text(form.city),
        state=kept_text(form.state),
        postal_code=kept_text(form.postal_code),
        country=kept_text(form.country),
        account_reference=kept_text(form.account_reference),
        age_band=AgeBand(form.age_band) if form.requestor_kind == RequestorKind.PARENT_OR_GUARDIAN else None,
    )
    _store_party(uow, consumer)
    if form.requestor_kind != RequestorKind.CONSUMER:
        phone = form.requestor_phone or form.caller_number
        requestor = Party(
            id=f"{case.id}-r",
            case_id=case.id,
            part=PartyPart.REQUESTOR,
            name=kept_text(form.requestor_name),
            sort_name=proposed_sort_name(kept_text(form.requestor_name)),
            company=kept_text(form.requestor_company),
            phone=kept_text(phone),
            phone_e164=e164(phone),
            email=kept_text(form.requestor_email),
            street=kept_text(form.requestor_street),
            unit=kept_text(form.requestor_unit),
            city=kept_text(form.requestor_city),
            state=kept_text(form.requestor_state),
            postal_code=kept_text(form.requestor_postal_code),
            authority=AuthorityBasis(form.authority),
        )
        _store_party(uow, requestor)


def _store_party(uow: UnitOfWork, party: Party) -> None:
    stored = uow.parties.find(party.id)
    if stored is None:
        uow.parties.add(party)
    elif replace(party, version=stored.version) != stored:
        uow.parties.replace(replace(party, version=stored.version))


def _keep_requests(uow: UnitOfWork, desk: Desk, case: Case, form: IntakeForm) -> None:
    wanted = form.request_types()
    stored = {request.type: request for request in uow.requests.where(case_id=case.id)}
    for request_type, request in stored.items():
        if request_type not in wanted:
            _remove_clocks(uow, request)
            uow.requests.remove(request.id)
            record(uow, desk, "right_unticked", case_id=case.id, thing="request", thing_id=request.id, facts={"type": request_type})
    for position, request_type in enumerate(wanted, start=1):
        if request_type in stored:
            if stored[request_type].position != position:
                uow.requests.replace(replace(stored[request_type], position=position))
            continue
        request = uow.requests.add(
            Request(
                id=new_id(),
                case_id=case.id,
                type=request_type,
                position=position,
                status=RequestStatus.RECEIVED,
                level=first_level(desk.rulebook, request_type),
            )
        )
        start_clocks(uow, desk, case, request)
        record(uow, desk, "right_ticked", case_id=case.id, thing="request", thing_id=request.id, facts={"type": request_type})


def _remove_clocks(uow: UnitOfWork, request: Request) -> None:
    for deadline in uow.deadlines.where(request_id=request.id):
        uow.deadlines.remove(deadline.id)


def _seal_claim(uow: UnitOfWork, desk: Desk, draft_id: str, claim: Claim) -> None:
    if not claim.text.strip():
        return
    claim_id = f"{draft_id}-{claim.point}"
    value = ClaimedValue(
        id=claim_id,
        case_id=draft_id,
        point=claim.point,
        sealed=desk.vault.seal(sound_text(claim.text).encode(), about=claim_id),
        said_at=desk.now_at(),
        said_to=desk.operator.id,
    )
    stored = uow.claimed_values.find(claim_id)
    if stored is None:
        uow.claimed_values.add(value)
    else:
        uow.claimed_values.replace(replace(value, version=stored.version))
