"""The one gate every text passes before it is composed, measured or drawn.

There is no markup parser behind it: typesetting draws strings, it never builds reportlab paragraphs. So `<a href=...>` in a name
is printed as those characters. The gate takes away what is invisible and could still do harm: control characters, and the
format characters that turn the direction of text around or hide in it (threat T10).
"""

from __future__ import annotations

import unicodedata

_AS_SPACE = {"\t", "\v", "\f", "\x85", "\u00a0", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
             "\u2007", "\u2008", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000"}  # fmt: skip
_AS_LINE_BREAK = {"\u2028", "\u2029"}
_DROPPED = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """Return `text` in NFC, with line breaks as ``\\n``, without control, direction and other invisible characters.

    Every kind of white space becomes a plain space. Private-use and unassigned characters stay: they have no glyph, and a
    missing glyph stops the letter by name instead of being dropped silently.
    """
    kept: list[str] = []
    for character in text.replace("\r\n", "\n").replace("\r", "\n"):
        if character == "\n" or character in _AS_LINE_BREAK:
            kept.append("\n")
        elif character in _AS_SPACE:
            kept.append(" ")
        elif unicodedata.category(character) not in _DROPPED:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def one_line(text: str) -> str:
    """Return the cleaned text on one line, with single spaces and none at the ends."""
    return " ".join(clean(text).split())


def lines_of(text: str) -> tuple[str, ...]:
    """Return the cleaned lines of `text` that are not empty."""
    return tuple(line for line in (" ".join(each.split()) for each in clean(text).split("\n")) if line)
