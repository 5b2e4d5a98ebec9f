"""What fills a letter's placeholders: taken from the case, the organisation and the law, never typed.

Dates are dates and money is cents; the letter press words them. What an officer writes stands in slots and is kept apart. What each
kind of letter adds stands in `values_of_answers`, `values_of_questions`, `values_of_endings` and `values_of_notices`.
"""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.case import received_on
from caseapp.domain.channel import ReplyBy
from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import NOTICES, LetterKind, LetterValue
from caseapp.domain.people import Party, PartyPart, RequestorKind
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source
from caseapp.services.values_of_answers import OF_ANSWERS
from caseapp.services.values_of_endings import OF_ENDINGS
from caseapp.services.values_of_notices import OF_NOTICES
from caseapp.services.values_of_questions import OF_QUESTIONS
from caseapp.services.written_lines import Values

LINE_SLOTS: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.KNOW_SPECIFIC: ("files", "withheld", "not_searched"),
    LetterKind.REQUEST_INFORMATION: ("points",),
    LetterKind.CORRECT_DONE: ("deleted_instead",),
    LetterKind.CORRECT_REFUSED: ("documents",),
    LetterKind.CORRECTED_SHOWN: ("shown",),
}
"""Lists an officer writes, one entry a line: they fill placeholders of the template, not its slots. A line of `files` may name the
size after a bar: "Account history | 6 pages"; a line of `shown` has its value there."""

CHOSEN = "yes"

_OF_KIND: dict[LetterKind, Values] = {**OF_QUESTIONS, **OF_ANSWERS, **OF_ENDINGS, **OF_NOTICES}


def choices_of(kind: LetterKind) -> tuple[str, ...]:
    """Return the flags of a letter that an officer sets: what no record of the case can say."""
    own = {LetterKind.CORRECT_REFUSED: ("health_information",), LetterKind.OPT_IN_CONFIRM: ("from_13_to_15",)}.get(kind, ())
    return own if kind in NOTICES else (*own, "enclose_notice")


def letter_values(desk: Desk, source: Source, letter: Letter, recipient: Party) -> dict[str, LetterValue]:
    """Return the values of every placeholder that a letter of this kind may use."""
    written = dict(letter.slots)
    values = _of_every_letter(desk, source)
    values |= _to_business(letter) if letter.kind in NOTICES else _to_person(source, recipient, written)
    own = _OF_KIND.get(letter.kind)
    if own is not None:
        values |= own(desk, source, letter, written)
    for name in choices_of(letter.kind):
        values[name] = written.get(name) == CHOSEN or bool(values.get(name))
    return values


def blocked_in_source(source: Source, letter: Letter) -> str | None:
    """Return the kind of forbidden number in what people wrote and this letter may print, or None (11 CCR 7024(d))."""
    texts = [text for _, text in letter.slots]
    texts += [text for one in source.decisions for text in (one.category, one.facts)]
    texts += [place.facts for place in source.places]
    texts += [fee.reason for fee in source.fees]
    return next((kind for text in texts if (kind := blocked_number(text))), None)


def slots_for_press(letter: Letter) -> dict[str, str]:
    """Return the slots the template has; the officer's lists and choices fill placeholders instead."""
    others = {*LINE_SLOTS.get(letter.kind, ()), *choices_of(letter.kind)}
    return {name: text for name, text in letter.slots if name not in others}


def _of_every_letter(desk: Desk, source: Source) -> dict[str, LetterValue]:
    case, organisation = source.case, source.organisation
    return {
        "case_number": case.number,
        "letter_on": desk.today(),
        "received_on": received_on(case, source.first),
        "rights": tuple(request.type.value for request in source.requests),
        "organisation_name": organisation.name,
        "organisation_lines": organisation.address_lines,
        "organisation_phone": organisation.phone,
        "organisation_email": organisation.email,
        "signer_name": organisation.signer_name,
        "signer_title": organisation.signer_title,
        "practice": desk.practice,
    }


def _to_person(source: Source, recipient: Party, written: Mapping[str, str]) -> dict[str, LetterValue]:
    case, organisation = source.case, source.organisation
    consumer, requestor = source.parties[PartyPart.CONSUMER], source.parties.get(PartyPart.REQUESTOR)
    to_requestor = recipient.part is PartyPart.REQUESTOR
    by_agent = case.requestor_kind is RequestorKind.AUTHORIZED_AGENT and requestor is not None and not to_requestor
    return {
        "requests": tuple(request.type.value for request in source.requests),
        "recipient_name": recipient.name_for_letters,
        "addressee_name": recipient.name_for_letters,
        "addressee_lines": recipient.address.lines(),
        "without_address": recipient.address.is_empty and case.reply_by is not ReplyBy.MAIL,
        "about_name": consumer.name_for_letters if to_requestor else "",
        "asked_by": requestor.name_for_letters if requestor is not None and by_agent else "",
        "policy_url": organisation.policy_url,
        "web_form": organisation.web_form,
        "notice_categories": organisation.categories,
        "notice_sources": organisation.sources,
        "notice_purposes": organisation.purposes,
        "notice_disclosed": organisation.disclosed_categories,
        "notice_recipients": organisation.recipients,
        "notice_sells": organisation.sells_or_shares,
        "notice_role": organisation.service_provider_role,
    }


def _to_business(letter: Letter) -> dict[str, LetterValue]:
    return {
        "recipient_name": letter.addressee_name,
        "addressee_name": letter.addressee_name,
        "addressee_lines": letter.addressee_lines,
        "without_address": not letter.addressee_lines,
    }
