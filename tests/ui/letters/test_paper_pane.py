"""The marks over the page are those the letter press keeps to."""

from __future__ import annotations

from caseapp.ui.letters.paper_pane import FOLDS, SAFE_BLOCK, WINDOW
from tests.typesetting.envelopes import W10_STRICT


def test_window_safe_block_and_folds_are_those_of_the_press() -> None:
    for drawn, kept in ((WINDOW, W10_STRICT.ever_visible), (SAFE_BLOCK, W10_STRICT.safe_block)):
        assert kept is not None
        assert (drawn.left, drawn.top) == (kept.left, kept.top)
        assert (drawn.left + drawn.width, drawn.top + drawn.height) == (kept.right, kept.bottom)
    assert W10_STRICT.fold_ticks == FOLDS
