"""The top bar in little room: it folds step by step and asks for no more width than its last step needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from caseapp.ui.call_clock import CallState
from caseapp.ui.theme import apply_theme
from caseapp.ui.top_bar import Fold, TopBar
from tests.ui.drivers.base import Driver, assert_all_named


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[TopBar]:
    """A bar in a window that is no smaller than its parts ask for."""
    window = QWidget()
    made = TopBar()
    for words in ("&File", "&Edit", "&Go", "&Case", "&Letters", "&Reports", "&Help"):
        made.menu_bar.addMenu(words).addAction(QAction(f"In {words}", made))
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    yield made
    window.close()


def resize(bar: TopBar, width: int) -> None:
    bar.window().resize(width, 100)
    QApplication.processEvents()
    assert bar.width() == width


def folds(bar: TopBar, widths: range) -> list[Fold]:
    seen = []
    for width in widths:
        resize(bar, width)
        if bar.fold not in seen:
            seen.append(bar.fold)
    return seen


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("state", list(CallState))
def test_it_folds_step_by_step_and_nothing_leaves_it(qapp: QApplication, bar: TopBar, state: CallState, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    bar.show_call(state, may_call=True)
    Driver(bar.window())
    widest, least = 1400, bar.minimumSizeHint().width()
    seen = folds(bar, range(widest, least - 1, -7))
    assert seen == sorted(seen)
    resize(bar, least)
    assert bar.fold is Fold.ONE_MENU
    parts = [part for part in (bar.menus, bar.search, bar.call, bar.timer, bar.hold, bar.end, bar.bell, bar.lock) if part.isVisible()]
    places = [part.geometry() for part in parts]
    assert all(left.right() < right.left() for left, right in zip(places, places[1:], strict=False))
    assert places[-1].right() < bar.width()


@pytest.mark.parametrize("percent", [100, 200])
def test_a_call_that_begins_widens_nothing(qapp: QApplication, bar: TopBar, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    bar.show_call(CallState.NONE, may_call=True)
    Driver(bar.window())
    before = bar.minimumSizeHint().width()
    resize(bar, 760)
    bar.show_call(CallState.RUNNING, may_call=True)
    QApplication.processEvents()
    assert bar.width() == 760
    assert bar.minimumSizeHint().width() <= max(before, 600)


def test_folded_buttons_keep_their_names_and_say_them_in_a_tooltip(qapp: QApplication, bar: TopBar) -> None:
    apply_theme(qapp, "light", 200)
    bar.show_call(CallState.RUNNING, may_call=True)
    Driver(bar.window())
    resize(bar, bar.minimumSizeHint().width())
    assert (bar.hold.accessibleName(), bar.hold.toolTip()) == ("Hold", "Hold")
    bar.show_call(CallState.ON_HOLD, may_call=True)
    assert (bar.hold.accessibleName(), bar.hold.toolTip()) == ("Resume", "Resume")
    assert_all_named(bar)
    apply_theme(qapp, "light", 100)
    resize(bar, 1366)
    assert bar.fold is Fold.OPEN
    assert bar.hold.toolTip() == ""


def test_the_menus_stand_under_one_button_where_they_have_no_room(bar: TopBar) -> None:
    driver = Driver(bar.window())
    resize(bar, bar.minimumSizeHint().width())
    assert not bar.menu_bar.isVisible()
    driver.click("top_bar_menus")
    menu = driver.find(QMenu, "top_bar_all_menus")
    assert [action.text() for action in menu.actions()] == ["&File", "&Edit", "&Go", "&Case", "&Letters", "&Reports", "&Help"]
    menu.close()


def test_a_menu_that_comes_makes_it_fold(bar: TopBar) -> None:
    bar.show_call(CallState.RUNNING, may_call=True)
    Driver(bar.window())
    resize(bar, bar.minimumSizeHint().width() + 420)
    before = bar.fold
    for number in range(4):
        bar.menu_bar.addMenu(f"One more menu {number}")
    QApplication.processEvents()
    assert bar.fold > before
