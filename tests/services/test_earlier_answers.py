"""What earlier answers to the same person permit, on the sheet an officer decides by: told with number and days, never done by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import Document, DocumentKind
from caseapp.domain.work import Decision, DecisionOutcome
from caseapp.services.consumers import link_consumer
from caseapp.services.decision_sheet import DecisionSheet, read_decision_sheet
from caseapp.services.desk import new_id
from tests.house import TestHouse

DENIED_ON = date(2026, 3, 20)
ADDRESS = "Name and address"


def denied(house: TestHouse, on: date = DENIED_ON, *, category: str = ADDRESS, ground: str = "accurate") -> str:
    """A correction that was refused; the answer left on a day."""
    case_id = house.make_case("correct")
    house.clock.go_to(on)
    with house.officer().uow() as uow:
        (request,) = uow.requests.where(case_id=case_id)
        uow.requests.replace(replace(request, status=RequestStatus.CLOSED, disposition=Disposition.DENIED, answered_on=on, closed_on=on))
        uow.decisions.add(
            Decision(
                id=new_id(), case_id=case_id, request_id=request.id, category=category, position=1, outcome=DecisionOutcome.REFUSED,
                decided_at=house.clock.now_at(), decided_by=house.desk.operator.id, ground_code=ground, facts="The bank confirmed it.",
            )
        )  # fmt: skip
        uow.commit()
    return case_id


def asked_again(house: TestHouse, on: date, first: str, *types: str) -> str:
    house.clock.go_to(on)
    case_id = house.make_case(*types)
    link_consumer(house.agent(), case_id, first)
    return case_id


def sheet_of(house: TestHouse, case_id: str) -> DecisionSheet:
    return read_decision_sheet(house.officer(), house.request_id(case_id))


def test_the_same_correction_within_six_months_is_told_with_number_and_day(house: TestHouse) -> None:
    again = asked_again(house, date(2026, 9, 19), denied(house), "correct")
    (found,) = sheet_of(house, again).denied_before
    assert (found.category, found.number, found.denied_on) == (ADDRESS, "2026-000001", DENIED_ON)
    assert (found.months, found.citation, found.has_papers) == (6, "11 CCR 7023(g)", False)
    assert sheet_of(house, again).decisions == (), "nothing is refused by itself"


def test_six_months_later_it_is_decided_anew(house: TestHouse) -> None:
    assert sheet_of(house, asked_again(house, date(2026, 9, 20), denied(house), "correct")).denied_before == ()


@pytest.mark.parametrize("types", [("delete",), ("know_categories",), ("opt_out",)])
def test_another_right_is_not_a_repeated_correction(house: TestHouse, types: tuple[str, ...]) -> None:
    assert sheet_of(house, asked_again(house, date(2026, 4, 1), denied(house), *types)).denied_before == ()


def test_a_case_that_nobody_linked_is_of_another_person(house: TestHouse) -> None:
    denied(house)
    house.clock.go_to(date(2026, 4, 1))
    assert sheet_of(house, house.make_case("correct")).denied_before == ()


def test_papers_that_came_with_it_are_told_for_they_may_be_new(house: TestHouse) -> None:
    again = asked_again(house, date(2026, 4, 1), denied(house), "correct")
    with house.officer().uow() as uow:
        uow.documents.add(
            Document(
                id=new_id(), case_id=again, kind=DocumentKind.CORRECTION_EVIDENCE, name="bank.pdf", media_type="application/pdf",
                size=10, sha256="a" * 64, sealed=b"sealed", added_at=house.clock.now_at(), added_by=house.desk.operator.id,
            )
        )  # fmt: skip
        uow.commit()
    assert sheet_of(house, again).denied_before[0].has_papers


def test_a_refusal_for_asking_too_soon_begins_no_new_six_months(house: TestHouse) -> None:
    first = denied(house)
    second = denied(house, date(2026, 9, 1), ground="same_correction")
    link_consumer(house.agent(), second, first)
    assert [one.number for one in sheet_of(house, asked_again(house, date(2026, 9, 15), first, "correct")).denied_before] == ["2026-000001"]
    assert sheet_of(house, asked_again(house, date(2026, 10, 1), first, "correct")).denied_before == ()


def test_what_was_granted_is_not_told(house: TestHouse) -> None:
    first = denied(house)
    with house.officer().uow() as uow:
        (decision,) = uow.decisions.where(case_id=first)
        uow.decisions.replace(replace(decision, outcome=DecisionOutcome.GRANTED, ground_code=""))
        uow.commit()
    assert sheet_of(house, asked_again(house, date(2026, 4, 1), first, "correct")).denied_before == ()


def known(house: TestHouse, on: date) -> str:
    house.clock.go_to(on)
    case_id = house.make_case("know_categories")
    with house.officer().uow() as uow:
        (request,) = uow.requests.where(case_id=case_id)
        uow.requests.replace(replace(request, status=RequestStatus.ANSWERED, disposition=Disposition.FULFILLED, answered_on=on))
        uow.commit()
    return case_id


def test_a_third_request_to_know_is_told_where_it_is_decided(house: TestHouse) -> None:
    first = known(house, date(2026, 3, 10))
    second = known(house, date(2026, 9, 1))
    link_consumer(house.agent(), second, first)
    third = asked_again(house, date(2027, 3, 9), first, "know_specific")
    found = sheet_of(house, third).known_before
    assert found is not None
    assert found.cases == (("2026-000001", date(2026, 3, 10)), ("2026-000002", date(2026, 9, 1)))
    assert (found.count.reached, found.count.next_possible_on, found.citation) == (True, date(2027, 3, 10), "Civ. Code 1798.130(b)")


def test_a_day_later_one_of_the_two_is_out_of_the_window(house: TestHouse) -> None:
    first = known(house, date(2026, 3, 10))
    link_consumer(house.agent(), known(house, date(2026, 9, 1)), first)
    found = sheet_of(house, asked_again(house, date(2027, 3, 10), first, "know_specific")).known_before
    assert found is not None
    assert ([number for number, _ in found.cases], found.count.reached) == (["2026-000002"], False)
    assert sheet_of(house, asked_again(house, date(2027, 3, 11), first, "delete")).known_before is None
