"""The parts of a letter as blocks of measured lines, ready to be put on pages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum

from caseapp.domain.letters import ComposedLetter, Enclosure, Paragraph, ParagraphKind
from caseapp.typesetting.breaking import LineBreaker
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.sheet import Sheet, Style


class Role(StrEnum):
    """What a block is for the reader: how it is tagged and decorated."""

    TITLE = "H1"
    HEADING = "H2"
    TEXT = "P"
    ITEM = "LI"
    HEAD_ROW = "TH"
    ROW = "TD"
    QUOTE = "BlockQuote"
    FORM_LINE = "form_line"
    CHECK_BOX = "check_box"


class Break(IntEnum):
    """What it costs to begin a new page at a place; white space at the foot of a page costs up to 40 (see `paging`)."""

    FREE = 0
    SPLIT = 3
    """Within a paragraph: rather than a thirteenth of a page empty."""
    POOR = 8
    """Between entries of a short list, or by an entry that would stand alone."""
    HELD = 20
    """Within what is read as one: rather than half a page empty."""
    BAD = 5_000
    """Notes without their letter, a signature with a single line before it: rather another page, or five."""
    NEVER = 1_000_000
    """Only within what is taller than a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of text with the space it was broken at, its start from the left margin, its baseline below the top of its row, its cell."""

    text: str
    x: float
    drop: float
    style: Style
    cell: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Lines that stand at one height."""

    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Rows that belong together.

    Attributes:
        inside: what a page break costs where at least two rows stand on each page; elsewhere within a block there is none.
        after: what a page break costs between it and the next block.
        rule_above: a hairline over it.
        head: the head of the table a row belongs to, drawn again on a new page.
    """

    role: Role
    rows: tuple[Row, ...]
    before: float = 0.0
    inside: Break = Break.SPLIT
    after: Break = Break.FREE
    rule_above: bool = False
    head: Block | None = None

    @property
    def height(self) -> float:
        """All rows, without the space before."""
        return sum(row.height for row in self.rows)


_FIGURE = re.compile(r"\$?\d[\d,]*(?:\.\d+)?%?")
_MOST_HELD = 8
"""Rows of a stacked table entry that stay on one page."""
_SHORT_LIST = 3
"""Entries of a list that stay on one page where they can."""


class BlockMaker:
    """Turns the paragraphs of one letter into blocks for one sheet and one width in points.

    A breaker may be shared by the makers of one letter: it measures every text once.
    """

    def __init__(self, fonts: Fonts, sheet: Sheet, width: float, breaker: LineBreaker | None = None) -> None:
        self._fonts = fonts
        self._breaker = breaker or LineBreaker(fonts)
        self._sheet = sheet
        self._width = width

    def letter(self, letter: ComposedLetter) -> list[Block]:
        """The letter from its date to its notes."""
        sheet = self._sheet
        blocks = [
            self._text(letter.date_line, sheet.date, after=Break.NEVER),
            self._text(letter.title, sheet.title, role=Role.TITLE, after=Break.NEVER, inside=Break.NEVER),
            self._text(letter.salutation, sheet.salutation, after=Break.NEVER),
        ]
        blocks += self.paragraphs(letter.paragraphs)
        blocks[-1] = replace(blocks[-1], after=Break.NEVER)
        if len(blocks[-1].rows) == 1 and blocks[-2].after < Break.BAD:
            blocks[-2] = replace(blocks[-2], after=Break.BAD)
        blocks += self._closing(letter.closing)
        notes = self.paragraphs(letter.notes, heading=sheet.notes_heading, item=sheet.notes_item)
        if notes:
            # Notes stay with the signature: on a page of their own nobody knows what they belong to.
            blocks[-1] = replace(blocks[-1], after=Break.BAD)
            notes = [replace(block, inside=Break.NEVER, after=max(block.after, Break.BAD)) for block in notes]
            notes[0] = replace(notes[0], rule_above=True, before=sheet.closing.before + sheet.notes_heading.before)
        return blocks + notes

    def enclosure(self, enclosure: Enclosure) -> list[Block]:
        """A page of its own."""
        title = self._text(enclosure.title, self._sheet.enclosure_title, role=Role.TITLE, after=Break.NEVER, inside=Break.NEVER)
        return [title, *self.paragraphs(enclosure.paragraphs)]

    def paragraphs(self, paragraphs: tuple[Paragraph, ...], *, heading: Style | None = None, item: Style | None = None) -> list[Block]:
        """The blocks of some paragraphs, an introduction held to its list or table."""
        sheet = self._sheet
        heading, item = heading or sheet.heading, item or sheet.item
        blocks: list[Block] = []
        place = 0
        while place < len(paragraphs):
            paragraph = paragraphs[place]
            kind = paragraph.kind
            if kind in (ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW):
                table = [paragraph]
                while place + 1 < len(paragraphs) and paragraphs[place + 1].kind is ParagraphKind.TABLE_ROW:
                    place += 1
                    table.append(paragraphs[place])
                if blocks:
                    blocks[-1] = replace(blocks[-1], after=Break.NEVER)
                table_blocks = self._table(table)
                if blocks and blocks[-1].role is Role.HEADING:
                    before = sheet.after_heading - (0 if sheet.stacks_tables else sheet.row_space * 0.5)
                    table_blocks[0] = replace(table_blocks[0], before=max(0.0, before))
                blocks += table_blocks
            elif kind is ParagraphKind.HEADING:
                blocks.append(self._text(paragraph.text, heading, role=Role.HEADING, after=Break.NEVER, inside=Break.NEVER))
            elif kind is ParagraphKind.ITEM:
                blocks.append(self._item(paragraph.text, item))
            elif kind is ParagraphKind.QUOTE:
                blocks.append(self._text(paragraph.text, sheet.quote, role=Role.QUOTE, inside=Break.NEVER))
            elif kind is ParagraphKind.FORM_LINE:
                blocks.append(self._form_line(paragraph.text))
            elif kind is ParagraphKind.CHECK_BOX:
                blocks.append(self._text(paragraph.text, sheet.item, role=Role.CHECK_BOX))
            else:
                blocks.append(self._text(paragraph.text, sheet.text))
            if kind not in (ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW):
                previous = paragraphs[place - 1].kind if place else None
                if previous is ParagraphKind.HEADING and heading is sheet.heading:
                    blocks[-1] = replace(blocks[-1], before=min(blocks[-1].before, sheet.after_heading))
                elif previous is ParagraphKind.FORM_LINE and kind is not ParagraphKind.FORM_LINE:
                    blocks[-1] = replace(blocks[-1], before=sheet.form_gap * 0.6)
            place += 1
        return _with_lists_held(blocks)

    def _lines(self, text: str, style: Style, width: float) -> list[str]:
        return self._breaker.lines(text, style.weight, style.size, width)

    def _balanced(self, text: str, style: Style) -> float:
        """The narrowest width that needs no more lines: a title of two lines then has two like halves."""
        count = len(self._lines(text, style, self._width))
        width = self._width
        while count > 1 and width > self._width * 0.5 and len(self._lines(text, style, width - 12)) == count:
            width -= 12
        return width

    def _rows(self, text: str, style: Style, *, x: float = 0.0, cell: int = 0, width: float | None = None) -> tuple[Row, ...]:
        lines = self._lines(text, style, (width or self._width) - x)
        drop = baseline_drop(style)
        return tuple(Row(height=style.leading, pieces=(Piece(text=line, x=x, drop=drop, style=style, cell=cell),)) for line in lines)

    def _text(self, text: str, style: Style, *, role: Role = Role.TEXT, inside: Break = Break.SPLIT, after: Break = Break.FREE) -> Block:
        width = self._balanced(text, style) if role is Role.TITLE else self._width
        rows = self._rows(text, style, x=style.indent, width=width)
        return Block(role=role, rows=rows, before=style.before, inside=inside, after=after)

    def _item(self, text: str, style: Style) -> Block:
        rows = list(self._rows(text, style, x=style.indent, cell=1))
        bullet = Piece(text="•", x=2.0, drop=baseline_drop(style), style=style, cell=0)
        rows[0] = replace(rows[0], pieces=(bullet, *rows[0].pieces))
        return Block(role=Role.ITEM, rows=tuple(rows), before=style.before, inside=Break.POOR)

    def _form_line(self, text: str) -> Block:
        style = self._sheet.form_label
        gap = Row(height=self._sheet.form_gap, pieces=())
        return Block(role=Role.FORM_LINE, rows=(gap, *self._rows(text, style)), inside=Break.NEVER, after=Break.POOR, before=4)

    def _closing(self, lines: Iterable[str]) -> list[Block]:
        sheet = self._sheet
        greeting, *signers = lines
        first = self._text(greeting, sheet.closing, after=Break.NEVER)
        blocks = [first]
        for number, line in enumerate(signers):
            block = self._text(line, sheet.signer if number == 0 else sheet.signer_line, after=Break.NEVER)
            blocks.append(replace(block, before=sheet.signature_gap if number == 0 else 0.0))
        blocks[-1] = replace(blocks[-1], after=Break.FREE)
        return blocks

    def _table(self, table: list[Paragraph]) -> list[Block]:
        head = table[0].cells if table[0].kind is ParagraphKind.TABLE_HEAD else ()
        body = [paragraph.cells for paragraph in table if paragraph.kind is ParagraphKind.TABLE_ROW]
        columns = max(len(cells) for cells in (head, *body))
        widths = self._column_widths([*body, head] if head else body, columns)
        if self._sheet.stacks_tables or any(self._is_tall(cells, widths) for cells in body):
            return [block for number, cells in enumerate(body) for block in self._stacked(head, cells, is_first=number == 0)]
        blocks: list[Block] = []
        figures = self._fractions(body, columns)
        head_block: Block | None = None
        if head:
            head_block = self._cells(head, widths, figures, self._sheet.table_head, Role.HEAD_ROW)
            head_block = replace(head_block, before=self._sheet.table_head.before, after=Break.NEVER)
            blocks.append(head_block)
        for cells in body:
            row = self._cells(cells, widths, figures, self._sheet.table_row, Role.ROW)
            blocks.append(replace(row, head=head_block, rule_above=True))
        return blocks

    def _column_widths(self, rows: list[tuple[str, ...]], columns: int) -> list[float]:
        """Natural widths where they fit, else by the square root of what each column holds, never under its longest word."""
        style, gap = self._sheet.table_row, self._sheet.cell_gap
        font = self._fonts[style.weight]
        room = self._width - gap * (columns - 1)
        natural, least = [1.0] * columns, [1.0] * columns
        for cells in rows:
            for place, cell in enumerate(cells):
                natural[place] = max(natural[place], font.width(cell, style.size) * 1.08)
                words = max((font.width(word, style.size) * 1.08 for word in cell.split(" ")), default=1.0)
                least[place] = max(least[place], min(words, room / columns))
        if sum(natural) <= room:
            spare = room - sum(natural)
            return [width + spare * width / sum(natural) for width in natural]
        weights = [math.sqrt(width) for width in natural]
        widths = [max(low, room * weight / sum(weights)) for low, weight in zip(least, weights, strict=True)]
        return [width * room / sum(widths) for width in widths]

    def _fractions(self, rows: list[tuple[str, ...]], columns: int) -> dict[int, float]:
        """The columns that hold figures, which stand right under right; and what their longest fraction takes, in points."""
        style = self._sheet.table_row
        found: dict[int, float] = {}
        for column in range(1, columns):
            cells = [cells[column] for cells in rows if column < len(cells)]
            if cells and all(_FIGURE.fullmatch(cell) for cell in cells):
                found[column] = max(self._fonts[style.weight].width(_fraction(cell), style.size) for cell in cells)
        return found

    def _cells(self, cells: tuple[str, ...], widths: list[float], figures: dict[int, float], style: Style, role: Role) -> Block:
        columns: list[list[str]] = [self._lines(cell, style, width) for cell, width in zip(cells, widths, strict=False)]
        count = max(len(column) for column in columns)
        drop, space = baseline_drop(style), self._sheet.row_space
        rows: list[Row] = []
        for number in range(count):
            top = space if number == 0 else 0.0
            bottom = space if number == count - 1 else 0.0
            pieces, x = [], 0.0
            for cell, (column, width) in enumerate(zip(columns, widths, strict=False)):
                if number < len(column):
                    start = x
                    if cell in figures:
                        fraction = _fraction(column[number]) if role is Role.ROW else ""
                        behind = figures[cell] - self._fonts[style.weight].width(fraction, style.size) if role is Role.ROW else 0.0
                        start += width - behind - self._fonts[style.weight].width(column[number].rstrip(), style.size)
                    pieces.append(Piece(text=column[number], x=start, drop=top + drop, style=style, cell=cell))
                x += width + self._sheet.cell_gap
            rows.append(Row(height=top + style.leading + bottom, pieces=tuple(pieces)))
        return Block(role=role, rows=tuple(rows), inside=Break.NEVER)

    def _is_tall(self, cells: tuple[str, ...], widths: list[float]) -> bool:
        style = self._sheet.table_row
        most = max(len(self._lines(cell, style, width)) for cell, width in zip(cells, widths, strict=False))
        return most > 14

    def _stacked(self, head: tuple[str, ...], cells: tuple[str, ...], *, is_first: bool) -> list[Block]:
        """A row as lines "Label: text" below each other, held together where it is short; a hairline parts the rows."""
        style, space = self._sheet.table_row, self._sheet.row_space
        blocks: list[Block] = []
        for place, cell in enumerate(cells):
            if cell:
                label = f"{head[place]}:" if place < len(head) else ""
                blocks.append(self._labelled(label, cell, style))
        if blocks:
            blocks[0] = replace(blocks[0], before=space if is_first else space * 3, rule_above=not is_first)
            count = sum(len(block.rows) for block in blocks)
            within = Break.HELD if count <= _MOST_HELD else Break.FREE
            so_far = 0
            for number, block in enumerate(blocks[:-1]):
                so_far += len(block.rows)
                blocks[number] = replace(block, after=within if 2 <= so_far <= count - 2 else Break.NEVER)
        return blocks

    def _labelled(self, label: str, text: str, style: Style) -> Block:
        """A label and its text: on one line where both fit, else the text below."""
        bold = replace(style, weight=self._sheet.table_head.weight)
        drop = baseline_drop(style)
        start = self._fonts[bold.weight].width(label + " ", bold.size) if label else 0.0
        lines = self._lines(text, style, self._width)
        first = Piece(text=label + " ", x=0.0, drop=drop, style=bold)
        if label and start + self._fonts[style.weight].width(text, style.size) <= self._width:
            words = Piece(text=text, x=start, drop=drop, style=style)
            return Block(role=Role.TEXT, rows=(Row(height=style.leading, pieces=(first, words)),))
        rows = [Row(height=style.leading, pieces=(first,))] if label else []
        for line in lines:
            piece = Piece(text=line, x=0.0, drop=drop, style=style)
            rows.append(Row(height=style.leading, pieces=(piece,)))
        return Block(role=Role.TEXT, rows=tuple(rows), before=self._sheet.row_space * 0.4)


def _fraction(cell: str) -> str:
    """What stands behind the whole number, with its point."""
    return cell[cell.find(".") :] if "." in cell else ""


def _with_lists_held(blocks: list[Block]) -> list[Block]:
    """An introduction stays with its list; a list of three is not parted lightly, and of a longer one no entry stands alone."""
    held = list(blocks)
    start = 0
    while start < len(held):
        role, end = held[start].role, start + 1
        if role not in (Role.ITEM, Role.CHECK_BOX, Role.ROW):
            start = end
            continue
        while end < len(held) and held[end].role is role:
            end += 1
        if start and held[start - 1].role in (Role.TEXT, Role.HEADING):
            held[start - 1] = replace(held[start - 1], after=Break.NEVER)
        for place in range(start, end - 1):
            if end - start <= _SHORT_LIST or place in (start, end - 2):
                held[place] = replace(held[place], after=Break.POOR)
        start = end
    return held


def baseline_drop(style: Style) -> float:
    """From the top of a line to its baseline: capitals stand in the middle of the leading."""
    return (style.leading + style.size * 0.727) / 2
