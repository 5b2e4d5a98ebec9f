"""Makes the pages that were not shown yet while nobody is at the keys, so that the first key to a page need not wait for its building."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

QUIET_MS = 300
LOOK_MS = 100


class Idle(Protocol):
    """Who knows when a key or the pointer was last used."""

    @property
    def quiet_ms(self) -> int: ...


class PagesAhead(QObject):
    """Takes one step a turn, and only when no key came for a while and no work is under way.

    Args:
        next_step: does the next piece of work and returns False when nothing is left.
        is_busy: says whether results are awaited, which come first.
    """

    def __init__(
        self,
        next_step: Callable[[], bool],
        idle: Idle,
        is_busy: Callable[[], bool],
        parent: QObject | None = None,
        *,
        quiet_ms: int = QUIET_MS,
    ) -> None:
        super().__init__(parent)
        self._next_step = next_step
        self._idle = idle
        self._is_busy = is_busy
        self._quiet_ms = quiet_ms
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS if quiet_ms else 0)
        self._timer.timeout.connect(self._look)

    @property
    def is_at_work(self) -> bool:
        return self._timer.isActive()

    def start(self) -> None:
        """Begin; a second time changes nothing."""
        if not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Leave the rest to whoever shows the pages."""
        self._timer.stop()

    def _look(self) -> None:
        if self._idle.quiet_ms < self._quiet_ms or self._is_busy():
            return
        # A step that raises is not tried again and again.
        self._timer.stop()
        if self._next_step():
            self._timer.start()
