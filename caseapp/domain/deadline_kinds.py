"""The kinds of deadlines, and what can become of one."""

from __future__ import annotations

from enum import StrEnum


class DeadlineKind(StrEnum):
    """What has to be done, or left alone, until a day."""

    CONFIRM_RECEIPT = "confirm_receipt"
    ANSWER = "answer"
    EXTENSION_NOTICE = "extension_notice"
    EXTENDED_ANSWER = "extended_answer"
    OPT_OUT = "opt_out"
    LIMIT = "limit"
    ADMT_OPT_OUT = "admt_opt_out"
    FEE_ANSWER = "fee_answer"
    VERIFICATION_PURGE = "verification_purge"
    NO_REASK = "no_reask"
    RETENTION = "retention"


class DeadlineState(StrEnum):
    """What became of a deadline; computed from dates alone, so the same dates always give the same state."""

    OPEN = "open"
    MET = "met"
    MET_LATE = "met_late"
    MISSED = "missed"
    SUPERSEDED = "superseded"
    NOT_APPLICABLE = "not_applicable"


WAITING_KINDS = frozenset({DeadlineKind.NO_REASK, DeadlineKind.RETENTION})
"""These forbid an act before a day instead of asking for one by it."""
