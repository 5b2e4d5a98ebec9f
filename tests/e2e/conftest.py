"""The whole program in a test: the application with its fonts, prepared offices, and programs that are ended."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from caseapp.bootstrap.window import font_files
from caseapp.host.resources import program_resources
from caseapp.ui.theme import apply_theme, load_fonts
from tests.house import MovableClock, TestHouse
from tests.ui.drivers.story_driver import StoryDriver

Start = Callable[..., StoryDriver]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application as the program makes it."""
    load_fonts(font_files(program_resources()))
    apply_theme(qapp, "light", 100)
    return qapp


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice office with everybody in it and no case yet, made once."""
    folder = tmp_path_factory.mktemp("prepared") / "office-practice"
    TestHouse(folder).close()
    return folder


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def start(dressed: QApplication, clock: MovableClock) -> Iterator[Start]:
    """Return a way to start the program over a folder; whatever was started is ended."""
    started: list[StoryDriver] = []

    def start_over(folder: Path) -> StoryDriver:
        started.append(StoryDriver(folder, clock))
        return started[-1]

    yield start_over
    for program in started:
        program.end()


@pytest.fixture
def program(start: Start, prepared: Path, tmp_path: Path) -> StoryDriver:
    """The program over an office of the test's own, locked."""
    folder = tmp_path / "office-practice"
    shutil.copytree(prepared, folder)
    return start(folder)
