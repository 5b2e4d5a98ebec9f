"""The one extension through the services: taken back at any stage before its notice left, and proposed anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod, LetterState
from caseapp.services.dispatch import record_dispatch
from caseapp.services.extension import offer_for, propose_extension, remove_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import submit_letter
from caseapp.services.mailroom import make_batch, return_piece_to_queue
from caseapp.services.nightly import run_nightly
from tests.services.conftest import Story

RECEIVED = date(2026, 3, 3)
DAY_35, DAY_45, DAY_90 = (RECEIVED + timedelta(days=days) for days in (35, 45, 90))
REASON = "Two of our systems are being moved this month."


def _propose(story: Story, request_id: str, override: str = "") -> tuple[str, str]:
    change = propose_extension(
        story.desk("officer"), request_id, reason_code=ExtensionReason.MANY_SYSTEMS, reason_text=REASON, override_reason=override
    )
    assert change.created_id is not None
    return change.created_id, str(change.fact("letter_id"))


def _approve(story: Story, letter_id: str) -> None:
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)


def _dispatch(story: Story, letter_id: str, on: date) -> None:
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=on)


def _ends(story: Story, request_id: str, kind: DeadlineKind) -> list[tuple[date, DeadlineState]]:
    with story.office.store.unit_of_work() as uow:
        return [(one.last_day_on, one.state) for one in uow.deadlines.where(request_id=request_id, kind=kind)]


def _to_stage(story: Story, letter_id: str, stage: str) -> None:
    """Bring a notice as far as the stage says."""
    if stage == "draft":
        return
    submit_letter(story.desk("officer"), letter_id)
    if stage == "submitted":
        return
    approve_letter(story.desk("second"), letter_id)
    if stage == "back_in_queue":
        batch_id = make_batch(story.desk("clerk"), [letter_id]).created_id
        with story.office.store.unit_of_work() as uow:
            piece = uow.mail_pieces.where(batch_id=batch_id)[0]
        return_piece_to_queue(story.desk("clerk"), piece.id)


@pytest.mark.parametrize("stage", ["draft", "submitted", "approved", "back_in_queue"])
def test_extend_remove_extend_gives_the_right_date(story: Story, stage: str) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_35)
    extension_id, letter_id = _propose(story, request_id)
    _to_stage(story, letter_id, stage)
    remove_extension(story.desk("officer"), extension_id, reason="The provider answered after all.")
    with story.office.store.unit_of_work() as uow:
        assert uow.extensions.get(extension_id).state is ExtensionState.REMOVED
        letter = uow.letters.get(letter_id)
    assert (letter.state, letter.in_queue) == (LetterState.VOIDED, False)
    assert _ends(story, request_id, DeadlineKind.ANSWER) == [(DAY_45, DeadlineState.OPEN)]
    assert _ends(story, request_id, DeadlineKind.EXTENDED_ANSWER) == []
    assert offer_for(story.desk("officer"), request_id).allowed

    story.go_to(DAY_35 + timedelta(days=3))
    _, second_letter = _propose(story, request_id)
    _approve(story, second_letter)
    _dispatch(story, second_letter, DAY_35 + timedelta(days=3))
    assert _ends(story, request_id, DeadlineKind.ANSWER) == [(DAY_45, DeadlineState.SUPERSEDED)]
    assert _ends(story, request_id, DeadlineKind.EXTENDED_ANSWER) == [(DAY_90, DeadlineState.OPEN)]
    assert _ends(story, request_id, DeadlineKind.EXTENSION_NOTICE) == [(DAY_45, DeadlineState.MET)]


def test_a_voided_notice_that_somebody_tries_to_mail_extends_nothing(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_35)
    extension_id, letter_id = _propose(story, request_id)
    _approve(story, letter_id)
    remove_extension(story.desk("officer"), extension_id, reason="Not needed.")
    with pytest.raises(DomainError) as refusal:
        _dispatch(story, letter_id, DAY_35)
    assert refusal.value.code == "not_approved"
    assert _ends(story, request_id, DeadlineKind.EXTENDED_ANSWER) == []


def test_once_its_notice_left_it_stays_and_there_is_no_second(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_35)
    extension_id, letter_id = _propose(story, request_id)
    _approve(story, letter_id)
    _dispatch(story, letter_id, DAY_35)
    with pytest.raises(DomainError) as removal:
        remove_extension(story.desk("officer"), extension_id, reason="Not needed.")
    assert removal.value.code == "extension_in_force"
    with pytest.raises(DomainError) as second:
        _propose(story, request_id)
    assert second.value.code == "already_extended"
    assert _ends(story, request_id, DeadlineKind.EXTENDED_ANSWER) == [(DAY_90, DeadlineState.OPEN)]


def test_in_a_batch_it_goes_back_to_the_queue_first(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_35)
    extension_id, letter_id = _propose(story, request_id)
    _approve(story, letter_id)
    make_batch(story.desk("clerk"), [letter_id])
    with pytest.raises(DomainError) as refusal:
        remove_extension(story.desk("officer"), extension_id, reason="Not needed.")
    assert refusal.value.code == "letter_in_batch"


@pytest.mark.parametrize(
    ("dispatched_on", "state", "ends"),
    [
        (DAY_45 - timedelta(days=1), ExtensionState.IN_FORCE, DAY_90),
        (DAY_45, ExtensionState.IN_FORCE_LENIENT, DAY_90),
        (DAY_45 + timedelta(days=1), ExtensionState.LAPSED, None),
    ],
)
def test_the_day_its_notice_left_decides(story: Story, dispatched_on: date, state: ExtensionState, ends: date | None) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_45 - timedelta(days=1))
    extension_id, letter_id = _propose(story, request_id)
    _approve(story, letter_id)
    story.clock.go_to(dispatched_on, hour=10)
    _dispatch(story, letter_id, dispatched_on)
    with story.office.store.unit_of_work() as uow:
        assert uow.extensions.get(extension_id).state is state
    assert [one for one, _ in _ends(story, request_id, DeadlineKind.EXTENDED_ANSWER)] == ([ends] if ends else [])


def test_lapsed_over_night_it_is_out_of_the_queue_and_the_first_date_stands(story: Story) -> None:
    request_id = story.take("delete")
    story.go_to(DAY_45)
    extension_id, letter_id = _propose(story, request_id, override="The archive was down for a week.")
    _approve(story, letter_id)
    story.go_to(DAY_45 + timedelta(days=1))
    run_nightly(story.desk("officer"))
    with story.office.store.unit_of_work() as uow:
        assert uow.extensions.get(extension_id).state is ExtensionState.LAPSED
        assert not uow.letters.get(letter_id).in_queue
    assert _ends(story, request_id, DeadlineKind.ANSWER) == [(DAY_45, DeadlineState.MISSED)]
