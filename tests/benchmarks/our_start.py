"""The program's own window, started as a person starts it, telling when it takes typing and when the first list is there."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from caseapp.bootstrap import window as bootstrap_window
from tests.house import PASSPHRASE


def run(folder: Path, until: str) -> None:
    """Start on `folder`; `until` is ``locked`` or ``unlocked``."""
    started = bootstrap_window.WindowHouse
    seen: dict[str, float] = {}

    class Watched(started):  # type: ignore[misc, valid-type]
        def preload(self) -> None:
            if until == "locked":
                _type_when_ready(lambda: _tell_locked())
                return
            super().preload()
            QTimer.singleShot(0, lambda: _unlock(self, seen))

    bootstrap_window.WindowHouse = Watched  # type: ignore[misc]
    sys.argv = ["caseapp"]
    bootstrap_window.run_window(folder)


def _memory_mib() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // 1024
    return 0


def _type_when_ready(done) -> None:  # type: ignore[no-untyped-def]
    field = _field()
    if field is not None:
        QTest.keyClicks(field, "a")
    if field is not None and field.text().endswith("a"):
        done()
    else:
        QTimer.singleShot(1, lambda: _type_when_ready(done))


def _field() -> QLineEdit | None:
    fields = [widget for widget in QApplication.allWidgets() if isinstance(widget, QLineEdit) and widget.isVisible() and widget.isEnabled()]
    return fields[-1] if fields else None


def _tell_locked() -> None:
    print(time.perf_counter(), _memory_mib(), flush=True)
    QApplication.quit()


def _unlock(house, seen: dict[str, float]) -> None:  # type: ignore[no-untyped-def]
    """Unlock through the doors as the page does, and wait until the case list shows rows."""
    from caseapp.vault.office_keys import unlock

    def work():  # type: ignore[no-untyped-def]
        begin = time.perf_counter()
        vault = unlock(house.doors.house.office, "r.chen", PASSPHRASE)
        seen["derivation_ms"] = (time.perf_counter() - begin) * 1000
        vault.lock()
        seen["start"] = time.perf_counter()
        return house.doors.unlock("r.chen", PASSPHRASE)

    def opened(desk) -> None:  # type: ignore[no-untyped-def]
        house.office.desk = desk
        house.window.go("cases")
        house.jobs.idle.connect(shown)

    def shown() -> None:
        if "told" in seen:
            return
        seen["told"] = 1
        found = {
            "derivation_ms": seen["derivation_ms"],
            "to_list_ms": (time.perf_counter() - seen["start"]) * 1000,
            "memory_mib": _memory_mib(),
        }
        print(json.dumps(found), flush=True)
        QTimer.singleShot(0, QApplication.quit)

    house.jobs.run(house, work, opened, lane="file")
