"""Telephone numbers: any shape in, E.164 kept beside what was typed. An unknown number is kept, never blocked."""

from __future__ import annotations

import phonenumbers

HOME_REGION = "US"

CALIFORNIA = frozenset(
    "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 "
    "831 837 840 858 909 916 925 949 951".split()
)
"""Area codes of California (NANPA). A hint only: people move and keep their numbers."""


def e164(text: str) -> str:
    """Return the number as E.164, or "" when the text is no telephone number."""
    try:
        parsed = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def for_reading(text: str) -> str:
    """Return a United States number as "(415) 555-0134", another in international form, unknown text as it is."""
    try:
        parsed = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return text
    if not phonenumbers.is_possible_number(parsed):
        return text
    home = parsed.country_code == phonenumbers.country_code_for_region(HOME_REGION)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, form)


def tidy_number(text: str) -> str:
    """Return a plain number, typed in whatever groups, as it is read; a text that says more than a number stays as it is."""
    plain = all(sign in "0123456789 ()+-." for sign in text.strip())
    return for_reading(text) if plain and e164(text) else text


def is_californian(text: str) -> bool:
    """Say whether the area code of a number is one of California; tells nothing about where the person lives."""
    number = e164(text)
    return number.startswith("+1") and number[2:5] in CALIFORNIA
