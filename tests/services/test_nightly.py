"""The nightly job: in pages, cut off and run again, twice with nothing changed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState, is_missed
from caseapp.domain.errors import NotAllowed
from caseapp.domain.letters import DispatchMethod
from caseapp.services import nightly
from caseapp.services.dispatch import record_dispatch
from caseapp.services.extension import propose_extension
from caseapp.services.nightly import NightlyReport, run_nightly
from tests.services.conftest import Story

RECEIVED = date(2026, 3, 3)


def _record(story: Story) -> tuple[object, ...]:
    store = story.office.store
    return (store.kept, store.history, store.facts, store.commits)


def _states(story: Story, kind: DeadlineKind) -> set[DeadlineState]:
    with story.office.store.unit_of_work() as uow:
        return {one.state for one in uow.deadlines.where(kind=kind)}


def _an_office_of_three(story: Story) -> None:
    for right in ("delete", "know_categories", "correct"):
        request_id = story.take(right)
    propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text="Two of our systems are being moved."
    )


def test_a_second_run_of_the_day_changes_nothing_at_all(story: Story) -> None:
    _an_office_of_three(story)
    story.go_to(RECEIVED + timedelta(days=46))
    first = run_nightly(story.desk("officer"))
    assert (first.missed, first.extensions_lapsed) == (6, 1)
    before = _record(story)
    second = run_nightly(story.desk("officer"))
    assert second == NightlyReport(open_deadlines=first.open_deadlines, missed=0, changed=0, extensions_lapsed=0, notices=first.notices)
    assert _record(story) == before


def test_pages_come_to_the_same_end_as_one_and_say_how_far_they_are(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    _an_office_of_three(story)
    story.go_to(RECEIVED + timedelta(days=46))
    monkeypatch.setattr(nightly, "PAGE", 1)
    told: list[int] = []
    report = run_nightly(story.desk("officer"), progress=told.append)
    assert told == list(range(1, report.changed + 1)) == list(range(1, 8))
    assert _states(story, DeadlineKind.ANSWER) == {DeadlineState.MISSED}
    with story.office.store.unit_of_work() as uow:
        entries = [dict(one.facts) for one in uow.history.entries() if one.action == "nightly_run"]
        assert uow.extensions.where()[0].state is ExtensionState.LAPSED
    assert sum(int(one.get("missed", 0)) for one in entries) == report.missed, "each page has its entry in the history"


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    _an_office_of_three(story)
    story.go_to(RECEIVED + timedelta(days=46))
    monkeypatch.setattr(nightly, "PAGE", 2)

    class PowerCut(Exception):
        pass

    def cut(changed: int) -> None:
        if changed >= 4:
            raise PowerCut

    with pytest.raises(PowerCut):
        run_nightly(story.desk("officer"), progress=cut)
    with story.office.store.unit_of_work() as uow:
        assert len(uow.deadlines.where(state=DeadlineState.MISSED)) == 4
    report = run_nightly(story.desk("officer"))
    assert report.missed == 2
    assert _states(story, DeadlineKind.ANSWER) == {DeadlineState.MISSED}


def test_on_the_last_day_nothing_is_missed_yet(story: Story) -> None:
    story.take("delete")
    story.go_to(RECEIVED + timedelta(days=45))
    run_nightly(story.desk("officer"))
    assert _states(story, DeadlineKind.ANSWER) == {DeadlineState.OPEN}
    assert is_missed(DeadlineKind.ANSWER, RECEIVED, today=RECEIVED + timedelta(days=1))
    assert not is_missed(DeadlineKind.RETENTION, RECEIVED, today=RECEIVED + timedelta(days=1))


def test_only_who_may_runs_it(story: Story) -> None:
    with pytest.raises(NotAllowed):
        run_nightly(story.desk("agent"))


def test_the_wait_before_asking_again_begins_at_closing_and_ends_after_twelve_months(story: Story) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    officer = story.desk("officer")
    record_dispatch(officer, story.approved_answer(request_id), method=DispatchMethod.FIRST_CLASS_MAIL, on=officer.today())
    assert story.state(request_id, DeadlineKind.NO_REASK) is DeadlineState.OPEN
    story.go_to(date(2027, 3, 2))
    assert run_nightly(story.desk("officer")).waits_over == 0
    story.go_to(date(2027, 3, 3))
    report = run_nightly(story.desk("officer"))
    assert (report.waits_over, report.changed) == (1, 1)
    assert story.state(request_id, DeadlineKind.NO_REASK) is DeadlineState.MET
    assert story.state(request_id, DeadlineKind.RETENTION) is DeadlineState.OPEN, "only destroying the record meets it"
    assert run_nightly(story.desk("officer")).changed == 0
