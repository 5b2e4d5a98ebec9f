"""Which envelope a letter is laid out for: the office's, one measured here, one chosen for the letter; a frozen letter keeps its own."""

from __future__ import annotations

import pytest

from caseapp.domain.envelopes import EnvelopeStatus, inches_of
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.letters import LetterKind, composed_from_json
from caseapp.services.desk import Desk
from caseapp.services.envelopes import Measures, choose_envelope, measure_envelope, read_envelopes, set_standard_envelope
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_letter, submit_letter
from tests.house import TestHouse

OURS = Measures(
    width="9 1/2", height="4 1/8", window_left="7/8", window_top="2.5", window_width="4 1/2", window_height="1 1/8", fold="3 7/8"
)


def _with(**typed: str) -> Measures:
    return Measures(**{field: getattr(OURS, field) for field in Measures.__slots__} | typed)


@pytest.mark.parametrize(
    ("typed", "inches"),
    [
        ("4.5", 4.5), ("4 1/2", 4.5), ("4-1/2", 4.5), ("7/8", 0.875), ("4", 4.0), (" 4,125 in", 4.125), ('3 7/8"', 3.875),
        ("", None), ("four", None), ("1/0", None), ("41/2", None), ("1 2 3", None), ("-4", None), ("4.5 1/2", None),
    ],
)  # fmt: skip
def test_inches_as_people_write_them(typed: str, inches: float | None) -> None:
    assert inches_of(typed) == inches


def _draft(house: TestHouse) -> str:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    return letter_id


def _envelope(desk: Desk, letter_id: str) -> str:
    with desk.uow() as uow:
        return composed_from_json(uow.letters.get(letter_id).composed).envelope


def test_a_measured_envelope_is_kept_and_can_be_the_offices(house: TestHouse) -> None:
    admin = house.admin()
    made = measure_envelope(admin, OURS).created_id
    assert made is not None
    measure_envelope(admin, OURS)
    found = read_envelopes(admin)
    assert found.standard == "w10_strict"
    assert [each.id for each in found.known if each.status is EnvelopeStatus.MEASURED] == [made]
    hole = found.known[-1].address_window
    assert hole is not None
    assert (hole.left, hole.bottom, hole.width, hole.height) == (0.875, 0.5, 4.5, 1.125)
    set_standard_envelope(admin, made)
    assert read_envelopes(admin).standard == made
    with admin.uow() as uow:
        assert [each.envelope for each in uow.organisations.where()] == ["w10_strict", "w10_strict", made]


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"width": "8"}, "envelope_too_small", "width"),
        ({"window_left": "6"}, "window_outside_envelope", "window_left"),
        ({"window_width": "2"}, "window_too_small", "window_width"),
        ({"fold": "3.25", "window_top": "2"}, "window_too_small", "window_width"),
        ({"window_top": "2.9"}, "window_too_low", "fold"),
        ({"window_top": "0.5"}, "window_too_high", "window_top"),
        ({"height": "four"}, "measure_unreadable", "height"),
    ],
)
def test_an_envelope_no_letter_can_be_printed_for_is_refused_at_its_field(
    house: TestHouse, typed: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        measure_envelope(house.admin(), _with(**typed))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert all(each.status is not EnvelopeStatus.MEASURED for each in read_envelopes(house.admin()).known)


def test_several_measures_that_cannot_be_read_are_all_named(house: TestHouse) -> None:
    with pytest.raises(Problems) as refused:
        measure_envelope(house.admin(), _with(width="", fold="x"))
    assert [each.field for each in refused.value.problems] == ["width", "fold"]


def test_an_unknown_envelope_is_refused(house: TestHouse) -> None:
    with pytest.raises(DomainError, match="envelope_unknown"):
        set_standard_envelope(house.admin(), "w14")
    with pytest.raises(DomainError, match="envelope_unknown"):
        choose_envelope(house.agent(), _draft(house), "w14")


def test_a_letter_has_the_offices_envelope_or_its_own_and_a_frozen_one_keeps_it(house: TestHouse) -> None:
    house.switch_second_person_off()
    first, second = _draft(house), _draft(house)
    strict = preview_letter(house.agent(), first).content
    choose_envelope(house.agent(), first, "plain_10")
    set_standard_envelope(house.admin(), "flat_9x12")
    agent, officer = house.agent(), house.officer()
    assert preview_letter(agent, second).content != strict
    for letter_id in (first, second):
        submit_letter(agent, letter_id)
        approve_letter(officer, letter_id)
    frozen = {letter_id: preview_letter(officer, letter_id).content for letter_id in (first, second)}
    assert (_envelope(officer, first), _envelope(officer, second)) == ("plain_10", "flat_9x12")
    set_standard_envelope(house.admin(), "w10_strict")
    assert {letter_id: preview_letter(officer, letter_id).content for letter_id in frozen} == frozen
    with pytest.raises(DomainError, match="letter_not_editable"):
        choose_envelope(agent, first, "")


def test_a_draft_goes_back_to_the_offices_envelope(house: TestHouse) -> None:
    letter_id = _draft(house)
    before = preview_letter(house.agent(), letter_id).content
    choose_envelope(house.agent(), letter_id, "flat_9x12")
    choose_envelope(house.agent(), letter_id, "")
    assert preview_letter(house.agent(), letter_id).content == before
