"""A case that was asked for is the case that is shown, also when it is in no list: a letter to the wrong person begins here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.people import RequestorKind
from caseapp.services.closing import withdraw_request
from tests.house import TestHouse
from tests.ui.drivers.cases_driver import CasesDriver


def test_a_closed_case_is_shown_and_not_the_first_of_the_list(house: TestHouse, sit_down: Callable[[str], CasesDriver]) -> None:
    closed = house.make_case("delete")
    withdraw_request(
        house.officer(), house.request_id(closed), statement="I changed my mind.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE
    )
    house.make_case("opt_out")
    number = house.desk.queries.case_detail(closed).case.number
    driver = sit_down("r.chen")
    driver.open_case(closed, view="open")
    assert _shown_number(driver) == number
    assert driver.page.pane.list.current_key is None
    driver.focus("cases_list")
    assert _shown_number(driver) == number
    driver.press("Down")
    assert _shown_number(driver) != number


def _shown_number(driver: CasesDriver) -> str:
    words = driver.page.findChild(QWidget, "case_number")
    assert words is not None
    return words.property("text")
