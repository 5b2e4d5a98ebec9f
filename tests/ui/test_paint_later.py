"""A window lays out in one turn of the event loop and is painted in a later one."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from caseapp.ui.paint_later import paint_in_a_later_turn

TURNS = 20


class Canvas(QWidget):
    """Writes down when it is painted."""

    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def paintEvent(self, event: QPaintEvent) -> None:
        self._told.append("painted")


def shown(qtbot: QtBot, told: list[str]) -> Canvas:
    canvas = Canvas(told)
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitUntil(lambda: told == ["painted"])
    told.clear()
    return canvas


def some_turns(qtbot: QtBot) -> None:
    """Let the event loop go round more often than a held painting waits."""
    turns: list[int] = []

    def turn() -> None:
        turns.append(1)
        if len(turns) < TURNS:
            QTimer.singleShot(0, turn)

    QTimer.singleShot(0, turn)
    qtbot.waitUntil(lambda: len(turns) == TURNS)


def test_what_waits_comes_between_the_change_and_its_painting(qtbot: QtBot) -> None:
    told: list[str] = []
    canvas = shown(qtbot, told)
    paint_in_a_later_turn(canvas)
    canvas.update()
    QTimer.singleShot(0, canvas, lambda: told.append("key"))
    qtbot.waitUntil(lambda: "painted" in told)
    assert told == ["key", "painted"]


def test_asked_twice_it_is_painted_once(qtbot: QtBot) -> None:
    told: list[str] = []
    canvas = shown(qtbot, told)
    paint_in_a_later_turn(canvas)
    paint_in_a_later_turn(canvas)
    canvas.update()
    qtbot.waitUntil(lambda: "painted" in told)
    some_turns(qtbot)
    assert told == ["painted"]
    canvas.update()
    qtbot.waitUntil(lambda: told == ["painted", "painted"])


def test_with_nothing_changed_nothing_is_painted(qtbot: QtBot) -> None:
    told: list[str] = []
    paint_in_a_later_turn(shown(qtbot, told))
    some_turns(qtbot)
    assert told == []


def test_a_window_that_goes_away_while_held_takes_its_painting_along(qtbot: QtBot) -> None:
    canvas = Canvas([])
    canvas.show()
    paint_in_a_later_turn(canvas)
    canvas.update()
    canvas.deleteLater()
    some_turns(qtbot)
    assert not isValid(canvas)
