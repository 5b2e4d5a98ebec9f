#!/usr/bin/env python3
"""Run the whole test suite, with everything it needs.

    python3 packaging/test.py                            lint, types, then every test
    python3 packaging/test.py tests/domain -k workdays   only pytest, with these arguments
    python3 packaging/test.py --onscreen                 with windows shown
    python3 packaging/test.py --benchmarks [--json]      no tests: measures, beside what the bare libraries need
    python3 packaging/test.py --processes 1              in one process (default: 2)

Exit codes: 0 all went well; 1 something failed; 3 system packages are missing (the line to type is printed); 4 the environment
cannot be made (the sentence says why); 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time

if sys.version_info < (3, 11):  # noqa: UP036  the person's own Python may be older than the project's
    sys.exit(f"caseapp needs Python 3.11 or later; this is {sys.version.split()[0]} at {sys.executable}.")

import environment
import system_packages

LINT = [("ruff", ["ruff", "check", "."]), ("mypy", ["mypy"])]


def main(arguments: list[str]) -> int:
    """Prepare the environment, run what was asked and say how it went."""
    asked, rest = read_arguments(arguments)
    try:
        python = prepared_python()
        return run_benchmarks(python, rest) if asked.benchmarks else run_tests(python, asked, rest)
    except environment.SetupError as error:
        environment.say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        environment.say("Stopped.")
        return 130


def read_arguments(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Part this script's own options from what goes to pytest or to the benchmarks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    parser.add_argument("--benchmarks", action="store_true", help="measure instead of testing; further arguments go to tests.benchmarks")
    parser.add_argument("--onscreen", action="store_true", help="show the windows of the tests")
    parser.add_argument("--processes", type=int, default=2, metavar="N", help="test processes side by side (default: %(default)s)")
    return parser.parse_known_args(arguments)


def prepared_python() -> str:
    """Give the interpreter of the test environment; system packages that the tests need are installed or named first."""
    needed = {**system_packages.QT_ALWAYS, **system_packages.QT_ON_X11, **system_packages.PRINTING}
    missing = system_packages.missing_libraries(needed) + system_packages.missing_tools(system_packages.TEST_TOOLS)
    if not environment.is_complete(environment.environment_path(environment.TEST_LOCK)):
        missing += system_packages.missing_venv()
    system_packages.provide(missing, system_packages.missing_tools(system_packages.PRINTING_TOOLS))
    return str(environment.python_of(environment.ready_environment(environment.TEST_LOCK)))


def run_tests(python: str, asked: argparse.Namespace, pytest_arguments: list[str]) -> int:
    """Run lint and types (for a whole run only), then pytest, whose closing line comes last; then one line that sums up."""
    steps = [] if pytest_arguments else list(LINT)
    spread = ["-n", str(asked.processes), "--dist", "loadfile"] if asked.processes > 1 and not pytest_arguments else []
    onscreen = ["--onscreen"] if asked.onscreen else []
    steps.append(("tests", ["pytest", "-q", *spread, *onscreen, *pytest_arguments]))
    summary, failed = [], False
    for name, command in steps:
        started = time.monotonic()
        code = in_environment(python, ["-m", *command])
        failed = failed or code != 0
        summary.append(f"{name} {'ok' if code == 0 else f'FAILED (exit {code})'} in {time.monotonic() - started:.0f} s")
    environment.say(f"test.py: {', '.join(summary)}")
    return 1 if failed else 0


def run_benchmarks(python: str, arguments: list[str]) -> int:
    """Run the benchmarks; with --json standard output holds their JSON and nothing else."""
    return 1 if in_environment(python, ["-m", "tests.benchmarks", *arguments]) else 0


def in_environment(python: str, arguments: list[str]) -> int:
    """Run a Python module in the test environment, at the top of the source tree. Give its exit code."""
    sys.stdout.flush()
    return subprocess.run([python, "-P", *arguments], cwd=environment.ROOT, env=environment.child_settings(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
