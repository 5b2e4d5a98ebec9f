"""The address as it is printed for the window: measured in the real font, fitted, or refused with the number of the line.

Capitals without punctuation are for the paper only (Publication 28); the data keeps what was typed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee
from caseapp.typesetting.fonts import LetterFont
from caseapp.typesetting.gate import one_line
from caseapp.typesetting.geometry import POINT, EnvelopeProfile

_SIZES = ((10.0, 11.0), (9.0, 10.0), (8.5, 9.0))
"""Size and leading in points; below 8.5 points capitals are lower than the 0.080 inch that the Postal Service asks for."""

_MOST_LINES = 5
_LINES_AT_TEN_POINT = 4
_US = re.compile(r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?$")
_STATE_LAST = re.compile(r",\s*[A-Za-z]{2}$")
_OUR_COUNTRY = {"USA", "US", "UNITED STATES", "UNITED STATES OF AMERICA"}
_UNIT = re.compile(r"\s+((?:APT|APARTMENT|STE|SUITE|UNIT|RM|ROOM|FL|FLOOR|BLDG|LOT|SPC|TRLR|#)\.?\s*#?\s*[\w-]+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressBlock:
    """The lines to draw.

    Attributes:
        x_pt: left edge from the left of the sheet.
        baselines_pt: from the top of the sheet, one a line.
        spare_width_pt, spare_height_pt: what is left inside the safe block, right and below.
    """

    lines: tuple[str, ...]
    size: float
    x_pt: float
    baselines_pt: tuple[float, ...]
    spare_width_pt: float
    spare_height_pt: float


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int


def fit(addressee: Addressee, font: LetterFont, profile: EnvelopeProfile) -> AddressBlock:
    """Return the block that fits the safe block of `profile`; the name alone where no line was given at all.

    Raises:
        DomainError: ``address_too_long`` (line: 1 is the name, 2 the first line typed), ``address_too_many_lines``
            (most, lines), ``address_missing``.
    """
    lines = postal_lines(addressee)
    if len(lines) < (2 if addressee.lines else 1):
        raise DomainError("address_missing", field="addressee_lines")
    if len(lines) > _MOST_LINES:
        raise DomainError("address_too_many_lines", field="addressee_lines", most=_MOST_LINES, lines=len(lines))
    offending = lines[0]
    for is_broken in (False, True):
        candidate = _with_broken_line(lines, font, profile) if is_broken else lines
        if candidate is None or len(candidate) > _MOST_LINES:
            continue
        for size, leading in _SIZES:
            if size > _SIZES[-1][0] and len(candidate) > _LINES_AT_TEN_POINT:
                continue
            too_long = [line for line in candidate if _ink_width(line.text, font, size) > _width(profile)]
            if too_long:
                offending = too_long[0]
                continue
            block = _placed([line.text for line in candidate], font, profile, size, leading)
            if block:
                return block
            offending = candidate[-1]
    raise DomainError("address_too_long", field="addressee_lines", line=offending.number)


def postal_lines(addressee: Addressee) -> list[_Line]:
    """The lines in capitals without punctuation; a foreign address keeps its lines, with the country in capitals last."""
    typed = [_Line(one_line(text), number) for number, text in enumerate((addressee.name, *addressee.lines), start=1)]
    typed = [line for line in typed if line.text]
    if len(typed) > 2 and _plain(typed[-1].text) in _OUR_COUNTRY:
        typed.pop()
    if any(_US.search(_plain(line.text)) for line in typed[1:]) or (typed and _STATE_LAST.search(typed[-1].text)):
        return [_Line(_plain(line.text, keep_apostrophe=line.number == 1), line.number) for line in typed]
    return [*typed[:-1], _Line(_capitals(typed[-1].text), typed[-1].number)] if typed else []


def _plain(text: str, *, keep_apostrophe: bool = False) -> str:
    """Capitals; punctuation goes, but hyphens, slashes, #, & and the apostrophe of a name stay."""
    text = _capitals(text)
    kept = [
        character
        if character.isalnum() or character in "-/#& " or (keep_apostrophe and character in "'’")
        else "-"
        if character in "–—"
        else ""
        if character in ".'’"
        else character
        if not character.isascii() and character.isprintable()
        else " "
        for character in text
    ]
    return " ".join("".join(kept).split())


def _capitals(text: str) -> str:
    """Capitals in NFC; marks that stood in one small letter are joined with their capital again where Unicode can."""
    return unicodedata.normalize("NFC", text.upper())


def _width(profile: EnvelopeProfile) -> float:
    return (profile.safe_block.right - profile.safe_block.left) * POINT


def _ink_width(text: str, font: LetterFont, size: float) -> float:
    ink = font.ink(text, size)
    return ink.right - min(0.0, ink.left)


def _with_broken_line(lines: list[_Line], font: LetterFont, profile: EnvelopeProfile) -> list[_Line] | None:
    """The lines with the first that is too long at the smallest size broken: the unit alone, or a name at a space."""
    smallest = _SIZES[-1][0]
    for place, line in enumerate(lines):
        if _ink_width(line.text, font, smallest) <= _width(profile):
            continue
        unit = _UNIT.search(line.text.upper())
        if unit and line.number > 1:
            parts = [line.text[: unit.start()], line.text[unit.start() :].strip()]
        elif line.number == 1:
            parts = _halves(line.text, font, smallest, _width(profile))
        else:
            return None
        return [*lines[:place], *(_Line(part, line.number) for part in parts), *lines[place + 1 :]]
    return None


def _halves(text: str, font: LetterFont, size: float, width: float) -> list[str]:
    words = text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        first = " ".join(words[:count])
        if _ink_width(first, font, size) <= width:
            return [first, " ".join(words[count:])]
    return [text]


def _placed(texts: list[str], font: LetterFont, profile: EnvelopeProfile, size: float, leading: float) -> AddressBlock | None:
    """Put the first flat capital at its height, lower where an accent rises above it, tighter where it has to be."""
    safe = profile.safe_block
    inks = [font.ink(text, size) for text in texts]
    baseline = profile.first_capital_top * POINT + font.cap_height(size)
    baseline = max(baseline, (safe.top + 0.002) * POINT + inks[0].top)
    room = safe.bottom * POINT + min(inks[-1].bottom, 0.0) - baseline
    steps = len(texts) - 1
    if steps * leading > room:
        leading = room / steps
        if leading < size + 0.1:
            return None
    baselines = tuple(baseline + leading * step for step in range(len(texts)))
    lowest = max(at - ink.bottom for at, ink in zip(baselines, inks, strict=True))
    if lowest > safe.bottom * POINT:
        return None
    x = safe.left * POINT + max(0.0, -min(ink.left for ink in inks))
    widest = max(ink.right for ink in inks)
    return AddressBlock(
        lines=tuple(texts),
        size=size,
        x_pt=x,
        baselines_pt=baselines,
        spare_width_pt=round(safe.right * POINT - x - widest, 2),
        spare_height_pt=round(safe.bottom * POINT - lowest, 2),
    )
