"""Puts the window on a house: it stands and takes typing before the heavy rooms are read.

The order of a start: the unlock page alone, painted; then, beside it, the keys' file and the rooms (law, letters, database, pages);
then the shell and the features go into the window. An unlock waits for them.
"""

from __future__ import annotations

import gc
import logging
import sys
import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from caseapp import __version__
from caseapp.bootstrap.catalogues import catalogue_of
from caseapp.bootstrap.doors import HouseDoors, first_folder
from caseapp.bootstrap.house import House
from caseapp.host.hardening import harden_process
from caseapp.host.logging_setup import start_log, stop_log
from caseapp.host.paths import keep_new_files_private, settings_folder
from caseapp.host.resources import Resources, program_resources
from caseapp.host.settings import Settings
from caseapp.services.trouble import Trouble
from caseapp.ui.application import ExceptionHook, make_application
from caseapp.ui.commands import CommandRegistry
from caseapp.ui.jobs import JobRunner
from caseapp.ui.look import Mode
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import Messages
from caseapp.ui.office import Office
from caseapp.ui.paint_later import paint_in_a_later_turn
from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.wording import ErrorWording

if TYPE_CHECKING:
    from caseapp.services.desk import Desk
    from caseapp.ui.pages_ahead import PagesAhead

log = logging.getLogger(__name__)

NAME = "caseapp"
TITLE = "caseapp"
BACKUP_CHECK_MS = 5 * 60 * 1000
FIRST_SIZE = (1366, 768)


def font_files(resources: Resources) -> list[bytes]:
    """Return the bundled fonts for text and icons."""
    names = (*resources.names("fonts"), *resources.names("icons"))
    return [resources.bytes(name) for name in names if name.endswith((".ttf", ".otf"))]


def mode_of(settings: Settings) -> Mode:
    """Return the colours that were chosen; the schema lets no other word in."""
    chosen = settings.text("theme")
    return "light" if chosen == "light" else "dark" if chosen == "dark" else "system"


THREAD_TURN_S = 0.0002
"""So long a thread that wants the interpreter waits before it asks for it; Python's own is 5 ms."""


class WindowHouse(QObject):
    """The window and what it stands on: unlock, lock, backups, the end.

    Attributes:
        window: the main window.
        office: what its pages are given.
    """

    def __init__(self, doors: HouseDoors, settings: Settings, jobs: JobRunner) -> None:
        super().__init__()
        self.doors = doors
        self.jobs = jobs
        wording = ErrorWording()
        self.office = Office(
            jobs=jobs,
            messages=Messages(wording),
            settings=settings,
            wording=wording,
            commands=CommandRegistry(),
            practice=doors.is_practice,
        )
        self.window = MainWindow(self.office, title=TITLE, version=__version__, lock_page=self._lock_page, with_shell=False)
        self.lock_page.practice_changed.connect(self.window.band.setVisible)
        self._desk: Desk | None = None
        self._last_operator_id = ""
        self._ahead: PagesAhead | None = None
        settings.write_through(self._write_beside)
        self._backup_timer = QTimer(self)
        self._backup_timer.setInterval(BACKUP_CHECK_MS)
        self._backup_timer.timeout.connect(self._back_up)
        self.office.desk_changed.connect(self._desk_changed)
        # What a result changes is laid out in its turn and painted in a later one.
        jobs.handing_out.connect(partial(paint_in_a_later_turn, self.window))
        self.window.lock_requested.connect(self._close_keys)

    def preload(self) -> None:
        """Look at the folder, read the heavy rooms beside the window, then put shell and features into it. An unlock waits behind this."""
        self.lock_page.look()
        self.jobs.run(self, self._read_rooms, self._furnish, lane="file")

    def _write_beside(self, write: Callable[[], None]) -> None:
        if threading.current_thread() is not threading.main_thread():
            write()
            return

        def written() -> None:
            try:
                write()
            except OSError as error:
                raise Trouble("settings_not_written") from error

        self.jobs.run(self, written, lambda _: None, lane="file")

    def _read_rooms(self) -> None:
        import_module("caseapp.ui.shell")
        import_module("caseapp.bootstrap.sections")
        import_module("caseapp.store.engine")
        house = self.doors.house
        assert house.rulebook is not None
        assert house.press is not None

    def _furnish(self, _: None) -> None:
        upkeep = import_module("caseapp.bootstrap.upkeep")
        sections = import_module("caseapp.bootstrap.sections")
        self.office.upkeep = upkeep.HouseUpkeep(self.doors, self.office)
        self.window.add_shell()
        pages_ahead = import_module("caseapp.ui.pages_ahead")
        self._ahead = pages_ahead.PagesAhead(self._make_ahead, self.window.idle, lambda: self.jobs.is_busy, self)
        with self.window.many_sections():
            sections.add_sections(self.window, self.office)
        # What was made up to here lives as long as the program: the collector need not look at it again and again.
        gc.freeze()
        gc.enable()

    def _lock_page(self, office: Office) -> LockPage:
        self.lock_page = LockPage(office, self.doors, looks_at_once=False)
        return self.lock_page

    def _make_ahead(self) -> bool:
        if self.window.make_ahead():
            return True
        # Nobody is at the keys: what lives as long as the pages is looked through now, and not again while somebody types.
        gc.collect()
        gc.freeze()
        return False

    def _desk_changed(self) -> None:
        desk = self.office.desk
        if desk is None:
            self._backup_timer.stop()
            if self._ahead is not None:
                self._ahead.stop()
            return
        if self._last_operator_id not in ("", desk.operator.id):
            # The pages of whoever was here before are garbage now.
            gc.unfreeze()
        self._last_operator_id = desk.operator.id
        self._desk = desk
        if self._ahead is not None:
            self._ahead.start()
        self._backup_timer.start()

    def _close_keys(self) -> None:
        desk = self._desk
        self._desk = None
        if desk is not None:
            self.jobs.run(self, lambda: self.doors.lock(desk), lambda _: None)

    def _back_up(self) -> None:
        if self._desk is not None:
            self.jobs.run(self, self.doors.house.back_up_if_due, lambda _: None)

    def end(self) -> None:
        """Finish what is under way, keep a backup, lock, and let go of the folder."""
        self._backup_timer.stop()
        if self._ahead is not None:
            self._ahead.stop()
        self.jobs.shutdown()
        if self._desk is not None:
            self.doors.house.back_up_if_due()
            self.doors.house.lock(self._desk)
            self._desk = None
        self.doors.house.close()


def run_window(data_dir: Path | None) -> int:
    """Show the window until it is closed and return the exit code."""
    keep_new_files_private()
    harden_process()
    # The window's thread gives way with each call into Qt and waits so long to go on: with 5 ms an unlock held it up for 25 and more.
    sys.setswitchinterval(THREAD_TURN_S)
    settings = Settings(settings_folder())
    resources = program_resources()
    app = make_application(
        sys.argv[:1],
        name=NAME,
        title=TITLE,
        version=__version__,
        fonts=font_files(resources),
        mode=mode_of(settings),
        text_percent=settings.number("text_size_percent"),
        language=settings.text("language"),
        catalogue=catalogue_of(resources, settings.text("language")),
    )
    house = House(first_folder(data_dir, settings), resources=resources)
    handler = _log_of(house)
    jobs = JobRunner()
    at_work = WindowHouse(HouseDoors(house, settings), settings, jobs)
    ExceptionHook(save=at_work.window.keep_what_was_typed, show=at_work.office.messages.show_trouble).install()
    at_work.window.resize(*FIRST_SIZE)
    at_work.window.show()
    at_work.lock_page.painted.connect(at_work.preload)
    code = app.exec()
    at_work.end()
    if handler is not None:
        stop_log(handler)
    return code


def _log_of(house: House) -> logging.Handler | None:
    """Start the log of a folder that this program could take; where it could not, the locked window says why."""
    try:
        house.acquire()
        return start_log(house.folder)
    except (Trouble, OSError) as error:
        log.warning("could not take the data folder: %s", type(error).__name__)
        return None
