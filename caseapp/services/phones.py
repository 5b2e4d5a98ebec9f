"""Telephone numbers: any shape in, E.164 kept beside what was typed. An unknown number is kept, never blocked."""

from __future__ import annotations

import phonenumbers

HOME_REGION = "US"


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
