"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Change(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that share a fate, in the order of the text; what was removed stands before what was put in its place."""

    change: Change
    text: str


def difference(before: str, after: str) -> tuple[Words, ...]:
    """Return the words of both texts; joined with spaces, kept and added ones give `after`, kept and removed ones `before`."""
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    found: list[Words] = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Words(change=Change.KEPT, text=" ".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            found.append(Words(change=Change.REMOVED, text=" ".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Words(change=Change.ADDED, text=" ".join(new[new_from:new_to])))
    return tuple(found)
