"""Key slots: the same secrets, wrapped once for each person and once for the recovery sheet (the idea of LUKS).

Here stand the values of the key file and the wrapping. Reading and writing the file is `slot_file`.
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseapp.vault.cost import Cost, stretch
from caseapp.vault.sealing import NONCE_LENGTH, derive

SALT_LENGTH = 32  # NIST SP 800-63B-4: a salt of 32 bits at least; 32 bytes cost nothing


class SlotKind(StrEnum):
    """Who opens the slot."""

    USER = "user"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One wrapped copy of the secrets.

    Attributes:
        operator_id, login, display_name: of the person; empty in the recovery slot.
        cost: Argon2id parameters; None in the recovery slot, whose secret is too long to be guessed.
        wrapped: the secrets under AES-256-GCM.
        signing_key: public Ed25519 key (32 bytes); empty in the recovery slot.
        sealing_key: public X25519 key (32 bytes) to which the officers' private key is sealed; empty in the recovery slot.
        officer_key: the officers' private key sealed to `sealing_key`; None for everybody else.
        fingerprint: of the recovery sheet; empty for persons.
    """

    id: str
    kind: SlotKind
    operator_id: str = ""
    login: str = ""
    display_name: str = ""
    salt: bytes
    cost: Cost | None = None
    nonce: bytes
    wrapped: bytes
    signing_key: bytes = b""
    sealing_key: bytes = b""
    officer_key: bytes | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All slots of one office.

    Attributes:
        sequence: grows by one with each save.
        officer_public_key: X25519 key that everything sealed is sealed to.
        signing_keys: operator id and public signing key, oldest first: every key that ever signed here, also of persons who left,
            so that old entries of the history can be checked.
    """

    database_id: str
    sequence: int
    officer_public_key: bytes
    slots: tuple[Slot, ...]
    signing_keys: tuple[tuple[str, bytes], ...]

    @property
    def users(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind is SlotKind.USER)

    @property
    def officers(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.users if slot.officer_key is not None)

    @property
    def recovery(self) -> Slot:
        return next(slot for slot in self.slots if slot.kind is SlotKind.RECOVERY)

    def user(self, login: str) -> Slot | None:
        wanted = login_key(login)
        return next((slot for slot in self.users if login_key(slot.login) == wanted), None)

    def user_of(self, operator_id: str) -> Slot | None:
        return next((slot for slot in self.users if slot.operator_id == operator_id), None)


def login_key(login: str) -> str:
    """Return the form in which names are compared: case and way of composing accents make no difference."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", login).casefold()).strip()


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the exact bytes after NFC, so that every keyboard gives the same ones."""
    return unicodedata.normalize("NFC", passphrase).encode()


def binding(database_id: str, slot: Slot) -> bytes:
    """Return what the wrapping is bound to: nothing of it can be changed or swapped without the slot ceasing to open."""
    cost = slot.cost
    params = f"argon2id,v=19,m={cost.memory_kib},t={cost.passes},p={cost.lanes}" if cost else "hkdf"
    parts = (b"caseapp slot v1", database_id.encode(), slot.id.encode(), slot.kind.encode(), params.encode(), slot.operator_id.encode())
    return b"".join(b"%d:%s" % (len(part), part) for part in (*parts, slot.signing_key, slot.sealing_key))


def slot_key(secret: bytes, slot: Slot) -> bytes:
    """Return the key that wraps the slot: from a passphrase through Argon2id, from a recovery secret through HKDF alone (ASVS 6.5.2)."""
    if slot.cost is None:
        return derive(secret, slot.salt, "recovery slot v1")
    return derive(stretch(secret, slot.salt, slot.cost), b"", "slot v1")


def new_salt() -> bytes:
    return os.urandom(SALT_LENGTH)


def new_nonce() -> bytes:
    return os.urandom(NONCE_LENGTH)


def wrap(database_id: str, slot: Slot, secret: bytes, content: bytes) -> bytes:
    """Return `content` wrapped as the slot's other fields say."""
    return AESGCM(slot_key(secret, slot)).encrypt(slot.nonce, content, binding(database_id, slot))


def unwrap(database_id: str, slot: Slot, secret: bytes) -> bytes | None:
    """Return the content, or None when the secret or any bound field is another."""
    try:
        return AESGCM(slot_key(secret, slot)).decrypt(slot.nonce, slot.wrapped, binding(database_id, slot))
    except InvalidTag:
        return None
