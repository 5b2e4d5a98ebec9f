"""Seal bytes to a public key: anyone may put in, only the holder of the private key takes out.

A fresh X25519 key agrees with the recipient's, HKDF-SHA256 makes a key of the secret, AES-256-GCM wraps a random content key with it,
and the content key encrypts the content. Both steps are bound to what the content is about, so that a sealed paper cannot be
moved to another case.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseapp.services.trouble import Trouble

MAGIC = b"caseapp sealed\x01"
KEY_LENGTH, NONCE_LENGTH, TAG_LENGTH = 32, 12, 16
_HEADER_LENGTH = len(MAGIC) + KEY_LENGTH + NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH + NONCE_LENGTH


def derive(secret: bytes, salt: bytes, purpose: str) -> bytes:
    """Return 32 bytes of HKDF-SHA256 for one purpose."""
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=salt, info=b"caseapp " + purpose.encode()).derive(secret)


def seal_to(public_key: bytes, plain: bytes, *, about: str) -> bytes:
    """Return `plain` sealed to an X25519 public key."""
    ephemeral = X25519PrivateKey.generate()
    ephemeral_public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
    wrapping_key = derive(shared, ephemeral_public + public_key, "seal v1")
    content_key = AESGCM.generate_key(256)
    key_nonce, nonce = os.urandom(NONCE_LENGTH), os.urandom(NONCE_LENGTH)
    start = MAGIC + ephemeral_public
    wrapped = AESGCM(wrapping_key).encrypt(key_nonce, content_key, start + about.encode())
    header = start + key_nonce + wrapped + nonce
    return header + AESGCM(content_key).encrypt(nonce, plain, header + about.encode())


def unseal_with(private_key: bytes, sealed: bytes, *, about: str) -> bytes:
    """Return what was sealed.

    Raises:
        Trouble: ``sealed_too_new`` for a later format; ``sealed_damaged`` when a byte differs, the key is another, or it was sealed
            about something else.
    """
    if len(sealed) < _HEADER_LENGTH + TAG_LENGTH or not sealed.startswith(MAGIC[:-1]):
        raise Trouble("sealed_damaged")
    if sealed[len(MAGIC) - 1] != MAGIC[-1]:
        raise Trouble("sealed_too_new", format=sealed[len(MAGIC) - 1])
    start, rest = sealed[: len(MAGIC) + KEY_LENGTH], sealed[len(MAGIC) + KEY_LENGTH :]
    ephemeral_public = start[len(MAGIC) :]
    key_nonce, rest = rest[:NONCE_LENGTH], rest[NONCE_LENGTH:]
    wrapped, rest = rest[: KEY_LENGTH + TAG_LENGTH], rest[KEY_LENGTH + TAG_LENGTH :]
    nonce, content = rest[:NONCE_LENGTH], rest[NONCE_LENGTH:]
    own = X25519PrivateKey.from_private_bytes(private_key)
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(ephemeral_public))
        wrapping_key = derive(shared, ephemeral_public + own.public_key().public_bytes_raw(), "seal v1")
        content_key = AESGCM(wrapping_key).decrypt(key_nonce, wrapped, start + about.encode())
        return AESGCM(content_key).decrypt(nonce, content, start + key_nonce + wrapped + nonce + about.encode())
    except (InvalidTag, ValueError):  # ValueError: an ephemeral key of small order
        raise Trouble("sealed_damaged") from None
