"""Search as you type: the newest cases that hold everything typed, the best kind of match first."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from caseapp.domain.case import parse_case_number
from caseapp.services.views import SearchHit
from caseapp.store.folding import digits_of, folded, spellings_of
from caseapp.store.queries.calendar import DRAFT_OF
from caseapp.store.queries.search_terms import conditions_of, matching
from caseapp.store.tables import case_index

# So many of the newest are looked at before the best are chosen: the cost stays the same however short the text.
CANDIDATES = 200

_SHOWN = ("case_id", "number", "name", "types", "status", "plan_by_on", "last_day_on", "closed_on", "is_extended")
_LOOKED_IN = ("names", "addresses", "phones", "emails", "on_letters")
_BEST_FIRST = ("number", "phone", "email", "name", "address", "letter")


def search(connection: sa.Connection, text: str, *, limit: int) -> tuple[SearchHit, ...]:
    """Return the cases found, at most `limit`."""
    conditions = conditions_of(text)
    if not conditions:
        return ()
    columns = [*(case_index.c[name] for name in (*_SHOWN, *_LOOKED_IN)), DRAFT_OF.label("draft_of")]
    statement = sa.select(*columns).order_by(case_index.c.seq.desc()).limit(CANDIDATES)
    for condition in conditions:
        newest = CANDIDATES if len(conditions) == 1 else None
        statement = statement.where(case_index.c.seq.in_(matching(condition, newest=newest)))
    hits = [(_matched_by(row, text), row) for row in connection.execute(statement)]
    exact = parse_case_number(text)
    # Sorting is stable, so among equals the newest stays first.
    hits.sort(key=lambda hit: (hit[1].number != exact, _BEST_FIRST.index(hit[0]), hit[1].closed_on is not None))
    return tuple(
        SearchHit(**{name: getattr(row, name) for name in _SHOWN}, matched_by=how, draft_of=row.draft_of) for how, row in hits[:limit]
    )


def _matched_by(row: Any, text: str) -> str:
    """Say where the text stands; of several places the one somebody most likely meant."""
    typed, ways, digits = folded(text), spellings_of(text), digits_of(text)
    if digits and not any(each.isalpha() for each in typed):
        if digits in digits_of(row.number) or row.number.endswith(digits.zfill(6)):
            return "number"
        if digits in row.phones or digits.removeprefix("1") in row.phones:
            return "phone"
    if "@" in typed and any(part in row.emails for part in typed.split() if "@" in part):
        return "email"
    if _all_begin(ways, row.names):
        return "name"
    if typed and typed in row.emails:
        return "email"
    if _all_begin(ways, f"{row.names} {row.addresses} {row.number.replace('-', ' ')} {row.phones}"):
        return "address"
    return "letter" if _all_begin(ways, row.on_letters) else "phone" if digits and digits in row.phones else "name"


def _all_begin(ways: tuple[tuple[str, ...], ...], text: str) -> bool:
    """Say whether all words of one way to write what was typed begin words of the text."""
    there = text.split()
    return any(bool(words) and all(any(each.startswith(word) for each in there) for word in words) for words in ways)
