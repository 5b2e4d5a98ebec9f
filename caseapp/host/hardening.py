"""Keep keys and consumers' values out of crash dumps."""

from __future__ import annotations

import ctypes
import sys

if sys.platform != "win32":
    import resource

_PR_SET_DUMPABLE = 4


def harden_process() -> tuple[str, ...]:
    """Switch core dumps off for this process and what it starts, and return the codes of the measures that took hold.

    ``core_limit``: the limit on core files is 0. ``not_dumpable`` (Linux): no core file is piped to a crash collector either, and other
    programs of the same person may not read this process's memory. Windows writes no dump of a program unless an
    administrator asked for it, so nothing is done there.
    """
    measures: list[str] = []
    if sys.platform == "win32":
        return ()
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        measures.append("core_limit")
    except (OSError, ValueError):
        pass
    if sys.platform == "linux" and _set_not_dumpable():
        measures.append("not_dumpable")
    return tuple(measures)


def _set_not_dumpable() -> bool:
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return False
    return bool(prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
