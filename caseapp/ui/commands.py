"""Everything that can be done by a key, a menu or the palette: one registry that all of them read.

How the clashes of the papers were settled (one key, one meaning in a scope):

- Ctrl+Enter is the page's primary act on every page. Ticking a sentence of the script has a key of its own, Ctrl+T.
- Ctrl+D means the calendar's day everywhere; in a form it stays what the system makes of it, for no form binds it.
- Ctrl+A selects all that is listed. "All readable" of the batch check is Ctrl+Shift+A.
- Ctrl+Z belongs to the text field that has the focus; the undo bar takes it only when the focus is in none.
- The letters T, P, X, R, V, E of the pictures became Ctrl and a key, or a button reached by Tab; Space and arrows stay, for
  they write nothing in a list.
- Alt and a letter is for menus and fields only; Ctrl+Alt and a letter is AltGr on Spanish keyboards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from caseapp.domain.operators import Role

EVERYWHERE = "window"
"""Scope of a key that works on every page."""

MENUS = ("file", "edit", "go", "case", "letters", "reports", "help")

_BANNED = re.compile(r"^(Shift\+)?[^+]$|^(Shift\+)?Alt\+(Shift\+)?[^+]$|^Ctrl\+Alt\+(Shift\+)?[^+]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that can be done.

    Attributes:
        id: stable code, ``area.act``.
        text: words in menus and palette, with its access key (``&``); an ellipsis if a question follows.
        shortcut: portable text of a key (``Ctrl+Shift+N``), or empty.
        icon: name in `icons`, or empty.
        scope: `EVERYWHERE`, or the id of the section where the key and the command work.
        run: does it.
        roles: who sees it; empty means everybody.
        menu: one of `MENUS`, in which it stands.
        group: commands of one group stand between two separators.
        works_locked: may be used while nobody is signed in.
    """

    id: str
    text: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    scope: str = EVERYWHERE
    roles: frozenset[Role] = field(default_factory=frozenset)
    menu: str = "go"
    group: int = 0
    works_locked: bool = False

    @property
    def plain_text(self) -> str:
        """The words without the mark of the access key."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&")

    def is_for(self, roles: Iterable[Role]) -> bool:
        return not self.roles or not self.roles.isdisjoint(roles)


class CommandRegistry:
    """All commands. Menus, palette, key sheet and the keys themselves are made from it."""

    def __init__(self) -> None:
        self._commands: dict[str, Command] = {}
        self._listeners: list[Callable[[], None]] = []

    def add(self, command: Command) -> None:
        """Add a command.

        Raises:
            ValueError: the id is taken, the menu is none, the key is of a kind nobody may use, or it has a meaning already where
                this command works.
        """
        if command.id in self._commands:
            raise ValueError(f"command added twice: {command.id}")
        if command.menu not in MENUS:
            raise ValueError(f"no such menu: {command.menu}")
        if command.shortcut:
            key = normal_key(command.shortcut)
            if is_banned_key(key):
                raise ValueError(f"{command.id}: {key} is a key for writing or for access keys")
            other = self.holder_of(key, command.scope)
            if other is not None:
                raise ValueError(f"{key} means {other.id} already, so it cannot mean {command.id}")
        self._commands[command.id] = command
        for listener in self._listeners:
            listener()

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each added command."""
        self._listeners.append(listener)

    def holder_of(self, shortcut: str, scope: str) -> Command | None:
        """Return the command that a key means in a scope. What means something everywhere means it in each scope."""
        key = normal_key(shortcut)
        for command in self._commands.values():
            overlaps = EVERYWHERE in (command.scope, scope) or command.scope == scope
            if overlaps and command.shortcut and normal_key(command.shortcut) == key:
                return command
        return None

    def all(self) -> tuple[Command, ...]:
        return tuple(self._commands.values())

    def by_id(self, command_id: str) -> Command:
        return self._commands[command_id]

    def available(self, roles: Iterable[Role], scope: str = EVERYWHERE, *, locked: bool = False) -> tuple[Command, ...]:
        """Return what these roles may do now in a scope."""
        held = frozenset(roles)
        return tuple(
            command
            for command in self._commands.values()
            if command.scope in (EVERYWHERE, scope) and command.is_for(held) and (command.works_locked or not locked)
        )

    def found(self, words: str, roles: Iterable[Role], scope: str = EVERYWHERE) -> tuple[Command, ...]:
        """Return available commands whose words hold all the typed words, in the order they were added."""
        wanted = words.casefold().split()
        return tuple(c for c in self.available(roles, scope) if all(word in c.plain_text.casefold() for word in wanted))


def normal_key(shortcut: str) -> str:
    """Return a key in its one portable form; Enter of the number block counts as Return."""
    text = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
    return re.sub(r"\bEnter$", "Return", text)


def is_banned_key(shortcut: str) -> bool:
    """Say whether a key is a bare sign, Alt and a letter, or Ctrl+Alt and a letter (UX-01)."""
    return bool(_BANNED.match(normal_key(shortcut)))


def shown_key(shortcut: str) -> str:
    """Return a key as it stands on buttons and in menus: ``Ctrl+Enter``, on a Mac with its signs."""
    text = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("Return", "Enter")
