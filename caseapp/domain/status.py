"""The life of one request: its status, how it may end, and the one table of moves between them.

The 18 statuses of the procedure collapse to seven; extended, overdue, on hold, fee quoted, unverifiable and open downstream
notices are facts beside the status and never pause a California clock (11 CCR 7021(b)).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType


class RequestStatus(StrEnum):
    """Where a request stands."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    IN_PROGRESS = "in_progress"
    IN_REVIEW = "in_review"
    READY_TO_SEND = "ready_to_send"
    ANSWERED = "answered"
    CLOSED = "closed"


class Disposition(StrEnum):
    """How a request ended."""

    FULFILLED = "fulfilled"
    FULFILLED_IN_PART = "fulfilled_in_part"
    DENIED = "denied"
    UNVERIFIED = "unverified"
    NO_DATA = "no_data"
    REDIRECTED = "redirected"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    NOT_COVERED = "not_covered"


S = RequestStatus
OPEN_STATUSES = frozenset(S) - {S.CLOSED}
UNANSWERED_STATUSES = frozenset({S.RECEIVED, S.VERIFYING, S.IN_PROGRESS, S.IN_REVIEW, S.READY_TO_SEND})

WITHOUT_ANSWER = frozenset({Disposition.WITHDRAWN, Disposition.DUPLICATE})
"""These end a request without an answer letter: the consumer's own statement, or an earlier case that survives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One permitted move. `procedure` names the transitions of the written procedure it carries out."""

    source: RequestStatus
    target: RequestStatus
    procedure: tuple[str, ...]


MOVES: tuple[Move, ...] = (
    Move(source=S.RECEIVED, target=S.VERIFYING, procedure=("T4",)),
    Move(source=S.RECEIVED, target=S.IN_PROGRESS, procedure=("T5",)),
    Move(source=S.VERIFYING, target=S.IN_PROGRESS, procedure=("T6", "T7", "T8", "T10", "T13")),
    Move(source=S.IN_PROGRESS, target=S.VERIFYING, procedure=("T8",)),
    Move(source=S.RECEIVED, target=S.IN_REVIEW, procedure=("T26", "T28")),
    Move(source=S.VERIFYING, target=S.IN_REVIEW, procedure=("T9",)),
    Move(source=S.IN_PROGRESS, target=S.IN_REVIEW, procedure=("T11", "T12", "T17", "T18")),
    Move(source=S.IN_REVIEW, target=S.IN_PROGRESS, procedure=("T19",)),
    Move(source=S.IN_REVIEW, target=S.READY_TO_SEND, procedure=("T20",)),
    Move(source=S.READY_TO_SEND, target=S.IN_PROGRESS, procedure=("T19",)),
    Move(source=S.READY_TO_SEND, target=S.ANSWERED, procedure=("T21",)),
    Move(source=S.ANSWERED, target=S.CLOSED, procedure=("T22", "T23")),
    Move(source=S.ANSWERED, target=S.IN_PROGRESS, procedure=("T34",)),
    Move(source=S.CLOSED, target=S.IN_PROGRESS, procedure=("T29", "T34")),
    *(Move(source=source, target=S.CLOSED, procedure=("T24", "T25")) for source in sorted(UNANSWERED_STATUSES)),
)

_PERMITTED = frozenset((move.source, move.target) for move in MOVES)


def check_move(request_type: RequestType, source: RequestStatus, target: RequestStatus) -> None:
    """Refuse a move that the table does not have.

    Raises:
        DomainError: ``never_verified`` when an opt-out or limit request would be verified (11 CCR 7060(b)),
            ``move_not_in_table`` for any other.
    """
    if target is RequestStatus.VERIFYING and request_type in NEVER_VERIFIED:
        raise DomainError("never_verified", request_type=request_type)
    if (source, target) not in _PERMITTED:
        raise DomainError("move_not_in_table", source=source, target=target)
