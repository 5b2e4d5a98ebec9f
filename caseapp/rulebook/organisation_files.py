"""Organisation profiles: who we are, our lines and the businesses we serve, as the program brings them along.

A profile is the beginning, not the record: at first run it is stored as revision 1, and from then on the database counts. What a profile
leaves out (the postal address, who signs) is asked at first run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseapp.domain.business_contacts import read_contact
from caseapp.domain.errors import DomainError
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.rulebook.sections import ResourceFile, Section


def load_profile(
    name: str, raw: bytes, *, effective_at: datetime, new_id: Callable[[], str]
) -> tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]:
    """Read one profile.

    Args:
        name: path of the resource, for example ``organisations/practice.toml``; its stem becomes the profile's code.
        effective_at: instant from which revision 1 holds.
        new_id: gives the ids of the organisation, its lines and its clients.

    Raises:
        Trouble: ``resource_faulty`` with `file`, `line` and `reason` (English, for the person who edits the file).
    """
    file = ResourceFile(name, raw)
    file.only("line", "client")
    with file.top as top:
        organisation = _organisation(top, new_id(), PurePosixPath(name).stem, effective_at)
    clients: list[Client] = []
    id_of_key: dict[str, str] = {}
    for section in file.sections("client", at_least=0):
        with section:
            key = section.code("key")
            section.unique("key", key, set(id_of_key))
            client = Client(
                id=new_id(), organisation_id=organisation.id, name=section.text("name"), contact_lines=section.texts("contact_lines")
            )
            id_of_key[key] = client.id
            clients.append(client)
    lines: list[Line] = []
    numbers: set[object] = set()
    for section in file.sections("line"):
        with section:
            number = section.text("number")
            section.unique("number", number, numbers)
            lines.append(
                Line(
                    id=new_id(),
                    organisation_id=organisation.id,
                    number=number,
                    label=section.text("label"),
                    client_id=_client_id(section, id_of_key),
                )
            )
    return organisation, tuple(lines), tuple(clients)


def _organisation(top: Section, id: str, profile: str, effective_at: datetime) -> Organisation:
    categories = top.texts("categories")
    disclosed = top.texts("disclosed_categories")
    if len(disclosed) > len(categories):
        raise top.fault("disclosed_categories", "more categories are disclosed than are collected")
    return Organisation(
        id=id,
        revision=1,
        name=top.text("name"),
        legal_name=top.text("legal_name"),
        business_zone=_zone(top),
        address_lines=_texts_or_none(top, "address_lines"),
        phone=top.text("phone"),
        email=_email(top),
        web_form=top.text("web_form"),
        policy_url=top.text("policy_url"),
        categories=categories,
        sources=top.texts("sources"),
        purposes=top.texts("purposes"),
        disclosed_categories=disclosed,
        recipients=top.texts("recipients"),
        sells_or_shares=top.yes_or_no("sells_or_shares"),
        systems=top.texts("systems"),
        service_providers=_texts_or_none(top, "service_providers"),
        third_parties=_texts_or_none(top, "third_parties"),
        effective_at=effective_at,
        signer_name=top.text("signer_name") if top.has("signer_name") else "",
        signer_title=top.text("signer_title") if top.has("signer_title") else "",
        service_provider_role=top.text("service_provider_role") if top.has("service_provider_role") else "",
        profile=profile,
        business_contacts=_contacts(top),
    )


def _zone(top: Section) -> str:
    zone = top.text("business_zone")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as reason:
        raise top.fault("business_zone", f"'{zone}' is no time zone such as America/Los_Angeles") from reason
    return zone


def _email(top: Section) -> str:
    email = top.text("email")
    if "@" not in email:
        raise top.fault("email", f"'{email}' is no e-mail address")
    return email


def _contacts(top: Section) -> tuple[str, ...]:
    contacts = _texts_or_none(top, "business_contacts")
    for text in contacts:
        try:
            read_contact(text)
        except DomainError as reason:
            raise top.fault("business_contacts", f"'{text}' has no name, or neither an address nor an e-mail") from reason
    return contacts


def _texts_or_none(top: Section, key: str) -> tuple[str, ...]:
    return top.texts(key) if top.has(key) else ()


def _client_id(section: Section, id_of_key: dict[str, str]) -> str | None:
    if not section.has("client"):
        return None
    key = section.code("client")
    if key not in id_of_key:
        raise section.fault("client", f"no [[client]] has the key '{key}'")
    return id_of_key[key]
