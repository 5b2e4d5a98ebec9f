"""Two hundred batches with jams, stops, reprints, numbers and cancels: dispatched and back in the queue together are what was queued."""

from __future__ import annotations

import random
from dataclasses import replace

from caseapp.domain.correspondence import BatchState, MailPiece, PieceState
from caseapp.services.desk import Desk
from caseapp.services.letter_proof import verify_letters
from caseapp.services.mailroom import (
    begin_printing,
    cancel_batch,
    count_batch,
    dispatch_batch,
    make_batch,
    mark_checked,
    mark_sent_to_printer,
    return_piece_to_queue,
    set_tracking,
    take_printing_back,
)
from tests.services.conftest import Story

WEEKS, BATCHES_A_WEEK = 45, 5


def _queued(story: Story, count: int) -> list[str]:
    """Letters to ten people, two of whom get two."""
    letters = []
    for number in range(count):
        request_id = story.take("opt_out", name=f"Person {number % 10}", postal_code=f"9{(number % 10) * 37 + 4000:04d}")
        story.do_work(request_id)
        letters.append(story.approved_answer(request_id))
    with story.office.store.unit_of_work() as uow:
        for number, letter_id in enumerate(letters):
            case = uow.cases.get(uow.letters.get(letter_id).case_id)
            uow.cases.replace(replace(case, consumer_id=f"consumer {number % 10}"))
        uow.commit()
    return letters


def _pieces(story: Story, batch_id: str) -> list[MailPiece]:
    with story.office.store.unit_of_work() as uow:
        return sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)


def _number(dice: random.Random) -> str:
    digits = f"94{dice.randrange(10**19):019d}"
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return digits + str(-weighted % 10)


def _one_batch(story: Story, clerk: Desk, dice: random.Random, letters: list[str]) -> None:
    batch_id = make_batch(clerk, letters, share_envelopes=dice.random() < 0.7).created_id
    assert batch_id is not None
    if dice.random() < 0.2:
        cancel_batch(clerk, batch_id)
        return
    begin_printing(clerk, batch_id, printer="x")
    fate = dice.random()
    if fate < 0.2:  # the printer refused
        take_printing_back(clerk, batch_id, before=BatchState.OPEN)
        begin_printing(clerk, batch_id, printer="x")
    if fate < 0.7:  # otherwise the program was stopped here, and somebody looked
        mark_sent_to_printer(clerk, batch_id, printer="x")
    jammed = [piece.position for piece in _pieces(story, batch_id) if dice.random() < 0.3]
    mark_checked(clerk, batch_id, problem_positions=jammed)
    again = [position for position in jammed if dice.random() < 0.5]
    if again:
        mark_sent_to_printer(clerk, batch_id, printer="x", positions=again, reason="jam")
        mark_checked(clerk, batch_id, problem_positions=[position for position in jammed if position not in again])
    for piece in _pieces(story, batch_id):
        if piece.state is PieceState.PROBLEM or dice.random() < 0.1:
            return_piece_to_queue(clerk, piece.id)
    inside = [piece for piece in _pieces(story, batch_id) if piece.state is PieceState.IN_BATCH]
    if not inside or dice.random() < 0.1:
        cancel_batch(clerk, batch_id)
        return
    if dice.random() < 0.5:
        set_tracking(clerk, dice.choice(inside).id, _number(dice))
    count_batch(clerk, batch_id, len({piece.packet for piece in inside}))
    dispatch_batch(clerk, batch_id, on=clerk.today())


def test_two_hundred_batches_lose_no_letter(story: Story) -> None:
    letters = _queued(story, 12)
    clerk, dice, made = story.desk("clerk"), random.Random(35), 0
    start = (dict(story.office.store.kept), story.office.store.history, dict(story.office.store.series))
    for _ in range(WEEKS):
        story.office.store.kept, story.office.store.history, story.office.store.series = dict(start[0]), start[1], dict(start[2])
        for _ in range(BATCHES_A_WEEK):
            with story.office.store.unit_of_work() as uow:
                waiting = [letter.id for letter in uow.letters.where(in_queue=True)]
            if not waiting:
                break
            _one_batch(story, clerk, dice, dice.sample(waiting, dice.randint(1, min(4, len(waiting)))))
            made += 1
        with story.office.store.unit_of_work() as uow:
            dispatched = [one.letter_id for one in uow.dispatches.where()]
            queued = {letter.id for letter in uow.letters.where(in_queue=True)}
            ended = {batch.state for batch in uow.mail_batches.where()}
        assert len(dispatched) == len(set(dispatched))
        assert set(dispatched) | queued == set(letters)
        assert not set(dispatched) & queued
        assert ended <= {BatchState.DISPATCHED, BatchState.CANCELLED}
        assert verify_letters(story.desk("officer")).differences == ()
    assert made >= 200
