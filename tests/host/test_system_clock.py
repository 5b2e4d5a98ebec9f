"""The machine's clock."""

from __future__ import annotations

from datetime import UTC, datetime

from caseapp.host.system_clock import SystemClock


def test_the_clock_tells_this_instant_as_utc():
    before, told, after = datetime.now(UTC), SystemClock().now_at(), datetime.now(UTC)  # noqa: TID251 - what it is compared with
    assert told.tzinfo is UTC
    assert before <= told <= after


def test_the_other_one_never_goes_back():
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
