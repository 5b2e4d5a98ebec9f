"""What the office is reminded of: opt-outs that have waited, and the days on which anything came by each channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa

from caseapp.domain.channel import Channel
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.store.queries.figures import RECEIVED_ON
from caseapp.store.tables import UNANSWERED_SQL, cases, requests


def old_opt_outs(connection: sa.Connection, *, received_before: date, limit: int) -> tuple[int, tuple[str, ...]]:
    """Return their count and the numbers of the oldest; drafts count too, for their clocks run."""
    waiting = (
        sa.select(cases.c.number)
        .join_from(requests, cases, cases.c.id == requests.c.case_id)
        .where(sa.text(f"requests.{UNANSWERED_SQL}"), requests.c.type.in_(sorted(NEVER_VERIFIED)), received_before > RECEIVED_ON)
    )
    count: int = connection.execute(sa.select(sa.func.count()).select_from(waiting.subquery())).scalar_one()
    return count, tuple(connection.execute(waiting.order_by(RECEIVED_ON, cases.c.number).limit(limit)).scalars())


def channel_days(connection: sa.Connection, *, since: date) -> Mapping[Channel, tuple[date, ...]]:
    """Return the days of receipt by channel, in order."""
    statement = (
        sa.select(cases.c.channel, cases.c.received_on)
        .where(cases.c.received_on >= since)
        .distinct()
        .order_by(cases.c.channel, cases.c.received_on)
    )
    found: defaultdict[Channel, list[date]] = defaultdict(list)
    for channel, on in connection.execute(statement):
        found[channel].append(on)
    return {channel: tuple(days) for channel, days in found.items()}
