"""One clock, injected: a rule that asks the machine for the day cannot be tested on the day that matters."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, at, last_name, listed, modules

THE_CLOCK = ROOT / "caseapp" / "host" / "system_clock.py"
BENCHMARKS = ROOT / "tests" / "benchmarks"  # they time other processes, and no date comes of it
TESTS_OF_THE_CLOCK = ROOT / "tests" / "host" / "test_system_clock.py"

# Owner of the call -> calls that read the machine's clock. Durations (time.monotonic, time.perf_counter) tell no day and are free.
READS_THE_CLOCK = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "func": {"now", "current_timestamp", "current_date"},  # SQLAlchemy: the database server's clock
    "QDate": {"currentDate"},
    "QTime": {"currentTime"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch", "currentSecsSinceEpoch"},
}
NEED_AN_ARGUMENT = {"localtime": 1, "gmtime": 1, "ctime": 1, "strftime": 2}  # told the instant, they read no clock


def test_only_the_system_clock_reads_the_clock() -> None:
    read_by = [(path, tree) for path, tree in modules("caseapp", "tests") if path not in (THE_CLOCK, TESTS_OF_THE_CLOCK)]
    breaches = [breach for path, tree in read_by if BENCHMARKS not in path.parents for breach in clock_readings(path, tree)]
    assert not breaches, listed("take the injected clock instead of asking the machine", breaches)


def clock_readings(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield each use of the machine's clock, called or passed on as a function."""
    told_the_instant = {
        id(call.func)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and len(call.args) >= NEED_AN_ARGUMENT.get(last_name(call.func), 99)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in READS_THE_CLOCK.get(last_name(node.value), ())
            and id(node) not in told_the_instant
        ):
            yield at(path, node, ast.unparse(node))
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from (at(path, node, f"from time import {name.name}") for name in node.names if name.name in READS_THE_CLOCK["time"])
