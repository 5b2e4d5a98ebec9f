"""A letter in plain text beside its form: it is text, whatever the size of the window becomes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from caseapp.domain.letters import LetterFormat
from caseapp.services.letters import save_letter
from caseapp.ui.letters.paper_pane import REDRAW_MS
from tests.house import TestHouse
from tests.ui.drivers.letters_driver import LettersDriver


def test_a_text_is_never_drawn_as_a_page(
    house: TestHouse, open_as: Callable[[str], LettersDriver], extension_notice: str
) -> None:  # fmt: skip
    driver = open_as("r.chen")
    driver.open(extension_notice)
    assert driver.has("letter_page")
    with house.desk.uow() as uow:
        slots = dict(uow.letters.get(extension_notice).slots)
    save_letter(house.desk, extension_notice, slots=slots, format=LetterFormat.TEXT)
    driver.open(extension_notice)
    assert driver.has("letter_text")
    driver.window.resize(1250, 720)
    QTest.qWait(REDRAW_MS * 2)
    assert driver.has("letter_text")
    assert driver.window.office.messages.errors == []
