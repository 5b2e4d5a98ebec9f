"""The fonts of the letters: measured exactly, refused by name where a glyph is missing, embedded as ready-made subsets.

Inter draws Latin with Vietnamese, Greek and Cyrillic; Armenian, which it lacks, comes from a second face.

Every letter uses nearly the same characters. So the first subset of each font is fixed (ASCII, Western letters, typographic
signs) and its bytes are made once; rarer characters go to further subsets, made for each letter.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFont

from caseapp.domain.errors import DomainError

_FIXED = "¡¢£§©ª«®°±²³·¹º»¼½¾¿×÷–—‘’‚“”„†•…‰‹›€™−ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŁłŒœŠšŽžŸ"

_ARMENIAN = "".join(map(chr, [*range(0x531, 0x557), *range(0x559, 0x58B), 0x58F, *range(0xFB13, 0xFB18)]))
_SPACES = " \u00a0"
_PLAIN = re.compile(r"[ -'*-\[\]-~]+")
"""Characters whose code is their own, and which need no sign before them in a PDF: no brackets, no reversed slash."""
_NOTHING = re.compile(r"(?!)")

_ABOVE, _BELOW, _ATTACHED = 230, 220, 202
_PLACED_MARKS = (_ABOVE, _BELOW, _ATTACHED)
"""Combining classes of Unicode that `LetterFont.parts` can place: above, below, attached below."""
_MARK_GAP = 0.066
"""Between a letter and its mark, in parts of the size: what the face itself leaves above a small x."""


class Weight(StrEnum):
    """The three faces letters are set in."""

    REGULAR = "Inter-Regular"
    SEMIBOLD = "Inter-SemiBold"
    ITALIC = "Inter-Italic"


ARMENIAN_FACES = {
    Weight.REGULAR: "NotoSansArmenian-Regular",
    Weight.SEMIBOLD: "NotoSansArmenian-SemiBold",
    Weight.ITALIC: "NotoSansArmenian-Regular",
}
"""What draws the Armenian of each face; there is no Armenian italic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """Where the ink of a line lies, in points from its start and its baseline (up is positive)."""

    left: float
    right: float
    bottom: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Text drawn in one go from one face, its place from the start of the line and the baseline, in points."""

    x: float
    y: float
    text: str
    face: LetterFont


class _Widths(dict[str, float]):
    """The advance of each character; of one that the face lacks, that of the box it would draw."""

    def __init__(self, widths: dict[str, float], default: float) -> None:
        super().__init__(widths)
        self._default = default

    def __missing__(self, character: str) -> float:
        return self._default


class _Ready(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A part of a PDF that is written already."""

    def __init__(self, written: bytes) -> None:
        self._written = written

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Return what is written. Called by reportlab."""
        return self._written


class LetterFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """One face, with a fixed first subset whose bytes are kept, and a second face for what it lacks.

    Not a general replacement for `TTFont`: it is used by `TaggedCanvas` only, one letter at a time.
    """

    def __init__(self, name: str, content: bytes, other: LetterFont | None = None, *, fixed: str = _FIXED, has_ascii: bool = True) -> None:
        super().__init__(name, io.BytesIO(content), asciiReadable=True, shapable=False)
        self._other = other
        self._ready: dict[tuple[int, ...], tuple[bytes, int]] = {}
        self._ready_tables: dict[tuple[int, ...], tuple[bytes, bytes]] = {}
        glyphs = self.face.charToGlyph
        codes = [ord(character) for character in fixed if ord(character) in glyphs]
        self._first = [0] * 32 + (list(range(32, 127)) if has_ascii else [0] * 95) + [0] + codes
        self._first += [0] * (256 - len(self._first))
        self._is_plain = _PLAIN.fullmatch if has_ascii else _NOTHING.fullmatch
        self._written = {code: escapePDF(bytes((place,))) for place, code in enumerate(self._first) if code}
        self._writable = frozenset(map(chr, self._written))
        self._boxes: dict[int, tuple[float, float, float, float] | None] = {}
        self._loca = _glyph_offsets(self.face)
        self._glyf = self.face.get_table("glyf")
        self._unit = 1.0 / struct.unpack(">H", self.face.get_table("head")[18:20])[0]
        self._advances = {code: 0.0 if unicodedata.combining(chr(code)) else width for code, width in self.face.charWidths.items()}
        self._elsewhere: frozenset[int] = frozenset()
        if other is not None:
            lacking = {code: width for code, width in other._advances.items() if other.is_fixed(code) and code not in glyphs}
            self._elsewhere = frozenset(lacking)
            self._advances |= lacking

        self._by_character = _Widths({chr(code): width for code, width in self._advances.items()}, self.face.defaultWidth)

    def is_fixed(self, code: int) -> bool:
        """Whether the character is in the first subset."""
        return code in self._first

    def written(self, text: str, document: pdfdoc.PDFDocument) -> list[tuple[int, str]]:
        """Return what stands between the brackets of a PDF for `text`: the number of each subset it takes, with its codes.

        Nearly all text is in the first subset; reportlab goes through it character by character, twice.
        """
        if self._is_plain(text):
            return [(0, text)]
        if text and self._writable.issuperset(text):
            return [(0, text.translate(self._written))]
        return [(subset, escapePDF(codes)) for subset, codes in self.splitString(text, document)]

    def begin(self, document: pdfdoc.PDFDocument) -> None:
        """Start a document with the fixed first subset."""
        state = TTFont.State(True, self)
        state.subsets = [list(self._first)]
        state.assignments = {code: place for place, code in enumerate(self._first) if code or not place}
        state.nextCode = 256
        self.state[document] = state
        if self._other is not None:
            self._other.begin(document)

    def has(self, character: str) -> bool:
        """Whether ink is left on the paper for this character, and for a combining mark where it belongs; a space needs none."""
        if character in _SPACES:
            return True
        is_mark = unicodedata.category(character).startswith("M")
        placed = unicodedata.combining(character) in (_PLACED_MARKS if is_mark else (0,))
        return placed and self._box(ord(character)) is not None

    def width(self, text: str, size: float) -> float:
        """The advance of `text` in points."""
        return float(sum(map(self._by_character.__getitem__, text))) * size * 0.001

    def ink(self, text: str, size: float) -> Ink:
        """The box of the ink of `text`, from the outlines themselves."""
        boxes: list[tuple[float, float, float, float]] = []
        for part in self.parts(text, size):
            at = part.x
            for character in part.text:
                box = self._box(ord(character))
                if box:
                    left, bottom, right, top = box
                    boxes.append((at + left * size, part.y + bottom * size, at + right * size, part.y + top * size))
                at += self._by_character[character] * size * 0.001
        if not boxes:
            return Ink(left=0.0, right=0.0, bottom=0.0, top=0.0)
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Ink(left=min(lefts), right=max(rights), bottom=min(bottoms), top=max(tops))

    def cap_height(self, size: float) -> float:
        """The height of a flat capital in points."""
        return self.ink("H", size).top

    def parts(self, text: str, size: float) -> list[Part]:
        """The pieces of a line to draw one by one: runs of text, and each combining mark over or under its letter.

        NFC has joined what Unicode knows as one character; what is left ("ọ̀" in Yoruba) is placed here.
        """
        if text.isascii() or not (self._elsewhere.intersection(map(ord, text)) or any(map(unicodedata.combining, text))):
            return [Part(x=0.0, y=0.0, text=text, face=self)]
        parts: list[Part] = []
        at, run, start, drawn = 0.0, "", 0.0, self
        centre, top, bottom = 0.0, 0.0, 0.0
        for character in text:
            box = self._box(ord(character)) or (0.0, 0.0, 0.0, 0.0)
            above, face = unicodedata.combining(character), self._face_of(ord(character))
            if run and (above or face is not drawn):
                parts.append(Part(x=start, y=0.0, text=run, face=drawn))
                run = ""
            if not above:
                run, start, drawn = (run + character, start, face) if run else (character, at, face)
                centre, top, bottom = at + (box[0] + box[2]) / 2 * size, box[3], box[1]
                at += self.width(character, size)
                continue
            rise = max(0.0, top + _MARK_GAP - box[1]) if above == _ABOVE else 0.0
            if above == _BELOW:
                rise = min(0.0, bottom - _MARK_GAP - box[3])
            top, bottom = max(top, box[3] + rise), min(bottom, box[1] + rise)
            parts.append(Part(x=centre - (box[0] + box[2]) / 2 * size, y=rise * size, text=character, face=face))
        return [*parts, Part(x=start, y=0.0, text=run, face=drawn)] if run else parts

    def _face_of(self, code: int) -> LetterFont:
        return self._other if self._other is not None and code in self._elsewhere else self

    def _box(self, code: int) -> tuple[float, float, float, float] | None:
        """The ink of a character in parts of the size; None where there is none or no glyph."""
        if code not in self._boxes:
            face = self._face_of(code)
            self._boxes[code] = self._read_box(code) if face is self else face._box(code)
        return self._boxes[code]

    def _read_box(self, code: int) -> tuple[float, float, float, float] | None:
        glyph = self.face.charToGlyph.get(code)
        if glyph is None:
            return None
        start, end = self._loca[glyph], self._loca[glyph + 1]
        if start == end:
            return None
        left, bottom, right, top = struct.unpack(">hhhh", self._glyf[start + 2 : start + 10])
        return left * self._unit, bottom * self._unit, right * self._unit, top * self._unit

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - the name reportlab calls
        """Add a font object for each subset that was drawn with; called by reportlab when the document is written."""
        state = self.state[doc]
        state.frozen = 1
        fonts = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            internal = self.getSubsetInternalName(number, doc)[1:]
            base = f"{_tag(number)}+{self.fontName}"
            font = pdfdoc.PDFTrueTypeFont()
            font.Name = internal
            font.BaseFont = base
            font.FirstChar = 0
            font.LastChar = len(subset) - 1
            widths, codes = self._tables(base, tuple(subset))
            font.Widths = _Ready(widths)
            font.ToUnicode = doc.Reference(_packed(codes), f"unicode:{base}")
            font.FontDescriptor = self._descriptor(doc, base, subset)
            doc.Reference(font, internal)
            fonts[internal] = font
        del self.state[doc]

    def _descriptor(self, doc: pdfdoc.PDFDocument, base: str, subset: list[int]) -> pdfdoc.PDFObjectReference:
        packed, length = self._subset_bytes(tuple(subset))
        file = pdfdoc.PDFStream(content=packed)
        file.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        file.dictionary["Length1"] = length
        symbolic = (self.face.flags & ~32) | 4
        return doc.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "Ascent": self.face.ascent,
                    "CapHeight": self.face.capHeight,
                    "Descent": self.face.descent,
                    "Flags": symbolic,
                    "FontBBox": pdfdoc.PDFArray(self.face.bbox),
                    "FontName": pdfdoc.PDFName(base),
                    "ItalicAngle": self.face.italicAngle,
                    "StemV": self.face.stemV,
                    "FontFile2": doc.Reference(file, f"file:{base}"),
                    "MissingWidth": self.face.defaultWidth,
                }
            ),
            f"descriptor:{base}",
        )

    def _tables(self, base: str, subset: tuple[int, ...]) -> tuple[bytes, bytes]:
        """The widths of a subset as an array, and its packed map to characters; only those of the fixed one are kept."""
        ready = self._ready_tables.get(subset)
        if ready is None:
            widths = " ".join(f"{self.face.getCharWidth(code):.6g}" for code in subset)
            ready = f"[{widths}]".encode("ascii"), zlib.compress(_to_unicode(base, list(subset)), 9)
            if list(subset) == self._first:
                self._ready_tables[subset] = ready
        return ready

    def _subset_bytes(self, subset: tuple[int, ...]) -> tuple[bytes, int]:
        """The packed font file of a subset and its unpacked length; only the fixed one is kept."""
        ready = self._ready.get(subset)
        if ready is None:
            plain = self.face.makeSubset(list(subset))
            ready = zlib.compress(plain, 9), len(plain)
            if list(subset) == self._first:
                self._ready[subset] = ready
        return ready


class Fonts:
    """The faces of the letters, read once."""

    def __init__(self, read: Callable[[str], bytes]) -> None:
        """Load the faces; `read` returns the file of a face by its name."""
        armenian = {name: LetterFont(name, read(name), fixed=_ARMENIAN, has_ascii=False) for name in set(ARMENIAN_FACES.values())}
        self._faces = {weight: LetterFont(weight.value, read(weight.value), armenian[ARMENIAN_FACES[weight]]) for weight in Weight}
        # Letters are made of few characters: what was found in every face is not looked for again.
        self._printable: set[str] = set()

    def __getitem__(self, weight: Weight) -> LetterFont:
        return self._faces[weight]

    def begin(self, document: pdfdoc.PDFDocument) -> None:
        """Start a document in every face."""
        for face in self._faces.values():
            face.begin(document)

    def missing(self, text: str) -> str | None:
        """The first character of `text` that has no glyph, or None. Line breaks have none and need none.

        A private-use character counts as missing even where the font draws something for it: no reader knows what it means.
        """
        if self._printable.issuperset(text):
            return None
        faces = self._faces.values()
        for character in text:
            if character == "\n" or character in self._printable:
                continue
            if unicodedata.category(character) in ("Co", "Cn") or not all(face.has(character) for face in faces):
                return character
            self._printable.add(character)
        return None

    def require(self, text: str) -> None:
        """Refuse text with a character that cannot be printed.

        Raises:
            DomainError: ``glyph_missing`` (character, codepoint, name).
        """
        character = self.missing(text)
        if character is not None:
            raise DomainError("glyph_missing", **named(character))


def named(character: str) -> dict[str, str]:
    """The facts of a character that cannot be printed: itself, its code, and its name in Unicode (empty where it has none)."""
    return {"character": character, "codepoint": f"U+{ord(character):04X}", "name": unicodedata.name(character, "")}


def _glyph_offsets(face: object) -> tuple[int, ...]:
    table = face.get_table("loca")  # type: ignore[attr-defined]
    long_offsets = struct.unpack(">h", face.get_table("head")[50:52])[0]  # type: ignore[attr-defined]
    if long_offsets:
        return struct.unpack(f">{len(table) // 4}L", table)
    return tuple(offset * 2 for offset in struct.unpack(f">{len(table) // 2}H", table))


def _tag(number: int) -> str:
    """Six capitals for the name of a subset, as PDF asks. Never begins with AA, which is the key of an action."""
    return "CASE" + chr(ord("A") + number // 26 % 26) + chr(ord("A") + number % 26)


def _packed(content: bytes) -> pdfdoc.PDFStream:
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
    return stream


def _to_unicode(name: str, subset: list[int]) -> bytes:
    """The map from codes to characters, at most 100 entries a block as the format asks; unused codes are left out."""
    entries = [f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>" for place, code in enumerate(subset) if code]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(entries), 100):
        block = entries[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
