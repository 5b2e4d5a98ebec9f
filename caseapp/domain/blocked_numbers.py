"""Number patterns that never leave the house in a letter (11 CCR 7024(d); invariant I4).

A pattern cannot know what a number means. It blocks what looks like one; a person then writes it in another way, for example
"your account ending in 4812".
"""

from __future__ import annotations

import re
import unicodedata

from caseapp.domain.errors import DomainError

_SOCIAL_SECURITY = re.compile(r"(?<![\d-])(?!000|666|9\d\d)\d{3}([-. ]?)(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_DRIVER_LICENSE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][ -]?\d{7}(?!\d)")
_BANK_ACCOUNT = re.compile(r"(?<![\d-])\d{10,17}(?![\d-])")


def blocked_number(text: str) -> str | None:
    """Return the kind of forbidden number found first: ``social_security``, ``card``, ``driver_license``, ``account``; or None.

    Digits of any script and every kind of dash count, so that a number cannot slip through by its spelling.
    """
    plain = "".join(_plain(character) for character in text)
    if _SOCIAL_SECURITY.search(plain):
        return "social_security"
    if any(_luhn(found.group()) for found in _CARD.finditer(plain)):
        return "card"
    if _DRIVER_LICENSE.search(plain):
        return "driver_license"
    if any(not _is_phone(found.group()) for found in _BANK_ACCOUNT.finditer(plain)):
        return "account"
    return None


def refuse_blocked_number(text: str, field: str) -> None:
    """Refuse a text that would reach a letter.

    Raises:
        DomainError: ``secret_number_typed`` at the field; its fact ``kind`` is what `blocked_number` found, never the number.
    """
    kind = blocked_number(text)
    if kind is not None:
        raise DomainError("secret_number_typed", field, kind=kind)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Pd" or character == "\u2212":
        return "-"
    return " " if category == "Zs" else character


def _luhn(text: str) -> bool:
    digits = [int(character) for character in text if character.isdigit()]
    doubled = [digit if place % 2 == 0 else digit * 2 - 9 * (digit > 4) for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _is_phone(digits: str) -> bool:
    """Ten digits, or eleven with a leading 1, that the North American plan allows."""
    national = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
    return len(national) == 10 and national[0] in "23456789" and national[3] in "23456789"
