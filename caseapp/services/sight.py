"""What a person may see of somebody: all of a name, its first letters, or nothing of a draft that another is still typing.

A role without names (auditor, administrator) gets masked reads from the desk itself, so that no page has to remember it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from caseapp.domain.operators import Act, Operator
from caseapp.domain.people import Party, masked_name
from caseapp.services.views import CaseDetail

T = TypeVar("T")

HIDDEN = "•••"
SHORTEST_HIDDEN = 3
"""A value of fewer signs is not looked for in what people wrote: "Al" stands in half of all words."""

_NUMBERS = re.compile(r"\S+@\S+|\(?\d(?:[\s().-]{0,2}\d){3,}")
"""An e-mail address, or four digits and more, however they are parted."""

_IN_TEXTS = ("phone", "phone_e164", "email", "street", "account_reference")


def is_foreign_draft(operator: Operator, draft_of: str) -> bool:
    """Say whether a row is a draft of somebody else; `draft_of` is the id of who types it, or empty."""
    return bool(draft_of) and draft_of != operator.id


def name_seen_by(operator: Operator, name: str, *, draft_of: str = "") -> str:
    """Return the name as this operator may see it; nothing for a foreign draft."""
    if is_foreign_draft(operator, draft_of):
        return ""
    return name if operator.may(Act.SEE_NAMES) else masked_name(name)


def case_seen_by(operator: Operator, detail: CaseDetail) -> CaseDetail:
    """Return a case as this operator may see it.

    Without names: people keep the first letters, nothing of how they are reached stays, and what colleagues and callers wrote keeps
    its sense with these values taken out. Letters come without what they say; papers without their names.
    """
    if operator.may(Act.SEE_NAMES):
        return detail
    seen = texts_seen_by(operator, detail.parties, replace(detail, parties=(), letters=(), documents=(), history=(), operator_names=()))
    letters = (replace(one, addressee_name=masked_name(one.addressee_name), addressee_lines=()) for one in detail.letters)
    return replace(
        seen,
        case=replace(seen.case, words=_without_numbers(seen.case.words)),
        requests=tuple(replace(one, closing_words=_without_numbers(one.closing_words)) for one in seen.requests),
        notes=tuple(replace(one, text=_without_numbers(one.text)) for one in seen.notes),
        parties=tuple(_masked_party(one) for one in detail.parties),
        contacts=tuple(replace(one, caller_number="") for one in seen.contacts),
        letters=tuple(texts_seen_by(operator, detail.parties, replace(one, slots=(), composed="", content=None)) for one in letters),
        documents=tuple(replace(one, name="") for one in detail.documents),
        history=detail.history,
        operator_names=detail.operator_names,
    )


def texts_seen_by(operator: Operator, parties: Sequence[Party], thing: T) -> T:
    """Return a thing of a case with the names and ways to reach of its people taken out of every text in it, if this role wants it."""
    if operator.may(Act.SEE_NAMES):
        return thing
    hidden: dict[str, str] = {}
    for party in parties:
        names = [party.name, party.letter_name, party.sort_name, *party.name.split()]
        hidden.update({name.casefold(): masked_name(name) for name in names})
        hidden.update({getattr(party, field).casefold(): HIDDEN for field in _IN_TEXTS})
    wanted = sorted((text for text in hidden if len(text) >= SHORTEST_HIDDEN), key=len, reverse=True)
    if not wanted:
        return thing
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in wanted), re.IGNORECASE)
    return cast("T", _with_texts(thing, lambda text: pattern.sub(lambda found: hidden[found[0].casefold()], text)))


def _without_numbers(text: str) -> str:
    """Take out what may be an account, a telephone or an e-mail address that no party of the case has."""
    return _NUMBERS.sub(HIDDEN, text)


def _masked_party(party: Party) -> Party:
    return replace(
        party,
        name=masked_name(party.name),
        letter_name=masked_name(party.letter_name),
        sort_name=masked_name(party.sort_name),
        company="",
        phone="",
        phone_e164="",
        email="",
        street="",
        unit="",
        city="",
        state="",
        postal_code="",
        country="",
        account_reference="",
    )


def _with_texts(thing: object, change: Callable[[str], str]) -> object:
    """Change every text in a thing and in what it holds; codes (enumerations) and bytes stay."""
    if isinstance(thing, str):
        return thing if isinstance(thing, Enum) else change(thing)
    if isinstance(thing, tuple):
        return tuple(_with_texts(one, change) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(thing, **{field.name: _with_texts(getattr(thing, field.name), change) for field in fields(thing)})
    return thing
