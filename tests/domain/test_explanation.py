"""Why this date: the steps end in the dates they explain, and each skipped day has its reason."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.deadlines import due_date
from caseapp.domain.explanation import Explanation, Reason, Step, StepCode, explain
from caseapp.domain.regime import DayUnit
from tests.domain.law import LISTS, day, regime_on


def of(rule_id: str, received: str) -> Explanation:
    regime = regime_on(day(received))
    return explain(regime, LISTS, regime.rule_named(rule_id), day(received))


@given(st.dates(date(2023, 1, 1), date(2036, 1, 1)))
def test_every_explanation_ends_in_the_dates_of_its_rule(received_on: date) -> None:
    regime = regime_on(received_on)
    for rule in regime.rules:
        told = explain(regime, LISTS, rule, received_on)
        assert told.due == due_date(regime, LISTS, rule, received_on)
        by_code = {step.code: step for step in told.steps}
        assert by_code[StepCode.START].on == received_on
        assert by_code[StepCode.PLAN_BY].on == told.due.plan_by_on
        assert by_code[StepCode.LAST_DAY if StepCode.LAST_DAY in by_code else StepCode.REACHED].on == told.due.last_day_on
        assert (StepCode.MAIL_BY in by_code) == (told.due.mail_by_on is not None)
        assert all(step.reasons for step in told.steps if step.code in (StepCode.SKIPPED, StepCode.MOVED_BACK))
        if rule.unit is DayUnit.BUSINESS_DAYS:
            walked = [step for step in told.steps if step.reading == "std" and step.code in (StepCode.COUNTED, StepCode.SKIPPED)]
            assert [step.on for step in walked] == [
                received_on + timedelta(days=offset) for offset in range(1, (told.due.last_day_on - received_on).days + 1)
            ]
            assert max(step.number or 0 for step in walked) == rule.count


def test_native_american_day_is_skipped_by_name_and_section() -> None:
    told = of("opt_out", "2026-09-11")
    skipped = {step.on: step.reasons for step in told.steps if step.code is StepCode.SKIPPED and step.reading == "std"}
    assert skipped[day("2026-09-25")] == (Reason(code="native_american_day", basis="gov_6700"),)
    assert skipped[day("2026-09-26")] == (Reason(code="saturday"),)


def test_the_plan_day_before_saturday_4_july_tells_each_day_it_passes() -> None:
    told = of("answer", "2026-05-20")
    moved = {step.on: step.reasons for step in told.steps if step.code is StepCode.MOVED_BACK}
    assert moved == {
        day("2026-07-03"): (
            Reason(code="independence_day", basis="usc_6103_saturday"),
            Reason(code="independence_day", basis="court_rule_1_11_saturday"),
            Reason(code="independence_day", basis="civ_7_1"),
        )
    }
    assert told.due.plan_by_on == day("2026-07-02")


def test_rolled_days_stand_among_the_readings_only() -> None:
    told = of("answer", "2026-11-17")
    readings = dict(told.readings)
    assert (readings["roll_civ10"], readings["roll_12a"]) == (day("2027-01-02"), day("2027-01-04"))
    assert not {step.on for step in told.steps} & {day("2027-01-02"), day("2027-01-04")}


def test_a_one_off_day_is_named_in_the_outer_count_only() -> None:
    regime = regime_on(day("2025-01-02"))
    told = explain(regime, LISTS.with_extra([day("2025-01-09")]), regime.rule_named("confirm_receipt"), day("2025-01-02"))
    found: list[Step] = [step for step in told.steps if step.on == day("2025-01-09")]
    assert found[0].code is StepCode.SKIPPED
    assert found[0].reasons == (Reason(code="one_off_day"),)
    assert [step.code for step in found[1:]] == [StepCode.COUNTED]


def test_versions_of_law_and_holidays_are_told() -> None:
    told = of("answer", "2026-05-20")
    assert (told.regime_id, told.regime_version, told.holidays_version) == ("us_ca", "2026", LISTS.version)
    assert len(told.regime_sha256) == 64
