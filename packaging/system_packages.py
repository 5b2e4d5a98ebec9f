"""Which libraries and tools of the operating system are missing, and how they get there. Linux only; elsewhere Qt brings its own."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from environment import SYSTEM_LIBRARIES_MISSING, SetupError, say

# Library -> Debian package. Proved by adding one at a time in an empty Debian 12 until the window showed.
QT_ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
}
QT_ON_X11 = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
PRINTING = {"libcups.so.2": "libcups2"}
TEST_TOOLS = {"Xvfb": "xvfb", "xauth": "xauth", "pdftotext": "poppler-utils"}
# The server and the commands of CUPS: with them, tests of printing go through the real thing; without them, through a stand-in.
PRINTING_TOOLS = {"/usr/sbin/cupsd": "cups-daemon", "lp": "cups-client"}


def has_screen() -> bool:
    """Say whether a window can be shown here."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_libraries(libraries: Mapping[str, str]) -> list[str]:
    """Give the packages of the libraries that the loader does not find."""
    return [package for library, package in libraries.items() if sys.platform == "linux" and not loads(library)]


def loads(library: str) -> bool:
    """Say whether the loader finds a library with all that it needs."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_tools(tools: Mapping[str, str]) -> list[str]:
    """Give the packages of the commands that are not on the path."""
    return [package for tool, package in tools.items() if sys.platform == "linux" and shutil.which(tool) is None]


def missing_venv() -> list[str]:
    """Give Debian's package of the venv module where the system's Python came without it."""
    absent = importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None
    return ["python3-venv"] if absent and shutil.which("apt-get") is not None else []


def provide(required: list[str], optional: list[str]) -> None:
    """Install missing packages where that is allowed; else say the one line to type.

    Args:
        required: packages without which the program cannot start.
        optional: packages that add something; their absence stops nothing.

    Raises:
        SetupError: something required is missing and cannot be installed from here; exit code 3.
    """
    wanted = [*required, *optional]
    if not wanted:
        return
    if may_install():
        say(f"Installing system packages: {' '.join(wanted)}")
        problem = apt("update") or apt("install", "--yes", "--no-install-recommends", *wanted)
        if problem is None:
            return
        if required:
            sentence = f"The system packages could not be installed ({problem}). Type: {line_to_type(required)}"
            raise SetupError(sentence, SYSTEM_LIBRARIES_MISSING)
        say(f"Optional system packages could not be installed: {' '.join(optional)}")
    elif required:
        raise SetupError(f"System libraries are missing. Type: {line_to_type(wanted)}", SYSTEM_LIBRARIES_MISSING)
    else:
        say(f"To print to a printer queue, type: {line_to_type(optional)}")


def may_install() -> bool:
    """Say whether this process may install packages: root on Debian, Ubuntu and their kin."""
    return is_root() and shutil.which("apt-get") is not None


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def line_to_type(packages: list[str]) -> str:
    """Give the line a person types; on other systems than Debian's the names have to be translated."""
    line = shlex.join(["apt-get", "install", "--no-install-recommends", *packages])
    if shutil.which("apt-get") is None:
        return f"the install command of this system for what Debian calls {' '.join(packages)}"
    return line if is_root() else f"sudo {line}"


def apt(*arguments: str) -> str | None:
    """Run apt-get without questions. Give None when it went well, else its last line."""
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", *arguments],
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return None
    lines = [line.strip() for line in done.stdout.splitlines() if line.startswith("E:")]
    return lines[-1] if lines else f"apt-get ended with {done.returncode}"
