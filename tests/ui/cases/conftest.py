"""The cases section over a whole office in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category, mark_place
from tests.house import TestHouse
from tests.ui.drivers.cases_driver import CasesDriver
from tests.ui.office_at import office_at


@pytest.fixture
def sit_down(house: TestHouse) -> Iterator[Callable[[str], CasesDriver]]:
    """Let a person sit down at the window."""
    made: list[CasesDriver] = []

    def open_for(login: str = "r.chen") -> CasesDriver:
        driver = CasesDriver(office_at(house, login))
        made.append(driver)
        return driver

    yield open_for
    for driver in made:
        driver.close()


def verify(house: TestHouse, request_id: str) -> None:
    """Verify a request with the services."""
    desk = house.officer()
    view = read_checklist(desk, request_id)
    points: dict[str, PointOutcome] = {point: PointOutcome.MATCHED for point in view.checklist.questions[: view.checklist.points_needed]}
    seen_on = desk.today() if view.checklist.declaration_needed else None
    save_checks(desk, request_id, points, declaration_on=seen_on, authority_on=None)
    decide_verified(desk, request_id)


def end_places(house: TestHouse, request_id: str) -> None:
    """End every place of a request with the services."""
    desk = house.officer()
    with desk.uow() as uow:
        places = uow.work_items.where(request_id=request_id)
    for place in places:
        mark_place(desk, place.id, WorkState.DONE)


def grant(house: TestHouse, request_id: str, category: str = "Customer records") -> None:
    decide_category(house.officer(), request_id, category=category, outcome=DecisionOutcome.GRANTED)
