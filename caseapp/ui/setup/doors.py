"""What the pages before the desk ask of the program: the folder, its keys, and the way in and out.

`bootstrap` gives an object of this shape. Every function here may read files or stretch a passphrase, so pages call them beside the window;
those that are said to be quick may be called while typing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from caseapp.domain.organisation import Client, Line, Organisation
    from caseapp.services.desk import Desk
    from caseapp.services.ports import RecoverySheet


class Login(Protocol):
    """A person who can unlock."""

    @property
    def login(self) -> str: ...

    @property
    def display_name(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An organisation that comes with the program, as its file says; what the file leaves out is asked at first run."""

    id: str
    organisation: Organisation
    lines: tuple[Line, ...]
    clients: tuple[Client, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """Codes of the languages that come with the program.

    Attributes:
        screens: of the window; what it is written in stands first.
        letters: of the letters to consumers.
    """

    screens: tuple[str, ...] = ("en",)
    letters: tuple[str, ...] = ("en",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstOffice:
    """All that the first run asked.

    Attributes:
        login, name, passphrase: of the first person, who is administrator and privacy officer.
    """

    login: str
    name: str
    passphrase: str
    organisation: Organisation
    lines: tuple[Line, ...]
    clients: tuple[Client, ...]

    def __repr__(self) -> str:
        return "<FirstOffice>"


class Doors(Protocol):
    """One data folder, seen from outside."""

    @property
    def folder(self) -> Path:
        """The folder that is opened or set up now. Quick."""

    @property
    def is_practice(self) -> bool:
        """Whether that folder is the one for practice. Quick."""

    def now_at(self) -> datetime:
        """Return the instant, for the date on the recovery sheet. Quick."""

    def folder_for(self, base: Path, *, practice: bool) -> Path:
        """Return the folder of the real or the practice office at a place; creates nothing. Quick."""

    def turn_to(self, folder: Path) -> None:
        """Open or set up another folder from now on, and remember it for the next start.

        Raises:
            Trouble: ``folder_not_writable`` when nothing can be put there; ``second_copy``.
        """

    def take(self) -> None:
        """Take the folder for this program.

        Raises:
            Trouble: ``second_copy``, ``folder_not_writable``.
        """

    def is_new(self) -> bool:
        """Say whether nobody has set this folder up yet."""

    def profiles(self) -> tuple[Profile, ...]:
        """Return the organisations that come with the program.

        Raises:
            Trouble: ``resource_missing``, ``resource_faulty``.
        """

    def languages(self) -> Languages:
        """Return the languages there are screens and letters in."""

    def catalogue(self, code: str) -> bytes | None:
        """Return the translation of the screens into a language (.qm); None for the one they are written in, and where it is missing."""

    def check_person(self, login: str, name: str, passphrase: str) -> None:
        """Raise the DomainError of whatever is wrong with the first person: ``login_unfit``, ``passphrase_too_short``, ... Quick."""

    def strength(self, passphrase: str) -> int:
        """Estimate from 0 (falls at once) to 4 (strong), for the meter. Quick."""

    def prepare(self, office: FirstOffice) -> RecoverySheet:
        """Make keys, store and first records beside the place where they will lie, and return the sheet that has to be kept.

        Nothing is set up before `move_in`: a program that ends in between starts with an empty folder again. A second call makes another
        office and another sheet; the one before opens nothing.

        Raises:
            Trouble: ``house_exists``, ``disk_full``, ``second_copy``.
            DomainError: what is wrong with name, passphrase or organisation.
        """

    def proves(self, sheet: RecoverySheet, typed: Mapping[int, str]) -> bool:
        """Say whether groups that were typed back (index from 0, text) are those of the sheet. Quick."""

    def move_in(self) -> Desk:
        """Put the prepared office in its place by one rename, and unlock it for the person who set it up."""

    def logins(self) -> Sequence[Login]:
        """Return who can unlock.

        Raises:
            Trouble: ``keys_missing``, ``keys_damaged``, ``keys_too_new``.
        """

    def last_backup_at(self) -> datetime | None:
        """Return when the newest backup in the folder was made, by its name."""

    def wait_seconds(self) -> int:
        """Return how long the next try has to wait after several misses; 0 for not at all."""

    def unlock(self, login: str, passphrase: str) -> Desk:
        """Open for one person.

        Raises:
            Trouble: ``wrong_passphrase``, ``wait`` (with ``seconds``), ``second_copy``, ``store_too_new``, ``store_damaged``,
                ``operator_retired``, ``keys_damaged``, ...
        """

    def unlock_with_recovery(self, recovery_text: str, *, login: str, new_passphrase: str) -> tuple[Desk, RecoverySheet]:
        """Open with the recovery sheet: the person gets a new passphrase, the office a new sheet that has to be kept.

        Raises:
            Trouble: ``wrong_recovery``; as `unlock`.
            DomainError: ``recovery_incomplete``, ``recovery_sign_unknown``, ``recovery_mistyped``; what is wrong with the passphrase.
        """

    def save_sheet(self, file: Path, content: bytes) -> None:
        """Write a recovery sheet as a file that only its owner reads.

        Raises:
            Trouble: ``disk_full``, ``file_not_written``.
        """

    def lock(self, desk: Desk) -> None:
        """Close the store and overwrite the keys; may be called again."""
