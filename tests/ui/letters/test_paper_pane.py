"""The marks over the page are those of the letter's own envelope, and none that it does not have."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseapp.domain.envelopes import Box
from caseapp.domain.letters import LetterKind
from caseapp.services.letters import draft_letter
from caseapp.ui.widgets.pdf_page_view import BoxInches
from tests.house import TestHouse
from tests.typesetting.envelopes import PROFILES
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.letters_driver import LettersDriver

SitDown = Callable[[str], LettersDriver]


def _edges(drawn: BoxInches | None) -> tuple[float, ...] | None:
    if drawn is None:
        return None
    return tuple(round(each, 4) for each in (drawn.left, drawn.top, drawn.left + drawn.width, drawn.top + drawn.height))


def _of(box: Box | None) -> tuple[float, ...] | None:
    return (box.left, box.top, box.right, box.bottom) if box is not None else None


@pytest.fixture
def draft(house: TestHouse) -> str:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    return letter_id


@pytest.mark.parametrize("envelope", ["w10_strict", "w9_double", "plain_10", "flat_9x12"])
def test_the_marks_are_those_of_the_letters_envelope(house: TestHouse, open_as: SitDown, draft: str, envelope: str, qtbot: QtBot) -> None:
    driver = open_as("r.chen")
    driver.open(draft)
    letter = driver.page.letter
    if envelope != "w10_strict":
        letter.form.envelope.setFocus()
        while letter.form.envelope.chosen() != envelope:
            qtbot.keyClick(letter.form.envelope, Qt.Key.Key_Down)
    profile, overlay = PROFILES[envelope], letter.paper.view.overlay
    has_window = profile.ever_visible is not None
    assert _edges(overlay.window) == _of(profile.ever_visible)
    assert _edges(overlay.safe) == (_of(profile.safe_block) if has_window else None)
    assert _edges(overlay.returned) == _of(profile.return_visible)
    assert _edges(overlay.return_safe) == _of(profile.return_block)
    assert tuple(fold.top for fold in overlay.folds) == profile.fold_ticks
    assert letter.paper.window_box.isVisibleTo(letter) == letter.paper.safe_box.isVisibleTo(letter) == has_window
    assert letter.paper.folds_box.isVisibleTo(letter) == bool(profile.fold_ticks)
    with house.desk.uow() as uow:
        assert uow.letters.get(draft).envelope == ("" if envelope == "w10_strict" else envelope)
    assert_all_named(letter)
