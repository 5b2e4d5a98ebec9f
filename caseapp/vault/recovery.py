"""The recovery sheet: 160 random bits on paper, as eight groups of four signs and a check group."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from caseapp.domain.errors import DomainError

# Crockford's base 32: no I, L, O, U; when read, I and L are 1 and O is 0.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_BYTES = 20
GROUP_COUNT, GROUP_LENGTH = 8, 4
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", "-": "", " ": "", "\t": "", "\n": "", "\r": "", "\u2013": "", "\u00a0": ""})


@dataclass(frozen=True, slots=True, repr=False)
class RecoverySheet:
    """What is printed once and kept in a safe place.

    Attributes:
        groups: eight groups and the check group.
        fingerprint: names the sheet without giving it away, so that the current one can be told from an old one.
    """

    groups: tuple[str, ...]
    fingerprint: str

    @property
    def text(self) -> str:
        """All groups with hyphens between them."""
        return "-".join(self.groups)

    def __repr__(self) -> str:
        return "<RecoverySheet>"


def new_secret() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(SECRET_BYTES)


def sheet_of(secret: bytes) -> RecoverySheet:
    """Write a secret as a sheet."""
    number = int.from_bytes(secret, "big")
    signs = "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(GROUP_COUNT * GROUP_LENGTH)))
    groups = tuple(signs[start : start + GROUP_LENGTH] for start in range(0, len(signs), GROUP_LENGTH))
    return RecoverySheet((*groups, _check_group(secret)), fingerprint_of(secret))


def fingerprint_of(secret: bytes) -> str:
    """Return ten hexadecimal digits that name the sheet; the secret has too many bits to be searched by them."""
    digits = hashlib.sha256(b"caseapp recovery fingerprint" + secret).hexdigest()[:10].upper()
    return f"{digits[:5]} {digits[5:]}"


def read_secret(text: str) -> bytes:
    """Read a sheet as a person typed it: any case, spaces or hyphens or none.

    Raises:
        DomainError: ``recovery_incomplete`` (with the number of signs typed and wanted), ``recovery_sign_unknown`` (with the number of the
            group), ``recovery_mistyped`` when the check group does not fit.
    """
    signs = normalised(text)
    wanted = (GROUP_COUNT + 1) * GROUP_LENGTH
    if len(signs) != wanted:
        raise DomainError("recovery_incomplete", "recovery", typed=len(signs), wanted=wanted)
    number = 0
    for place, sign in enumerate(signs):
        if sign not in ALPHABET:
            raise DomainError("recovery_sign_unknown", "recovery", group=place // GROUP_LENGTH + 1)
        if place < GROUP_COUNT * GROUP_LENGTH:
            number = number << 5 | ALPHABET.index(sign)
    secret = number.to_bytes(SECRET_BYTES, "big")
    if _check_group(secret) != signs[-GROUP_LENGTH:]:
        raise DomainError("recovery_mistyped", "recovery")
    return secret


def check_groups(sheet: RecoverySheet, typed: Mapping[int, str]) -> bool:
    """Say whether the groups a person typed back (index from 0 and text) are those of the sheet. Nothing typed is no proof."""
    return bool(typed) and all(
        0 <= index < len(sheet.groups) and secrets.compare_digest(normalised(text).encode(), sheet.groups[index].encode())
        for index, text in typed.items()
    )


def normalised(text: str) -> str:
    """Return the signs in capitals, without separators, and with what looks alike read alike."""
    return text.upper().translate(_READ_AS)


def _check_group(secret: bytes) -> str:
    number = int.from_bytes(hashlib.sha256(b"caseapp recovery check" + secret).digest()[:4], "big")
    return "".join(ALPHABET[(number >> (5 * place)) & 31] for place in reversed(range(GROUP_LENGTH)))
