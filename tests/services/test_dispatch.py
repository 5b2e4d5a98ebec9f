"""A person's act meets the clocks, brings an extension into force, and can be put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.case import Task, TaskCode
from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.letters import DispatchMethod
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.dispatch import correct_dispatch, record_dispatch, record_return
from caseapp.services.extension import offer_for, propose_extension, remove_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_letter, submit_letter
from caseapp.services.nightly import run_nightly
from tests.services.conftest import Story

RECEIVED = date(2026, 3, 3)
REASON = "One of the companies that works for us has not answered yet."


def _send(story: Story, letter_id: str, on: date, method: DispatchMethod = DispatchMethod.EMAIL) -> None:
    record_dispatch(story.desk("clerk"), letter_id, method=method, on=on)


def _proposed(story: Story, request_id: str, override: str = "") -> str:
    change = propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.WAITING_FOR_PROVIDER, reason_text=REASON, override_reason=override
    )
    letter_id = str(change.fact("letter_id"))
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    return letter_id


def _extension(story: Story, request_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return uow.extensions.where(request_id=request_id)[-1]


def test_an_answer_sent_by_email_meets_the_deadline_and_closes(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    story.go_to(date(2026, 4, 10))
    _send(story, letter_id, date(2026, 4, 10))
    request = story.request(request_id)
    assert (request.status, request.disposition, request.answered_on) == (RequestStatus.CLOSED, Disposition.FULFILLED, date(2026, 4, 10))
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MET
    assert story.state(request_id, DeadlineKind.RETENTION) is DeadlineState.OPEN


def test_an_answer_after_the_last_day_is_met_late(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    story.go_to(date(2026, 4, 18))
    _send(story, letter_id, date(2026, 4, 18))
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MET_LATE


@pytest.mark.parametrize(
    ("on", "code"),
    [(date(2026, 4, 11), "dispatch_in_future"), (date(2026, 3, 2), "dispatch_before_approval")],
)
def test_impossible_days_are_refused(story: Story, on: date, code: str) -> None:
    _, letter_id = story.ready_deletion()
    story.go_to(date(2026, 4, 10))
    with pytest.raises(DomainError) as refusal:
        _send(story, letter_id, on)
    assert refusal.value.code == code


def test_a_letter_leaves_once(story: Story) -> None:
    _, letter_id = story.ready_deletion()
    _send(story, letter_id, RECEIVED)
    with pytest.raises(DomainError) as refusal:
        _send(story, letter_id, RECEIVED)
    assert refusal.value.code == "dispatched_already"


def test_a_draft_cannot_leave(story: Story) -> None:
    request_id = story.take("delete")
    with story.office.store.unit_of_work() as uow:
        case_id = uow.requests.get(request_id).case_id
    from caseapp.domain.letters import LetterKind

    letter_id = draft_letter(story.desk("officer"), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    with pytest.raises(DomainError) as refusal:
        _send(story, letter_id, RECEIVED)
    assert refusal.value.code == "not_approved"


# The extension: received 2026-03-03; plain day 45 is Apr 17, strict last day Apr 16, plan day Apr 16, mail by Apr 10.


def test_an_extension_is_nothing_until_its_notice_left(story: Story) -> None:
    request_id = story.take("know_specific")
    story.go_to(date(2026, 4, 9))
    letter_id = _proposed(story, request_id)
    assert _extension(story, request_id).state is ExtensionState.PROPOSED
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.OPEN
    _send(story, letter_id, date(2026, 4, 9))
    assert _extension(story, request_id).state is ExtensionState.IN_FORCE
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.SUPERSEDED
    assert story.state(request_id, DeadlineKind.EXTENSION_NOTICE) is DeadlineState.MET
    with story.office.store.unit_of_work() as uow:
        extended = [one for one in uow.deadlines.where(request_id=request_id) if one.kind is DeadlineKind.EXTENDED_ANSWER]
    assert extended[0].last_day_on == RECEIVED + timedelta(days=90)


@pytest.mark.parametrize(
    ("dispatched_on", "state", "answer"),
    [
        (date(2026, 4, 16), ExtensionState.IN_FORCE, DeadlineState.SUPERSEDED),
        (date(2026, 4, 17), ExtensionState.IN_FORCE_LENIENT, DeadlineState.SUPERSEDED),
        (date(2026, 4, 18), ExtensionState.LAPSED, DeadlineState.OPEN),
    ],
)
def test_the_day_the_notice_leaves_decides(story: Story, dispatched_on: date, state: ExtensionState, answer: DeadlineState) -> None:
    request_id = story.take("know_specific")
    story.go_to(date(2026, 4, 9))
    letter_id = _proposed(story, request_id)
    story.go_to(dispatched_on)
    _send(story, letter_id, dispatched_on)
    assert _extension(story, request_id).state is state
    assert story.state(request_id, DeadlineKind.ANSWER) is answer


@pytest.mark.parametrize(("types", "code"), [("opt_out", "not_extendable_type"), ("limit", "not_extendable_type")])
def test_opt_out_and_limit_are_never_extended(story: Story, types: str, code: str) -> None:
    request_id = story.take(types)
    with pytest.raises(DomainError) as refusal:
        _proposed(story, request_id)
    assert refusal.value.code == code


def test_a_second_extension_is_refused(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 9))
    _send(story, _proposed(story, request_id), date(2026, 4, 9))
    with pytest.raises(DomainError) as refusal:
        _proposed(story, request_id)
    assert refusal.value.code == "already_extended"


def test_after_the_last_day_it_is_too_late(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 18))
    with pytest.raises(DomainError) as refusal:
        _proposed(story, request_id)
    assert refusal.value.code == "too_late"


def test_between_plan_day_and_last_day_the_officer_says_why(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 17))
    with pytest.raises(DomainError) as refusal:
        _proposed(story, request_id)
    assert refusal.value.code == "override_reason_missing"
    _proposed(story, request_id, override="The provider answered only today.")
    assert offer_for(story.desk("officer"), request_id).code == "already_extended"


def test_extend_remove_extend_gives_the_right_date(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 8))
    change = propose_extension(story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON)
    assert change.created_id is not None
    remove_extension(story.desk("officer"), change.created_id, reason="We can do it in time.")
    story.go_to(date(2026, 4, 9))
    _send(story, _proposed(story, request_id), date(2026, 4, 9))
    assert _extension(story, request_id).state is ExtensionState.IN_FORCE
    with story.office.store.unit_of_work() as uow:
        days = [one.last_day_on for one in uow.deadlines.where(request_id=request_id) if one.kind is DeadlineKind.EXTENDED_ANSWER]
    assert days == [RECEIVED + timedelta(days=90)]


def test_returned_mail_reopens_and_keeps_the_first_date(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    story.go_to(date(2026, 3, 20))
    _send(story, letter_id, date(2026, 3, 20), DispatchMethod.FIRST_CLASS_MAIL)
    story.go_to(date(2026, 3, 30))
    record_return(story.desk("clerk"), letter_id, on=date(2026, 3, 30), reason="Moved, left no address")
    request = story.request(request_id)
    assert (request.status, request.answered_on, request.returned_on) == (RequestStatus.IN_PROGRESS, date(2026, 3, 20), date(2026, 3, 30))
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MET
    again = story.approved_answer(request_id)
    _send(story, again, date(2026, 3, 30))
    assert story.request(request_id).status is RequestStatus.CLOSED
    assert story.request(request_id).answered_on == date(2026, 3, 20)


def test_an_answer_that_is_sent_again_ends_the_task_about_the_one_that_came_back(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    story.go_to(date(2026, 3, 20))
    _send(story, letter_id, date(2026, 3, 20), DispatchMethod.FIRST_CLASS_MAIL)
    story.go_to(date(2026, 3, 30))
    record_return(story.desk("clerk"), letter_id, on=date(2026, 3, 30), reason="Moved, left no address")
    assert [task.note for task in _return_tasks(story) if task.done_at is None] == ["Moved, left no address"]
    _send(story, story.approved_answer(request_id), date(2026, 3, 30))
    assert [(task.done_at is not None, task.note) for task in _return_tasks(story)] == [(True, "Moved, left no address")]


def _return_tasks(story: Story) -> list[Task]:
    with story.office.store.unit_of_work() as uow:
        return list(uow.tasks.where(code=TaskCode.RETURNED_MAIL))


def test_a_wrong_date_is_put_right_by_a_second_entry(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    story.go_to(date(2026, 4, 18))
    _send(story, letter_id, date(2026, 4, 18))
    with story.office.store.unit_of_work() as uow:
        first = uow.dispatches.where(letter_id=letter_id)[0]
    with pytest.raises(NotAllowed):
        correct_dispatch(story.desk("clerk"), first.id, on=date(2026, 4, 16), reason="Typed the wrong day")
    correct_dispatch(story.desk("officer"), first.id, on=date(2026, 4, 16), reason="Typed the wrong day")
    assert story.state(request_id, DeadlineKind.ANSWER) is DeadlineState.MET
    with story.office.store.unit_of_work() as uow:
        assert [one.dispatched_on for one in uow.dispatches.where(letter_id=letter_id)] == [date(2026, 4, 18), date(2026, 4, 16)]


def test_a_corrected_notice_date_may_let_the_extension_lapse(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 9))
    letter_id = _proposed(story, request_id)
    story.go_to(date(2026, 4, 20))
    _send(story, letter_id, date(2026, 4, 16))
    with story.office.store.unit_of_work() as uow:
        first = uow.dispatches.where(letter_id=letter_id)[0]
    correct_dispatch(story.desk("officer"), first.id, on=date(2026, 4, 20), reason="The post stamp says so")
    assert _extension(story, request_id).state is ExtensionState.LAPSED
    with story.office.store.unit_of_work() as uow:
        kinds = [one.kind for one in uow.deadlines.where(request_id=request_id)]
    assert DeadlineKind.EXTENDED_ANSWER not in kinds


def test_the_nightly_job_run_twice_changes_nothing(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(date(2026, 4, 18))
    first = run_nightly(story.desk("officer"))
    assert (first.missed, story.state(request_id, DeadlineKind.ANSWER)) == (2, DeadlineState.MISSED)
    before = story.actions()
    second = run_nightly(story.desk("officer"))
    assert second.changed == 0
    assert story.actions() == before
