"""Whether a way by which requests arrive has gone silent: for longer than it ever was in the months before (rulebook 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

LOOK_BACK_DAYS = 180
DAYS_KNOWN = 5
"""With fewer days on which anything came, nobody knows what is usual."""


def silent_days(came_on: Sequence[date], today: date) -> int | None:
    """Return for how many days nothing came where that is longer than the longest gap before; None where it is as usual.

    Args:
        came_on: the days on which something came, in order, in the business zone.
    """
    if len(came_on) < DAYS_KNOWN:
        return None
    longest = max((later - earlier).days for earlier, later in zip(came_on, came_on[1:], strict=False))
    silent = (today - came_on[-1]).days
    return silent if silent > longest else None
