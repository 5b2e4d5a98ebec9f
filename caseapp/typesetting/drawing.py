"""Composed letter to tagged PDF: letterhead, address for the window, pages, foot of the page."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from caseapp.domain.letters import ComposedLetter, LetterFormat, composed_to_json
from caseapp.typesetting.address_block import fit, postal_lines
from caseapp.typesetting.blocks import Block, BlockMaker, Break, Piece, Role, baseline_drop
from caseapp.typesetting.breaking import LineBreaker, wrap
from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.geometry import PAPER_HEIGHT, PAPER_WIDTH, POINT, Box, EnvelopeProfile
from caseapp.typesetting.paging import Layout, Placed, height_of, paginate
from caseapp.typesetting.return_address import fit_return
from caseapp.typesetting.sheet import (
    ACCENT,
    HAIRLINE,
    INK,
    INK_THIRD,
    PRACTICE_TINT,
    Sheet,
    Sheets,
    Style,
    large_print_sheets,
    letter_sheets,
)
from caseapp.typesetting.tagged_canvas import Element, TaggedCanvas

_HEIGHT = PAPER_HEIGHT * POINT
FOOT_ROOM = 1.4
"""White space that each point of a larger foot takes: its capitals, and some between it and the text."""
_LETTERHEAD_SCALES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)


def draw(letter: ComposedLetter, format: LetterFormat, fonts: Fonts, profile: EnvelopeProfile) -> bytes:
    """Return the PDF of the letter; the same letter gives the same bytes on every machine.

    Raises:
        DomainError: ``glyph_missing``, ``address_too_long``, ``address_too_many_lines``, ``address_missing``,
            ``return_address_too_long``.
    """
    for text in (*letter.all_text(), *(line.text for line in postal_lines(letter.addressee))):
        fonts.require(text)
    sheets = large_print_sheets() if format is LetterFormat.LARGE_PRINT else letter_sheets()
    drawing = Drawing(letter, sheets, fonts, profile)
    drawing.draw()
    identity = f"{format.value}\n{composed_to_json(letter)}".encode()
    return drawing.canvas.finish(identity)


class Drawing:
    """One letter on its way to paper."""

    def __init__(self, letter: ComposedLetter, sheets: Sheets, fonts: Fonts, profile: EnvelopeProfile) -> None:
        self._letter = letter
        self._sheets = sheets
        self._sheet = sheets.own
        self._fonts = fonts
        self._breaker = LineBreaker(fonts)
        self._profile = profile
        self._left = profile.left * POINT
        self._width = (profile.right - profile.left) * POINT
        self._list: Element | None = None
        self._table: Element | None = None
        self._elements: dict[int, Element] = {}
        self.canvas = TaggedCanvas(
            fonts,
            size=(PAPER_WIDTH * POINT, _HEIGHT),
            title=letter.document_title,
            author=letter.letterhead.name,
            language={"en": "en-US", "es": "es-US"}.get(letter.language, letter.language),
        )

    def draw(self) -> None:
        """Lay everything out, then draw page after page."""
        sections = self._sections()
        total = sum(len(section) for section in sections)
        page_number = 0
        for section in sections:
            self._elements, self._list, self._table = {}, None, None
            previous: Block | None = None
            for page in section:
                page_number += 1
                self._practice(page_number)
                if page_number == 1:
                    self._letterhead()
                    self._address()
                    self._fold_ticks()
                for placed in page:
                    self._block(placed, previous, at_top=placed is page[0])
                    previous = placed.block
                self._footer(page_number, total)
                self.canvas.showPage()

    def _sections(self) -> list[list[list[Placed]]]:
        """The pages of the letter, then those of each enclosure."""
        profile, letter = self._profile, self._letter
        later = (profile.later_body_top + (0.25 if letter.practice else 0.0)) * POINT
        sections = [self._set(lambda maker: maker.letter(letter), profile.body_top * POINT, later)]
        for enclosure in letter.enclosures:
            sections.append(self._set(partial(BlockMaker.enclosure, enclosure=enclosure), later, later))
        return sections

    def _set(self, make: Callable[[BlockMaker], list[Block]], first_top: float, later_top: float) -> list[list[Placed]]:
        """The pages of one section.

        White space is taken away where that spares a page or keeps together what belongs together, and no more than does; type is set
        smaller only for a single page.
        """
        bottom = self._profile.body_bottom * POINT - (self._sheet.footer.size - 8.5) * FOOT_ROOM

        def set_on(sheet: Sheet) -> tuple[Layout, float]:
            blocks = make(BlockMaker(self._fonts, sheet, self._width, self._breaker))
            return paginate(blocks, first_top=first_top, later_top=later_top, bottom=bottom), height_of(blocks)

        best, height = set_on(self._sheets.own)
        count = len(best.pages)
        room = (bottom - first_top) + (bottom - later_top) * (count - 2)
        for closer in self._sheets.closer if count > 1 else ():
            spares = height * closer.least <= room and (count == 2 or not closer.one_page)
            if spares or (best.worst >= Break.POOR and not closer.one_page):
                tried, _ = set_on(closer.sheet)
                if len(tried.pages) < count:
                    return tried.pages
                best = tried if tried.worst < min(best.worst, Break.POOR) or tried.worst < Break.BAD <= best.worst else best
        return best.pages

    # What stands on the first page only.

    def _letterhead(self) -> None:
        head, sheet, profile = self._letter.letterhead, self._sheet, self._profile
        if profile.return_block is not None and profile.return_visible is not None:
            self._return_address(profile.return_block)
            self._contact(profile.return_visible.right + 0.25, profile.return_block.top)
            return
        texts = [(head.name, sheet.letterhead_name)]
        texts += [(", ".join(head.address_lines), sheet.letterhead_line), ("  ·  ".join(head.contact_lines), sheet.letterhead_line)]
        top = profile.letterhead_top * POINT + 6
        room = profile.letterhead_bottom * POINT - top - 8
        for scale in _LETTERHEAD_SCALES:
            drawn: list[tuple[list[str], Style]] = []
            for text, style in texts:
                style = replace(style, size=style.size * scale, leading=style.leading * scale)
                drawn.append((wrap(text, self._fonts[style.weight], style.size, self._width), style))
            if sum(len(lines) * style.leading for lines, style in drawn) <= room:
                break
        with self.canvas.artefact():
            self.canvas.fill(self._left, _HEIGHT - profile.letterhead_top * POINT - 2, 36, 2, ACCENT)
        at = top
        for lines, style in drawn:
            with self.canvas.marked(self.canvas.document.add("P")):
                for line in lines:
                    self._line(line, self._left, at + baseline_drop(style), style)
                    at += style.leading
        with self.canvas.artefact():
            self.canvas.fill(self._left, _HEIGHT - at - 7, self._width, 0.6, HAIRLINE)

    def _return_address(self, room: Box) -> None:
        """Name and address for the window of the return address, and nothing else."""
        head = self._letter.letterhead
        block = fit_return((head.name, *head.address_lines), self._fonts, room)
        with self.canvas.marked(self.canvas.document.add("P")):
            for line, weight, baseline in block.lines:
                style = Style(weight=weight, size=block.size, leading=block.size, colour=INK)
                self._line(line, room.left * POINT + block.indent_pt, baseline, style)

    def _contact(self, left: float, top: float) -> None:
        """How to reach us, beside the window of the return address."""
        style, x = self._sheet.letterhead_line, left * POINT
        width = self._left + self._width - x
        with self.canvas.artefact():
            self.canvas.fill(x, _HEIGHT - top * POINT - 2, 36, 2, ACCENT)
        at = top * POINT + 6
        for text in self._letter.letterhead.contact_lines:
            with self.canvas.marked(self.canvas.document.add("P")):
                for line in wrap(text, self._fonts[style.weight], style.size, width):
                    self._line(line, x, at + baseline_drop(style), style)
                    at += style.leading

    def _address(self) -> None:
        font = self._fonts[Weight.REGULAR]
        block = fit(self._letter.addressee, font, self._profile)
        style = Style(size=block.size, leading=block.size + 1, colour=INK)
        with self.canvas.marked(self.canvas.document.add("P")):
            for number, (line, baseline) in enumerate(zip(block.lines, block.baselines_pt, strict=True), start=1):
                self._line(line if number == len(block.lines) else line + " ", block.x_pt, baseline, style)

    def _fold_ticks(self) -> None:
        length = self._profile.tick_length * POINT
        with self.canvas.artefact():
            for height in self._profile.fold_ticks:
                y = _HEIGHT - height * POINT - 0.2
                self.canvas.fill(0, y, length, 0.4, INK_THIRD)
                self.canvas.fill(PAPER_WIDTH * POINT - length, y, length, 0.4, INK_THIRD)

    # What stands on every page.

    def _practice(self, page: int) -> None:
        if not self._letter.practice:
            return
        style, text = self._sheet.practice, self._letter.practice_line
        height = style.leading + 4
        top = 0.4 * POINT - height
        with self.canvas.artefact():
            self.canvas.fill(0, _HEIGHT - top - height, PAPER_WIDTH * POINT, height, PRACTICE_TINT)
        x = (PAPER_WIDTH * POINT - self._fonts[style.weight].width(text, style.size)) / 2
        baseline = top + 2 + baseline_drop(style)
        if page == 1:
            with self.canvas.marked(self.canvas.document.add("P")):
                self._line(text, x, baseline, style)
        else:
            with self.canvas.artefact("Pagination"):
                self._line(text, x, baseline, style)

    def _footer(self, page: int, total: int) -> None:
        style, baseline = self._sheet.footer, self._profile.footer_baseline * POINT
        words = self._letter.page_pattern.replace("{page}", str(page)).replace("{pages}", str(total))
        with self.canvas.artefact("Pagination"):
            self._line(" · ".join((self._letter.reference, *self._letter.footer_lines)), self._left, baseline, style)
            x = self._left + self._width - self._fonts[style.weight].width(words, style.size)
            self._line(words, x, baseline, style)

    # Blocks.

    def _block(self, placed: Placed, previous: Block | None, *, at_top: bool) -> None:
        block = placed.block
        if block.rule_above and placed.is_start and not at_top:
            at = placed.top - min(block.before, 6.0) if block.role is Role.HEADING else placed.top - block.before * 0.5
            with self.canvas.artefact():
                self.canvas.fill(self._left, _HEIGHT - at, self._width, 0.5, HAIRLINE)
        if block.role is Role.ITEM:
            self._item(placed, starts_list=previous is None or previous.role is not Role.ITEM)
        elif block.role in (Role.ROW, Role.HEAD_ROW):
            self._table_row(placed)
        elif block.role is Role.FORM_LINE:
            self._form_line(placed)
        else:
            self._paragraph(placed)

    def _paragraph(self, placed: Placed) -> None:
        block = placed.block
        if block.role is Role.QUOTE:
            height = sum(row.height for row in placed.rows)
            with self.canvas.artefact():
                self.canvas.fill(self._left, _HEIGHT - placed.top - height, 3, height, ACCENT)
        if block.role is Role.CHECK_BOX and placed.is_start:
            size = placed.rows[0].pieces[0].style.size * 0.8
            with self.canvas.artefact():
                drop = placed.rows[0].pieces[0].drop
                self.canvas.frame(self._left, _HEIGHT - placed.top - drop, size, size, 0.8, INK_THIRD)
        element = self._element(placed, "P" if block.role is Role.CHECK_BOX else block.role.value, self.canvas.document)
        with self.canvas.marked(element):
            self._pieces(placed, 0)

    def _item(self, placed: Placed, *, starts_list: bool) -> None:
        if starts_list and placed.is_start:
            self._list = self.canvas.document.add("L")
        item = self._element(placed, "LI", self._list or self.canvas.document)
        if placed.is_start:
            with self.canvas.marked(item.add("Lbl")):
                self._pieces(placed, 0)
            body = item.add("LBody")
        else:
            body = item.kids[-1] if isinstance(item.kids[-1], Element) else item
        with self.canvas.marked(body):
            self._pieces(placed, 1)

    def _table_row(self, placed: Placed) -> None:
        block = placed.block
        is_head = block.role is Role.HEAD_ROW
        if placed.repeated:
            with self.canvas.artefact("Pagination"):
                for cell in range(_cell_count(placed)):
                    self._pieces(placed, cell)
            return
        if is_head or (block.head is None and self._table is None):
            self._table = self.canvas.document.add("Table")
        row = self._element(placed, "TR", self._table or self.canvas.document)
        for cell in range(_cell_count(placed)):
            if placed.is_start:
                tag, scope = ("TH", "<</O/Table/Scope/Column>>") if is_head else ("TD", "")
                target: object = row.add(tag, scope)
            else:
                target = row.kids[cell]
            if isinstance(target, Element):
                with self.canvas.marked(target):
                    self._pieces(placed, cell)

    def _form_line(self, placed: Placed) -> None:
        at = placed.top + placed.rows[0].height
        with self.canvas.artefact():
            self.canvas.fill(self._left, _HEIGHT - at, self._width * 0.72, 0.6, INK_THIRD)
        with self.canvas.marked(self._element(placed, "P", self.canvas.document)):
            self._pieces(placed, 0)

    def _element(self, placed: Placed, tag: str, parent: Element) -> Element:
        """The element of a block, the same one again where the block goes on on the next page."""
        element = self._elements.get(placed.number)
        if element is None or placed.is_start:
            element = self._elements[placed.number] = parent.add(tag)
        return element

    def _pieces(self, placed: Placed, cell: int) -> None:
        at = placed.top
        for row in placed.rows:
            for piece in row.pieces:
                if piece.cell == cell:
                    self._piece(piece, at)
            at += row.height

    def _piece(self, piece: Piece, top: float) -> None:
        self._line(piece.text, self._left + piece.x, top + piece.drop, piece.style)

    def _line(self, text: str, x: float, baseline: float, style: Style) -> None:
        """Draw a line. One that goes on ends in the space it was broken at, else words join when the text is read out."""
        self.canvas.text(x, _HEIGHT - baseline, text, style.weight, style.size, style.colour)


def _cell_count(placed: Placed) -> int:
    return 1 + max((piece.cell for row in placed.block.rows for piece in row.pieces), default=0)


def sheets_of_paper(pages: int) -> int:
    """Sheets when printed on both sides."""
    return math.ceil(pages / 2)
