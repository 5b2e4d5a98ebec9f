"""Lists that an officer writes into a letter, one entry a line; what is behind a bar is the second cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterValue
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source

Values = Callable[[Desk, Source, Letter, Mapping[str, str]], dict[str, LetterValue]]
"""What one kind of letter adds to the values of every letter; the last argument is what the officer wrote, by its name."""


def lines(written: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Return the entries of a list."""
    return tuple(line.strip() for line in written.get(name, "").splitlines() if line.strip())


def pairs(written: Mapping[str, str], name: str) -> tuple[tuple[str, str], ...]:
    """Return the entries of a list as pairs; a hyphen stands for what was not written."""
    parted = (line.partition("|") for line in lines(written, name))
    return tuple((first.strip(), second.strip() or "-") for first, _, second in parted)
