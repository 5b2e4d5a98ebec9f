"""Drives the palette."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from caseapp.ui.search.found_list import FoundList
from caseapp.ui.search.found_rows import FoundHead
from caseapp.ui.search.palette import SearchPalette
from caseapp.ui.widgets.words import Words
from tests.ui.drivers.base import Driver
from tests.ui.drivers.places import Shown


class SearchDriver(Driver):
    """The palette, by keyboard."""

    def __init__(self, shown: Shown) -> None:
        super().__init__(shown.window)
        self.shown = shown

    def is_open(self) -> bool:
        return self.find(SearchPalette, "search_palette").isVisible()

    def search(self, text: str) -> list[str]:
        """Open the palette, type a text and return what is found, as spoken."""
        if not self.is_open():
            self.press("Ctrl+K")
        self.press("Ctrl+A")
        self.press("Del")
        self.type(text)
        return self.found()

    def found(self) -> list[str]:
        model = self.find(FoundList, "search_results").found_model
        return [model.spoken(row) for row in model.rows if not isinstance(row, FoundHead)]

    def heads(self) -> list[str]:
        model = self.find(FoundList, "search_results").found_model
        return [row.text for row in model.rows if isinstance(row, FoundHead)]

    @property
    def choice(self) -> str:
        """What the field tells a screen reader about the row that Enter opens."""
        return self.find(QLineEdit, "search_field").accessibleDescription()

    def nothing(self) -> str:
        words = self.find(Words, "search_nothing")
        return words.text() if words.isVisible() else ""
