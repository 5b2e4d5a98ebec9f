"""Access keys of the letter page clash neither with each other nor with the menus, whatever the letter."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from caseapp.domain.letters import LetterKind, TemplateInfo
from caseapp.services.letters import draft_letter
from caseapp.ui.letters.slot_words import places_of
from tests.house import TestHouse
from tests.ui.drivers.letters_driver import LettersDriver

MENUS = "FEGCLRH"
_KEY = re.compile(r"&([^&])")


def keys_of(texts: list[str]) -> list[str]:
    return [found.group(1).upper() for text in texts if (found := _KEY.search(text))]


def test_the_page_and_the_menus_share_no_key(house: TestHouse, open_as: Callable[[str], LettersDriver]) -> None:
    letter_id = draft_letter(house.agent(), house.make_case("delete"), LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    driver = open_as("r.chen")
    driver.open(letter_id)
    page = driver.page.letter
    texts = [part.text() for part in page.findChildren(QLabel) if part.isVisible()]
    texts += [part.text() for part in page.findChildren(QAbstractButton) if part.isVisible()]
    keys = keys_of(texts)
    assert keys
    assert len(keys) == len(set(keys)), sorted(keys)
    assert not set(keys) & set(MENUS)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_places_of_a_letter_share_no_key(house: TestHouse, kind: LetterKind) -> None:
    template: TemplateInfo = next(one for one in house.desk.press.templates() if one.kind is kind)
    keys = keys_of([place.label for place in places_of(kind, template)])
    assert len(keys) == len(places_of(kind, template))
    assert len(keys) == len(set(keys)), keys
    assert not set(keys) & set(f"{MENUS}TMWDB")
