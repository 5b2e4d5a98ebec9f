"""A paper with a head and one long table: rows drawn with their grid, the head of the table on every page, tagged like a letter."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.typesetting.blocks import baseline_drop
from caseapp.typesetting.breaking import wrap
from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.geometry import POINT
from caseapp.typesetting.sheet import HAIRLINE, INK, INK_SECOND, INK_THIRD, PRACTICE_TINT, TINT, Style
from caseapp.typesetting.tagged_canvas import Element, TaggedCanvas

MARGIN = 0.6 * POINT
TITLE = Style(weight=Weight.SEMIBOLD, size=15, leading=20)
TEXT = Style(size=9.5, leading=13, colour=INK_SECOND)
LABEL = Style(weight=Weight.SEMIBOLD, size=8, leading=10.5, colour=INK_SECOND)
CELL = Style(size=9, leading=11.5)
TICK = Style(size=15, leading=15, colour=INK_THIRD)
FOOT = Style(size=8, leading=10, colour=INK_THIRD)
_PAD = 3.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its head, its width in points, and the style of its cells."""

    head: str
    width: float
    style: Style = CELL


class ListSheet:
    """Pages of one size that are filled from the top."""

    def __init__(
        self, fonts: Fonts, *, size: tuple[float, float], title: str, author: str, language: str, practice: str, page_words: str
    ) -> None:
        self._fonts = fonts
        self._page_width, self._page_height = size
        self._practice = practice
        self._page_words = page_words
        self.width = self._page_width - 2 * MARGIN
        self.at = MARGIN
        self.canvas = TaggedCanvas(fonts, size=size, title=title, author=author, language=language)
        self.pages = 1
        self._band()

    def text(self, text: str, style: Style = TEXT, *, x: float = 0.0, width: float | None = None, tag: str = "P") -> None:
        """A paragraph from the left margin, or from `x` points beside it; what follows stands below it."""
        with self.canvas.marked(self.canvas.document.add(tag)):
            self.at = self._lines(text, style, MARGIN + x, self.at, self.width - x if width is None else width)

    def field(self, label: str, value: str, *, x: float, width: float, height: float = 30.0) -> None:
        """A box with a label, to be written in by hand or filled; stands at the present height and moves nothing."""
        with self.canvas.artefact():
            self._frame(MARGIN + x, self.at, width, height)
        with self.canvas.marked(self.canvas.document.add("P")):
            below = self._lines(label, LABEL, MARGIN + x + 5, self.at + 3, width - 10, goes_on=bool(value))
            if value:
                self._lines(value, CELL, MARGIN + x + 5, below, width - 10)

    def table(self, columns: tuple[Column, ...], rows: tuple[tuple[str, ...], ...]) -> None:
        """The table, over as many pages as it takes."""
        table = self.canvas.document.add("Table")
        head = tuple(column.head for column in columns)
        self._row(columns, head, table.add("TR"), is_head=True)
        for row in rows:
            if self.at + self._row_height(columns, row, is_head=False) > self._page_height - MARGIN - 16:
                self.new_page()
                self._row(columns, head, None, is_head=True)
            self._row(columns, row, table.add("TR"), is_head=False)

    def new_page(self) -> None:
        """End the page and begin another."""
        self._foot()
        self.canvas.showPage()
        self.pages += 1
        self.at = MARGIN
        self._band()

    def finish(self, identity: bytes) -> bytes:
        """End the last page and return the file."""
        self._foot()
        self.canvas.showPage()
        return self.canvas.finish(identity)

    def _row_height(self, columns: tuple[Column, ...], row: tuple[str, ...], *, is_head: bool) -> float:
        return max(self._cell_height(column, text, is_head=is_head) for column, text in zip(columns, row, strict=True))

    def _cell_height(self, column: Column, text: str, *, is_head: bool) -> float:
        style = LABEL if is_head else column.style
        lines = sum(len(wrap(each, self._fonts[style.weight], style.size, column.width - 2 * _PAD)) for each in text.split("\n"))
        return lines * style.leading + 2 * _PAD

    def _row(self, columns: tuple[Column, ...], row: tuple[str, ...], element: Element | None, *, is_head: bool) -> None:
        height, x = self._row_height(columns, row, is_head=is_head), MARGIN
        for column, text in zip(columns, row, strict=True):
            with self.canvas.artefact():
                if is_head:
                    self.canvas.fill(x, self._page_height - self.at - height, column.width, height, TINT)
                self._frame(x, self.at, column.width, height)
            style = LABEL if is_head else column.style
            if element is None:
                with self.canvas.artefact("Pagination"):
                    self._cell(text, style, x, column.width)
            else:
                tag, scope = ("TH", "<</O/Table/Scope/Column>>") if is_head else ("TD", "")
                with self.canvas.marked(element.add(tag, scope)):
                    self._cell(text, style, x, column.width)
            x += column.width
        self.at += height

    def _cell(self, text: str, style: Style, x: float, width: float) -> None:
        at = self.at + _PAD
        *others, last = text.split("\n")
        for each in others:
            at = self._lines(each, style, x + _PAD, at, width - 2 * _PAD, goes_on=True)
        self._lines(last, style, x + _PAD, at, width - 2 * _PAD)

    def _lines(self, text: str, style: Style, x: float, at: float, width: float, *, goes_on: bool = False) -> float:
        """Draw the lines of a text and return the height below them.

        Args:
            goes_on: more is said in the same element, so a space parts the two when they are read out.
        """
        lines = wrap(text, self._fonts[style.weight], style.size, width)
        if goes_on:
            lines[-1] += " "
        for line in lines:
            y = self._page_height - at - baseline_drop(style)
            self.canvas.text(x, y, line, style.weight, style.size, style.colour)
            at += style.leading
        return at

    def _frame(self, x: float, at: float, width: float, height: float) -> None:
        self.canvas.frame(x, self._page_height - at - height, width, height, 0.5, HAIRLINE)

    def _band(self) -> None:
        if not self._practice:
            return
        with self.canvas.artefact():
            self.canvas.fill(0, self._page_height - 24, self._page_width, 14, PRACTICE_TINT)
        first = self.canvas.marked(self.canvas.document.add("P")) if self.pages == 1 else self.canvas.artefact("Pagination")
        with first:
            self._lines(self._practice, Style(weight=Weight.SEMIBOLD, size=9, leading=14, colour=INK), MARGIN, 10, self.width)

    def _foot(self) -> None:
        with self.canvas.artefact("Pagination"):
            words = self._page_words.replace("{page}", str(self.pages))
            self._lines(words, FOOT, MARGIN, self._page_height - MARGIN + 2, self.width)
