"""Grounds on which a request may be refused in whole or part; every one has a section of law, and most want facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseapp.domain.regime import LawStatus
from caseapp.domain.request_type import RequestType


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground.

    Attributes:
        code: lower-case, stored with each decision.
        needs_facts: the letter must say what is so in this case, never the bare phrase of the law.
        seed_ground: number of the ground in the published privacy policy it answers to, or None.
        letter_sentence_key: key of the sentence that states it in a letter.
        must_also: codes of what has to be done beside refusing, for example ``delete_the_rest``.
        reviewed_by, reviewed_on: who confirmed the text, and when; None until somebody did.
    """

    code: str
    request_types: frozenset[RequestType]
    citation: str
    status: LawStatus
    needs_facts: bool
    seed_ground: int | None
    letter_sentence_key: str
    must_also: tuple[str, ...] = ()
    says: str = ""
    reviewed_by: str | None = None
    reviewed_on: date | None = None
