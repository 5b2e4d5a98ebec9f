"""What counsel has to read: everything in force that was written from memory or that nobody has reviewed yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.regime import LawStatus


class CounselSubject(StrEnum):
    """What kind of thing an item is.

    rule, limit: periods and numbers of a version of the law. ground: a ground of refusal or an exception. provision: what puts
    days on a holiday list. checklist: a level of verification. authority: papers of agents and parents. office_clock: a duty of
    the office itself. letter: a template as a whole. letter_sentence: a sentence a letter must hold. ground_sentence: how a
    letter words a ground. script_sentence: what is said on the phone where it has an effect in law.
    """

    RULE = "rule"
    LIMIT = "limit"
    GROUND = "ground"
    PROVISION = "provision"
    CHECKLIST = "checklist"
    AUTHORITY = "authority"
    OFFICE_CLOCK = "office_clock"
    LETTER = "letter"
    LETTER_SENTENCE = "letter_sentence"
    GROUND_SENTENCE = "ground_sentence"
    SCRIPT_SENTENCE = "script_sentence"


class CounselReason(StrEnum):
    """Why an item is on the list, the graver first: remembered, our own choice, or read at a source but reviewed by nobody."""

    FROM_MEMORY = "from_memory"
    OWN_CHOICE = "own_choice"
    NOT_REVIEWED = "not_reviewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselItem:
    """One thing to be confirmed.

    Attributes:
        key: names the item for good: file, section and name, for example ``regimes/us_ca/2027.toml#rule.answer_admt``.
        name: its own name inside the section.
        version: version of the file.
        text: what it says, in the words the program holds.
        effect: what it does, as names and values of the file (``count`` ``45``), in the order of the file.
        citation: the section of law or the source; empty where the file names none.
        status: None for wordings that carry no status of law.
        line: where it begins in `file`, counted from 1.
        fingerprint: digest of text, effect and citation. An approval holds for one fingerprint: changed words want a new one.
    """

    key: str
    subject: CounselSubject
    name: str
    version: str
    text: str
    effect: tuple[tuple[str, str], ...]
    citation: str
    status: LawStatus | None
    reason: CounselReason
    reviewed_by: str | None
    reviewed_on: date | None
    file: str
    line: int
    fingerprint: str


def counsel_reason(status: LawStatus | None, reviewed_by: str | None) -> CounselReason | None:
    """Return why something of this status belongs on the list, or None when it does not. What is remembered stays until it was read."""
    if status is LawStatus.FROM_MEMORY:
        return CounselReason.FROM_MEMORY
    if reviewed_by:
        return None
    return CounselReason.OWN_CHOICE if status is LawStatus.OWN_CHOICE else CounselReason.NOT_REVIEWED
