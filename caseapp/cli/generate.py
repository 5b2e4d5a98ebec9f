"""``caseapp generate``: fill a practice folder with invented cases, to measure or to look at a full house."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from typing import TextIO

from caseapp.cli.fault_words import EXIT_BAD_INPUT, EXIT_DONE
from caseapp.cli.store_access import add_store_arguments
from caseapp.host.paths import PRACTICE_SUFFIX, data_folder, is_practice

COUNT_MAX = 1_000_000


def add_arguments(parser: ArgumentParser) -> None:
    add_store_arguments(parser)
    parser.add_argument("--count", type=_count, default=1000, metavar="N", help="how many cases to add (1000)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="the same seed makes the same cases (1)")
    parser.add_argument("--not-practice", action="store_true", help="fill a folder not for practice; it is never a real record again")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a sentence")


def run(args: Namespace, generate: Callable[[int, int], int], out: TextIO) -> int:
    """Add the cases and tell how many there are; refuse a folder that may be a real record."""
    folder = data_folder(args.data_dir)
    if not is_practice(folder) and not args.not_practice:
        sys.stderr.write(
            f"Invented cases never enter a real record: the folder's name does not end in {PRACTICE_SUFFIX}. Nothing was changed. "
            "Name a practice folder, or add --not-practice when this one will never be a real record.\n"
        )
        return EXIT_BAD_INPUT
    total = generate(args.count, args.seed)
    if args.json:
        out.write(f"{json.dumps({'added': args.count, 'cases': total, 'seed': args.seed})}\n")
    else:
        out.write(f"{args.count:,} invented cases added; the store has {total:,} cases now.\n")
    return EXIT_DONE


def _count(text: str) -> int:
    try:
        count = int(text)
    except ValueError:
        count = 0
    if not 1 <= count <= COUNT_MAX:
        raise ArgumentTypeError(f"say a whole number from 1 to {COUNT_MAX:,}")
    return count
