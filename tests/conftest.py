"""What every test gets: no screen, no network, a home of its own, and a reason to fail for what it leaves behind.

Nothing here imports Qt: a test of pure rules pays for none of it.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
import threading
import weakref
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from PySide6.QtCore import QThread

    from tests.house import TestHouse

THREAD_ENDS_WITHIN_S = 5.0
LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost"})

# Two cores are shared by several test processes, so a slow example says nothing. On CI the same examples each time:
# a new counterexample belongs on the desk of whoever explores, not in the way of an unrelated change.
settings.register_profile("caseapp", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("caseapp"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "caseapp")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows of the tests instead of drawing them off screen")


def pytest_configure(config: pytest.Config) -> None:
    """Choose the platform before anything makes a QApplication."""
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def pytest_sessionstart() -> None:
    """Remember each Qt thread that is started: Qt keeps no list of them."""
    core = sys.modules.get("PySide6.QtCore")  # pytest-qt has imported it, if anyone
    if core is None:
        return
    start = core.QThread.start

    def remembered_start(self: QThread, *priority: QThread.Priority) -> None:
        qt_threads_started.add(self)
        start(self, *priority)

    core.QThread.start = remembered_start


# --- Fixtures that every test gets ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the person's folders into the test's own folder, on every system. Gives the home."""
    home = tmp_path / "home"
    folders = {
        "HOME": home,
        "USERPROFILE": home,
        "XDG_DATA_HOME": home / ".local" / "share",
        "XDG_CONFIG_HOME": home / ".config",
        "XDG_STATE_HOME": home / ".local" / "state",
        "XDG_CACHE_HOME": home / ".cache",
        "APPDATA": home / "AppData" / "Roaming",
        "LOCALAPPDATA": home / "AppData" / "Local",
    }
    for name, folder in folders.items():
        monkeypatch.setenv(name, str(folder))
    return home


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse connections and name look-ups that leave this machine: the program has no business on a network."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple):
            refuse_elsewhere(str(address[0]))
        connect(self, address)  # type: ignore[arg-type]

    def guarded_look_up(host: bytes | str | None, *rest: object, **named: object) -> object:
        refuse_elsewhere(host.decode() if isinstance(host, bytes) else host or "")
        return look_up(host, *rest, **named)  # type: ignore[arg-type]

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


def refuse_elsewhere(host: str) -> None:
    """Raise unless the host is this machine."""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host in LOCAL_NAMES
    if not here:
        pytest.fail(f"the test tried to reach {host} over the network")


# --- What a test must not leave behind --------------------------------------------------------------------------------


class LogWatch(logging.Handler):
    """Keeps the records of WARNING and above that nobody expected."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(f"{record.levelname} {record.name} ({record.pathname}:{record.lineno}): {record.getMessage()}")

    def fail_if_any(self) -> None:
        """Fail the running phase of the test with what was logged."""
        seen, self.seen = self.seen, []
        if seen:
            expected = "logged without being expected (mark the test expects_warnings and check caplog):"
            pytest.fail("\n  ".join([expected, *seen]), pytrace=False)


log_watch_key = pytest.StashKey[LogWatch]()
qt_threads_started: weakref.WeakSet[QThread] = weakref.WeakSet()
threads_key = pytest.StashKey[frozenset[threading.Thread]]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    item.stash[threads_key] = frozenset(threading.enumerate())
    watch = item.stash[log_watch_key] = LogWatch()
    if item.get_closest_marker("expects_warnings") is None:
        logging.getLogger().addHandler(watch)
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    result = yield
    item.stash[log_watch_key].fail_if_any()
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(item.stash[log_watch_key])
    item.stash[log_watch_key].fail_if_any()
    left = [*windows_left(), *threads_left(item.stash[threads_key])]
    if left:
        pytest.fail("left behind by the test:\n  " + "\n  ".join(left), pytrace=False)
    return result


def threads_left(before: frozenset[threading.Thread]) -> list[str]:
    """Name the threads that the test started and that do not end: Python's own, Qt's, and jobs in Qt's pool."""
    started = [thread for thread in threading.enumerate() if thread not in before and type(thread).__name__ != "_DummyThread"]
    for thread in started:
        thread.join(THREAD_ENDS_WITHIN_S)
    left = [f"thread {thread.name}" for thread in started if thread.is_alive()]
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        left += [f"QThread {thread.objectName() or thread!r}" for thread in list(qt_threads_started) if not ended(thread)]
        qt_threads_started.clear()
        pool = core.QThreadPool.globalInstance()
        if not pool.waitForDone(int(THREAD_ENDS_WITHIN_S * 1000)):
            left.append(f"{pool.activeThreadCount()} jobs in Qt's thread pool")
    return left


def ended(qt_thread: QThread) -> bool:
    """Wait a moment for a Qt thread. One whose C++ side is gone has ended."""
    return not sys.modules["shiboken6"].isValid(qt_thread) or qt_thread.wait(int(THREAD_ENDS_WITHIN_S * 1000))


def windows_left() -> list[str]:
    """Name the windows still shown after the test's own were closed, and close them so that the next test starts clean."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    if widgets is None or not isinstance(app, widgets.QApplication):
        return []
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    shown = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    names = [f"window {type(widget).__name__} {widget.objectName() or widget.windowTitle()!r}" for widget in shown]
    for widget in shown:
        widget.close()
        widget.deleteLater()
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return names


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    """A whole practice office in the test's own folder, with everybody in it and a clock that the test moves."""
    from tests.house import TestHouse  # here, so that a test of pure rules does not pay for the database

    office = TestHouse(tmp_path / "office-practice")
    yield office
    office.close()
