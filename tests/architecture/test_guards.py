"""The guards of conftest.py can fail: a suite of small offenders, each caught, beside three that behave."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT

OFFENDERS = '''
"""Each test here but the last three does what no test may do."""
import logging, socket, threading
import pytest
from PySide6.QtCore import QThread, qWarning
from PySide6.QtWidgets import QWidget

kept = []
release = threading.Event()

class Waiting(QThread):
    def run(self):
        release.wait(60)

def test_logs_a_warning():
    logging.getLogger("caseapp").warning("not expected")

def test_reaches_out_by_number():
    with socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))

def test_reaches_out_by_name():
    socket.getaddrinfo("host.example", 80)

def test_leaves_a_thread():
    threading.Thread(target=release.wait, args=(60,), daemon=True).start()

def test_leaves_a_qt_thread(qapp):
    kept.append(Waiting())
    kept[-1].start()

def test_leaves_a_window(qapp):
    kept.append(QWidget())
    kept[-1].show()

def test_lets_qt_complain(qapp):
    qWarning("not expected")

def test_wastes_a_warning():
    import warnings
    warnings.warn("not expected", DeprecationWarning)

def test_good_clean_up():
    release.set()
    assert all(thread.wait(5000) for thread in kept if isinstance(thread, QThread))

@pytest.mark.expects_warnings
def test_good_expects_its_warning(caplog):
    logging.getLogger("caseapp").warning("expected")
    assert caplog.records

def test_good_talks_to_itself(qtbot, own_home):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    with socket.socket() as listener, socket.socket() as caller:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        caller.connect(listener.getsockname())
'''


def test_each_offender_is_caught(tmp_path: Path) -> None:
    source = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    (tmp_path / "conftest.py").write_text(re.sub(r"(?m)^THREAD_ENDS_WITHIN_S = .*", "THREAD_ENDS_WITHIN_S = 0.3", source), encoding="utf-8")
    (tmp_path / "test_offenders.py").write_text(OFFENDERS, encoding="utf-8")
    own_settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    plainly = [word for plugin in ("randomly", "cacheprovider", "xdist") for word in ("-p", f"no:{plugin}")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *own_settings, *plainly, "-v", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = dict.fromkeys(re.findall(r"def (test_\w+)", OFFENDERS), "passed")
    outcomes |= {name: "caught" for name in re.findall(r"(?m)^(?:FAILED|ERROR) \S+::(test_\w+)", done.stdout)}
    expected = {name: "passed" if name.startswith("test_good_") else "caught" for name in outcomes}
    assert outcomes == expected, done.stdout
