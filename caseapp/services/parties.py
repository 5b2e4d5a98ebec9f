"""Putting right how a person is called and reached, and how the answer goes out. Letters written before become older than the case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import NOTICES, LetterFormat, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.people import PartyPart, clean_name, proposed_sort_name
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.life import outdating_letters, touch_case
from caseapp.services.organisation import reply_languages
from caseapp.services.phones import e164
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import name_for_a_new_letter


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """What can be put right about a person of a case, as typed."""

    name: str
    letter_name: str = ""
    phone: str = ""
    email: str = ""
    street: str = ""
    unit: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactChange:
    """Other details for one person, with the version of that record that was on the screen when they were typed."""

    part: PartyPart
    details: ContactDetails
    seen_version: int


def change_contact_details(
    desk: Desk, case_id: str, part: PartyPart, details: ContactDetails, *, reason: str, seen_version: int
) -> ChangeSet:
    """Store other details for one person; see `change_contacts`."""
    return change_contacts(desk, case_id, (ContactChange(part=part, details=details, seen_version=seen_version),), reason=reason)


def change_contacts(desk: Desk, case_id: str, changes: Sequence[ContactChange], *, reason: str) -> ChangeSet:
    """Store other details for people of a case, of all or of none; the history keeps digests of both and the reason.

    Raises:
        Conflict: ``contact_details_changed_meanwhile``: somebody else saved after they were read.
        DomainError: ``reason_missing``, ``consumer_name_missing`` at ``name``, ``party_missing``, what `clean_name` raises.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        for change in changes:
            _change(uow, desk, case_id, change, reason)
        touch_case(uow, case_id)
        uow.commit()
    return changed("cases", "letters", case_id=case_id)


def _change(uow: UnitOfWork, desk: Desk, case_id: str, change: ContactChange, reason: str) -> None:
    details = change.details
    name = clean_name(details.name, field="name")
    if not name:
        raise DomainError("consumer_name_missing", "name")
    stored = {party.part: party for party in uow.parties.where(case_id=case_id)}.get(change.part)
    if stored is None:
        raise DomainError("party_missing")
    if stored.version != change.seen_version:
        raise Conflict("contact_details_changed_meanwhile")
    fresh = replace(
        stored,
        name=name,
        letter_name=clean_name(details.letter_name, field="letter_name"),
        sort_name=stored.sort_name if name == stored.name else proposed_sort_name(name),
        phone=details.phone.strip(),
        phone_e164=e164(details.phone),
        email=details.email.strip(),
        street=details.street.strip(),
        unit=details.unit.strip(),
        city=details.city.strip(),
        state=details.state.strip(),
        postal_code=details.postal_code.strip(),
        country=details.country.strip(),
    )
    uow.parties.replace(fresh)
    record(
        uow,
        desk,
        "contact_details_changed",
        case_id=case_id,
        thing="party",
        thing_id=stored.id,
        values={"before": "\n".join((stored.name, *stored.address.lines())), "after": "\n".join((fresh.name, *fresh.address.lines()))},
        reason=reason,
    )


def change_reply(desk: Desk, case_id: str, *, reply_by: ReplyBy, format: LetterFormat, language: str, reason: str) -> ChangeSet:
    """Change how the answer goes out; every later letter follows it (Civ. Code 1798.130(a)(2)(A); 11 CCR 7003).

    Raises:
        DomainError: ``reason_missing``; ``language_unknown`` at ``language``: there is no letter in it.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    if language not in reply_languages(desk):
        raise DomainError("language_unknown", "language", language=language)
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        uow.cases.replace(replace(outdating_letters(case), reply_by=reply_by, reply_format=format, reply_language=language))
        # What is only begun follows too; what was approved stays as it was read, and is older than its case now.
        for letter in uow.letters.where(case_id=case_id, state=LetterState.DRAFT):
            if letter.kind not in NOTICES:
                template = letter.template_version
                if language != letter.language:
                    # A version is one of its language: what this one is called there may be old, or withdrawn.
                    template = name_for_a_new_letter(uow, desk, letter.kind, language)
                uow.letters.replace(replace(letter, language=language, format=format, template_version=template))
        record(
            uow,
            desk,
            "reply_changed",
            case_id=case_id,
            thing="case",
            thing_id=case_id,
            facts={"reply_by": reply_by, "format": format, "language": language},
            reason=reason,
        )
        uow.commit()
    return changed("cases", "letters", case_id=case_id)
