"""The PDF as a screen reader finds it, and what it does not tell about anyone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.typesetting.press import Press
from tests.typesetting.samples import sample


def opened(press: Press, kind: LetterKind, format: LetterFormat = LetterFormat.LETTER) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(press.render(sample(press, kind), format)))


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements of the tree in reading order."""
    yield node
    for kid in kids(node):
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") is not None:
            yield from elements(kid)


def kids(node: pikepdf.Object) -> list[object]:
    found = node.get("/K")
    if found is None:
        return []
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot.K)]


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("format", [LetterFormat.LETTER, LetterFormat.LARGE_PRINT])
def test_structure_language_and_title(press: Press, kind: LetterKind, format: LetterFormat) -> None:
    pdf = opened(press, kind, format)
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-US"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Title"]) == sample(press, kind).document_title
    found = tags(pdf)
    assert found[0] == "/Document"
    assert "/H1" in found
    assert found.index("/H1") < found.index("/H2")
    assert set(found) <= {"/Document", "/H1", "/H2", "/P", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD", "/BlockQuote"}


@pytest.mark.parametrize("kind", LetterKind)
def test_every_mark_is_in_the_tree_and_everything_drawn_is_marked(press: Press, kind: LetterKind) -> None:
    pdf = opened(press, kind)
    parents = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, page in enumerate(pdf.pages):
        assert int(page.StructParents) == number
        assert str(page.Tabs) == "/S"
        marks, depth = 0, 0
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "BDC":
                depth += 1
                marks += str(instruction.operands[0]) != "/Artifact"
            elif operator == "EMC":
                depth -= 1
            elif operator in ("Tj", "f", "S"):
                assert depth == 1, "drawn outside a mark"
        assert depth == 0
        assert len(parents[2 * number + 1]) == marks


def test_head_cells_of_a_table_have_their_scope(press: Press) -> None:
    pdf = opened(press, LetterKind.DELETE_REFUSED)
    heads = [element for element in elements(pdf.Root.StructTreeRoot.K) if str(element.S) == "/TH"]
    assert len(heads) == 3
    assert all(str(head.A.Scope) == "/Column" for head in heads)


def test_a_list_has_its_items(press: Press) -> None:
    pdf = opened(press, LetterKind.DELETE_DONE)
    lists = [element for element in elements(pdf.Root.StructTreeRoot.K) if str(element.S) == "/L"]
    assert [len(kids(each)) for each in lists] == [3, 5]


@pytest.mark.parametrize("kind", LetterKind)
def test_lines_that_go_on_end_in_a_space(press: Press, kind: LetterKind) -> None:
    """Else words join when the text is read out."""
    letter = sample(press, kind)
    text = press.text_of(press.render(letter, LetterFormat.LETTER)).replace("\n", "")
    for part in letter.paragraphs:
        if part.text and len(part.text) < 250 and part.text in text.replace("\f", ""):
            continue
        first = part.text[:80].rstrip()
        assert first in text


def test_fonts_are_embedded_and_no_others_named(press: Press) -> None:
    for kind in (LetterKind.DELETE_REFUSED, LetterKind.REQUEST_INFORMATION):
        pdf = opened(press, kind)
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                assert "/FontFile2" in font.FontDescriptor
                assert "/ToUnicode" in font
                assert "+Inter-" in str(font.BaseFont)


def test_the_data_of_the_file_names_nobody(press: Press) -> None:
    content = press.render(sample(press, LetterKind.DELETE_REFUSED), LetterFormat.LETTER)
    pdf = pikepdf.open(io.BytesIO(content))
    told = " ".join(str(value) for value in pdf.docinfo.values()) + pdf.Root.Metadata.read_bytes().decode()
    for private in ("Ana", "Peña", "Rita", "004812", "94601", "Main St"):
        assert private not in told
    assert str(pdf.docinfo["/Author"]) == "Example Recovery Services"
    assert b"anonymous" not in content
    assert b"unspecified" not in content
