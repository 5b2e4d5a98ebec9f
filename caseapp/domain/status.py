"""Where a request stands, and how it may end. Which moves it may make stands in `domain/transitions.py`.

The 18 statuses of the procedure collapse to seven; extended, overdue, on hold, fee quoted, unverifiable and open downstream
notices are facts beside the status and never pause a California clock (11 CCR 7021(b)).
"""

from __future__ import annotations

from enum import StrEnum


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


class ReopenCause(StrEnum):
    """Why a closed request is taken up again (T29, T30)."""

    NEW_PAPERS = "new_papers"
    ERROR_FOUND = "error_found"
    CONSUMER_ANSWERED = "consumer_answered"
    RETURNED_MAIL = "returned_mail"
    COMPLAINT = "complaint"


S = RequestStatus
OPEN_STATUSES = frozenset(S) - {S.CLOSED}
UNANSWERED_STATUSES = frozenset({S.RECEIVED, S.VERIFYING, S.IN_PROGRESS, S.IN_REVIEW, S.READY_TO_SEND})

WITHOUT_ANSWER = frozenset({Disposition.WITHDRAWN, Disposition.DUPLICATE})
"""These end a request without an answer letter: the consumer's own statement, or an earlier case that survives."""
