"""A canvas that writes the structure tree in the same pass as the page: headings, paragraphs, lists, tables, artefacts.

reportlab 5.1 has no tagging of its own. Marks go straight into the page's code; the tree is made of own objects and joined to
the catalog when the document is finished. Nothing here needs reportlab's global font table.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from caseapp.typesetting.fonts import Fonts, LetterFont, Weight

Colour = tuple[float, float, float]


class Element(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One node of the structure tree. `kids` are elements, or (page from 0, number of the marked content)."""

    __RefOnly__ = 1

    def __init__(self, tag: str, parent: Element | None, attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | tuple[int, int]] = []
        if parent is not None:
            parent.kids.append(self)

    def add(self, tag: str, attributes: str = "") -> Element:
        """Return a new last child."""
        return Element(tag, self, attributes)

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the node. Called by reportlab."""

        def refer(target: object) -> str:
            return str(document.Reference(target).format(document), "ascii")

        # Written by hand: a letter has a hundred nodes, and reportlab's own dictionaries take longer than all the rest of a page.
        written = [f"<</Type/StructElem/S/{self.tag}"]
        if self.parent is not None:
            written.append(f"/P {refer(self.parent)}")
        if self.attributes:
            written.append(f"/A{self.attributes}")
        pages = document.Pages.pages
        numbers = {kid[0] for kid in self.kids if isinstance(kid, tuple)}
        if numbers:
            written.append(f"/Pg {refer(pages[min(numbers)])}")
        kids: list[str] = []
        for kid in self.kids:
            if isinstance(kid, Element):
                kids.append(refer(kid))
            elif len(numbers) == 1:
                kids.append(str(kid[1]))
            else:
                kids.append(f"<</Type/MCR/Pg {refer(pages[kid[0]])}/MCID {kid[1]}>>")
        if kids:
            written.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
        return ("".join(written) + ">>").encode("ascii")


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Draws strings, rules and boxes on pages, each inside a mark."""

    def __init__(self, fonts: Fonts, *, size: tuple[float, float], title: str, author: str, language: str) -> None:
        self._fonts = fonts
        self._marks: list[list[Element]] = [[]]
        self._tint: Colour | None = None
        self._open: Element | None = None
        super().__init__(io.BytesIO(), pagesize=size, pageCompression=0, invariant=1, pdfVersion=(1, 7), lang=language)
        fonts.begin(self._doc)
        self._title = title
        self._language = language
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject("")
        self.setCreator("caseapp")
        self.setProducer("ReportLab")
        self.document = Element("Document", None)

    def _make_preamble(self) -> None:
        """No first font: reportlab would enter Helvetica, which is not embedded."""
        self._preamble = "1 0 0 1 0 0 cm"

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to `element`."""
        self._mark(element)
        self._open = element
        yield
        self._open = None
        self._code.append("EMC")

    def _mark(self, element: Element, *, said: str = "") -> None:
        """Begin marked content of an element; `said` is the text in place of what the glyphs say."""
        page = len(self._marks) - 1
        number = len(self._marks[page])
        self._marks[page].append(element)
        element.kids.append((page, number))
        if said:
            actual = said.encode("utf-16-be").hex().upper()
            self._code.append(f"/Span<</MCID {number}/ActualText<FEFF{actual}>>>BDC")
        else:
            self._code.append(f"/{element.tag}<</MCID {number}>>BDC")

    @contextmanager
    def artefact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is no content: rules, page numbers, repeated heads."""
        self._code.append(f"/Artifact<</Type/{kind}>>BDC")
        yield
        self._code.append("EMC")

    def text(self, x: float, y: float, text: str, weight: Weight, size: float, colour: Colour) -> None:
        """Draw one line with its start at (x, y), in points from the lower left corner.

        A combining mark is drawn apart from its letter. So that a word with one is still found as a word, its own text is said with it.
        """
        face: LetterFont = self._fonts[weight]
        self._ink(colour)
        if self._open is None or text.isascii() or not any(map(unicodedata.combining, text)):
            self._draw(x, y, text, face, size)
            return
        for words in re.findall(r"\S+|\s+", text):
            is_marked = any(map(unicodedata.combining, words))
            if is_marked:
                self._code.append("EMC")
                self._mark(self._open, said=words)
            self._draw(x, y, words, face, size)
            if is_marked:
                self._code.append("EMC")
                self._mark(self._open)
            x += face.width(words, size)

    def _draw(self, x: float, y: float, text: str, face: LetterFont, size: float) -> None:
        for part in face.parts(text, size):
            chunks = []
            for subset, written in part.face.written(part.text, self._doc):
                name = part.face.getSubsetInternalName(subset, self._doc)
                chunks.append(f"{name} {_number(size)} Tf ({written}) Tj")
            self._code.append(f"BT {_number(x + part.x)} {_number(y + part.y)} Td {' '.join(chunks)} ET")

    def fill(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle whose lower left corner is (x, y)."""
        self._ink(colour)
        self._code.append(f"{_number(x)} {_number(y)} {_number(width)} {_number(height)} re f")

    def frame(self, x: float, y: float, width: float, height: float, thickness: float, colour: Colour) -> None:
        """Draw the outline of a rectangle with four fills."""
        self.fill(x, y, width, thickness, colour)
        self.fill(x, y + height - thickness, width, thickness, colour)
        self.fill(x, y, thickness, height, colour)
        self.fill(x + width - thickness, y, thickness, height, colour)

    def _ink(self, colour: Colour) -> None:
        if colour != self._tint:
            self._code.append(" ".join(_number(part) for part in colour) + " rg")
            self._tint = colour

    def showPage(self) -> None:  # noqa: N802 - the name of reportlab
        """End the page: packed without ASCII armour, with its place in the parent tree."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._marks) - 1
        page.Tabs = pdfdoc.PDFName("S")
        code = page.stream.encode("latin-1")
        page.Contents = pdfdoc.PDFStream(content=zlib.compress(code, 9))
        page.Contents.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        self._marks.append([])
        self._tint = None

    def finish(self, identity: bytes) -> bytes:
        """Return the bytes of the document.

        Args:
            identity: what the letter is; its hash becomes the id of the document, so that equal letters have equal bytes.
        """
        document, catalog = self._doc, self._doc.Catalog
        nums: list[object] = []
        for page, elements in enumerate(self._marks[:-1]):
            nums += [page, pdfdoc.PDFArray([document.Reference(element) for element in elements])]
        root = _Root()
        self.document.parent = root
        root.entries = {
            "Type": pdfdoc.PDFName("StructTreeRoot"),
            "K": document.Reference(self.document),
            "ParentTree": document.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(nums)}), "parents"),
            "ParentTreeNextKey": len(self._marks) - 1,
        }
        catalog.StructTreeRoot = root
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.Metadata = self._metadata()
        self.setViewerPreference("DisplayDocTitle", "true")
        digest = hashlib.sha256(identity).hexdigest()[:32].upper().encode("ascii")
        document._ID = b"[<" + digest + b"><" + digest + b">]"
        return bytes(self.getpdfdata())

    def _metadata(self) -> pdfdoc.PDFStream:
        stream = pdfdoc.PDFStream(content=metadata_packet(self._title, self._language))
        stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
        return stream


class _Root(Element):
    """The root of the structure tree."""

    def __init__(self) -> None:
        super().__init__("StructTreeRoot", None)
        self.entries: dict[str, object] = {}

    def format(self, document: pdfdoc.PDFDocument) -> bytes:
        """Write the root. Called by reportlab."""
        return bytes(pdfdoc.PDFDictionary(self.entries).format(document))


def metadata_packet(title: str, language: str) -> bytes:
    """Return the metadata of a file: its title, its language, and that it is meant to be read by everybody."""
    return _XMP.format(title=escape(title), language=escape(language)).encode("utf-8")


def _number(value: float) -> str:
    """A number with at most three places, the same on every machine."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>ReportLab</pdf:Producer><xmp:CreatorTool>caseapp</xmp:CreatorTool><pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
