"""The files of the envelopes: the measures that were agreed, and what a faulty file says."""

from __future__ import annotations

import pytest

from caseapp.domain.envelopes import EnvelopeStatus
from caseapp.services.trouble import Trouble
from caseapp.typesetting.envelope_files import read_envelopes
from tests.typesetting.envelopes import ENVELOPES, PROFILES
from tests.typesetting.samples import names_below, read

MEASURES = {
    "w10_strict": ((9.5, 4.125), (3.875, 7.4375), (0.875, 0.5, 4.5, 1.125), None, 4),
    "w9_double": ((8.875, 3.875), (3.75, 7.375), (0.375, 0.625, 4.0, 1.0), (0.375, 2.25, 3.5, 0.875), 3),
    "plain_10": ((9.5, 4.125), (3.6667, 7.3333), None, None, 4),
    "flat_9x12": ((9.0, 12.0), (), None, None, 60),
}


@pytest.mark.parametrize("id", MEASURES)
def test_a_released_envelope_keeps_its_measures(id: str) -> None:
    envelope = ENVELOPES[id]
    holes = [
        None if hole is None else (hole.left, hole.bottom, hole.width, hole.height)
        for hole in (envelope.address_window, envelope.return_window)
    ]
    assert ((envelope.width, envelope.height), envelope.folds, *holes, envelope.most_sheets) == MEASURES[id]


def test_every_file_is_among_them_and_the_unread_one_says_so() -> None:
    assert set(read_envelopes(read, names_below)) == set(MEASURES)
    assert [id for id, each in ENVELOPES.items() if each.status is EnvelopeStatus.FROM_MEMORY] == ["w9_double"]


def test_the_two_windows_of_the_number_nine_never_show_each_other() -> None:
    profile = PROFILES["w9_double"]
    assert profile.return_visible is not None
    assert profile.ever_visible is not None
    assert not profile.return_visible.meets(profile.ever_visible)
    assert profile.return_visible.bottom < profile.ever_visible.top


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"width = 9.5", b"width = 8", "envelope_too_small"),
        (b"most_sheets = 4", b"colour = 4", "colour"),
        (b'status = "read"', b'status = "guessed"', "guessed"),
        (b"width = 4.5", b"wide = 4.5", "width"),
        (b'id = "w10_strict"', b'id = "w9_double"', "a second envelope"),
    ],
)
def test_a_faulty_file_is_named(old: bytes, new: bytes, reason: str) -> None:
    name = "envelopes/w10_strict.toml"
    with pytest.raises(Trouble) as refusal:
        read_envelopes(lambda each: read(each).replace(old, new) if each == name else read(each), names_below)
    assert refusal.value.code == "resource_faulty"
    assert refusal.value.facts["file"] in (name, "envelopes/w9_double.toml")
    assert reason in str(refusal.value.facts["reason"])
