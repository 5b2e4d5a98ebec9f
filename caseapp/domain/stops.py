"""What keeps a letter from the printer, by name: found before a sheet of paper is spent."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class StopCode(StrEnum):
    """Each is mended in one place: on the letter, in its case, or by an officer."""

    NO_ADDRESS = "no_address"
    ZIP_NOT_IN_STATE = "zip_not_in_state"
    PLACE_OPEN = "place_open"
    OLDER_THAN_CASE = "older_than_case"
    NO_AUTHORITY = "no_authority"
    GLYPH_MISSING = "glyph_missing"
    BYTES_CHANGED = "bytes_changed"
    TOO_MANY_SHEETS = "too_many_sheets"
    AFTER_LAST_DAY = "after_last_day"
    AFTER_MAIL_BY = "after_mail_by"


class StopWeight(StrEnum):
    """`stops`: not printed until mended. `warns`: printed, and said. `to_flats`: printed for a flat envelope."""

    STOPS = "stops"
    WARNS = "warns"
    TO_FLATS = "to_flats"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStop:
    """One stop of one letter. `facts` hold what `ui` says beside it: state and ZIP, character, sheets, days."""

    letter_id: str
    case_id: str
    code: StopCode
    weight: StopWeight = StopWeight.STOPS
    facts: dict[str, object] = field(default_factory=dict)
