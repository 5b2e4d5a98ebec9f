"""Locking the whole window: what was typed is kept, nothing is shown, and the next person starts afresh."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.doors import HouseDoors
from caseapp.domain.errors import DomainError
from caseapp.host.paths import settings_folder
from caseapp.host.settings import Settings
from caseapp.services.trouble import Trouble
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.wording import ErrorWording
from tests.house import PASSPHRASE, TestHouse
from tests.ui.drivers.setup_driver import SetupDriver


class NotePage(Page):
    """A page with one field, which it saves when it is left."""

    saved: list[str]

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.field = QLineEdit()
        self.field.setObjectName("note_text")
        QVBoxLayout(self).addWidget(self.field)

    def leave(self) -> bool:
        NotePage.saved.append(self.field.text())
        return True

    def forget(self) -> None:
        super().forget()
        self.field.clear()

    def first_focus(self) -> QWidget:
        return self.field


class Place:
    """A window over a whole test office."""

    def __init__(self, house: TestHouse) -> None:
        settings = Settings(settings_folder())
        self.doors = HouseDoors(house.house, settings)
        wording = ErrorWording()
        self.office = Office(jobs=InlineJobRunner(), messages=RecorderMessages(wording), settings=settings, wording=wording, practice=True)
        house.house.close_store()
        self.window = MainWindow(self.office, title="Consumer requests", version="1", lock_page=self._lock_page)
        self.window.add_section("note", "Note", "note", NotePage)
        self.desk = None
        self.window.lock_requested.connect(self._close)
        self.driver = SetupDriver(self.page)
        self.window.show()

    def _lock_page(self, office: Office) -> LockPage:
        self.page = LockPage(office, self.doors)
        return self.page

    def unlock(self, login: str) -> None:
        self.driver.choose_login(login)
        self.driver.unlock(PASSPHRASE)
        assert self.office.desk is not None
        self.desk = self.office.desk

    def _close(self) -> None:
        assert self.desk is not None
        self.doors.lock(self.desk)


@pytest.fixture
def place(house: TestHouse, qtbot: QtBot) -> Iterator[Place]:
    NotePage.saved = []
    place = Place(house)
    qtbot.addWidget(place.window)
    qtbot.waitUntil(place.window.isActiveWindow)
    yield place
    place.window.close()


def typed(place: Place, text: str) -> None:
    field = place.window.findChild(QLineEdit, "note_text")
    assert field is not None
    field.setFocus()
    place.driver.type(text)


def test_ctrl_l_saves_blanks_and_closes_the_keys(place: Place) -> None:
    place.unlock("maria.lopez")
    desk = place.desk
    assert desk is not None
    typed(place, "Ana asked about the old account")
    place.driver.press("Ctrl+L")
    assert place.office.desk is None
    assert NotePage.saved == ["Ana asked about the old account"]
    field = place.window.findChild(QLineEdit, "note_text")
    assert field is not None
    assert field.text() == ""
    assert not field.isVisible()
    assert place.driver.title == "unlock"
    assert place.driver.focused == "unlock_passphrase"
    assert "Ana" not in place.window.windowTitle()
    with pytest.raises((Trouble, DomainError)):
        desk.vault.sign(b"0" * 32)


def test_the_same_person_comes_back_to_the_same_page(place: Place) -> None:
    place.unlock("maria.lopez")
    page = place.window.current_page
    place.driver.press("Ctrl+L")
    place.unlock("maria.lopez")
    assert place.window.current_page is page
    assert place.window.here == "note"


def test_the_next_person_gets_pages_of_their_own(place: Place) -> None:
    place.unlock("maria.lopez")
    page = place.window.current_page
    place.driver.press("Ctrl+L")
    place.unlock("r.chen")
    assert place.window.current_page is not page


def test_locked_keys_of_the_program_do_nothing(place: Place) -> None:
    place.unlock("maria.lopez")
    place.driver.press("Ctrl+L")
    for key in ("Ctrl+1", "F5", "F6", "Ctrl+L"):
        place.driver.press(key)
    assert place.office.desk is None
    assert place.driver.title == "unlock"


def test_practice_is_said_while_locked_too_and_follows_the_folder(place: Place, tmp_path: Path) -> None:
    place.page.practice_changed.connect(place.window.band.setVisible)
    assert place.window.band.isVisible()
    place.driver.click("unlock_other")
    assert not place.window.band.isVisible()
    assert place.doors.folder == tmp_path / "office"
