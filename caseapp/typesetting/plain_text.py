"""Composed letter to plain text: the same content, one line a paragraph, for screen readers and e-mail."""

from __future__ import annotations

from caseapp.domain.letters import ComposedLetter, Paper, Paragraph, ParagraphKind

_RULE = "-" * 40


def write(letter: ComposedLetter) -> bytes:
    """Return the letter as UTF-8 text with ``\\n`` at line ends; headings stand alone, lists have hyphens."""
    head = letter.letterhead
    parts = [letter.practice_line] if letter.practice else []
    parts.append("\n".join((head.name, *head.address_lines, *head.contact_lines)))
    parts.append("\n".join((letter.addressee.name, *letter.addressee.lines)))
    parts += [letter.date_line, letter.title.upper(), letter.salutation]
    parts += _written(letter.paragraphs)
    parts.append("\n".join((letter.closing[0], "", *letter.closing[1:])))
    parts.append(_RULE)
    parts += _written(letter.notes)
    for enclosure in letter.enclosures:
        parts += [_RULE, enclosure.title.upper(), *_written(enclosure.paragraphs)]
    parts += [_RULE, "\n".join((letter.reference, *letter.footer_lines))]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8")


def write_paper(paper: Paper) -> bytes:
    """Return a paper as UTF-8 text."""
    parts = [paper.practice_line] if paper.practice else []
    parts += [paper.title.upper(), *_written(paper.paragraphs), _RULE, "\n".join(filter(None, (paper.author, paper.reference)))]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _written(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    parts: list[str] = []
    head: tuple[str, ...] = ()
    previous: ParagraphKind | None = None
    for paragraph in paragraphs:
        kind = paragraph.kind
        if kind is ParagraphKind.TABLE_HEAD:
            head = paragraph.cells
        elif kind is ParagraphKind.TABLE_ROW:
            labels = [f"{label}: " for label in head] + [""] * len(paragraph.cells)
            parts.append("\n".join(label + cell for label, cell in zip(labels, paragraph.cells, strict=False) if cell))
        elif kind is ParagraphKind.ITEM and previous is ParagraphKind.ITEM:
            parts[-1] += "\n- " + paragraph.text
        elif kind is ParagraphKind.ITEM:
            parts.append("- " + paragraph.text)
        elif kind is ParagraphKind.CHECK_BOX:
            parts.append("[ ] " + paragraph.text)
        elif kind is ParagraphKind.FORM_LINE:
            parts.append(paragraph.text + ": " + "_" * 30)
        elif kind is ParagraphKind.QUOTE:
            parts.append("“" + paragraph.text + "”")
        else:
            parts.append(paragraph.text)
        if kind is not ParagraphKind.TABLE_HEAD:
            previous = kind
        if kind not in (ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW):
            head = ()
    return parts
