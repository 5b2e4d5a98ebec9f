"""The floor of a start: a window with one field and nothing else, that takes a typed sign after its first paint."""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from tests.benchmarks.process_memory import peak_mib

app = QApplication(sys.argv)
window = QMainWindow()
field = QLineEdit()
window.setCentralWidget(field)
window.resize(1366, 768)
window.show()
field.setFocus()
# By now it has been shown and painted; watching for the paint as for our own window would only make the floor slower.
app.processEvents()


def take_sign() -> None:
    """Type, and tell when the field has it."""
    QTest.keyClicks(field, "n")
    assert field.text() == "n"
    print(json.dumps({"at": time.perf_counter(), "memory_mib": peak_mib()}), flush=True)
    app.quit()


QTimer.singleShot(0, take_sign)
app.exec()
