"""``python -m tests.benchmarks [--json] [--only NAME] [--cases N]``: print the table of measurements."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator

from tests.benchmarks.row import Row


def main() -> int:
    """Measure everything and print it; exit 0 whatever the figures are."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("--json", action="store_true", help='one object: {"rows": [{"work", "floor", "ours", "unit", "ratio"}]}')
    parser.add_argument("--only", choices=sorted(_GROUPS), help="one group of measurements")
    parser.add_argument("--cases", type=int, default=100_000, help="how many cases to read from")
    args = parser.parse_args()
    rows: list[Row] = []
    for name, measure in _GROUPS.items():
        if args.only not in (None, name):
            continue
        sys.stderr.write(f"measuring: {name}\n")
        rows.extend(measure(args.cases))
    if args.json:
        table = [{"work": row.work, "floor": row.floor, "ours": row.ours, "unit": row.unit, "ratio": row.ratio} for row in rows]
        sys.stdout.write(json.dumps({"rows": table}) + "\n")
        return 0
    sys.stdout.write(f"{'work':<52}{'floor':>10}{'ours':>10}  {'unit':<5}{'ratio':>7}{'aim':>10}\n")
    for row in rows:
        aim = "" if row.aim is None else f"{row.aim:.1f}"
        met = {True: "", False: "  over the aim", None: ""}[row.is_met]
        sys.stdout.write(f"{row.work:<52}{row.floor:>10.1f}{row.ours:>10.1f}  {row.unit:<5}{row.ratio:>7.2f}{aim:>10}{met}\n")
    return 0


def _starting(cases: int) -> Iterator[Row]:
    from tests.benchmarks.starting import starting_rows

    return starting_rows()


def _reading(cases: int) -> Iterator[Row]:
    from tests.benchmarks.reading import reading_rows

    return reading_rows(cases)


def _nightly(cases: int) -> Iterator[Row]:
    from tests.benchmarks.nightly import nightly_rows

    return nightly_rows(cases)


def _printing(cases: int) -> Iterator[Row]:
    from tests.benchmarks.printing import printing_rows

    return printing_rows()


def _stalls(cases: int) -> Iterator[Row]:
    from tests.benchmarks.stalls import stall_rows

    return stall_rows(cases)


_GROUPS: dict[str, Callable[[int], Iterator[Row]]] = {
    "starting": _starting,
    "reading": _reading,
    "nightly": _nightly,
    "printing": _printing,
    "stalls": _stalls,
}

if __name__ == "__main__":
    sys.exit(main())
