"""The passphrase field: hidden, shown, pasted into; Caps Lock told; the meter's sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.ui.widgets.passphrase_field import PassphraseField, StrengthMeter
from tests.ui.drivers.base import Driver, assert_all_named


@pytest.fixture
def field(qtbot: QtBot) -> PassphraseField:
    field = PassphraseField(name="passphrase", label="Passphrase")
    qtbot.addWidget(field)
    Driver(field)
    field.edit.setFocus()
    return field


def test_it_hides_and_shows(field: PassphraseField) -> None:
    driver = Driver(field)
    driver.type("herons", into="passphrase")
    assert "herons" not in field.edit.displayText()
    driver.click("passphrase_show")
    assert field.edit.displayText() == "herons"
    assert field.show_button.accessibleName() == "Hide the passphrase"
    assert_all_named(field)


def test_pasting_is_allowed_and_copying_is_not(field: PassphraseField) -> None:
    QApplication.clipboard().setText("nine quiet herons wade at dawn")
    driver = Driver(field)
    driver.focus("passphrase")
    driver.press("Ctrl+V")
    assert field.text() == "nine quiet herons wade at dawn"
    QApplication.clipboard().setText("before")
    driver.press("Ctrl+A")
    driver.press("Ctrl+C")
    assert QApplication.clipboard().text() == "before"


def test_clear_leaves_nothing_to_undo(field: PassphraseField) -> None:
    driver = Driver(field)
    driver.type("herons", into="passphrase")
    field.clear()
    driver.press("Ctrl+Z")
    assert field.text() == ""


@pytest.mark.parametrize(
    ("key", "modifier", "is_on"),
    [
        ("A", Qt.KeyboardModifier.NoModifier, True),
        ("a", Qt.KeyboardModifier.ShiftModifier, True),
        ("A", Qt.KeyboardModifier.ShiftModifier, False),
        ("a", Qt.KeyboardModifier.NoModifier, False),
        ("7", Qt.KeyboardModifier.NoModifier, False),
    ],
)
def test_caps_lock_is_told_by_what_is_typed(field: PassphraseField, key: str, modifier: Qt.KeyboardModifier, is_on: bool) -> None:
    QTest.sendKeyEvent(QTest.KeyAction.Click, field.edit, Qt.Key.Key_A, key, modifier)
    assert field.caps.is_on is is_on
    assert field.caps.text() == ("Caps Lock is on" if is_on else "")
    QTest.keyClick(field.edit, Qt.Key.Key_CapsLock)
    assert not field.caps.is_on


@pytest.mark.parametrize(
    ("typed", "strength", "value", "said"),
    [
        ("", 0, 0, "15 characters or more"),
        ("nine quiet", 4, 0, "10 of 15 characters"),
        ("nine quiet herons", 0, 1, "Easily guessed"),
        ("nine quiet herons", 2, 2, "Fair"),
        ("nine quiet herons", 3, 3, "Good"),
        ("nine quiet herons", 4, 4, "Strong"),
    ],
)
def test_the_meter(qtbot: QtBot, typed: str, strength: int, value: int, said: str) -> None:
    meter = StrengthMeter(lambda _text: strength)
    qtbot.addWidget(meter)
    meter.show_for(typed)
    assert meter.value == value
    assert said in meter.text()
    assert meter.accessibleName() == meter.text()
