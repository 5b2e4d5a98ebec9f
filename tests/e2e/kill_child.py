"""A process that works until it is killed: real acts on a real house, each acknowledged in a file only after it was committed."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

from caseapp.bootstrap.house import House
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterState
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.desk import Desk
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.mailroom import count_batch, dispatch_batch, make_batch, mark_checked, mark_sent_to_printer
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category, mark_place
from caseapp.vault.cost import QUICK_COST
from tests.fakes.desk import real_law, real_press
from tests.house import PASSPHRASE, SAMPLE_CLAIMS, MovableClock, sample_form

# Read once in the server process from which the children are forked, so that a child lives for its acts and not for its start.
LAW, PRESS = real_law(), real_press()

WORDS = "Please erase everything about the old account that I paid off in January and never used again. "


class Acknowledged:
    """Says on disk what was promised: sequence number and hash of the history's head, and the draft's text length."""

    def __init__(self, file: Path) -> None:
        self._descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tell(self, desk: Desk, draft_id: str = "-", length: int = 0) -> None:
        with desk.uow() as uow:
            seq, hashed = uow.history.head()
        os.write(self._descriptor, f"{seq} {hashed} {draft_id} {length}\n".encode())
        os.fsync(self._descriptor)


def work_until_killed(folder: str, acknowledged: str, seed: int, hours: int) -> None:
    """Open the house and do one act after another; ends only by being killed."""
    dice = random.Random(seed)
    clock = MovableClock()
    clock.advance(hours=hours)
    house = House(Path(folder), clock=clock, cost=QUICK_COST)
    house.adopt(LAW, PRESS)
    desk = house.unlock("admin", PASSPHRASE)
    told = Acknowledged(Path(acknowledged))
    told.tell(desk)
    while True:
        clock.advance(minutes=3)
        _take_a_call(desk, told, dice)
        _work_on_something(desk, told, dice)
        _send_something(desk, told)


def _take_a_call(desk: Desk, told: Acknowledged, dice: random.Random) -> None:
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    told.tell(desk)
    form = sample_form(*dice.sample(("delete", "opt_out", "know_categories"), dice.randint(1, 2)))
    for length in range(20, len(WORDS), 25):
        save_draft(desk, draft_id, replace(form, words=WORDS[:length]), SAMPLE_CLAIMS, call_seconds=length)
        told.tell(desk, draft_id, length)
    complete_intake(desk, draft_id, replace(form, words=WORDS), SAMPLE_CLAIMS, call_seconds=200)
    told.tell(desk)


def _work_on_something(desk: Desk, told: Acknowledged, dice: random.Random) -> None:
    with desk.uow() as uow:
        verifying = uow.requests.where(status=RequestStatus.VERIFYING)
        working = uow.requests.where(status=RequestStatus.IN_PROGRESS)
    for request in verifying[-1:]:
        points = {point: PointOutcome.MATCHED for point in read_checklist(desk, request.id).checklist.questions[:2]}
        save_checks(desk, request.id, points, declaration_on=None, authority_on=None)
        told.tell(desk)
        decide_verified(desk, request.id)
        told.tell(desk)
    for request in working[-2:]:
        with desk.uow() as uow:
            items = uow.work_items.where(request_id=request.id)
        for item in items:
            mark_place(desk, item.id, WorkState.DONE)
            told.tell(desk)
        try:
            decide_category(desk, request.id, category="Customer records", outcome=DecisionOutcome.GRANTED)
            told.tell(desk)
            letter_id = draft_answer(desk, request.id).created_id
            assert letter_id is not None
            told.tell(desk)
            submit_letter(desk, letter_id)
            told.tell(desk)
        except DomainError:
            continue
    with desk.uow() as uow:
        waiting = uow.letters.where(state=LetterState.SUBMITTED)
    for letter in waiting[: dice.randint(1, 3)]:
        approve_letter(desk, letter.id)
        told.tell(desk)


def _send_something(desk: Desk, told: Acknowledged) -> None:
    with desk.uow() as uow:
        queued = [letter.id for letter in uow.letters.where(in_queue=True)]
    if not queued:
        return
    batch_id = make_batch(desk, queued[:5]).created_id
    assert batch_id is not None
    told.tell(desk)
    mark_sent_to_printer(desk, batch_id, printer="x")
    told.tell(desk)
    mark_checked(desk, batch_id)
    # Letters of one person share an envelope, and envelopes are counted.
    with desk.uow() as uow:
        envelopes = {piece.packet or -piece.position for piece in uow.mail_pieces.where(batch_id=batch_id)}
    count_batch(desk, batch_id, len(envelopes))
    told.tell(desk)
    dispatch_batch(desk, batch_id, on=desk.today())
    told.tell(desk)
