"""The file a printer is given: the pages of frozen letters, imported as they are, with a mark laid over each.

The letters are not touched: their pages' own code is taken over byte for byte, and their hashes stay what the record holds. What is
added stands in streams of its own around it: the printer's correction before, the mark after. The same pieces give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import pikepdf

from caseapp.domain.print_file import PrinterOffset, PrintPiece
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.geometry import PAPER_HEIGHT, PAPER_WIDTH, POINT
from caseapp.typesetting.mark_font import mark_font
from caseapp.typesetting.tagged_canvas import metadata_packet

MARK_SIZE = 7.0
MARK_LEFT = 1.0
MARK_BASELINE = 10.78
"""Below the foot of the page and inside the fold, in inches from the top; laser printers leave the last sixth of an inch white."""

_BAR = (8.1, 10.58, 0.12, 0.2)
"""On the first page of each piece, near the edge of the paper, so that pieces can be told in the stack: left, top, width, height."""

_FONT = pikepdf.Name("/CaseMark")


def print_file(
    pieces: Sequence[PrintPiece], fonts: Fonts, *, title: str, duplex: bool, offset: PrinterOffset, cover: bytes | None
) -> bytes:
    """Return one tagged PDF with the cover and the pages of all pieces.

    Args:
        title: of the file; names a batch, never a person.
        duplex: each piece begins on a new sheet, so an odd one is followed by an empty page.
        offset: how far the printer is off; every page is moved by as much the other way.
        cover: the batch's list; its pages come first and have no mark.
    """
    with pikepdf.new() as out:
        joined = _Joined(out, fonts, offset)
        if cover is not None:
            joined.add(cover, "", duplex)
        for piece in pieces:
            joined.add(piece.content, piece.mark, duplex)
        return joined.finish(title)


def merge(contents: Sequence[bytes], fonts: Fonts) -> bytes:
    """Return one tagged PDF with the pages of all, without marks."""
    with pikepdf.new() as out:
        joined = _Joined(out, fonts, PrinterOffset())
        for content in contents:
            joined.add(content, "", duplex=False)
        return joined.finish(joined.first_title)


class _Joined:
    """A file that grows by letters; keeps them open until it is written."""

    def __init__(self, out: pikepdf.Pdf, fonts: Fonts, offset: PrinterOffset) -> None:
        self._out = out
        self._sources: list[pikepdf.Pdf] = []
        self._elements = pikepdf.Array()
        self._parents = pikepdf.Array()
        self._font_files: dict[bytes, pikepdf.Object] = {}
        self._font = mark_font(out, fonts)
        right, down = -offset.right * 0.72, offset.down * 0.72
        moved = f"1 0 0 1 {right:.2f} {down:.2f} cm\n" if offset != PrinterOffset() else ""
        self._before = out.make_stream(f"q\n{moved}".encode("ascii"))
        self._moved = moved
        self._after = out.make_stream(b"\nQ\n")

    def add(self, content: bytes, mark: str, duplex: bool) -> None:
        source = pikepdf.open(io.BytesIO(content))
        self._sources.append(source)
        first = len(self._out.pages)
        self._out.pages.extend(source.pages)
        count = len(self._out.pages) - first
        self._share_fonts(first)
        for number in range(1, count + 1):
            self._lay_over(self._out.pages[first + number - 1], f"{mark} p{number}/{count}" if mark else "", number == 1)
        self._join_structure(source, first, count)
        if duplex and count % 2:
            self._out.add_blank_page(page_size=(PAPER_WIDTH * POINT, PAPER_HEIGHT * POINT))

    @property
    def first_title(self) -> str:
        """The title of the first file; no title of ours names a person."""
        return str(self._sources[0].docinfo.get("/Title", "")) if self._sources else ""

    def _lay_over(self, page: pikepdf.Page, text: str, is_first: bool) -> None:
        own = page.obj.Contents
        after = self._after
        if text:
            page.Resources.Font[_FONT] = self._font
            after = self._out.make_stream(f"\nQ\n{_mark_code(text, is_first, self._moved)}".encode("ascii"))
        page.obj.Contents = pikepdf.Array([self._before, own, after])

    def _share_fonts(self, first: int) -> None:
        """Letters embed the same subsets: one copy of each is enough. They share a font list over all their pages."""
        for font in self._out.pages[first].Resources.get("/Font", {}).values():
            descriptor = font.get("/FontDescriptor")
            if descriptor is not None and "/FontFile2" in descriptor:
                key = hashlib.sha256(descriptor.FontFile2.read_raw_bytes()).digest()
                descriptor.FontFile2 = self._font_files.setdefault(key, descriptor.FontFile2)

    def _join_structure(self, source: pikepdf.Pdf, first: int, count: int) -> None:
        """Bring the letter's structure tree over, its pages numbered on."""
        root = self._out.copy_foreign(source.Root.StructTreeRoot)
        base = len(self._parents) // 2
        nums = list(root.ParentTree.Nums)
        for number in range(count):
            page = self._out.pages[first + number]
            page.obj.StructParents = base + number
            self._parents.append(base + number)
            self._parents.append(nums[2 * number + 1])
        element = root.K
        element.S = pikepdf.Name("/Part")
        element.Lang = source.Root.Lang
        self._elements.append(element)

    def finish(self, title: str) -> bytes:
        out = self._out
        tree = out.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name("/StructTreeRoot")))
        document = out.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name("/StructElem"), S=pikepdf.Name("/Document"), P=tree))
        for element in self._elements:
            element.P = document
        document.K = self._elements
        tree.K = document
        tree.ParentTree = out.make_indirect(pikepdf.Dictionary(Nums=self._parents))
        tree.ParentTreeNextKey = len(self._parents) // 2
        out.Root.StructTreeRoot = tree
        out.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        out.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        if self._sources:
            out.Root.Lang = self._sources[0].Root.Lang
        out.docinfo[pikepdf.Name("/Title")] = title
        packet = metadata_packet(title, str(out.Root.get("/Lang", "en-US")))
        out.Root.Metadata = out.make_stream(packet, Type=pikepdf.Name("/Metadata"), Subtype=pikepdf.Name("/XML"))
        buffer = io.BytesIO()
        out.save(buffer, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate)
        for source in self._sources:
            source.close()
        return buffer.getvalue()


def _mark_code(text: str, is_first: bool, moved: str) -> str:
    """The code that draws a mark, as an artefact: it is no content of the letter."""
    bar = ""
    if is_first:
        left, top, width, height = (side * POINT for side in _BAR)
        bar = f"{left:.2f} {PAPER_HEIGHT * POINT - top - height:.2f} {width:.2f} {height:.2f} re f\n"
    x, y = MARK_LEFT * POINT, (PAPER_HEIGHT - MARK_BASELINE) * POINT
    words = f"BT {_FONT} {MARK_SIZE:g} Tf {x:.2f} {y:.2f} Td ({text}) Tj ET\n"
    return f"/Artifact<</Type/Pagination>>BDC\nq\n{moved}0 0 0 rg\n{bar}{words}Q\nEMC\n"
