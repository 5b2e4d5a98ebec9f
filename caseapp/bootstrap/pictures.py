"""A picture of each page of the real window, drawn without a screen, in light and dark."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from caseapp import __version__
from caseapp.bootstrap.doors import HouseDoors
from caseapp.bootstrap.house import House
from caseapp.bootstrap.sections import add_sections
from caseapp.bootstrap.upkeep import HouseUpkeep
from caseapp.bootstrap.window import FIRST_SIZE, NAME, TITLE, font_files
from caseapp.domain.letters import LetterState
from caseapp.domain.status import RequestStatus
from caseapp.host.settings import Settings
from caseapp.services.desk import Desk
from caseapp.ui.application import make_application
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.look import Mode
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.theme import apply_theme
from caseapp.ui.wording import ErrorWording

MODES: tuple[Mode, ...] = ("light", "dark")

REST_MS = 200
"""So long a page may take to stand before its picture is taken."""


class PictureHouse:
    """The window over one desk, with jobs that run at once, so that a page is complete when it is shown.

    Attributes:
        window: the main window, unlocked.
        office: what its pages are given.
    """

    def __init__(self, house: House, desk: Desk, settings_folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # The platform without a screen tells for every window that it has no size hints; nobody can act on that.
        logging.getLogger("qt").setLevel(logging.ERROR)
        self.app = QApplication.instance() or make_application(
            [NAME], name=NAME, title=TITLE, version=__version__, fonts=font_files(house.resources), mode="light"
        )
        wording = ErrorWording()
        doors = HouseDoors(house, Settings(settings_folder))
        self.office = Office(
            jobs=InlineJobRunner(),
            messages=RecorderMessages(wording),
            settings=MemorySettings(),
            wording=wording,
            practice=house.practice,
        )
        self.office.upkeep = HouseUpkeep(doors, self.office)
        self.window = MainWindow(self.office, title=TITLE, version=__version__, lock_page=lambda office: LockPage(office, doors))
        add_sections(self.window, self.office)
        self.window.resize(*FIRST_SIZE)
        self.window.show()
        self.office.desk = desk

    def settle(self) -> None:
        """Let the window lay itself out and paint."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def picture(self, file: Path) -> None:
        self.settle()
        # Some pages come in turns of a few milliseconds, and lists lay themselves out a moment after they were resized.
        rest = QEventLoop()
        QTimer.singleShot(REST_MS, rest.quit)
        rest.exec()
        self.window.grab().save(str(file))

    def close(self) -> None:
        self.office.desk = None
        self.window.close()
        self.settle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: its name, the section, and what the section is asked to show."""

    name: str
    section: str
    asks: Mapping[str, object] = field(default_factory=dict)


def take_pictures(house: House, desk: Desk, case_id: str, out: Path, say: Callable[[str], None]) -> int:
    """Show each page in light and dark, save its picture, and return how many were saved.

    The house is a fuller one made for the pictures; nothing that is done here is part of the story.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as settings:
        shown = PictureHouse(house, desk, Path(settings))
        shots = _shots(shown, desk, case_id)
        taken = 0
        for mode in MODES:
            apply_theme(shown.app, mode, 100)
            for shot in shots:
                if shown.window.go(shot.section, shot.asks):
                    shown.picture(out / f"{shot.name}-{mode}.png")
                    taken += 1
            shown.office.call.end()
        shown.window.lock()
        for mode in MODES:
            apply_theme(shown.app, mode, 100)
            shown.picture(out / f"unlock-{mode}.png")
            taken += 1
        shown.close()
    say(f"pages: {', '.join(shot.name for shot in shots)}, unlock")
    return taken


def _shots(shown: PictureHouse, desk: Desk, case_id: str) -> list[Shot]:
    """Return each section, then the pages inside them that a story passes."""
    shots = [Shot(name=section_id.replace("_", "-"), section=section_id) for section_id in shown.window.section_ids()]
    shots.append(Shot(name="case", section="cases", asks={"case_id": case_id}))
    with desk.uow() as uow:
        verifying = [one for one in uow.requests.where(status=RequestStatus.VERIFYING) if uow.verifications.where(request_id=one.id)]
        working = [one for one in uow.requests.where(status=RequestStatus.IN_PROGRESS) if uow.work_items.where(request_id=one.id)]
        letters = uow.letters.where(state=LetterState.SUBMITTED)
    if verifying:
        asks = {"case_id": verifying[0].case_id, "request_id": verifying[0].id}
        shots.append(Shot(name="verification", section="verification", asks=asks))
    if working:
        asks = {"case_id": working[-1].case_id, "request_id": working[-1].id, "act": "decide"}
        shots.append(Shot(name="decide", section="cases", asks=asks))
    if letters:
        shots.append(Shot(name="letter", section="letters", asks={"letter_id": letters[-1].id}))
    shots.append(Shot(name="phone-request", section="new_request", asks={"start": "phone"}))
    return shots
