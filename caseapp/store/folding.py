"""How texts are compared: without case, diacritics, and what stands between digits."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Return the text in small letters without diacritics, blanks made single."""
    apart = unicodedata.normalize("NFKD", text)
    return " ".join("".join(each for each in apart if not unicodedata.combining(each)).casefold().split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words, cut where the full-text index cuts: at everything that is neither letter nor digit."""
    return tuple("".join(each if each.isalnum() else " " for each in folded(text)).split())


def digits_of(text: str) -> str:
    """Return the ASCII digits of a text."""
    return "".join(each for each in text if each.isascii() and each.isdigit())


def name_key(name: str) -> str:
    """Return the words of a name in alphabetical order, so that "Peña, Ana" and "ana pena" are the same."""
    return " ".join(sorted(words_of(name)))
