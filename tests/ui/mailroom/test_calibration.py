"""Measuring a printer: the page is printed as it would be, the offset is kept by this computer, and every batch is moved by it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from caseapp.domain.print_file import PrinterOffset
from caseapp.services.envelopes import set_standard_envelope
from caseapp.typesetting.viewing import glyphs_on
from caseapp.ui.widgets.key_button import KeyButton
from tests.house import TestHouse
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


def opened(driver: MailRoomDriver) -> MailRoomDriver:
    driver.go()
    driver.room.calibration.ask()
    assert driver.has_dialog
    return driver


def print_button(driver: MailRoomDriver) -> KeyButton:
    found = driver.dialog.findChild(KeyButton, "calibrate_print")
    assert found is not None
    return found


def left_of(content: bytes, page: int = 0) -> float:
    return min(glyph.box.left for glyph in glyphs_on(content, page))


def test_a_printer_is_measured_and_every_page_moved(sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    driver = opened(sit_down("d.novak"))
    print_button(driver).click()
    driver.in_dialog("calibrate_right", "10")
    driver.in_dialog("calibrate_down", "-5")
    print_button(driver).click()
    (straight, queue, title), (moved, _, _) = tray.sent
    assert (queue, title, tray.sides) == ("Mail", "Calibration page", [False, False])
    assert left_of(moved) == pytest.approx(left_of(straight) - 0.10, abs=0.001)
    driver.press("Ctrl+Return")
    assert not driver.has_dialog
    assert driver.window.office.settings.get("printer_offsets") == "Mail\t10,-5"
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.say_how_to_print()
    printed = tray.sent[2][0]
    assert left_of(printed, 2) == pytest.approx(0.9, abs=0.02)


def test_the_page_shows_the_envelope_in_use_and_the_kept_offset(house: TestHouse, sit_down: SitDown, tray: PaperTray) -> None:
    set_standard_envelope(house.admin(), "w9_double")
    driver = sit_down("d.novak")
    driver.window.office.settings.set("printer_offsets", "Mail\t10,-5")
    opened(driver)
    envelope = driver.dialog.findChild(QComboBox, "calibrate_envelope")
    assert envelope is not None
    assert envelope.currentText() == "#9 with two windows"
    print_button(driver).click()
    press = house.desk.press
    assert tray.sent[-1][0] == press.calibration_page("w9_double", PrinterOffset(right=10, down=-5), "en")
    QTest.keyClick(envelope, Qt.Key.Key_Home)
    print_button(driver).click()
    assert tray.sent[-1][0] == press.calibration_page(str(envelope.currentData()), PrinterOffset(right=10, down=-5), "en")
    assert envelope.currentData() != "w9_double"
    driver.dialog.close()


@pytest.mark.parametrize(("right", "down"), [("26", "0"), ("0", "-26"), ("1.5", "0"), ("x", "0")])
def test_what_is_no_offset_is_refused_beside_its_field(sit_down: SitDown, right: str, down: str) -> None:
    driver = opened(sit_down("d.novak"))
    driver.in_dialog("calibrate_right", right)
    driver.in_dialog("calibrate_down", down)
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    assert not driver.window.office.settings.get("printer_offsets")
    driver.press("Esc")
    assert not driver.has_dialog


def test_without_a_printer_it_says_so(sit_down: SitDown, tray: PaperTray) -> None:
    tray.names = ()
    driver = sit_down("d.novak")
    driver.go()
    driver.room.calibration.ask()
    assert not driver.has_dialog


def test_every_control_is_named(sit_down: SitDown) -> None:
    driver = opened(sit_down("d.novak"))
    dialog = driver.dialog
    assert_all_named(dialog)
    dialog.close()
