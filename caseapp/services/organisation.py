"""The organisation's facts, lines and clients: edited as a new revision, so that cases and letters keep the one they began with."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from caseapp.domain.business_contacts import read_contact
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.operators import Act
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def check_organisation(organisation: Organisation) -> None:
    """Refuse facts that a letter or a clock cannot do without.

    Raises:
        DomainError: ``organisation_name_missing``, ``organisation_address_missing``, ``organisation_phone_missing``,
            ``organisation_email_missing``, ``signer_name_missing``, ``signer_title_missing``, ``zone_unknown`` or
            ``business_contact_unreadable``, each at its field.
        Problems: several of them, in the order of the form.
    """
    found = [
        DomainError(code, field)
        for field, value, code in (
            ("name", organisation.name, "organisation_name_missing"),
            ("address_lines", "".join(organisation.address_lines), "organisation_address_missing"),
            ("phone", organisation.phone, "organisation_phone_missing"),
            ("email", organisation.email, "organisation_email_missing"),
            ("signer_name", organisation.signer_name, "signer_name_missing"),
            ("signer_title", organisation.signer_title, "signer_title_missing"),
        )
        if not value.strip()
    ]
    try:
        ZoneInfo(organisation.business_zone)
    except (ZoneInfoNotFoundError, ValueError):
        found.append(DomainError("zone_unknown", "business_zone"))
    try:
        for text in organisation.business_contacts:
            read_contact(text)
    except DomainError as unreadable:
        found.append(unreadable)
    if len(found) > 1:
        raise Problems(tuple(found))
    if found:
        raise found[0]


def organisation_now(desk: Desk) -> tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]:
    """Return the newest revision with its lines and clients."""
    with desk.uow() as uow:
        return uow.current_organisation(), uow.lines.where(), uow.clients.where()


def save_organisation(desk: Desk, organisation: Organisation) -> ChangeSet:
    """Store the given facts as the next revision.

    Raises:
        DomainError: as `check_organisation`; ``language_unknown`` at ``reply_language``: there is no letter in it.
    """
    desk.require(Act.ADMINISTER)
    check_organisation(organisation)
    if organisation.reply_language not in reply_languages(desk):
        raise DomainError("language_unknown", "reply_language", language=organisation.reply_language)
    with desk.uow() as uow:
        current = uow.current_organisation()
        revision = replace(organisation, id=current.id, revision=current.revision + 1, effective_at=desk.now_at())
        uow.organisations.add(revision)
        record(uow, desk, "organisation_changed", thing="organisation", thing_id=current.id, facts={"revision": revision.revision})
        uow.commit()
    return changed("organisation")


def save_line(
    desk: Desk, *, line_id: str | None, number: str, label: str, client_id: str | None = None, is_active: bool = True
) -> ChangeSet:
    """Add or change a line people dial.

    Raises:
        DomainError: ``line_number_missing`` at ``number``.
    """
    desk.require(Act.ADMINISTER)
    if not number.strip():
        raise DomainError("line_number_missing", "number")
    with desk.uow() as uow:
        stored = uow.lines.find(line_id) if line_id else None
        if stored is None:
            line = uow.lines.add(
                Line(
                    id=new_id(),
                    organisation_id=uow.current_organisation().id,
                    number=number.strip(),
                    label=label.strip(),
                    client_id=client_id,
                )
            )
        else:
            line = uow.lines.replace(replace(stored, number=number.strip(), label=label.strip(), client_id=client_id, is_active=is_active))
        record(uow, desk, "line_saved", thing="line", thing_id=line.id)
        uow.commit()
    return changed("organisation", created_id=line.id)


def save_client(
    desk: Desk, *, client_id: str | None, name: str, contact_lines: tuple[str, ...], instructions: str = "redirect", is_active: bool = True
) -> ChangeSet:
    """Add or change a business we are a service provider for.

    Raises:
        DomainError: ``client_name_missing`` at ``name``, ``client_contact_missing`` at ``contact_lines``.
    """
    desk.require(Act.ADMINISTER)
    if not name.strip():
        raise DomainError("client_name_missing", "name")
    if not contact_lines:
        raise DomainError("client_contact_missing", "contact_lines")
    with desk.uow() as uow:
        stored = uow.clients.find(client_id) if client_id else None
        if stored is None:
            client = uow.clients.add(
                Client(
                    id=new_id(),
                    organisation_id=uow.current_organisation().id,
                    name=name.strip(),
                    contact_lines=contact_lines,
                    instructions=instructions,
                )
            )
        else:
            client = uow.clients.replace(
                replace(stored, name=name.strip(), contact_lines=contact_lines, instructions=instructions, is_active=is_active)
            )
        record(uow, desk, "client_saved", thing="client", thing_id=client.id)
        uow.commit()
    return changed("organisation", created_id=client.id)


def reply_languages(desk: Desk) -> tuple[str, ...]:
    """Return the codes of the languages there are letters in."""
    return tuple(sorted({template.language for template in desk.press.templates()}))


def add_first_organisation(uow: UnitOfWork, organisation: Organisation, lines: tuple[Line, ...], clients: tuple[Client, ...]) -> None:
    """Store the profile chosen at first run."""
    uow.organisations.add(organisation)
    for client in clients:
        uow.clients.add(client)
    for line in lines:
        uow.lines.add(line)
