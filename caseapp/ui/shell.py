"""What stands around the pages once somebody has unlocked: top bar with its menus, navigation, the stack of pages, undo bar.

A locked window shows none of it, so it is made after the unlock page has been painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from caseapp.ui.commands import shown_key
from caseapp.ui.lock_key import LockKey
from caseapp.ui.menus import CommandMenus
from caseapp.ui.navigation import NavEntry, Navigation
from caseapp.ui.office import Office
from caseapp.ui.top_bar import TopBar
from caseapp.ui.widgets.undo_bar import UndoBar
from caseapp.ui.window_commands import CommandedWindow, add_window_commands


class Listed(Protocol):
    """A section as the navigation shows it."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def icon(self) -> str: ...

    @property
    def key(self) -> str: ...


class Shell(QWidget):
    """Navigation and pages side by side, and what belongs to them elsewhere in the window.

    Attributes:
        top_bar: to be put above this.
        undo_bar: floats over the centre of the window.
    """

    def __init__(self, office: Office, window: QWidget, centre: QWidget) -> None:
        super().__init__()
        self.top_bar = TopBar()
        self.navigation = Navigation()
        self.stack = QStackedWidget()
        self.stack.setObjectName("main_stack")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self.stack, 1)
        self.undo_bar = UndoBar(centre)
        self.menus = CommandMenus(office, window, self.top_bar.menu_bar)

    def add_commands(self, window: CommandedWindow) -> None:
        """Register the commands of the window itself."""
        with self.menus.filled_once():
            add_window_commands(window)

    def connect_top_bar(self, window: CommandedWindow, run: Callable[[str], None], *, search: str, call: str) -> None:
        """Let the buttons of the top bar do what they say; `run` does a command by its id."""
        bar, clock = self.top_bar, window.office.call
        bar.search_requested.connect(lambda: run(search))
        bar.call_requested.connect(lambda: run(call))
        bar.hold_requested.connect(lambda: clock.resume() if clock.is_on_hold else clock.hold())
        bar.end_requested.connect(clock.end)
        bar.notices_requested.connect(window.show_notices)
        bar.lock_requested.connect(window.lock)
        self.lock_key = LockKey(window.lock, self)

    def show_sections(self, sections: Iterable[Listed], counts: dict[str, int]) -> None:
        """Show these sections in the navigation, with their counts."""
        self.navigation.set_sections(
            tuple(
                NavEntry(
                    id=section.id,
                    text=section.text,
                    icon=section.icon,
                    key=shown_key(section.key) if section.key else "",
                    count=counts.get(section.id),
                )
                for section in sections
            )
        )
