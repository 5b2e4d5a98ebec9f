"""The vault of the person who is signed in."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from caseapp.domain.errors import DomainError, NotAllowed, NotFound
from caseapp.services.trouble import Trouble
from caseapp.vault import slot_file
from caseapp.vault.cost import STANDARD_COST, Cost
from caseapp.vault.new_slots import officer_key_for, recovery_slot, user_slot
from caseapp.vault.passphrases import check_passphrase
from caseapp.vault.private_keys import PrivateKeys, for_new_person, signing_public
from caseapp.vault.recovery import RecoverySheet
from caseapp.vault.sealing import seal_to, unseal_with
from caseapp.vault.slots import KeyFile, Slot, new_nonce, new_salt, passphrase_bytes, unwrap, wrap


class OpenVault:
    """Keys in memory until `lock`.

    Attributes:
        operator_id, login: of the person.
        can_unseal: whether this person holds the officers' key and can take out what was sealed.
        misses_before: failed unlocks since the one before this, for the history.
        used_copy: True when one of the two key files was missing or damaged; it has been mended.
    """

    __slots__ = ("_folder", "_is_locked", "_keys", "_own", "_slot_id", "can_unseal", "login", "misses_before", "operator_id", "used_copy")

    def __init__(
        self, folder: Path, keys: KeyFile, slot: Slot, own: PrivateKeys, *, misses_before: int = 0, used_copy: bool = False
    ) -> None:
        self.operator_id = slot.operator_id
        self.login = slot.login
        self.can_unseal = bool(own.officer)
        self.misses_before = misses_before
        self.used_copy = used_copy
        self._folder = folder
        self._keys = keys
        self._slot_id = slot.id
        self._own = own
        self._is_locked = False

    def __repr__(self) -> str:
        return "<OpenVault>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a vault is never written anywhere")

    @property
    def database_key(self) -> bytes:
        """The 32 raw bytes that open the database. Each call makes a copy that `lock` cannot reach: use it and let go."""
        return bytes(self._open().database)

    @property
    def is_locked(self) -> bool:
        return self._is_locked

    @property
    def sequence(self) -> int:
        """How often the key file was saved; a smaller number than before means that an old file was put back."""
        return self._keys.sequence

    def sign(self, digest: bytes) -> bytes:
        """Return the person's Ed25519 signature of a digest."""
        return Ed25519PrivateKey.from_private_bytes(bytes(self._open().signing)).sign(digest)

    def signer(self) -> Callable[[bytes], bytes]:
        """Return what signs many digests in a row. It holds a key that `lock` cannot reach: use it and let go."""
        return Ed25519PrivateKey.from_private_bytes(bytes(self._open().signing)).sign

    def public_key(self) -> bytes:
        """Return the person's public signing key, 32 bytes."""
        return signing_public(self._open())

    def signing_keys(self, operator_id: str) -> tuple[bytes, ...]:
        """Return every public key that this person ever signed with here, the newest last; empty for a stranger.

        After a reset passphrase a person has another key; entries of the history from before carry the old one's signature.
        """
        return tuple(key for owner, key in self._keys.signing_keys if owner == operator_id)

    def seal(self, plain: bytes, *, about: str) -> bytes:
        """Return `plain` sealed to the officers, bound to what it is about. Anybody may put in."""
        return seal_to(self._open().officer_public, plain, about=about)

    def unseal(self, sealed: bytes, *, about: str) -> bytes:
        """Return what was sealed.

        Raises:
            NotAllowed: ``sealed_for_officers``; this person has not the key.
            Trouble: ``sealed_damaged``, ``sealed_too_new``.
        """
        own = self._open()
        if not own.officer:
            raise NotAllowed("sealed_for_officers")
        return unseal_with(bytes(own.officer), sealed, about=about)

    def add_operator(
        self, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool, cost: Cost = STANDARD_COST
    ) -> bytes:
        """Give a new person a slot and return their public signing key.

        Raises:
            NotAllowed: ``officer_needed``; only an officer can hand on the officers' key.
            DomainError: ``login_missing``, ``login_taken``, ``operator_has_keys``; what `check_passphrase` raises.
            Trouble: ``disk_full``, ``keys_not_written``, ``keys_damaged``.
        """
        own = self._open()
        if not login.strip():
            raise DomainError("login_missing", "login")
        self._require_officer_for(is_officer)
        check_passphrase(passphrase, login=login, words=())
        keys = self._current()
        if keys.user(login) is not None:
            raise DomainError("login_taken", "login")
        if keys.user_of(operator_id) is not None:
            raise DomainError("operator_has_keys")
        theirs = for_new_person(bytes(own.database), bytes(own.officer), own.officer_public)
        slot = user_slot(
            keys,
            theirs,
            operator_id=operator_id,
            login=login,
            display_name=display_name,
            passphrase=passphrase,
            is_officer=is_officer,
            cost=cost,
        )
        theirs.overwrite()
        self._save(replace(keys, slots=(*keys.slots, slot), signing_keys=(*keys.signing_keys, (operator_id, slot.signing_key))))
        return slot.signing_key

    def reset_passphrase(self, operator_id: str, passphrase: str, cost: Cost = STANDARD_COST) -> bytes:
        """Give somebody who forgot the passphrase a new one, with new keys for signing, and return their new public key.

        The officers' key is handed on only when this person has it; otherwise an officer has to do it afterwards (`set_officer`).

        Raises:
            NotFound: ``operator``; NotAllowed ``last_officer`` when the only officer would lose the officers' key; else as `add_operator`.
        """
        own = self._open()
        keys = self._current()
        old = _user(keys, operator_id)
        was_officer = old.officer_key is not None
        if was_officer and not own.officer and len(keys.officers) == 1:
            raise NotAllowed("last_officer")
        check_passphrase(passphrase, login=old.login, words=())
        theirs = for_new_person(bytes(own.database), bytes(own.officer), own.officer_public)
        slot = user_slot(
            keys,
            theirs,
            operator_id=operator_id,
            login=old.login,
            display_name=old.display_name,
            passphrase=passphrase,
            is_officer=was_officer and bool(own.officer),
            cost=cost,
        )
        theirs.overwrite()
        self._replace_slot(keys, old, slot, ((operator_id, slot.signing_key),))
        return slot.signing_key

    def change_passphrase(self, old: str, new: str, cost: Cost = STANDARD_COST) -> None:
        """Wrap this person's slot with another passphrase; all keys stay.

        An old copy of the key file still opens with the old passphrase; only new keys for the whole office would end that.

        Raises:
            Trouble: ``wrong_passphrase`` when `old` is not the present one; ``disk_full``, ``keys_not_written``, ``keys_damaged``.
            DomainError: what `check_passphrase` raises.
        """
        self._open()
        keys = self._current()
        if unwrap(keys.database_id, self._own_slot(keys), passphrase_bytes(old)) is None:
            raise Trouble("wrong_passphrase")
        check_passphrase(new, login=self.login, words=())
        self.rewrap(new, cost)

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Say whether this is the person's passphrase, for acts that ask for it again (ASVS 7.5.3)."""
        self._open()
        keys = self._current()
        return unwrap(keys.database_id, self._own_slot(keys), passphrase_bytes(passphrase)) is not None

    def rewrap(self, passphrase: str, cost: Cost) -> None:
        """Wrap this person's slot anew under a passphrase that was checked before, and write both copies."""
        own = self._open()
        keys = self._current()
        old = self._own_slot(keys)
        fresh = replace(old, salt=new_salt(), nonce=new_nonce(), cost=cost)
        wrapped = wrap(keys.database_id, fresh, passphrase_bytes(passphrase), own.user_content())
        self._replace_slot(keys, old, replace(fresh, wrapped=wrapped))

    def retire_operator(self, operator_id: str) -> None:
        """Take a person's slot away. Their public keys stay, so that what they signed can be checked.

        A copy of the key file made before still opens with their passphrase; giving the whole store a new key is later work. Who is an
        administrator is not known here: the service that retires people looks after the last one.

        Raises:
            NotFound: ``operator``.
            NotAllowed: ``own_slot``, ``last_officer``.
        """
        self._open()
        keys = self._current()
        slot = _user(keys, operator_id)
        if slot.id == self._slot_id:
            raise NotAllowed("own_slot")
        if slot.officer_key is not None and len(keys.officers) == 1:
            raise NotAllowed("last_officer")
        self._save(replace(keys, slots=tuple(other for other in keys.slots if other.id != slot.id)))

    def set_officer(self, operator_id: str, is_officer: bool) -> None:
        """Hand on the officers' key to a person, or take it away, without knowing their passphrase.

        The key is sealed to the person's own public key, which stands in their slot; they have it from their next unlock. Taking it away
        does not make anybody forget what they read or copied.

        Raises:
            NotAllowed: ``officer_needed`` when this person has not the key to hand on; ``last_officer`` when nobody would be left.
            NotFound: ``operator``.
        """
        own = self._open()
        self._require_officer_for(is_officer)
        keys = self._current()
        slot = _user(keys, operator_id)
        if is_officer == (slot.officer_key is not None):
            return
        if not is_officer and len(keys.officers) == 1:
            raise NotAllowed("last_officer")
        officer_key = officer_key_for(keys, slot, own) if is_officer else None
        self._replace_slot(keys, slot, replace(slot, officer_key=officer_key))
        if slot.id == self._slot_id and not is_officer:
            own.forget_officer()
            self.can_unseal = False

    def new_recovery_sheet(self) -> RecoverySheet:
        """Make another sheet; the one before opens nothing any more.

        Raises:
            NotAllowed: ``officer_needed``: the sheet opens what is sealed, so only an officer can write one.
        """
        own = self._open()
        self._require_officer_for(True)
        keys = self._current()
        slot, sheet = recovery_slot(keys, own)
        self._replace_slot(keys, keys.recovery, slot)
        return sheet

    def lock(self) -> None:
        """Overwrite the key buffers. Nothing but the names can be asked afterwards; everything else raises Trouble ``vault_locked``."""
        self._own.overwrite()
        self.can_unseal = False
        self._is_locked = True

    def _open(self) -> PrivateKeys:
        if self._is_locked:
            raise Trouble("vault_locked")
        return self._own

    def _require_officer_for(self, is_officer: bool) -> None:
        if is_officer and not self._own.officer:
            raise NotAllowed("officer_needed")

    def _current(self) -> KeyFile:
        """Read the file again: somebody else may have changed it since. Raises Trouble ``keys_damaged`` when it is not ours."""
        keys, mac, _ = slot_file.read(self._folder)
        expected = slot_file.keyed_checksum(keys, bytes(self._own.database))
        if not hmac.compare_digest(expected, mac) or keys.officer_public_key != self._own.officer_public:
            raise Trouble("keys_damaged")
        return keys

    def _own_slot(self, keys: KeyFile) -> Slot:
        slot = keys.user_of(self.operator_id)
        if slot is None or slot.id != self._slot_id:
            raise Trouble("keys_changed")  # retired or reset by somebody else while signed in
        return slot

    def _replace_slot(self, keys: KeyFile, old: Slot, new: Slot, signing_keys: tuple[tuple[str, bytes], ...] = ()) -> None:
        slots = tuple(new if slot.id == old.id else slot for slot in keys.slots)
        if old.id == self._slot_id:
            self._slot_id = new.id
        self._save(replace(keys, slots=slots, signing_keys=(*keys.signing_keys, *signing_keys)))

    def _save(self, keys: KeyFile) -> None:
        keys = replace(keys, sequence=keys.sequence + 1)
        slot_file.write(self._folder, keys, bytes(self._own.database))
        self._keys = keys


def _user(keys: KeyFile, operator_id: str) -> Slot:
    slot = keys.user_of(operator_id)
    if slot is None:
        raise NotFound("operator")
    return slot
