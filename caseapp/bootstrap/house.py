"""One data folder opened: keys, store, law and letters joined for the services.

Heavy adapters (database, letter press, law) are imported when a house is opened and not before: the unlock page must take typing
at once, and needs none of them.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from caseapp import __version__
from caseapp.host.paths import is_practice, make_private_folder, settings_folder
from caseapp.host.resources import ResourceMissing, Resources, program_resources
from caseapp.host.single_instance import SecondCopy, SingleInstance
from caseapp.host.system_clock import SystemClock
from caseapp.services.trouble import Trouble

if TYPE_CHECKING:
    from caseapp.domain.history import ChainVerdict
    from caseapp.domain.operators import Operator
    from caseapp.domain.organisation import Client, Line, Organisation
    from caseapp.domain.rulebook import Rulebook
    from caseapp.rulebook.law_files import LawFiles
    from caseapp.services.desk import Desk
    from caseapp.services.ports import Clock, Queries, UnitOfWork
    from caseapp.services.ports import Rulebook as LawPort
    from caseapp.services.standing_law import StandingLaw
    from caseapp.store.engine import Store
    from caseapp.typesetting.press import Press
    from caseapp.vault.cost import Cost
    from caseapp.vault.office_keys import LoginName
    from caseapp.vault.open_vault import OpenVault
    from caseapp.vault.recovery import RecoverySheet

log = logging.getLogger(__name__)

OFFICE = "office"
STORE_FILE = "caseapp.db"
BACKUPS = "backups"
BACKUP_EVERY = timedelta(minutes=30)
PRACTICE_MARK = "practice"
"""A file of this name in the office folder says that nothing in it is real; so does the name of a practice folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPerson:
    """Who sets the house up."""

    login: str
    name: str
    passphrase: str


class House:
    """One data folder: its keys, its store, its law and its letters.

    Attributes:
        folder: the data folder.
        practice: nothing in it is real.

    Args:
        anchors: where the last heads of the history are remembered; the person's settings when left out.
    """

    def __init__(
        self,
        folder: Path,
        *,
        clock: Clock | None = None,
        resources: Resources | None = None,
        cost: Cost | None = None,
        practice: bool = False,
        anchors: Path | None = None,
    ) -> None:
        self.folder = folder
        self._anchors = anchors or settings_folder()
        self.practice = practice or is_practice(folder) or (folder / OFFICE / PRACTICE_MARK).exists()
        self.clock: Clock = clock or SystemClock()
        self.resources = resources or program_resources()
        self._cost = cost
        self._instance = SingleInstance(folder)
        self._store: Store | None = None
        self._rulebook: Rulebook | None = None
        self._press: Press | None = None
        self._law: StandingLaw | None = None
        self._backed_up_head = 0

    # -- what is there -------------------------------------------------------------------------------------------------

    @property
    def office(self) -> Path:
        """Where keys and store lie; it appears whole or not at all."""
        return self.folder / OFFICE

    @property
    def _half_made(self) -> Path:
        """Where an office is made before it moves in; whatever lies here was never finished."""
        return self.folder / f"{OFFICE}.new"

    @property
    def backups(self) -> Path:
        return self.folder / BACKUPS

    def is_new(self) -> bool:
        """Say whether nobody has set this folder up yet."""
        return not (self.office / STORE_FILE).exists()

    def acquire(self) -> None:
        """Take the folder for this program.

        Raises:
            Trouble: ``second_copy`` when another program has it.
        """
        try:
            self._instance.acquire()
        except SecondCopy as error:
            raise Trouble("second_copy") from error

    def logins(self) -> tuple[LoginName, ...]:
        """Return who can unlock."""
        from caseapp.vault.office_keys import logins

        return logins(self.office)

    @property
    def rulebook(self) -> Rulebook:
        """The law, read once. Raises Trouble ``resource_missing`` or ``resource_faulty``."""
        if self._rulebook is None:
            from caseapp.rulebook.loader import load_rulebook

            self._rulebook = load_rulebook(self._read, self._names)
        return self._rulebook

    @property
    def law_files(self) -> LawFiles:
        """What counsel has to read, the promises of the policy, drafts of the law; each read when it is asked for."""
        from caseapp.rulebook.law_files import LawFiles

        return LawFiles(self._read, self._names, lambda: self.rulebook)

    @property
    def press(self) -> Press:
        """The letter press, made once."""
        if self._press is None:
            from caseapp.typesetting.press import Press

            self._press = Press(self._read, self._names)
        return self._press

    def adopt(self, rulebook: Rulebook, press: Press) -> None:
        """Take law and letters that were read already, where several houses stand in one process."""
        self._rulebook = rulebook
        self._law = None
        self._press = press

    def profiles(self) -> tuple[str, ...]:
        """Return the names of the organisation profiles that come with the program."""
        names = self.resources.names("organisations", suffix=".toml")
        return tuple(Path(name).stem for name in names)

    def profile(self, name: str) -> tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]:
        """Read one organisation profile."""
        from caseapp.rulebook.organisation_files import load_profile
        from caseapp.services.desk import new_id

        file = f"organisations/{name}.toml"
        return load_profile(file, self._read(file), effective_at=self.clock.now_at(), new_id=new_id)

    # -- setting up, unlocking, locking --------------------------------------------------------------------------------

    def prepare(
        self, person: FirstPerson, organisation: Organisation, lines: tuple[Line, ...], clients: tuple[Client, ...]
    ) -> RecoverySheet:
        """Make keys, store and first records beside the place where they will lie; nothing is set up before `move_in`.

        Raises:
            Trouble: ``house_exists``, ``disk_full``, ``second_copy``.
            DomainError: what is wrong with name, passphrase or organisation.
        """
        from caseapp.domain.operators import Operator, Role
        from caseapp.services.desk import new_id
        from caseapp.services.first_run import open_house
        from caseapp.services.operators import check_operator
        from caseapp.store.engine import create_store
        from caseapp.vault.office_keys import create_office_keys

        if not self.is_new():
            raise Trouble("house_exists")
        roles = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
        check_operator(person.login, person.name, roles)
        self.acquire()
        make_private_folder(self.folder)
        if self._half_made.exists():
            shutil.rmtree(self._half_made)
        operator_id = new_id()
        vault, sheet = create_office_keys(
            self._half_made,
            operator_id=operator_id,
            login=person.login,
            display_name=person.name,
            passphrase=person.passphrase,
            is_officer=True,
            cost=self.cost,
        )
        store = create_store(self._half_made / STORE_FILE, vault.database_key)
        operator = Operator(
            id=operator_id,
            login=person.login,
            name=person.name,
            roles=roles,
            public_key=vault.public_key(),
            created_at=self.clock.now_at(),
        )
        desk = self._desk(store, vault, operator, organisation.business_zone)
        open_house(desk, organisation=organisation, lines=lines, clients=clients)
        store.close()
        vault.lock()
        if self.practice:
            (self._half_made / PRACTICE_MARK).touch()
        return sheet

    def move_in(self) -> None:
        """Put the prepared office in its place by one rename."""
        if not self.is_new():
            raise Trouble("house_exists")
        self._half_made.rename(self.office)

    def create(
        self, person: FirstPerson, organisation: Organisation, lines: tuple[Line, ...], clients: tuple[Client, ...]
    ) -> tuple[Desk, RecoverySheet]:
        """Prepare, move in and unlock at once: for the command line, the demonstration and tests. Raises as `prepare`."""
        sheet = self.prepare(person, organisation, lines, clients)
        self.move_in()
        return self.unlock(person.login, person.passphrase), sheet

    def unlock(self, login: str, passphrase: str, *, now: Callable[[], datetime] | None = None) -> Desk:
        """Open the house for one person.

        Raises:
            Trouble: ``wrong_passphrase``, ``wait``, ``second_copy``, ``store_too_new``, ``store_damaged``, ``operator_retired``, ...
        """
        from caseapp.vault.office_keys import unlock

        vault = unlock(self.office, login, passphrase, now=now or self.clock.now_at, cost=self.cost)
        return self._open(vault)

    def unlock_with_recovery(self, recovery_text: str, *, login: str, new_passphrase: str) -> tuple[Desk, RecoverySheet]:
        """Open the house with the recovery sheet; the person gets a new passphrase and the house a new sheet."""
        from caseapp.vault.office_keys import unlock_with_recovery

        vault, sheet = unlock_with_recovery(self.office, recovery_text, login=login, new_passphrase=new_passphrase, cost=self.cost)
        desk = self._open(vault)
        self._renew_public_key(desk, vault)
        return replace(desk, operator=replace(desk.operator, public_key=vault.public_key())), sheet

    def lock(self, desk: Desk) -> None:
        """Remember the head of the history outside the database, close the store and overwrite the keys."""
        from caseapp.host.anchor import HeadMovedBack, HeadUnreadable, remember_head

        try:
            with desk.uow() as uow:
                seq, hashed = uow.history.head()
            remember_head(self._anchors, self.folder, seq=seq, hash=hashed)
        except (HeadMovedBack, HeadUnreadable, Trouble, OSError) as error:
            # The keys go whatever happens; the check of the record tells the person about the head.
            log.warning("the head of the history was not remembered: %s", type(error).__name__)
        finally:
            desk.vault.lock()
            self.close_store()

    def close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None

    def close(self) -> None:
        """Close the store and give the folder back."""
        self.close_store()
        self._instance.release()

    # -- things an administrator does with the whole store ---------------------------------------------------------------

    def back_up(self) -> Path:
        """Copy the open store into the backups folder, checked, and return the file."""
        from caseapp.store.backup import back_up

        assert self._store is not None, "a house is unlocked before it is backed up"
        return back_up(self._store, self.backups, at=self.clock.now_at())

    def back_up_if_due(self) -> Path | None:
        """Back up when something changed and the last backup is half an hour old; return the file, or None."""
        from caseapp.store.backup import list_backups, thin_out

        if self._store is None:
            return None
        with self._store.unit_of_work() as uow:
            head = uow.history.head()[0]
        now = self.clock.now_at()
        newest = max((backup.at for backup in list_backups(self.backups)), default=None)
        if head == self._backed_up_head or (newest is not None and now - newest < BACKUP_EVERY):
            return None
        made = self.back_up()
        self._backed_up_head = head
        thin_out(self.backups, now=now)
        return made

    def check_history(self, desk: Desk) -> ChainVerdict:
        """Check every link and signature of the history against the head seen last."""
        from caseapp.domain.history import Anchor
        from caseapp.host.anchor import last_head
        from caseapp.services.history import check_history
        from caseapp.vault.signing import verify

        seen = last_head(self._anchors, self.folder)
        anchor = Anchor(seq=seen.seq, hash=seen.hash) if seen else None
        return check_history(desk, verify, anchor)

    @property
    def store(self) -> Store:
        """The open store; for the commands that generate and measure."""
        assert self._store is not None, "the house is locked"
        return self._store

    # -- inside -------------------------------------------------------------------------------------------------------

    def _open(self, vault: OpenVault) -> Desk:
        was_closed = self._store is None
        try:
            return self._sit_down(vault)
        except BaseException:
            # Whoever does not get in leaves neither keys nor an open store behind.
            vault.lock()
            if was_closed:
                self.close_store()
            raise

    def _sit_down(self, vault: OpenVault) -> Desk:
        from caseapp.store.engine import open_store

        self.acquire()
        if self._store is None:
            self._store = open_store(self.office / STORE_FILE, vault.database_key, backups=self.backups)
        with self._store.unit_of_work() as uow:
            operator = uow.operators.get(vault.operator_id)
            zone = uow.current_organisation().business_zone
        if not operator.is_active:
            raise Trouble("operator_retired")
        return self._desk(self._store, vault, operator, zone)

    def _desk(self, store: Store, vault: OpenVault, operator: Operator, zone: str) -> Desk:
        from caseapp.exchange.csv_out import csv_bytes
        from caseapp.services.desk import Desk
        from caseapp.services.seen_queries import queries_seen_by

        return Desk(
            uow=_while_unlocked(store, vault),
            queries=queries_seen_by(operator, cast("Queries", _QueriesWhileUnlocked(store.queries, vault))),
            clock=self.clock,
            operator=operator,
            rulebook=cast("LawPort", self._law_of(store)),
            press=self.press,
            vault=_VaultAtCost(vault, self.cost),
            business_zone=zone,
            practice=self.practice,
            app_version=__version__,
            csv=csv_bytes,
            law_files=self.law_files,
        )

    def _law_of(self, store: Store) -> StandingLaw:
        """Return the law with the one-off days of this store; all desks of the house share it."""
        from caseapp.domain.one_off_days import counted_days
        from caseapp.services.standing_law import StandingLaw

        if self._law is None:
            self._law = StandingLaw(self.rulebook)
        with store.unit_of_work() as uow:
            self._law.count_days(counted_days(uow.one_off_days.where()))
        return self._law

    def _renew_public_key(self, desk: Desk, vault: OpenVault) -> None:
        from caseapp.services.record import record

        with desk.uow() as uow:
            stored = uow.operators.get(vault.operator_id)
            uow.operators.replace(replace(stored, public_key=vault.public_key()))
            record(uow, desk, "recovery_sheet_used", thing="operator", thing_id=stored.id)
            uow.commit()

    def _names(self, folder: str) -> list[str]:
        try:
            return list(self.resources.names(folder))
        except ResourceMissing as error:
            raise Trouble("resource_missing", file=error.name) from error

    def _read(self, name: str) -> bytes:
        try:
            return self.resources.bytes(name)
        except ResourceMissing as error:
            raise Trouble("resource_missing", file=error.name) from error

    @property
    def cost(self) -> Cost:
        """Return what a key slot of this house costs to try."""
        from caseapp.vault.cost import STANDARD_COST

        return self._cost or STANDARD_COST


def _while_unlocked(store: Store, vault: OpenVault) -> Callable[[], UnitOfWork]:
    """Return what begins a transaction as long as the person is signed in: a desk that outlived its lock opens nothing."""

    def unit_of_work() -> UnitOfWork:
        if vault.is_locked:
            raise Trouble("vault_locked")
        return store.unit_of_work()

    return unit_of_work


class _QueriesWhileUnlocked:
    """The reads of the store, until the person's vault is locked."""

    def __init__(self, queries: Queries, vault: OpenVault) -> None:
        self._queries = queries
        self._vault = vault

    def __getattr__(self, name: str) -> object:
        if self._vault.is_locked:
            raise Trouble("vault_locked")
        return getattr(self._queries, name)


class _VaultAtCost:
    """The open vault as the services' port: new slots cost what this house's slots cost."""

    def __init__(self, vault: OpenVault, cost: Cost) -> None:
        self._vault = vault
        self._cost = cost

    @property
    def operator_id(self) -> str:
        return self._vault.operator_id

    @property
    def can_unseal(self) -> bool:
        return self._vault.can_unseal

    def sign(self, digest: bytes) -> bytes:
        return self._vault.sign(digest)

    def signer(self) -> Callable[[bytes], bytes]:
        return self._vault.signer()

    def public_key(self) -> bytes:
        return self._vault.public_key()

    def seal(self, plain: bytes, *, about: str) -> bytes:
        return self._vault.seal(plain, about=about)

    def unseal(self, sealed: bytes, *, about: str) -> bytes:
        return self._vault.unseal(sealed, about=about)

    def add_operator(self, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool) -> bytes:
        return self._vault.add_operator(
            operator_id=operator_id, login=login, display_name=display_name, passphrase=passphrase, is_officer=is_officer, cost=self._cost
        )

    def change_passphrase(self, old: str, new: str) -> None:
        self._vault.change_passphrase(old, new, cost=self._cost)

    def retire_operator(self, operator_id: str) -> None:
        self._vault.retire_operator(operator_id)

    def signing_keys(self, operator_id: str) -> tuple[bytes, ...]:
        return self._vault.signing_keys(operator_id)

    def set_officer(self, operator_id: str, is_officer: bool) -> None:
        self._vault.set_officer(operator_id, is_officer)

    def reset_passphrase(self, operator_id: str, passphrase: str) -> bytes:
        return self._vault.reset_passphrase(operator_id, passphrase, cost=self._cost)

    def confirm_passphrase(self, passphrase: str) -> bool:
        return self._vault.confirm_passphrase(passphrase)

    def new_recovery_sheet(self) -> RecoverySheet:
        return self._vault.new_recovery_sheet()

    def lock(self) -> None:
        self._vault.lock()
