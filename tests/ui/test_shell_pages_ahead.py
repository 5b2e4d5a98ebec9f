"""Pages are made ahead one step a turn, while nobody types and no work is under way."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from caseapp.ui.pages_ahead import PagesAhead


class Keys:
    """Knows when a key came."""

    quiet_ms = 1_000


class Steps:
    """Work in so many steps."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.asked = 0

    def take(self) -> bool:
        self.asked += 1
        self.left = max(0, self.left - 1)
        return self.left > 0


def test_it_takes_every_step_and_then_rests(qtbot: QtBot) -> None:
    steps = Steps(3)
    ahead = PagesAhead(steps.take, Keys(), lambda: False, quiet_ms=1)
    ahead.start()
    qtbot.waitUntil(lambda: not ahead.is_at_work)
    assert (steps.left, steps.asked) == (0, 3)


def test_it_waits_while_somebody_types(qtbot: QtBot) -> None:
    keys, steps, other = Keys(), Steps(1), Steps(4)
    keys.quiet_ms = 5
    ahead = PagesAhead(steps.take, keys, lambda: False, quiet_ms=20)
    beside = PagesAhead(other.take, Keys(), lambda: False, quiet_ms=20)
    ahead.start()
    beside.start()
    qtbot.waitUntil(lambda: not beside.is_at_work)
    assert steps.asked == 0
    keys.quiet_ms = 20
    qtbot.waitUntil(lambda: steps.asked == 1)


def test_it_waits_for_results(qtbot: QtBot) -> None:
    steps, busy = Steps(1), [True, True, False]
    ahead = PagesAhead(steps.take, Keys(), lambda: busy.pop(0) if len(busy) > 1 else busy[0], quiet_ms=0)
    ahead.start()
    qtbot.waitUntil(lambda: not ahead.is_at_work)
    assert (busy, steps.asked) == ([False], 1)


def test_stopped_it_takes_no_step(qtbot: QtBot) -> None:
    steps = Steps(5)
    ahead = PagesAhead(steps.take, Keys(), lambda: False, quiet_ms=0)
    ahead.start()
    ahead.stop()
    other = Steps(1)
    later = PagesAhead(other.take, Keys(), lambda: False, quiet_ms=0)
    later.start()
    qtbot.waitUntil(lambda: not later.is_at_work)
    assert steps.asked == 0
