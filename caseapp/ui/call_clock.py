"""The clock of a call: it runs on monotonic time, so a change of the wall clock never moves it."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal


class CallState(StrEnum):
    """Whether somebody is on the line."""

    NONE = "none"
    RUNNING = "running"
    ON_HOLD = "on_hold"


class CallClock(QObject):
    """Counts the seconds of the call; hold stops the count.

    Signals:
        state_changed: a `CallState`.
        ticked: whole seconds, once a second while running.
        ended: whole seconds of the call that ended.
    """

    state_changed = Signal(object)
    ticked = Signal(int)
    ended = Signal(int)

    def __init__(self, elapsed_ms: Callable[[], int] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if elapsed_ms is None:
            timer = QElapsedTimer()
            timer.start()
            elapsed_ms = timer.elapsed
        self._elapsed_ms = elapsed_ms
        self._state = CallState.NONE
        self._before_ms = 0
        self._since_ms = 0
        self._ticker = QTimer(self)
        self._ticker.setInterval(250)
        self._ticker.timeout.connect(self._tick)
        self._told = -1

    @property
    def state(self) -> CallState:
        return self._state

    @property
    def is_on(self) -> bool:
        return self._state is not CallState.NONE

    @property
    def is_on_hold(self) -> bool:
        return self._state is CallState.ON_HOLD

    @property
    def seconds(self) -> int:
        running = self._elapsed_ms() - self._since_ms if self._state is CallState.RUNNING else 0
        return (self._before_ms + running) // 1000

    def start(self, seconds_before: int = 0) -> None:
        """Begin a call, or go on with one that was interrupted after some seconds."""
        self._before_ms = seconds_before * 1000
        self._run()

    def hold(self) -> None:
        if self._state is CallState.RUNNING:
            self._before_ms += self._elapsed_ms() - self._since_ms
            self._set(CallState.ON_HOLD)

    def resume(self) -> None:
        if self._state is CallState.ON_HOLD:
            self._run()

    def end(self) -> None:
        """End the call. What was typed stays on the page."""
        if self._state is not CallState.NONE:
            seconds = self.seconds
            self._set(CallState.NONE)
            self.ended.emit(seconds)

    def _run(self) -> None:
        self._since_ms = self._elapsed_ms()
        self._set(CallState.RUNNING)

    def _set(self, state: CallState) -> None:
        self._state = state
        self._told = -1
        if state is CallState.RUNNING:
            self._ticker.start()
        else:
            self._ticker.stop()
        self.state_changed.emit(state)

    def _tick(self) -> None:
        seconds = self.seconds
        if seconds != self._told:
            self._told = seconds
            self.ticked.emit(seconds)
