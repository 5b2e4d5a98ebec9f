"""The recovery sheet on paper: what is printed can be read back, whatever the look of the window."""

from __future__ import annotations

import re
from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from caseapp.ui.setup.sheet_text import SheetFacts, as_text, paint_sheet, set_page
from caseapp.ui.theme import apply_theme
from caseapp.vault.recovery import new_secret, sheet_of


def printed(facts: SheetFacts) -> tuple[int, str]:
    """Return pages and text of the printed sheet."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    set_page(writer)
    paint_sheet(writer, facts)
    document = pypdfium2.PdfDocument(buffer.data().data())
    return len(document), "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize("look", [("light", 100), ("dark", 200)])
def test_the_printed_sheet_has_every_group_in_order_on_one_page(qapp: QApplication, look: tuple[str, int]) -> None:
    apply_theme(qapp, *look)  # type: ignore[arg-type]
    facts = SheetFacts(sheet=sheet_of(new_secret()), made_on=date(2026, 3, 3), is_practice=False)
    pages, text = printed(facts)
    assert pages == 1
    places = [text.index(group) for group in facts.sheet.groups]
    assert places == sorted(places)
    assert facts.sheet.fingerprint in text
    assert "March 3, 2026" in text
    assert "Practice" not in text


def test_the_practice_sheet_says_so() -> None:
    facts = SheetFacts(sheet=sheet_of(new_secret()), made_on=date(2026, 3, 3), is_practice=True)
    assert "practice office" in printed(facts)[1]
    assert as_text(facts).startswith("Recovery sheet of the practice office")


def test_the_file_gives_the_groups_back() -> None:
    facts = SheetFacts(sheet=sheet_of(new_secret()), made_on=date(2026, 3, 3), is_practice=False)
    signs = re.findall(r"\b[0-9A-Z]{4}\b", as_text(facts))
    assert tuple(sign for sign in signs if sign in facts.sheet.groups) == facts.sheet.groups
    assert "<" in repr(facts), "a sheet is never written into a log"
    assert facts.sheet.groups[0] not in repr(facts)
