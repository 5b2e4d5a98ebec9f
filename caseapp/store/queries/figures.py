"""Counts for the yearly figures (11 CCR 7102), and how often somebody was answered before (Civ. Code 1798.130(b))."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from statistics import fmean, median

import sqlalchemy as sa

from caseapp.domain.request_type import RequestType
from caseapp.domain.status import WITHOUT_ANSWER, Disposition
from caseapp.services.views import YearCount
from caseapp.store.tables import cases, requests

COMPLIED = (Disposition.FULFILLED, Disposition.FULFILLED_IN_PART)
_KNOW = (RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC)


def year_counts(connection: sa.Connection, year: int) -> tuple[YearCount, ...]:
    """Return the counts of every request type. The year is that of receipt; days run from receipt to the answer.

    Whatever ended with an answer that was not compliance counts as denied (also redirected, no data, not covered, unverified); a
    withdrawn or doubled request is counted apart, one without an end is pending.
    """
    days = sa.cast(sa.func.julianday(requests.c.answered_on) - sa.func.julianday(cases.c.received_on), sa.Integer)
    statement = (
        sa.select(requests.c.type, requests.c.disposition, days.label("days"), sa.func.count().label("many"))
        .join_from(requests, cases, cases.c.id == requests.c.case_id)
        .where(cases.c.received_on.between(date(year, 1, 1), date(year, 12, 31)))
        .group_by(requests.c.type, requests.c.disposition, sa.text("days"))
    )
    ends: defaultdict[RequestType, Counter[Disposition | None]] = defaultdict(Counter)
    taken: defaultdict[RequestType, list[int]] = defaultdict(list)
    for type_, disposition, days_taken, many in connection.execute(statement):
        ends[type_][disposition] += many
        if days_taken is not None and disposition is not None and disposition not in WITHOUT_ANSWER:
            taken[type_] += [days_taken] * many
    return tuple(_year_count(type_, ends[type_], taken[type_]) for type_ in RequestType)


def _year_count(type_: RequestType, ends: Counter[Disposition | None], days: list[int]) -> YearCount:
    withdrawn = sum(ends[each] for each in WITHOUT_ANSWER)
    complied = sum(ends[each] for each in COMPLIED)
    return YearCount(
        type=type_,
        received=ends.total(),
        complied_whole=ends[Disposition.FULFILLED],
        complied_part=ends[Disposition.FULFILLED_IN_PART],
        denied=ends.total() - ends[None] - complied - withdrawn,
        withdrawn_or_duplicate=withdrawn,
        pending=ends[None],
        median_days=float(median(days)) if days else None,
        mean_days=fmean(days) if days else None,
    )


def know_answered_on(connection: sa.Connection, consumer_id: str, *, except_case_id: str) -> tuple[date, ...]:
    """Return the receipt dates of the consumer's know requests that were answered in whole or part, newest first."""
    statement = (
        sa.select(cases.c.received_on)
        .join_from(cases, requests, requests.c.case_id == cases.c.id)
        .where(
            cases.c.consumer_id == consumer_id,
            cases.c.id != except_case_id,
            requests.c.type.in_(_KNOW),
            requests.c.disposition.in_(COMPLIED),
        )
        .distinct()
        .order_by(cases.c.received_on.desc())
    )
    return tuple(connection.execute(statement).scalars())
