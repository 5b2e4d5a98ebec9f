"""Nothing but the address can show through the window, at any position of the insert: asked of the printed file.

Every kind of envelope, every template, letter and large print; glyphs by their boxes, rules and fills by their pixels.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Addressee, ComposedLetter, LetterFormat, LetterKind, composed_from_json, composed_to_json
from caseapp.typesetting.address_block import fit, postal_lines
from caseapp.typesetting.checking import window_check
from caseapp.typesetting.fonts import LetterFont
from caseapp.typesetting.geometry import POINT, Box, EnvelopeProfile
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import Glyph, glyphs_on
from tests.typesetting.addresses import addresses
from tests.typesetting.envelopes import PROFILES, W10_STRICT
from tests.typesetting.samples import read, sample
from tests.typesetting.test_every_pdf import TEMPLATES, composed

ROUNDING = 0.02 / POINT
"""pdfium rounds boxes to hundredths of a point."""

PRINTED = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)
WINDOWED = tuple(id for id, profile in PROFILES.items() if profile.windows)
DPI = 96


@lru_cache(maxsize=256)
def lettered(press: Press, kind: LetterKind, envelope: str, practice: bool = False) -> ComposedLetter:
    return replace(sample(press, kind, practice=practice), envelope=envelope)


def roomy(box: Box) -> Box:
    return Box(left=box.left - ROUNDING, top=box.top - ROUNDING, right=box.right + ROUNDING, bottom=box.bottom + ROUNDING)


def shown_in(glyphs: tuple[Glyph, ...], profile: EnvelopeProfile) -> list[str]:
    """What shows in each window, in drawing order; whatever shows stands where it is always seen whole."""
    shown = []
    for visible, safe in profile.windows:
        inside = [glyph for glyph in glyphs if visible.meets(glyph.box)]
        assert all(roomy(safe).holds(glyph.box) for glyph in inside), [glyph for glyph in inside if not roomy(safe).holds(glyph.box)]
        shown.append("".join(glyph.character for glyph in inside))
    return shown


def strangers(content: bytes, profile: EnvelopeProfile = W10_STRICT) -> list[str]:
    """Characters that could show through a window and stand outside its safe block."""
    return [
        glyph.character
        for glyph in glyphs_on(content, 0)
        for visible, safe in profile.windows
        if visible.meets(glyph.box) and not roomy(safe).holds(glyph.box)
    ]


def address_shown(content: bytes, profile: EnvelopeProfile = W10_STRICT) -> str:
    """The characters inside the address window, in drawing order."""
    return shown_in(glyphs_on(content, 0), profile)[0]


@pytest.mark.parametrize("envelope", WINDOWED)
@pytest.mark.parametrize(("language", "kind"), TEMPLATES, ids=str)
def test_only_the_address_shows_on_every_letter(press: Press, language: str, kind: LetterKind, envelope: str) -> None:
    profile = PROFILES[envelope]
    info = next(each for each in press.templates() if each.language == language and each.kind is kind)
    for format, practice in zip(PRINTED, (True, False), strict=True):
        letter = replace(composed(press, info), envelope=envelope, practice=practice, practice_line="PRACTICE - not a real letter")
        shown = shown_in(glyphs_on(press.render(letter, format), 0), profile)
        assert shown[0] == squeezed(*(line.text for line in postal_lines(letter.addressee)))
        if len(shown) == 2:
            assert shown[1] == squeezed(letter.letterhead.name, *letter.letterhead.address_lines)


@pytest.mark.parametrize("envelope", WINDOWED)
def test_the_worst_addresses_show_whole_on_every_template(press: Press, envelope: str) -> None:
    """The twenty of 2,000 that leave the least room, a few on each template in turn, so that every one meets every kind of page."""
    profile, font = PROFILES[envelope], LetterFont("Inter-Regular", read("fonts/Inter-Regular.ttf"))
    fitted = []
    for addressee in addresses(2000):
        try:
            block = fit(addressee, font, profile)
        except DomainError:
            continue
        fitted.append((min(block.spare_width_pt, block.spare_height_pt), addressee.name, addressee))
    worst = [addressee for _, _, addressee in sorted(fitted, key=lambda each: each[:2])[:20]]
    assert len(worst) == 20
    for number, info in enumerate(press.templates()):
        for addressee in (worst[number % 20], worst[(number + 7) % 20]):
            letter = replace(composed(press, info), envelope=envelope, addressee=addressee)
            shown = shown_in(glyphs_on(press.render(letter, LetterFormat.LETTER), 0), profile)
            assert shown[0] == squeezed(*fit(addressee, font, profile).lines)


@pytest.mark.parametrize("envelope", WINDOWED)
@pytest.mark.parametrize("format", PRINTED)
def test_no_rule_and_no_fill_shows_either(press: Press, envelope: str, format: LetterFormat) -> None:
    profile = PROFILES[envelope]
    image = press.rasterise(press.render(lettered(press, LetterKind.DELETE_REFUSED, envelope, True), format), 0, DPI)
    for visible, safe in profile.windows:
        for y in range(int(visible.top * DPI), int(visible.bottom * DPI)):
            for x in range(int(visible.left * DPI), int(visible.right * DPI)):
                inside = safe.left * DPI - 1 <= x <= safe.right * DPI + 1 and safe.top * DPI - 1 <= y <= safe.bottom * DPI + 1
                at = y * image.stride + x * 3
                assert inside or image.rgb[at : at + 3] == b"\xff\xff\xff", (x / DPI, y / DPI)


@pytest.mark.parametrize("envelope", PROFILES)
def test_only_the_address_shows_for_many_addresses(press: Press, envelope: str) -> None:
    kinds = list(LetterKind)
    fitted = 0
    for number, addressee in enumerate(addresses(120, seed=7)):
        fitted += prints_inside(press, addressee, kinds[number % len(kinds)], envelope)
    assert fitted > 75


def prints_inside(press: Press, addressee: Addressee, kind: LetterKind, envelope: str) -> bool:
    """Whether the address was not refused; where it prints, it prints inside."""
    letter = replace(lettered(press, kind, envelope), addressee=addressee)
    try:
        content = press.render(letter, LetterFormat.LETTER)
    except DomainError as refusal:
        if refusal.code not in ("address_too_long", "address_too_many_lines"):
            raise
        return False
    assert strangers(content, PROFILES[envelope]) == [], addressee
    if PROFILES[envelope].windows:
        assert address_shown(content, PROFILES[envelope])
    return True


@pytest.mark.parametrize("envelope", WINDOWED)
def test_an_enormous_letterhead_stays_out_of_the_window(press: Press, envelope: str) -> None:
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
    profile = PROFILES[envelope]
    for format in PRINTED:
        if profile.return_block is not None:
            with pytest.raises(DomainError, match="return_address_too_long"):
                press.render(replace(letter, envelope=envelope), format)
            continue
        content = press.render(replace(letter, envelope=envelope), format)
        assert strangers(content, profile) == []
        head = [glyph for glyph in glyphs_on(content, 0) if glyph.box.top < profile.windows[0][0].top]
        assert max(glyph.box.bottom for glyph in head) <= profile.letterhead_bottom
        assert min(glyph.box.top for glyph in head) >= profile.letterhead_top


@pytest.mark.parametrize("envelope", PROFILES)
def test_the_body_begins_below_the_fold(press: Press, envelope: str) -> None:
    profile = PROFILES[envelope]
    content = press.render(lettered(press, LetterKind.DELETE_DONE, envelope), LetterFormat.LETTER)
    below = [glyph.box.top for glyph in glyphs_on(content, 0) if glyph.box.top > profile.safe_block.bottom + 0.1]
    assert min(below) >= profile.body_top
    assert all(tick < profile.body_top for tick in profile.fold_ticks[:1])


@pytest.mark.parametrize("envelope", PROFILES)
def test_a_letter_is_drawn_again_for_the_envelope_it_was_frozen_with(press: Press, envelope: str) -> None:
    letter = lettered(press, LetterKind.DENIAL, envelope)
    assert press.render(composed_from_json(composed_to_json(letter)), LetterFormat.LETTER) == press.render(letter, LetterFormat.LETTER)
    assert all(check.ok for check in press.check(letter, LetterFormat.LETTER))


def test_a_letter_frozen_before_there_were_envelopes_is_for_the_number_ten_window(press: Press) -> None:
    letter = lettered(press, LetterKind.DENIAL, "w10_strict")
    before = composed_to_json(letter).replace('"envelope":"w10_strict",', "")
    assert "envelope" not in before
    assert composed_from_json(before) == letter


@pytest.mark.parametrize("envelope", ["w11", "measured:", "measured:1,2,3", "other:9.5,4.125,0.75,0.625,4.75,1.25,3.9"])
def test_an_unknown_envelope_is_refused(press: Press, envelope: str) -> None:
    with pytest.raises(DomainError, match="envelope_unknown"):
        press.render(lettered(press, LetterKind.DENIAL, envelope), LetterFormat.LETTER)


def test_the_check_sees_a_stranger_in_the_window(press: Press) -> None:
    """The same letter, checked for an envelope whose window shows more."""
    letter = lettered(press, LetterKind.DENIAL, "w10_strict")
    content = press.render(letter, LetterFormat.LETTER)
    assert window_check(letter, content, W10_STRICT).ok
    wide = replace(W10_STRICT, ever_visible=Box(left=0.0, top=0.5, right=6.0, bottom=3.7))
    seen = window_check(letter, content, wide)
    assert not seen.ok
    assert int(str(seen.facts["count"])) > 20


def test_the_foot_of_the_page_stands_where_it_folds_inside(press: Press) -> None:
    content = press.render(sample(press, LetterKind.DELETE_DONE), LetterFormat.LETTER)
    foot = [glyph for glyph in glyphs_on(content, 0) if glyph.box.top > W10_STRICT.body_bottom]
    assert "".join(glyph.character for glyph in foot) == "Reference2026-004812Page1of1"
    assert all(10.45 < glyph.box.bottom < 10.65 for glyph in foot)


def test_neither_case_nor_law_is_named_in_the_window(press: Press) -> None:
    for kind in LetterKind:
        shown = address_shown(press.render(sample(press, kind), LetterFormat.LETTER))
        assert "004812" not in shown
        assert "CCPA" not in shown


def squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())
