"""From the start of the process to a window that takes typing, and what it costs in memory; the floor is an empty PySide6 window."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.row import Row
from tests.house import PASSPHRASE

ROUNDS = 7

_EMPTY_WINDOW = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow(); field = QLineEdit(); window.setCentralWidget(field); window.resize(1366, 768); window.show()
def done():
    peak = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
    print(time.perf_counter(), int(peak[0].split()[1]) // 1024 if peak else 0, flush=True)
    app.quit()
QTimer.singleShot(0, done)
app.exec()
"""

_OUR_WINDOW = """
import sys
from pathlib import Path
from tests.benchmarks.our_start import run
run(Path(sys.argv[1]), sys.argv[2])
"""


def starting_rows() -> Iterator[Row]:
    """Measure both windows, taking turns."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office-practice"
        _prepare(folder)
        empty: list[tuple[float, int]] = []
        locked: list[tuple[float, int]] = []
        for _ in range(ROUNDS):
            empty.append(_timed(_EMPTY_WINDOW, [], place))
            locked.append(_timed(_OUR_WINDOW, [str(folder), "locked"], place))
        floor = statistics.median(seconds for seconds, _ in empty)
        ours = statistics.median(seconds for seconds, _ in locked)
        yield Row(work="start to an unlock page that takes typing", floor=floor * 1000, ours=ours * 1000, unit="ms", aim=floor * 2000)
        memory = statistics.median(size for _, size in empty)
        result = _unlocked(folder, place)
        yield Row(
            work="unlock to the first list, beside the key derivation", floor=result["derivation_ms"],
            ours=result["to_list_ms"] - result["derivation_ms"], unit="ms", aim=600,
        )  # fmt: skip
        yield Row(work="memory with the first list", floor=memory, ours=result["memory_mib"], unit="MiB", aim=memory * 3)


def _prepare(folder: Path) -> None:
    from caseapp.bootstrap.house import FirstPerson, House
    from tests.house import sample_organisation

    house = House(folder)
    organisation, lines, clients = sample_organisation(house.clock.now_at())
    desk, _ = house.create(FirstPerson(login="r.chen", name="Rita Chen", passphrase=PASSPHRASE), organisation, lines, clients)
    from caseapp.store.generate import generate_cases

    generate_cases(house.store.engine, 2000, rulebook=house.rulebook, today=desk.today(), operator_id=desk.operator.id)
    house.lock(desk)
    house.close()


def _timed(program: str, arguments: list[str], home: str) -> tuple[float, int]:
    import time

    start = time.perf_counter()
    printed = _run(program, arguments, home)
    at, memory = printed.split()
    return float(at) - start, int(memory)


def _unlocked(folder: Path, home: str) -> dict[str, float]:
    found = [json.loads(_run(_OUR_WINDOW, [str(folder), "unlocked"], home)) for _ in range(3)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _run(program: str, arguments: list[str], home: str) -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.strip().splitlines()[-1]
