"""F1 tells about the section in front; every section has its text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.host.resources import program_resources
from caseapp.ui.help import section
from caseapp.ui.help.help_sheet import HelpSheet, read_help
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.window import WindowDriver

SECTIONS = ("home", "cases", "new_request", "calendar", "letters", "print_queue", "reports", "admin", "locked")


@pytest.mark.parametrize("name", SECTIONS)
def test_every_section_has_help(name: str) -> None:
    text = read_help(program_resources().bytes(f"help/en/{name}.md"))
    assert text.title
    assert len(text.paragraphs) >= 2


def test_f1_opens_help_and_esc_closes_it(office: Office, qtbot: QtBot) -> None:
    window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _: QWidget())
    section.add(window, office)
    with qtbot.waitActive(window):
        window.show()
    WindowDriver(window).press("F1")
    sheet = window.findChild(HelpSheet)
    assert sheet is not None
    assert sheet.isVisible()
    assert_all_named(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    window.close()
