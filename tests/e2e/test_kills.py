"""A hundred kills at random moments of the work lose no acknowledged act and leave no half one."""

from __future__ import annotations

import multiprocessing
import random
import select
import time
from pathlib import Path

import pytest

from caseapp.bootstrap.house import House
from caseapp.domain.operators import SecondPersonAct
from caseapp.domain.status import RequestStatus
from caseapp.services.desk import Desk
from caseapp.services.drafts import read_draft
from caseapp.services.policies import set_second_person
from caseapp.vault.cost import QUICK_COST
from tests.e2e.kill_child import work_until_killed
from tests.fakes.desk import real_law, real_press
from tests.house import PASSPHRASE, MovableClock, TestHouse

ROUNDS = 4
KILLS_A_ROUND = 25
LONGEST_LIFE_S = 0.35
START_WITHIN_S = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = TestHouse(tmp_path / "office-practice")
    desk = office.admin()
    for act in SecondPersonAct:
        set_second_person(desk, act, is_required=False, reason="one person works in this test")
    office.close()
    return tmp_path / "office-practice"


@pytest.mark.parametrize("round", range(ROUNDS))
def test_a_hundred_kills_lose_nothing_that_was_acknowledged(folder: Path, tmp_path: Path, round: int) -> None:
    dice = random.Random(20260303 + round)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.e2e.kill_child"])
    acts = 0
    for kill in range(KILLS_A_ROUND):
        acknowledged = tmp_path / f"acknowledged-{kill}"
        child = context.Process(target=work_until_killed, args=(str(folder), str(acknowledged), 100 * round + kill, 6 * kill))
        child.start()
        _wait_for_first_act(acknowledged)
        child.join(timeout=dice.random() * LONGEST_LIFE_S)
        assert child.is_alive(), f"child {kill} ended by itself with {child.exitcode}"
        child.kill()
        child.join()
        acts += _check_after(folder, acknowledged, kill)
    assert acts > KILLS_A_ROUND, f"the children did too little to prove anything: {acts} acts"


def _wait_for_first_act(acknowledged: Path) -> None:
    end = time.monotonic() + START_WITHIN_S
    while not acknowledged.exists() and time.monotonic() < end:
        select.select([], [], [], 0.002)
    assert acknowledged.exists(), "the child did not begin"


def _check_after(folder: Path, acknowledged: Path, kill: int) -> int:
    """Open the house as after a crash and hold it to everything that was acknowledged; return how many acts that were."""
    lines = [line.split() for line in acknowledged.read_text().splitlines()] if acknowledged.exists() else []
    promised = [line for line in lines if len(line) == 4]
    clock = MovableClock()
    clock.advance(hours=6 * kill + 5)
    house = House(folder, clock=clock, cost=QUICK_COST)
    house.adopt(real_law(), real_press())
    desk = house.unlock("admin", PASSPHRASE)
    try:
        if promised:
            seq, hashed, draft_id, length = promised[-1]
            with desk.uow() as uow:
                assert uow.history.head()[0] >= int(seq), f"kill {kill}: the history is shorter than what was acknowledged"
                found = uow.history.entries(after_seq=int(seq) - 1, limit=1)
            assert found[0].hash == hashed, f"kill {kill}: entry {seq} is not the one acknowledged"
            if draft_id != "-":
                _check_draft(desk, draft_id, int(length), kill)
        _check_nothing_is_half_done(desk, kill)
        verdict = house.check_history(desk)
        assert verdict.ok, f"kill {kill}: {verdict}"
    finally:
        house.close()
    return len(promised)


def _check_draft(desk: Desk, draft_id: str, length: int, kill: int) -> None:
    with desk.uow() as uow:
        draft, case = uow.drafts.find(draft_id), uow.cases.find(draft_id)
    if draft is None:
        assert case is not None, f"kill {kill}: the draft is gone and no case took its place"
        assert not case.is_draft, f"kill {kill}: the draft is gone and its case is still one"
        return
    assert len(read_draft(desk, draft_id)[1].words) >= length, f"kill {kill}: typed text is missing"
    assert case is not None, f"kill {kill}: a draft with rights ticked has no case"


def _check_nothing_is_half_done(desk: Desk, kill: int) -> None:
    with desk.uow() as uow:
        dispatched = {one.letter_id for one in uow.dispatches.where()}
        deadlines = {one.request_id for one in uow.deadlines.where()}
        letters = {letter.id: letter for letter in uow.letters.where()}
        for request in uow.requests.where():
            assert request.id in deadlines, f"kill {kill}: a request without clocks"
            if request.status is RequestStatus.CLOSED:
                assert any(request.id in letters[letter_id].request_ids for letter_id in dispatched), (
                    f"kill {kill}: closed without a letter"
                )
        for letter in letters.values():
            assert (letter.content is None) == (letter.sha256 == ""), f"kill {kill}: a letter is half frozen"
