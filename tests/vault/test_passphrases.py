"""Which passphrases are taken."""

from __future__ import annotations

import pytest

from caseapp.domain.errors import DomainError
from caseapp.vault.passphrases import check_passphrase, strength

COMPANY = ("Constant Processing", "866-555-0142")


@pytest.mark.parametrize(
    "text",
    [
        "granite lanterns over moss",
        "brisk otters tally thunder",
        "kjh3489sdfg7823",
        "el perro toca la trompeta",
        "     spaces count too, of course",
        "日本語でも十五文字以上なら受け入れます",
        "password granite lanterns",
        "x" + "granite lanterns" * 7,
    ],
)
def test_long_passphrases_of_ones_own_are_taken(text):
    check_passphrase(text, login="maria.lopez", words=COMPANY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "passphrase_too_short"),
        ("fourteen signs", "passphrase_too_short"),
        ("cafe\u0301 con leche", "passphrase_too_short"),  # 15 code points, 14 after NFC
        ("g" + "ranite lanterns " * 8, "passphrase_too_long"),
        ("my name is Maria, no doubt", "passphrase_contains_name"),
        ("a grey LÓPEZ in the garden", "passphrase_contains_name"),
        ("aaaaaaaaaaaaaaaaaaaa", "passphrase_too_common"),
        ("xyzxyzxyzxyzxyzxyz", "passphrase_too_common"),
        ("123456789012345678", "passphrase_too_common"),
        ("abcdefghijklmnopqrs", "passphrase_too_common"),
        ("zyxwvutsrqponmlkj", "passphrase_too_common"),
        ("qwertyuiopasdfghjkl", "passphrase_too_common"),
        ("1qaz2wsx3edc4rfv", "passphrase_too_common"),
        ("passwordpassword", "passphrase_too_common"),
        ("P@ssw0rd P@ssw0rd 2026!", "passphrase_too_common"),
        ("Welcome2026Welcome", "passphrase_too_common"),
        ("contraseña12345678", "passphrase_too_common"),
        ("correct horse battery staple", "passphrase_too_common"),
        ("correcthorsebatterystaple", "passphrase_too_common"),
        ("Constant Processing 1", "passphrase_too_common"),
        ("constantprocessing!", "passphrase_too_common"),
        ("call 866-555-0142 now", "passphrase_too_common"),
        ("call me 8665550142", "passphrase_too_common"),
        ("...............???", "passphrase_too_common"),
    ],
)
def test_short_common_and_personal_ones_are_not(text, code):
    with pytest.raises(DomainError) as caught:
        check_passphrase(text, login="maria.lopez", words=COMPANY)
    assert (caught.value.code, caught.value.field) == (code, "passphrase")
    assert not text or text not in str(caught.value.facts)


def test_exactly_fifteen_and_exactly_a_hundred_and_twenty_eight_are_taken():
    check_passphrase("granite lantern", login="ana", words=())
    check_passphrase(("granite lanterns over moss and river " * 4)[:128], login="ana", words=())


def test_a_short_login_does_not_forbid_its_letters():
    check_passphrase("bananas ripen slowly", login="ana", words=())


def test_the_meter_rises_with_what_a_guesser_cannot_foresee():
    texts = ["", "password1234", "granite lan", "granite lanterns", "granite lanterns over mo", "granite lanterns over moss and river"]
    assert [strength(text) for text in texts] == [0, 0, 1, 2, 3, 4]
    assert strength("passwordpasswordpasswordpassword") == 0
