"""Queue, batch, print, check, count, dispatch: no step is skipped, nothing is lost, and only a person says it left."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.status import RequestStatus
from caseapp.services.history import history_entries
from caseapp.services.mailroom import (
    batch_content,
    begin_printing,
    cancel_batch,
    count_batch,
    dispatch_batch,
    make_batch,
    mark_checked,
    mark_sent_to_printer,
    return_piece_to_queue,
    take_printing_back,
)
from tests.services.conftest import Story


def _queued(story: Story, count: int) -> list[str]:
    letters = []
    for number in range(count):
        request_id = story.take("opt_out", postal_code=f"9{(number * 37) % 1000:04d}")
        story.do_work(request_id)
        letters.append(story.approved_answer(request_id))
    return letters


def _batch(story: Story, batch_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return uow.mail_batches.get(batch_id), sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)


def test_a_batch_goes_out_by_a_human_act_and_meets_the_deadlines(story: Story) -> None:
    letters = _queued(story, 3)
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, letters).created_id
    assert batch_id is not None
    batch, pieces = _batch(story, batch_id)
    assert batch.number == "B20260303-01"
    assert [piece.position for piece in pieces] == [1, 2, 3]
    assert batch_content(clerk, batch_id).startswith(b"%PDF-")
    mark_sent_to_printer(clerk, batch_id, printer="Front office")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, 3)
    dispatch_batch(clerk, batch_id, on=clerk.today())
    with story.office.store.unit_of_work() as uow:
        assert all(request.status is RequestStatus.CLOSED for request in uow.requests.where())
        assert len(uow.dispatches.where(batch_id=batch_id)) == 3


def test_pieces_are_sorted_by_zip(story: Story) -> None:
    batch_id = make_batch(story.desk("clerk"), _queued(story, 4)).created_id
    assert batch_id is not None
    _, pieces = _batch(story, batch_id)
    with story.office.store.unit_of_work() as uow:
        zips = [uow.letters.get(piece.letter_id).addressee_lines[-1].split()[-1] for piece in pieces]
    assert zips == sorted(zips)


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ((), "batch_not_checked"),
        (("sent",), "batch_not_checked"),
    ],
)
def test_no_step_is_skipped(story: Story, steps: tuple[str, ...], code: str) -> None:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 1)).created_id
    assert batch_id is not None
    if "sent" in steps:
        mark_sent_to_printer(clerk, batch_id, printer="x")
    with pytest.raises(DomainError) as refusal:
        count_batch(clerk, batch_id, 1)
    assert refusal.value.code == code
    with pytest.raises(DomainError) as refusal:
        dispatch_batch(clerk, batch_id, on=clerk.today())
    assert refusal.value.code == "batch_not_counted"


def test_a_wrong_count_stops_the_batch(story: Story) -> None:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 2)).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    with pytest.raises(DomainError) as refusal:
        count_batch(clerk, batch_id, 1)
    assert (refusal.value.code, refusal.value.facts) == ("count_differs", {"counted": 1, "expected": 2})


def test_a_spoiled_piece_is_reprinted_or_goes_back(story: Story) -> None:
    clerk = story.desk("clerk")
    letters = _queued(story, 2)
    batch_id = make_batch(clerk, letters).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id, problem_positions=(2,))
    with pytest.raises(DomainError) as refusal:
        count_batch(clerk, batch_id, 2)
    assert refusal.value.code == "pieces_with_problem"
    mark_sent_to_printer(clerk, batch_id, printer="x", positions=(2,), reason="smudged")
    mark_checked(clerk, batch_id)
    _, pieces = _batch(story, batch_id)
    assert [piece.copies for piece in pieces] == [1, 2]
    told = [one for one in history_entries(story.desk("officer")) if one.action == "piece_printed_again"]
    assert [entry.case_id for entry in told] == [pieces[1].case_id]
    (entry,) = told
    assert dict(entry.facts) == {"batch": _batch(story, batch_id)[0].number, "piece": "2", "copy": "2"}
    assert entry.reason_digest is not None
    return_piece_to_queue(clerk, pieces[1].id)
    count_batch(clerk, batch_id, 1)
    dispatch_batch(clerk, batch_id, on=clerk.today())
    with story.office.store.unit_of_work() as uow:
        assert uow.letters.get(pieces[1].letter_id).in_queue
    again = make_batch(clerk, [pieces[1].letter_id]).created_id
    assert again is not None


def test_agents_do_not_run_the_mail_room(story: Story) -> None:
    letters = _queued(story, 1)
    with pytest.raises(NotAllowed):
        make_batch(story.desk("agent"), letters)


def test_whatever_happens_no_letter_is_lost(story: Story) -> None:
    """Dispatched and back in the queue together are what was queued, through jams, reprints and cancelled batches."""
    letters = _queued(story, 6)
    clerk = story.desk("clerk")
    dice = random.Random(7)
    for _ in range(25):
        with story.office.store.unit_of_work() as uow:
            waiting = [letter.id for letter in uow.letters.where() if letter.in_queue]
        if not waiting:
            break
        batch_id = make_batch(clerk, dice.sample(waiting, dice.randint(1, len(waiting)))).created_id
        assert batch_id is not None
        if dice.random() < 0.3:
            cancel_batch(clerk, batch_id)
            continue
        mark_sent_to_printer(clerk, batch_id, printer="x")
        _, pieces = _batch(story, batch_id)
        spoiled = [piece for piece in pieces if dice.random() < 0.3]
        mark_checked(clerk, batch_id, problem_positions=[piece.position for piece in spoiled])
        for piece in spoiled:
            return_piece_to_queue(clerk, piece.id)
        _, pieces = _batch(story, batch_id)
        left = sum(piece.state is PieceState.IN_BATCH for piece in pieces)
        count_batch(clerk, batch_id, left)
        dispatch_batch(clerk, batch_id, on=clerk.today())
    with story.office.store.unit_of_work() as uow:
        dispatched = {one.letter_id for one in uow.dispatches.where()}
        queued = {letter.id for letter in uow.letters.where() if letter.in_queue}
        assert dispatched | queued == set(letters)
        assert not dispatched & queued
        assert len(uow.dispatches.where()) == len(dispatched)
        assert {batch.state for batch in uow.mail_batches.where()} <= {BatchState.DISPATCHED, BatchState.CANCELLED}


def test_a_stop_while_printing_leaves_the_batch_unknown_until_somebody_looked(story: Story) -> None:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 2)).created_id
    assert batch_id is not None
    begin_printing(clerk, batch_id, printer="x")
    assert _batch(story, batch_id)[0].state is BatchState.PRINT_UNKNOWN
    take_printing_back(clerk, batch_id, before=BatchState.OPEN)
    assert _batch(story, batch_id)[0].state is BatchState.OPEN
    begin_printing(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id, problem_positions=(2,))
    with pytest.raises(DomainError) as refusal:
        mark_sent_to_printer(clerk, batch_id, printer="x", positions=(2,))
    assert refusal.value.code == "reason_missing"
    assert story.actions()[-2:] == ["batch_printing_begun", "batch_checked"]


def test_the_whole_batch_printed_again_is_a_further_copy_with_a_reason(story: Story) -> None:
    """The log says how often a piece was printed, whether it was printed alone or with all others; what went back is not printed."""
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 3)).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    return_piece_to_queue(clerk, _batch(story, batch_id)[1][1].id)
    with pytest.raises(DomainError) as refusal:
        mark_sent_to_printer(clerk, batch_id, printer="x")
    assert refusal.value.code == "reason_missing"
    mark_sent_to_printer(clerk, batch_id, printer="x", reason="wrong tray")
    assert [piece.copies for piece in _batch(story, batch_id)[1]] == [2, 1, 2]
    mark_sent_to_printer(clerk, batch_id, printer="x", positions=(1, 2), reason="torn")
    _, pieces = _batch(story, batch_id)
    assert [(piece.copies, piece.state) for piece in pieces] == [
        (3, PieceState.IN_BATCH), (1, PieceState.BACK_IN_QUEUE), (2, PieceState.IN_BATCH),
    ]  # fmt: skip


def test_what_may_lie_in_the_tray_already_is_counted_as_a_copy(story: Story) -> None:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 1)).created_id
    assert batch_id is not None
    begin_printing(clerk, batch_id, printer="x")
    mark_sent_to_printer(clerk, batch_id, printer="x", reason="power cut")
    assert [piece.copies for piece in _batch(story, batch_id)[1]] == [2]


def test_no_batch_is_mailed_before_the_day_of_its_last_page(story: Story) -> None:
    clerk = story.desk("clerk")
    letters = _queued(story, 2)
    approved_on = clerk.today()
    story.go_to(approved_on + timedelta(days=2))
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, letters).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, 2)
    with pytest.raises(DomainError) as refusal:
        dispatch_batch(clerk, batch_id, on=approved_on + timedelta(days=1))
    assert (refusal.value.code, refusal.value.field) == ("dispatch_before_printing", "on")
    assert refusal.value.facts == {"printed_on": approved_on + timedelta(days=2)}
    dispatch_batch(clerk, batch_id, on=clerk.today())


def test_a_count_is_taken_back_when_something_is_found_after_it(story: Story) -> None:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, _queued(story, 2)).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, 2)
    mark_checked(clerk, batch_id, problem_positions=(2,))
    batch, pieces = _batch(story, batch_id)
    assert (batch.state, batch.counted, pieces[1].state) == (BatchState.CHECKED, None, PieceState.PROBLEM)
    with pytest.raises(DomainError) as refusal:
        dispatch_batch(clerk, batch_id, on=clerk.today())
    assert refusal.value.code == "batch_not_counted"
