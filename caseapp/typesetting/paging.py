"""Blocks onto pages: no heading alone at the foot, no single line apart, no signature without words before it."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.typesetting.blocks import Block, Role, Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Rows `first` to `last` of a block, their top in points from the top of the sheet.

    `repeated` marks the head of a table that is drawn again.
    """

    block: Block
    number: int
    rows: tuple[Row, ...]
    top: float
    is_start: bool
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    block: Block
    number: int
    row: int
    may_break_before: bool

    @property
    def before(self) -> float:
        return self.block.before if self.row == 0 else 0.0

    @property
    def height(self) -> float:
        return self.block.rows[self.row].height


LEAST_ROWS = 6
"""Lines a last page has at least, where the page before it can spare them."""


def paginate(blocks: list[Block], *, first_top: float, later_top: float, bottom: float) -> list[list[Placed]]:
    """Return the pages; all measures in points from the top of the sheet."""
    pages: list[list[list[_Entry]]] = [[]]
    at = first_top
    for unit in _units(blocks):
        if at + _height(unit, at_top=not pages[-1]) > bottom and pages[-1]:
            pages.append([])
            at = later_top + _head_height(unit[0])
        if at + _height(unit, at_top=not pages[-1]) <= bottom:
            at += _height(unit, at_top=not pages[-1])
            pages[-1].append(unit)
            continue
        for entry in unit:
            if at + _height([entry], at_top=not pages[-1]) > bottom and pages[-1]:
                pages.append([])
                at = later_top
            at += _height([entry], at_top=not pages[-1])
            pages[-1].append([entry])
    _fill_last(pages, room=bottom - later_top)
    return [_place(sum(page, []), first_top if number == 0 else later_top) for number, page in enumerate(pages)]


def _fill_last(pages: list[list[list[_Entry]]], *, room: float) -> None:
    """Bring lines over to a last page that has hardly any or only the notes, as long as the page before it keeps enough."""
    while len(pages) > 1 and len(pages[-2]) > 1:
        moved, last = pages[-2][-1], _rows(pages[-1])
        left = _rows(pages[-2]) - len(moved)
        is_thin = (last < LEAST_ROWS or len(pages[-1]) == 1) and left >= last + len(moved)
        notes_alone = _begins_notes(pages[-1][0][0]) and left >= LEAST_ROWS
        if not (is_thin or notes_alone) or any(entry.block.head for entry in (*moved, pages[-1][0][0])):
            return
        if _height([*moved, *sum(pages[-1], [])], at_top=True) > room:
            return
        pages[-1].insert(0, pages[-2].pop())


def _begins_notes(entry: _Entry) -> bool:
    return entry.row == 0 and entry.block.role is Role.HEADING and entry.block.rule_above


def _rows(page: list[list[_Entry]]) -> int:
    return sum(map(len, page))


def _units(blocks: list[Block]) -> list[list[_Entry]]:
    """Runs of rows that stand on one page."""
    units: list[list[_Entry]] = []
    held = False
    for number, block in enumerate(blocks):
        count = len(block.rows)
        for row in range(count):
            may_break = (block.splits and row >= 2 and count - row >= 2) if row else not held
            entry = _Entry(block=block, number=number, row=row, may_break_before=may_break)
            if may_break or not units:
                units.append([])
            units[-1].append(entry)
        held = block.holds_next
    return units


def _height(entries: list[_Entry], *, at_top: bool) -> float:
    height = sum(entry.before + entry.height for entry in entries)
    return height - entries[0].before if at_top and not entries[0].block.rule_above else height


def _head_height(entry: _Entry) -> float:
    head = entry.block.head
    return head.height if head and entry.block.role is Role.ROW else 0.0


def _place(entries: list[_Entry], top: float) -> list[Placed]:
    placed: list[Placed] = []
    at = top
    groups: list[list[_Entry]] = []
    for entry in entries:
        if groups and groups[-1][0].number == entry.number:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    for group in groups:
        first = group[0]
        head = first.block.head
        if not placed and head is not None:
            placed.append(Placed(block=head, number=first.number, rows=head.rows, top=at, is_start=True, repeated=True))
            at += head.height
        if placed or first.block.rule_above:
            at += first.before
        rows = tuple(entry.block.rows[entry.row] for entry in group)
        placed.append(Placed(block=first.block, number=first.number, rows=rows, top=at, is_start=first.row == 0))
        at += sum(row.height for row in rows)
    return placed
