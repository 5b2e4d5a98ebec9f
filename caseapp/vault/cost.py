"""What it costs to try one passphrase, and the bounds within which a key file may ask for work."""

from __future__ import annotations

from dataclasses import dataclass

from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Argon2id parameters.

    Attributes:
        memory_kib: memory in KiB.
        passes: passes over the memory.
        lanes: lanes, of which as many run at once as there are cores.
    """

    memory_kib: int
    passes: int
    lanes: int

    @property
    def work(self) -> int:
        """KiB written in all: what an attacker pays for each guess, and what a person waits for."""
        return self.memory_kib * self.passes

    @property
    def is_bounded(self) -> bool:
        """Whether a key file may ask for this. A poisoned file can neither exhaust the machine nor ask for next to nothing."""
        return (
            MEMORY_KIB_MIN <= self.memory_kib <= MEMORY_KIB_MAX
            and PASSES_MIN <= self.passes <= PASSES_MAX
            and 1 <= self.lanes <= LANES_MAX
            and self.memory_kib >= 8 * self.lanes
            and self.work <= WORK_KIB_MAX
        )


MIB = 1024
# The low bound serves the tests only and is no promise of strength. What protects the office: the program itself always writes
# STANDARD_COST, the parameters are bound into each wrapped key (so lowering them in the file opens nothing), and a slot that is
# cheaper than the standard is wrapped anew at the next unlock. ASVS 5.0 appendix C asks for 19 MiB and two passes at least.
MEMORY_KIB_MIN, MEMORY_KIB_MAX = 8 * MIB, 1024 * MIB
PASSES_MIN, PASSES_MAX = 1, 10
LANES_MAX = 16
# Four times the standard: about two seconds on two cores.
WORK_KIB_MAX = 3 * 1024 * MIB

STANDARD_COST = Cost(memory_kib=256 * MIB, passes=3, lanes=4)
QUICK_COST = Cost(memory_kib=8 * MIB, passes=1, lanes=1)
"""For tests and for nothing else; it has to be asked for by name."""


def stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Return 32 bytes of Argon2id (RFC 9106, version 1.3)."""
    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
        version=ARGON2_VERSION,
    )
