"""What the administrator is told about the law, by night and on the start page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.errors import NotAllowed, Problems
from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from caseapp.services.law_notices import law_notices
from caseapp.services.nightly import run_nightly
from tests.services.conftest import Story

ENDING = LawNotice(code=LawNoticeCode.CALENDAR_ENDS_SOON, last_receipt_on=date(2036, 10, 2), last_on=date(2036, 12, 31))


def test_nothing_is_said_while_the_tables_reach_far_and_the_law_is_the_one_the_cases_keep(story: Story) -> None:
    story.take("delete")
    assert law_notices(story.desk("admin")) == run_nightly(story.desk("admin")).notices == ()


def test_a_year_before_the_first_refusal_the_administrator_is_reminded_each_night_and_nothing_is_changed_by_it(story: Story) -> None:
    story.go_to(date(2035, 10, 1))
    assert run_nightly(story.desk("admin")).notices == ()
    story.go_to(date(2035, 10, 2))
    first = run_nightly(story.desk("admin"))
    entries = len(story.actions())
    again = run_nightly(story.desk("admin"))
    assert first.notices == again.notices == law_notices(story.desk("admin")) == (ENDING,)
    assert (first.changed, again.changed, len(story.actions())) == (0, 0, entries)


def test_after_the_last_day_a_request_is_refused_clearly_and_the_reminder_stays(story: Story) -> None:
    story.go_to(date(2036, 10, 2))
    story.take("delete")
    story.go_to(date(2037, 1, 4))
    with pytest.raises(Problems) as refusal:
        story.take("delete")
    assert "calendar_ends" in [problem.code for problem in refusal.value.problems]
    assert law_notices(story.desk("admin")) == (ENDING,)


def test_a_case_that_keeps_another_text_of_its_version_is_noticed(story: Story) -> None:
    case_id = story.request(story.take("delete")).case_id
    story.take("opt_out")
    with story.office.store.unit_of_work() as uow:
        uow.cases.replace(replace(uow.cases.get(case_id), regime_sha256="ab" * 32))
        uow.commit()
    expected = (LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version="2026", cases=1),)
    assert law_notices(story.desk("admin")) == run_nightly(story.desk("admin")).notices == expected


def test_only_an_administrator_asks(story: Story) -> None:
    for login in ("agent", "officer", "clerk", "auditor"):
        with pytest.raises(NotAllowed):
            law_notices(story.desk(login))


def test_a_case_keeps_version_and_hash_of_its_receipt_date_and_a_later_version_moves_nothing(story: Story) -> None:
    """Through intake, a year of nights, a new version of the law, and closing."""
    story.go_to(date(2026, 12, 31))
    request_id = story.take("delete", "opt_out")
    case_id = story.request(request_id).case_id

    def stored() -> tuple[tuple[object, ...], list[tuple[object, ...]]]:
        with story.office.store.unit_of_work() as uow:
            case = uow.cases.get(case_id)
            days = [
                (one.kind, one.rule_id, one.plan_by_on, one.last_day_on, one.mail_by_on) for one in uow.deadlines.where(case_id=case_id)
            ]
        return (case.regime_version, case.regime_sha256, case.holidays_version), days

    before = stored()
    assert before[0][0] == "2026"
    assert before[0][1] == story.desk("officer").rulebook.regime_version("us_ca", "2026").sha256
    for days in (1, 40, 300):
        story.clock.advance(days=days)
        run_nightly(story.desk("admin"))
        assert stored() == before
    assert story.desk("officer").rulebook.regime_for("us_ca", story.desk("officer").today()).version == "2027"
    later = story.request(story.take("delete")).case_id
    with story.office.store.unit_of_work() as uow:
        assert uow.cases.get(later).regime_version == "2027"
        received_on = uow.cases.get(case_id).received_on
    assert received_on + timedelta(days=45) in {row[3] for row in stored()[1]}
