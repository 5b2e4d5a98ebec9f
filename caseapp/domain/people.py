"""The people of a case: the consumer, and whoever speaks for the consumer.

Names are kept exactly as given (NFC); a name for letters and a sort name are proposed and may be edited.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.errors import DomainError

NAME_LENGTH_MAX = 200


class RequestorKind(StrEnum):
    """Who makes the request (11 CCR 7063 for agents, 7070 for parents)."""

    CONSUMER = "consumer"
    AUTHORIZED_AGENT = "authorized_agent"
    PARENT_OR_GUARDIAN = "parent_or_guardian"


class AuthorityBasis(StrEnum):
    """What an agent or a parent relies on (11 CCR 7063(a), 7070)."""

    SIGNED_PERMISSION = "signed_permission"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PARENTAL_CONSENT_FORM = "parental_consent_form"
    COURT_PAPER = "court_paper"
    NOT_SHOWN_YET = "not_shown_yet"


class AgeBand(StrEnum):
    """The age of a child somebody asks for. Only the band is kept, never a birth date (11 CCR 7070, 7071; Civ. Code 1798.120(c))."""

    NOT_SAID = "not_said"
    UNDER_13 = "under_13"
    FROM_13_TO_15 = "from_13_to_15"
    FROM_16_TO_17 = "from_16_to_17"


class PartyPart(StrEnum):
    """The part a person plays in one case."""

    CONSUMER = "consumer"
    REQUESTOR = "requestor"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """An address as typed; capitals and punctuation rules of the post apply on paper only."""

    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.street, self.unit, self.city, self.state, self.postal_code, self.country))

    def lines(self) -> tuple[str, ...]:
        """Street, unit, "City, ST ZIP", country; empty ones left out."""
        place = " ".join(
            part for part in (f"{self.city}," if self.city and self.state else self.city, self.state, self.postal_code) if part
        )
        return tuple(line for line in (self.street, self.unit, place, self.country) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One person in one case, with what finds and reaches that person.

    Attributes:
        age_band: of a child whom a parent or guardian asks for; None for everybody else.
    """

    id: str
    case_id: str
    part: PartyPart
    name: str = ""
    letter_name: str = ""
    sort_name: str = ""
    company: str = ""
    phone: str = ""
    phone_e164: str = ""
    email: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""
    account_reference: str = ""
    authority: AuthorityBasis | None = None
    age_band: AgeBand | None = None
    version: int = 1

    @property
    def address(self) -> PostalAddress:
        return PostalAddress(
            street=self.street, unit=self.unit, city=self.city, state=self.state, postal_code=self.postal_code, country=self.country
        )

    @property
    def name_for_letters(self) -> str:
        return self.letter_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Consumer:
    """The natural person behind one or more cases, linked by a person's decision that can be taken back.

    Carries what lasts: language and format of letters (11 CCR 7003), and the opt-out (Civ. Code 1798.120).
    """

    id: str
    language: str = "en"
    letter_format: str = "letter"
    opted_out_on: date | None = None
    limited_on: date | None = None
    version: int = 1


def clean_name(text: str, *, field: str) -> str:
    """Return the name as NFC without outer blanks.

    Any letter, number or sign of any script is kept; only control characters are refused.

    Raises:
        DomainError: ``name_too_long`` or ``name_has_control_characters``.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if len(name) > NAME_LENGTH_MAX:
        raise DomainError("name_too_long", field, longest=NAME_LENGTH_MAX, length=len(name))
    if any(unicodedata.category(character) == "Cc" for character in name):
        raise DomainError("name_has_control_characters", field)
    return name


def proposed_sort_name(name: str) -> str:
    """Propose the last word first, "Peña, Ana": a proposal the operator may change, never a claim about the name."""
    words = name.split()
    return name if len(words) < 2 else f"{words[-1]}, {' '.join(words[:-1])}"


def masked_name(name: str) -> str:
    """First letter and dots for each word: what may be shown before anybody is verified."""
    return " ".join(word[0] + "•" * min(len(word) - 1, 3) for word in name.split())
