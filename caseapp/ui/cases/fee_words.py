"""Amounts of money and of time, as people type and read them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from caseapp.domain.errors import DomainError


def dollars(cents: int) -> str:
    """Return an amount as it is written in this country: ``$60.73``."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}.{rest:02d}"


def cents_of(text: str, field: str) -> int:
    """Read an amount in dollars; nothing typed is nothing.

    Raises:
        DomainError: ``amount_not_understood`` at the field.
    """
    plain = text.strip().lstrip("$").replace(",", "") or "0"
    try:
        cents = Decimal(plain) * 100
    except InvalidOperation as error:
        raise DomainError("amount_not_understood", field) from error
    if not cents.is_finite() or not 0 <= cents <= 10**9 or cents != cents.to_integral_value():
        raise DomainError("amount_not_understood", field)
    return int(cents)


def minutes_of(text: str, field: str) -> int:
    """Read a whole number of minutes; nothing typed is nothing.

    Raises:
        DomainError: ``number_not_understood`` at the field.
    """
    plain = text.strip() or "0"
    if not plain.isascii() or not plain.isdigit() or len(plain) > 5:
        raise DomainError("number_not_understood", field)
    return int(plain)
