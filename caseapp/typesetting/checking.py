"""What has to hold before a letter can be approved, found out on the letter as it would be printed."""

from __future__ import annotations

import re

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterCheck, LetterFormat, LetterKind, Paragraph
from caseapp.typesetting.address_block import fit, postal_lines
from caseapp.typesetting.drawing import draw, sheets_of_paper
from caseapp.typesetting.fonts import Fonts, Weight, named
from caseapp.typesetting.geometry import POINT, Box, EnvelopeProfile
from caseapp.typesetting.viewing import glyphs_on, page_count

_ROUNDING = 0.02 / POINT
_OPEN = re.compile(r"\{[a-z_0-9]+\}")


def checked(
    letter: ComposedLetter, format: LetterFormat, fonts: Fonts, profile: EnvelopeProfile
) -> tuple[tuple[LetterCheck, ...], bytes | None]:
    """Return every check with its outcome, and the pages that were drawn for them.

    Plain text has neither the checks of the paper nor pages; where a check says why nothing can be drawn, there are no pages either.
    """
    checks = [_nothing_open(letter), _no_blocked_numbers(letter)]
    if format is LetterFormat.TEXT:
        return tuple(checks), None
    checks += [_address(letter, fonts, profile), _glyphs(letter, fonts)]
    if not all(each.ok for each in checks[2:]):
        return tuple(checks), None
    content = draw(letter, format, fonts, profile)
    checks += [window_check(letter, content, profile), _pages(content, profile)]
    return tuple(checks), content


def check_words(letter: ComposedLetter, fonts: Fonts) -> tuple[LetterCheck, ...]:
    """Return what can be said without drawing: nothing is open, and every character has its glyph."""
    return _nothing_open(letter), _glyphs(letter, fonts)


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


def window_check(letter: ComposedLetter, content: bytes, profile: EnvelopeProfile) -> LetterCheck:
    """Nothing but the address can show through a window at any position of the insert, and all of it always does."""
    expected = "".join(line.text for line in postal_lines(letter.addressee))
    if profile.return_visible is not None:
        expected += letter.letterhead.name + "".join(letter.letterhead.address_lines)
    if not profile.windows:
        return LetterCheck(code="nothing_else_shows", ok=True, facts={"count": 0})
    glyphs = glyphs_on(content, 0, within=[visible for visible, _ in profile.windows])
    shown = [(glyph, safe) for glyph in glyphs for visible, safe in profile.windows if visible.meets(glyph.box)]
    strangers = [glyph for glyph, safe in shown if not _roomy(safe).holds(glyph.box)]
    ok = not strangers and len(shown) == _glyph_count(expected)
    return LetterCheck(code="nothing_else_shows", ok=ok, facts={"count": len(strangers)})


def _glyph_count(text: str) -> int:
    return sum(1 for character in text if character.strip())


def _roomy(box: Box) -> Box:
    """The box and the hundredths of a point that pdfium rounds to."""
    return Box(left=box.left - _ROUNDING, top=box.top - _ROUNDING, right=box.right + _ROUNDING, bottom=box.bottom + _ROUNDING)


def _pages(content: bytes, profile: EnvelopeProfile) -> LetterCheck:
    count = page_count(content)
    sheets = sheets_of_paper(count)
    return LetterCheck(
        code="pages", ok=sheets <= profile.most_sheets, facts={"count": count, "sheets": sheets, "most": profile.most_sheets}
    )


def _paragraphs(letter: ComposedLetter) -> tuple[Paragraph, ...]:
    enclosed = tuple(paragraph for enclosure in letter.enclosures for paragraph in enclosure.paragraphs)
    return (*letter.paragraphs, *letter.notes, *enclosed)
