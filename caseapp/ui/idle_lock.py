"""Locks the window when nobody has used it for a while; two minutes before that it says so, and any key goes on."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

WARN_BEFORE_MS = 120_000

_SIGNS_OF_LIFE = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class IdleLock(QObject):
    """Watches for keys and pointer.

    It listens at the top-level windows of the desktop, where each comes through once on its way to the controls. A filter on the
    application would be called for every event of every control, thousands while a page is built.

    Signals:
        warned: the lock comes in two minutes.
        went_on: somebody is there after all.
        timed_out: lock now.
    """

    warned = Signal()
    went_on = Signal()
    timed_out = Signal()

    def __init__(self, parent: QObject | None = None, *, minute_ms: int = 60_000, warn_before_ms: int = WARN_BEFORE_MS) -> None:
        super().__init__(parent)
        self._minute_ms = minute_ms
        self._warn_before_ms = warn_before_ms
        self._lock_timer = QTimer(self)
        self._lock_timer.setSingleShot(True)
        self._lock_timer.timeout.connect(self._time_out)
        self._warn_timer = QTimer(self)
        self._warn_timer.setSingleShot(True)
        self._warn_timer.timeout.connect(self._warn)
        self._limit_ms = 0
        self._has_warned = False
        self._is_watching = False
        self._since_life = QElapsedTimer()
        self._since_life.start()

    @property
    def quiet_ms(self) -> int:
        """Milliseconds since the last key or move of the pointer, as far as it was watching."""
        return self._since_life.elapsed()

    def start(self, minutes: int) -> None:
        """Watch from now on; 0 minutes means never lock by itself."""
        self.stop()
        self._limit_ms = minutes * self._minute_ms
        app = QGuiApplication.instance()
        if self._limit_ms > 0 and isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            self._is_watching = True
            for window in QGuiApplication.topLevelWindows():
                self._watch(window)
            self._begin()

    def stop(self) -> None:
        self._lock_timer.stop()
        self._warn_timer.stop()
        self._has_warned = False
        app = QGuiApplication.instance()
        if self._is_watching and isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._watch)
            for window in QGuiApplication.topLevelWindows():
                window.removeEventFilter(self)
        self._is_watching = False

    def _watch(self, window: QWindow | None) -> None:
        """Listen at a window, once; what opens later, as a dialog does, is heard of when it takes the focus."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._since_life.restart()
            self._begin()
            if self._has_warned:
                self._has_warned = False
                self.went_on.emit()
        return False

    def _begin(self) -> None:
        self._lock_timer.start(self._limit_ms)
        self._warn_timer.start(max(0, self._limit_ms - self._warn_before_ms))

    def _warn(self) -> None:
        self._has_warned = True
        self.warned.emit()

    def _time_out(self) -> None:
        self.stop()
        self.timed_out.emit()
