"""The keys of one office: make them, unlock them with a passphrase, or with the recovery sheet.

All persons share one database key, so what the roles of a local store may do is enforced by the program. Two things are enforced
by keys: what was sealed can be taken out by officers only, and nobody can sign for somebody else.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from caseapp.domain.errors import DomainError, NotFound
from caseapp.host.paths import make_private_folder
from caseapp.host.system_clock import SystemClock
from caseapp.services.trouble import Trouble
from caseapp.vault import attempts, slot_file
from caseapp.vault.attempts import attempts_wait_seconds
from caseapp.vault.cost import QUICK_COST, STANDARD_COST, Cost
from caseapp.vault.new_slots import officer_key_about, recovery_slot, user_slot
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.passphrases import check_passphrase
from caseapp.vault.private_keys import PrivateKeys, for_new_person, from_recovery_content, from_user_content
from caseapp.vault.recovery import RecoverySheet, read_secret
from caseapp.vault.sealing import unseal_with
from caseapp.vault.signing import verify
from caseapp.vault.slot_file import exists
from caseapp.vault.slots import KeyFile, Slot, SlotKind, passphrase_bytes, unwrap

__all__ = [
    "QUICK_COST",
    "STANDARD_COST",
    "Cost",
    "LoginName",
    "OpenVault",
    "attempts_wait_seconds",
    "create_office_keys",
    "exists",
    "logins",
    "recovery_fingerprint",
    "unlock",
    "unlock_with_recovery",
    "verify",
]

log = logging.getLogger(__name__)

_MACHINE_NOW = SystemClock().now_at


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginName:
    """A person who can unlock."""

    login: str
    display_name: str


def create_office_keys(
    folder: Path, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool, cost: Cost = STANDARD_COST
) -> tuple[OpenVault, RecoverySheet]:
    """Make the keys of a new office with its first person, and the sheet that opens them when every passphrase is forgotten.

    An office whose first person is no officer can get its first one only with the recovery sheet.

    Raises:
        Trouble: ``keys_exist``; ``disk_full``, ``keys_not_written``.
        DomainError: ``login_missing``; what `check_passphrase` raises.
    """
    if exists(folder):
        raise Trouble("keys_exist")
    if not login.strip():
        raise DomainError("login_missing", "login")
    check_passphrase(passphrase, login=login, words=())
    make_private_folder(folder)
    officer = X25519PrivateKey.generate()
    officer_public = officer.public_key().public_bytes_raw()
    own = for_new_person(secrets.token_bytes(32), officer.private_bytes_raw(), officer_public)
    keys = KeyFile(database_id=secrets.token_hex(16), sequence=1, officer_public_key=officer_public, slots=(), signing_keys=())
    slot = user_slot(
        keys, own, operator_id=operator_id, login=login, display_name=display_name, passphrase=passphrase, is_officer=is_officer, cost=cost
    )
    recovery, sheet = recovery_slot(keys, own)
    keys = replace(keys, slots=(slot, recovery), signing_keys=((operator_id, slot.signing_key),))
    slot_file.write(folder, keys, bytes(own.database))
    if not is_officer:
        own.forget_officer()
    return OpenVault(folder, keys, slot, own), sheet


def unlock(
    folder: Path, login: str, passphrase: str, *, cost: Cost = STANDARD_COST, now: Callable[[], datetime] = _MACHINE_NOW
) -> OpenVault:
    """Open the vault of one person. A slot that is cheaper to guess than `cost` is wrapped anew.

    Raises:
        Trouble: ``wrong_passphrase`` for an unknown name and for a wrong passphrase alike, after the same work; ``wait`` with `seconds`
            after several misses; ``keys_missing``, ``keys_damaged``, ``keys_too_new``, ``keys_unreadable``.
    """
    seconds = attempts_wait_seconds(folder, now())
    if seconds:
        raise Trouble("wait", seconds=seconds)
    keys, mac, is_whole = slot_file.read(folder)
    slot = keys.user(login)
    secret = passphrase_bytes(passphrase)
    content = unwrap(keys.database_id, slot or _nobody(keys), secret)
    if slot is None or content is None:
        attempts.record_miss(folder, now())
        raise Trouble("wrong_passphrase")
    own = from_user_content(content)
    _check_file(keys, mac, own)
    if slot.officer_key is not None:
        own.officer[:] = unseal_with(bytes(own.sealing), slot.officer_key, about=officer_key_about(keys, slot))
    misses = attempts.read(folder).count
    attempts.forget(folder)
    vault = OpenVault(folder, keys, slot, own, misses_before=misses, used_copy=not is_whole)
    present = slot.cost or cost
    if present.work < cost.work or not is_whole:
        _renew(vault, passphrase, max(present, cost, key=lambda cost: cost.work))
    return vault


def unlock_with_recovery(
    folder: Path, recovery_text: str, *, login: str, new_passphrase: str, make_officer: bool = False, cost: Cost = STANDARD_COST
) -> tuple[OpenVault, RecoverySheet]:
    """Open the vault with the recovery sheet and give one person a new passphrase.

    The person gets a new pair of keys for signing, so that the history shows the break; `OpenVault.public_key` has to be stored with the
    operator. The sheet that was used opens nothing any more; the new one is returned and has to be printed.

    Args:
        make_officer: also give the officers' key, for an office that has no officer (left).

    Raises:
        Trouble: ``wrong_recovery`` when the sheet is of another office or an old one; as `unlock` for the files.
        DomainError: ``recovery_incomplete``, ``recovery_sign_unknown``, ``recovery_mistyped``; what `check_passphrase` raises.
        NotFound: ``operator`` when nobody has this login; told only to the holder of the right sheet.
    """
    secret = read_secret(recovery_text)
    keys, mac, _ = slot_file.read(folder)
    content = unwrap(keys.database_id, keys.recovery, secret)
    if content is None:
        raise Trouble("wrong_recovery")
    from_sheet = from_recovery_content(content)
    _check_file(keys, mac, from_sheet)
    old = keys.user(login)
    if old is None:
        raise NotFound("operator", "login")
    check_passphrase(new_passphrase, login=login, words=())
    own = for_new_person(bytes(from_sheet.database), bytes(from_sheet.officer), from_sheet.officer_public)
    from_sheet.overwrite()
    is_officer = make_officer or old.officer_key is not None
    slot = user_slot(
        keys,
        own,
        operator_id=old.operator_id,
        login=old.login,
        display_name=old.display_name,
        passphrase=new_passphrase,
        is_officer=is_officer,
        cost=cost,
    )
    recovery, sheet = recovery_slot(keys, own)
    others = tuple(other for other in keys.users if other.id != old.id)
    keys = replace(
        keys,
        sequence=keys.sequence + 1,
        slots=(*others, slot, recovery),
        signing_keys=(*keys.signing_keys, (old.operator_id, slot.signing_key)),
    )
    slot_file.write(folder, keys, bytes(own.database))
    if not is_officer:
        own.forget_officer()
    misses = attempts.read(folder).count
    attempts.forget(folder)
    return OpenVault(folder, keys, slot, own, misses_before=misses), sheet


def logins(folder: Path) -> tuple[LoginName, ...]:
    """Return who can unlock, by name, for the unlock page. Raises what `unlock` raises for the files."""
    keys, _, _ = slot_file.read(folder)
    return tuple(LoginName(login=slot.login, display_name=slot.display_name) for slot in sorted(keys.users, key=lambda slot: slot.login))


def recovery_fingerprint(folder: Path) -> str:
    """Return the fingerprint of the sheet that opens these keys now. Raises what `unlock` raises for the files."""
    keys, _, _ = slot_file.read(folder)
    return keys.recovery.fingerprint


def _nobody(keys: KeyFile) -> Slot:
    """Return a slot that nothing opens, as costly as the dearest one, so that an unknown name takes as long as a known one."""
    costs = [slot.cost for slot in keys.users if slot.cost is not None] or [STANDARD_COST]
    cost = max(costs, key=lambda cost: cost.work)
    return Slot(id="nobody", kind=SlotKind.USER, salt=bytes(32), cost=cost, nonce=bytes(12), wrapped=bytes(145))


def _check_file(keys: KeyFile, mac: str, own: PrivateKeys) -> None:
    """Raise Trouble ``keys_damaged`` when somebody without the keys changed anything in the file, or anybody the officers' key."""
    expected = slot_file.keyed_checksum(keys, bytes(own.database))
    if not hmac.compare_digest(expected, mac) or keys.officer_public_key != own.officer_public:
        own.overwrite()
        raise Trouble("keys_damaged")


def _renew(vault: OpenVault, passphrase: str, cost: Cost) -> None:
    """Wrap the slot anew and mend a damaged copy. The person is in already; a full disk must not keep them out."""
    try:
        vault.rewrap(passphrase, cost)
    except Trouble as trouble:
        log.warning("key slots were not renewed: %s", trouble.code)
