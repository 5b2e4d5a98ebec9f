"""A printing system of the test's own, and the printer behind it: what arrives there is what was printed.

CUPS itself where its server is installed: it gets a folder, a socket and a queue of its own, touches nothing of the machine, and its
back end carries the job over TCP to the test. Elsewhere commands of the test's own in the place of `lp` and `lpstat` carry it over the
same socket; then it is proved that the bytes go out whole, and not that CUPS takes them.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

QUEUE = "LETTERS"
SECONDS = 20

_CONFIGURATION = """Listen {folder}/s
LogLevel warn
DefaultAuthType None
WebInterface No
Browsing Off
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """ServerRoot {folder}
ServerBin {folder}/bin
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access.log
ErrorLog {folder}/error.log
PageLog {folder}/page.log
"""
# A back end is called with the job's file as its sixth argument, or the job on its input.
_BACK_END = """#!{python}
import socket, sys
if len(sys.argv) == 1:
    print('direct tray "Unknown" "The tray of a test"')
    sys.exit(0)
job = open(sys.argv[6], "rb").read() if len(sys.argv) > 6 else sys.stdin.buffer.read()
with socket.create_connection(("127.0.0.1", {port})) as tray:
    tray.sendall(job)
"""
_LP = """#!{python}
import pathlib, socket, sys
if pathlib.Path({folder!r}, "hold").exists():
    pathlib.Path({folder!r}, "LETTERS-1").write_bytes(sys.stdin.buffer.read())
    print("request id is LETTERS-1 (0 file(s))")
    sys.exit(0)
with socket.create_connection(("127.0.0.1", {port})) as tray:
    tray.sendall(sys.stdin.buffer.read())
print("request id is LETTERS-1 (0 file(s))")
"""
_LPSTAT = """#!{python}
import pathlib, sys
if sys.argv[1] == "-W":
    print("\\n".join(held.name + " root 1024" for held in pathlib.Path({folder!r}).glob("LETTERS-*")))
else:
    print("LETTERS" if sys.argv[1] == "-e" else "no system default destination")
"""
_CANCEL = """#!{python}
import pathlib, sys
held = pathlib.Path({folder!r}, sys.argv[1])
sys.exit(0 if held.exists() and held.unlink() is None else 1)
"""


class Tray:
    """A printer that takes jobs over TCP, as network printers do, and keeps their bytes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._jobs: list[bytes] = []
        self._arrived = threading.Condition()
        self._thread = threading.Thread(target=self._take, daemon=True)
        self._thread.start()

    def wait_for(self, count: int) -> list[bytes]:
        """Return the jobs once there are so many."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self._jobs) >= count, SECONDS), "the printer got nothing"
            return list(self._jobs)

    @property
    def jobs(self) -> list[bytes]:
        """What arrived until now."""
        with self._arrived:
            return list(self._jobs)

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)  # closing alone wakes nobody who waits for a connection
        self._socket.close()
        self._thread.join(SECONDS)

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            job = b""
            with connection:
                while part := connection.recv(65536):
                    job += part
            with self._arrived:
                self._jobs.append(job)
                self._arrived.notify_all()


class Cups:
    """A CUPS server in a folder. `close` ends it."""

    def __init__(self, folder: Path, tray: Tray) -> None:
        self.folder = folder
        for name in ("spool", "tmp", "cache", "state", "bin/backend", "ppd"):
            (folder / name).mkdir(parents=True)
        for name in ("daemon", "filter"):
            real = Path("/usr/lib/cups") / name
            if real.exists():
                (folder / "bin" / name).symlink_to(real)
        back_end = folder / "bin" / "backend" / "tray"
        back_end.write_text(_BACK_END.format(python=sys.executable, port=tray.port), encoding="utf-8")
        back_end.chmod(0o700)
        (folder / "cupsd.conf").write_text(_CONFIGURATION.format(folder=folder), encoding="utf-8")
        (folder / "cups-files.conf").write_text(_FILES.format(folder=folder), encoding="utf-8")
        self._process = subprocess.Popen(
            ["cupsd", "-f", "-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + SECONDS
        while subprocess.run(["lpstat", "-r"], env=self._environment(), capture_output=True, check=False).stdout.find(b"is running") < 0:
            assert self._process.poll() is None, (folder / "error.log").read_text()
            assert time.monotonic() < until, "the printing system did not start"
        command = ["lpadmin", "-p", QUEUE, "-E", "-v", "tray:/", "-m", "raw"]
        subprocess.run(command, env=self._environment(), check=True, capture_output=True)

    @property
    def server(self) -> str:
        return str(self.folder / "s")

    def hold(self) -> None:
        """Let the queue take jobs and print none: a printer without paper."""
        subprocess.run(["cupsdisable", QUEUE], env=self._environment(), check=True, capture_output=True)

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(SECONDS)

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "CUPS_SERVER": self.server, "LC_ALL": "C"}


def has_cups() -> bool:
    """Say whether the server and the commands of CUPS are here; `test.py` installs them where it may."""
    path = f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin"
    return all(shutil.which(command, path=path) for command in ("cupsd", "lp", "lpstat", "lpadmin"))


class StandIn:
    """Commands of our own in the place of those of CUPS: held jobs are files in a folder."""

    def __init__(self, folder: Path, tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder / "commands"
        self._folder.mkdir()
        for name, script in (("lp", _LP), ("lpstat", _LPSTAT), ("cancel", _CANCEL)):
            command = self._folder / name
            command.write_text(script.format(python=sys.executable, port=tray.port, folder=str(self._folder)), encoding="utf-8")
            command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{self._folder}{os.pathsep}{os.environ['PATH']}")

    def hold(self) -> None:
        """Let the queue take jobs and print none."""
        (self._folder / "hold").touch()

    def close(self) -> None:
        """Nothing runs."""
