"""Who we are: names, routes, what our policy says we collect, our lines and the businesses we serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from caseapp.domain.envelopes import DEFAULT_ENVELOPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """One revision of the organisation's facts; a case and a letter keep the revision they began with.

    Each list of texts is printed in the order given (Civ. Code 1798.130(a)(5); six disclosures of the policy).

    Attributes:
        service_provider_role: what the policy says about information held for other businesses, as a sentence; empty for nothing.
        profile: code of the profile it began with.
        envelope: id of the envelope letters are laid out for unless one is chosen for the letter.
        measured_envelopes: ids of the envelopes somebody here measured, each with its measures in it.
        reply_language: code of the language an answer is in unless the consumer chooses another.
        business_contacts: where the businesses we write to are reached, a line each; see `business_contacts`.
    """

    id: str
    revision: int
    name: str
    legal_name: str
    business_zone: str
    address_lines: tuple[str, ...]
    phone: str
    email: str
    web_form: str
    policy_url: str
    categories: tuple[str, ...]
    sources: tuple[str, ...]
    purposes: tuple[str, ...]
    disclosed_categories: tuple[str, ...]
    recipients: tuple[str, ...]
    sells_or_shares: bool
    systems: tuple[str, ...]
    service_providers: tuple[str, ...]
    third_parties: tuple[str, ...]
    effective_at: datetime
    signer_name: str = ""
    signer_title: str = ""
    service_provider_role: str = ""
    profile: str = ""
    envelope: str = DEFAULT_ENVELOPE
    measured_envelopes: tuple[str, ...] = ()
    reply_language: str = "en"
    business_contacts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A number people dial; it chooses organisation, script and client."""

    id: str
    organisation_id: str
    number: str
    label: str
    script: str = "phone_request"
    client_id: str | None = None
    is_active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A business on whose behalf we hold data as service provider; named to a consumer only after verification."""

    id: str
    organisation_id: str
    name: str
    contact_lines: tuple[str, ...]
    instructions: str = "redirect"
    is_active: bool = True
    version: int = 1
