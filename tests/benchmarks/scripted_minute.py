"""A scripted minute at the window, with a heart that beats every 5 ms: ``python -m tests.benchmarks.scripted_minute FOLDER|empty``.

It prints one line of JSON: the longest gap between two beats, the 99th percentile, and for each step its longest gap. Keys go to the
window that has the focus, each in a turn of its own, as from a keyboard; whoever comes to a page looks at it for LOOK_MS first.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

BEAT_MS = 5
KEY_MS = 20
LOOK_MS = 900
EMPTY_MS = 15_000
GARBAGE_LIMIT_S = 120
PASSPHRASE = "nine quiet herons wade at dawn"


class Heart(QObject):
    """Beats, and writes down how late each beat came, how long this thread computed for it, and what was being done."""

    def __init__(self) -> None:
        super().__init__()
        self.step = "start"
        self.gaps: list[tuple[float, float, str]] = []
        self._last = time.perf_counter()
        self._last_work = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now, work = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._last) * 1000 - BEAT_MS, (work - self._last_work) * 1000, self.step))
        self._last, self._last_work = now, work

    def told(self) -> dict[str, object]:
        """Return the figures, in milliseconds beyond the beat."""
        late = sorted(gap for gap, _, _ in self.gaps)
        steps: dict[str, tuple[float, float]] = {}
        for gap, work, step in self.gaps:
            steps[step] = max(steps.get(step, (0.0, 0.0)), (round(gap, 1), round(work, 1)))
        return {"longest_ms": late[-1], "p99_ms": late[int(len(late) * 0.99)], "beats": len(late), "steps": steps}


class Script(QObject):
    """Takes one step after another; a step that yields None waits until no work is under way."""

    def __init__(self, heart: Heart, steps: Iterator[int | None], jobs) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        self._heart = heart
        self._steps = steps
        self._jobs = jobs
        self._calm = 0

    def go(self) -> None:
        """Take the next step."""
        wait = next(self._steps, -1)
        if wait == -1:
            print(json.dumps(self._heart.told()), flush=True)
            QApplication.quit()
        elif wait is None:
            self._calm = 0
            QTimer.singleShot(KEY_MS, self._when_calm)
        else:
            QTimer.singleShot(int(wait), self.go)

    def _when_calm(self) -> None:
        self._calm = 0 if self._jobs.is_busy else self._calm + 1
        QTimer.singleShot(KEY_MS, self.go if self._calm > 2 else self._when_calm)


def press(window, key: str, times: int = 1) -> Iterator[int]:  # type: ignore[no-untyped-def]
    """Press a key some times."""
    for _ in range(times):
        QTest.keySequence(QApplication.focusWindow() or window.windowHandle(), QKeySequence(key))
        yield KEY_MS


def write(window, text: str) -> Iterator[int]:  # type: ignore[no-untyped-def]
    """Type a text."""
    for sign in text:
        QTest.keyClick(QApplication.focusWindow() or window.windowHandle(), sign)
        yield KEY_MS


def minute(window, heart: Heart) -> Iterator[int | None]:  # type: ignore[no-untyped-def]
    """The minute: unlock, home, list, cases, a call, calendar, search, letters, the other pages, text size, colours, lock."""

    def keys(step: str, key: str, times: int = 1) -> Iterator[int | None]:
        heart.step = step
        yield from press(window, key, times)
        yield None

    def words(step: str, text: str) -> Iterator[int | None]:
        heart.step = step
        yield from write(window, text)
        yield None

    heart.step = "rooms are read"
    yield None
    yield from words("type the passphrase", PASSPHRASE)
    yield from keys("unlock", "Return")
    while window.office.desk is None:
        yield KEY_MS
    yield None
    heart.step = "look at the first page"
    yield LOOK_MS
    yield from keys("first case list", "Ctrl+2")
    heart.step = "look at the case list"
    yield LOOK_MS
    yield from keys("down the list, opening each", "Down", 25)
    yield from keys("down the list by pages", "PgDown", 12)
    yield from keys("first phone request", "Ctrl+Shift+N")
    for number in range(14):
        yield from keys("fill the call", "Space")
        yield from words("fill the call", f"Please erase everything you have {number}")
        yield from keys("fill the call", "Tab")
    heart.step = "the draft saves itself"
    yield 1500
    yield None
    yield from keys("first calendar", "Ctrl+4")
    yield from keys("calendar months", "PgDown", 6)
    yield from keys("first search", "Ctrl+K")
    yield from words("search typing", "garcia 555")
    yield from keys("close the search", "Esc")
    for key, page in (("Ctrl+5", "letters"), ("Ctrl+6", "print queue"), ("Ctrl+7", "reports"), ("Ctrl+9", "admin"), ("Ctrl+1", "home")):
        yield from keys(f"first {page}", key)
        heart.step = f"look at {page}"
        yield LOOK_MS
    for key in ("Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+7", "Ctrl+9", "Ctrl+1", "Ctrl+2"):
        yield from keys(f"back to {key}", key)
    yield from keys("larger text", "Ctrl++")
    yield from keys("usual text", "Ctrl+0")
    for act in ("view_dark", "view_light"):
        heart.step = act
        window.menus.action(act.replace("_", ".")).trigger()
        yield None
    yield from keys("lock", "Ctrl+L")
    yield from words("type the passphrase again", PASSPHRASE)
    yield from keys("unlock again", "Return")
    yield None
    yield from keys("lock", "Ctrl+L")


def empty() -> None:
    """Let the heart beat beside an empty window."""
    app = QApplication(sys.argv)
    window = QMainWindow()
    window.setCentralWidget(QLineEdit())
    window.resize(1366, 768)
    window.show()
    heart = Heart()

    def end() -> None:
        print(json.dumps(heart.told()), flush=True)
        app.quit()

    QTimer.singleShot(EMPTY_MS, end)
    app.exec()


def full(folder: Path) -> None:
    """Let it beat beside the program, started as a person starts it."""
    begin = QApplication.exec
    kept: list[QObject] = []

    def watched() -> int:
        window = next(widget for widget in QApplication.topLevelWidgets() if widget.objectName() == "main_window")
        window.activateWindow()
        heart = Heart()
        script = Script(heart, minute(window, heart), window.office.jobs)
        kept.extend((heart, script))
        QTimer.singleShot(300, script.go)
        return begin()

    QApplication.exec = staticmethod(watched)  # type: ignore[method-assign]
    from caseapp.__main__ import main

    main(["--data-dir", str(folder)])


if __name__ == "__main__":
    empty() if sys.argv[1] == "empty" else full(Path(sys.argv[1]))
