"""Addresses on sheets of labels: measured and stepped down as on an envelope, moved against the printer's offset as letters are."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, fields, replace

from caseapp.domain.errors import DomainError
from caseapp.domain.labels import LabelSheet, require_on_paper
from caseapp.domain.letters import Addressee
from caseapp.domain.print_file import PrinterOffset
from caseapp.services.trouble import Trouble
from caseapp.typesetting.address_block import AddressBlock, fit, postal_lines
from caseapp.typesetting.fonts import Fonts, Weight
from caseapp.typesetting.geometry import PAPER_HEIGHT, PAPER_WIDTH, POINT, EnvelopeProfile
from caseapp.typesetting.sheet import INK
from caseapp.typesetting.tagged_canvas import TaggedCanvas

FOLDER = "labels"


def read_label_sheets(read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> dict[str, LabelSheet]:
    """Return every layout by its id.

    Raises:
        Trouble: ``resource_faulty`` with `file` and what is wrong in `reason`.
    """
    found: dict[str, LabelSheet] = {}
    for name in sorted(each for each in list_resources(FOLDER) if each.endswith(".toml")):
        try:
            raw = tomllib.loads(read_resource(name).decode("utf-8"))
            raw.pop("source")
            wrong = {each.name for each in fields(LabelSheet)} ^ set(raw)
            if wrong:
                raise ValueError(f"{', '.join(sorted(wrong))}: missing, or unknown")  # noqa: TRY301 - told like every other fault of the file
            sheet = require_on_paper(LabelSheet(**raw))
        except (KeyError, TypeError, ValueError) as error:
            raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error
        found[sheet.id] = sheet
    return found


def label_pages(
    addressees: Sequence[Addressee],
    sheet: LabelSheet,
    first: int,
    offset: PrinterOffset,
    profile: EnvelopeProfile,
    fonts: Fonts,
    title: str,
) -> bytes:
    """Return the sheets, the first address on label `first`.

    Args:
        profile: of any envelope; its safe block is put aside for the label's.
        title: of the file; names a batch, never a person.

    Raises:
        DomainError: ``no_such_label``; ``label_too_small`` (place: of the addressee, from 0; line: 1 is the name) at ``pieces``;
            ``glyph_missing``, ``address_missing``.
    """
    sheet.require_first(first)
    canvas = TaggedCanvas(fonts, size=(PAPER_WIDTH * POINT, PAPER_HEIGHT * POINT), title=title, author="", language="en-US")
    at = 0
    for place, addressee in enumerate(addressees):
        on, box = sheet.place(first + place)
        if on != at:
            canvas.showPage()
            at = on
        for line in postal_lines(addressee):
            fonts.require(line.text)
        try:
            block = fit(addressee, fonts[Weight.REGULAR], replace(profile, safe_block=box))
        except DomainError as refused:
            if refused.code not in ("address_too_long", "address_too_many_lines"):
                raise
            raise DomainError("label_too_small", "pieces", place=place, line=refused.facts.get("line", 0)) from None
        _draw(canvas, block, offset)
    canvas.showPage()
    identity = [sheet.id, first, offset.to_text(), title, [asdict(each) for each in addressees]]
    return canvas.finish(json.dumps(identity, ensure_ascii=False).encode())


def _draw(canvas: TaggedCanvas, block: AddressBlock, offset: PrinterOffset) -> None:
    """In the middle of the height that is left, at the label's left edge."""
    x, down = block.x_pt - offset.right * 0.72, block.spare_height_pt / 2 - offset.down * 0.72
    with canvas.marked(canvas.document.add("P")):
        for number, (line, baseline) in enumerate(zip(block.lines, block.baselines_pt, strict=True), start=1):
            spaced = line if number == len(block.lines) else line + " "
            canvas.text(x, PAPER_HEIGHT * POINT - baseline - down, spaced, Weight.REGULAR, block.size, INK)
