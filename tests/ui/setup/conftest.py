"""A lock page over real keys and a real store in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.doors import HouseDoors
from caseapp.bootstrap.house import House
from caseapp.host.paths import settings_folder
from caseapp.host.settings import Settings
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.wording import ErrorWording
from caseapp.vault.cost import QUICK_COST
from tests.house import MovableClock
from tests.ui.drivers.setup_driver import KeepingByHand, SetupDriver


class Entrance:
    """One start of the program up to its lock page."""

    def __init__(self, folder: Path, clock: MovableClock, keeping: KeepingByHand) -> None:
        settings = Settings(settings_folder())
        self.doors = HouseDoors(House(folder, clock=clock, cost=QUICK_COST), settings, cost=QUICK_COST)
        wording = ErrorWording()
        self.messages = RecorderMessages(wording)
        self.office = Office(
            jobs=InlineJobRunner(), messages=self.messages, settings=settings, wording=wording, practice=self.doors.is_practice
        )
        self.page = LockPage(self.office, self.doors, keeping=keeping, second_ms=60_000)
        self.page.resize(1366, 740)
        self.driver = SetupDriver(self.page)

    def lock(self) -> None:
        """Lock as the window does: the desk goes, then keys and store close."""
        desk = self.office.desk
        assert desk is not None
        self.office.desk = None
        self.doors.lock(desk)

    def end(self) -> None:
        self.page.close()
        self.doors.house.close()


Start = Callable[[Path], Entrance]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def keeping() -> KeepingByHand:
    return KeepingByHand()


@pytest.fixture
def start(qtbot: QtBot, clock: MovableClock, keeping: KeepingByHand) -> Iterator[Start]:
    """Start the program on a folder; what was started before ends first, as on one desk."""
    running: list[Entrance] = []

    def begin(folder: Path) -> Entrance:
        while running:
            running.pop().end()
        entrance = Entrance(folder, clock, keeping)
        qtbot.addWidget(entrance.page)
        running.append(entrance)
        return entrance

    yield begin
    for entrance in running:
        entrance.end()
