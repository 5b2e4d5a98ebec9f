"""What a person may see of somebody's name in lists: all of it, its first letters, or nothing of a draft that another is still typing."""

from __future__ import annotations

from caseapp.domain.operators import Act, Operator
from caseapp.domain.people import masked_name


def is_foreign_draft(operator: Operator, draft_of: str) -> bool:
    """Say whether a row is a draft of somebody else; `draft_of` is the id of who types it, or empty."""
    return bool(draft_of) and draft_of != operator.id


def name_seen_by(operator: Operator, name: str, *, draft_of: str = "") -> str:
    """Return the name as this operator may see it; nothing for a foreign draft."""
    if is_foreign_draft(operator, draft_of):
        return ""
    return name if operator.may(Act.SEE_NAMES) else masked_name(name)
