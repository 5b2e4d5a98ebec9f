"""Which step is possible, and how numbers of pieces are read and written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind
from caseapp.services.views import BatchEntry, PieceEntry
from caseapp.ui.mailroom.steps import Step, next_step, numbers_in, parse_pieces, ranges


def batch(state: BatchState, *pieces: PieceState) -> BatchEntry:
    entries = tuple(
        PieceEntry(
            piece_id=str(position), letter_id=str(position), case_id="c", number="2026-000001", name="A", kind=LetterKind.CONFIRM_RECEIPT,
            position=position, pages=1, postal_code="94601", state=piece, last_day_on=None,
        )
        for position, piece in enumerate(pieces, start=1)
    )  # fmt: skip
    return BatchEntry(
        batch_id="b", number="B20260408-01", state=state, envelope="w10", created_at=datetime(2026, 4, 8, tzinfo=UTC), printer="",
        counted=None, dispatched_on=None, version=1, pieces=entries,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "pieces", "marked", "step"),
    [
        (BatchState.OPEN, (PieceState.IN_BATCH,), (), Step.PRINT),
        (BatchState.PRINT_UNKNOWN, (PieceState.IN_BATCH,), (), Step.LOOK),
        (BatchState.SENT_TO_PRINTER, (PieceState.IN_BATCH,), (), Step.CHECK),
        (BatchState.SENT_TO_PRINTER, (PieceState.IN_BATCH,), (1,), Step.CHECK),
        (BatchState.CHECKED, (PieceState.IN_BATCH,), (), Step.COUNT),
        (BatchState.CHECKED, (PieceState.PROBLEM,), (), Step.MEND),
        (BatchState.CHECKED, (PieceState.IN_BATCH,), (1,), Step.MEND),
        (BatchState.CHECKED, (PieceState.IN_BATCH, PieceState.BACK_IN_QUEUE), (2,), Step.COUNT),
        (BatchState.COUNTED, (PieceState.IN_BATCH,), (), Step.HAND_OVER),
        (BatchState.DISPATCHED, (PieceState.DISPATCHED,), (), Step.ENDED),
        (BatchState.CANCELLED, (PieceState.BACK_IN_QUEUE,), (), Step.ENDED),
    ],
)
def test_exactly_one_step_is_possible(state: BatchState, pieces: tuple[PieceState, ...], marked: tuple[int, ...], step: Step) -> None:
    assert next_step(batch(state, *pieces), marked) is step


def test_numbers_are_written_in_ranges() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "001-003, 007, 009-010"
    assert ranges([]) == ""


def test_from_a_number_on_is_a_dash_after_it() -> None:
    assert numbers_in("2, 37-", frozenset(range(1, 42))) == {2, 37, 38, 39, 40, 41}
    assert numbers_in("41-", frozenset(range(1, 42))) == {41}
    with pytest.raises(DomainError, match="piece_number_unknown"):
        numbers_in("42-", frozenset(range(1, 42)))


def test_numbers_are_read_in_ranges() -> None:
    five = batch(BatchState.SENT_TO_PRINTER, *[PieceState.IN_BATCH] * 5)
    assert parse_pieces("1, 3-5", five) == {1, 3, 4, 5}
    assert parse_pieces("002; 003", five) == {2, 3}
    assert parse_pieces("", five) == frozenset()


@pytest.mark.parametrize(
    ("typed", "code"), [("9", "piece_number_unknown"), ("one", "pieces_not_understood"), ("1-x", "pieces_not_understood")]
)
def test_numbers_that_are_none_are_refused(typed: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        parse_pieces(typed, batch(BatchState.SENT_TO_PRINTER, PieceState.IN_BATCH))
    assert refusal.value.code == code
