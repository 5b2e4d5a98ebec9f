"""Why a date is what it is: for a stored deadline, for one that would come, and for a request that is still being typed.

Nothing here names a person: an explanation may go to a regulator with the number of the case and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import Deadline, Extension
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import AT_RECEIPT, DueDate
from caseapp.domain.explanation import explain
from caseapp.domain.letters import Paper
from caseapp.domain.operators import Act
from caseapp.domain.receipt import Receipt, receipt_from_instant
from caseapp.domain.regime import CountsFrom, Regime, TimeRule
from caseapp.domain.request_type import RequestType
from caseapp.domain.telling import Part, Said, said, tell, tell_extensions, tell_receipt, tell_rule, tell_state
from caseapp.domain.workdays import HolidayLists
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.views import CaseDetail

EXTENDABLE = frozenset({DeadlineKind.ANSWER, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.EXTENDED_ANSWER})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedDate:
    """One date and everything there is to say about it.

    Attributes:
        key: id of the deadline; for one that is not stored, request type and kind.
        said: the sentences, in order.
    """

    key: str
    request_type: RequestType
    kind: DeadlineKind
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedCase:
    """The dates of one case; `number` is empty while nothing was saved.

    Attributes:
        leading: key of the date that leads for the case, when one does.
    """

    number: str
    received_on: date
    dates: tuple[ExplainedDate, ...]
    leading: str = ""


def explain_case(desk: Desk, case_id: str, *, also: DeadlineKind | None = None, request_id: str = "") -> ExplainedCase:
    """Explain every deadline of a case.

    Args:
        also: a kind that is not set yet (an extended answer that is about to be proposed), for the request `request_id`.

    Raises:
        NotFound: ``not_found``.
        DomainError: ``calendar_ends``.
    """
    desk.require(Act.SEE_CASES)
    detail = desk.queries.case_detail(case_id)
    requests = {request.id: request for request in detail.requests}
    regimes = {request.id: regime_of(desk, detail.case, request) for request in detail.requests}
    dates = [
        _stored(desk, detail, regimes[one.request_id], requests[one.request_id], one)
        for one in detail.deadlines
        if one.request_id in requests
    ]
    if also is not None and request_id in requests and not any(_is(one, request_id, also) for one in detail.deadlines):
        rule = regimes[request_id].rule(also, requests[request_id].type)
        if rule is not None:
            dates.insert(0, _coming(desk, detail, regimes[request_id], requests[request_id], rule))
    return ExplainedCase(
        number=detail.case.number, received_on=detail.case.received_on, dates=tuple(dates), leading=_leading(detail.deadlines)
    )


def explain_receipt(desk: Desk, receipt: Receipt, channel: Channel, types: Sequence[RequestType]) -> ExplainedCase:
    """Explain the dates a request would get that is still being typed.

    Raises:
        DomainError: ``calendar_ends``, ``regime_not_in_force``.
    """
    desk.require(Act.SEE_CASES)
    regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
    beginning = tell_receipt(receipt, channel, desk.business_zone)
    dates = []
    for request_type in types:
        for kind in AT_RECEIPT:
            rule = regime.rule(kind, request_type)
            if rule is not None:
                explanation = explain(regime, desk.rulebook.lists, rule, receipt.on)
                dates.append(_told(f"{request_type}.{kind}", request_type, explanation.due, (*beginning, *tell(explanation))))
    return ExplainedCase(number="", received_on=receipt.on, dates=tuple(dates))


def print_explanation(desk: Desk, paper: Paper) -> bytes:
    """Typeset an explanation as a tagged PDF, in the name of the organisation; the practice folder says that it is practice.

    Raises:
        DomainError: ``glyph_missing``.
    """
    desk.require(Act.SEE_CASES)
    with desk.uow() as uow:
        organisation = uow.current_organisation()
    return desk.press.paper(replace(paper, author=organisation.legal_name, practice=desk.practice))


def _stored(desk: Desk, detail: CaseDetail, regime: Regime, request: Request, deadline: Deadline) -> ExplainedDate:
    case = detail.case
    rule = regime.rule_named(deadline.rule_id)
    counted_from = _counted_from(case, request, rule)
    beginning = _receipt(desk, case, request)
    if counted_from is None:
        lines = (*beginning, said(Part.RECEIPT, "closing.expected"), *tell_rule(rule))
    else:
        explanation = explain(regime, _lists(desk, deadline, regime, rule, counted_from), rule, counted_from)
        lines = (*beginning, *_closing(rule, counted_from), *tell(explanation))
        stands = (explanation.due.plan_by_on, explanation.due.last_day_on) == (deadline.plan_by_on, deadline.last_day_on)
        if not stands:
            lines = (
                *lines,
                said(Part.VERSION, "version.differs", plan_by_on=deadline.plan_by_on, last_day_on=deadline.last_day_on),
            )
    due = DueDate(
        kind=deadline.kind,
        rule_id=deadline.rule_id,
        citation=deadline.citation,
        plan_by_on=deadline.plan_by_on,
        last_day_on=deadline.last_day_on,
        mail_by_on=deadline.mail_by_on,
    )
    more = (tell_state(deadline.state, deadline.met_on), *_extensions(desk, detail, request, deadline.kind), *_versions(case, regime))
    return _told(deadline.id, request.type, due, _in_order((*lines, *more)))


def _coming(desk: Desk, detail: CaseDetail, regime: Regime, request: Request, rule: TimeRule) -> ExplainedDate:
    explanation = explain(regime, desk.rulebook.lists, rule, received_on(detail.case, request))
    lines = (
        *_receipt(desk, detail.case, request),
        *tell(explanation),
        *_extensions(desk, detail, request, rule.kind),
        *_versions(detail.case, regime),
    )
    return _told(f"{request.id}.{rule.kind}", request.type, explanation.due, _in_order(lines))


def _told(key: str, request_type: RequestType, due: DueDate, lines: tuple[Said, ...]) -> ExplainedDate:
    return ExplainedDate(
        key=key,
        request_type=request_type,
        kind=due.kind,
        plan_by_on=due.plan_by_on,
        last_day_on=due.last_day_on,
        mail_by_on=due.mail_by_on,
        said=lines,
    )


def _receipt(desk: Desk, case: Case, request: Request) -> tuple[Said, ...]:
    """Tell the receipt of the case, or the right's own where it was asked later; by which way it was asked then stands in the history."""
    if request.asked_at is not None:
        return tell_receipt(receipt_from_instant(request.asked_at, business_zone=desk.business_zone), None, desk.business_zone)
    receipt = Receipt(at=case.received_at, zone=case.received_zone, fold=case.received_fold, on=case.received_on)
    return tell_receipt(receipt, case.channel, desk.business_zone)


def _counted_from(case: Case, request: Request, rule: TimeRule) -> date | None:
    return request.closed_on if rule.counts_from is CountsFrom.CLOSING else received_on(case, request)


def _closing(rule: TimeRule, counted_from: date) -> tuple[Said, ...]:
    return (said(Part.RECEIPT, "closing.legal_date", closed_on=counted_from),) if rule.counts_from is CountsFrom.CLOSING else ()


def _lists(desk: Desk, deadline: Deadline, regime: Regime, rule: TimeRule, counted_from: date) -> HolidayLists:
    """Return the lists that gave the stored day: with the one-off days of today, or, where those came later, without them."""
    lists = desk.rulebook.lists
    if not lists.extra:
        return lists
    with_extra = explain(regime, lists, rule, counted_from).due.last_day_on
    return lists if with_extra == deadline.last_day_on else lists.without_extra()


def _extensions(desk: Desk, detail: CaseDetail, request: Request, kind: DeadlineKind) -> tuple[Said, ...]:
    if kind not in EXTENDABLE:
        return ()
    own: tuple[Extension, ...] = tuple(one for one in detail.extensions if one.request_id == request.id)
    zone = ZoneInfo(desk.business_zone)
    return tell_extensions(own, {one.id: one.proposed_at.astimezone(zone).date() for one in own})


def _versions(case: Case, regime: Regime) -> tuple[Said, ...]:
    kept = said(Part.VERSION, "version.kept")
    if case.regime_sha256 != regime.sha256:
        kept = said(Part.VERSION, "version.text_changed", sha256=case.regime_sha256)
    return (kept, said(Part.VERSION, "version.holidays_kept", version=case.holidays_version))


def _in_order(lines: tuple[Said, ...]) -> tuple[Said, ...]:
    order = tuple(Part)
    return tuple(sorted(lines, key=lambda line: order.index(line.part)))


def _is(deadline: Deadline, request_id: str, kind: DeadlineKind) -> bool:
    return deadline.request_id == request_id and deadline.kind is kind


def _leading(deadlines: Sequence[Deadline]) -> str:
    """Return the open deadline that is planned first, else the first of all."""
    standing = [one for one in deadlines if one.state in ("open", "missed") and one.kind not in _QUIET]
    first = min(standing, key=lambda one: (one.plan_by_on, one.last_day_on), default=None)
    return first.id if first is not None else (deadlines[0].id if deadlines else "")


_QUIET = frozenset({DeadlineKind.EXTENSION_NOTICE, DeadlineKind.NO_REASK, DeadlineKind.RETENTION, DeadlineKind.VERIFICATION_PURGE})
