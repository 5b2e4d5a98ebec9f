"""Every template in every language, as letter and in large print: tagged, read in order, harmless, and the same bytes again.

Hostile text goes through every field of each of them; what is read back is what was put in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import (
    Addressee,
    ComposedLetter,
    LetterFormat,
    LetterKind,
    LetterValue,
    Paragraph,
    ParagraphKind,
    PlaceholderType,
    TemplateInfo,
    composed_from_json,
    composed_to_json,
)
from caseapp.typesetting.gate import clean
from caseapp.typesetting.press import Press
from tests.typesetting.samples import make_press
from tests.typesetting.test_gate import PAYLOADS, assert_harmless, squeezed

PRINTED = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)
ALLOWED = {"/Document", "/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/BlockQuote"}
TEMPLATES = tuple((info.language, info.kind) for info in make_press().templates())
INFO = set("/Title /Author /Subject /Creator /Producer /CreationDate /ModDate /Trapped /Keywords".split())
TEN = PAYLOADS[: 18 * 10 : 18]
SHORT = (
    "<b>A & B</b>", '<a href="x">', "<img src=x>", "</para>", "&lt;A&gt;", "(A) Tj ET", "%s ${x}", "\\101 \\", "' OR 1=1 --", "BDC EMC",
)  # fmt: skip
"""Hostile text that is short enough for an address."""


@pytest.fixture(params=TEMPLATES, ids=lambda each: f"{each[0]}-{each[1].value}")
def info(request: pytest.FixtureRequest, press: Press) -> TemplateInfo:
    language, kind = request.param
    return next(each for each in press.templates() if each.language == language and each.kind is kind)


def composed(press: Press, info: TemplateInfo, hostile: str | None = None) -> ComposedLetter:
    """A template with its samples, or with one text in every field that takes words of a person."""
    values: dict[str, LetterValue] = {each.name: each.sample for each in info.placeholders}
    slots = {each.name: each.sample for each in info.editable_slots}
    if hostile is not None:
        for each in info.placeholders:
            values[each.name] = replaced(each.type, each.sample, hostile, keep=each.name in ("addressee_name", "addressee_lines"))
        slots = {name: hostile for name, text in slots.items() if text}
    return press.compose(info.kind, info.language, values, slots)


def replaced(type_: PlaceholderType, sample: LetterValue, hostile: str, *, keep: bool) -> LetterValue:
    if keep or not sample:
        return sample
    if type_ is PlaceholderType.TEXT:
        return hostile
    if type_ is PlaceholderType.LIST and isinstance(sample, tuple):
        return tuple(hostile for _ in sample)
    if type_ is PlaceholderType.ROWS and isinstance(sample, tuple):
        return tuple(tuple(hostile for _ in row) for row in sample if isinstance(row, tuple))
    return sample


def read_back(press: Press, letter: ComposedLetter, content: bytes) -> str:
    """What a reader finds, without white space, without the foot and the band of each page."""
    pages = press.text_of(content).split("\f")
    told = []
    for number, page in enumerate(pages, start=1):
        words = letter.page_pattern.replace("{page}", str(number)).replace("{pages}", str(len(pages)))
        foot = squeezed(" · ".join((letter.reference, *letter.footer_lines)) + words)
        text = squeezed(page)
        assert text.endswith(foot)
        told.append(text.removesuffix(foot))
    return "".join(told)


def in_order(letter: ComposedLetter) -> Iterator[str]:
    """Everything the letter says below its address, in reading order; heads of tables stand again before cells, or on the next page."""
    yield from (letter.date_line, letter.title, letter.salutation)
    yield from _texts(letter.paragraphs)
    yield from letter.closing
    yield from _texts(letter.notes)
    for enclosure in letter.enclosures:
        yield enclosure.title
        yield from _texts(enclosure.paragraphs)


def _texts(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for part in paragraphs:
        if part.kind is not ParagraphKind.TABLE_HEAD:
            yield from (part.text, *part.cells)


def assert_says_all_in_order(press: Press, letter: ComposedLetter, content: bytes) -> None:
    told, at = read_back(press, letter, content), 0
    for part in letter.paragraphs:
        if part.kind is ParagraphKind.TABLE_HEAD:
            assert all(squeezed(cell) in told for cell in part.cells[:1])
    for text in in_order(letter):
        found = told.find(squeezed(text), at)
        assert found >= 0, text
        at = found + len(squeezed(text))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield node
    below = node.get("/K", [])
    for kid in list(below) if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from elements(kid)


@pytest.mark.parametrize("format", PRINTED)
def test_tags_language_title_fonts_and_data(press: Press, info: TemplateInfo, format: LetterFormat) -> None:
    letter = composed(press, info)
    content = press.render(letter, format)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == {"en": "en-US", "es": "es-US"}[info.language]
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert set(pdf.docinfo.keys()) <= INFO
        assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/Author"])) == (letter.document_title, letter.letterhead.name)
        told = " ".join(map(str, pdf.docinfo.values())) + pdf.Root.Metadata.read_bytes().decode()
        for private in (letter.addressee.name, *letter.addressee.lines, letter.reference, letter.salutation):
            assert private not in told
        found = [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K)]
        assert set(found) <= ALLOWED
        assert found.count("/H1") == 1 + len(letter.enclosures)
        heads = [element for element in elements(pdf.Root.StructTreeRoot.K) if str(element.S) == "/TH"]
        assert all(str(head.A.Scope) == "/Column" for head in heads)
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(pdf.pages):
            marks, depth = 0, 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator == "BDC":
                    depth, marks = depth + 1, marks + (str(instruction.operands[0]) != "/Artifact")
                elif operator == "EMC":
                    depth -= 1
                elif operator in ("Tj", "f", "S"):
                    assert depth == 1, "drawn outside a mark, or in two"
            assert (depth, len(parents[2 * number + 1]), int(page.StructParents), str(page.Tabs)) == (0, marks, number, "/S")
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.FontDescriptor
                assert "/ToUnicode" in font
    assert_harmless(content)


@pytest.mark.parametrize("format", PRINTED)
def test_it_reads_in_order_and_is_drawn_again_with_the_same_bytes(press: Press, info: TemplateInfo, format: LetterFormat) -> None:
    letter = composed(press, info)
    content = press.render(letter, format)
    assert_says_all_in_order(press, letter, content)
    assert press.render(composed_from_json(composed_to_json(letter)), format) == content


def test_ten_hostile_texts_through_every_field(press: Press, info: TemplateInfo) -> None:
    assert len(set(TEN)) == 10
    for number, payload in enumerate(TEN):
        letter = composed(press, info, payload)
        written = squeezed(clean(payload))
        fields = sum(squeezed(text).count(written) for text in in_order(letter))
        assert fields
        format = PRINTED[number % 2]
        content = press.render(letter, format)
        assert_says_all_in_order(press, letter, content)
        assert read_back(press, letter, content).count(written) >= fields
        assert_harmless(content)


@pytest.mark.parametrize("payload", SHORT)
def test_hostile_addresses_are_printed_as_they_are_or_refused(press: Press, payload: str) -> None:
    kind = LetterKind.DENIAL
    template = next(each for each in press.templates() if each.language == "en" and each.kind is kind)
    letter = composed(press, template)
    for addressee in (
        Addressee(name=payload, lines=(payload, "75001 Paris", "France")),
        Addressee(name="Ana Li", lines=(payload, payload, payload)),
        Addressee(name=payload, lines=("12 Elm St", "Ojai, CA 93023")),
    ):
        changed = replace(letter, addressee=addressee)
        try:
            content = press.render(changed, LetterFormat.LETTER)
        except DomainError as refusal:
            if not refusal.code.startswith("address_"):
                raise
            continue
        assert_harmless(content)
        if "CA" not in addressee.lines[-1]:
            assert squeezed(addressee.lines[0]) in squeezed(press.text_of(content))
