"""The menu "Write a letter" of a case: only what makes sense for the right shown, and only what the person may write."""

from __future__ import annotations

from collections.abc import Callable

from caseapp.domain.channel import Channel
from caseapp.domain.letters import LetterKind
from caseapp.domain.people import RequestorKind
from caseapp.domain.work import DecisionOutcome
from caseapp.services.closing import withdraw_request
from caseapp.services.work import decide_category
from tests.house import TestHouse
from tests.ui.cases.conftest import verify
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]
ASKING = ["Confirmation of receipt", "Need more information", "Question about the request", "How to send a request"]


def offered(cases: CasesDriver, case_id: str) -> list[str]:
    cases.open_case(case_id)
    cases.click("case_write_letter")
    return cases.menu_lines()


def test_an_agent_is_offered_what_an_agent_may_write(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    assert offered(sit_down("maria.lopez"), case_id) == ASKING


def test_an_officer_is_offered_the_rest_and_the_answer(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    assert offered(sit_down("r.chen"), case_id) == [*ASKING, "Household explained", "The answer"]


def test_a_withdrawn_request_offers_its_confirmation_and_begins_it(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    withdraw_request(house.officer(), house.request_id(case_id), statement="By phone.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    cases = sit_down("r.chen")
    assert offered(cases, case_id) == ["Withdrawal confirmed"]
    cases.click("case_write_letter")
    cases.choose("Withdrawal confirmed")
    with house.desk.uow() as uow:
        assert [letter.kind for letter in uow.letters.where(case_id=case_id)] == [LetterKind.WITHDRAWAL]


def test_the_businesses_to_tell_are_offered_once_it_is_granted(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    verify(house, request_id)
    cases = sit_down("r.chen")
    assert "To Redwood Mail" not in offered(cases, case_id)
    decide_category(house.officer(), request_id, category="Customer records", outcome=DecisionOutcome.GRANTED)
    cases = sit_down("r.chen")
    assert {"To Redwood Mail", "To CreditLine Data"} <= set(offered(cases, case_id))
    cases.click("case_write_letter")
    cases.choose("To Redwood Mail")
    with house.desk.uow() as uow:
        assert [(one.kind, one.addressee_name) for one in uow.letters.where(case_id=case_id)] == [
            (LetterKind.NOTICE_DELETE, "Redwood Mail")
        ]
