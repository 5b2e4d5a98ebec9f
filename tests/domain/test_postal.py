"""ZIP codes and states, and the order of a tray."""

from __future__ import annotations

import pytest

from caseapp.domain.postal import is_deliverable, mail_order, wrong_state, zip_of
from tests.fakes.real_parts import real_law_files

CITIES = (
    ("Walnut Creek, CA 94598", True), ("New York, NY 10001", True), ("Fishers Island, NY 06390", True), ("Holtsville, NY 00501", True),
    ("El Paso, TX 88510", True), ("Texarkana, AR 75502", True), ("San Juan, PR 00926", True), ("Washington, DC 20500", True),
    ("Honolulu, HI 96813", True), ("Pago Pago, AS 96799", True), ("Hagatna, GU 96910", True), ("APO, AE 09012", True),
    ("Anchorage, AK 99501", True), ("Boston, MA 02108-1234", True), ("Las Vegas, NV 89101", True), ("Beverly Hills CA 90210", True),
    ("Oakland, CA 10001", False), ("Oakland, NY 94607", False), ("Reno, CA 89501", False), ("Portland, ME 97201", False),
    ("Nowhere, CA 00001", False), ("Somewhere, ZZ 94607", False),
)  # fmt: skip


@pytest.mark.parametrize(("last", "fits"), CITIES)
def test_a_zip_code_is_of_its_state(last: str, fits: bool) -> None:
    found = wrong_state(("1 Main St", last), real_law_files().zip_prefixes())
    assert (found is None) is fits
    if found is not None:
        assert f"{found[0]} {found[1]}" in last


def test_our_own_country_under_the_zip_is_no_other_country() -> None:
    lines = ("1 Main St", "Oakland, CA 10001", "USA")
    assert zip_of(lines) == "10001"
    assert wrong_state(lines, real_law_files().zip_prefixes()) == ("CA", "10001")


@pytest.mark.parametrize("last", ["OTTAWA ON K1A 0B1", "CANADA", "Mexico", ""])
def test_an_address_abroad_is_not_judged(last: str) -> None:
    assert wrong_state(("1 Main St", last), real_law_files().zip_prefixes()) is None


@pytest.mark.parametrize(
    ("name", "lines", "delivers"),
    [
        ("Ana", ("1 Main St", "Oakland, CA 94607"), True),
        ("Ana", ("10 Downing St", "London", "United Kingdom"), True),
        ("Ana", ("Oakland, CA 94607",), False),
        ("Ana", ("1 Main St", "Oakland"), False),
        ("", ("1 Main St", "Oakland, CA 94607"), False),
        ("Ana", (), False),
    ],
)
def test_what_the_post_can_deliver(name: str, lines: tuple[str, ...], delivers: bool) -> None:
    assert is_deliverable(name, lines) is delivers


def test_a_tray_is_in_the_order_of_its_zip_codes_and_abroad_comes_last() -> None:
    people = [
        ("C", ("1 Road", "London", "United Kingdom")), ("B", ("1 St", "Reno, NV 89501")), ("A", ("1 St", "Boston, MA 02108")),
        ("D", ("1 Rue", "Paris", "France")), ("A", ("1 St", "Reno, NV 89501", "USA")),
    ]  # fmt: skip
    order = [(name, lines[-1]) for name, lines in sorted(people, key=lambda one: mail_order(*one))]
    assert order == [("A", "Boston, MA 02108"), ("A", "USA"), ("B", "Reno, NV 89501"), ("D", "France"), ("C", "United Kingdom")]
