"""One measured line: the work, the floor in the same run, ours, the ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

FRAME_MS = 16.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A result. `aim` is the largest value wanted, in the unit of `ours`, or None where there is none."""

    work: str
    floor: float
    ours: float
    unit: str
    aim: float | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def is_met(self) -> bool | None:
        return None if self.aim is None else self.ours <= self.aim


def median_ms(work: Callable[[], object], *, rounds: int) -> float:
    """Return the median duration in milliseconds, after one round that is not counted."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)
