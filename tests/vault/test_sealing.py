"""What is sealed comes out whole, for the right key and the right thing only."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from caseapp.services.trouble import Trouble
from caseapp.vault.sealing import MAGIC, seal_to, unseal_with

PRIVATE = bytes(range(1, 33))
PUBLIC = X25519PrivateKey.from_private_bytes(PRIVATE).public_key().public_bytes_raw()


def code_of(private: bytes, sealed: bytes, about: str) -> str:
    with pytest.raises(Trouble) as caught:
        unseal_with(private, sealed, about=about)
    return caught.value.code


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_goes_in_comes_out(plain, about):
    assert unseal_with(PRIVATE, seal_to(PUBLIC, plain, about=about), about=about) == plain


def test_the_same_thing_sealed_twice_looks_different_and_shows_nothing():
    one, two = (seal_to(PUBLIC, b"passport of the consumer", about="d") for _ in range(2))
    assert one != two
    assert b"passport" not in one


def test_another_key_and_another_thing_get_nothing():
    sealed = seal_to(PUBLIC, b"x", about="document 1")
    assert code_of(bytes(range(2, 34)), sealed, "document 1") == "sealed_damaged"
    assert code_of(PRIVATE, sealed, "document 2") == "sealed_damaged"


def test_each_changed_or_missing_byte_is_noticed():
    sealed = seal_to(PUBLIC, b"content", about="d")
    for place in range(len(sealed)):
        if place == len(MAGIC) - 1:
            continue
        # The highest bit of an X25519 key is ignored by definition (RFC 7748 section 5), but the key is bound as it stands.
        changed = sealed[:place] + bytes((sealed[place] ^ 0x80,)) + sealed[place + 1 :]
        assert code_of(PRIVATE, changed, "d") == "sealed_damaged"
        assert code_of(PRIVATE, sealed[:place], "d") == "sealed_damaged"
    assert code_of(PRIVATE, sealed + b"\0", "d") == "sealed_damaged"


def test_a_later_format_and_a_weak_key_are_refused():
    sealed = seal_to(PUBLIC, b"content", about="d")
    assert code_of(PRIVATE, MAGIC[:-1] + b"\x02" + sealed[len(MAGIC) :], "d") == "sealed_too_new"
    assert code_of(PRIVATE, MAGIC + bytes(32) + sealed[len(MAGIC) + 32 :], "d") == "sealed_damaged"
