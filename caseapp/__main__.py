"""Entry: without a command the window opens, with one the command line runs."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

WINDOW_OPTIONS = ("--data-dir",)


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code.

    The two halves are imported only when they are used: the window must stand at once, and the command line needs no Qt.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if not given:
        return _window(None)
    if len(given) == 2 and given[0] in WINDOW_OPTIONS:
        return _window(Path(given[1]))
    from caseapp.bootstrap.command_line import run_command
    from caseapp.demo import play_demo
    from caseapp.self_test import test_self

    return run_command(given, play_demo=play_demo, test_self=test_self)


def _window(data_dir: Path | None) -> int:
    # Nothing that a start makes is garbage; the window switches the collector on again when it is furnished.
    gc.disable()
    from caseapp.bootstrap.window import run_window

    return run_window(data_dir)


if __name__ == "__main__":
    sys.exit(main())
