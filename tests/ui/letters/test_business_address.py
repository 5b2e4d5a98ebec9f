"""A letter to a business says where it goes, and where its address is written down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from caseapp.domain.work import PlaceKind
from caseapp.services.notices import draft_notice
from caseapp.services.organisation import organisation_now, save_organisation
from tests.house import TestHouse
from tests.ui.drivers.letters_driver import LettersDriver


@pytest.mark.parametrize(
    ("contacts", "words"),
    [
        ((), "To Redwood Mail. No address; write it in Admin, Organisation, or send the letter by e-mail or by hand."),
        (
            ("Redwood Mail | rights@redwood.example",),
            "To Redwood Mail. No postal address; send it by e-mail to rights@redwood.example, or write the address in Admin, Organisation.",
        ),
        (
            ("Redwood Mail | 880 Harbor Blvd, West Sacramento, CA 95691",),
            "To Redwood Mail, 880 Harbor Blvd, West Sacramento, CA 95691",
        ),
    ],
)
def test_the_form_says_where_a_letter_to_a_business_goes(
    house: TestHouse, open_as: Callable[[str], LettersDriver], contacts: tuple[str, ...], words: str
) -> None:
    case_id = house.make_case("opt_out")
    admin = house.admin()
    save_organisation(admin, replace(organisation_now(admin)[0], business_contacts=contacts))
    officer = house.officer()
    with officer.uow() as uow:
        places = uow.work_items.where(case_id=case_id, place=PlaceKind.SERVICE_PROVIDER, name="Redwood Mail")
    letter_id = str(draft_notice(officer, places[0].id).created_id)
    driver = open_as("r.chen")
    driver.open(letter_id)
    assert driver.page.letter.form.to_words.text() == words
