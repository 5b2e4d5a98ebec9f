"""Rows onto pages: nothing runs over the foot, as few pages as will do, and each break where it hurts least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.typesetting.blocks import Block, Break, Role, Row
from caseapp.typesetting.paging import LEAST_ROWS, paginate

TOP, LATER, BOTTOM, LINE = 300.0, 50.0, 700.0, 20.0


def block(rows: int, *, role: Role = Role.TEXT, inside: Break = Break.SPLIT, after: Break = Break.FREE, rule_above: bool = False) -> Block:
    one = Row(height=LINE, pieces=())
    return Block(role=role, rows=(one,) * rows, before=8.0, inside=inside, after=after, rule_above=rule_above)


def letter(body: Sequence[int], notes: Sequence[int]) -> list[Block]:
    """Paragraphs of these many lines, a signature held to the last, then notes under a rule: as `BlockMaker` makes them."""
    blocks = [block(count) for count in body]
    blocks[-1] = replace(blocks[-1], after=Break.NEVER)
    if len(blocks) > 1 and body[-1] == 1:
        blocks[-2] = replace(blocks[-2], after=Break.BAD)
    blocks.append(block(3, role=Role.QUOTE, inside=Break.NEVER, after=Break.BAD))
    blocks.append(block(1, role=Role.HEADING, inside=Break.NEVER, after=Break.NEVER, rule_above=True))
    return [*blocks, *(block(count, role=Role.ITEM, inside=Break.NEVER, after=Break.BAD) for count in notes)]


def pages_of(blocks: list[Block]) -> list[list[tuple[Role, int]]]:
    pages = paginate(blocks, first_top=TOP, later_top=LATER, bottom=BOTTOM).pages
    assert all(placed.top + sum(row.height for row in placed.rows) <= BOTTOM + 0.01 for page in pages for placed in page)
    return [[(placed.block.role, len(placed.rows)) for placed in page] for page in pages]


def test_a_letter_of_two_pages_keeps_signature_and_notes_and_two_lines_together() -> None:
    first, second = pages_of(letter([5, 5, 3], [2, 1, 2, 1, 2]))
    assert first == [(Role.TEXT, 5), (Role.TEXT, 5)]
    assert second[:3] == [(Role.TEXT, 3), (Role.QUOTE, 3), (Role.HEADING, 1)]


def test_a_single_line_before_the_signature_takes_the_paragraph_before_it_along() -> None:
    first, second = pages_of(letter([5, 5, 2, 1], [2, 1, 2, 1, 2, 2]))
    assert first == [(Role.TEXT, 5), (Role.TEXT, 5)]
    assert second[:3] == [(Role.TEXT, 2), (Role.TEXT, 1), (Role.QUOTE, 3)]


def test_a_long_last_paragraph_leaves_two_lines_with_the_signature() -> None:
    first, second = pages_of(letter([5, 12], [2, 1, 2, 1, 2, 2]))
    assert first[0] == (Role.TEXT, 5)
    assert second[0][1] >= 2
    assert first[1][1] + second[0][1] == 12


def test_a_paragraph_is_broken_only_where_much_would_stay_empty() -> None:
    whole = [block(10), block(4), block(20)]
    assert pages_of(whole)[0][:2] == [(Role.TEXT, 10), (Role.TEXT, 4)]
    parted = pages_of([block(5), block(20), block(9)])
    assert parted[0][0] == (Role.TEXT, 5)
    assert parted[0][1][1] >= 2


def test_a_table_goes_on_under_its_head() -> None:
    head = block(1, role=Role.HEAD_ROW, inside=Break.NEVER, after=Break.NEVER)
    row = replace(block(2, role=Role.ROW, inside=Break.NEVER, rule_above=True), head=head)
    first, second = pages_of([block(3), head, *[row] * 12])
    assert first[1] == (Role.HEAD_ROW, 1)
    assert second[0] == (Role.HEAD_ROW, 1)
    assert sum(rows for role, rows in [*first, *second] if role is Role.ROW) == 24


def test_a_last_page_has_more_than_a_line_or_two() -> None:
    first, second = pages_of([block(1) for _ in range(15)])
    assert len(second) >= LEAST_ROWS
    assert len(first) + len(second) == 15


def test_white_space_before_the_first_row_of_a_page_is_dropped() -> None:
    pages = paginate([block(13), block(13)], first_top=TOP, later_top=LATER, bottom=BOTTOM).pages
    assert [page[0].top for page in pages] == [TOP, LATER]


@given(st.lists(st.integers(1, 9), min_size=3, max_size=14), st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_every_row_is_printed_once_and_a_signature_has_words_before_it(body: list[int], notes: list[int]) -> None:
    blocks = letter(body, notes)
    pages = pages_of(blocks)
    assert sum(rows for page in pages for _, rows in page) == sum(len(each.rows) for each in blocks)
    assert all(page for page in pages)
    assert all(page[-1][0] is not Role.HEADING for page in pages)
    last = pages[-1]
    assert (Role.HEADING, 1) in last
    signature = last.index((Role.QUOTE, 3))
    assert sum(rows for _, rows in last[:signature]) >= 2


@given(st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_no_page_more_than_filling_each_to_its_foot_would_take(body: list[int]) -> None:
    blocks = [block(count) for count in body]
    greedy, at = 1, TOP
    for number, each in enumerate(blocks):
        before = 8.0 if number and at != LATER else 0.0
        if at + before + each.height > BOTTOM:
            greedy, at, before = greedy + 1, LATER, 0.0
        at += before + each.height
    assert len(pages_of(blocks)) <= greedy


@pytest.mark.parametrize("notes", [[4] * 8, [1]])
def test_what_is_taller_than_a_page_goes_on_and_loses_nothing(notes: list[int]) -> None:
    blocks = letter([9, 9, 9, 40], notes)
    blocks[3] = replace(blocks[3], inside=Break.NEVER)
    assert sum(rows for page in pages_of(blocks) for _, rows in page) == sum(len(each.rows) for each in blocks)
