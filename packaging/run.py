#!/usr/bin/env python3
"""Start caseapp from this source tree: makes what it needs the first time, then shows the window.

    python3 packaging/run.py [--prepare] [-- ARGUMENTS OF THE PROGRAM]

Without a screen and without arguments it plays the demonstration into the folder out/ instead. `--prepare` only makes the
environment. CASEAPP_ENV_DIR names another folder for environments than the user's cache folder.

Exit codes: what the program answers; 2 an option that is not known; 3 system libraries are missing (the line to type is printed);
4 the environment cannot be made (the sentence says why); 130 stopped by Ctrl+C.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  the person's own Python may be older than the project's
    sys.exit(f"caseapp needs Python 3.11 or later; this is {sys.version.split()[0]} at {sys.executable}.")

import environment
import system_packages

DEMONSTRATION = ["demo", "--out", "out"]


def main(arguments: list[str]) -> int:
    """Prepare and start. Returns only where the program did not replace this process."""
    own, passed_on = split(arguments)
    if "--help" in own or "-h" in own:
        print(__doc__)
        return 0
    unknown = [option for option in own if option != "--prepare"]
    if unknown:
        environment.say(f"run.py does not know {unknown[0]}: put the program's arguments after --, as in: run.py -- {' '.join(unknown)}")
        return 2
    try:
        made = prepared_environment()
    except environment.SetupError as error:
        environment.say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        environment.say("Stopped. Nothing half-made will be used; the next start begins again.")
        return 130
    return 0 if "--prepare" in own else start(made, passed_on)


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part this script's own options from what goes to the program."""
    if "--" not in arguments:
        return arguments, []
    at = arguments.index("--")
    return arguments[:at], arguments[at + 1 :]


def prepared_environment() -> Path:
    """Give the finished environment; system packages that are missing are installed or named first."""
    new = not environment.is_complete(environment.environment_path(environment.RUN_LOCK))
    libraries = {**system_packages.QT_ALWAYS, **(system_packages.QT_ON_X11 if os.environ.get("DISPLAY") else {})}
    required = system_packages.missing_libraries(libraries)
    required += system_packages.missing_venv() if new else []
    optional = system_packages.missing_libraries(system_packages.PRINTING) if new else []
    system_packages.provide(required, optional)
    return environment.ready_environment(environment.RUN_LOCK)


def start(made: Path, passed_on: list[str]) -> int:
    """Start the program in the environment: in place of this process, or under it on Windows, which has no such thing."""
    settings = environment.child_settings()
    if not system_packages.has_screen():
        settings.setdefault("QT_QPA_PLATFORM", "offscreen")
        if not passed_on:
            environment.say("There is no screen here, so no window can be shown. Playing the demonstration into the folder out/ instead.")
            passed_on = DEMONSTRATION
    # -P: the folder that a person happens to stand in is no place to import from.
    command = [str(environment.python_of(made)), "-P", "-m", "caseapp", *passed_on]
    sys.stdout.flush()
    if os.name == "nt":
        return subprocess.call(command, env=settings)
    return os.execve(command[0], command, settings)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
