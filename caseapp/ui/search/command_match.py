"""How well typed words fit the words of a command: beginnings first, then parts, then letters in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from caseapp.ui.commands import Command

BEGINS, INSIDE, IN_ORDER = 3, 2, 1
LETTERS_LEAST = 3
"""With fewer letters nearly everything has them in order."""


def matching_commands(text: str, commands: Iterable[Command], *, limit: int) -> tuple[Command, ...]:
    """Return the commands in which each typed word is found, the best fit first; among equals the order of the registry stays."""
    wanted = folded(text).split()
    if not wanted:
        return ()
    scored = [(fit(wanted, folded(command.plain_text).split()), command) for command in commands]
    found = [(score, command) for score, command in scored if score]
    found.sort(key=lambda pair: -pair[0])
    return tuple(command for _, command in found[:limit])


def fit(wanted: list[str], words: list[str]) -> int:
    """Return 0 when a typed word is nowhere, else a score that grows with how well the words fit."""
    total = 0
    for typed in wanted:
        best = max((_fit_one(typed, word) for word in words), default=0)
        if not best:
            return 0
        total += best
    # A command of as many words as were typed is meant rather than a longer one.
    return total * 100 - len(words)


def _fit_one(typed: str, word: str) -> int:
    if word.startswith(typed):
        return BEGINS
    if typed in word:
        return INSIDE
    if len(typed) < LETTERS_LEAST or not word.startswith(typed[0]):
        return 0
    letters = iter(word)
    return IN_ORDER if all(letter in letters for letter in typed) else 0


def folded(text: str) -> str:
    """Return a text without accents and in small letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
