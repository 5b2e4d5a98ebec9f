"""The main window with letters and print queue on the test house, and a paper tray in the place of printers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.services.envelopes import choose_envelope
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_letter, save_letter, submit_letter
from caseapp.ui.letters import section as letters
from caseapp.ui.mailroom import mailroom_page, section
from caseapp.ui.main_window import MainWindow
from tests.house import TestHouse, sample_form
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray
from tests.ui.office_at import office_at


@pytest.fixture
def tray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PaperTray:
    tray = PaperTray(tmp_path)
    monkeypatch.setattr(mailroom_page, "SystemPrinting", lambda: tray)
    return tray


@pytest.fixture
def sit_down(house: TestHouse, tray: PaperTray) -> Iterator[Callable[[str], MailRoomDriver]]:
    """Return a way to sit down as somebody, at a fresh window."""
    windows: list[MainWindow] = []

    def open_window(login: str) -> MailRoomDriver:
        while windows:
            windows.pop().close()
        office = office_at(house, login)
        window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _: QLabel("locked"))
        letters.add(window, office)
        section.add(window, office)
        window.resize(1366, 768)
        windows.append(window)
        window.show()
        window.show_state()
        return MailRoomDriver(window)

    yield open_window
    for window in windows:
        window.close()


@pytest.fixture
def approved(house: TestHouse) -> Callable[..., list[str]]:
    """Return a way to bring receipts of new cases to approval."""

    def make(count: int, format: LetterFormat = LetterFormat.LETTER, envelope: str = "") -> list[str]:
        ids = []
        for number in range(count):
            form = replace(
                sample_form("delete"), name=f"Consumer {number + 1:02}", postal_code=f"9{(number * 37) % 1000 + 4000:04d}", unit=""
            )
            case_id = house.make_case(form=form)
            letter_id = draft_letter(house.agent(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
            assert letter_id is not None
            if format is not LetterFormat.LETTER:
                save_letter(house.agent(), letter_id, slots={}, format=format)
            if envelope:
                choose_envelope(house.agent(), letter_id, envelope)
            submit_letter(house.agent(), letter_id)
            ids.append(letter_id)
        for letter_id in ids:
            approve_letter(house.officer(), letter_id)
        return ids

    return make
