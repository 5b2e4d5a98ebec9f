"""Blocks onto pages: as few as will do, broken where it hurts least.

Every place between two rows has a price, and so has white space at the foot of a page that is not the last. The cheapest way
through all of them is taken: nothing is put on a page before it is known what that leaves for the next.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.typesetting.blocks import Block, Break, Role, Row

LEAST_ROWS = 6
"""Lines a later page has at least, where the page before it can spare them."""
_PAGE = 1000.0
"""The price of a page: above what poor breaks cost together, under that of notes without their letter."""
_WHITE = 40.0
"""The price of a page that is empty; half empty, half of it. It is a little dearer on an earlier page: pages fill in order."""
_THIN = 60.0
"""The price of a later page with fewer than `LEAST_ROWS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Rows of a block, their top in points from the top of the sheet.

    `repeated` marks the head of a table that is drawn again.
    """

    block: Block
    number: int
    rows: tuple[Row, ...]
    top: float
    is_start: bool
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Blocks on their pages.

    Attributes:
        worst: the highest price of the places where pages begin.
    """

    pages: list[list[Placed]]
    worst: float = Break.FREE


def height_of(blocks: Sequence[Block]) -> float:
    """The height of blocks on one page, in points."""
    return sum(block.before + block.height for block in blocks) - blocks[0].before


def paginate(blocks: Sequence[Block], *, first_top: float, later_top: float, bottom: float) -> Layout:
    """Return the pages; all measures in points from the top of the sheet."""
    if height_of(blocks) <= bottom - first_top:
        return Layout(pages=[_place(blocks, (0, 0), (len(blocks), 0), first_top)])
    rows = [(number, row) for number, block in enumerate(blocks) for row in range(len(block.rows))]
    starts = _page_starts(blocks, rows, bottom - first_top, bottom - later_top)
    ends = [*(rows[start] for start in starts[1:]), (len(blocks), 0)]
    pages = [_place(blocks, rows[start], end, later_top if start else first_top) for start, end in zip(starts, ends, strict=True)]
    return Layout(pages=pages, worst=max((_price(blocks, *rows[start]) for start in starts[1:]), default=Break.FREE))


def _page_starts(blocks: Sequence[Block], rows: list[tuple[int, int]], first_room: float, later_room: float) -> list[int]:
    """The rows that pages begin with, by the cheapest way from the first row to behind the last."""
    count = len(rows)
    prices = [_price(blocks, number, row) for number, row in rows]
    before = [blocks[number].before if row == 0 else 0.0 for number, row in rows]
    heads = [_head_height(blocks[number]) for number, _ in rows]
    tops = [0.0]
    for place, (number, row) in enumerate(rows):
        tops.append(tops[-1] + before[place] + blocks[number].rows[row].height)
    best = [math.inf] * (count + 1)
    came_from = [0] * (count + 1)
    best[0] = 0.0
    for start in range(count):
        if best[start] == math.inf:
            continue
        room = later_room if start else first_room
        # White space before the first row of a page is dropped; a table that goes on has its head there.
        zero = tops[start] + (-heads[start] if heads[start] and start else before[start])
        end = start + 1
        while end < count and tops[end + 1] - zero <= room:
            end += 1
        may_end = [place for place in range(start + 1, end + 1) if place == count or prices[place] < Break.NEVER] or [end]
        for place in may_end:
            cost = best[start] + _PAGE
            if place < count:
                empty = 1 - (tops[place] - zero) / room
                cost += prices[place] + _WHITE * empty * (1 - 0.2 * start / count)
            if start and place - start < LEAST_ROWS:
                cost += _THIN
            if cost < best[place]:
                best[place], came_from[place] = cost, start
    starts = [came_from[count]]
    while starts[0]:
        starts.insert(0, came_from[starts[0]])
    return starts


def _price(blocks: Sequence[Block], number: int, row: int) -> float:
    """What it costs to begin a page with this row."""
    if row == 0:
        return blocks[number - 1].after if number else Break.FREE
    block = blocks[number]
    return block.inside if row >= 2 and len(block.rows) - row >= 2 else Break.NEVER


def _head_height(block: Block) -> float:
    return block.head.height if block.head and block.role is Role.ROW else 0.0


def _place(blocks: Sequence[Block], start: tuple[int, int], end: tuple[int, int], top: float) -> list[Placed]:
    """Put the rows from `start` up to `end` on one page; each is a block and a row of it."""
    placed: list[Placed] = []
    at = top
    last, rest = end
    for number in range(start[0], last + (1 if rest else 0)):
        block = blocks[number]
        first = start[1] if number == start[0] else 0
        rows = block.rows[first : rest if number == last else None]
        if not placed and block.head is not None:
            placed.append(Placed(block=block.head, number=number, rows=block.head.rows, top=at, is_start=True, repeated=True))
            at += block.head.height
        if placed and first == 0:
            at += block.before
        placed.append(Placed(block=block, number=number, rows=rows, top=at, is_start=first == 0))
        at += sum(row.height for row in rows)
    return placed
