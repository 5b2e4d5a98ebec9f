"""What fills a letter's placeholders: taken from the case, the organisation and the law, never typed.

Dates are dates; the letter press words them. What an officer writes stands in slots and is kept apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.channel import ReplyBy
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadlines import DeadlineKind, extended_answer, no_reask_until
from caseapp.domain.letters import LetterKind, LetterValue
from caseapp.domain.lookback import disclosure_period
from caseapp.domain.organisation import Client, Organisation
from caseapp.domain.people import Party, PartyPart
from caseapp.domain.verification import Verification
from caseapp.domain.work import WORK_ENDED, Decision, DecisionOutcome, PlaceKind, WorkItem, WorkState
from caseapp.services.clocks import answer_deadline, regime_of
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork

LINE_SLOTS: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.KNOW_SPECIFIC: ("files", "withheld", "not_searched"),
    LetterKind.REQUEST_INFORMATION: ("points",),
}
"""Lists an officer writes, one entry a line: they fill placeholders of the template, not its slots. A line of `files` may name the
size after a bar: "Account history | 6 pages"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything a letter draws on, read once."""

    case: Case
    requests: tuple[Request, ...]
    organisation: Organisation
    parties: dict[PartyPart, Party]
    deadlines: tuple[Deadline, ...]
    decisions: tuple[Decision, ...]
    places: tuple[WorkItem, ...]
    verifications: tuple[Verification, ...]
    client: Client | None

    @property
    def first(self) -> Request:
        return self.requests[0]


def read_source(uow: UnitOfWork, letter: Letter) -> Source:
    """Read what a letter of this case draws on."""
    case = uow.cases.get(letter.case_id)
    requests = tuple(uow.requests.get(request_id) for request_id in letter.request_ids)
    client_id = requests[0].client_id
    revisions = uow.organisations.where(id=case.organisation_id, revision=case.organisation_revision)
    return Source(
        case=case,
        requests=requests,
        organisation=revisions[0] if revisions else uow.current_organisation(),
        parties={party.part: party for party in uow.parties.where(case_id=case.id)},
        deadlines=tuple(one for request in requests for one in uow.deadlines.where(request_id=request.id)),
        decisions=tuple(one for request in requests for one in uow.decisions.where(request_id=request.id)),
        places=tuple(one for request in requests for one in uow.work_items.where(request_id=request.id)),
        verifications=tuple(one for request in requests for one in uow.verifications.where(request_id=request.id)),
        client=uow.clients.find(client_id) if client_id else None,
    )


def letter_values(desk: Desk, source: Source, letter: Letter, recipient: Party) -> dict[str, LetterValue]:
    """Return the values of every placeholder that a letter of this kind may use."""
    case, organisation = source.case, source.organisation
    consumer = source.parties[PartyPart.CONSUMER]
    values: dict[str, LetterValue] = {
        "case_number": case.number,
        "letter_on": desk.today(),
        "received_on": received_on(case, source.first),
        "requests": tuple(request.type.value for request in source.requests),
        "recipient_name": recipient.name_for_letters,
        "addressee_name": recipient.name_for_letters,
        "addressee_lines": recipient.address.lines(),
        "without_address": recipient.address.is_empty and case.reply_by is not ReplyBy.MAIL,
        "about_name": consumer.name_for_letters if recipient.part is PartyPart.REQUESTOR else "",
        "organisation_name": organisation.name,
        "organisation_lines": organisation.address_lines,
        "organisation_phone": organisation.phone,
        "organisation_email": organisation.email,
        "policy_url": organisation.policy_url,
        "signer_name": organisation.signer_name,
        "signer_title": organisation.signer_title,
        "practice": desk.practice,
    }
    own = _OF_KIND.get(letter.kind)
    if own is not None:
        values |= own(desk, source, dict(letter.slots))
    return values


def blocked_in_source(source: Source, letter: Letter) -> str | None:
    """Return the kind of forbidden number in what people wrote and this letter may print, or None (11 CCR 7024(d))."""
    texts = [text for _, text in letter.slots]
    texts += [text for one in source.decisions for text in (one.category, one.facts)]
    texts += [place.facts for place in source.places]
    return next((kind for text in texts if (kind := blocked_number(text))), None)


def slots_for_press(letter: Letter) -> dict[str, str]:
    """Return the slots the template has; the officer's lists fill placeholders instead."""
    lists = LINE_SLOTS.get(letter.kind, ())
    return {name: text for name, text in letter.slots if name not in lists}


def _lines(slots: dict[str, str], name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in slots.get(name, "").splitlines() if line.strip())


def _answer_by(source: Source) -> date:
    deadline = answer_deadline(source.deadlines)
    return deadline.last_day_on if deadline else received_on(source.case, source.first)


def _confirm_receipt(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return {"answer_by_on": _answer_by(source), "verified_first": bool(source.verifications)}


def _request_information(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    wants = any(one.declaration_needed and one.declaration_on is None for one in source.verifications)
    return {"answer_by_on": _answer_by(source), "points": _lines(slots, "points"), "declaration": wants}


def _extension_notice(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    first = [one for one in source.deadlines if one.kind is DeadlineKind.ANSWER]
    regime, receipt_on = regime_of(desk, source.case, source.first), received_on(source.case, source.first)
    extended = extended_answer(regime, desk.rulebook.lists, source.first.type, receipt_on)
    return {"first_last_day_on": first[0].last_day_on, "new_last_day_on": extended.last_day_on}


def _period(desk: Desk, source: Source) -> dict[str, LetterValue]:
    case, receipt_on = source.case, received_on(source.case, source.first)
    period = disclosure_period(regime_of(desk, case, source.first), receipt_on, asked_from=case.period_from, asked_until=case.period_until)
    if not period.due and case.period_from is not None and case.period_until is not None:
        return {"period_from": case.period_from, "period_until": case.period_until}
    return {"period_from": period.first_on, "period_until": period.last_on}


def _know_categories(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    organisation = source.organisation
    granted = tuple(one.category for one in source.decisions if one.outcome is DecisionOutcome.GRANTED)
    recipients = "; ".join(organisation.recipients)
    disclosed = tuple((category, recipients) for category in organisation.disclosed_categories if not granted or category in granted)
    return _period(desk, source) | {
        "categories": granted or organisation.categories,
        "sources": organisation.sources,
        "purposes": organisation.purposes,
        "recipients": organisation.recipients,
        "sold_or_shared": (),
        "disclosed": disclosed,
    }


def _know_specific(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    rows = []
    for number, line in enumerate(_lines(slots, "files"), start=1):
        what, _, size = line.partition("|")
        rows.append((str(number), what.strip(), size.strip() or "-"))
    return _period(desk, source) | {
        "files": tuple(rows),
        "withheld": _lines(slots, "withheld"),
        "not_searched": _lines(slots, "not_searched"),
        "electronic": False,
    }


def _third_parties(source: Source) -> dict[str, LetterValue]:
    others = [place for place in source.places if place.place is PlaceKind.THIRD_PARTY]
    return {
        "told_third_parties": any(place.state is not WorkState.OPEN for place in others),
        "third_parties_not_told": "; ".join(place.facts for place in others if place.state is WorkState.NOT_POSSIBLE),
    }


def _delete_done(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return {"deleted": _categories(source, DecisionOutcome.GRANTED)} | _third_parties(source)


def _delete_refused(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return {
        "kept": _refused_rows(desk, source),
        "deleted": _categories(source, DecisionOutcome.GRANTED),
        "offer_opt_out": source.organisation.sells_or_shares,
    }


def _correct_done(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return {"changes": tuple((one.category, one.facts) for one in source.decisions if one.outcome is DecisionOutcome.GRANTED)}


def _correct_refused(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return {"refused": _refused_rows(desk, source), "corrected": _categories(source, DecisionOutcome.GRANTED)}


def _opt_out(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return (
        _stopped(desk, source)
        | {"no_sale": not source.organisation.sells_or_shares}
        | {"told_third_parties": _third_parties(source)["told_third_parties"]}
    )


def _limit(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    return _stopped(desk, source) | {"only_permitted_uses": not source.organisation.sells_or_shares}


def _stopped(desk: Desk, source: Source) -> dict[str, LetterValue]:
    """The day the stop took effect: the last place that ended, else the receipt; and the day until which nobody asks again."""
    ended = [place.ended_on for place in source.places if place.state in WORK_ENDED and place.ended_on]
    again = no_reask_until(regime_of(desk, source.case, source.first), source.first.type, received_on(source.case, source.first))
    values: dict[str, LetterValue] = {"processed_on": max(ended, default=received_on(source.case, source.first))}
    if again is not None:
        values["no_reask_until_on"] = again.last_day_on
    return values


def _denial(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    codes = dict.fromkeys(one.ground_code for one in source.decisions if one.outcome is DecisionOutcome.REFUSED)
    return {
        "grounds": tuple(desk.press.ground_sentence(code, source.case.reply_language) for code in codes),
        "done_anyway": _categories(source, DecisionOutcome.GRANTED),
    }


def _unverified(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    granted = any(one.outcome is DecisionOutcome.GRANTED for one in source.decisions)
    return {"answered_as_categories": source.first.answer_as is not None and granted}


def _service_provider(desk: Desk, source: Source, slots: dict[str, str]) -> dict[str, LetterValue]:
    verified = source.first.verified_on is not None
    client = source.client
    told = [place.asked_on for place in source.places if place.place is PlaceKind.BUSINESS_CLIENT and place.asked_on]
    values: dict[str, LetterValue] = {
        "verified": verified,
        "client_name": client.name if verified and client else "",
        "client_lines": client.contact_lines if verified and client else (),
    }
    if told:
        values["forwarded_on"] = min(told)
    return values


def _categories(source: Source, outcome: DecisionOutcome) -> tuple[str, ...]:
    return tuple(one.category for one in source.decisions if one.outcome is outcome)


def _refused_rows(desk: Desk, source: Source) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one.category, desk.press.ground_sentence(one.ground_code, source.case.reply_language), one.facts)
        for one in source.decisions
        if one.outcome is DecisionOutcome.REFUSED
    )


_OF_KIND: dict[LetterKind, Callable[[Desk, Source, dict[str, str]], dict[str, LetterValue]]] = {
    LetterKind.CONFIRM_RECEIPT: _confirm_receipt,
    LetterKind.REQUEST_INFORMATION: _request_information,
    LetterKind.EXTENSION_NOTICE: _extension_notice,
    LetterKind.KNOW_CATEGORIES: _know_categories,
    LetterKind.KNOW_SPECIFIC: _know_specific,
    LetterKind.DELETE_DONE: _delete_done,
    LetterKind.DELETE_REFUSED: _delete_refused,
    LetterKind.CORRECT_DONE: _correct_done,
    LetterKind.CORRECT_REFUSED: _correct_refused,
    LetterKind.OPT_OUT_CONFIRMED: _opt_out,
    LetterKind.LIMIT_CONFIRMED: _limit,
    LetterKind.DENIAL: _denial,
    LetterKind.UNVERIFIED: _unverified,
    LetterKind.SERVICE_PROVIDER: _service_provider,
}
