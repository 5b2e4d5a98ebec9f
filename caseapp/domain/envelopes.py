"""Envelopes as measures, and what follows from them: where an address is always seen, and what may ever show through a window.

Measures are inches. On the envelope they are taken from its lower left corner, as the trade gives them; what follows for the sheet
is taken from the sheet's top left corner. Rules: every character of the address stays visible through the full range of movement
of the insert, an eighth of an inch inside the window (DMM 601.6.3, Publication 25 section 3-9); the rest is arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from caseapp.domain.errors import DomainError

PAPER_WIDTH = 8.5
PAPER_HEIGHT = 11.0
CLEAR = 0.125
"""Between an address and each edge of its window, at the limits of the insert."""
SPARE = 0.0625
"""Kept free around whatever may show, for folds and printers that are not exact."""
LEAST_WIDTH = 2.5
LEAST_HEIGHT = 0.375
"""Three lines of 8.5 points."""
PRACTICE_STRIP = 0.4
"""What lies above is the strip that says that a letter is practice; it may not show either."""
CONTACT_LEFT = 5.5
"""How to reach us stands beside the return address, and takes two inches."""
LEAST_RETURN_WIDTH = 1.5
LEAST_RETURN_HEIGHT = 0.25
"""A name and two lines of 6 points, which is the smallest a return address is printed."""
DEFAULT_ENVELOPE = "w10_strict"
MEASURED = "measured"

_INCHES = re.compile(r"(?P<whole>\d{1,2})?(?:[.,](?P<decimals>\d{1,4})|[ -]?(?<!\d)(?P<part>\d{1,2}/\d{1,2}))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle, in inches from the top left corner of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """Whether `other` lies inside."""
        return self.left <= other.left and other.right <= self.right and self.top <= other.top and other.bottom <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether the two share any point."""
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """A window of an envelope, from the envelope's left edge and its bottom edge."""

    left: float
    bottom: float
    width: float
    height: float


class EnvelopeStatus(StrEnum):
    """Where the measures come from: a source that was read, memory, or the office's own ruler."""

    READ = "read"
    FROM_MEMORY = "from_memory"
    MEASURED = "measured"


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One kind of envelope and how the letter is folded for it.

    Attributes:
        id: a letter is frozen with it; for `measured` it carries the measures, so that the letter can be drawn again.
        folds: heights of the folds on the sheet, the top panel outward; empty for a flat.
        address_window, return_window: None where the envelope has none, and its face is printed.
        most_sheets: more do not go in for one ounce, or at all.
    """

    id: str
    version: str
    status: EnvelopeStatus
    width: float
    height: float
    folds: tuple[float, ...]
    most_sheets: int
    address_window: Hole | None = None
    return_window: Hole | None = None

    @property
    def panel(self) -> float:
        """The height of the panel that faces the windows."""
        return self.folds[0] if self.folds else PAPER_HEIGHT

    def safe(self, hole: Hole) -> Box:
        """What is seen through the window at every position of the insert, an eighth of an inch inside it."""
        across, down = self._play()
        return Box(
            left=round(hole.left + CLEAR, 4),
            top=round(self._top(hole) + CLEAR, 4),
            right=round(hole.left + hole.width - across - CLEAR, 4),
            bottom=round(self._top(hole) + hole.height - down - CLEAR, 4),
        )

    def visible(self, hole: Hole) -> Box:
        """What may show through the window at some position of the insert, a sixteenth of an inch around it."""
        across, down = self._play()
        return Box(
            left=max(0.0, round(hole.left - across - SPARE, 4)),
            top=max(0.0, round(self._top(hole) - down - SPARE, 4)),
            right=min(PAPER_WIDTH, round(hole.left + hole.width + SPARE, 4)),
            bottom=round(self._top(hole) + hole.height + SPARE, 4),
        )

    def _play(self) -> tuple[float, float]:
        """How far the insert moves in the envelope, across and down."""
        return self.width - PAPER_WIDTH, self.height - self.panel

    def _top(self, hole: Hole) -> float:
        return self.height - hole.bottom - hole.height


def require_usable(envelope: Envelope) -> Envelope:
    """Return the envelope, or say why no letter can be printed for it.

    Raises:
        DomainError: ``envelope_too_small`` (the sheet does not go in), ``window_outside_envelope``, ``window_too_small`` (no
            address of three lines stays visible wherever the letter slides), ``window_too_low`` (it shows what lies below the fold),
            ``window_too_high`` (no room for the letterhead above); for a window of the return address ``return_window_too_small``,
            ``return_window_too_low``, ``return_window_too_high`` (it shows the sheet's upper edge), ``return_window_too_wide`` (no room
            beside it), and ``windows_meet`` (one would show what is meant for the other).
    """
    if envelope.width < PAPER_WIDTH or envelope.height < envelope.panel:
        raise DomainError("envelope_too_small")
    for hole in filter(None, (envelope.address_window, envelope.return_window)):
        if min(hole.left, hole.bottom) < 0 or hole.left + hole.width > envelope.width or hole.bottom + hole.height > envelope.height:
            raise DomainError("window_outside_envelope")
    if envelope.address_window is not None:
        safe, visible = envelope.safe(envelope.address_window), envelope.visible(envelope.address_window)
        if safe.right - safe.left < LEAST_WIDTH or safe.bottom - safe.top < LEAST_HEIGHT:
            raise DomainError("window_too_small")
        if visible.bottom > envelope.panel:
            raise DomainError("window_too_low")
        if visible.top < 1.25 and envelope.return_window is None:
            raise DomainError("window_too_high")
        if envelope.return_window is not None:
            _require_return(envelope, envelope.return_window, visible)
    return envelope


def _require_return(envelope: Envelope, hole: Hole, address_visible: Box) -> None:
    safe, visible = envelope.safe(hole), envelope.visible(hole)
    if safe.right - safe.left < LEAST_RETURN_WIDTH or safe.bottom - safe.top < LEAST_RETURN_HEIGHT:
        raise DomainError("return_window_too_small")
    if visible.bottom > envelope.panel:
        raise DomainError("return_window_too_low")
    if visible.top < PRACTICE_STRIP:
        raise DomainError("return_window_too_high")
    if visible.right > CONTACT_LEFT:
        raise DomainError("return_window_too_wide")
    if visible.meets(address_visible):
        raise DomainError("windows_meet")


def measured_envelope(*, width: float, height: float, hole: Hole, fold: float, returned: Hole | None = None) -> Envelope:
    """Return the envelope that somebody measured: its size, its window, the height of the first fold, a window for the return address.

    Raises:
        DomainError: as `require_usable`.
    """
    measures = [width, height, hole.left, hole.bottom, hole.width, hole.height, fold]
    if returned is not None:
        measures += [returned.left, returned.bottom, returned.width, returned.height]
    return require_usable(
        Envelope(
            id=f"{MEASURED}:" + ",".join(f"{round(each, 4):g}" for each in measures),
            version="",
            status=EnvelopeStatus.MEASURED,
            width=width,
            height=height,
            folds=(fold, round(fold + (PAPER_HEIGHT - fold) / 2, 4)),
            most_sheets=4,
            address_window=hole,
            return_window=returned,
        )
    )


def measured_from_id(id: str) -> Envelope:
    """Return the envelope whose measures stand in its id.

    Raises:
        DomainError: ``envelope_unknown``; as `require_usable`.
    """
    name, _, text = id.partition(":")
    try:
        width, height, left, bottom, across, up, fold, *rest = map(float, text.split(","))
        returned = _hole(*rest) if rest else None
    except (TypeError, ValueError):
        raise DomainError("envelope_unknown", envelope=name) from None
    if name != MEASURED:
        raise DomainError("envelope_unknown", envelope=name)
    return measured_envelope(width=width, height=height, hole=_hole(left, bottom, across, up), fold=fold, returned=returned)


def _hole(left: float, bottom: float, width: float, height: float) -> Hole:
    return Hole(left=left, bottom=bottom, width=width, height=height)


def inches_of(text: str) -> float | None:
    """Return the inches somebody typed, as ``4.5``, ``4 1/2`` or ``7/8``, with or without ``in``; None where they cannot be read."""
    found = _INCHES.fullmatch(text.strip().removesuffix('"').removesuffix("in").strip())
    if found is None or not found.group():
        return None
    above, _, below = (found["part"] or "0/1").partition("/")
    if int(above) >= int(below):
        return None
    return round(float(f"{found['whole'] or 0}.{found['decimals'] or 0}") + int(above) / int(below), 4)
