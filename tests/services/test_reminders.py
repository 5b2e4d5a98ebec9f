"""What the office is reminded of, from dates alone: answers by their steps, old opt-outs, silent channels, duties of the office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.office_clocks import OfficeClockState
from caseapp.domain.silence import silent_days
from caseapp.services.reminders import (
    STEPS,
    ReminderCode,
    all_reminders,
    office_duties,
    record_duty_done,
    record_duty_not_owed,
    reminders,
)
from tests.house import TestHouse

PLAN = date(2026, 4, 16)


def test_an_answer_is_spoken_of_on_each_step_and_on_no_day_between(house: TestHouse) -> None:
    house.make_case("delete")
    spoken = []
    for ahead in range(17, -1, -1):
        house.clock.go_to(PLAN - timedelta(days=ahead))
        spoken += [one.days for one in reminders(house.officer()) if one.code is ReminderCode.ANSWERS_PLANNED and one.on == PLAN]
    assert spoken == list(STEPS)


def test_opt_outs_older_than_five_business_days_are_listed(house: TestHouse) -> None:
    house.make_case("opt_out")
    house.clock.go_to(date(2026, 3, 10))
    assert not [one for one in reminders(house.officer()) if one.code is ReminderCode.OLD_OPT_OUTS]
    house.clock.go_to(date(2026, 3, 11))
    (found,) = [one for one in reminders(house.officer()) if one.code is ReminderCode.OLD_OPT_OUTS]
    assert (found.count, found.numbers) == (1, ("2026-000001",))


@pytest.mark.parametrize(
    ("days", "today", "silent"),
    [((1, 2, 3, 4, 5), 6, None), ((1, 2, 3, 4, 5), 7, 2), ((1, 2, 9, 10, 11), 18, None), ((1, 2, 9, 10, 11), 19, 8), ((1, 2, 3), 30, None)],
)
def test_a_channel_is_silent_when_longer_than_ever_before(days: tuple[int, ...], today: int, silent: int | None) -> None:
    assert silent_days([date(2026, 3, day) for day in days], date(2026, 3, today)) == silent


def test_a_silent_channel_is_told(house: TestHouse) -> None:
    for day in (4, 5, 6, 7, 8):
        house.clock.go_to(date(2026, 3, day))
        house.make_case("delete")
    house.clock.go_to(date(2026, 3, 13))
    (found,) = [one for one in all_reminders(house.officer()) if one.code is ReminderCode.CHANNEL_SILENT]
    assert (found.name, found.days) == ("phone", 5)


def test_a_duty_is_spoken_of_until_its_day_is_recorded(house: TestHouse) -> None:
    admin = house.admin()

    def state(id: str) -> OfficeClockState:
        return next(duty.state for duty in office_duties(admin) if duty.clock.id == id)

    assert state("policy_update") is OfficeClockState.NO_DAY
    record_duty_done(admin, "policy_update", admin.today())
    assert state("policy_update") is OfficeClockState.QUIET
    assert "policy_update" not in [one.name for one in all_reminders(admin)]
    house.clock.go_to(date(2027, 3, 4))
    assert state("policy_update") is OfficeClockState.OVERDUE
    record_duty_not_owed(admin, "metrics", reason="We are far below ten million.")
    assert state("metrics") is OfficeClockState.NOT_OWED
    with admin.uow() as uow:
        assert [one.action for one in uow.history.entries()][-2:] == ["office_duty_done", "office_duty_not_owed"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda d: record_duty_done(d, "training", d.today() + timedelta(days=1)), "day_in_future"),
        (lambda d: record_duty_done(d, "cooking", d.today()), "duty_unknown"),
        (lambda d: record_duty_not_owed(d, "training", reason=" "), "reason_missing"),
    ],
)
def test_what_cannot_be_recorded(house: TestHouse, act, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DomainError) as refusal:
        act(house.admin())
    assert refusal.value.code == code
