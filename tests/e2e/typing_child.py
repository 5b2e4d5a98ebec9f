"""The program in a process of its own, in which somebody types steadily into a draft until the process is killed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseapp.bootstrap.sections import add_sections
from caseapp.bootstrap.window import font_files
from caseapp.host.resources import program_resources
from caseapp.ui.application import make_application
from tests.fakes.real_parts import real_law, real_press
from tests.house import MovableClock
from tests.ui.drivers.story_driver import StoryDriver

KEY_EVERY_MS = 60
LETTERS = "abcdefghijklmnopqrstuvwxyz "

# Read before the process is forked, so that each child has them at once.
LAW, PRESS, SECTIONS = real_law(), real_press(), add_sections


def type_until_killed(folder: str, home: str, typed: str) -> None:
    """Unlock, take a call, tick a right, and type into the caller's words; each key is told to the file `typed`.

    A line of the file is a letter and the system's monotonic seconds just after the key was handled.
    """
    os.environ.update(HOME=home, XDG_CONFIG_HOME=f"{home}/.config", XDG_STATE_HOME=f"{home}/.local/state", QT_QPA_PLATFORM="offscreen")
    app = make_application(
        sys.argv[:1], name="caseapp", title="caseapp", version="test", fonts=font_files(program_resources()), mode="light"
    )  # fmt: skip
    program = StoryDriver(Path(folder), MovableClock())
    program.unlock("maria.lopez")
    program.press("Ctrl+Shift+N")
    program.press("Alt+2")
    program.tick("intake_types_delete")
    program.reach("intake_words")
    told = os.open(typed, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    count = 0

    def type_one() -> None:
        nonlocal count
        letter = LETTERS[count * 7 % len(LETTERS)]
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, letter)
        os.write(told, f"{letter}{time.monotonic():.6f}\n".encode())
        count += 1

    hand = QTimer()
    hand.timeout.connect(type_one)
    hand.start(KEY_EVERY_MS)
    app.exec()
