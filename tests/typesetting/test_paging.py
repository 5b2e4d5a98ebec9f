"""Rows onto pages: nothing runs over the foot, and a last page does not hold only the notes or a line or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.typesetting.blocks import Block, Role, Row
from caseapp.typesetting.paging import LEAST_ROWS, paginate

TOP, LATER, BOTTOM, LINE = 300.0, 50.0, 700.0, 20.0


def block(rows: int, *, role: Role = Role.TEXT, **more: bool) -> Block:
    return Block(role=role, rows=(Row(height=LINE, pieces=()),) * rows, before=8.0, **more)


def letter(body: Sequence[int], notes: Sequence[int]) -> list[Block]:
    """Paragraphs of these many lines, a signature held to the last, then notes under a rule."""
    blocks = [block(count) for count in body]
    blocks[-1] = replace(blocks[-1], holds_next=True)
    blocks.append(block(3, splits=False))
    blocks.append(block(1, role=Role.HEADING, splits=False, holds_next=True, rule_above=True))
    return [*blocks, *(block(count, role=Role.ITEM, splits=False) for count in notes)]


def pages_of(blocks: list[Block]) -> list[list[tuple[Role, int]]]:
    pages = paginate(blocks, first_top=TOP, later_top=LATER, bottom=BOTTOM)
    assert all(placed.top + sum(row.height for row in placed.rows) <= BOTTOM + 0.01 for page in pages for placed in page)
    return [[(placed.block.role, len(placed.rows)) for placed in page] for page in pages]


def test_notes_that_would_stand_alone_take_the_signature_and_words_before_it_along() -> None:
    first, second = pages_of(letter([5, 5, 3], [2, 1, 2, 1, 2]))
    assert first == [(Role.TEXT, 5), (Role.TEXT, 5)]
    assert second[:3] == [(Role.TEXT, 3), (Role.TEXT, 3), (Role.HEADING, 1)]


def test_notes_begin_on_the_page_of_the_signature_where_there_is_room() -> None:
    first, second = pages_of(letter([4, 3], [2, 1, 2, 1, 2, 2]))
    assert (Role.HEADING, 1) in first
    assert sum(rows for _, rows in second) >= LEAST_ROWS


@given(st.lists(st.integers(1, 9), min_size=1, max_size=14), st.lists(st.integers(1, 4), min_size=1, max_size=8))
def test_every_row_is_printed_once_and_a_signature_has_words_before_it(body: list[int], notes: list[int]) -> None:
    blocks = letter(body, notes)
    pages = pages_of(blocks)
    assert sum(rows for page in pages for _, rows in page) == sum(len(each.rows) for each in blocks)
    assert all(page for page in pages)
    assert all(page[-1][0] is not Role.HEADING for page in pages)


@pytest.mark.parametrize("notes", [[4] * 8, [1]])
def test_a_last_page_takes_no_more_than_it_holds(notes: list[int]) -> None:
    pages_of(letter([9, 9, 9, 9], notes))
