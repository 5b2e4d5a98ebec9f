"""Search over cases for somebody: what a role may not see is taken out before anything is shown."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.sight import name_seen_by
from caseapp.services.views import SearchHit


def find_cases(desk: Desk, text: str, *, limit: int = 12) -> tuple[SearchHit, ...]:
    """Return the cases found by number, name, telephone, e-mail, address or addressee. Names are as this person may see them."""
    desk.require(Act.SEE_CASES)
    hits = desk.queries.search(text, limit=limit)
    return tuple(replace(hit, name=name_seen_by(desk.operator, hit.name, draft_of=hit.draft_of)) for hit in hits)
