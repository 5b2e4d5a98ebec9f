"""Where businesses we write to are reached: service providers, third parties and sources, a line each, by their name.

A line is "Redwood Mail | 880 Harbor Blvd Ste 12, West Sacramento, CA 95691 | privacy@redwood.example"; the address or the e-mail may be
left out, not both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseapp.domain.errors import DomainError
from caseapp.domain.postal import lines_of_address


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessContact:
    """How one business is reached; `lines` are those of its postal address. Either may be empty."""

    name: str
    lines: tuple[str, ...]
    email: str


def read_contact(text: str) -> BusinessContact:
    """Read a line.

    Raises:
        DomainError: ``business_contact_unreadable`` at ``business_contacts`` (text): without a name, with neither address nor e-mail, or
            with an address that has no street, no place or no ZIP code.
    """
    name, *ways = (part.strip() for part in text.split("|"))
    email = next((way for way in ways if "@" in way), "")
    address = next((way for way in ways if way and way != email), "")
    lines = lines_of_address(address)
    if not name or not (email or lines) or (address and not lines):
        raise DomainError("business_contact_unreadable", "business_contacts", text=text)
    return BusinessContact(name=name, lines=lines, email=email)


def contact_of(texts: Iterable[str], name: str) -> BusinessContact | None:
    """Return how a business is reached, or None where nobody has written it down; capitals make no difference."""
    return next((one for one in map(read_contact, texts) if one.name.casefold() == name.strip().casefold()), None)
