"""Make slots: for a person, and for the recovery sheet."""

from __future__ import annotations

import uuid
from dataclasses import replace

from caseapp.vault.cost import Cost
from caseapp.vault.private_keys import PrivateKeys, sealing_public, signing_public
from caseapp.vault.recovery import RecoverySheet, fingerprint_of, new_secret, sheet_of
from caseapp.vault.sealing import seal_to
from caseapp.vault.slots import KeyFile, Slot, SlotKind, new_nonce, new_salt, passphrase_bytes, wrap


def user_slot(
    keys: KeyFile, theirs: PrivateKeys, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool, cost: Cost
) -> Slot:
    """Make a person's slot out of their keys; `theirs` holds the officers' key when `is_officer`."""
    slot = Slot(
        id=uuid.uuid4().hex,
        kind=SlotKind.USER,
        operator_id=operator_id,
        login=login.strip(),
        display_name=display_name.strip(),
        salt=new_salt(),
        cost=cost,
        nonce=new_nonce(),
        wrapped=b"",
        signing_key=signing_public(theirs),
        sealing_key=sealing_public(theirs),
    )
    wrapped = wrap(keys.database_id, slot, passphrase_bytes(passphrase), theirs.user_content())
    return replace(slot, wrapped=wrapped, officer_key=officer_key_for(keys, slot, theirs) if is_officer else None)


def recovery_slot(keys: KeyFile, own: PrivateKeys) -> tuple[Slot, RecoverySheet]:
    """Make a recovery slot and its sheet; `own` holds the officers' key."""
    secret = new_secret()
    slot = Slot(
        id=uuid.uuid4().hex, kind=SlotKind.RECOVERY, salt=new_salt(), nonce=new_nonce(), wrapped=b"", fingerprint=fingerprint_of(secret)
    )
    return replace(slot, wrapped=wrap(keys.database_id, slot, secret, own.recovery_content())), sheet_of(secret)


def officer_key_about(keys: KeyFile, slot: Slot) -> str:
    """Return what a slot's officers' key is sealed about, so that it fits no other slot and no other office."""
    return f"officer key {keys.database_id} {slot.id}"


def officer_key_for(keys: KeyFile, slot: Slot, own: PrivateKeys) -> bytes:
    """Return the officers' private key for the holder of a slot."""
    return seal_to(slot.sealing_key, bytes(own.officer), about=officer_key_about(keys, slot))
