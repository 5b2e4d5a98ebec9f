"""Fifty letters from stored drafts to one print file, through the services over the encrypted store.

What the program does in the background is counted: a second officer approves each letter, which composes it from the stored draft,
checks it, sets it and freezes it; the clerk makes one batch of all and has its print file made, with the cover list. The second row
counts as well what was done before, when the first officer sent each draft for approval: there it is composed, checked and set for the
first time. The floor is the press alone: the same letters set once and joined, with no store and no checks. Half of the answers are to
deletions, with a table.

Processor time is counted, as beside typst. On a machine with nothing else to do the time on the wall is 2 in 100 more: the store hardly
waits for the disk.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from caseapp.domain.letters import LetterFormat, composed_from_json
from caseapp.domain.print_file import PrinterOffset, PrintPiece, piece_mark
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.mailroom import BATCH_SIZE_MAX, batch_content, make_batch
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category, mark_place
from tests.benchmarks.row import Row
from tests.house import TestHouse, sample_form

AIM_MS = 2000.0


def print_batch_rows() -> Iterator[Row]:
    """Store the drafts, then measure what brings them to one print file."""
    with tempfile.TemporaryDirectory() as place:
        house = TestHouse(Path(place) / "office-practice")
        drafts = [_draft(house, number) for number in range(BATCH_SIZE_MAX)]
        parts = _drafts_to_print_file(house, drafts)
        floor = _press_alone(house, drafts)
        house.close()
    ours = parts["approved"] + parts["printed"]
    yield Row(work=f"{BATCH_SIZE_MAX} letters, data to one print file", floor=floor, ours=ours, unit="ms", aim=AIM_MS)
    yield Row(work="the same, and sent for approval before", floor=floor, ours=sum(parts.values()), unit="ms", aim=AIM_MS)


def _drafts_to_print_file(house: TestHouse, drafts: Sequence[str]) -> dict[str, float]:
    """Return the milliseconds of each part."""
    taken: dict[str, float] = {}
    officer = house.officer()
    taken["sent"] = _timed(lambda: [submit_letter(officer, letter_id) for letter_id in drafts])
    second = house.second_officer()
    taken["approved"] = _timed(lambda: [approve_letter(second, letter_id) for letter_id in drafts])
    clerk = house.clerk()
    contents: list[bytes] = []

    def print_all() -> None:
        batch_id = make_batch(clerk, drafts).created_id
        assert batch_id is not None
        contents.append(batch_content(clerk, batch_id, with_cover=True))

    taken["printed"] = _timed(print_all)
    assert clerk.press.page_count(contents[0]) > len(drafts)
    return taken


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def _press_alone(house: TestHouse, drafts: Sequence[str]) -> float:
    """Set the same letters from what was frozen and join them."""
    desk = house.officer()
    with desk.uow() as uow:
        letters = [composed_from_json(uow.letters.get(letter_id).composed) for letter_id in drafts]

    def set_and_join() -> None:
        pieces = [
            PrintPiece(content=desk.press.render(letter, LetterFormat.LETTER), mark=piece_mark("B20260303-01", number, len(letters)))
            for number, letter in enumerate(letters, start=1)
        ]
        desk.press.print_file(pieces, title="B20260303-01", duplex=False, offset=PrinterOffset())

    return statistics.median(_timed(set_and_join) for _ in range(3))


def _draft(house: TestHouse, number: int) -> str:
    """Take a call, do the work, and leave a draft of the answer in the store."""
    right = "delete" if number % 2 else "opt_out"
    name = f"{'Ana Luis Mei Rosa Tom'.split()[number % 5]} {'Peña Garcia Nguyen Smith Li Ortiz Khan'.split()[number % 7]}"
    form = replace(sample_form(right), name=name, street=f"{100 + number} Main St", postal_code=f"{90001 + number * 37 % 600}")
    case_id = house.make_case(form=form)
    desk = house.officer()
    request_id = house.request_id(case_id)
    if right == "delete":
        view = read_checklist(desk, request_id)
        matched = {point: PointOutcome.MATCHED for point in view.checklist.questions[: view.checklist.points_needed]}
        save_checks(desk, request_id, matched, declaration_on=None, authority_on=None)
        decide_verified(desk, request_id)
    with desk.uow() as uow:
        places = uow.work_items.where(request_id=request_id)
    for place in places:
        mark_place(desk, place.id, WorkState.DONE)
    if right == "delete":
        decide_category(desk, request_id, category="Customer records", outcome=DecisionOutcome.GRANTED)
        decide_category(
            desk, request_id, category="Payment history", outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation",
            facts="We must keep payment records for three years.",
        )  # fmt: skip
    letter_id = draft_answer(desk, request_id).created_id
    assert letter_id is not None
    return letter_id
