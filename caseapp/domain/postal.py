"""The post's side of an address: its ZIP code, its state, and whether the two go together.

Only the first three digits are read: they name a state, or the two states that share a prefix. Whether a street exists is the
post's to know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_STATE_AND_ZIP = re.compile(r"(?:^|[\s,])([A-Za-z]{2})\.?,?\s+(\d{5})(?:-\d{4})?\s*$")
_ZIP = re.compile(r"\b(\d{5}(?:-\d{4})?)\s*$")
_OUR_COUNTRY = re.compile(r"(?:U\.?S\.?A?\.?|UNITED STATES(?: OF AMERICA)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipPrefixes:
    """Which states the first three digits of a ZIP code belong to."""

    version: str
    states: Mapping[int, frozenset[str]]

    def states_of(self, zip_code: str) -> frozenset[str]:
        """Return the states of a ZIP code; none for a prefix that is not given out."""
        return self.states.get(int(zip_code[:3]), frozenset())


def lines_of_address(text: str) -> tuple[str, ...]:
    """Part "Privacy Desk, 400 Lake Street, Oakland, CA 94610" into lines; nothing where the text is no address."""
    parts = [part.strip() for part in text.split(",")]
    with_street_and_place = 3
    if len(parts) < with_street_and_place or not all(parts) or not any(character.isdigit() for character in parts[-1]):
        return ()
    return (*parts[:-2], f"{parts[-2]}, {parts[-1]}")


def zip_of(lines: Sequence[str]) -> str:
    """Return the ZIP code at the end of the address, our country's name under it or not; empty for an address abroad."""
    last = _last_line(lines)
    found = _ZIP.search(last)
    return found[1] if found else ""


def wrong_state(lines: Sequence[str], prefixes: ZipPrefixes) -> tuple[str, str] | None:
    """Return state and ZIP code of an address where the two do not go together, else None.

    An address without a ZIP code, or without a state of two letters before it, is not judged.
    """
    found = _STATE_AND_ZIP.search(_last_line(lines))
    if found is None:
        return None
    state, code = found[1].upper(), found[2]
    return None if state in prefixes.states_of(code) else (state, code)


def is_deliverable(name: str, lines: Sequence[str]) -> bool:
    """Say whether the post can deliver it: somebody, a street line, and a ZIP or, abroad, a place and a country."""
    street_and_place = 2
    if not name.strip() or len(lines) < street_and_place:
        return False
    return bool(zip_of(lines)) or len(lines) > street_and_place


def mail_order(name: str, lines: Sequence[str]) -> tuple[bool, str, str]:
    """Return what a tray is sorted by: our own ZIP codes first, in order; abroad last; then the name."""
    code = zip_of(lines)
    return (not code, code or (lines[-1].upper() if lines else ""), name)


def _last_line(lines: Sequence[str]) -> str:
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > 1 and _OUR_COUNTRY.fullmatch(kept[-1]):
        kept.pop()
    return kept[-1] if kept else ""
