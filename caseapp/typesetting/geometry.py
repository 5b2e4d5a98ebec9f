"""The paper: US Letter for a #10 single window envelope, profile "W10 strict" (DMM 202.2.1, 601.6.3; Publication 28).

Measures from the top left corner of the sheet, in inches unless a name ends in `_pt`. The window is 1-1/8 by 4-1/2 inches,
7/8 from the left and 1/2 from the bottom of a 4-1/8 by 9-1/2 envelope; the sheet is folded at 3-7/8 inches.
"""

from __future__ import annotations

from dataclasses import dataclass

POINT = 72.0
PAPER_WIDTH = 8.5
PAPER_HEIGHT = 11.0


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
class EnvelopeProfile:
    """Where things stand on the first page so that an envelope shows the address and nothing else.

    Attributes:
        safe_block: every character of the address stays in it at every position of the insert.
        ever_visible: may show through the window at some position of the insert, with a sixteenth of an inch to spare.
        first_capital_top: where the top of the first line's flat capitals lies; round letters overshoot it.
        fold_ticks: heights of the marks at both edges, `tick_length` long.
    """

    name: str
    safe_block: Box
    ever_visible: Box
    first_capital_top: float
    fold_ticks: tuple[float, ...]
    tick_length: float
    letterhead_top: float
    letterhead_bottom: float
    body_top: float
    body_bottom: float
    later_body_top: float
    footer_baseline: float
    left: float
    right: float


W10_STRICT = EnvelopeProfile(
    name="w10_strict",
    safe_block=Box(left=1.0, top=2.625, right=4.25, bottom=3.25),
    ever_visible=Box(left=0.0, top=2.1875, right=5.4375, bottom=3.6875),
    first_capital_top=2.63,
    fold_ticks=(3.875, 7.4375),
    tick_length=0.19,
    letterhead_top=0.5,
    letterhead_bottom=2.0,
    body_top=4.0,
    body_bottom=10.32,
    later_body_top=0.75,
    footer_baseline=10.6,
    left=1.0,
    right=7.5,
)
