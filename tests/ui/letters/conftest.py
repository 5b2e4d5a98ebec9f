"""The main window with the section of letters on the test house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from caseapp.domain.deadline import ExtensionReason
from caseapp.services.extension import propose_extension
from caseapp.ui.letters import section
from caseapp.ui.main_window import MainWindow
from tests.house import TestHouse
from tests.ui.drivers.letters_driver import LettersDriver
from tests.ui.office_at import office_at

REASON = "One of the companies that works for us has not yet told us whether it has finished deleting your information."


@pytest.fixture
def open_as(house: TestHouse) -> Iterator[Callable[[str], LettersDriver]]:
    """Return a way to sit down as somebody, at a fresh window."""
    windows: list[MainWindow] = []

    def sit_down(login: str) -> LettersDriver:
        while windows:
            windows.pop().close()
        office = office_at(house, login)
        window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _: QLabel("locked"))
        section.add(window, office)
        window.resize(1366, 768)
        windows.append(window)
        window.show()
        window.show_state()
        return LettersDriver(window)

    yield sit_down
    for window in windows:
        window.close()


@pytest.fixture
def extension_notice(house: TestHouse) -> str:
    """A case of 3 March, on 8 April, with an extension proposed; returns the id of its notice."""
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 4, 8))
    change = propose_extension(
        house.officer(), house.request_id(case_id), reason_code=ExtensionReason.WAITING_FOR_PROVIDER, reason_text=REASON
    )
    letter_id = change.fact("letter_id")
    assert isinstance(letter_id, str)
    return letter_id
