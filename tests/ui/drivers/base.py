"""What every driver can do: find by object name, type, press, tab, and walk all controls for their names."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

W = TypeVar("W", bound=QWidget)


class Driver:
    """Drives one window or page by keyboard.

    Args:
        root: the widget to drive; it is shown and activated when it is not yet.
    """

    def __init__(self, root: QWidget) -> None:
        self.root = root
        if not root.isVisible():
            root.show()
        root.activateWindow()
        QApplication.processEvents()

    def find(self, kind: type[W], name: str) -> W:
        """Return the control of an object name."""
        found = self.root.findChild(kind, name)
        assert found is not None, f"no {kind.__name__} is called {name}"
        return found

    def has(self, name: str) -> bool:
        """Say whether a control of this name can be seen."""
        found = self.root.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def focus(self, name: str) -> None:
        self.find(QWidget, name).setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()

    @property
    def focused(self) -> str:
        """Object name of the control with the focus, or empty."""
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def type(self, text: str, into: str | None = None) -> None:
        """Type text into the control with the focus, or into the one named."""
        if into is not None:
            self.focus(into)
        widget = self._target()
        # A key event for each sign, also for those no key of the test keyboard has.
        for sign in text:
            if ord(sign) < 128:
                QTest.keyClick(widget, sign)
            else:
                _send_sign(widget, sign)

    def press(self, key: str, times: int = 1) -> None:
        """Press a key by its portable name: ``Ctrl+Return``, ``Down``, ``F8``."""
        for _ in range(times):
            QTest.keySequence(self._target(), QKeySequence(key))
            QApplication.processEvents()

    def tab(self, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self._target(), Qt.Key.Key_Tab)
        QApplication.processEvents()

    def back_tab(self, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self._target(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        QApplication.processEvents()

    def click(self, name: str) -> None:
        """Press a button with the keyboard."""
        button = self.find(QAbstractButton, name)
        assert button.isVisible(), f"{name} cannot be seen"
        assert button.isEnabled(), f"{name} cannot be pressed now"
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        QApplication.processEvents()

    def text_of(self, name: str) -> str:
        """Return what a field or label says."""
        widget = self.find(QWidget, name)
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText()
        text = getattr(widget, "text", None)
        assert callable(text), f"{name} says nothing"
        return str(text())

    def clear(self, name: str) -> None:
        field = self.find(QWidget, name)
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        self.focus(name)
        self.press("Ctrl+A")
        self.press("Del")

    def tab_round(self, limit: int = 400) -> list[str]:
        """Press Tab until the focus is back where it was; return the object names on the way."""
        start = QApplication.focusWidget()
        visited: list[str] = []
        for _ in range(limit):
            self.tab()
            widget = QApplication.focusWidget()
            visited.append(widget.objectName() if widget is not None else "")
            if widget is start:
                return visited
        raise AssertionError(f"the focus never came back: {visited[-5:]}")

    def _target(self) -> QWidget:
        widget = QApplication.focusWidget()
        return widget if widget is not None else self.root


def _send_sign(widget: QWidget, sign: str) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, sign, Qt.KeyboardModifier.NoModifier)


def unnamed_controls(root: QWidget) -> list[str]:
    """Return the focusable controls below `root` that a screen reader or a driver could not name."""
    unnamed = []
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or widget.focusProxy() is not None or is_inner_part(widget):
            continue
        if not spoken_name(widget):
            unnamed.append(f"{type(widget).__name__} {widget.objectName() or '?'}: no accessible name")
        if not widget.objectName():
            unnamed.append(f"{type(widget).__name__} {widget.accessibleName() or '?'}: no object name")
    return unnamed


def spoken_name(widget: QWidget) -> str:
    """Return the name that a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface is not None else "")


def assert_all_named(root: QWidget) -> None:
    """Fail when a focusable control below `root` has no accessible name or no object name, or two have one object name."""
    assert not unnamed_controls(root), unnamed_controls(root)
    names = [
        widget.objectName()
        for widget in root.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not is_inner_part(widget) and widget.objectName()
    ]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"object names used twice: {twice}"


def is_inner_part(widget: QObject) -> bool:
    """Say whether Qt made this part itself: the viewport of a view, the line of a combo box, the buttons of a scroll bar."""
    parent = widget.parent()
    if parent is not None and parent.metaObject().className() == "QComboBoxPrivateContainer":
        return True
    return widget.objectName().startswith("qt_") or type(widget).__name__ in ("QWidget", "QScrollArea", "QMenuBar")
