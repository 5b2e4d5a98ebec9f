"""The verification page in the window, over a whole office."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.house import TestHouse
from tests.ui.drivers.cases_driver import CasesDriver
from tests.ui.office_at import office_at


@pytest.fixture
def verifying(house: TestHouse) -> Iterator[Callable[..., CasesDriver]]:
    """Let a person sit down before the case and press F4."""
    made: list[CasesDriver] = []

    def open_for(case_id: str, login: str = "r.chen") -> CasesDriver:
        driver = CasesDriver(office_at(house, login))
        made.append(driver)
        driver.open_case(case_id)
        driver.press("F4")
        return driver

    yield open_for
    for driver in made:
        driver.close()
