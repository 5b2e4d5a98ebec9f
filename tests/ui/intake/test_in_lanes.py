"""The same page with its jobs beside the window, as in the program: what is typed at once is not lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest

from caseapp.ui.jobs import JobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.wording import ErrorWording
from tests.house import TestHouse
from tests.ui.drivers import intake_driver
from tests.ui.drivers.intake_driver import IntakeDriver


@pytest.fixture
def lanes(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> Iterator[IntakeDriver]:
    jobs = JobRunner()

    def office_with_lanes(house: TestHouse, login: str) -> Office:
        wording = ErrorWording()
        office = Office(jobs=jobs, messages=RecorderMessages(wording), settings=MemorySettings(), wording=wording, practice=True)
        office.desk = house.sign_in(login)
        return office

    monkeypatch.setattr(intake_driver, "office_at", office_with_lanes)
    driver = IntakeDriver(house)
    yield driver
    wait_idle(driver)
    driver.close()
    jobs.shutdown()


def wait_idle(driver: IntakeDriver) -> None:
    for _ in range(500):
        driver.settle()
        if not driver.office.jobs.is_busy:
            return
        QTest.qWait(10)
    raise AssertionError("the jobs never ended")


def test_a_whole_call_typed_without_a_pause(lanes: IntakeDriver) -> None:
    lanes.take_delete_request()
    wait_idle(lanes)
    lanes.say_all()
    lanes.press("Ctrl+Return")
    wait_idle(lanes)
    assert lanes.text_of("intake_saved_number") == "2026-000001"
    assert lanes.messages.errors == []


def test_a_lock_right_after_the_last_key(lanes: IntakeDriver) -> None:
    lanes.take_delete_request()
    lanes.focus("intake_words")
    lanes.type(" And tell me")
    lanes.press("Ctrl+L")
    wait_idle(lanes)
    lanes.unlock()
    wait_idle(lanes)
    assert lanes.text_of("intake_words").endswith(" And tell me")
    assert lanes.focused == "intake_words"
    assert lanes.page.form().name == "Ana Peña"


def test_save_pressed_twice_makes_one_case(lanes: IntakeDriver) -> None:
    lanes.take_delete_request()
    wait_idle(lanes)
    lanes.say_all()
    lanes.page.primary_act()
    lanes.page.primary_act()
    wait_idle(lanes)
    with lanes.house.desk.uow() as uow:
        assert [case.number for case in uow.cases.where()] == ["2026-000001"]
    assert lanes.messages.errors == []
