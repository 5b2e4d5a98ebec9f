"""How texts are compared: without case, diacritics, and what stands between digits; names also without apostrophe, hyphen or blank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters whose stroke or ligature is part of the letter, so that no decomposition takes it off.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"})

# Everything that is typed or printed for an apostrophe. Unicode counts some of them among the letters (the okina of Hawaii).
APOSTROPHES = "'\u2018\u2019\u201b\u2032\u0060\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\uff07"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))

# Letters and digits of any script, as the full-text index takes them.
_WORD = re.compile(r"[^\W_]+")

_PREFIXES = frozenset(
    "al d da de del dela della den der di do dos du el fitz l la las le los mac mc o saint san santa st ten ter van vander von".split()
)
"""Beginnings of names that people write with a blank, with an apostrophe, or in one word with the rest."""


def folded(text: str) -> str:
    """Return the text in small letters without diacritics, blanks made single, each apostrophe as ``'``."""
    if not text.isascii():
        # Half a surrogate pair is no sign, and no database takes it.
        whole = text.encode("utf-8", "ignore").decode().translate(_ONE_APOSTROPHE)
        apart = unicodedata.normalize("NFKD", whole.casefold())
        text = "".join(each for each in apart if not unicodedata.combining(each)).translate(_PLAIN)
    return " ".join(text.casefold().replace("`", "'").split())


def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words, cut where the full-text index cuts: at everything that is neither letter nor digit."""
    return tuple(_WORD.findall(folded(text)))


def spellings_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to write a text as words, each once: as it is, ``obrien smith`` for ``O'Brien Smith``, ``smithjones`` for
    ``Smith-Jones``, and ``delacruz`` for ``de la Cruz``."""
    tokens = folded(text).split()
    words = tuple(word for token in tokens for word in _WORD.findall(token))
    no_apostrophe = tuple(word for token in tokens for word in _WORD.findall(token.replace("'", "")))
    no_hyphen = tuple(filter(None, ("".join(_WORD.findall(token)) for token in tokens)))
    return tuple(dict.fromkeys((words, no_apostrophe, no_hyphen, _with_prefixes(words), _with_prefixes(no_apostrophe))))


def all_spellings(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each word of each way to write the texts, once, in order."""
    return tuple(dict.fromkeys(word for text in texts for way in spellings_of(text) for word in way))


def digits_of(text: str) -> str:
    """Return the ASCII digits of a text."""
    return "".join(each for each in text if each.isascii() and each.isdigit())


def name_key(name: str) -> str:
    """Return the words of a name in alphabetical order: "Peña, Ana" is "ana pena", and "O'Brien" is "OBrien"."""
    return " ".join(sorted(words_of(folded(name).replace("'", ""))))


def _with_prefixes(words: tuple[str, ...]) -> tuple[str, ...]:
    """Join what belongs before a name to it; what stands last has nothing to be joined to."""
    found: list[str] = []
    before = ""
    for at, word in enumerate(words, start=1):
        if word in _PREFIXES and at < len(words):
            before += word
        else:
            found.append(before + word)
            before = ""
    return tuple(found)
