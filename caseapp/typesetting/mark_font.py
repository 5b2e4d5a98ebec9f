"""The font of the marks: the first subset of the letters' regular face, whose codes are plain ASCII."""

from __future__ import annotations

import io

import pikepdf

from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.tagged_canvas import TaggedCanvas


def mark_font(out: pikepdf.Pdf, fonts: Fonts) -> pikepdf.Object:
    """Return the font as an object of `out`, taken from a page that is drawn for it and thrown away."""
    canvas = TaggedCanvas(fonts, size=(72, 72), title="", author="", language="en-US")
    with canvas.artefact():
        canvas.text(0, 0, "0", Weight.REGULAR, 7, (0.0, 0.0, 0.0))
    canvas.showPage()
    with pikepdf.open(io.BytesIO(canvas.finish(b"mark"))) as drawn:
        font = next(iter(drawn.pages[0].Resources.Font.values()))
        return out.copy_foreign(font)
