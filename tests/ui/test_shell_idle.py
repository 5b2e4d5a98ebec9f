"""Nobody there: a warning first, any key goes on, then the lock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
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


def test_it_warns_and_then_locks(idle: IdleLock, qtbot: QtBot) -> None:
    with qtbot.waitSignals([idle.warned, idle.timed_out], order="strict"):
        idle.start(1)


def test_a_key_goes_on(idle: IdleLock, field: QLineEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(idle.warned):
        idle.start(1)
    with qtbot.waitSignal(idle.went_on):
        QTest.keyClick(field, Qt.Key.Key_A)
    with qtbot.waitSignals([idle.warned, idle.timed_out], order="strict"):
        QTest.keyClick(field, Qt.Key.Key_B)


def test_stopped_it_never_locks(idle: IdleLock, qtbot: QtBot) -> None:
    other = IdleLock(minute_ms=20, warn_before_ms=10)
    idle.start(1)
    idle.stop()
    with qtbot.assertNotEmitted(idle.timed_out), qtbot.waitSignal(other.timed_out):
        other.start(4)
