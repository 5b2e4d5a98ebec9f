"""What a process needs."""

from __future__ import annotations


def peak_mib() -> int:
    """Return the peak of this process's own resident memory.

    ``VmHWM`` begins anew when a program is loaded. ``ru_maxrss`` does not: a child would report what its parent had.
    """
    return _mib("VmHWM")


def resident_mib() -> int:
    """Return this process's resident memory now."""
    return _mib("VmRSS")


def _mib(name: str) -> int:
    with open("/proc/self/status", encoding="ascii") as status:
        for line in status:
            if line.startswith(name):
                return int(line.split()[1]) // 1024
    return 0
