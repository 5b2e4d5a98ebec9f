"""What an officer ticks on the letter page: the notice that goes with a letter, and what no record of the case can say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from caseapp.domain.letters import LetterKind
from caseapp.services.letters import draft_letter
from tests.house import TestHouse
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.letters_driver import LettersDriver

SitDown = Callable[[str], LettersDriver]


def box_of(driver: LettersDriver, name: str) -> QCheckBox:
    box = driver.page.letter.findChild(QCheckBox, f"letter_choice_{name}")
    assert isinstance(box, QCheckBox)
    return box


@pytest.fixture
def confirmation(house: TestHouse) -> str:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    return letter_id


def test_the_notice_is_enclosed_by_a_tick_and_kept(house: TestHouse, open_as: SitDown, confirmation: str, qtbot: QtBot) -> None:
    driver = open_as("r.chen")
    driver.open(confirmation)
    paper, box = driver.page.letter.paper, box_of(driver, "enclose_notice")
    before, pages = paper.content, paper.pages
    assert not box.isChecked()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: paper.content != before, timeout=5000)
    assert paper.pages > pages
    driver.page.leave()
    with house.desk.uow() as uow:
        assert dict(uow.letters.get(confirmation).slots)["enclose_notice"] == "yes"
    driver.open(confirmation)
    assert box_of(driver, "enclose_notice").isChecked()
    assert_all_named(driver.page.letter)


def test_a_locked_window_shows_no_tick(open_as: SitDown, confirmation: str) -> None:
    driver = open_as("r.chen")
    driver.open(confirmation)
    box = box_of(driver, "enclose_notice")
    box.setChecked(True)
    driver.page.letter.forget()
    assert not box.isChecked()
