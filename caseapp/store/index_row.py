"""The line of a case in the index: everything lists, counts and search ask, worked out from the case's things.

It depends on no day: what is overdue or due soon is asked of its dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseapp.domain.case import Case, Request, Task, received_on
from caseapp.domain.deadline import Deadline, Extension, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Role
from caseapp.domain.people import Party, PartyPart
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import UNANSWERED_STATUSES, Disposition, RequestStatus
from caseapp.domain.work import WorkItem, WorkState
from caseapp.store.folding import all_spellings, digits_of, folded

NEVER = date(9999, 12, 31)

NEXT_KINDS = frozenset({
    DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT,
    DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT, DeadlineKind.FEE_ANSWER,
})  # fmt: skip
"""The deadlines that lead in the list: what is owed to the consumer while a request is unanswered."""

STANDING_STATES = frozenset({DeadlineState.OPEN, DeadlineState.MISSED})
"""Still to be done; a missed one is done late, not dropped."""

IN_FORCE = frozenset({ExtensionState.IN_FORCE, ExtensionState.IN_FORCE_LENIENT})

# Civ. Code 1798.130(a)(2)(A): an extension is told within the first 45 days; it is offered for the last ten of them.
EXTENSION_OFFERED_AFTER_DAYS = 35

_CHAIN = tuple(RequestStatus)
_TYPES = tuple(RequestType)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFace:
    """What the index needs of a letter."""

    state: LetterState
    addressee_name: str
    addressee_lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseThings:
    """A case with everything its line depends on. `decided` holds the ids of requests that have a decision."""

    case: Case
    parties: Sequence[Party] = ()
    requests: Sequence[Request] = ()
    deadlines: Sequence[Deadline] = ()
    extensions: Sequence[Extension] = ()
    work_items: Sequence[WorkItem] = ()
    tasks: Sequence[Task] = ()
    letters: Sequence[LetterFace] = ()
    decided: frozenset[str] = frozenset()


def type_mask(types: Sequence[RequestType]) -> int:
    """Return one bit for each type, so that a list can be narrowed to some of them."""
    return sum(1 << _TYPES.index(each) for each in frozenset(types))


def index_row(things: CaseThings) -> dict[str, object]:
    """Return the values of the case's line by column."""
    case, requests = things.case, things.requests
    unanswered = {request.id: request for request in requests if request.status in UNANSWERED_STATUSES}
    # A case without a request is a draft still, or was closed because no request was made.
    is_open = any(request.status is not RequestStatus.CLOSED for request in requests) if requests else case.ended_on is None
    standing = [each for each in things.deadlines if each.state in STANDING_STATES and each.request_id in unanswered]
    owed = sorted((each for each in standing if each.kind in NEXT_KINDS), key=lambda each: (each.plan_by_on, each.last_day_on))
    extended = {each.request_id for each in things.extensions if each.state in IN_FORCE}
    extendable = [each for each in standing if each.kind is DeadlineKind.ANSWER and each.request_id not in extended]
    next_one = owed[0] if owed else None
    types = tuple(dict.fromkeys(request.type for request in sorted(requests, key=lambda each: each.position)))
    return {
        "case_id": case.id,
        "number": case.number,
        "types": types,
        "type_mask": type_mask(types),
        "status": _status(requests) if case.ended_on is None else RequestStatus.CLOSED,
        "disposition": _disposition(requests),
        "received_on": case.received_on,
        "due_kind": next_one.kind if next_one else None,
        "plan_by_on": next_one.plan_by_on if next_one else None,
        "last_day_on": next_one.last_day_on if next_one else None,
        "mail_by_on": next_one.mail_by_on if next_one else None,
        "due_on": next_one.plan_by_on if next_one else NEVER,
        "late_after_on": min((each.last_day_on for each in owed), default=NEVER),
        "extension_from_on": min(
            (received_on(case, unanswered[each.request_id]) + timedelta(days=EXTENSION_OFFERED_AFTER_DAYS) for each in extendable),
            default=None,
        ),
        "extension_until_on": max((each.last_day_on for each in extendable), default=None),
        "closed_on": None if is_open else max((each.closed_on or case.received_on for each in requests), default=case.ended_on),
        "assigned_to": case.assigned_to,
        "created_by": case.created_by,
        "is_open": is_open,
        "is_draft": case.is_draft,
        "is_extended": bool(extended),
        "is_waiting": _is_waiting(unanswered, things.work_items),
        "is_returned": any(request.returned_on is not None for request in requests),
        "needs_confirmation": any(each.kind is DeadlineKind.CONFIRM_RECEIPT for each in owed),
        # A draft is finished first; its clocks are shown, its work is not.
        "needs_verification": not case.is_draft and any(_needs_verification(request) for request in requests),
        "needs_officer": _needs_officer(things),
        "needs_approval": any(letter.state is LetterState.SUBMITTED for letter in things.letters),
        **_who(things.parties),
        "on_letters": _on_letters(things.letters),
    }


def _status(requests: Sequence[Request]) -> RequestStatus:
    """The status of the request that is least far."""
    return min((request.status for request in requests), key=_CHAIN.index, default=RequestStatus.RECEIVED)


def _disposition(requests: Sequence[Request]) -> Disposition | None:
    """How the case ended, once every request has: alike, or in part when only some were fulfilled, else as its first request."""
    ends = [request.disposition for request in sorted(requests, key=lambda each: each.position)]
    if not ends or None in ends:
        return None
    if len(set(ends)) > 1 and {Disposition.FULFILLED, Disposition.FULFILLED_IN_PART} & set(ends):
        return Disposition.FULFILLED_IN_PART
    return ends[0]


def _is_waiting(unanswered: dict[str, Request], work_items: Sequence[WorkItem]) -> bool:
    """Every unanswered request waits for somebody else: the consumer's proof, or a place that was asked and has not ended."""
    asked = {item.request_id for item in work_items if item.state is WorkState.ASKED}
    return bool(unanswered) and all(request.status is RequestStatus.VERIFYING or request.id in asked for request in unanswered.values())


def _needs_verification(request: Request) -> bool:
    if request.status is RequestStatus.VERIFYING:
        return True
    return request.status is RequestStatus.RECEIVED and request.type not in NEVER_VERIFIED


def _needs_officer(things: CaseThings) -> bool:
    if any(task.for_role == Role.PRIVACY_OFFICER and task.done_at is None for task in things.tasks):
        return True
    return any(
        request.status is RequestStatus.IN_REVIEW
        or (request.status is RequestStatus.IN_PROGRESS and request.verified_on is not None and request.id not in things.decided)
        for request in things.requests
    )


def _who(parties: Sequence[Party]) -> dict[str, object]:
    consumer = next((party for party in parties if party.part is PartyPart.CONSUMER), None)
    shown = consumer if consumer and consumer.name else next((party for party in parties if party.name), consumer)
    return {
        "name": shown.name if shown else "",
        "sort_name": (shown.sort_name or shown.name) if shown else "",
        "names": _joined(all_spellings(text for party in parties for text in (party.name, party.letter_name, party.company))),
        "addresses": _joined(
            all_spellings(text for party in parties for text in (party.street, party.unit, party.city, party.state, party.postal_code))
        ),
        "phones": _joined(digits_of(party.phone_e164 or party.phone) for party in parties),
        "emails": _joined(folded(party.email) for party in parties),
        "postal_code": consumer.postal_code if consumer else "",
    }  # fmt: skip


def _on_letters(letters: Sequence[LetterFace]) -> str:
    """The addressee as printed: what somebody reads from an envelope that came back."""
    printed = [letter for letter in letters if letter.state in (LetterState.APPROVED, LetterState.ISSUED)]
    return _joined(all_spellings(text for letter in printed for text in (letter.addressee_name, *letter.addressee_lines)))


def _joined(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(word for word in words if word))
