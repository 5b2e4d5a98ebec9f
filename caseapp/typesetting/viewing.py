"""Reading PDFs back: how many pages, how they look, what text they hold, where each glyph stands. In memory only."""

from __future__ import annotations

import ctypes
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import PageImage
from caseapp.typesetting.geometry import PAPER_HEIGHT, POINT, Box

if TYPE_CHECKING:
    import pypdfium2

_BITMAP_RGB_REVERSED = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One drawn character and the box of its ink."""

    character: str
    box: Box


def page_count(content: bytes) -> int:
    """The number of pages."""
    with _Opened(content) as document:
        return len(document)


def rasterise(content: bytes, page: int, dpi: int) -> PageImage:
    """Draw a page. `page` counts from 0.

    Raises:
        DomainError: ``page_missing`` when there is no such page.
    """
    with _Opened(content) as document:
        if not 0 <= page < len(document):
            raise DomainError("page_missing", page=page, count=len(document))
        bitmap = document[page].render(scale=dpi / 72, rev_byteorder=_BITMAP_RGB_REVERSED, prefer_bgrx=False)
        return PageImage(width=bitmap.width, height=bitmap.height, stride=bitmap.stride, rgb=bytes(bitmap.buffer))


def text_of(content: bytes) -> str:
    """The text of all pages in drawing order, pages parted by a form feed, lines by ``\\n``."""
    with _Opened(content) as document:
        return "\f".join(page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document)


def glyphs_on(content: bytes, page: int, *, within: Collection[Box] | None = None) -> tuple[Glyph, ...]:
    """Every visible character of a page with its ink box; `page` counts from 0.

    Args:
        within: only those that meet one of these boxes.
    """
    # Late, as in `_Opened`.
    from pypdfium2 import raw

    with _Opened(content) as document:
        text = document[page].get_textpage()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        sides = tuple(map(ctypes.byref, (left, right, bottom, top)))
        found = []
        # Straight to the library: a page has a thousand characters, and every letter is looked at before it is approved.
        handle, box_of = text.raw, raw.FPDFText_GetCharBox
        lowest, highest = _heights(within)
        for index in range(text.count_chars()):
            if not box_of(handle, index, *sides) or top.value < lowest or bottom.value > highest:
                continue
            box = Box(
                left=left.value / POINT,
                top=PAPER_HEIGHT - top.value / POINT,
                right=right.value / POINT,
                bottom=PAPER_HEIGHT - bottom.value / POINT,
            )
            if within is not None and not any(one.meets(box) for one in within):
                continue
            character = chr(raw.FPDFText_GetUnicode(handle, index))
            if character.strip():
                found.append(Glyph(character=character, box=box))
        return tuple(found)


def _heights(within: Collection[Box] | None) -> tuple[float, float]:
    """From where to where the boxes reach, in points from the foot of the page: most characters stand below, and are passed over."""
    if not within:
        return float("-inf"), float("inf")
    lowest, highest = max(box.bottom for box in within), min(box.top for box in within)
    return (PAPER_HEIGHT - lowest) * POINT, (PAPER_HEIGHT - highest) * POINT


class _Opened:
    """A PDF held open for one question, and closed afterwards."""

    def __init__(self, content: bytes) -> None:
        # Late: it takes ten megabytes, and a window that shows a list has no PDF to read.
        import pypdfium2

        self._document = pypdfium2.PdfDocument(content)

    def __enter__(self) -> pypdfium2.PdfDocument:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()
