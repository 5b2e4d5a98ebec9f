"""Which letter answers a request, and whether it may be written yet."""

from __future__ import annotations

from collections.abc import Sequence

from caseapp.domain.case import Request
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import UNANSWERED_STATUSES, RequestStatus
from caseapp.domain.work import WORK_ENDED, Decision, DecisionOutcome, PlaceKind, WorkItem, WorkState

_GRANTED: dict[RequestType, LetterKind] = {
    RequestType.KNOW_CATEGORIES: LetterKind.KNOW_CATEGORIES,
    RequestType.KNOW_SPECIFIC: LetterKind.KNOW_SPECIFIC,
    RequestType.DELETE: LetterKind.DELETE_DONE,
    RequestType.CORRECT: LetterKind.CORRECT_DONE,
    RequestType.OPT_OUT: LetterKind.OPT_OUT_CONFIRMED,
    RequestType.LIMIT: LetterKind.LIMIT_CONFIRMED,
}
_REFUSED_SOME: dict[RequestType, LetterKind] = {
    RequestType.KNOW_CATEGORIES: LetterKind.KNOW_CATEGORIES,
    RequestType.KNOW_SPECIFIC: LetterKind.KNOW_SPECIFIC,
    RequestType.DELETE: LetterKind.DELETE_REFUSED,
    RequestType.CORRECT: LetterKind.CORRECT_REFUSED,
}
_REFUSED_ALL: dict[RequestType, LetterKind] = {
    RequestType.DELETE: LetterKind.DELETE_REFUSED,
    RequestType.CORRECT: LetterKind.CORRECT_REFUSED,
}

_REFUSED_WHOLE_ON: dict[str, LetterKind] = {
    "twice_in_12_months": LetterKind.THIRD_REQUEST,
    "unfounded_or_excessive": LetterKind.FEE_REFUSED,
    "fraud": LetterKind.FRAUD_REFUSED,
    "no_data": LetterKind.NOTHING_FOUND,
}
"""Where everything is refused on one of these grounds, a letter of its own says what the rule book asks for (L-16, L-17b, L-22, L-29)."""

ANSWERS = frozenset(
    {
        *_GRANTED.values(),
        *_REFUSED_SOME.values(),
        *_REFUSED_WHOLE_ON.values(),
        LetterKind.DENIAL,
        LetterKind.UNVERIFIED,
        LetterKind.SERVICE_PROVIDER,
    }
)
"""Letters whose dispatch answers a request."""

NOT_COVERED_GROUND = "not_california"
"""An officer decides it before anybody is verified, and it refuses a whole request (DN-NOTCA)."""

OF_THE_REQUEST = frozenset({"unfounded_or_excessive", "fraud", NOT_COVERED_GROUND})
"""Grounds that refuse the request itself, not data that was found: nothing has to be searched for them."""

_OF_THE_WHOLE = frozenset({LetterKind.DENIAL, LetterKind.THIRD_REQUEST, LetterKind.FEE_REFUSED, LetterKind.FRAUD_REFUSED})
"""Refusals for which no place has to be searched; "nothing found" is none of them, for it says where was looked."""

NEEDS_NO_DECISION = frozenset(
    {LetterKind.UNVERIFIED, LetterKind.SERVICE_PROVIDER, LetterKind.OPT_OUT_CONFIRMED, LetterKind.LIMIT_CONFIRMED}
)


def answer_kind(request: Request, decisions: Sequence[Decision]) -> LetterKind | None:
    """Return the letter that follows from the decisions, or None while nothing is decided."""
    if request.unverifiable_on is not None:
        return LetterKind.UNVERIFIED
    if request.held_only_as_service_provider:
        return LetterKind.SERVICE_PROVIDER
    refused = [one for one in decisions if one.outcome is DecisionOutcome.REFUSED]
    if not decisions:
        return _GRANTED[request.type] if request.type in NEVER_VERIFIED and request.type in _GRANTED else None
    if not refused:
        return _GRANTED.get(request.type)
    if is_not_covered(decisions):
        return LetterKind.DENIAL
    grounds = {one.ground_code for one in refused}
    if len(refused) == len(decisions) and len(grounds) == 1 and not grounds.isdisjoint(_REFUSED_WHOLE_ON):
        return _REFUSED_WHOLE_ON[grounds.pop()]
    if len(refused) < len(decisions):
        return _REFUSED_SOME.get(request.type, LetterKind.DENIAL)
    return _REFUSED_ALL.get(request.type, LetterKind.DENIAL)


def is_not_covered(decisions: Sequence[Decision]) -> bool:
    """Say whether everything is refused because California's rules do not apply."""
    return bool(decisions) and all(one.ground_code == NOT_COVERED_GROUND for one in decisions)


def is_companion(request: Request, kind: LetterKind) -> bool:
    """Say whether this letter only accompanies the answer: the categories that go with "we could not confirm who you are"."""
    return request.unverifiable_on is not None and request.answer_as is not None and kind is LetterKind.KNOW_CATEGORIES


def check_answer(request: Request, kind: LetterKind, decisions: Sequence[Decision], places: Sequence[WorkItem]) -> None:
    """Refuse an answer that may not be written yet, or that does not follow from what was decided.

    Invariant I7: who refuses a part does the rest; an answer that grants anything waits for every system of record.

    Raises:
        DomainError: ``not_verified_yet`` (no specific piece before verification, 11 CCR 7024(a)), ``nothing_decided``,
            ``letter_does_not_follow``, ``systems_open``, ``providers_not_told``, ``request_answered``.
    """
    granted = any(one.outcome is DecisionOutcome.GRANTED for one in decisions)
    if is_companion(request, kind) and granted:
        return  # also after the letter it goes with has left: the categories are owed all the same
    if request.status not in UNANSWERED_STATUSES:
        raise DomainError("request_answered")
    if request.status is RequestStatus.RECEIVED:
        raise DomainError("request_not_begun")
    expected = answer_kind(request, decisions)
    if expected is None:
        raise DomainError("nothing_decided" if request.verified_on or request.type in NEVER_VERIFIED else "not_verified_yet")
    if kind is not expected:
        raise DomainError("letter_does_not_follow", expected=expected, kind=kind)
    refuses_itself = bool(decisions) and all(one.ground_code in OF_THE_REQUEST for one in decisions)
    if kind is LetterKind.UNVERIFIED or (kind in _OF_THE_WHOLE and not granted):
        return
    if request.type not in NEVER_VERIFIED and request.verified_on is None and kind is not LetterKind.SERVICE_PROVIDER:
        raise DomainError("not_verified_yet")
    if kind is LetterKind.SERVICE_PROVIDER or refuses_itself:
        return
    if any(place.place is PlaceKind.SYSTEM_OF_RECORD and place.state not in WORK_ENDED for place in places):
        raise DomainError("systems_open")
    if any(place.place is not PlaceKind.SYSTEM_OF_RECORD and place.state is WorkState.OPEN for place in places):
        raise DomainError("providers_not_told")
