"""What a reader has to find in a PDF, written from the letter itself and not from how it was set: elements with their text, and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from caseapp.domain.letters import ComposedLetter, Paper, Paragraph, ParagraphKind
from caseapp.typesetting.address_block import postal_lines


@dataclass(frozen=True, slots=True)
class Told:
    """One element of a structure tree: how deep it stands, its tag, and the text that is its own."""

    depth: int
    tag: str
    text: str = ""


def told_by_letter(letter: ComposedLetter, *, stacked: bool, two_windows: bool = False) -> list[Told]:
    """Return the elements of a letter in reading order.

    Args:
        stacked: its tables are written row by row as "Label: text", for type too large for columns or cells too long.
        two_windows: the return address stands by itself in a window of its own, the contacts beside it.
    """
    head = letter.letterhead
    texts = [letter.practice_line] if letter.practice else []
    if two_windows:
        texts += [" ".join((head.name, *head.address_lines)), *head.contact_lines]
    else:
        texts += [head.name, ", ".join(head.address_lines), "  ·  ".join(head.contact_lines)]
    texts += [" ".join(line.text for line in postal_lines(letter.addressee)), letter.date_line]
    told = [*_paragraphs(texts), Told(1, "H1", letter.title), Told(1, "P", letter.salutation)]
    told += _told(letter.paragraphs, stacked=stacked)
    told += _paragraphs(letter.closing)
    told += _told(letter.notes, stacked=stacked)
    for enclosure in letter.enclosures:
        told += [Told(1, "H1", enclosure.title), *_told(enclosure.paragraphs, stacked=stacked)]
    return [Told(0, "Document"), *told]


def told_by_paper(paper: Paper, *, stacked: bool) -> list[Told]:
    """Return the elements of a paper that is no letter."""
    band = [paper.practice_line] if paper.practice else []
    return [Told(0, "Document"), *_paragraphs(band), Told(1, "H1", paper.title), *_told(paper.paragraphs, stacked=stacked)]


def told_by_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[Told]:
    """Return the elements of a table with one row of heads."""
    told = [Told(1, "Table"), Told(2, "TR"), *(Told(3, "TH", text) for text in head)]
    for row in rows:
        told += [Told(2, "TR"), *(Told(3, "TD", text) for text in row)]
    return told


def in_a_batch(papers: Iterable[list[Told]]) -> list[Told]:
    """Return the elements of a file that joins others: each of them becomes a part of it."""
    told = [Told(0, "Document")]
    for paper in papers:
        first, *rest = (replace(each, depth=each.depth + 1) for each in paper)
        told += [replace(first, tag="Part"), *rest]
    return told


def words_of(told: Iterable[Told]) -> list[str]:
    """Return the words of all elements, in order."""
    return [word for each in told for word in each.text.split()]


def heads_of(letter: ComposedLetter | Paper) -> list[list[str]]:
    """Return the words of each table's heads: they stand again, as no content, where a table goes on over the page."""
    parts = [*letter.paragraphs]
    if isinstance(letter, ComposedLetter):
        parts += [part for enclosure in letter.enclosures for part in enclosure.paragraphs]
    return [" ".join(part.cells).split() for part in parts if part.kind is ParagraphKind.TABLE_HEAD]


def _paragraphs(texts: Iterable[str]) -> list[Told]:
    return [Told(1, "P", text) for text in texts]


_TAGS = {ParagraphKind.HEADING: "H2", ParagraphKind.QUOTE: "BlockQuote"}


def _told(paragraphs: Iterable[Paragraph], *, stacked: bool) -> Iterator[Told]:
    before: ParagraphKind | None = None
    head: tuple[str, ...] = ()
    for part in paragraphs:
        is_row = part.kind in (ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW)
        if is_row and stacked:
            yield from () if part.kind is ParagraphKind.TABLE_HEAD else _stacked(head, part.cells)
        elif is_row:
            if part.kind is ParagraphKind.TABLE_HEAD or before is not part.kind and before is not ParagraphKind.TABLE_HEAD:
                yield Told(1, "Table")
            yield Told(2, "TR")
            yield from (Told(3, "TH" if part.kind is ParagraphKind.TABLE_HEAD else "TD", cell) for cell in part.cells)
        elif part.kind is ParagraphKind.ITEM:
            if before is not part.kind:
                yield Told(1, "L")
            yield from (Told(2, "LI"), Told(3, "Lbl", "•"), Told(3, "LBody", part.text))
        else:
            yield Told(1, _TAGS.get(part.kind, "P"), part.text)
        head = part.cells if part.kind is ParagraphKind.TABLE_HEAD else head if is_row else ()
        before = part.kind


def _stacked(head: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Told]:
    for place, cell in enumerate(cells):
        if cell:
            yield Told(1, "P", f"{head[place]}: {cell}" if place < len(head) else cell)
