"""How the parts of a letter look: one sheet for letters, one for large print. Points; colours as in the window (light)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from caseapp.typesetting.fonts import Weight
from caseapp.typesetting.tagged_canvas import Colour


def _colour(hexadecimal: str) -> Colour:
    return (
        int(hexadecimal[0:2], 16) / 255,
        int(hexadecimal[2:4], 16) / 255,
        int(hexadecimal[4:6], 16) / 255,
    )


INK = _colour("142024")
INK_SECOND = _colour("415057")
INK_THIRD = _colour("55646B")
HAIRLINE = _colour("C7D0D2")
ACCENT = _colour("0B5D6B")
TINT = _colour("F0F4F5")
PRACTICE_INK = _colour("8A3B00")
PRACTICE_TINT = _colour("FDEBDA")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Face, size, leading, the space before, and how far the text stands in."""

    weight: Weight = Weight.REGULAR
    size: float
    leading: float
    before: float = 0.0
    indent: float = 0.0
    colour: Colour = INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All styles of one format.

    Attributes:
        signature_gap: white space for a signature by hand.
        stacks_tables: rows are written as label and text below each other, for type that is too large for columns.
    """

    letterhead_name: Style
    letterhead_line: Style
    date: Style
    title: Style
    salutation: Style
    text: Style
    heading: Style
    item: Style
    quote: Style
    table_head: Style
    table_row: Style
    form_label: Style
    closing: Style
    signer: Style
    signer_line: Style
    notes_heading: Style
    notes_item: Style
    footer: Style
    practice: Style
    enclosure_title: Style
    signature_gap: float
    form_gap: float
    after_heading: float
    cell_gap: float
    row_space: float
    stacks_tables: bool


_SEMI = Weight.SEMIBOLD

LETTER_SHEET = Sheet(
    letterhead_name=Style(weight=_SEMI, size=16, leading=21),
    letterhead_line=Style(size=8.5, leading=12.5, colour=INK_SECOND),
    date=Style(size=11, leading=15.5),
    title=Style(weight=_SEMI, size=13.5, leading=18, before=10),
    salutation=Style(size=11, leading=15.5, before=10),
    text=Style(size=11, leading=15.2, before=7.5),
    heading=Style(weight=_SEMI, size=11, leading=15.2, before=12),
    item=Style(size=11, leading=15.2, before=3.5, indent=15),
    quote=Style(size=11.5, leading=17, before=14, indent=16),
    table_head=Style(weight=_SEMI, size=9.5, leading=13, before=9, colour=INK_SECOND),
    table_row=Style(size=10, leading=13.5),
    form_label=Style(size=9.5, leading=13, colour=INK_SECOND),
    closing=Style(size=11, leading=15.2, before=12),
    signer=Style(weight=_SEMI, size=11, leading=15.5),
    signer_line=Style(size=11, leading=15.5),
    notes_heading=Style(weight=_SEMI, size=9.5, leading=13, before=9, colour=INK_SECOND),
    notes_item=Style(size=9.5, leading=13.2, before=2.5, indent=12, colour=INK_SECOND),
    footer=Style(size=8.5, leading=11, colour=INK_THIRD),
    practice=Style(weight=_SEMI, size=10, leading=13, colour=PRACTICE_INK),
    enclosure_title=Style(weight=_SEMI, size=15, leading=20),
    signature_gap=27,
    form_gap=30,
    after_heading=3,
    cell_gap=14,
    row_space=5,
    stacks_tables=False,
)

LARGE_PRINT_SHEET = Sheet(
    letterhead_name=Style(weight=_SEMI, size=22, leading=28),
    letterhead_line=Style(size=18, leading=23),
    date=Style(size=18, leading=25),
    title=Style(weight=_SEMI, size=22, leading=29, before=18),
    salutation=Style(size=18, leading=25, before=18),
    text=Style(size=18, leading=25, before=13),
    heading=Style(weight=_SEMI, size=18, leading=25, before=22),
    item=Style(size=18, leading=25, before=8, indent=23),
    quote=Style(size=18, leading=26, before=20, indent=22),
    table_head=Style(weight=_SEMI, size=18, leading=25, before=12),
    table_row=Style(size=18, leading=25),
    form_label=Style(size=18, leading=24),
    closing=Style(size=18, leading=25, before=18),
    signer=Style(weight=_SEMI, size=18, leading=25),
    signer_line=Style(size=18, leading=25),
    notes_heading=Style(weight=_SEMI, size=18, leading=25, before=12),
    notes_item=Style(size=18, leading=24, before=5, indent=23),
    footer=Style(size=18, leading=22),
    practice=Style(weight=_SEMI, size=18, leading=22, colour=PRACTICE_INK),
    enclosure_title=Style(weight=_SEMI, size=22, leading=29),
    signature_gap=40,
    form_gap=36,
    after_heading=6,
    cell_gap=18,
    row_space=9,
    stacks_tables=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """How much closer a letter is set: space between paragraphs, leading, and room for the signature, in parts of the sheet's own.

    Attributes:
        size: of running text in points; None leaves the type as large as it is.
        notes: size and leading of the notes, where they are smaller than the text.
        least: see `Closer`; what samples take, less three hundredths.
    """

    between: float
    leading: float
    signature: float
    notes: tuple[float, float]
    least: float
    size: float | None = None


_STEPS = (
    _Step(between=0.78, leading=0.965, signature=0.85, notes=(9.0, 12.0), least=0.87),
    _Step(between=0.6, leading=0.945, signature=0.75, notes=(9.0, 12.0), least=0.82),
    _Step(between=0.6, leading=0.972, signature=0.75, notes=(9.0, 11.5), least=0.77, size=10.5),
    _Step(between=0.55, leading=0.943, signature=0.72, notes=(9.0, 11.2), least=0.72, size=10.0),
)
"""From the least change to the most. Inter at 10 points has letters as tall as Times has at 12; nothing is set smaller to spare a page."""


def _stepped(sheet: Sheet, step: _Step) -> Sheet:
    scale = 1.0 if step.size is None else step.size / sheet.text.size
    changed: dict[str, Any] = {}
    for field in fields(sheet):
        style = getattr(sheet, field.name)
        if isinstance(style, Style):
            size = style.size if field.name in _FIXED else max(style.size * scale, min(style.size, _LEAST_SIZE))
            leading = style.leading * size / style.size * step.leading
            changed[field.name] = replace(style, size=size, leading=leading, before=style.before * step.between)
    if sheet.notes_item.size < sheet.text.size:
        size, leading = step.notes
        changed["notes_item"] = replace(sheet.notes_item, size=size, leading=leading, before=1.5)
    return replace(sheet, signature_gap=sheet.signature_gap * step.signature, after_heading=sheet.after_heading * 0.7, **changed)


_FIXED = frozenset({"letterhead_name", "letterhead_line", "notes_heading", "footer", "practice", "enclosure_title"})
"""What keeps its size."""
_LEAST_SIZE = 9.5
"""What is larger than this, is not made smaller than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closer:
    """A sheet that takes less room.

    Attributes:
        least: the part of the room that its letter takes at the least, so that it is not tried where it cannot help.
        one_page: smaller type, for what would else put a few lines on a second page; it is not for letters of two.
    """

    sheet: Sheet
    least: float
    one_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The sheet of a format as it is meant to look, and closer ones for what would else need one page more."""

    own: Sheet
    closer: tuple[Closer, ...]


@cache
def letter_sheets() -> Sheets:
    """The sheets of a letter."""
    return Sheets(own=LETTER_SHEET, closer=tuple(_closer(LETTER_SHEET, step) for step in _STEPS))


@cache
def large_print_sheets() -> Sheets:
    """The sheets of large print: it stays large."""
    closer = tuple(_closer(LARGE_PRINT_SHEET, step) for step in _STEPS if step.size is None)
    return Sheets(own=LARGE_PRINT_SHEET, closer=closer)


def _closer(sheet: Sheet, step: _Step) -> Closer:
    return Closer(sheet=_stepped(sheet, step), least=step.least, one_page=step.size is not None)
