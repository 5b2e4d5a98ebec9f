"""Lines out of text: measured in the real font, broken at spaces, over-long words where they must.

A space is no place to break inside a date with its weekday, between a section and its number, a number and its unit, or a short
title and its name. A last line that would hold a word or two takes some more from the line before it.
"""

from __future__ import annotations

import re

from caseapp.typesetting.fonts import Fonts, LetterFont, Weight

_TOGETHER = re.compile(
    r"(?:\w+day, )?[A-Z][a-z]+ \d{1,2}, \d{4}\b"
    r"|(?:(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo), )?\b\d{1,2} de [a-z]+(?: de \d{4}\b)?"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
    r"|\b(?:Civil Code|Código Civil|Civ\. Code|Proc\.)(?: section| sección| §)? \d\S*"
    r"|\b\d+ (?:CCR|U\.S\.C\.) \S+"
    r"|\b(?:[Ss]ections?|[Ss]ecci(?:ón|ones)|[Tt]itle|[Tt]ítulo|[Pp]art|[Pp]arte|(?:P\.?O\.? )?Box|Apt|Apto|Fl|Ste|Unit|No\.|núm\.) #?\d\S*"
    r"|\b\d+ (?:days?|months?|years?|hours?|minutes|pages?|words|weeks?"
    r"|días?|mes(?:es)?|años?|horas?|minutos|páginas?|palabras|semanas?)\b"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|Srta|Dra|St|Mt|[A-Z])\. (?=[A-Z]\w)"
    r"| (?:Inc|LLC|LLP|Ltd|Corp|N\.A)\b"
)
_AFTER = "/-@.?&=_"
_HELD = "\u00a0"
_SHORT_LAST = 0.15
_SHORT_WORD = 0.3
_SHORT_BEFORE = 0.6
"""A last line under the first part of the width, or one word under the second, takes words from the line before; that keeps the third."""


class LineBreaker:
    """Breaks the texts of one letter. What it measured is kept, for a letter is often set in more than one size."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._measured: dict[tuple[str, Weight], list[tuple[str, float]]] = {}

    def lines(self, text: str, weight: Weight, size: float, width: float) -> list[str]:
        """Return the lines of `text`, as `wrap` does."""
        font = self._fonts[weight]
        words = self._measured.get((text, weight))
        if words is None:
            words = self._measured[text, weight] = _measured(text, font)
        return _broken(words, font, size, width)


def wrap(text: str, font: LetterFont, size: float, width: float) -> list[str]:
    """Return the lines of `text` for `width` points; at least one. Joined they are the text again: a line broken at a space keeps it."""
    return _broken(_measured(text, font), font, size, width)


def _measured(text: str, font: LetterFont) -> list[tuple[str, float]]:
    """The words of a text, held ones as one, each with its width at a size of 1."""
    held = _TOGETHER.sub(lambda found: found.group().replace(" ", _HELD), text)
    return [(word, font.width(word, 1.0)) for word in held.split(" ")]


def _broken(words: list[tuple[str, float]], font: LetterFont, size: float, width: float) -> list[str]:
    space = font.width(" ", 1.0)
    room = width / size
    lines: list[list[tuple[str, float]]] = []
    cuts: set[int] = set()
    current: list[tuple[str, float]] = []
    used = 0.0
    for word in _small_enough(words, font, room):
        length = word[1]
        if current and used + space + length <= room:
            current.append(word)
            used += space + length
            continue
        if current:
            lines.append(current)
        while length > room:
            head, rest = _cut(word[0], font, room)
            cuts.add(len(lines))
            lines.append([(head, room)])
            length = font.width(rest, 1.0)
            word = (rest, length)
        current, used = [word], length
    lines.append(current)
    if len(lines) > 1 and len(lines) - 2 not in cuts:
        _fill_last(lines[-2], lines[-1], space, room)
    last = len(lines) - 1
    return [
        " ".join([word for word, _ in line]).replace(_HELD, " ") + ("" if number == last or number in cuts else " ")
        for number, line in enumerate(lines)
    ]


def _small_enough(words: list[tuple[str, float]], font: LetterFont, room: float) -> list[tuple[str, float]]:
    """The words, held ones that are wider than a line taken apart."""
    if all(length <= room for _, length in words):
        return words
    small: list[tuple[str, float]] = []
    for word, length in words:
        small += [(word, length)] if length <= room else [(part, font.width(part, 1.0)) for part in word.split(_HELD)]
    return small


def _fill_last(before: list[tuple[str, float]], last: list[tuple[str, float]], space: float, room: float) -> None:
    """Bring words over to a last line that hardly has any, as long as the line before it keeps enough."""
    used = sum(length for _, length in last) + space * (len(last) - 1)
    left = sum(length for _, length in before) + space * (len(before) - 1)
    while used < room * (_SHORT_LAST if len(last) > 1 else _SHORT_WORD) and len(before) > 1:
        length = before[-1][1] + space
        if left - length < room * _SHORT_BEFORE:
            return
        last.insert(0, before.pop())
        used, left = used + length, left - length


def _cut(word: str, font: LetterFont, room: float) -> tuple[str, str]:
    """The longest head of an over-long word that fits, preferably after a sign such as a slash."""
    used, fitting = 0.0, 0
    for character in word:
        used += font.width(character, 1.0)
        if used > room:
            break
        fitting += 1
    fitting = max(1, fitting)
    for place in range(fitting, fitting // 2, -1):
        if word[place - 1] in _AFTER:
            return word[:place], word[place:]
    return word[:fitting], word[fitting:]
