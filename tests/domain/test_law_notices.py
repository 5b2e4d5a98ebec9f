"""The reminder a year before the holiday tables end, and the notice of a changed text of law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.all_readings import all_readings
from caseapp.domain.errors import DomainError
from caseapp.domain.law_notices import KeptLaw, LawNotice, LawNoticeCode, calendar_notice, last_receipt_on, text_notices
from tests.domain.law import LISTS, day, regime_on
from tests.rulebook.shipped import shipped_rulebook

REGIME = regime_on(day("2036-01-01"))


def test_the_last_receipt_that_can_be_computed_is_the_last_one_whose_day_90_lies_in_the_tables() -> None:
    last = last_receipt_on(REGIME, LISTS)
    assert last == day("2036-10-02")
    all_readings(REGIME, LISTS, last)
    with pytest.raises(DomainError, match="calendar_ends"):
        all_readings(REGIME, LISTS, last + timedelta(days=1))


@pytest.mark.parametrize(
    ("today", "reminded"),
    [("2026-11-24", False), ("2034-12-31", False), ("2035-10-01", False), ("2035-10-02", True), ("2036-10-02", True), ("2037-06-01", True)],
)
def test_the_reminder_begins_a_year_before_the_first_refusal_and_stays(today: str, reminded: bool) -> None:
    found = calendar_notice(REGIME, LISTS, day(today))
    expected = LawNotice(code=LawNoticeCode.CALENDAR_ENDS_SOON, last_receipt_on=day("2036-10-02"), last_on=day("2036-12-31"))
    assert found == (expected if reminded else None)


def test_longer_tables_end_the_reminder() -> None:
    longer = replace(LISTS, last_on=date(2046, 12, 31))
    assert calendar_notice(REGIME, longer, day("2036-06-01")) is None


def test_a_text_that_cases_do_not_keep_is_named_with_its_cases() -> None:
    regimes = shipped_rulebook().regimes
    kept = [KeptLaw(regime_id=one.id, version=one.version, sha256=one.sha256, cases=5) for one in regimes]
    assert text_notices(kept, regimes) == ()
    changed = [kept[0], replace(kept[1], sha256="ab" * 32, cases=3), replace(kept[2], version="2099", cases=1)]
    assert text_notices(changed, regimes) == (
        LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version="2026", cases=3),
        LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version="2099", cases=1),
    )
