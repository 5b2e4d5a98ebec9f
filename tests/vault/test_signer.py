"""Signing many digests in a row."""

from __future__ import annotations

import pytest

from caseapp.services.trouble import Trouble
from tests.house import TestHouse


def test_what_signs_many_signs_like_what_signs_one(house: TestHouse) -> None:
    vault = house.officer().vault
    digests = [bytes([number]) * 32 for number in range(3)]
    sign = vault.signer()
    assert [sign(one) for one in digests] == [vault.sign(one) for one in digests]


def test_a_locked_vault_gives_no_signer(house: TestHouse) -> None:
    desk = house.officer()
    vault = desk.vault
    house.house.lock(desk)
    with pytest.raises(Trouble, match="vault_locked"):
        vault.signer()
