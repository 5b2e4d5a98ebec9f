"""Numbers of the post on certified mail, typed or read by a scanner, and their check digit.

20 digits as printed on a label, or 22 as its bar code holds them (a "91" to "95" in front); a scanner may put 420 and the ZIP code
before. The last digit is modulo 10 with weights 3 and 1 from the right. A label of 20 digits was checked either alone or with the
"91" of its bar code, so both are taken. The rule is from public lists of test numbers, not read at the post itself.
"""

from __future__ import annotations

import re

from caseapp.domain.errors import DomainError

SHORT, LONG = 20, 22
_WITH_ZIP = re.compile(r"420(?:\d{5}|\d{9})(9[1-5]\d{20})")


def usps_number(text: str) -> str:
    """Return the digits of a number as it was typed or scanned.

    Raises:
        DomainError: ``tracking_not_a_number`` (digits: how many there are) or ``tracking_check_differs`` at ``tracking``.
    """
    digits = re.sub(r"[\s-]", "", text)
    routed = _WITH_ZIP.fullmatch(digits)
    if routed:
        digits = routed[1]
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in (SHORT, LONG):
        raise DomainError("tracking_not_a_number", "tracking", digits=sum(each.isdigit() for each in digits))
    if not (_checks(digits) or (len(digits) == SHORT and _checks(f"91{digits}"))):
        raise DomainError("tracking_check_differs", "tracking")
    return digits


def spaced(number: str) -> str:
    """Return the number in groups of four, as labels show it."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def _checks(digits: str) -> bool:
    weighted = sum(int(digit) * (1 if place % 2 == 0 else 3) for place, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0
