"""One agent at one intake page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.house import TestHouse
from tests.ui.drivers.intake_driver import IntakeDriver


@pytest.fixture
def intake(house: TestHouse) -> Iterator[IntakeDriver]:
    driver = IntakeDriver(house)
    yield driver
    driver.close()
