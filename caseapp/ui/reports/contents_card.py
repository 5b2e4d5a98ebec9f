"""What the numbers contain, in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from caseapp.ui.reports.card import Card
from caseapp.ui.reports.year_rows import contents
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, Weight
from caseapp.ui.widgets.words import Words, panel_title

ROOMY_PERCENT = 130
"""Above this text size the pairs stand in one column."""


class ContentsCard(Card):
    """Pairs of the head of a column and what it counts; they are made once, another year only changes their words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs: list[tuple[Words, Words]] = []
        self._year = 0
        self._columns = 0
        self._grid = QGridLayout()
        self.column.addWidget(panel_title(self.tr("What the numbers contain")))
        self.column.addLayout(self._grid)
        follow_theme(self, self._dress)

    def show_year(self, year: int) -> None:
        if year == self._year:
            return
        self._year = year
        found = contents(year)
        while len(self._pairs) < len(found):
            text = Words(ink="ink_2", wrap=True)
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            self._pairs.append((Words(weight=Weight.MEDIUM), text))
        for (head, text), (head_words, words) in zip(self._pairs, found, strict=True):
            head.setText(head_words)
            text.setText(words)
        self._arrange()

    def _arrange(self) -> None:
        columns = 1 if current().text_percent > ROOMY_PERCENT else 2
        if columns == self._columns and self._grid.count():
            return
        self._columns = columns
        for at, (head, text) in enumerate(self._pairs):
            row, column = at // columns, at % columns * 2
            self._grid.addWidget(head, row, column, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, column + 1)
        for column in range(2):
            self._grid.setColumnStretch(column * 2 + 1, int(column < columns))

    def _dress(self) -> None:
        px = current().px
        self.column.setContentsMargins(px(Space.PANEL), px(Space.M), px(Space.PANEL), px(Space.M))
        self.column.setSpacing(px(Space.S))
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(6))
        if self._pairs:
            self._arrange()
