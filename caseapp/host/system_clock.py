"""The only place that asks the machine for the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class SystemClock:
    """The machine's clock."""

    def now_at(self) -> datetime:
        """Return this instant as aware UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds of a clock that never goes back; only differences mean anything."""
        return time.monotonic()
