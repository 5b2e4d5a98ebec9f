"""Nobody there: a warning first, any key goes on, then the lock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from caseapp.ui.idle_lock import IdleLock


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[QLineEdit]:
    made = QLineEdit()
    made.show()
    yield made
    made.close()


@pytest.fixture
def idle(field: QLineEdit) -> Iterator[IdleLock]:
    made = IdleLock(minute_ms=60, warn_before_ms=40)
    yield made
    made.stop()


def press(field: QLineEdit, key: Qt.Key) -> None:
    """Press a key at the window, where the desktop hands it over, not at the control."""
    handle = field.window().windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key)


def test_it_warns_and_then_locks(idle: IdleLock, qtbot: QtBot) -> None:
    with qtbot.waitSignals([idle.warned, idle.timed_out], order="strict"):
        idle.start(1)


def test_a_key_goes_on(idle: IdleLock, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(idle.warned):
        idle.start(1)
    with qtbot.waitSignal(idle.went_on):
        press(field, Qt.Key.Key_A)
    with qtbot.waitSignals([idle.warned, idle.timed_out], order="strict"):
        press(field, Qt.Key.Key_B)


def test_stopped_it_never_locks(idle: IdleLock, qtbot: QtBot) -> None:
    other = IdleLock(minute_ms=20, warn_before_ms=10)
    idle.start(1)
    idle.stop()
    with qtbot.assertNotEmitted(idle.timed_out), qtbot.waitSignal(other.timed_out):
        other.start(4)


def test_a_key_in_a_dialog_that_opened_later_goes_on(idle: IdleLock, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(idle.warned):
        idle.start(1)
    dialog = QDialog(field)
    inside = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    with qtbot.waitSignal(idle.went_on):
        press(inside, Qt.Key.Key_A)
    dialog.close()


def test_stopped_it_hears_nothing(idle: IdleLock, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(idle.warned):
        idle.start(1)
    idle.stop()
    with qtbot.assertNotEmitted(idle.went_on):
        press(field, Qt.Key.Key_A)
