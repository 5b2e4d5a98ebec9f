"""What earlier answers to the same consumer permit an officer to refuse. It obliges nobody, and nothing is refused by itself.

Earlier cases count only where a person linked them to the same consumer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseapp.domain.case import Case, Request, received_on
from caseapp.domain.lookback import KnowCount, correction_repeats, know_count
from caseapp.domain.regime import LimitKind, Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition
from caseapp.domain.verification import DocumentKind
from caseapp.domain.work import DecisionOutcome
from caseapp.services.ports import UnitOfWork

COMPLIED = frozenset({Disposition.FULFILLED, Disposition.FULFILLED_IN_PART})
KNOW = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC})
SAME_CORRECTION = "same_correction"
TWICE_IN_12_MONTHS = "twice_in_12_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownBefore:
    """Earlier requests to know of the same consumer that were answered in the twelve months before this one (Civ. Code 1798.130(b)).

    Attributes:
        cases: number and day of receipt of each, the oldest first.
        count: what the law makes of them.
        citation: of the limit, in the version of the law this request is under.
    """

    cases: tuple[tuple[str, date], ...]
    count: KnowCount
    citation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeniedBefore:
    """A category whose correction was refused to the same consumer so lately that it may be refused again (11 CCR 7023(g)).

    Attributes:
        category: of data, as it was decided then.
        number: of the earlier case. denied_on: the day its answer left.
        months: how many months back the law looks.
        has_papers: papers about the correction came with this request; where they are new, it is decided anew.
    """

    category: str
    number: str
    denied_on: date
    months: int
    citation: str
    has_papers: bool


def known_before(uow: UnitOfWork, regime: Regime, case: Case, request: Request) -> KnownBefore | None:
    """Count the answered requests to know before this one; None where it asks something else or nothing counts."""
    if request.type not in KNOW:
        return None
    answered = {
        (other.number, received_on(other, one)) for other, one in _earlier(uow, case) if one.type in KNOW and one.disposition in COMPLIED
    }
    count = know_count(regime, sorted({on for _, on in answered}), received_on(case, request))
    if not count.counted:
        return None
    counted = sorted(((number, on) for number, on in answered if on in count.counted), key=lambda one: (one[1], one[0]))
    return KnownBefore(cases=tuple(counted), count=count, citation=regime.limit(LimitKind.KNOW_WINDOW).citation)


def denied_before(uow: UnitOfWork, regime: Regime, case: Case, request: Request) -> tuple[DeniedBefore, ...]:
    """Return what was refused to be corrected in the months before this request, the newest refusal of each category.

    A refusal that only said "asked again too soon" starts no new months: what counts is the last one that looked at the data.
    """
    if request.type is not RequestType.CORRECT:
        return ()
    limit = regime.limit(LimitKind.REPEAT_CORRECTION)
    has_papers = bool(uow.documents.where(case_id=case.id, kind=DocumentKind.CORRECTION_EVIDENCE))
    found: dict[str, DeniedBefore] = {}
    for other, one in _earlier(uow, case):
        denied_on = one.answered_on
        if one.type is not RequestType.CORRECT or denied_on is None:
            continue
        if not correction_repeats(regime, denied_on, received_on(case, request)):
            continue
        for decision in uow.decisions.where(request_id=one.id):
            known = found.get(decision.category)
            if decision.outcome is not DecisionOutcome.REFUSED or decision.ground_code == SAME_CORRECTION:
                continue
            if known is None or known.denied_on < denied_on:
                found[decision.category] = DeniedBefore(
                    category=decision.category,
                    number=other.number,
                    denied_on=denied_on,
                    months=regime.limit_count(LimitKind.REPEAT_CORRECTION),
                    citation=limit.citation,
                    has_papers=has_papers,
                )
    return tuple(found.values())


def _earlier(uow: UnitOfWork, case: Case) -> Iterator[tuple[Case, Request]]:
    """Return the requests of the consumer's other cases."""
    if case.consumer_id is None:
        return
    for other in uow.cases.where(consumer_id=case.consumer_id):
        if other.id != case.id:
            for request in uow.requests.where(case_id=other.id):
                yield other, request
