"""The settings file: JSON, written whole or not at all, and moved aside when it cannot be read, never overwritten."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

from caseapp.host.atomic_file import write_atomically
from caseapp.host.paths import make_private_folder
from caseapp.host.settings_schema import SETTINGS, VERSION, SettingValue

NAME = "settings.json"


class Settings:
    """What this person set on this machine.

    Attributes:
        moved_aside: name of the file to which an unreadable one was moved at the start, or None. It is to be told.
        refused: keys whose value in the file was not accepted; their defaults hold.
    """

    def __init__(self, folder: Path) -> None:
        """Read the file in `folder`, or start with the defaults. Raises OSError when the system refuses to read or move it."""
        self._file = folder / NAME
        self.moved_aside: str | None = None
        self.refused: tuple[str, ...] = ()
        self._values: dict[str, SettingValue] = {}
        # Settings of a later version of the program are kept as they are, so that going back and forth loses nothing.
        self._unknown: dict[str, object] = {}
        self._writing = threading.Lock()
        self._hand_over: Callable[[Callable[[], None]], None] | None = None
        self._read()

    def write_through(self, hand_over: Callable[[Callable[[], None]], None]) -> None:
        """Let somebody else do the writing: `hand_over` is given it and runs it, now or in another thread.

        A disk that is asked to keep a file for good takes its time, and the window's thread has none. Who writes tells what fails.
        """
        self._hand_over = hand_over

    def get(self, key: str) -> SettingValue:
        """Return what was set, or the default. Raises KeyError for a setting that is not declared."""
        return self._values.get(key, SETTINGS[key].default)

    def text(self, key: str) -> str:
        """Return a text setting."""
        value = self.get(key)
        if not isinstance(value, str):
            raise TypeError(f"setting {key} is no text")
        return value

    def number(self, key: str) -> int:
        """Return a number setting."""
        value = self.get(key)
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"setting {key} is no number")
        return value

    def is_on(self, key: str) -> bool:
        """Return a yes-or-no setting."""
        value = self.get(key)
        if not isinstance(value, bool):
            raise TypeError(f"setting {key} is not yes or no")
        return value

    def set(self, key: str, value: SettingValue) -> None:
        """Set and save.

        Raises:
            KeyError: the setting is not declared.
            ValueError: it does not take this value.
            OSError: the file cannot be written, and nobody else was asked to write it; the value holds until the program ends.
        """
        if not SETTINGS[key].accepts(value):
            raise ValueError(f"setting {key} does not take this value")
        if self._values.get(key) == value and key in self._values:
            return
        self._values[key] = value
        self._write()

    def reset(self, key: str) -> None:
        """Go back to the default and save. Raises as `set`."""
        if self._values.pop(SETTINGS[key].key, None) is not None:
            self._write()

    def _read(self) -> None:
        try:
            body = json.loads(self._file.read_bytes())
            if not isinstance(body, dict) or not isinstance(body["settings"], dict):
                raise TypeError  # noqa: TRY301 - a file of another shape is treated like a broken one, in one place
        except FileNotFoundError:
            return
        except (ValueError, KeyError, TypeError, RecursionError):
            self._move_aside()
            return
        for key, value in body["settings"].items():
            if key not in SETTINGS:
                self._unknown[key] = value
            elif SETTINGS[key].accepts(value):
                self._values[key] = value
            else:
                self.refused = (*self.refused, key)

    def _move_aside(self) -> None:
        number = 1
        while (aside := self._file.with_name(f"settings.broken-{number}.json")).exists():
            number += 1
        os.replace(self._file, aside)
        self.moved_aside = aside.name

    def _write(self) -> None:
        if self._hand_over is None:
            self._write_now()
        else:
            self._hand_over(self._write_now)

    def _write_now(self) -> None:
        # What holds by then is written, so that of two writings the later has the last word.
        with self._writing:
            make_private_folder(self._file.parent)
            body = {"version": VERSION, "settings": {**self._unknown, **self._values}}
            write_atomically(self._file, json.dumps(body, indent=1, sort_keys=True).encode() + b"\n")
