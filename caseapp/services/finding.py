"""Search over cases for somebody: what a role may not see is taken out before anything is shown."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.operators import Act
from caseapp.domain.people import masked_name
from caseapp.services.desk import Desk
from caseapp.services.views import SearchHit


def find_cases(desk: Desk, text: str, *, limit: int = 12) -> tuple[SearchHit, ...]:
    """Return the cases found by number, name, telephone, e-mail, address or addressee. Names are masked for roles without them."""
    desk.require(Act.SEE_CASES)
    hits = desk.queries.search(text, limit=limit)
    if desk.operator.may(Act.SEE_NAMES):
        return hits
    return tuple(replace(hit, name=masked_name(hit.name)) for hit in hits)
