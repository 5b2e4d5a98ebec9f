"""Where things stand on the first page of a letter, so that its envelope shows the address and nothing else.

Measures from the top left corner of the sheet (US Letter), in inches unless a name ends in `_pt`.
"""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.envelopes import PAPER_HEIGHT, PAPER_WIDTH, Box, Envelope

__all__ = ["PAPER_HEIGHT", "PAPER_WIDTH", "POINT", "Box", "EnvelopeProfile", "profile_of"]

POINT = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeProfile:
    """The first page for one envelope.

    Attributes:
        safe_block: every character of the address stays in it at every position of the insert.
        ever_visible: what may show through the address window at some position, with a sixteenth of an inch to spare; None
            where there is no window.
        return_block, return_visible: the same for the window of the return address.
        fold_ticks: heights of the marks at both edges, `tick_length` long.
    """

    name: str
    safe_block: Box
    ever_visible: Box | None
    return_block: Box | None
    return_visible: Box | None
    fold_ticks: tuple[float, ...]
    most_sheets: int
    letterhead_bottom: float
    body_top: float
    letterhead_top: float = 0.5
    body_bottom: float = 10.36
    later_body_top: float = 0.75
    footer_baseline: float = 10.6
    tick_length: float = 0.19
    left: float = 1.0
    right: float = 7.5

    @property
    def first_capital_top(self) -> float:
        """Round letters rise 0.003 inch over flat ones (measured in Inter at 10 points)."""
        return self.safe_block.top + 0.005

    @property
    def windows(self) -> tuple[tuple[Box, Box], ...]:
        """What each window may ever show, and what is meant to show in it."""
        pairs = ((self.ever_visible, self.safe_block), (self.return_visible, self.return_block))
        return tuple((visible, safe) for visible, safe in pairs if visible is not None and safe is not None)


def profile_of(envelope: Envelope) -> EnvelopeProfile:
    """Return the first page for an envelope; without a window the address stands where it would in a #10 window."""
    hole, returned = envelope.address_window, envelope.return_window
    visible = envelope.visible(hole) if hole is not None else None
    safe = envelope.safe(hole) if hole is not None else Box(left=1.0, top=2.25, right=5.5, bottom=3.25)
    panel = envelope.panel if envelope.folds else 3.875
    return EnvelopeProfile(
        name=envelope.id,
        safe_block=safe,
        ever_visible=visible,
        return_block=envelope.safe(returned) if returned is not None else None,
        return_visible=envelope.visible(returned) if returned is not None else None,
        fold_ticks=envelope.folds,
        most_sheets=envelope.most_sheets,
        letterhead_bottom=(visible.top if visible is not None else safe.top) - 0.1875,
        body_top=max(panel, visible.bottom if visible is not None else 0.0) + 0.125,
    )
