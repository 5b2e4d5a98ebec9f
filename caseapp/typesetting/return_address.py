"""The return address for a window of its own: measured in the real font, smaller where it has to be, or refused."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.errors import DomainError
from caseapp.typesetting.breaking import wrap
from caseapp.typesetting.fonts import Fonts, LetterFont, Weight
from caseapp.typesetting.geometry import POINT, Box

_SIZES = (9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnBlock:
    """The lines to draw: text (with a space where the next line goes on), face, and baseline in points from the top of the sheet.

    `indent_pt` keeps ink off the edge.
    """

    lines: tuple[tuple[str, Weight, float], ...]
    size: float
    indent_pt: float


def fit_return(texts: tuple[str, ...], fonts: Fonts, room: Box) -> ReturnBlock:
    """Return the block that stays inside `room`: the name, then the address.

    Raises:
        DomainError: ``return_address_too_long``.
    """
    width, height = (room.right - room.left) * POINT, (room.bottom - room.top) * POINT
    for size in _SIZES:
        lines = [
            (line, weight)
            for number, text in enumerate(texts, start=1)
            for weight in (Weight.REGULAR if number > 1 else Weight.SEMIBOLD,)
            for line in _lines(text, fonts[weight], size, width - 1, goes_on=number < len(texts))
        ]
        inks = [fonts[weight].ink(line, size) for line, weight in lines]
        indent = max(0.0, *(-ink.left for ink in inks))
        first, last = inks[0].top, -inks[-1].bottom
        leading = min(size * 1.2, (height - first - last - 0.2) / max(1, len(lines) - 1))
        if leading >= size * 1.05 and all(indent + ink.right <= width for ink in inks):
            top = room.top * POINT + 0.1 + first
            placed = tuple((line, weight, top + leading * number) for number, (line, weight) in enumerate(lines))
            return ReturnBlock(lines=placed, size=size, indent_pt=indent)
    raise DomainError("return_address_too_long")


def _lines(text: str, font: LetterFont, size: float, width: float, *, goes_on: bool) -> list[str]:
    lines = wrap(text, font, size, width)
    return [*lines[:-1], lines[-1] + " "] if goes_on else lines
