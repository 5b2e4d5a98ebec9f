"""What the administrator's pages ask of the program beside the services: backups, the check of the history, and what it is made of.

`bootstrap` gives an object of this shape. Every function may take a while and is called in the data lane, if it does not say
otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caseapp.domain.history import ChainVerdict
    from caseapp.services.desk import Desk
    from caseapp.services.ports import RecoverySheet


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """One copy of the record in the backups folder.

    Attributes:
        name: of the file.
        made_at: when it was written.
        size: in bytes.
    """

    name: str
    made_at: datetime
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something this program is made of. `license_text` may be empty where the licence is known by its name."""

    name: str
    version: str
    license_name: str
    license_text: str = ""


class Upkeep(Protocol):
    """The record as a whole."""

    def strength(self, passphrase: str) -> int:
        """Estimate from 0 (falls at once) to 4 (strong), for the meter. Quick; may be called while typing."""

    @property
    def backups_folder(self) -> str:
        """Where the backups lie, to be shown."""

    def backups(self) -> tuple[BackupFile, ...]:
        """Return the backups, the newest first."""

    def back_up(self) -> BackupFile:
        """Copy the record, check the copy, and return it.

        Raises:
            Trouble: ``disk_full``, ``store_damaged``.
        """

    def check_history(self, desk: Desk) -> ChainVerdict:
        """Check every link and signature of the history, and that it is no shorter than when it was seen last."""

    def show_sheet(self, parent: QWidget, sheet: RecoverySheet) -> None:
        """Open the pages of a new recovery sheet over the window: shown, printed or saved, proved. Called in the window's own thread."""

    def screen_languages(self) -> tuple[str, ...]:
        """Return the codes of the languages the screens can speak. Quick."""

    def program_version(self) -> str: ...

    def parts(self) -> tuple[Part, ...]:
        """Return fonts, icons and libraries with their licences."""
