"""The stories once more on a display server, where windows, focus and painting are the system's and not Qt's own."""

from __future__ import annotations

import faulthandler
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREEN = "1600x1000x24"
STORIES_END_WITHIN_S = 300


@pytest.fixture
def display() -> Iterator[str]:
    """A display server of the test's own, on a number that is free."""
    server = shutil.which("Xvfb")
    assert server is not None, "Xvfb is missing; packaging/test.py installs the package xvfb"
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(writing), "-screen", "0", SCREEN, "-nolisten", "tcp"], pass_fds=(writing,), stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    process.terminate()
    process.wait()


def test_the_stories_on_a_display(display: str) -> None:
    """Runs `test_stories.py` in a process that draws on the display."""
    faulthandler.cancel_dump_traceback_later()  # a whole module takes longer than one test may
    surroundings = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    for name in ("WAYLAND_DISPLAY", "PYTEST_CURRENT_TEST", "PYTEST_XDIST_WORKER"):
        surroundings.pop(name, None)
    command = [
        sys.executable, "-m", "pytest", "-q", "--onscreen", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/e2e/test_stories.py",
    ]  # fmt: skip
    ended = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=STORIES_END_WITHIN_S, check=False)
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]
