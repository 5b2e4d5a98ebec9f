"""How texts are compared: without case, diacritics, and what stands between digits."""

from __future__ import annotations

import re
import unicodedata

# Letters whose stroke or ligature is part of the letter, so that no decomposition takes it off.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"})

# Letters and digits of any script, as the full-text index takes them.
_WORD = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """Return the text in small letters without diacritics, blanks made single."""
    if not text.isascii():
        # Half a surrogate pair is no sign, and no database takes it.
        whole = text.encode("utf-8", "ignore").decode()
        apart = unicodedata.normalize("NFKD", whole.casefold())
        text = "".join(each for each in apart if not unicodedata.combining(each)).translate(_PLAIN)
    return " ".join(text.casefold().split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words, cut where the full-text index cuts: at everything that is neither letter nor digit."""
    return tuple(_WORD.findall(folded(text)))


def digits_of(text: str) -> str:
    """Return the ASCII digits of a text."""
    return "".join(each for each in text if each.isascii() and each.isdigit())


def name_key(name: str) -> str:
    """Return the words of a name in alphabetical order, so that "Peña, Ana" and "ana pena" are the same."""
    return " ".join(sorted(words_of(name)))
