"""Laying out and painting in two turns of the event loop, so that a key gets in between."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget


def paint_in_a_later_turn(window: QWidget) -> None:
    """Hold the picture of a window that can be seen until its layouts are done.

    A new page or another text size costs about as much to lay out as to paint; in one turn of the event loop a key would wait for both.
    Until the later turn the old picture stands, so nobody sees half of either. Asked twice in one turn, it holds once.
    """
    if not window.isVisible() or not window.updatesEnabled():
        return
    window.setUpdatesEnabled(False)
    QTimer.singleShot(0, window, partial(window.setUpdatesEnabled, True))
