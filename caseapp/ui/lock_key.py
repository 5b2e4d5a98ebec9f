"""Ctrl+L while a dialog lies over the window: the window's keys do not reach through a modal dialog, and a lock may not wait for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QWindow
from PySide6.QtWidgets import QApplication, QWidget

LOCK_KEY = "Ctrl+L"
_MARK = "lock_key_bound"


class LockKey(QObject):
    """Gives each modal dialog the key that locks, once, when it comes to the front.

    It does not watch the events of the application: a filter there would be called for every event of every control.

    Args:
        lock: locks the window, which closes its dialogs.
    """

    def __init__(self, lock: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication), "there is no window without an application"
        app.focusWindowChanged.connect(self._look)

    def _look(self, _window: QWindow | None) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QWidget) and dialog.property(_MARK) is None:
            dialog.setProperty(_MARK, True)
            QShortcut(QKeySequence(LOCK_KEY), dialog, self._lock)
