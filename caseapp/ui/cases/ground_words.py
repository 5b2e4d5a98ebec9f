"""A ground of the law as a line: the same words in the list to choose from and in the history."""

from __future__ import annotations

from caseapp.domain.grounds import Ground

SAYS_LENGTH = 92


def short_ground(ground: Ground) -> str:
    """Return a ground as a line of a list: its section, and as much of what it says as a line holds."""
    says = ground.says if len(ground.says) <= SAYS_LENGTH else f"{ground.says[: SAYS_LENGTH - 1].rstrip()}…"
    return f"{ground.citation}: {says}"
