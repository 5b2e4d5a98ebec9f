"""The window goes on while a passphrase is stretched: with the real lanes, not the inline ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.doors import HouseDoors
from caseapp.host.paths import settings_folder
from caseapp.host.settings import Settings
from caseapp.services.desk import Desk
from caseapp.ui.jobs import JobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.wording import ErrorWording
from tests.house import PASSPHRASE, TestHouse
from tests.ui.drivers.setup_driver import SetupDriver


class SlowDoors(HouseDoors):
    """Opens when the test says so."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.may_open = threading.Event()
        self.tries = 0
        self.threads: set[str] = set()

    def unlock(self, login: str, passphrase: str) -> Desk:
        self.tries += 1
        self.threads.add(threading.current_thread().name)
        assert self.may_open.wait(10)
        return super().unlock(login, passphrase)


@pytest.fixture
def slow(house: TestHouse, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[SlowDoors, Office, SetupDriver]]:
    house.house.close_store()
    settings = Settings(settings_folder())
    doors = SlowDoors(house.house, settings)
    jobs = JobRunner()
    wording = ErrorWording()
    office = Office(jobs=jobs, messages=RecorderMessages(wording), settings=settings, wording=wording)
    page = LockPage(office, doors)
    qtbot.addWidget(page)
    driver = SetupDriver(page)
    qtbot.waitUntil(lambda: driver.title == "unlock")
    yield doors, office, driver
    doors.may_open.set()
    jobs.shutdown()
    page.close()


def test_it_says_opening_and_takes_no_second_try(slow: tuple[SlowDoors, Office, SetupDriver], qtbot: QtBot) -> None:
    doors, office, driver = slow
    driver.unlock(PASSPHRASE)
    button = driver.page.unlock.unlock_button
    assert button.text() == "Opening..."
    assert not button.isEnabled()
    assert not driver.page.unlock.passphrase.isEnabled()
    driver.press("Return")
    qtbot.waitUntil(lambda: doors.tries == 1)
    doors.may_open.set()
    qtbot.waitUntil(lambda: office.desk is not None)
    assert doors.tries == 1
    assert doors.threads == {"caseapp-data_0"}
    assert driver.page.unlock.passphrase.text() == ""


def test_a_wrong_passphrase_gives_the_page_back(slow: tuple[SlowDoors, Office, SetupDriver], qtbot: QtBot) -> None:
    doors, office, driver = slow
    doors.may_open.set()
    driver.unlock("not the passphrase")
    qtbot.waitUntil(lambda: driver.words_of("unlock_problem") != "")
    assert office.desk is None
    assert driver.page.unlock.unlock_button.text() == "Unlock"
    assert driver.page.unlock.passphrase.isEnabled()
    assert driver.focused == "unlock_passphrase"
