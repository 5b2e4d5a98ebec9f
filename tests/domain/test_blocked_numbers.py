"""Number patterns that never leave the house, in any spelling; and the numbers that are harmless."""

from __future__ import annotations

import pytest

from caseapp.domain.blocked_numbers import blocked_number


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("123-45-6789", "social_security"),
        ("SSN 123 45 6789.", "social_security"),
        ("123456789", "social_security"),
        ("123.45.6789", "social_security"),
        ("１２３-４５-６７８９", "social_security"),
        ("١٢٣-٤٥-٦٧٨٩", "social_security"),
        ("123–45–6789", "social_security"),
        ("123\u00a045\u00a06789", "social_security"),
        ("4111 1111 1111 1111", "card"),
        ("4111-1111-1111-1111", "card"),
        ("5500005555555559", "card"),
        ("licence D1234567", "driver_license"),
        ("d 1234567", "driver_license"),
        ("account 123456789012", "account"),
        ("0012345678", "account"),
    ],
)
def test_blocked(text: str, kind: str) -> None:
    assert blocked_number(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "866-401-0788",
        "(510) 555-0142",
        "5105550142",
        "15105550142",
        "Oakland, CA 94601-2218",
        "2026-004812",
        "April 17, 2026",
        "ending in 4812",
        "section 1798.105(d)(8)",
        "11 CCR 7024(d)",
        "between 2022 and 2026",
        "000-12-3456",
        "",
    ],
)
def test_harmless(text: str) -> None:
    assert blocked_number(text) is None
