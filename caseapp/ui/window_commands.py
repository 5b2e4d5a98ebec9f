"""The commands every window has: lock, quit, text size, colours, panes, undo and clipboard, the primary act, the key sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from caseapp.ui.commands import Command
from caseapp.ui.look import Mode
from caseapp.ui.office import Office
from caseapp.ui.theme import apply_theme, current
from caseapp.ui.tokens import TEXT_PERCENT_MIN, TEXT_PERCENT_STEP
from caseapp.ui.top_bar import TopBar
from caseapp.ui.widgets.undo_bar import UndoBar

translate = QCoreApplication.translate

_Edit = Literal["undo", "redo", "cut", "copy", "paste", "selectAll"]


class CommandedWindow(Protocol):
    """What these commands need of the window."""

    office: Office
    undo_bar: UndoBar
    top_bar: TopBar

    def do_primary_act(self) -> None: ...
    def refresh(self) -> None: ...
    def lock(self) -> None: ...
    def next_pane(self, step: int = 1) -> None: ...
    def show_notices(self) -> None: ...
    def show_keys(self) -> None: ...
    def close(self) -> bool: ...
    def isFullScreen(self) -> bool: ...
    def showNormal(self) -> None: ...
    def showFullScreen(self) -> None: ...


def add_window_commands(window: CommandedWindow) -> None:
    """Register the commands of the window itself. Locked, only text size, colours, keys and quit work."""
    commands = window.office.commands
    for command in (
        Command(
            id="page.primary",
            text=translate("WindowCommands", "Do the next step of this page"),
            run=window.do_primary_act,
            shortcut="Ctrl+Return",
            menu="file",
        ),
        Command(
            id="page.refresh", text=translate("WindowCommands", "&Read again"), run=window.refresh, shortcut="F5",
            icon="arrows-clockwise", menu="file",
        ),
        Command(
            id="app.lock", text=translate("WindowCommands", "&Lock now"), run=window.lock, shortcut="Ctrl+L", icon="lock",
            menu="file", group=8,
        ),
        Command(
            id="app.quit", text=translate("WindowCommands", "&Quit"), run=_close(window), shortcut="Ctrl+Q", menu="file", group=9,
            works_locked=True,
        ),
        Command(
            id="edit.undo", text=translate("WindowCommands", "&Undo"), run=_undo(window), shortcut="Ctrl+Z",
            icon="arrow-u-up-left", menu="edit",
        ),
        Command(id="edit.redo", text=translate("WindowCommands", "&Redo"), run=_edit("redo"), shortcut="Ctrl+Shift+Z", menu="edit"),
        Command(id="edit.cut", text=translate("WindowCommands", "Cu&t"), run=_edit("cut"), shortcut="Ctrl+X", menu="edit", group=1),
        Command(id="edit.copy", text=translate("WindowCommands", "&Copy"), run=_edit("copy"), shortcut="Ctrl+C", menu="edit", group=1),
        Command(id="edit.paste", text=translate("WindowCommands", "&Paste"), run=_edit("paste"), shortcut="Ctrl+V", menu="edit", group=1),
        Command(
            id="view.larger", text=translate("WindowCommands", "&Larger text"), run=_resize(window, TEXT_PERCENT_STEP),
            shortcut="Ctrl++", icon="text-aa", menu="edit", group=5, works_locked=True,
        ),
        Command(
            id="view.smaller", text=translate("WindowCommands", "&Smaller text"), run=_resize(window, -TEXT_PERCENT_STEP),
            shortcut="Ctrl+-", menu="edit", group=5, works_locked=True,
        ),
        Command(
            id="view.usual_size", text=translate("WindowCommands", "Text at &100 %"), run=_usual_size(window), shortcut="Ctrl+0",
            menu="edit", group=5, works_locked=True,
        ),
        Command(
            id="view.light", text=translate("WindowCommands", "L&ight"), run=_colours(window, "light"), icon="sun", menu="edit", group=6,
            works_locked=True,
        ),
        Command(
            id="view.dark", text=translate("WindowCommands", "&Dark"), run=_colours(window, "dark"), icon="moon", menu="edit", group=6,
            works_locked=True,
        ),
        Command(
            id="view.system", text=translate("WindowCommands", "As this c&omputer"), run=_colours(window, "system"), menu="edit", group=6,
            works_locked=True,
        ),
        Command(
            id="view.full_screen", text=translate("WindowCommands", "&Full screen"), run=_full_screen(window), shortcut="F11", menu="edit",
            group=7, works_locked=True,
        ),
        Command(
            id="go.next_pane", text=translate("WindowCommands", "&Next pane"), run=_pane(window, 1), shortcut="F6", menu="go", group=8,
        ),
        Command(
            id="go.previous_pane", text=translate("WindowCommands", "&Previous pane"), run=_pane(window, -1), shortcut="Shift+F6",
            menu="go", group=8,
        ),
        Command(
            id="go.notices", text=translate("WindowCommands", "N&otices"), run=window.show_notices, icon="bell", menu="go", group=9,
        ),
        Command(
            id="help.keys", text=translate("WindowCommands", "&Keys"), run=window.show_keys, shortcut="Ctrl+/", icon="keyboard",
            menu="help", works_locked=True,
        ),
    ):  # fmt: skip
        commands.add(command)


def _close(window: CommandedWindow) -> Callable[[], None]:
    def leave() -> None:
        window.close()

    def run() -> None:
        """Close the window; a running call asks first, for its clock would stop."""
        if not window.office.call.is_on:
            window.close()
            return
        window.office.messages.ask(
            translate("WindowCommands", "Quit during a call"),
            translate("WindowCommands", "What you typed is saved as a draft. The call is marked as interrupted."),
            ((translate("WindowCommands", "Call"), window.top_bar.timer.text()),),
            translate("WindowCommands", "Quit"),
            leave,
        )

    return run


def _undo(window: CommandedWindow) -> Callable[[], None]:
    def run() -> None:
        """Undo in the text with the focus, else what the undo bar offers."""
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            field.undo()
        elif window.undo_bar.can_undo:
            window.undo_bar.undo()

    return run


def _edit(act: _Edit) -> Callable[[], None]:
    def run() -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
            getattr(field, act)()

    return run


def _pane(window: CommandedWindow, step: int) -> Callable[[], None]:
    return lambda: window.next_pane(step)


def _resize(window: CommandedWindow, by: int) -> Callable[[], None]:
    def run() -> None:
        theme = apply_theme(QApplication.instance(), current().mode, current().text_percent + by)
        window.office.settings.set("text_size_percent", theme.text_percent)

    return run


def _usual_size(window: CommandedWindow) -> Callable[[], None]:
    return lambda: _resize(window, TEXT_PERCENT_MIN - current().text_percent)()


def _colours(window: CommandedWindow, mode: Mode) -> Callable[[], None]:
    def run() -> None:
        apply_theme(QApplication.instance(), mode, current().text_percent)
        window.office.settings.set("theme", mode)

    return run


def _full_screen(window: CommandedWindow) -> Callable[[], None]:
    def run() -> None:
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    return run
