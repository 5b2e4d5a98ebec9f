"""Pages: no signature without words before it, no heading alone, nothing outside the paper, large print large."""

from __future__ import annotations

import io

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.typesetting.press import Press
from caseapp.typesetting.viewing import glyphs_on
from tests.typesetting.samples import sample, slots_of, values_of

SENTENCE = "One of the companies that work for us has not told us yet. "


@pytest.mark.parametrize("length", range(0, 10))
def test_the_signature_is_never_alone(press: Press, length: int) -> None:
    kind = LetterKind.EXTENSION_NOTICE
    slots = slots_of(press, kind, reason=SENTENCE * (length + 1), still_to_do=SENTENCE * length)
    for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
        content = press.render(press.compose(kind, "en", values_of(press, kind), slots), format)
        for page in press.text_of(content).split("\f")[1:]:
            lines = page.splitlines()
            assert not lines[0].startswith(("Sincerely", "Rita Chen", "Privacy Officer"))
            if "Sincerely," in lines:
                assert lines.index("Sincerely,") >= 1


@pytest.mark.parametrize("length", range(0, 10))
def test_a_heading_is_followed_by_text(press: Press, length: int) -> None:
    kind = LetterKind.EXTENSION_NOTICE
    slots = slots_of(press, kind, reason=SENTENCE * (length + 1), still_to_do=SENTENCE * 2)
    content = press.render(press.compose(kind, "en", values_of(press, kind), slots), LetterFormat.LARGE_PRINT)
    for page in press.text_of(content).split("\f"):
        body = [line for line in page.splitlines() if not line.startswith(("Reference ", "Page "))]
        assert body[-1] not in ("Why we need more time", "What we are still doing", "Good to know")


def test_a_long_table_repeats_its_head_and_loses_no_row(press: Press) -> None:
    rows = tuple((f"Item {number}", "We must keep it to comply with a law.", SENTENCE * 2) for number in range(30))
    content = press.render(sample(press, LetterKind.DELETE_REFUSED, kept=rows), LetterFormat.LETTER)
    pages = press.text_of(content).split("\f")
    assert len(pages) > 3
    for number in range(30):
        assert sum(f"Item {number} " in page.replace("\n", " ") for page in pages) == 1
    with_rows = [page for page in pages if "Item " in page]
    assert all("Reason in the law" in page for page in with_rows)
    assert_inside(content)


def test_a_row_taller_than_a_page_is_written_below_each_other(press: Press) -> None:
    rows = (("Notes", "We must keep them to comply with a law.", SENTENCE * 120),)
    content = press.render(sample(press, LetterKind.DELETE_REFUSED, kept=rows), LetterFormat.LETTER)
    assert press.text_of(content).replace("\n", "").count("has not told us yet") >= 110
    assert_inside(content)


def test_words_longer_than_a_line_are_broken(press: Press) -> None:
    kind = LetterKind.DENIAL
    slots = slots_of(press, kind, facts="https://example.test/" + "a-very-long-path/" * 20)
    for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
        content = press.render(press.compose(kind, "en", values_of(press, kind), slots), format)
        assert_inside(content)


@pytest.mark.parametrize("kind", LetterKind)
def test_everything_stands_on_the_paper(press: Press, kind: LetterKind) -> None:
    for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
        assert_inside(press.render(sample(press, kind, practice=True), format))


def assert_inside(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        count = len(pdf.pages)
    for page in range(count):
        for glyph in glyphs_on(content, page):
            assert glyph.box.left >= 0.98
            assert glyph.box.right <= 7.54
            assert glyph.box.bottom <= 10.75
            assert glyph.box.top >= 0.05


@pytest.mark.parametrize("kind", LetterKind)
def test_large_print_is_18_points_all_through(press: Press, kind: LetterKind) -> None:
    """But for the address, which the Postal Service reads."""
    content = press.render(sample(press, kind, practice=True), LetterFormat.LARGE_PRINT)
    sizes: list[float] = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                if str(instruction.operator) == "Tf":
                    sizes.append(float(instruction.operands[1]))
    assert [size for size in sizes if size < 18] == [10.0] * 3


@pytest.mark.parametrize("kind", LetterKind)
def test_practice_stands_on_every_page_and_only_in_practice(press: Press, kind: LetterKind) -> None:
    real, practice = sample(press, kind), sample(press, kind, practice=True)
    for format in (LetterFormat.LETTER, LetterFormat.LARGE_PRINT):
        pages = press.text_of(press.render(practice, format)).split("\f")
        assert all("PRACTICE - not a real letter" in page for page in pages)
        assert "PRACTICE" not in press.text_of(press.render(real, format))
    assert press.render(practice, LetterFormat.TEXT).decode().startswith("PRACTICE - not a real letter\n")
    assert "PRACTICE" not in press.render(real, LetterFormat.TEXT).decode()


def test_pages_are_counted_and_drawn(press: Press) -> None:
    content = press.render(sample(press, LetterKind.REQUEST_INFORMATION, declaration=True), LetterFormat.LETTER)
    assert press.page_count(content) == 3
    image = press.rasterise(content, 0, 96)
    assert (image.width, image.height) == (816, 1056)
    assert image.stride >= image.width * 3
    assert len(image.rgb) == image.stride * image.height
    assert image.rgb[:3] == b"\xff\xff\xff"
    with pytest.raises(DomainError, match="page_missing"):
        press.rasterise(content, 3, 96)


def test_letters_are_joined_for_the_printer(press: Press) -> None:
    one = press.render(sample(press, LetterKind.OPT_OUT_CONFIRMED), LetterFormat.LETTER)
    two = press.render(sample(press, LetterKind.DELETE_DONE), LetterFormat.LETTER)
    joined = press.join((one, two))
    assert press.page_count(joined) == press.page_count(one) + press.page_count(two)
    assert press.text_of(joined) == press.text_of(one) + "\f" + press.text_of(two)


def test_what_has_to_hold_before_approval(press: Press) -> None:
    checks = press.check(sample(press, LetterKind.EXTENSION_NOTICE), LetterFormat.LETTER)
    assert [check.code for check in checks] == [
        "nothing_open", "no_blocked_numbers", "address_fits", "glyphs_present", "nothing_else_shows", "pages",
    ]  # fmt: skip
    assert all(check.ok for check in checks)
    assert checks[2].facts["spare_width_pt"] > 50
    assert checks[5].facts == {"count": 1, "sheets": 1, "most": 4}


def test_a_bad_address_is_one_failed_check(press: Press) -> None:
    letter = sample(press, LetterKind.EXTENSION_NOTICE, addressee_lines=("x" * 60, "Ojai, CA 93023"))
    failed = [check for check in press.check(letter, LetterFormat.LETTER) if not check.ok]
    assert [(check.code, check.facts) for check in failed] == [("address_fits", {"refusal": "address_too_long", "line": 2})]
    assert all(check.ok for check in press.check(letter, LetterFormat.TEXT))
