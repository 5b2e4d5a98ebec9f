"""The status bar has as many lines as its words need."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from caseapp.ui.status_bar import StatusBar
from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.painted_text import listening
from tests.ui.drivers.base import Driver


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[StatusBar]:
    made = StatusBar()
    yield made
    made.close()


def fill_as_in_a_call(bar: StatusBar) -> None:
    bar.set_part("who", "lock-open", "maria.lopez, call-center agent and privacy officer")
    bar.set_part("where", "hard-drives", "Practice folder")
    bar.set_part("drafts", "note-pencil", "12 drafts")
    bar.set_part("queue", "printer", "38 letters in the print queue")
    bar.set_part("quiet", "bell-slash", "Quiet during calls, 3 notices held")
    bar.set_part("record", "shield-check", "Record, 120,662 entries", right=True)
    bar.set_part("backup", "clock", "The last backup is 12 days old", right=True, alarm="ten_days")
    bar.set_part("call", "phone", "Call 12:31", right=True)


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [1366, 1024])
def test_in_a_call_no_words_are_cut(qapp: QApplication, bar: StatusBar, width: int, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    fill_as_in_a_call(bar)
    bar.resize(width, bar.height())
    Driver(bar)
    with listening() as listener:
        bar.grab()
    assert listener.cut == []
    assert bar.width() == width


def test_the_right_side_stands_at_the_end_of_one_line(bar: StatusBar) -> None:
    bar.set_part("who", "lock-open", "maria.lopez")
    bar.set_part("backup", "clock", "Backup today", right=True)
    bar.resize(1366, bar.height())
    Driver(bar)
    who, backup = (bar.findChild(type(bar._parts["who"]), f"status_{name}") for name in ("who", "backup"))
    assert who is not None
    assert backup is not None
    assert who.x() < 20
    assert backup.geometry().right() > 1366 - 20
    one_line = bar.height()
    fill_as_in_a_call(bar)
    assert bar.height() > one_line
    bar.clear()
    assert bar.height() == one_line
