"""The rights a person can ask for, and what the law ties to each."""

from __future__ import annotations

from enum import StrEnum


class RequestType(StrEnum):
    """One right asked (rulebook: Civ. Code 1798.105 to .121; 11 CCR 7020 to 7028, 7220 to 7222)."""

    KNOW_CATEGORIES = "know_categories"
    KNOW_SPECIFIC = "know_specific"
    DELETE = "delete"
    CORRECT = "correct"
    OPT_OUT = "opt_out"
    LIMIT = "limit"
    OPT_IN = "opt_in"
    ADMT_ACCESS = "admt_access"
    ADMT_OPT_OUT = "admt_opt_out"
    ADMT_APPEAL = "admt_appeal"


NEVER_VERIFIED = frozenset({RequestType.OPT_OUT, RequestType.LIMIT, RequestType.ADMT_OPT_OUT})
"""Identity verification is not permitted for these (11 CCR 7060(b)); nor does the law know an extension of them. Invariant I3."""
