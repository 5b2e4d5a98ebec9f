"""Which ZIP codes belong to which state, from `resources/postal`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable

from caseapp.domain.postal import ZipPrefixes
from caseapp.services.trouble import Trouble

FILE = "postal/zip_prefixes.toml"
_RANGE = re.compile(r"(\d{3})(?:-(\d{3}))?")
_STATE = re.compile(r"[A-Z]{2}")


def load_zip_prefixes(read: Callable[[str], bytes]) -> ZipPrefixes:
    """Read the file.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    try:
        raw = tomllib.loads(read(FILE).decode("utf-8"))
        states: defaultdict[int, set[str]] = defaultdict(set)
        for state, ranges in raw["prefixes"].items():
            if not _STATE.fullmatch(state):
                raise ValueError(f"{state} is no state of two capitals")  # noqa: TRY301 - told like every other fault of the file
            for text in ranges:
                for prefix in _prefixes(text):
                    states[prefix].add(state)
        return ZipPrefixes(version=str(raw["version"]), states={prefix: frozenset(found) for prefix, found in states.items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Trouble("resource_faulty", file=FILE, line=1, reason=str(error)) from error


def _prefixes(text: str) -> range:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise ValueError(f"{text} is no prefix and no range of prefixes")
    first, last = int(found[1]), int(found[2] or found[1])
    if last < first:
        raise ValueError(f"{text} goes backwards")
    return range(first, last + 1)
