"""Counts for the figures: the year (11 CCR 7102), what is open by age, answers by day, and who was answered before (1798.130(b))."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import fmean, median

import sqlalchemy as sa

from caseapp.domain.request_type import RequestType
from caseapp.domain.status import WITHOUT_ANSWER, Disposition
from caseapp.services.views import AgeCount, YearCount
from caseapp.store.index_row import IN_FORCE
from caseapp.store.queries.calendar import ANSWER_KINDS, STANDING
from caseapp.store.tables import UNANSWERED_SQL, cases, deadlines, extensions, requests

COMPLIED = (Disposition.FULFILLED, Disposition.FULFILLED_IN_PART)
RECEIVED_ON = sa.func.coalesce(requests.c.asked_on, cases.c.received_on, type_=sa.Date)
"""The day a request was received: that of the case, or its own when it was asked later."""

_KNOW = (RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC)


def year_counts(connection: sa.Connection, year: int) -> tuple[YearCount, ...]:
    """Return the counts of every request type. The year is that of receipt; days run from receipt to the answer.

    Whatever ended with an answer that was not compliance counts as denied (also redirected, no data, not covered, unverified); a
    withdrawn or doubled request is counted apart, one without an end is pending.
    """
    days = sa.cast(sa.func.julianday(requests.c.answered_on) - sa.func.julianday(RECEIVED_ON), sa.Integer)
    in_year = (date(year, 1, 1), date(year, 12, 31))
    of_year = (
        sa.and_(requests.c.asked_on.is_(None), cases.c.received_on.between(*in_year)),
        requests.c.asked_on.between(*in_year),
    )
    ends: defaultdict[RequestType, Counter[Disposition | None]] = defaultdict(Counter)
    taken: defaultdict[RequestType, list[int]] = defaultdict(list)
    for received_then in of_year:
        statement = (
            sa.select(requests.c.type, requests.c.disposition, days.label("days"), sa.func.count().label("many"))
            .join_from(requests, cases, cases.c.id == requests.c.case_id)
            # The part held for a client is asked by nobody: it is counted with the request it was split from.
            .where(received_then, requests.c.split_from_id.is_(None))
            .group_by(requests.c.type, requests.c.disposition, sa.text("days"))
        )
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


def years_received(connection: sa.Connection) -> tuple[int, ...]:
    """Return the years from the newest receipt back to the oldest."""
    # Each end from its end of the index; asked for both at once, the whole index would be read.
    ends = (sa.select(end(cases.c.received_on)).scalar_subquery() for end in (sa.func.min, sa.func.max))
    first, last = connection.execute(sa.select(*ends)).one()
    return tuple(range(last.year, first.year - 1, -1)) if first is not None else ()


def answers_on(connection: sa.Connection, first_on: date, last_on: date) -> Mapping[date, int]:
    """Return how many requests were answered on each day of a span."""
    answered_on = requests.c.answered_on
    statement = sa.select(answered_on, sa.func.count()).where(answered_on.between(first_on, last_on)).group_by(answered_on)
    return {on: many for on, many in connection.execute(statement)}


def open_ages(connection: sa.Connection, *, today: date) -> tuple[AgeCount, ...]:
    """Return the unanswered requests by day of receipt. Late is what is past the last day of its standing answer deadline."""
    standing = sa.select(deadlines.c.request_id).where(
        # The planning day never lies after the last day: asking for it too bounds the part of the index that is read.
        STANDING,
        deadlines.c.plan_by_on < today,
        deadlines.c.last_day_on < today,
        deadlines.c.kind.in_(sorted(ANSWER_KINDS)),
    )
    prolonged = sa.select(extensions.c.request_id).where(extensions.c.state.in_(sorted(IN_FORCE)))
    statement = (
        sa.select(
            RECEIVED_ON,
            sa.func.count(),
            sa.func.sum(sa.case((requests.c.id.in_(prolonged), 1), else_=0)),
            sa.func.sum(sa.case((requests.c.id.in_(standing), 1), else_=0)),
        )
        .join_from(requests, cases, cases.c.id == requests.c.case_id)
        .where(sa.text(f"requests.{UNANSWERED_SQL}"))
        .group_by(RECEIVED_ON)
        .order_by(RECEIVED_ON)
    )
    rows = connection.execute(statement)
    return tuple(AgeCount(received_on=on, open=many, extended=longer, late=late) for on, many, longer, late in rows)


def know_answered_on(connection: sa.Connection, consumer_id: str, *, except_case_id: str) -> tuple[date, ...]:
    """Return the receipt dates of the consumer's know requests that were answered in whole or part, newest first."""
    statement = (
        sa.select(RECEIVED_ON)
        .join_from(cases, requests, requests.c.case_id == cases.c.id)
        .where(
            cases.c.consumer_id == consumer_id,
            cases.c.id != except_case_id,
            requests.c.type.in_(_KNOW),
            requests.c.disposition.in_(COMPLIED),
        )
        .distinct()
        .order_by(RECEIVED_ON.desc())
    )
    return tuple(connection.execute(statement).scalars())
