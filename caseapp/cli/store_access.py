"""Opening a store from the command line: folder, operator and a passphrase that is never an argument."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

PASSPHRASE_FROM_INPUT = "-"


def add_store_arguments(parser: ArgumentParser) -> None:
    """Add ``--data-dir``, ``--operator`` and ``--passphrase-file`` to a command that opens a store."""
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="folder of the data; the usual one of this machine when left out")
    parser.add_argument("--operator", required=True, metavar="LOGIN", help="who signs for what the command does")
    parser.add_argument(
        "--passphrase-file", required=True, metavar="FILE", help="file whose first line is the passphrase, or - for standard input"
    )


def read_passphrase(args: Namespace) -> str:
    """Return the first line of the passphrase file, or of standard input.

    Raises:
        OSError: the file cannot be read.
    """
    if args.passphrase_file == PASSPHRASE_FROM_INPUT:
        return sys.stdin.readline().rstrip("\r\n")
    return Path(args.passphrase_file).read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
