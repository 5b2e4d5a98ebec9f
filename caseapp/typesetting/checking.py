"""What has to hold before a letter can be approved, found out on the letter as it would be printed."""

from __future__ import annotations

import re

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterCheck, LetterFormat, LetterKind, Paragraph
from caseapp.typesetting.address_block import fit, postal_lines
from caseapp.typesetting.drawing import draw, sheets_of_paper
from caseapp.typesetting.fonts import Fonts, Weight, named
from caseapp.typesetting.geometry import EnvelopeProfile
from caseapp.typesetting.viewing import glyphs_on, page_count

MOST_SHEETS = 4
"""More do not go into a #10 envelope for one ounce; they go to the flats."""

_OPEN = re.compile(r"\{[a-z_0-9]+\}")


def check(letter: ComposedLetter, format: LetterFormat, fonts: Fonts, profile: EnvelopeProfile) -> tuple[LetterCheck, ...]:
    """Return every check with its outcome; those of the paper are left out for plain text."""
    checks = [_nothing_open(letter), _no_blocked_numbers(letter)]
    if format is LetterFormat.TEXT:
        return tuple(checks)
    checks += [_address(letter, fonts, profile), _glyphs(letter, fonts)]
    if all(each.ok for each in checks[2:]):
        content = draw(letter, format, fonts, profile)
        checks += [_window(content, profile), _pages(content)]
    return tuple(checks)


def _nothing_open(letter: ComposedLetter) -> LetterCheck:
    written = [text for paragraph in _paragraphs(letter) if not paragraph.slot for text in (paragraph.text, *paragraph.cells)]
    titles = (letter.title, *(enclosure.title for enclosure in letter.enclosures))
    found = next((match.group() for text in (*titles, *written) if (match := _OPEN.search(text))), None)
    return LetterCheck(code="nothing_open", ok=found is None, facts={} if found is None else {"name": found[1:-1]})


def _no_blocked_numbers(letter: ComposedLetter) -> LetterCheck:
    everything = letter.kind is LetterKind.KNOW_SPECIFIC
    texts = [text for paragraph in letter.paragraphs if everything or paragraph.slot for text in (paragraph.text, *paragraph.cells)]
    kind = next((found for text in texts if (found := blocked_number(text))), None)
    return LetterCheck(code="no_blocked_numbers", ok=kind is None, facts={} if kind is None else {"kind": kind})


def _address(letter: ComposedLetter, fonts: Fonts, profile: EnvelopeProfile) -> LetterCheck:
    try:
        block = fit(letter.addressee, fonts[Weight.REGULAR], profile)
    except DomainError as refusal:
        return LetterCheck(code="address_fits", ok=False, facts={"refusal": refusal.code, **refusal.facts})
    facts: dict[str, object] = {
        "size": block.size,
        "lines": len(block.lines),
        "spare_width_pt": block.spare_width_pt,
        "spare_height_pt": block.spare_height_pt,
    }
    return LetterCheck(code="address_fits", ok=True, facts=facts)


def _glyphs(letter: ComposedLetter, fonts: Fonts) -> LetterCheck:
    for text in (*letter.all_text(), *(line.text for line in postal_lines(letter.addressee))):
        character = fonts.missing(text)
        if character is not None:
            return LetterCheck(code="glyphs_present", ok=False, facts=dict(named(character)))
    return LetterCheck(code="glyphs_present", ok=True)


def _window(content: bytes, profile: EnvelopeProfile) -> LetterCheck:
    """Nothing but the address can show through the window at any position of the insert."""
    strangers = [
        glyph for glyph in glyphs_on(content, 0) if profile.ever_visible.meets(glyph.box) and not profile.safe_block.holds(glyph.box)
    ]
    return LetterCheck(code="nothing_else_shows", ok=not strangers, facts={"count": len(strangers)})


def _pages(content: bytes) -> LetterCheck:
    count = page_count(content)
    sheets = sheets_of_paper(count)
    return LetterCheck(code="pages", ok=sheets <= MOST_SHEETS, facts={"count": count, "sheets": sheets})


def _paragraphs(letter: ComposedLetter) -> tuple[Paragraph, ...]:
    enclosed = tuple(paragraph for enclosure in letter.enclosures for paragraph in enclosure.paragraphs)
    return (*letter.paragraphs, *letter.notes, *enclosed)
