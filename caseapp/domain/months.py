"""Periods of months: a day of the month that does not exist is clamped looking back, and rolls forward looking ahead.

Both choices favour the consumer: a longer look-back, a longer wait.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS_IN_A_YEAR = 12


def months_before(on: date, months: int) -> date:
    """Return the same day of the month `months` earlier, or that month's last day: 2024-02-29 less 12 is 2023-02-28."""
    year, month = _shifted(on, -months)
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def months_after(on: date, months: int) -> date:
    """Return the same day of the month `months` later, or the first of the next: 2024-02-29 plus 24 is 2026-03-01."""
    year, month = _shifted(on, months)
    if on.day <= monthrange(year, month)[1]:
        return date(year, month, on.day)
    year, month = _shifted(date(year, month, 1), 1)
    return date(year, month, 1)


def _shifted(on: date, months: int) -> tuple[int, int]:
    index = on.year * MONTHS_IN_A_YEAR + on.month - 1 + months
    return index // MONTHS_IN_A_YEAR, index % MONTHS_IN_A_YEAR + 1
