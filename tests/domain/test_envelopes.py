"""What follows from the measures of an envelope: the table of the number ten window, and what no letter can be printed for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.envelopes import Box, Envelope, EnvelopeStatus, Hole, measured_envelope, measured_from_id, require_usable
from caseapp.domain.errors import DomainError

TEN = Hole(left=0.875, bottom=0.5, width=4.5, height=1.125)


def folded_at(fold: float) -> Envelope:
    return Envelope(
        id="ten",
        version="1",
        status=EnvelopeStatus.READ,
        width=9.5,
        height=4.125,
        folds=(fold,),
        most_sheets=4,
        address_window=TEN,
    )


@pytest.mark.parametrize(
    ("fold", "top", "bottom", "first_seen", "last_seen"),
    [
        (3.667, 2.625, 3.042, 2.042, 3.625),
        (3.75, 2.625, 3.125, 2.125, 3.625),
        (3.875, 2.625, 3.25, 2.25, 3.625),
        (4.0, 2.625, 3.375, 2.375, 3.625),
    ],
)
def test_the_table_of_the_number_ten_window(fold: float, top: float, bottom: float, first_seen: float, last_seen: float) -> None:
    envelope = folded_at(fold)
    assert envelope.safe(TEN) == Box(left=1.0, top=top, right=4.25, bottom=pytest.approx(bottom, abs=0.0006))
    seen = envelope.visible(TEN)
    assert (seen.left, seen.right) == (0.0, 5.4375)
    assert seen.top == pytest.approx(first_seen - 0.0625, abs=0.0006)
    assert seen.bottom == pytest.approx(last_seen + 0.0625)


@pytest.mark.parametrize("across", [0.0, 0.3, 0.7, 1.0])
@pytest.mark.parametrize("down", [0.0, 0.1, 0.25])
def test_wherever_the_letter_slides_the_address_stays_an_eighth_inside_the_window(across: float, down: float) -> None:
    """By sliding the sheet, not by the formula: the sheet's corner lies at (across, down) in the envelope."""
    envelope = folded_at(3.875)
    safe, seen = envelope.safe(TEN), envelope.visible(TEN)
    window = Box(left=0.875 - across, top=4.125 - 0.5 - 1.125 - down, right=0.875 + 4.5 - across, bottom=4.125 - 0.5 - down)
    assert safe.left - window.left >= 0.125 - 1e-9
    assert window.right - safe.right >= 0.125 - 1e-9
    assert safe.top - window.top >= 0.125 - 1e-9
    assert window.bottom - safe.bottom >= 0.125 - 1e-9
    assert seen.top <= window.top
    assert seen.bottom >= window.bottom
    assert seen.right >= window.right


def measured(**other: float) -> Envelope:
    measures = {"width": 9.5, "height": 4.125, "left": 0.75, "bottom": 0.625, "across": 4.75, "up": 1.25, "fold": 3.9} | other
    hole = Hole(left=measures["left"], bottom=measures["bottom"], width=measures["across"], height=measures["up"])
    return measured_envelope(width=measures["width"], height=measures["height"], hole=hole, fold=measures["fold"])


def test_a_measured_envelope_is_known_again_by_its_id() -> None:
    envelope = measured()
    assert envelope.id == "measured:9.5,4.125,0.75,0.625,4.75,1.25,3.9"
    assert measured_from_id(envelope.id) == envelope


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"width": 8.4}, "envelope_too_small"),
        ({"height": 3.8}, "envelope_too_small"),
        ({"left": 5.0}, "window_outside_envelope"),
        ({"bottom": -0.1}, "window_outside_envelope"),
        ({"bottom": 3.0}, "window_outside_envelope"),
        ({"across": 3.5}, "window_too_small"),
        ({"up": 0.7}, "window_too_small"),
        ({"fold": 3.3}, "window_too_small"),
        ({"fold": 3.5, "up": 1.5}, "window_too_low"),
        ({"bottom": 1.7}, "window_too_high"),
    ],
)
def test_what_no_letter_can_be_printed_for_is_refused(other: dict[str, float], code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        measured(**other)
    assert refusal.value.code == code


def test_a_flat_has_no_folds_and_no_window() -> None:
    flat = replace(folded_at(3.875), folds=(), address_window=None, width=9.0, height=12.0)
    assert require_usable(flat).panel == 11.0
