"""The face of an envelope without a window: the address inside the area the post's machines read, the return address above it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

from caseapp.domain.envelopes import Box, Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter
from caseapp.typesetting.address_block import fit, postal_lines
from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.geometry import POINT, profile_of
from caseapp.typesetting.return_address import fit_return
from caseapp.typesetting.sheet import INK
from caseapp.typesetting.tagged_canvas import TaggedCanvas

_SIDE, _LOW, _HIGH = 0.5, 0.625, 2.75
"""The area the post reads: half an inch from both sides, between 5/8 and 2-3/4 inches from the bottom (DMM 202.2.1)."""


def address_area(envelope: Envelope) -> Box:
    """Return where the address may stand on a printed face, in inches from the envelope's top left corner."""
    return Box(
        left=round(envelope.width * 0.42, 4),
        top=round(envelope.height - min(_HIGH, envelope.height * 0.5), 4),
        right=envelope.width - _SIDE,
        bottom=envelope.height - _LOW,
    )


def envelope_face(letter: ComposedLetter, envelope: Envelope, fonts: Fonts) -> bytes:
    """Return a page of the size of the envelope.

    Raises:
        DomainError: ``envelope_has_window``, ``glyph_missing``, ``address_too_long``, ``address_too_many_lines``,
            ``address_missing``, ``return_address_too_long``.
    """
    if envelope.address_window is not None:
        raise DomainError("envelope_has_window")
    head = (letter.letterhead.name, *letter.letterhead.address_lines)
    for text in (*head, *(line.text for line in postal_lines(letter.addressee))):
        fonts.require(text)
    block = fit(letter.addressee, fonts[Weight.REGULAR], replace(profile_of(envelope), safe_block=address_area(envelope)))
    returned = fit_return(head, fonts, Box(left=0.4, top=0.4, right=envelope.width * 0.42, bottom=1.2))
    language = {"en": "en-US", "es": "es-US"}.get(letter.language, letter.language)
    canvas = TaggedCanvas(
        fonts, size=(envelope.width * POINT, envelope.height * POINT), title=letter.document_title, author=head[0], language=language
    )
    height = envelope.height * POINT
    with canvas.marked(canvas.document.add("P")):
        for line, weight, baseline in returned.lines:
            canvas.text(0.4 * POINT + returned.indent_pt, height - baseline, line, weight, returned.size, INK)
    with canvas.marked(canvas.document.add("P")):
        for number, (line, baseline) in enumerate(zip(block.lines, block.baselines_pt, strict=True), start=1):
            spaced = line if number == len(block.lines) else line + " "
            canvas.text(block.x_pt, height - baseline, spaced, Weight.REGULAR, block.size, INK)
    canvas.showPage()
    return canvas.finish(json.dumps([envelope.id, asdict(letter.addressee), head], ensure_ascii=False).encode())
