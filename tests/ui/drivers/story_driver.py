"""The whole program, driven as a person at the keyboard does: no field is set, no button is pressed, no page is called."""

from __future__ import annotations

import builtins
import time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLabel, QMenu, QWidget

from caseapp.bootstrap.doors import HouseDoors
from caseapp.bootstrap.house import House
from caseapp.bootstrap.window import FIRST_SIZE, WindowHouse
from caseapp.host.paths import settings_folder
from caseapp.host.settings import Settings
from caseapp.services.desk import Desk
from caseapp.ui.jobs import JobRunner
from caseapp.ui.page import Page
from caseapp.ui.widgets.form import ProblemSummary
from caseapp.ui.widgets.table_view import TableView
from caseapp.vault.cost import QUICK_COST
from tests.fakes.real_parts import real_law, real_press
from tests.house import PASSPHRASE, MovableClock
from tests.ui.drivers.base import Driver

P = TypeVar("P", bound=Page)

WORK_ENDS_WITHIN_S = 30.0
TAB_STOPS_MAX = 250
MOUSE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class MouseWatch(QObject):
    """Counts every event of a pointing device that reaches anything in the program."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.seen.append(f"{event.type().name} at {watched.objectName() or type(watched).__name__}")
        return False


class StoryDriver(Driver):
    """The program over one data folder: the window as it is started, with real threads, and a clock that the story moves.

    Keys go to the control that has the focus, and a control is reached by Tab and arrows alone, so that what a story does
    a person without a mouse can do.
    """

    def __init__(self, folder: Path, clock: MovableClock) -> None:
        self.clock = clock
        self.mouse = MouseWatch()
        self._has_ended = False
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self.mouse)
        settings = Settings(settings_folder())
        house = House(folder, clock=clock, cost=QUICK_COST)
        house.adopt(real_law(), real_press())
        self.doors = HouseDoors(house, settings, cost=QUICK_COST)
        self.jobs = JobRunner()
        self.at_work = WindowHouse(self.doors, settings, self.jobs)
        self.window = self.at_work.window
        self.office = self.at_work.office
        self.window.resize(*FIRST_SIZE)
        super().__init__(self.window)
        self.at_work.preload()
        self.settle()

    def end(self) -> None:
        """Close the window as a person does, and let the program end. A second time does nothing."""
        if self._has_ended:
            return
        self._has_ended = True
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.press("Ctrl+Q")
        self.window.close()
        self.at_work.end()
        app.removeEventFilter(self.mouse)
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert self.mouse.seen == []

    # Waiting, as a person does

    def settle(self) -> None:
        """Wait until nothing is under way beside the window, and everything that came of it is shown."""
        end = time.monotonic() + WORK_ENDS_WITHIN_S
        self._process()
        while self.jobs.is_busy:
            assert time.monotonic() < end, "the work beside the window does not end"
            self._wait_for_idle()
            self._process()
        self._bring_to_front()

    def _wait_for_idle(self) -> None:
        loop = QEventLoop()
        self.jobs.idle.connect(loop.quit)
        QTimer.singleShot(100, loop.quit)
        loop.exec()
        self.jobs.idle.disconnect(loop.quit)

    @staticmethod
    def _pause(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @staticmethod
    def _process() -> None:
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _bring_to_front(self) -> None:
        """Do what the window manager of a desktop does: the window on top has the keyboard."""
        front = QApplication.activeModalWidget() or self.window
        if front.isVisible() and QApplication.activeWindow() is not front and QApplication.activePopupWidget() is None:
            front.activateWindow()
            front.raise_()
            for _ in range(100):
                if QApplication.activeWindow() is front:
                    break
                self._pause(2)

    # Keys

    def _target(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or QApplication.activeModalWidget() or self.window

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            super().press(key)
            self.settle()

    def type(self, text: str, into: str | None = None) -> None:
        assert into is None, "a story goes to a field by keys: `enter`"
        super().type(text)
        self.settle()

    def focus(self, name: str) -> None:
        """Go to a control by Tab."""
        self.reach(name)

    def click(self, name: str) -> None:
        """Go to a button by Tab and press it."""
        self.reach(name)
        self.press("Space")

    def reach(self, name: str) -> None:
        """Press Tab until the control of this name has the focus."""
        self.reach_one_of(name, exact=True)

    def reach_one_of(self, prefix: str, *, exact: bool = False) -> str:
        """Press Tab until a control has the focus whose name is, or begins with, this. Returns its name."""
        visited: list[str] = []
        for _ in range(TAB_STOPS_MAX):
            here = self.focused
            if here == prefix or (not exact and here.startswith(prefix)):
                return here
            visited.append(here)
            self.tab()
        raise AssertionError(f"Tab never comes to {prefix}; it goes round {sorted(set(visited))}")

    @property
    def focused(self) -> str:
        """Name of the control with the focus; of the composed one when the focus is on its inner part."""
        widget = QApplication.focusWidget()
        while widget is not None and (not widget.objectName() or widget.objectName().startswith("qt_")):
            widget = widget.parentWidget()
        return widget.objectName() if widget is not None else ""

    def enter(self, name: str, text: str) -> None:
        """Go to a field and type, instead of what stands there. A line break is typed as Enter."""
        self.reach(name)
        self.press("Ctrl+A")
        self.press("Del")
        for place, line in enumerate(text.split("\n")):
            if place:
                self.press("Return")
            self.type(line)

    def choose(self, group: str, value: str) -> None:
        """Choose a radio button of a group by the arrows."""
        self.reach_one_of(f"{group}_")
        self.press("Up", 3)
        self.press("Left", 6)
        for _ in range(12):
            before = self.focused
            if before == f"{group}_{value}":
                break
            self.press("Right")
            if self.focused == before:
                self.press("Down")
        assert self.focused == f"{group}_{value}", f"the arrows come to {self.focused}, not to {value}"
        self.press("Space")

    def tick(self, name: str) -> None:
        """Go to a box and tick it."""
        self.reach(name)
        self.press("Space")

    def pick(self, name: str, words: str) -> None:
        """Choose in a list box, by the arrows, the line that holds these words."""
        self.reach(name)
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox)
        self.press("Home")
        for _ in range(box.count()):
            if words in box.currentText():
                return
            self.press("Down")
        raise AssertionError(f"{name} offers no {words}: {[box.itemText(at) for at in range(box.count())]}")

    def choose_in_menu(self, words: str) -> None:
        """Choose in the menu that is open, by the arrows, the line that begins with these words."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        for _ in menu.actions():
            self.press("Down")
            action = menu.activeAction()
            if action is not None and plain(action.text()).startswith(words):
                self.press("Return")
                return
        raise AssertionError(f"the menu has no {words}: {[plain(action.text()) for action in menu.actions()]}")

    def go_to_row(self, table: str, words: str) -> None:
        """Go to the row of a table or list that holds these words."""
        self.reach(table)
        view = QApplication.focusWidget()
        assert isinstance(view, TableView)
        self.press("Ctrl+Home")
        for _ in range(len(view.table_model.rows)):
            row = view.table_model.rows[view.currentIndex().row()]
            if any(words in row.cell(at).spoken for at in range(len(row.cells))):
                return
            self.press("Down")
        raise AssertionError(f"no row of {table} holds {words}: {self.rows(table)}")

    # What a person sees

    def rows(self, table: str) -> list[tuple[str, ...]]:
        """Read a table."""
        found = [each for each in self._front().findChildren(TableView, table) if each.isVisible()]
        assert found, f"no table called {table} can be seen"
        return [tuple(row.cell(at).spoken for at in range(len(row.cells))) for row in found[0].table_model.rows]

    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.window

    @property
    def words(self) -> str:
        """Everything that is written on the page or dialog in front, or told of it by a screen reader."""
        shown = [widget for widget in self._front().findChildren(QWidget) if widget.isVisible()]
        said = [widget.text() if isinstance(widget, QLabel) else widget.accessibleName() for widget in shown]
        return "\n".join(words for words in said if words)

    def words_of(self, name: str) -> str:
        label = self._front().findChild(QLabel, name)
        assert label is not None, f"nothing is called {name}"
        return label.text() if label.isVisible() else ""

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences of the summaries that can be seen."""
        summaries = [each for each in self._front().findChildren(ProblemSummary) if each.isVisible()]
        return tuple(sentence for each in summaries for sentence in each.sentences)

    @property
    def dialog(self) -> str:
        """Name of the dialog in front, or empty."""
        front = QApplication.activeModalWidget()
        return (front.objectName() or type(front).__name__) if isinstance(front, QDialog) else ""

    def page(self, kind: builtins.type[P]) -> P:
        """The page in front."""
        page = self.window.current_page
        assert isinstance(page, kind), f"{type(page).__name__} is shown"
        return page

    @property
    def desk(self) -> Desk:
        """The desk of whoever is signed in, to look into the record; a story never acts through it."""
        assert self.office.desk is not None, "nobody is signed in"
        return self.office.desk

    # The day

    def unlock(self, login: str, passphrase: str = PASSPHRASE) -> None:
        """Choose a name, type the passphrase, press Enter."""
        self.press("Alt+W")
        self.pick("unlock_login", login)
        self.press("Tab")
        self.press("Ctrl+A")
        self.type(passphrase)
        self.press("Return")
        assert self.office.desk is not None, self.words
        assert self.office.desk.operator.login == login

    def lock(self) -> None:
        self.press("Ctrl+L")
        assert self.office.desk is None

    def hand_over(self, login: str) -> None:
        """Lock, and let another person unlock."""
        if self.office.desk is not None:
            self.lock()
        self.unlock(login)

    def save_as(self, file: Path) -> None:
        """Type a path into the system's dialog for files."""
        self.settle()
        assert isinstance(QApplication.activeModalWidget(), QFileDialog), self.dialog
        self.press("Ctrl+A")
        self.type(str(file))
        self.press("Return")


def plain(text: str) -> str:
    """Return words without the marks of their access keys."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
