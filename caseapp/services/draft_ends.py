"""What becomes of drafts that nobody finishes: ended when no request was made, or handed to somebody else when their operator is away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from caseapp.domain.blocked_numbers import refuse_blocked_number
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.drafts import drop_claims, keep_call_note
from caseapp.services.intake_form import form_from_json, form_to_json
from caseapp.services.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersDraft:
    """A draft of somebody else. It tells nothing of the person: who takes it over opens it.

    Attributes:
        number: empty before a right was ticked.
        is_retired: its operator does not work here any more.
    """

    draft_id: str
    number: str
    channel: Channel
    saved_at: datetime
    operator_id: str
    operator_name: str
    is_retired: bool


def end_draft(desk: Desk, draft_id: str, *, reason: str) -> ChangeSet:
    """Close a draft in which every right was unticked again. It has a number, so its record stays, with the reason as a note.

    What was said for proof is removed: nothing is verified for it.

    Raises:
        DomainError: ``reason_missing`` or ``secret_number_typed`` at ``reason``; ``draft_has_request``: a right is ticked, so there is
            a request to answer; ``draft_has_no_number``: no right was ever ticked, so it can be discarded.
        NotAllowed: ``draft_of_another``.
    """
    desk.require(Act.TAKE_REQUESTS)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    refuse_blocked_number(reason, "reason")
    with desk.uow() as uow:
        draft = uow.drafts.get(draft_id)
        if draft.operator_id != desk.operator.id:
            raise NotAllowed("draft_of_another")
        case = uow.cases.find(draft_id)
        if case is None:
            raise DomainError("draft_has_no_number")
        if uow.requests.where(case_id=draft_id):
            raise DomainError("draft_has_request")
        drop_claims(uow, desk, draft_id)
        form = form_from_json(draft.state)
        keep_call_note(uow, desk, draft_id, form, by=draft.operator_id, at=draft.saved_at)
        keep_call_note(uow, desk, draft_id, replace(form, note=reason), by=draft.operator_id, at=desk.now_at())
        uow.cases.replace(replace(case, is_draft=False, ended_on=desk.today()))
        uow.drafts.remove(draft_id)
        record(uow, desk, "ended_without_request", case_id=draft_id, thing="case", thing_id=draft_id, reason=reason)
        uow.commit()
    return changed("cases", "drafts", case_id=draft_id)


def drafts_of_others(desk: Desk) -> tuple[OthersDraft, ...]:
    """Return the drafts of everybody else, the one saved longest ago first."""
    desk.require(Act.HAND_OVER_DRAFTS)
    with desk.uow() as uow:
        people = {operator.id: operator for operator in uow.operators.where()}
        found = []
        for draft in uow.drafts.where():
            if draft.operator_id == desk.operator.id:
                continue
            case = uow.cases.find(draft.id)
            operator = people[draft.operator_id]
            found.append(
                OthersDraft(
                    draft_id=draft.id,
                    number=case.number if case is not None else "",
                    channel=draft.channel,
                    saved_at=draft.saved_at,
                    operator_id=operator.id,
                    operator_name=operator.name,
                    is_retired=not operator.is_active,
                )
            )
    return tuple(sorted(found, key=lambda one: one.saved_at))


def hand_over_draft(desk: Desk, draft_id: str, *, to: str, reason: str) -> ChangeSet:
    """Give a draft to somebody who takes requests, because its operator is retired or away. Its clocks run on, whoever has it.

    An officer may take it over; an administrator hands it on without seeing it.

    Args:
        to: id of the operator who goes on with it.

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``takes_no_requests`` at ``to``; ``has_it_already`` at ``to``.
    """
    desk.require(Act.HAND_OVER_DRAFTS)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        draft = uow.drafts.get(draft_id)
        receiver = uow.operators.get(to)
        if not receiver.may(Act.TAKE_REQUESTS):
            raise DomainError("takes_no_requests", "to")
        if draft.operator_id == to:
            raise DomainError("has_it_already", "to")
        case = uow.cases.find(draft_id)
        form = form_from_json(draft.state)
        if case is not None:
            # The note is that of whoever wrote it, so it is kept before somebody else goes on.
            keep_call_note(uow, desk, draft_id, form, by=draft.operator_id, at=draft.saved_at)
            form = replace(form, note="")
        uow.drafts.replace(replace(draft, operator_id=to, interrupted=False, state=form_to_json(form)))
        record(
            uow, desk, "draft_handed_over", case_id=case.id if case is not None else None, thing="draft", thing_id=draft_id, reason=reason,
            facts={"from": draft.operator_id, "to": to},
        )  # fmt: skip
        uow.commit()
    return changed("drafts", "cases", case_id=case.id if case is not None else None)
