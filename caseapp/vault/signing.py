"""Check a person's signature."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def verify(public_key: bytes, digest: bytes, signature: bytes) -> bool:
    """Say whether `signature` is that of the key's holder over `digest` (Ed25519); anything malformed is not."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, digest)
    except (InvalidSignature, ValueError):
        return False
    return True
