"""From the start of the process to a window that takes typing, and what it costs in memory; the floor is an empty PySide6 window."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.row import Row
from tests.house import PASSPHRASE

ROUNDS = 9
UNLOCKS = 3
LIMIT_S = 240
CASES = 2000


def starting_rows() -> Iterator[Row]:
    """Measure both windows, taking turns."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "office-practice"
        prepare(folder, place, CASES)
        empty: list[dict[str, Any]] = []
        locked: list[dict[str, Any]] = []
        # The first of each writes the bytecode, as the first start on a person's machine does.
        for _ in range(ROUNDS + 1):
            empty.append(timed(place, "tests.benchmarks.empty_window"))
            locked.append(timed(place, "tests.benchmarks.our_start", str(folder), "locked"))
        floor = statistics.median(one["seconds"] for one in empty[1:])
        ours = statistics.median(one["seconds"] for one in locked[1:])
        yield Row(work="start to an unlock page that takes typing", floor=floor * 1000, ours=ours * 1000, unit="ms", aim=floor * 2000)
        unlocked = [timed(place, "tests.benchmarks.our_start", str(folder), "unlocked") for _ in range(UNLOCKS)]
        derivation = statistics.median(one["derivation_ms"] for one in unlocked)
        beside = statistics.median(one["to_list_ms"] - one["derivation_ms"] for one in unlocked)
        yield Row(work="unlock to the first list, beside the key derivation", floor=derivation, ours=beside, unit="ms", aim=600)
        memory = statistics.median(one["memory_mib"] for one in empty)
        needed = statistics.median(one["memory_mib"] for one in unlocked)
        yield Row(work="memory with the first list, beside the key derivation", floor=memory, ours=needed, unit="MiB", aim=memory * 3)


def prepare(folder: Path, home: str, cases: int) -> None:
    """Make an office of so many cases, whose settings know who unlocked last."""
    from caseapp.bootstrap.house import FirstPerson, House
    from caseapp.host.settings import Settings
    from caseapp.store.generate import generate_cases
    from tests.house import sample_organisation

    house = House(folder)
    organisation, lines, clients = sample_organisation(house.clock.now_at())
    desk, _ = house.create(FirstPerson(login="r.chen", name="Rita Chen", passphrase=PASSPHRASE), organisation, lines, clients)
    generate_cases(house.store.engine, cases, rulebook=house.rulebook, today=desk.today(), operator_id=desk.operator.id)
    house.close()
    Settings(Path(home) / "caseapp").set("last_login", "r.chen")


def timed(home: str, module: str, *arguments: str) -> dict[str, Any]:
    """Run a module in a process of its own and return what it told; `seconds` is from its start to the ``at`` it told."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        # Who starts a program a second time finds its bytecode; so does either window here.
        "PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=LIMIT_S, check=False)
    if done.returncode != 0 or not done.stdout.strip():
        raise RuntimeError(f"{module} told nothing: {done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    if "at" in found:
        found["seconds"] = found["at"] - start
    return found
