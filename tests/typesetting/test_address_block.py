"""The address for the window: capitals without punctuation, fitted by measure, or refused with its line."""

from __future__ import annotations

from collections import Counter

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee
from caseapp.typesetting.address_block import fit
from caseapp.typesetting.fonts import LetterFont
from caseapp.typesetting.geometry import POINT, Box
from tests.typesetting.addresses import addresses
from tests.typesetting.envelopes import PROFILES, W10_STRICT
from tests.typesetting.samples import read


@pytest.fixture(scope="module")
def font() -> LetterFont:
    return LetterFont("Inter-Regular", read("fonts/Inter-Regular.ttf"))


@pytest.mark.parametrize(
    ("typed", "printed", "size"),
    [
        (("Ana Peña", "1200 Main St. Apt. 4", "Oakland, CA 94601-2218"), ("ANA PEÑA", "1200 MAIN ST APT 4", "OAKLAND CA 94601-2218"), 10),
        (("Sean O'Brien", "12 St. John's Rd.", "Ojai, CA 93023"), ("SEAN O'BRIEN", "12 ST JOHNS RD", "OJAI CA 93023"), 10),
        (("A. B. Li", "12 1/2 Elm St # 7", "Ojai, CA 93023", "USA"), ("A B LI", "12 1/2 ELM ST # 7", "OJAI CA 93023"), 10),
        (
            ("Ana Li", "c/o Bo Li", "12 Elm St", "Unit 4", "Ojai, CA 93023"),
            ("ANA LI", "C/O BO LI", "12 ELM ST", "UNIT 4", "OJAI CA 93023"),
            8.5,
        ),
        (
            ("Jo Wu", "10 Downing Street", "London SW1A 2AA", "United Kingdom"),
            ("Jo Wu", "10 Downing Street", "London SW1A 2AA", "UNITED KINGDOM"),
            10,
        ),
        (("Jo Wu", "12 Elm St.", "Ojai, CA"), ("JO WU", "12 ELM ST", "OJAI CA"), 10),
        (
            ("Ana Li", "12345 Camino de la Reina Norte Blvd Apt 412", "Ojai, CA 93023"),
            ("ANA LI", "12345 CAMINO DE LA REINA NORTE BLVD APT 412", "OJAI CA 93023"),
            9,
        ),
        (
            ("Ana Li", "12345 Camino de la Reina Norte Boulevard South Apartment 1204", "Ojai, CA 93023"),
            ("ANA LI", "12345 CAMINO DE LA REINA NORTE BOULEVARD SOUTH", "APARTMENT 1204", "OJAI CA 93023"),
            8.5,
        ),
    ],
)
def test_what_is_printed(font: LetterFont, typed: tuple[str, ...], printed: tuple[str, ...], size: float) -> None:
    block = fit(Addressee(name=typed[0], lines=typed[1:]), font, W10_STRICT)
    assert block.lines == printed
    assert block.size == size
    assert block.spare_width_pt >= 0
    assert block.spare_height_pt >= 0


@pytest.mark.parametrize(
    ("typed", "code", "facts"),
    [
        (("Ana Li", "x" * 60, "Ojai, CA 93023"), "address_too_long", {"line": 2}),
        (("Ana Li", "12 Elm St", "y " * 40 + "CA 93023"), "address_too_long", {"line": 3}),
        (("W" * 60, "12 Elm St", "Ojai, CA 93023"), "address_too_long", {"line": 1}),
        (("Ana Li", "a", "b", "c", "d", "Ojai, CA 93023"), "address_too_many_lines", {"most": 5, "lines": 6}),
        (("Ana Li", "  ", "\u200b"), "address_missing", {}),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(font: LetterFont, typed: tuple[str, ...], code: str, facts: dict[str, int]) -> None:
    with pytest.raises(DomainError) as refusal:
        fit(Addressee(name=typed[0], lines=typed[1:]), font, W10_STRICT)
    assert refusal.value.code == code
    assert refusal.value.facts == facts


def test_the_name_alone_where_no_line_was_given(font: LetterFont) -> None:
    assert fit(Addressee(name="Jo Wu", lines=()), font, W10_STRICT).lines == ("JO WU",)


def test_a_long_name_takes_two_lines(font: LetterFont) -> None:
    name = "Maria del Carmen Featherstonehaugh Jackson y Garcia-Marquez"
    block = fit(Addressee(name=name, lines=("12 Elm St", "Ojai, CA 93023")), font, W10_STRICT)
    assert " ".join(block.lines[:2]) == name.upper()


def test_the_first_capital_stands_where_the_postal_rule_wants_it(font: LetterFont) -> None:
    block = fit(Addressee(name="Henry Hill", lines=("12 Elm St", "Ojai, CA 93023")), font, W10_STRICT)
    assert block.size == 10
    assert (block.baselines_pt[0] - font.cap_height(10)) / POINT == pytest.approx(2.630, abs=0.0005)
    assert block.baselines_pt[1] - block.baselines_pt[0] == pytest.approx(11)


def test_capitals_are_never_lower_than_the_postal_rule(font: LetterFont) -> None:
    assert font.cap_height(8.5) / POINT >= 0.080


@pytest.mark.parametrize("envelope", PROFILES)
def test_ink_of_2000_addresses_stays_inside(font: LetterFont, envelope: str) -> None:
    """By the outlines of the font; `test_window` asks the printed file."""
    profile = PROFILES[envelope]
    outcomes: Counter[str] = Counter()
    for addressee in addresses(2000):
        try:
            block = fit(addressee, font, profile)
        except DomainError as refusal:
            outcomes[refusal.code] += 1
            continue
        outcomes["fits"] += 1
        for line, baseline in zip(block.lines, block.baselines_pt, strict=True):
            ink = font.ink(line, block.size)
            box = Box(
                left=(block.x_pt + ink.left) / POINT,
                top=(baseline - ink.top) / POINT,
                right=(block.x_pt + ink.right) / POINT,
                bottom=(baseline - ink.bottom) / POINT,
            )
            assert profile.safe_block.holds(box), (addressee, line)
    assert outcomes["fits"] > 1500
    assert set(outcomes) <= {"fits", "address_too_long", "address_too_many_lines"}
