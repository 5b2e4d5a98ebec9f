"""The page of a letter: composed from the case as it stands, rendered, and read again once it is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterCheck, LetterFormat
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.envelopes import envelope_for
from caseapp.services.letter_drafts import recipient
from caseapp.services.letter_language import HOUSE_LANGUAGE, in_language, language_check
from caseapp.services.letter_source import Source, read_source
from caseapp.services.letter_values import blocked_in_source, letter_values, slots_for_press
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import TemplateUse, template_of


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """A letter as it would print now. `problem` names what keeps it from being composed; `content` is then None.

    Attributes:
        template: which template it is written with, and which one new letters get; None once it is frozen.
    """

    letter: Letter
    content: bytes | None
    checks: tuple[LetterCheck, ...]
    problem: DomainError | None
    template: TemplateUse | None = None


def preview_letter(
    desk: Desk, letter_id: str, *, slots: Mapping[str, str] | None = None, format: LetterFormat | None = None
) -> LetterPreview:
    """Show a letter: an approved one as its frozen bytes, a draft as it would print now. Stores nothing."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if letter.content is not None:
            return LetterPreview(letter=letter, content=letter.content, checks=(), problem=None)
        if uow.cases.get(letter.case_id).destroyed_on is not None:
            return LetterPreview(letter=letter, content=None, checks=(), problem=DomainError("record_destroyed"))
        if slots is not None:
            letter = replace(letter, slots=tuple((name, text) for name, text in slots.items() if text.strip()))
        letter = replace(letter, format=format or letter.format)
        template = None
        try:
            template = template_of(uow, desk, letter)
            composed, missing = _compose(uow, desk, letter, read_source(uow, letter))
            checks, content = desk.press.checked(composed, letter.format)
            if letter.language != HOUSE_LANGUAGE:
                checks = (*checks, language_check(missing))
            if content is None:
                # Refused by name: which line of the address, which character.
                content = desk.press.render(composed, letter.format)
        except DomainError as problem:
            return LetterPreview(letter=letter, content=None, checks=(), problem=problem, template=template)
    return LetterPreview(letter=letter, content=content, checks=checks, problem=None, template=template)


def letter_content(desk: Desk, letter_id: str) -> bytes:
    """Return the frozen bytes of a letter.

    Raises:
        DomainError: ``not_approved``; ``letter_bytes_changed`` when they no longer have the digest they were approved with.
    """
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
    if letter.content is None:
        raise DomainError("not_approved")
    if hashlib.sha256(letter.content).hexdigest() != letter.sha256:
        raise DomainError("letter_bytes_changed")
    return letter.content


def copy_letter(desk: Desk, letter_id: str) -> bytes:
    """Return the frozen bytes for a file outside the program, and record that somebody took them.

    Raises:
        DomainError: see `letter_content`.
    """
    desk.require(Act.SEE_NAMES)
    content = letter_content(desk, letter_id)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        facts = {"kind": letter.kind, "sha256": letter.sha256}
        record(uow, desk, "letter_copied", case_id=letter.case_id, thing="letter", thing_id=letter_id, facts=facts)
        uow.commit()
    return content


def compose(uow: UnitOfWork, desk: Desk, letter: Letter) -> ComposedLetter:
    return _compose(uow, desk, letter, read_source(uow, letter))[0]


def _compose(uow: UnitOfWork, desk: Desk, letter: Letter, source: Source) -> tuple[ComposedLetter, tuple[str, ...]]:
    """The letter, and the words of our records that nobody has written in its language."""
    named = [party for party in source.parties.values() if party.name_for_letters == letter.addressee_name]
    # A parent and a child, or an agent, may have one name: then the address tells who was meant.
    reached = [party for party in named if party.address.lines() == letter.addressee_lines]
    party = next(iter((*reached, *named)), None) or recipient(uow, source.case)
    values = letter_values(desk, source, letter, party)
    if not values.get("enclose_notice"):
        values = {name: value for name, value in values.items() if not name.startswith("notice_")}
    put, missing = in_language(desk.press, values, letter.language)
    edited = template_of(uow, desk, letter).content
    composed = desk.press.compose(letter.kind, letter.language, put, slots_for_press(letter), edited=edited)
    return replace(composed, envelope=envelope_for(uow, letter)), missing


def render(uow: UnitOfWork, desk: Desk, letter: Letter) -> tuple[ComposedLetter, bytes, tuple[LetterCheck, ...]]:
    source = read_source(uow, letter)
    blocked = blocked_in_source(source, letter)
    if blocked is not None:
        raise DomainError("letter_check_failed", check="no_blocked_numbers", facts={"kind": blocked})
    if template_of(uow, desk, letter).is_withdrawn:
        raise DomainError("letter_template_withdrawn")
    composed, _ = _compose(uow, desk, letter, source)
    checks, content = desk.press.checked(composed, letter.format)
    for check in checks:
        # Too many sheets for the window envelope are no fault of the letter: the mail room puts it in a flat one.
        if not check.ok and not (check.code == "pages" and _fits_flat(desk, check)):
            raise DomainError("letter_check_failed", check=check.code, facts=check.facts)
    assert content is not None, "a letter that passes every check was drawn"
    return composed, content, checks


def _fits_flat(desk: Desk, check: LetterCheck) -> bool:
    sheets = check.facts.get("sheets")
    return isinstance(sheets, int) and sheets <= max(envelope.most_sheets for envelope in desk.press.envelopes())
