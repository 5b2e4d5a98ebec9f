"""How long the window does not answer in a scripted minute; the floor is the same heartbeat beside an empty window."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.row import Row
from tests.benchmarks.starting import prepare, timed

STALL_MS = 50
STALL_CASES = 20_000


def stall_rows(cases: int) -> Iterator[Row]:
    """Play the minute over an office of many cases; the longest step by step goes to standard error."""
    count = min(cases, STALL_CASES)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office-practice"
        prepare(folder, place, count)
        floor = timed(place, "tests.benchmarks.scripted_minute", "empty")
        ours = timed(place, "tests.benchmarks.scripted_minute", str(folder))
        for step, (longest, computed) in sorted(ours["steps"].items(), key=lambda one: -one[1][0]):
            if longest > STALL_MS / 2:
                sys.stderr.write(f"  {longest:7.1f} ms, {computed:7.1f} of it computing  {step}\n")
        work = f"longest stall in a minute at {count:,} cases"
        yield Row(work=work, floor=floor["longest_ms"], ours=ours["longest_ms"], unit="ms", aim=STALL_MS)
        yield Row(work="99th percentile of the same", floor=floor["p99_ms"], ours=ours["p99_ms"], unit="ms")
