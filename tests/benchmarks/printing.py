"""One letter from composed letter to bytes, letters in turn with typst, and a batch from stored drafts to its print file."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from caseapp.domain.letters import ComposedLetter, LetterFormat, LetterKind
from tests.benchmarks.letters_beside_typst import rows_beside_typst
from tests.benchmarks.print_batch import print_batch_rows
from tests.benchmarks.row import Row, median_ms
from tests.fakes.desk import real_press

ROUNDS = 40


def printing_rows() -> Iterator[Row]:
    """Measure each of the three."""
    yield _one_letter()
    yield from rows_beside_typst()
    yield from print_batch_rows()


def _one_letter() -> Row:
    """Measure one letter of one page; the floor is the same words set plainly by platypus."""
    press = real_press()
    template = next(one for one in press.templates() if one.kind is LetterKind.OPT_OUT_CONFIRMED)
    values = {place.name: place.sample for place in template.placeholders}
    slots = {slot.name: slot.sample for slot in template.editable_slots if slot.sample}
    letter = press.compose(LetterKind.OPT_OUT_CONFIRMED, "en", values, slots)
    assert press.page_count(press.render(letter, LetterFormat.LETTER)) == 1
    floor = median_ms(lambda: _plain(letter), rounds=ROUNDS)
    ours = median_ms(lambda: press.render(letter, LetterFormat.LETTER), rounds=ROUNDS)
    return Row(work="one letter of one page, tagged", floor=floor, ours=ours, unit="ms", aim=40)


def _plain(letter: ComposedLetter) -> bytes:
    buffer = io.BytesIO()
    style = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=14)
    texts = (text.replace("&", "&amp;").replace("<", "&lt;") for text in letter.all_text())
    SimpleDocTemplate(buffer).build([Paragraph(text, style) for text in texts])
    return buffer.getvalue()
