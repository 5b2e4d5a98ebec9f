"""Laying out and painting in two turns of the event loop, so that a key gets in between."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget


def paint_in_a_later_turn(window: QWidget) -> None:
    """Hold the next painting of a window that can be seen until its layouts are done.

    A new page or another text size costs about as much to lay out as to paint; in one turn of the event loop a key would wait for both.
    Until the later turn the old picture stands, so nobody sees half of either. Asked twice in one turn, it holds once.
    """
    held = window.findChild(_HeldPainting, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if window.isVisible() and held is None:
        _HeldPainting(window)


class _HeldPainting(QObject):
    """Keeps the request to paint back; it does not switch updates off, for switching them on paints every widget twice."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_wanted = False
        window.installEventFilter(self)
        # The first turn may come before the layouts, which are asked for in the same one; the second comes after them.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._let_go))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.UpdateRequest:
            return False
        self._is_wanted = True
        return True

    def _let_go(self) -> None:
        self._window.removeEventFilter(self)
        self.setParent(None)
        if self._is_wanted:
            QCoreApplication.postEvent(self._window, QEvent(QEvent.Type.UpdateRequest), Qt.EventPriority.LowEventPriority.value)
        self.deleteLater()
