"""Menus and keys made from the command registry: one action a command, enabled where its scope and the roles say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from caseapp.ui.commands import EVERYWHERE, MENUS, Command
from caseapp.ui.menu_icons import menu_icon
from caseapp.ui.office import Office
from caseapp.ui.theme import follow_theme

translate = QCoreApplication.translate


def menu_titles() -> dict[str, str]:
    """Return the titles of the menus; their access keys are F, E, G, C, L, R, H, so forms choose other letters."""
    return {
        "file": translate("Menus", "&File"),
        "edit": translate("Menus", "&Edit"),
        "go": translate("Menus", "&Go"),
        "case": translate("Menus", "&Case"),
        "letters": translate("Menus", "&Letters"),
        "reports": translate("Menus", "&Reports"),
        "help": translate("Menus", "&Help"),
    }


class CommandMenus(QObject):
    """Fills a menu bar and binds the keys of a window."""

    def __init__(self, office: Office, window: QWidget, bar: QMenuBar) -> None:
        super().__init__(window)
        self._office = office
        self._window = window
        self._bar = bar
        self._scope = EVERYWHERE
        self._is_locked = True
        self._actions: dict[str, QAction] = {}
        self._menus: dict[str, QMenu] = {}
        self._is_waiting = False
        self._undrawn: set[str] = set()
        titles = menu_titles()
        for menu in MENUS:
            self._menus[menu] = bar.addMenu(titles[menu])
            self._menus[menu].setObjectName(f"menu_{menu}")
            self._menus[menu].aboutToShow.connect(partial(self._draw_icons, menu))
        office.commands.on_change(self.rebuild)
        follow_theme(self, self._dress)
        self.rebuild()

    def set_scope(self, scope: str, *, locked: bool) -> None:
        """Say which section is shown and whether the window is locked."""
        self._scope = scope
        self._is_locked = locked
        self.rebuild()

    @contextmanager
    def filled_once(self) -> Iterator[None]:
        """Add many commands: the menus are made anew at the end and not after each."""
        self._is_waiting = True
        try:
            yield
        finally:
            self._is_waiting = False
            self.rebuild()

    def action(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def rebuild(self) -> None:
        """Put into each menu what may be done now."""
        if self._is_waiting:
            return
        held = self._office.roles
        possible = {c.id for c in self._office.commands.available(held, self._scope, locked=self._is_locked)}
        for menu in self._menus.values():
            menu.clear()
        for command in self._office.commands.all():
            action = self._actions.get(command.id) or self._make(command)
            action.setEnabled(command.id in possible)
        for name, menu in self._menus.items():
            shown = [c for c in self._office.commands.all() if c.menu == name and c.id in possible]
            shown.sort(key=lambda c: c.group)
            group = shown[0].group if shown else 0
            for command in shown:
                if command.group != group:
                    menu.addSeparator()
                    group = command.group
                menu.addAction(self._actions[command.id])
            menu.menuAction().setVisible(bool(shown))

    def _make(self, command: Command) -> QAction:
        action = QAction(command.text, self._window)
        action.setObjectName(f"command_{command.id.replace('.', '_')}")
        if command.shortcut:
            keys = [QKeySequence(command.shortcut)]
            if command.shortcut.endswith("Return"):
                keys.append(QKeySequence(command.shortcut.removesuffix("Return") + "Enter"))
            action.setShortcuts(keys)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False, run=command.run: run())
        self._window.addAction(action)
        self._actions[command.id] = action
        self._undrawn.add(command.menu)
        return action

    def _dress(self) -> None:
        """Icons are drawn when a menu opens: drawn at once, all of them would hold up each change of colours."""
        self._undrawn = set(self._menus)

    def _draw_icons(self, menu: str) -> None:
        if menu in self._undrawn:
            self._undrawn.discard(menu)
            for command in self._office.commands.all():
                if command.menu == menu and command.icon and command.id in self._actions:
                    self._actions[command.id].setIcon(menu_icon(command.icon))
