"""The window's tests: one application with the bundled fonts, a light theme at 100 %, and an office without threads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.theme import apply_theme, current, keeper, load_fonts
from caseapp.ui.wording import ErrorWording

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp: QApplication) -> None:
    files = sorted((*RESOURCES.glob("fonts/*.[to]tf"), *RESOURCES.glob("icons/*.ttf")))
    load_fonts(file.read_bytes() for file in files)


@pytest.fixture(autouse=True)
def _theme(_fonts: None, qapp: QApplication) -> Iterator[None]:
    _light_at_100(qapp)
    yield
    _light_at_100(qapp)


def _light_at_100(qapp: QApplication) -> None:
    """Restyling costs time for every living widget, so it is done only after a test that changed the theme."""
    theme = current()
    if (theme.mode, theme.text_percent) != ("light", 100) or not keeper().is_in_force:
        apply_theme(qapp, "light", 100)


@pytest.fixture(autouse=True)
def _no_window_left(qapp: QApplication) -> Iterator[None]:
    """Fail when a test leaves a window open: the next one would be typed into it.

    What was closed is destroyed at once, for every later change of the theme would dress it again.
    """
    yield
    open_windows = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in open_windows:
        widget.close()
    for widget in qapp.topLevelWidgets():
        if widget.parent() is None:
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not open_windows, [type(widget).__name__ for widget in open_windows]


@pytest.fixture
def messages() -> RecorderMessages:
    return RecorderMessages(ErrorWording())


@pytest.fixture
def office(messages: RecorderMessages) -> Office:
    """An office with jobs that run at once, recorded messages, and settings that are forgotten."""
    return Office(jobs=InlineJobRunner(), messages=messages, settings=MemorySettings(), wording=ErrorWording())
