"""Nothing but the address can show through the window, at any position of the insert: asked of the printed file."""

from __future__ import annotations

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee, LetterFormat, LetterKind
from caseapp.typesetting.geometry import POINT, W10_STRICT, Box
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import glyphs_on
from tests.typesetting.addresses import addresses
from tests.typesetting.samples import sample

ROUNDING = 0.02 / POINT
"""pdfium rounds boxes to hundredths of a point."""


def strangers(content: bytes) -> list[str]:
    """Characters that could show through the window and stand outside the safe block."""
    safe = W10_STRICT.safe_block
    roomy = Box(left=safe.left - ROUNDING, top=safe.top - ROUNDING, right=safe.right + ROUNDING, bottom=safe.bottom + ROUNDING)
    return [glyph.character for glyph in glyphs_on(content, 0) if W10_STRICT.ever_visible.meets(glyph.box) and not roomy.holds(glyph.box)]


def address_shown(content: bytes) -> str:
    """The characters inside the window, in drawing order."""
    return "".join(glyph.character for glyph in glyphs_on(content, 0) if W10_STRICT.ever_visible.meets(glyph.box))


def test_only_the_address_shows_on_every_letter(press: Press) -> None:
    for kind in LetterKind:
        for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
            for practice in (False, True):
                content = press.render(sample(press, kind, practice=practice), format)
                assert strangers(content) == []
                assert address_shown(content) == "ANAPEÑA1200MAINSTAPT4OAKLANDCA94601-2218"


def test_only_the_address_shows_for_many_addresses(press: Press) -> None:
    kinds = list(LetterKind)
    fitted = 0
    for number, addressee in enumerate(addresses(240, seed=7)):
        fitted += prints_inside(press, addressee, kinds[number % len(kinds)])
    assert fitted > 150


def prints_inside(press: Press, addressee: Addressee, kind: LetterKind) -> bool:
    """Whether the address was not refused; where it prints, it prints inside."""
    letter = sample(press, kind, addressee_name=addressee.name, addressee_lines=addressee.lines)
    try:
        content = press.render(letter, LetterFormat.LETTER)
    except DomainError as refusal:
        if refusal.code not in ("address_too_long", "address_too_many_lines"):
            raise
        return False
    assert strangers(content) == [], addressee
    assert address_shown(content)
    return True


def test_an_enormous_letterhead_stays_above_the_window(press: Press) -> None:
    letter = sample(
        press,
        LetterKind.CONFIRM_RECEIPT,
        organisation_name="The Very Long Name of a Recovery Services Company with Many Partners and Affiliates of California, Inc.",
        organisation_lines=(
            "Privacy Office for Consumer Requests",
            "12345 Camino de la Reina Norte",
            "Suite 1200",
            "Walnut Creek, CA 94598",
        ),
        organisation_email="privacy-office-for-consumer-requests@a-very-long-domain-name.example",
    )
    for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
        content = press.render(letter, format)
        assert strangers(content) == []
        head = [glyph for glyph in glyphs_on(content, 0) if glyph.box.top < W10_STRICT.ever_visible.top]
        assert max(glyph.box.bottom for glyph in head) <= W10_STRICT.letterhead_bottom
        assert min(glyph.box.top for glyph in head) >= W10_STRICT.letterhead_top


def test_the_body_begins_below_the_fold(press: Press) -> None:
    content = press.render(sample(press, LetterKind.DELETE_DONE), LetterFormat.LETTER)
    below = [glyph.box.top for glyph in glyphs_on(content, 0) if glyph.box.top > W10_STRICT.ever_visible.bottom]
    assert min(below) >= W10_STRICT.body_top


def test_the_foot_of_the_page_stands_where_it_folds_inside(press: Press) -> None:
    content = press.render(sample(press, LetterKind.DELETE_DONE), LetterFormat.LETTER)
    foot = [glyph for glyph in glyphs_on(content, 0) if glyph.box.top > W10_STRICT.body_bottom]
    assert "".join(glyph.character for glyph in foot) == "Reference2026-004812Page1of2"
    assert all(10.45 < glyph.box.bottom < 10.65 for glyph in foot)


def test_neither_case_nor_law_is_named_in_the_window(press: Press) -> None:
    for kind in LetterKind:
        shown = address_shown(press.render(sample(press, kind), LetterFormat.LETTER))
        assert "004812" not in shown
        assert "CCPA" not in shown
