"""A date or a count of days that an officer types is remarked on at its field; nothing is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caseapp.ui.letters.typed_days import typed_day
from tests.ui.drivers.letters_driver import LettersDriver


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We need 30 more days for it.", "30 more days"),
        ("Call us before June 5, 2026.", "June 5"),
        ("by 6/5/2026", "6/5/2026"),
        ("until 2026-06-05", "2026-06-05"),
        ("Tardaremos 15 días.", "15 días"),
        ("antes del 5 de junio", "5 de junio"),
        ("We may need more time. Section 7001 says so, on 6 pages.", ""),
    ],
)
def test_what_is_taken_for_a_day(text: str, found: str) -> None:
    assert typed_day(text) == found


def test_the_remark_stands_at_the_field_and_goes(open_as: Callable[[str], LettersDriver], extension_notice: str) -> None:
    driver = open_as("r.chen")
    driver.open(extension_notice)
    row = driver.page.letter.form.rows["still_to_do"]
    driver.write("still_to_do", "We need 30 more days.")
    assert "“30 more days”" in row.hint.text()
    assert "come from the case" in row.hint.text()
    driver.write("still_to_do", "We wait for one answer.")
    assert "come from the case" not in row.hint.text()
