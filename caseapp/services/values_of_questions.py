"""Values of letters that ask or tell before there is an answer: receipt, questions, papers, the fee, more time."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from caseapp.domain.case import received_on
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadlines import DeadlineKind, extended_answer
from caseapp.domain.letters import LetterKind, LetterValue
from caseapp.domain.lookback import law_floor
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source
from caseapp.services.life import standing_fee
from caseapp.services.written_lines import Values, lines

KNOW = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC})


def _confirm_receipt(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    checked = [request for request in source.requests if request.type not in NEVER_VERIFIED]
    values: dict[str, LetterValue] = {
        "answer_by_on": source.answer_by(),
        "verified_first": any(request.verified_on is None for request in checked),
        "verified_already": bool(checked) and all(request.verified_on is not None for request in checked),
        "never_verified": not checked,
    }
    told_at = source.case.oral_confirmation_at
    if told_at is not None:
        values["told_on"] = told_at.astimezone(ZoneInfo(desk.business_zone)).date()
    return values


def _answer_by(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"answer_by_on": source.answer_by()}


def _clarify(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    case = source.case
    named = case.period_from is not None or case.period_until is not None
    return {
        "answer_by_on": source.answer_by(),
        "floor_on": law_floor(regime_of(desk, case, source.first)),
        "ask_period": not named and any(request.type in KNOW for request in source.requests),
    }


def _request_information(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    wants = any(one.declaration_needed and one.declaration_on is None for one in source.verifications)
    return {"answer_by_on": source.answer_by(), "points": lines(written, "points"), "declaration": wants}


def _agent_permission(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"answer_by_on": source.answer_by(), "only_stops": all(request.type in NEVER_VERIFIED for request in source.requests)}


def _extension_notice(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    first = [one for one in source.deadlines if one.kind is DeadlineKind.ANSWER]
    regime, receipt_on = regime_of(desk, source.case, source.first), received_on(source.case, source.first)
    extended = extended_answer(regime, desk.rulebook.lists, source.first.type, receipt_on)
    return {"first_last_day_on": first[0].last_day_on, "new_last_day_on": extended.last_day_on}


def _fee_quote(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    fee = standing_fee(source.fees)
    if fee is None:
        return {}
    return {
        "fee_reason": fee.reason,
        "minutes": fee.minutes,
        "hourly_rate": fee.cents_an_hour,
        "postage": fee.postage_cents,
        "fee": fee.cents,
        "fee_answer_by_on": fee.answer_by_on,
        "answer_by_on": source.answer_by(),
    }


OF_QUESTIONS: dict[LetterKind, Values] = {
    LetterKind.CONFIRM_RECEIPT: _confirm_receipt,
    LetterKind.HOW_TO_ASK: _answer_by,
    LetterKind.CLARIFY: _clarify,
    LetterKind.REQUEST_INFORMATION: _request_information,
    LetterKind.AGENT_PERMISSION: _agent_permission,
    LetterKind.CONFIRM_AGENT: _answer_by,
    LetterKind.PARENT_FORM: _answer_by,
    LetterKind.EXTENSION_NOTICE: _extension_notice,
    LetterKind.FEE_QUOTE: _fee_quote,
    LetterKind.HOUSEHOLD: _answer_by,
}
