"""Values of letters to a business: who the person is, so that the person is found, and what is asked."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterKind, LetterValue
from caseapp.domain.people import PartyPart
from caseapp.domain.work import DecisionOutcome, PlaceKind
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source
from caseapp.services.written_lines import Values


def _person(source: Source) -> dict[str, LetterValue]:
    """Name and routes of the person, and our reference; what was said to verify is never among it (11 CCR 7060(d))."""
    consumer = source.parties[PartyPart.CONSUMER]
    address = ", ".join(consumer.address.lines())
    known = (consumer.name, address, consumer.phone, consumer.email, consumer.account_reference)
    values: dict[str, LetterValue] = {"person_lines": tuple(text for text in known if text)}
    reply_by_on = source.reply_by()
    if reply_by_on is not None:
        values["reply_by_on"] = reply_by_on
    return values


def _of_person(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return _person(source)


def _client_transfer(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    own = source.categories(DecisionOutcome.REFUSED) if source.first.split_from_id else ()
    return _person(source) | {"categories": own}


def _delete(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    place = next((one for one in source.places if one.name == letter.addressee_name), None)
    return _person(source) | {
        "third_party": place is not None and place.place is PlaceKind.THIRD_PARTY,
        "categories": source.categories(DecisionOutcome.GRANTED),
    }


def _changes(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    granted = [one for one in source.decisions if one.outcome is DecisionOutcome.GRANTED]
    return _person(source) | {"changes": tuple((one.category, one.facts) for one in granted)}


OF_NOTICES: dict[LetterKind, Values] = {
    LetterKind.CLIENT_TRANSFER: _client_transfer,
    LetterKind.NOTICE_DELETE: _delete,
    LetterKind.NOTICE_CORRECT: _changes,
    LetterKind.NOTICE_SOURCE: _changes,
    LetterKind.NOTICE_OPT_OUT: _of_person,
    LetterKind.NOTICE_LIMIT: _of_person,
}
