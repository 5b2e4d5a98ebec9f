"""The ways in and out of a data folder, as the pages before the desk ask for them."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseapp.bootstrap.catalogues import catalogue_of, screen_languages
from caseapp.bootstrap.house import FirstPerson, House
from caseapp.host.paths import data_folder, is_practice, make_private_folder, practice_folder
from caseapp.host.resources import ResourceMissing
from caseapp.host.settings import Settings
from caseapp.services.trouble import Trouble

if TYPE_CHECKING:
    from caseapp.services.desk import Desk
    from caseapp.services.ports import RecoverySheet
    from caseapp.ui.setup.doors import FirstOffice, Languages, Profile
    from caseapp.vault.cost import Cost
    from caseapp.vault.office_keys import LoginName


class HouseDoors:
    """One data folder at a time; turning to another closes the one before."""

    def __init__(self, house: House, settings: Settings, *, cost: Cost | None = None) -> None:
        self.house = house
        self._settings = settings
        self._cost = cost
        self._prepared: FirstOffice | None = None
        # What somebody who knows the office tries first; filled when the profiles are read.
        self._easy_words: tuple[str, ...] = ()

    @property
    def folder(self) -> Path:
        return self.house.folder

    @property
    def is_practice(self) -> bool:
        return self.house.practice

    def folder_for(self, base: Path, *, practice: bool) -> Path:
        real = base.with_name(base.name.removesuffix("-practice")) if is_practice(base) else base
        return practice_folder(real) if practice else real

    def turn_to(self, folder: Path) -> None:
        if folder == self.house.folder:
            return
        house = House(folder, clock=self.house.clock, resources=self.house.resources, cost=self._cost)
        try:
            make_private_folder(folder)
            house.acquire()
        except OSError as error:
            raise Trouble("folder_not_writable") from error
        self.house.close()
        self.house = house
        self._settings.set("last_data_dir", str(folder))

    def now_at(self) -> datetime:
        return self.house.clock.now_at()

    def take(self) -> None:
        try:
            self.house.acquire()
        except OSError as error:
            raise Trouble("folder_not_writable") from error

    def is_new(self) -> bool:
        return self.house.is_new()

    def profiles(self) -> tuple[Profile, ...]:
        from caseapp.ui.setup.doors import Profile

        found = []
        try:
            for name in self.house.profiles():
                organisation, lines, clients = self.house.profile(name)
                found.append(Profile(id=name, organisation=organisation, lines=lines, clients=clients))
        except ResourceMissing as error:
            raise Trouble("resource_missing", file=error.name) from error
        if not found:
            raise Trouble("resource_missing", file="organisations")
        self._easy_words = tuple(
            word
            for profile in found
            for word in (profile.organisation.name, profile.organisation.legal_name, profile.organisation.email, profile.organisation.phone)
        )
        return tuple(found)

    def languages(self) -> Languages:
        from caseapp.ui.setup.doors import Languages

        resources = self.house.resources
        try:
            letters = {name.split("/")[1] for name in resources.names("letters", suffix=".toml")}
        except ResourceMissing as error:
            raise Trouble("resource_missing", file=error.name) from error
        return Languages(screens=screen_languages(resources), letters=tuple(sorted(letters)))

    def catalogue(self, code: str) -> bytes | None:
        return catalogue_of(self.house.resources, code)

    def check_person(self, login: str, name: str, passphrase: str) -> None:
        from caseapp.domain.operators import Role
        from caseapp.services.operators import check_operator
        from caseapp.vault.passphrases import check_passphrase

        check_operator(login, name, (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER))
        check_passphrase(passphrase, login=login, words=self._easy_words)

    def strength(self, passphrase: str) -> int:
        from caseapp.vault.passphrases import strength

        return strength(passphrase)

    def prepare(self, office: FirstOffice) -> RecoverySheet:
        person = FirstPerson(login=office.login, name=office.name, passphrase=office.passphrase)
        try:
            sheet = self.house.prepare(person, office.organisation, office.lines, office.clients)
        except OSError as error:
            raise _trouble_of(error) from error
        self._prepared = office
        return sheet

    def proves(self, sheet: RecoverySheet, typed: Mapping[int, str]) -> bool:
        from caseapp.vault.recovery import check_groups

        return check_groups(sheet, typed)  # type: ignore[arg-type]

    def move_in(self) -> Desk:
        assert self._prepared is not None, "an office is prepared before it moves in"
        try:
            self.house.move_in()
        except OSError as error:
            raise _trouble_of(error) from error
        desk = self.house.unlock(self._prepared.login, self._prepared.passphrase)
        self._prepared = None
        self._settings.set("last_data_dir", str(self.house.folder))
        self._settings.set("last_login", desk.operator.login)
        return desk

    def logins(self) -> Sequence[LoginName]:
        return self.house.logins()

    def last_backup_at(self) -> datetime | None:
        # By name alone, as `store.backup` writes it: the unlock page needs no database for this.
        stamps = [file.stem.removeprefix("backup-") for file in self.house.backups.glob("backup-*Z.db")]
        return datetime.strptime(max(stamps), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC) if stamps else None

    def wait_seconds(self) -> int:
        from caseapp.vault.attempts import attempts_wait_seconds

        return attempts_wait_seconds(self.house.office, self.house.clock.now_at())

    def unlock(self, login: str, passphrase: str) -> Desk:
        desk = self.house.unlock(login, passphrase)
        self._settings.set("last_login", login)
        return desk

    def unlock_with_recovery(self, recovery_text: str, *, login: str, new_passphrase: str) -> tuple[Desk, RecoverySheet]:
        return self.house.unlock_with_recovery(recovery_text, login=login, new_passphrase=new_passphrase)

    def save_sheet(self, file: Path, content: bytes) -> None:
        from caseapp.host.atomic_file import write_atomically

        try:
            write_atomically(file, content)
        except OSError as error:
            raise _trouble_of(error, "file_not_written") from error

    def lock(self, desk: Desk) -> None:
        self.house.lock(desk)


def _trouble_of(error: OSError, otherwise: str = "folder_not_writable") -> Trouble:
    return Trouble("disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else otherwise)


def first_folder(data_dir: Path | None, settings: Settings) -> Path:
    """Return the folder to begin with: the one named on the command line, the last one used, or the usual one."""
    if data_dir is not None:
        return data_folder(data_dir)
    last = settings.text("last_data_dir")
    return Path(last) if last and Path(last).is_dir() else data_folder()
