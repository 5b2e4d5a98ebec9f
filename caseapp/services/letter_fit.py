"""Which letters a person may begin for a case, and why another makes no sense there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caseapp.domain.case import Case, Request
from caseapp.domain.deadline import Deadline
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import Fee, FeeState
from caseapp.domain.letters import LetterKind
from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.clocks import answer_deadline

ABOUT_CLOSED = frozenset(
    {LetterKind.WITHDRAWAL, LetterKind.DUPLICATE, LetterKind.CORRECTED_SHOWN, LetterKind.LATE, LetterKind.OPT_IN_CONFIRM}
)
"""These may be about a request that is closed; two of them only about one."""

BEGUN_BY_HAND = (
    LetterKind.CONFIRM_RECEIPT,
    LetterKind.REQUEST_INFORMATION,
    LetterKind.CLARIFY,
    LetterKind.HOW_TO_ASK,
    LetterKind.AGENT_PERMISSION,
    LetterKind.CONFIRM_AGENT,
    LetterKind.PARENT_FORM,
    LetterKind.FEE_QUOTE,
    LetterKind.OPT_IN_CONFIRM,
    LetterKind.HOUSEHOLD,
    LetterKind.CORRECTED_SHOWN,
    LetterKind.LATE,
    LetterKind.WITHDRAWAL,
    LetterKind.DUPLICATE,
)
"""In the order they are offered. Answers follow from decisions, the extension notice from the extension, notices from their place."""

_HOUSEHOLD_RIGHTS = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC, RequestType.DELETE, RequestType.CORRECT})
_CORRECTED = frozenset({Disposition.FULFILLED, Disposition.FULFILLED_IN_PART})


def kinds_that_fit(
    case: Case, requests: Sequence[Request], deadlines: Sequence[Deadline], fees: Sequence[Fee], *, today: date
) -> tuple[LetterKind, ...]:
    """Return the letters a person may begin about these requests today, in the order they are offered."""
    return tuple(kind for kind in BEGUN_BY_HAND if misfit(kind, case, requests, deadlines, fees, today=today) is None)


def misfit(
    kind: LetterKind, case: Case, requests: Sequence[Request], deadlines: Sequence[Deadline], fees: Sequence[Fee], *, today: date
) -> DomainError | None:
    """Return why a letter makes no sense for these requests, or None.

    Codes: ``request_closed``, ``request_not_closed``, ``letter_needs_agent``, ``letter_needs_parent``, ``letter_never_calls_back``
    (an opt-out or a limit is never confirmed with the person, 11 CCR 7026(j)), ``letter_needs_correction``, ``letter_needs_opt_in``,
    ``letter_needs_household_right``, ``letter_needs_withdrawal``, ``letter_needs_join``, ``answer_not_late``, ``no_fee_stated``.
    """
    if not requests:
        return DomainError("request_closed")
    if kind not in ABOUT_CLOSED and any(one.status is RequestStatus.CLOSED for one in requests):
        return DomainError("request_closed")
    types = {one.type for one in requests}
    by_agent = case.requestor_kind is RequestorKind.AUTHORIZED_AGENT
    broken: dict[LetterKind, tuple[bool, str]] = {
        LetterKind.AGENT_PERMISSION: (not by_agent, "letter_needs_agent"),
        LetterKind.CONFIRM_AGENT: (not by_agent, "letter_needs_agent"),
        LetterKind.PARENT_FORM: (case.requestor_kind is not RequestorKind.PARENT_OR_GUARDIAN, "letter_needs_parent"),
        LetterKind.FEE_QUOTE: (not any(one.state is FeeState.STATED for one in fees), "no_fee_stated"),
        LetterKind.OPT_IN_CONFIRM: (not all(_may_opt_in(one) for one in requests), "letter_needs_opt_in"),
        LetterKind.HOUSEHOLD: (types.isdisjoint(_HOUSEHOLD_RIGHTS), "letter_needs_household_right"),
        LetterKind.CORRECTED_SHOWN: (not all(_is_corrected(one) for one in requests), "letter_needs_correction"),
        LetterKind.WITHDRAWAL: (not all(one.disposition is Disposition.WITHDRAWN for one in requests), "letter_needs_withdrawal"),
        LetterKind.DUPLICATE: (not all(one.joined_to_id for one in requests), "letter_needs_join"),
        LetterKind.LATE: (not _is_late(requests, deadlines, today), "answer_not_late"),
    }
    is_broken, code = broken.get(kind, (False, ""))
    if is_broken:
        return DomainError(code)
    if kind is LetterKind.CONFIRM_AGENT and not types.isdisjoint(NEVER_VERIFIED):
        return DomainError("letter_never_calls_back")
    return None


def _is_corrected(request: Request) -> bool:
    return request.type is RequestType.CORRECT and request.answered_on is not None and request.disposition in _CORRECTED


def _may_opt_in(request: Request) -> bool:
    """An opt-in, or an opt-out that was answered and that the person wants to take back (11 CCR 7028)."""
    return request.type is RequestType.OPT_IN or (request.type is RequestType.OPT_OUT and request.answered_on is not None)


def _is_late(requests: Sequence[Request], deadlines: Sequence[Deadline], today: date) -> bool:
    """Say whether the last day of an answer is over, and the answer left after it or not at all."""
    for request in requests:
        deadline = answer_deadline([one for one in deadlines if one.request_id == request.id])
        ended_otherwise = request.status is RequestStatus.CLOSED and request.answered_on is None
        if deadline is not None and not ended_otherwise and (request.answered_on or today) > deadline.last_day_on:
            return True
    return False
