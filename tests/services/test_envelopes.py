"""Which envelope a letter is laid out for: the office's, one measured here, one chosen for the letter; a frozen letter keeps its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.envelopes import EnvelopeStatus, inches_of
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.letters import LetterKind, composed_from_json
from caseapp.services.desk import Desk
from caseapp.services.envelopes import (
    Measures,
    choose_envelope,
    measure_envelope,
    read_envelopes,
    remove_envelope,
    set_standard_envelope,
)
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_letter, submit_letter
from caseapp.services.mailroom import batch_content, make_batch
from tests.house import TestHouse

OURS = Measures(
    width="9 1/2", height="4 1/8", window_left="7/8", window_top="2.5", window_width="4 1/2", window_height="1 1/8", fold="3 7/8"
)


UPPER = {"return_left": "7/8", "return_top": "3/4", "return_width": "3 1/2", "return_height": "1"}
"""The window of a return address that goes with `OURS`."""


def _with(**typed: str) -> Measures:
    return replace(OURS, **typed)


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
        ({**UPPER, "return_height": ""}, "measure_unreadable", "return_height"),
        ({**UPPER, "return_left": "7"}, "window_outside_envelope", "window_left"),
        ({**UPPER, "return_width": "1 1/2"}, "return_window_too_small", "return_width"),
        ({**UPPER, "return_top": "2"}, "windows_meet", "return_top"),
        ({**UPPER, "return_top": "1/2"}, "return_window_too_high", "return_top"),
        ({**UPPER, "return_left": "1 1/2", "return_width": "4 1/4"}, "return_window_too_wide", "return_width"),
        ({**UPPER, "return_width": "2 3/4", "return_height": "3/4"}, "return_address_too_long", "return_width"),
    ],
)
def test_an_envelope_no_letter_can_be_printed_for_is_refused_at_its_field(
    house: TestHouse, typed: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        measure_envelope(house.admin(), _with(**typed))
    assert (refused.value.code, refused.value.field) == (code, field)
    assert all(each.status is not EnvelopeStatus.MEASURED for each in read_envelopes(house.admin()).known)


def test_a_window_for_the_return_address_is_kept_and_letters_are_laid_out_for_it(house: TestHouse) -> None:
    admin = house.admin()
    made = measure_envelope(admin, _with(**UPPER)).created_id
    assert made is not None
    hole = house.desk.press.envelope(made).return_window
    assert hole is not None
    assert (hole.left, hole.bottom, hole.width, hole.height) == (0.875, 2.375, 3.5, 1.0)
    set_standard_envelope(admin, made)
    preview = preview_letter(house.agent(), _draft(house))
    assert preview.content is not None
    assert {check.code: check.ok for check in preview.checks}["nothing_else_shows"]


def test_a_measured_envelope_nobody_used_is_gone_when_it_is_removed(house: TestHouse) -> None:
    admin = house.admin()
    made = measure_envelope(admin, OURS).created_id
    assert made is not None
    set_standard_envelope(admin, made)
    with pytest.raises(DomainError, match="envelope_is_standard"):
        remove_envelope(admin, made)
    set_standard_envelope(admin, "w10_strict")
    assert remove_envelope(admin, made).fact("retired") is False
    found = read_envelopes(admin)
    assert made not in [each.id for each in (*found.known, *found.retired)]
    with pytest.raises(DomainError, match="envelope_unknown"):
        remove_envelope(admin, made)
    with pytest.raises(DomainError, match="envelope_is_the_programs"):
        remove_envelope(admin, "plain_10")


def test_one_that_went_out_in_a_batch_is_retired_and_its_letters_stay(house: TestHouse) -> None:
    house.switch_second_person_off()
    admin, officer = house.admin(), house.officer()
    made = measure_envelope(admin, OURS).created_id
    assert made is not None
    set_standard_envelope(admin, made)
    letter_id = _draft(house)
    submit_letter(house.agent(), letter_id)
    approve_letter(officer, letter_id)
    batch_id = make_batch(house.clerk(), [letter_id]).created_id
    assert batch_id is not None
    printed = batch_content(house.clerk(), batch_id)
    set_standard_envelope(house.admin(), "w10_strict")
    assert remove_envelope(house.admin(), made).fact("retired") is True
    found = read_envelopes(house.admin())
    assert [each.id for each in found.retired] == [made]
    assert made not in [each.id for each in found.known]
    assert batch_content(house.clerk(), batch_id) == printed
    assert measure_envelope(house.admin(), OURS).created_id == made
    assert read_envelopes(house.admin()).retired == ()


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
