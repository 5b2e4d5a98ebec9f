"""Admin over a whole test office."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.doors import HouseDoors
from caseapp.bootstrap.upkeep import HouseUpkeep
from caseapp.host.paths import settings_folder
from caseapp.host.settings import Settings
from caseapp.ui.admin.admin_page import AdminPage
from caseapp.ui.admin.section import SENTENCES
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.setup.wording import word_setup_errors
from caseapp.ui.wording import ErrorWording
from tests.house import TestHouse
from tests.ui.drivers.admin_driver import AdminDriver
from tests.ui.drivers.setup_driver import KeepingByHand


class Administration:
    """Somebody at the desk, with Admin in front."""

    def __init__(self, house: TestHouse, login: str) -> None:
        self.house = house
        self.keeping = KeepingByHand()
        wording = ErrorWording()
        word_setup_errors(wording)
        wording.register(SENTENCES)
        settings = Settings(settings_folder())
        self.settings = settings
        self.messages = RecorderMessages(wording)
        self.office = Office(
            jobs=InlineJobRunner(),
            messages=self.messages,
            settings=settings,
            wording=wording,
            practice=True,
        )
        self.office.upkeep = HouseUpkeep(HouseDoors(house.house, settings), self.office, self.keeping)
        self.office.desk = house.sign_in(login)
        self.page = AdminPage(self.office)
        self.page.resize(1178, 664)
        self.driver = AdminDriver(self.page)
        self.page.on_shown()


SitDown = Callable[[str], Administration]


@pytest.fixture
def sit_down(house: TestHouse, qtbot: QtBot) -> SitDown:
    """Let a person of the office open Admin."""

    def sit(login: str) -> Administration:
        administration = Administration(house, login)
        qtbot.addWidget(administration.page)
        return administration

    return sit


@pytest.fixture
def admin(sit_down: SitDown) -> Administration:
    return sit_down("admin")
