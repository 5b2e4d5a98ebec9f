"""A picture of each page of the real window, drawn without a screen, in light and dark."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caseapp import __version__
from caseapp.bootstrap.doors import HouseDoors
from caseapp.bootstrap.house import House
from caseapp.bootstrap.sections import add_sections
from caseapp.bootstrap.window import FIRST_SIZE, NAME, TITLE, font_files
from caseapp.domain.channel import Channel
from caseapp.host.settings import Settings
from caseapp.services.desk import Desk
from caseapp.ui.application import make_application
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.theme import Mode, apply_theme
from caseapp.ui.wording import ErrorWording

MODES: tuple[Mode, ...] = ("light", "dark")


class PictureHouse:
    """The window over one desk, with jobs that run at once, so that a page is complete when it is shown.

    Attributes:
        window: the main window, unlocked.
        office: what its pages are given.
    """

    def __init__(self, house: House, desk: Desk, settings_folder: Path) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        self.app = QApplication.instance() or make_application(
            [NAME], name=NAME, title=TITLE, version=__version__, fonts=font_files(house.resources), mode="light"
        )
        wording = ErrorWording()
        self.office = Office(
            jobs=InlineJobRunner(), messages=RecorderMessages(wording), settings=MemorySettings(), wording=wording, practice=house.practice
        )
        doors = HouseDoors(house, Settings(settings_folder))
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
        self.window.grab().save(str(file))

    def close(self) -> None:
        self.office.desk = None
        self.window.close()
        self.settle()


def take_pictures(house: House, desk: Desk, case_id: str, out: Path, say: Callable[[str], None]) -> int:
    """Show each page in light and dark, save its picture, and return how many were saved."""
    out.mkdir(parents=True, exist_ok=True)
    shown = PictureHouse(house, desk, out)
    pages: list[tuple[str, str, dict[str, object]]] = [(section_id, section_id, {}) for section_id in shown.window.section_ids()]
    pages.append(("case", "cases", {"case_id": case_id}))
    pages.append(("phone-request", "new_request", {"channel": Channel.PHONE}))
    taken = 0
    for mode in MODES:
        apply_theme(shown.app, mode, 100)
        for name, section_id, arguments in pages:
            if shown.window.go(section_id, arguments):
                shown.picture(out / f"{name.replace('_', '-')}-{mode}.png")
                taken += 1
    shown.window.lock()
    for mode in MODES:
        apply_theme(shown.app, mode, 100)
        shown.picture(out / f"unlock-{mode}.png")
        taken += 1
    shown.close()
    return taken
