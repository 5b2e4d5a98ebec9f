"""The calibration page of a printer: two lines an inch from the edges, rulers, and the outline of the window of the envelope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseapp.domain.envelopes import Envelope
from caseapp.domain.print_file import PrinterOffset
from caseapp.typesetting.breaking import wrap
from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.geometry import PAPER_HEIGHT, PAPER_WIDTH, POINT, Box, profile_of
from caseapp.typesetting.list_sheet import TEXT, TITLE
from caseapp.typesetting.sheet import ACCENT, INK, INK_SECOND, INK_THIRD, Style
from caseapp.typesetting.tagged_canvas import TaggedCanvas

LINE = 1.0
"""Where the two lines are meant to stand, in inches from the left and the top edge."""
_THIN = 0.4
_SMALL = Style(size=7, leading=9, colour=INK_SECOND)


def calibration_page(envelope: Envelope, offset: PrinterOffset, words: Mapping[str, Any], fonts: Fonts, *, language: str) -> bytes:
    """Return the page, moved against the offset as every page of a batch will be."""
    page = _Page(fonts, offset, title=words["title"], language=language)
    page.lines()
    page.rulers()
    said = words["uncorrected"] if offset == PrinterOffset() else words["corrected"]
    # The title comes first for whoever has the page read out, wherever it stands.
    page.about(words["title"], [*words["about"], said.format(right=offset.right, down=offset.down)])
    page.window(envelope, words["window"], words["address"])
    return page.finish(f"calibration {envelope.id} {offset.to_text()} {language}".encode())


class _Page:
    """One sheet; places are inches from the top left corner, before the correction."""

    def __init__(self, fonts: Fonts, offset: PrinterOffset, *, title: str, language: str) -> None:
        self._fonts = fonts
        self._right, self._down = -offset.right / 100, -offset.down / 100
        size = (PAPER_WIDTH * POINT, PAPER_HEIGHT * POINT)
        self._canvas = TaggedCanvas(
            fonts, size=size, title=title, author="", language={"en": "en-US", "es": "es-US"}.get(language, language)
        )

    def lines(self) -> None:
        """The level line B and the upright line A, clear of every window, with their letters."""
        self._fill(LINE - _THIN / POINT / 2, 4.2, _THIN / POINT, 6.2)
        self._fill(4.2, LINE - _THIN / POINT / 2, 3.8, _THIN / POINT)
        letter = Style(weight=Weight.SEMIBOLD, size=12, leading=14, colour=ACCENT)
        self.words("A", letter, LINE + 0.06, 4.5, mark=True)
        self.words("B", letter, 4.25, LINE - 0.06, mark=True)

    def rulers(self) -> None:
        """Ticks each twentieth of an inch along both lines, numbered each half inch."""
        for step in range(1, 160):
            along = step * 0.05
            length = 0.12 if step % 10 == 0 else 0.08 if step % 2 == 0 else 0.05
            if 4.2 <= along <= 8.0:
                self._fill(along - 0.002, LINE, 0.004, length)
                if step % 10 == 0:
                    self.words(f"{along:.1f}", _SMALL, along - 0.07, LINE + 0.24, mark=True)
            down = along + 2.4
            if 4.2 <= down <= 10.4:
                self._fill(LINE - length, down - 0.002, length, 0.004)
                if round(down * 20) % 10 == 0:
                    self.words(f"{down:.1f}", _SMALL, LINE - 0.36, down + 0.035, mark=True)

    def window(self, envelope: Envelope, about: str, address: list[str]) -> None:
        """The frame that always shows, the frame that may ever show, and where the folds are."""
        profile = profile_of(envelope)
        for visible, safe in profile.windows:
            self._frame(visible, 0.4)
            self._frame(safe, 1.0)
        for fold in profile.fold_ticks:
            self._fill(0.0, fold, profile.tick_length, 0.006)
            self._fill(PAPER_WIDTH - profile.tick_length, fold, profile.tick_length, 0.006)
        if profile.windows:
            style = Style(size=10, leading=11, colour=INK)
            for number, line in enumerate(address):
                self.words(line, style, profile.safe_block.left + 0.1, profile.safe_block.top + 0.2 + number * 0.16)
            visible = profile.windows[0][0]
            self.words(about, _SMALL, max(1.1, visible.left), visible.bottom + 0.14)

    def about(self, title: str, texts: list[str]) -> None:
        """The title and what to do, beside the upright line."""
        left, at = 1.35, 5.6
        self.words(title, TITLE, left, at, tag="H1")
        for text in texts:
            at += 0.14
            lines = wrap(text, self._fonts[TEXT.weight], TEXT.size, (PAPER_WIDTH - 1.0 - left) * POINT)
            with self._canvas.marked(self._canvas.document.add("P")):
                for line in lines:
                    at += TEXT.leading / POINT
                    self._text(line, TEXT, left, at)

    def words(self, text: str, style: Style, x: float, y: float, *, tag: str = "P", mark: bool = False) -> None:
        """One line with its baseline at y; a mark is no content."""
        with self._canvas.artefact() if mark else self._canvas.marked(self._canvas.document.add(tag)):
            self._text(text, style, x, y)

    def _text(self, text: str, style: Style, x: float, y: float) -> None:
        left, bottom = (x + self._right) * POINT, (PAPER_HEIGHT - y - self._down) * POINT
        self._canvas.text(left, bottom, text, style.weight, style.size, style.colour)

    def finish(self, identity: bytes) -> bytes:
        self._canvas.showPage()
        return self._canvas.finish(identity)

    def _fill(self, x: float, y: float, width: float, height: float) -> None:
        with self._canvas.artefact():
            left, bottom = (x + self._right) * POINT, (PAPER_HEIGHT - y - height - self._down) * POINT
            self._canvas.fill(left, bottom, width * POINT, height * POINT, INK_THIRD)

    def _frame(self, box: Box, thickness: float) -> None:
        with self._canvas.artefact():
            left, bottom = (box.left + self._right) * POINT, (PAPER_HEIGHT - box.bottom - self._down) * POINT
            self._canvas.frame(left, bottom, (box.right - box.left) * POINT, (box.bottom - box.top) * POINT, thickness, INK_THIRD)
