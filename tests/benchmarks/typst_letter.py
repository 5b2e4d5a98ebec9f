"""A composed letter set by typst: the same content as ours, tagged as PDF/UA-1, from a template that is as complete."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import typst

from caseapp.domain.letters import ComposedLetter, Paragraph, ParagraphKind
from caseapp.typesetting.address_block import postal_lines

TEMPLATE = Path(__file__).with_name("letter.typ")
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


class TypstPress:
    """Fonts and template are read once, as typst is at its fastest."""

    def __init__(self) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        self._compiler = typst.Compiler(str(TEMPLATE), font_paths=fonts, ignore_system_fonts=True)

    def render(self, letter: ComposedLetter) -> bytes:
        """Return the PDF."""
        content = self._compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"letter": json.dumps(_data(letter))})
        assert isinstance(content, bytes)
        return content


def _data(letter: ComposedLetter) -> dict[str, object]:
    head = letter.letterhead
    return {
        "document_title": letter.document_title,
        "author": head.name,
        "language": letter.language,
        "foot": " · ".join((letter.reference, *letter.footer_lines)),
        "pages": letter.page_pattern,
        "name": head.name,
        "from": ", ".join(head.address_lines),
        "contact": "  ·  ".join(head.contact_lines),
        "address": [line.text for line in postal_lines(letter.addressee)],
        "date": letter.date_line,
        "title": letter.title,
        "salutation": letter.salutation,
        "parts": _parts(letter.paragraphs),
        "closing": list(letter.closing),
        "notes": _parts(letter.notes),
        "enclosures": [{"title": each.title, "parts": _parts(each.paragraphs)} for each in letter.enclosures],
    }


def _parts(paragraphs: Iterable[Paragraph]) -> list[dict[str, object]]:
    """The paragraphs, with the items of a list and the rows of a table brought together."""
    parts: list[dict[str, object]] = []
    before: ParagraphKind | None = None
    for part in paragraphs:
        kind = part.kind
        if kind is ParagraphKind.ITEM:
            if before is not kind:
                parts.append({"kind": "list", "texts": []})
            parts[-1]["texts"].append(part.text)  # type: ignore[attr-defined]
        elif kind is ParagraphKind.TABLE_HEAD:
            parts.append({"kind": "table", "head": list(part.cells), "columns": len(part.cells), "cells": []})
        elif kind is ParagraphKind.TABLE_ROW:
            if before not in (kind, ParagraphKind.TABLE_HEAD):
                parts.append({"kind": "table", "head": [], "columns": len(part.cells), "cells": []})
            parts[-1]["cells"] += part.cells  # type: ignore[operator]
        else:
            parts.append({"kind": kind.value, "text": part.text})
        before = kind
    return parts
