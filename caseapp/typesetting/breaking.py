"""Lines out of text: measured in the real font, broken at spaces (never inside "April 17, 2026"), over-long words where they must."""

from __future__ import annotations

import re

from caseapp.typesetting.fonts import LetterFont

_IN_A_DATE = re.compile(r"(?<=\w) (?=\d{1,2}, \d{4}\b)|(?<=\d,) (?=\d{4}\b)")
_AFTER = "/-@.?&=_"


def wrap(text: str, font: LetterFont, size: float, width: float) -> list[str]:
    """Return the lines of `text` for `width` points; at least one. Joined they are the text again: a line broken at a space keeps it."""
    space = font.width(" ", size)
    lines: list[str] = []
    current: list[str] = []
    used = 0.0
    held = _IN_A_DATE.sub("\u00a0", text)
    for word in held.split(" "):
        length = font.width(word, size)
        if current and used + space + length <= width:
            current.append(word)
            used += space + length
            continue
        if current:
            lines.append(" ".join(current) + " ")
        while length > width:
            head, word = _cut(word, font, size, width)
            lines.append(head)
            length = font.width(word, size)
        current, used = [word], length
    lines.append(" ".join(current))
    return lines if held is text else [line.replace("\u00a0", " ") for line in lines]


def _cut(word: str, font: LetterFont, size: float, width: float) -> tuple[str, str]:
    """The longest head of an over-long word that fits, preferably after a sign such as a slash."""
    used, fitting = 0.0, 0
    for character in word:
        used += font.width(character, size)
        if used > width:
            break
        fitting += 1
    fitting = max(1, fitting)
    for place in range(fitting, fitting // 2, -1):
        if word[place - 1] in _AFTER:
            return word[:place], word[place:]
    return word[:fitting], word[fitting:]
