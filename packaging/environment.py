"""The environment that run.py and test.py work in: made once for each lock file, never used half-made.

Standard library only, and cheap when there is nothing to do: a later start reads the lock file and looks for one stamp.
An environment stands in the user's cache folder, named by what it depends on (the lock, the Python, the machine), so that a new
release makes a new one beside the old. `CASEAPP_ENV_DIR` names another folder for them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NoReturn

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"

SYSTEM_LIBRARIES_MISSING = 3
ENVIRONMENT_FAILED = 4

ROOM_NEEDED_MB = 1200
UNUSED_AFTER_DAYS = 90
STAMP = "complete"
WAIT_BETWEEN_TRIES_S = 0.3


class SetupError(Exception):
    """The set-up cannot go on. The text is one sentence for a person; `exit_code` is what the command answers."""

    def __init__(self, sentence: str, exit_code: int = ENVIRONMENT_FAILED) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def say(line: str) -> None:
    """Tell the person how far the set-up is; on stderr, so that the program's own output stays clean."""
    print(line, file=sys.stderr, flush=True)


def environments_folder() -> Path:
    """Give the folder that holds the environments of this person."""
    named = os.environ.get("CASEAPP_ENV_DIR")
    if named:
        return Path(named).expanduser().resolve()
    if sys.platform == "win32":
        cache = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        cache = Path.home() / "Library" / "Caches"
    else:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "caseapp" / "environments"


def environment_path(lock: Path) -> Path:
    """Name the environment for this lock file, this Python and this machine."""
    depends_on = hashlib.sha256(lock.read_bytes())
    depends_on.update(repr((sys.implementation.cache_tag, sys.base_prefix, sys.platform, platform.machine())).encode())
    purpose = "test" if lock == TEST_LOCK else "run"
    return environments_folder() / f"{purpose}-{depends_on.hexdigest()[:16]}"


def python_of(environment: Path) -> Path:
    """Give the interpreter inside an environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def is_complete(environment: Path) -> bool:
    """Say whether an environment was finished and its interpreter is still there (a removed system Python leaves a dead link)."""
    return (environment / STAMP).exists() and python_of(environment).exists()


def ready_environment(lock: Path) -> Path:
    """Give the finished environment for a lock file, making it first if need be.

    Raises:
        SetupError: with the sentence to show.
    """
    environment = environment_path(lock)
    if not is_complete(environment):
        try:
            environment.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with only_one_at_a_time(environment.with_suffix(".lock")) as lock_fd:
                if not is_complete(environment):
                    make(environment, lock, lock_fd)
            remove_unused(environment)
        except OSError as error:
            sentence = f"The folder {environment.parent} cannot be written ({error.strerror}): make room or set CASEAPP_ENV_DIR."
            raise SetupError(sentence) from error
    with contextlib.suppress(OSError):
        os.utime(environment / STAMP)
    return environment


def make(environment: Path, lock: Path, lock_fd: int) -> None:
    """Build an environment from nothing; the stamp comes last, so whatever stops this leaves nothing that is used."""
    started = time.monotonic()
    if environment.exists():
        shutil.rmtree(environment)
    free_mb = shutil.disk_usage(environment.parent).free // 1_000_000
    if free_mb < ROOM_NEEDED_MB:
        raise SetupError(
            f"The disk of {environment.parent} has {free_mb} MB left and {ROOM_NEEDED_MB} MB are needed: make room or set CASEAPP_ENV_DIR."
        )
    count = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    log = environment.with_suffix(".log")
    try:
        with log.open("w", encoding="utf-8") as transcript:
            say("Preparing the program's own Python environment (once; half a minute on a usual connection).")
            say("  1 of 2  making an empty environment")
            run_step([sys.executable, "-m", "venv", str(environment)], transcript, log, lock_fd)
            say(f"  2 of 2  fetching {count} packages and checking each against its hash")
            # pip compiles what it installs, so the first start is no slower than a later one.
            pip = [str(python_of(environment)), "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
            run_step([*pip, "install", "--require-hashes", "--only-binary=:all:", "-r", str(lock)], transcript, log, lock_fd)
    except SetupError:
        shutil.rmtree(environment, ignore_errors=True)
        raise
    (environment / STAMP).write_text(f"{lock.name}\n", encoding="utf-8")
    log.unlink()
    say(f"Ready after {time.monotonic() - started:.0f} s, in {environment}")


def run_step(command: list[str], transcript: IO[str], log: Path, lock_fd: int) -> None:
    """Run one step with its output kept in the log; a failure becomes one sentence.

    The step inherits the lock, so that a set-up whose parent was killed still keeps others out until it has ended.
    """
    inherited = () if sys.platform == "win32" else (lock_fd,)
    done = subprocess.run(command, stdout=transcript, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, pass_fds=inherited, check=False)
    if done.returncode != 0:
        explain(log.read_text(encoding="utf-8", errors="replace"), log)


# What the tools say when they fail, and what a person is told; the first that fits is taken.
REASONS = (
    (("No space left on device", "Errno 28"), "The disk is full: make room or set CASEAPP_ENV_DIR to a folder on another disk."),
    (
        ("DO NOT MATCH THE HASHES",),
        "A package that was fetched is not the one this release was tested with, so nothing was installed: "
        "start again, and report it if it stays so.",
    ),
    (
        ("ensurepip is not available", "No module named ensurepip", "No module named venv"),
        "This Python has no working venv module: install it (on Debian: apt-get install python3-venv).",
    ),
    (
        (
            "Retrying (",
            "NewConnectionError",
            "NameResolutionError",
            "Connection refused",
            "Read timed out",
            "ProxyError",
            "Could not fetch",
        ),
        "The packages cannot be fetched: check the network connection and pip's proxy and certificate settings, then start again.",
    ),
    (
        ("No matching distribution found", "is not a supported wheel"),
        f"There is no ready-made package for Python {platform.python_version()} on this machine ({platform.machine()}): "
        "packaging/README.md lists the systems there are packages for.",
    ),
)


def explain(transcript: str, log: Path) -> NoReturn:
    """Turn a tool's output into the sentence that says what to do."""
    for signs, sentence in REASONS:
        if any(sign in transcript for sign in signs):
            raise SetupError(f"{sentence} (The full output is in {log}.)")
    last = next((line.strip() for line in reversed(transcript.splitlines()) if line.strip()), "no output")
    raise SetupError(f"The environment could not be made: {last} (The full output is in {log}.)")


@contextlib.contextmanager
def only_one_at_a_time(path: Path) -> Iterator[int]:
    """Hold a lock file while an environment is made; a second start waits for the first and then finds the work done."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not try_lock(descriptor):
            say("Another start is preparing the environment; waiting for it.")
            while not try_lock(descriptor):
                time.sleep(WAIT_BETWEEN_TRIES_S)
        yield descriptor
    finally:
        os.close(descriptor)


def try_lock(descriptor: int) -> bool:
    """Take the lock if it is free. The system gives it back when the holder ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt  # this system only

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # this system only

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def remove_unused(kept: Path) -> None:
    """Remove environments that nobody started for a season; each start touches the stamp of its own."""
    oldest = time.time() - UNUSED_AFTER_DAYS * 86_400
    for stamp in kept.parent.glob(f"*/{STAMP}"):
        if stamp.parent != kept and stamp.stat().st_mtime < oldest:
            shutil.rmtree(stamp.parent, ignore_errors=True)


def child_settings() -> dict[str, str]:
    """Give the process environment for the program: this source tree first, nothing of the person's own Python set-up."""
    settings = {name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONSTARTUP")}
    settings["PYTHONPATH"] = str(ROOT)
    settings["PYTHONNOUSERSITE"] = "1"
    return settings
