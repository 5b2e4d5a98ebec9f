"""What an organisation promised in its own privacy policy, beside the law as it stands, and what the program does about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.regime import LawStatus


class Bearing(StrEnum):
    """keep: the promise binds as a public statement, even where the law asks less. exceed: the law asks more, and is followed."""

    KEEP = "keep"
    EXCEED = "exceed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One promise.

    Attributes:
        promise: as the policy puts it, in short.
        law: what is owed today; `citation` and `status` belong to it.
        does: what the program does.
        is_stale: the words of the policy no longer say what is owed.
        file, line: where it stands.
    """

    id: str
    bearing: Bearing
    promise: str
    law: str
    citation: str
    status: LawStatus
    does: str
    is_stale: bool
    policy_updated_on: date
    file: str
    line: int
