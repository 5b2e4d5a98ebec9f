"""The recovery sheet as people write and type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.errors import DomainError
from caseapp.vault.recovery import ALPHABET, check_groups, new_secret, read_secret, sheet_of

SECRET = bytes(range(20))


@given(st.binary(min_size=20, max_size=20))
def test_a_sheet_is_read_as_it_was_written(secret):
    sheet = sheet_of(secret)
    assert read_secret(sheet.text) == secret
    assert [len(group) for group in sheet.groups] == [4] * 9
    assert set("".join(sheet.groups)) <= set(ALPHABET)


def test_a_sheet_is_written_as_ever():
    """Printed sheets have to open the office years from now."""
    sheet = sheet_of(SECRET)
    assert (sheet.text, sheet.fingerprint) == ("000G-40R4-0M30-E209-185G-R38E-1W81-24GK-D97Q", "52F82 D07D5")


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: text.lower(),
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", "  \n"),
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.replace("1", "i").replace("-", "\u2013"),
    ],
)
def test_case_separators_and_signs_that_look_alike_do_not_matter(typed):
    assert read_secret(typed(sheet_of(SECRET).text)) == SECRET


def test_each_mistyped_sign_and_each_pair_changed_over_is_noticed():
    signs = sheet_of(SECRET).text.replace("-", "")
    for place, sign in enumerate(signs):
        wrong = signs[:place] + ALPHABET[(ALPHABET.index(sign) + 5) % 32] + signs[place + 1 :]
        with pytest.raises(DomainError, match="recovery_mistyped"):
            read_secret(wrong)
        if place and signs[place - 1] != sign:
            with pytest.raises(DomainError, match="recovery_mistyped"):
                read_secret(signs[: place - 1] + sign + signs[place - 1] + signs[place + 1 :])


def test_what_is_missing_or_unknown_is_said():
    text = sheet_of(SECRET).text
    with pytest.raises(DomainError, match="recovery_incomplete") as caught:
        read_secret(text[:-1])
    assert caught.value.facts == {"typed": 35, "wanted": 36}
    with pytest.raises(DomainError, match="recovery_sign_unknown") as caught:
        read_secret(text[:10] + "U" + text[11:])
    assert caught.value.facts == {"group": 3}


def test_the_sheet_is_proven_by_typing_groups_back():
    sheet = sheet_of(SECRET)
    assert check_groups(sheet, {2: sheet.groups[2].lower(), 6: f" {sheet.groups[6]} "})
    assert not check_groups(sheet, {2: sheet.groups[2], 6: sheet.groups[5]})
    assert not check_groups(sheet, {2: "ñandú"})
    assert not check_groups(sheet, {9: "AAAA"})
    assert not check_groups(sheet, {-1: sheet.groups[-1]})
    assert not check_groups(sheet, {})


def test_every_sheet_is_another_and_shows_nothing_of_itself():
    assert len({new_secret() for _ in range(100)}) == 100
    assert repr(sheet_of(SECRET)) == str(sheet_of(SECRET)) == "<RecoverySheet>"
