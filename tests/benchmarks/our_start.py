"""The program as a person starts it, watched from its first painted field: ``python our_start.py FOLDER locked|unlocked``.

It runs in a process of its own and prints one line of JSON. Nothing in the program is replaced: the watch is set up when the event
loop begins, and types into the window with keys.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

# As `caseapp.__main__` does before it reads the window.
gc.disable()

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402

from tests.benchmarks.process_memory import peak_mib, resident_mib  # noqa: E402

FIELD = "unlock_passphrase"
PASSPHRASE = "nine quiet herons wade at dawn"


class FirstSign(QObject):
    """Types one sign into the passphrase field as soon as it was painted, and tells when the field has it."""

    def __init__(self, field: QLineEdit, tell) -> None:  # type: ignore[no-untyped-def]
        super().__init__(field)
        self._field = field
        self._tell = tell
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._field.removeEventFilter(self)
            QTimer.singleShot(0, self._type)
        return False

    def _type(self) -> None:
        QTest.keyClicks(self._field, "n")
        if self._field.text() == "n":
            self._tell()
        else:
            QTimer.singleShot(1, self._type)


def run(folder: Path, until: str) -> None:
    """Start on `folder`; `until` is ``locked`` or ``unlocked``."""
    begin = QApplication.exec

    def watched() -> int:
        window = next(widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "main_window")
        _watch(window, until)
        return begin()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]
    from caseapp.__main__ import main

    main(["--data-dir", str(folder)])


def _watch(window, until: str) -> None:  # type: ignore[no-untyped-def]
    field = window.findChild(QLineEdit, FIELD)
    if until == "locked":
        FirstSign(field, _tell_locked)
    else:
        FirstSign(field, lambda: _unlock(window, field))


def _tell_locked() -> None:
    print(json.dumps({"at": time.perf_counter(), "memory_mib": peak_mib()}), flush=True)
    QApplication.quit()


def _unlock(window, field: QLineEdit) -> None:  # type: ignore[no-untyped-def]
    """Type the passphrase and Return once the rooms are read, as a person who types for two seconds would, and wait for the list."""
    jobs = window.office.jobs
    if jobs.is_busy or not hasattr(window, "shell"):
        QTimer.singleShot(5, lambda: _unlock(window, field))
        return
    from caseapp.vault import slots

    derivations: list[float] = []
    stretch = slots.stretch

    def timed(*arguments):  # type: ignore[no-untyped-def]
        begin = time.perf_counter()
        try:
            return stretch(*arguments)
        finally:
            derivations.append(time.perf_counter() - begin)

    slots.stretch = timed
    # The key derivation takes its 256 MiB on purpose and gives them back at once; they are not the window's.
    before = peak_mib()
    field.clear()
    QTest.keyClicks(field, PASSPHRASE)
    begin = time.perf_counter()
    window.lock_page.unlock.unlock()

    def wait() -> None:
        if window.office.desk is None or jobs.is_busy or window.current_page is None:
            QTimer.singleShot(1, wait)
            return
        QApplication.processEvents()
        if jobs.is_busy:
            QTimer.singleShot(1, wait)
            return
        total = time.perf_counter() - begin
        found = {"derivation_ms": sum(derivations) * 1000, "to_list_ms": total * 1000, "memory_mib": max(before, resident_mib())}
        print(json.dumps(found), flush=True)
        QApplication.quit()

    wait()


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2])
