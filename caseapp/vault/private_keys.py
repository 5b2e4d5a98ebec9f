"""What a slot holds inside its wrapping, and its overwriting when the vault is locked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from caseapp.services.trouble import Trouble

KEY_LENGTH = 32
_USER, _RECOVERY = b"\x01", b"\x02"


@dataclass(slots=True, repr=False)
class PrivateKeys:
    """Private keys of one person, or of the recovery sheet, in buffers that can be overwritten.

    The officers' public key is kept inside the wrapping too: somebody who knows the database key could exchange the one in the file
    for a key of their own, and everything sealed afterwards would be theirs to read.

    Attributes:
        database: raw key of the encrypted database.
        signing: Ed25519; empty for the recovery sheet.
        sealing: X25519 of this person; empty for the recovery sheet.
        officer: X25519 of all officers; empty for everybody else.
        officer_public: its public half.
    """

    database: bytearray
    signing: bytearray
    sealing: bytearray
    officer: bytearray
    officer_public: bytes

    def __repr__(self) -> str:
        return "<PrivateKeys>"

    def __iter__(self) -> Iterator[bytearray]:
        return iter((self.database, self.signing, self.sealing, self.officer))

    def overwrite(self) -> None:
        """Fill the buffers with zeros and empty them. Python may have made copies that cannot be reached: a documented limit."""
        for buffer in self:
            buffer[:] = bytes(len(buffer))
            buffer.clear()

    def forget_officer(self) -> None:
        """Overwrite the officers' key alone."""
        self.officer[:] = bytes(len(self.officer))
        self.officer.clear()

    def user_content(self) -> bytes:
        """Return what goes into a person's wrapping; the officers' private key is not part of it, it comes and goes with the role."""
        return _USER + bytes(self.database) + bytes(self.signing) + bytes(self.sealing) + self.officer_public

    def recovery_content(self) -> bytes:
        return _RECOVERY + bytes(self.database) + bytes(self.officer) + self.officer_public


def for_new_person(database: bytes, officer: bytes, officer_public: bytes) -> PrivateKeys:
    """Return secrets with a new pair for signing and a new pair for sealing."""
    return PrivateKeys(
        bytearray(database),
        bytearray(Ed25519PrivateKey.generate().private_bytes_raw()),
        bytearray(X25519PrivateKey.generate().private_bytes_raw()),
        bytearray(officer),
        officer_public,
    )


def signing_public(keys: PrivateKeys) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(bytes(keys.signing)).public_key().public_bytes_raw()


def sealing_public(keys: PrivateKeys) -> bytes:
    return X25519PrivateKey.from_private_bytes(bytes(keys.sealing)).public_key().public_bytes_raw()


def from_user_content(content: bytes) -> PrivateKeys:
    """Read a person's wrapping; the officers' key is added by the caller. Raises Trouble ``keys_damaged``."""
    database, signing, sealing, officer_public = _split(content, _USER, 4)
    return PrivateKeys(bytearray(database), bytearray(signing), bytearray(sealing), bytearray(), officer_public)


def from_recovery_content(content: bytes) -> PrivateKeys:
    """Read the recovery sheet's wrapping. Raises Trouble ``keys_damaged``."""
    database, officer, officer_public = _split(content, _RECOVERY, 3)
    return PrivateKeys(bytearray(database), bytearray(), bytearray(), bytearray(officer), officer_public)


def _split(content: bytes, kind: bytes, count: int) -> list[bytes]:
    if content[:1] != kind or len(content) != 1 + count * KEY_LENGTH:
        raise Trouble("keys_damaged")
    return [content[start : start + KEY_LENGTH] for start in range(1, len(content), KEY_LENGTH)]
