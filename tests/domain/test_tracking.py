"""Numbers of certified mail: typed, scanned, and told apart from a slip of the finger."""

from __future__ import annotations

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.tracking import spaced, usps_number

GOOD = (
    ("9400 1112 0108 0805 4830 16", "9400111201080805483016"),
    ("7196 9010 7560 0307 7385", "71969010756003077385"),
    ("7112 3456 7891 2345 6787", "71123456789123456787"),
    ("0307-1790-0005-2348-3741", "03071790000523483741"),
    ("9101123456789000000013", "9101123456789000000013"),
    ("420221539361289878700317633795", "9361289878700317633795"),
)


@pytest.mark.parametrize(("typed", "digits"), GOOD)
def test_numbers_that_check(typed: str, digits: str) -> None:
    assert usps_number(typed) == digits


@pytest.mark.parametrize(("typed", "_"), GOOD)
def test_a_digit_that_slipped_is_told(typed: str, _: str) -> None:
    wrong = [typed[:-1] + other for other in "0123456789" if other != typed[-1]]
    refused = [code for number in wrong if (code := _refusal(number)) is not None]
    assert set(refused) == {"tracking_check_differs"}
    # A label of 20 digits may check in two ways: with the "91" of its bar code and without.
    assert len(wrong) - len(refused) == (1 if len(usps_number(typed)) == 20 else 0)


@pytest.mark.parametrize(("typed", "digits"), [("", 0), ("12345", 5), ("RB123456785US", 9), ("9400 1112 0108 0805 4830 1", 21)])
def test_what_is_no_number(typed: str, digits: int) -> None:
    with pytest.raises(DomainError) as refusal:
        usps_number(typed)
    assert (refusal.value.code, refusal.value.facts) == ("tracking_not_a_number", {"digits": digits})


def test_numbers_are_shown_in_fours() -> None:
    assert spaced("9400111201080805483016") == "9400 1112 0108 0805 4830 16"


def _refusal(number: str) -> str | None:
    try:
        usps_number(number)
    except DomainError as refusal:
        return refusal.code
    return None
