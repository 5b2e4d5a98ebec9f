"""Telephone numbers in any shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.services.phones import e164, for_reading, is_californian


@pytest.mark.parametrize(
    "text",
    [
        "4155550134", "415-555-0134", "(415) 555-0134", "415.555.0134", "415 555 0134", "+1 415 555 0134", "1-415-555-0134", "+14155550134",
        "tel: 415 555 0134", "(415)555-0134 ext. 12", "415/555/0134", "  415  555 0134 ",
    ],
)  # fmt: skip
def test_one_number_has_one_form(text: str) -> None:
    assert e164(text) == "+14155550134"


@pytest.mark.parametrize(("text", "form"), [("+49 30 901820", "+4930901820"), ("+52 55 5555 1234", "+525555551234")])
def test_a_number_from_elsewhere_keeps_its_country(text: str, form: str) -> None:
    assert e164(text) == form


@pytest.mark.parametrize("text", ["", "Ana", "12", "---", "911", "call me"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert e164(text) == ""
    assert for_reading(text) == text


def test_a_number_of_this_country_reads_as_people_write_it() -> None:
    assert for_reading("+1 415 555 0134") == "(415) 555-0134"
    assert for_reading("+4930901820") == "+49 30 901820"


@pytest.mark.parametrize(
    ("text", "californian"), [("415 555 0134", True), ("+1 916 555 0101", True), ("212 555 0100", False), ("415", False)]
)
def test_the_area_code_is_a_hint(text: str, californian: bool) -> None:
    assert is_californian(text) is californian


@given(st.text(max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    e164(text)
    for_reading(text)
    is_californian(text)
