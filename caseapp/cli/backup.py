"""``caseapp backup``: one checked, encrypted copy of the store in its backups folder."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from caseapp.cli.store_access import add_store_arguments


def add_arguments(parser: ArgumentParser) -> None:
    add_store_arguments(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a sentence")


def run(args: Namespace, back_up: Callable[[], Path], out: TextIO) -> int:
    """Make the copy and tell where it is and how large.

    Raises:
        Trouble: what kept the copy from being made, or from passing its checks.
    """
    made = back_up()
    size = made.stat().st_size
    if args.json:
        out.write(f"{json.dumps({'file': str(made), 'bytes': size, 'checked': True})}\n")
    else:
        out.write(f"Backup made and read through: {made} ({size:,} bytes). It opens with the same keys; keep keys.json with it.\n")
    return 0
