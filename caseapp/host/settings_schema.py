"""Every setting of this person on this machine, declared once. Facts of the office stand in its database, not here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

VERSION = 1

SettingValue: TypeAlias = str | int | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting.

    Attributes:
        key: its name in the file; never given to another setting.
        default: what holds when nothing was set; its type is the setting's type.
        choices: for text, the only values; empty for any text.
        at_least, at_most: for numbers.
    """

    key: str
    default: SettingValue
    choices: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    length_max: int = 4096

    def accepts(self, value: object) -> bool:
        """Say whether the value is of the type and within the bounds."""
        match value:
            case bool():
                return isinstance(self.default, bool)
            case int():
                return type(self.default) is int and self._is_within(value)
            case str():
                return isinstance(self.default, str) and len(value) <= self.length_max and (not self.choices or value in self.choices)
            case _:
                return False

    def _is_within(self, value: int) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


_DECLARED = (
    Setting(key="theme", default="system", choices=("light", "dark", "system")),
    Setting(key="text_size_percent", default=100, at_least=100, at_most=200),
    Setting(key="language", default="en", choices=("en", "es")),
    # ux_security D.2: 15 minutes, and nobody can switch the lock off.
    Setting(key="idle_lock_minutes", default=15, at_least=5, at_most=60),
    Setting(key="reduce_motion", default=False),
    Setting(key="last_data_dir", default=""),
    Setting(key="last_login", default="", length_max=200),
    Setting(key="last_line", default="", length_max=200),
    Setting(key="printer", default="", length_max=200),
    Setting(key="printer_duplex", default=True),
    # How far each printer of this computer is off, a line each; see `domain.print_file`.
    Setting(key="printer_offsets", default="", length_max=20_000),
    Setting(key="window_geometry", default=""),
    Setting(key="window_state", default=""),
    Setting(key="last_page", default="", length_max=100),
)

SETTINGS: Mapping[str, Setting] = MappingProxyType({setting.key: setting for setting in _DECLARED})
