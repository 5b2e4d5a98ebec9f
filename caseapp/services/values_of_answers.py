"""Values of the letters that answer a request: from what was decided, for what, on which ground, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from caseapp.domain.case import received_on
from caseapp.domain.channel import ReplyBy
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadlines import no_reask_until
from caseapp.domain.fee import FeeState
from caseapp.domain.letters import LetterKind, LetterValue
from caseapp.domain.lookback import disclosure_period, know_count
from caseapp.domain.request_type import RequestType
from caseapp.domain.work import WORK_ENDED, DecisionOutcome, PlaceKind, WorkState
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source
from caseapp.services.life import standing_fee
from caseapp.services.written_lines import Values, lines, pairs


def _period(desk: Desk, source: Source) -> dict[str, LetterValue]:
    case, receipt_on = source.case, received_on(source.case, source.first)
    period = disclosure_period(regime_of(desk, case, source.first), receipt_on, asked_from=case.period_from, asked_until=case.period_until)
    if not period.due and case.period_from is not None and case.period_until is not None:
        return {"period_from": case.period_from, "period_until": case.period_until}
    return {"period_from": period.first_on, "period_until": period.last_on}


def _know_categories(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    organisation = source.organisation
    granted = tuple(one.category for one in source.decisions if one.outcome is DecisionOutcome.GRANTED)
    recipients = "; ".join(organisation.recipients)
    disclosed = tuple(
        (category, recipients) for category in organisation.disclosed_categories if not granted or _is_one_of(category, granted)
    )
    return _period(desk, source) | {
        "categories": granted or organisation.categories,
        "sources": organisation.sources,
        "purposes": organisation.purposes,
        "recipients": organisation.recipients,
        "sold_or_shared": (),
        "disclosed": disclosed,
    }


def _is_one_of(category: str, granted: Iterable[str]) -> bool:
    """Say whether a category the policy says is disclosed is among those that were granted.

    A policy names what it collects at length ("Personal identifiers such as name, address") and what it discloses in short ("Personal
    identifiers"): the short name is the beginning of the long one.
    """
    short = category.casefold()
    return any(long == short or (long.startswith(short) and not long[len(short)].isalnum()) for long in map(str.casefold, granted))


def _know_specific(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return _period(desk, source) | {
        "files": tuple((str(number), what, size) for number, (what, size) in enumerate(pairs(written, "files"), start=1)),
        "withheld": lines(written, "withheld"),
        "not_searched": lines(written, "not_searched"),
        "electronic": source.case.reply_by is ReplyBy.EMAIL,
    }


def _third_parties(source: Source) -> dict[str, LetterValue]:
    others = [place for place in source.places if place.place is PlaceKind.THIRD_PARTY]
    return {
        "told_third_parties": any(place.state is not WorkState.OPEN for place in others),
        "third_parties_not_told": "; ".join(place.facts for place in others if place.state is WorkState.NOT_POSSIBLE),
    }


def _delete_done(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"deleted": source.categories(DecisionOutcome.GRANTED)} | _third_parties(source)


def _delete_refused(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {
        "kept": _refused_rows(desk, source, letter),
        "deleted": source.categories(DecisionOutcome.GRANTED),
        "offer_opt_out": source.organisation.sells_or_shares,
    }


def _correct_done(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {
        "changes": tuple((one.category, one.facts) for one in source.decisions if one.outcome is DecisionOutcome.GRANTED),
        "deleted_instead": lines(written, "deleted_instead"),
    }


def _correct_refused(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {
        "refused": _refused_rows(desk, source, letter),
        "corrected": source.categories(DecisionOutcome.GRANTED),
        "documents": lines(written, "documents"),
        "can_delete": True,
    }


def _opt_out(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return (
        _stopped(desk, source)
        | {"no_sale": not source.organisation.sells_or_shares}
        | {"told_third_parties": _third_parties(source)["told_third_parties"]}
    )


def _limit(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    others = [place for place in source.places if place.place is not PlaceKind.SYSTEM_OF_RECORD]
    told = bool(others) and all(place.state is not WorkState.OPEN for place in others)
    return _stopped(desk, source) | {"only_permitted_uses": not source.organisation.sells_or_shares, "told_recipients": told}


def _stopped(desk: Desk, source: Source) -> dict[str, LetterValue]:
    """The day the stop took effect: the last place that ended, else the receipt; and the day until which nobody asks again."""
    ended = [place.ended_on for place in source.places if place.state in WORK_ENDED and place.ended_on]
    again = no_reask_until(regime_of(desk, source.case, source.first), source.first.type, received_on(source.case, source.first))
    values: dict[str, LetterValue] = {"processed_on": max(ended, default=received_on(source.case, source.first))}
    if again is not None:
        values["no_reask_until_on"] = again.last_day_on
    return values


def _denial(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    codes = dict.fromkeys(one.ground_code for one in source.decisions if one.outcome is DecisionOutcome.REFUSED)
    return {
        "grounds": tuple(desk.press.ground_sentence(code, letter.language) for code in codes),
        "done_anyway": source.categories(DecisionOutcome.GRANTED),
    }


def _unverified(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    granted = any(one.outcome is DecisionOutcome.GRANTED for one in source.decisions)
    only_categories = all(request.type is RequestType.KNOW_CATEGORIES for request in source.requests)
    return {
        "answered_as_categories": source.first.answer_as is not None and granted,
        # 11 CCR 7024(b): who gets no list is led to the policy, and who writes by mail may have no other way to it.
        "enclose_notice": only_categories and source.case.reply_by is ReplyBy.MAIL,
    }


def _service_provider(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    verified = source.first.verified_on is not None
    client = source.client
    told = [place.asked_on for place in source.places if place.place is PlaceKind.BUSINESS_CLIENT and place.asked_on]
    values: dict[str, LetterValue] = {
        "verified": verified,
        "answered_apart": source.first.split_from_id is not None,
        "client_name": client.name if verified and client else "",
        "client_lines": client.contact_lines if verified and client else (),
    }
    if told:
        values["forwarded_on"] = min(told)
    return values


def _third_request(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    """The days of the two answered requests and the first day of a new one, by the link of cases to one consumer."""
    case = source.case
    earlier: tuple[date, ...] = ()
    if case.consumer_id is not None:
        earlier = desk.queries.know_answered_on(case.consumer_id, except_case_id=case.id)
    count = know_count(regime_of(desk, case, source.first), earlier, received_on(case, source.first))
    return {"earlier_on": count.counted, "next_request_on": count.next_possible_on or ""}


def _fee_refused(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    values: dict[str, LetterValue] = {"reasons": source.refusal_facts()}
    fee = standing_fee(source.fees)
    if fee is not None and fee.state in (FeeState.DECLINED, FeeState.UNANSWERED):
        values |= {
            "fee": fee.cents,
            "stated_on": fee.stated_on,
            "fee_answer_by_on": fee.answer_by_on,
            "declined": fee.state is FeeState.DECLINED,
        }
    return values


def _fraud_refused(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"reasons": source.refusal_facts()}


def _nothing_found(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    systems = [place for place in source.places if place.place is PlaceKind.SYSTEM_OF_RECORD and place.state in WORK_ENDED]
    return {"searched": tuple(dict.fromkeys(place.name for place in systems)), "facts": source.refusal_facts()}


def _refused_rows(desk: Desk, source: Source, letter: Letter) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one.category, desk.press.ground_sentence(one.ground_code, letter.language), one.facts)
        for one in source.decisions
        if one.outcome is DecisionOutcome.REFUSED
    )


OF_ANSWERS: dict[LetterKind, Values] = {
    LetterKind.KNOW_CATEGORIES: _know_categories,
    LetterKind.KNOW_SPECIFIC: _know_specific,
    LetterKind.THIRD_REQUEST: _third_request,
    LetterKind.FEE_REFUSED: _fee_refused,
    LetterKind.DELETE_DONE: _delete_done,
    LetterKind.DELETE_REFUSED: _delete_refused,
    LetterKind.CORRECT_DONE: _correct_done,
    LetterKind.CORRECT_REFUSED: _correct_refused,
    LetterKind.OPT_OUT_CONFIRMED: _opt_out,
    LetterKind.LIMIT_CONFIRMED: _limit,
    LetterKind.FRAUD_REFUSED: _fraud_refused,
    LetterKind.NOTHING_FOUND: _nothing_found,
    LetterKind.DENIAL: _denial,
    LetterKind.UNVERIFIED: _unverified,
    LetterKind.SERVICE_PROVIDER: _service_provider,
}
