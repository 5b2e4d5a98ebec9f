"""A part of Admin to read in: a search field, a table of things, and beside it everything there is to say about the current one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.letters import Paragraph
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import set_width
from caseapp.ui.widgets.reading_view import MARGIN, ReadingView
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import hint

TABLE_SHARE, READING_SHARE = 10, 9
WIDE_TABLE_FROM = 1240
"""From this width on, at 100 % text, all columns have room beside the text; below it names would be cut."""


class ReadingPanel(AdminPanel):
    """Table and text. What is shown is never edited here.

    Args:
        groups: pairs of code and words, to narrow the table with; the first one is shown at the beginning.
        told_beside: place of a column that gives way to the first one where the table is narrow; the text beside the table says it.
    """

    def __init__(
        self, office: Office, name: str, title: str, sentence: str, *, columns: Sequence[Column], table_label: str,
        groups: Sequence[tuple[str, str]], told_beside: int,
    ) -> None:  # fmt: skip
        super().__init__(office, name, title, sentence)
        self._told_beside = told_beside
        self.search = QLineEdit()
        self.search.setObjectName(f"admin_{name}_search")
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in {title}").format(title=title))
        self.search.setClearButtonEnabled(True)
        set_width(self.search, 18)
        self.search.textChanged.connect(lambda _text: self.narrow())
        self.groups = ChoiceBox(tuple(groups), name=f"admin_{name}_group", label=self.tr("Which ones"))
        self.groups.chosen_changed.connect(lambda _group: self.narrow())
        self.count = hint()
        self.table = TableView(columns, name=f"admin_{name}_table", label=table_label, margin=0)
        self.table.row_shown.connect(lambda key: self.show_key(str(key)))
        self.reading = ReadingView(name=f"admin_{name}_text", label=self.tr("The chosen one in full"))
        self.table.row_opened.connect(lambda _key: self.reading.setFocus(Qt.FocusReason.OtherFocusReason))
        self._rows: tuple[tuple[TableRow, str, str], ...] = ()
        head = FlowRow()
        for part in (self.search, self.groups, self.count):
            head.add(part)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.addWidget(self.table, 1)
        right = QWidget()
        self.right = QVBoxLayout(right)
        self.right.setContentsMargins(0, 0, 0, 0)
        self.right.addWidget(self.reading, 1)
        self._acts = QVBoxLayout()
        self.right.addLayout(self._acts)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.addWidget(left, TABLE_SHARE)
        self._split.addWidget(right, READING_SHARE)
        self.body.addWidget(head)
        self.body.addLayout(self._split, 1)
        follow_theme(self, self._dress_split)

    # What a subclass says

    def paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        """Return what there is to say about one row."""
        raise NotImplementedError

    # What it is given

    def add_acts(self, *buttons: QWidget) -> None:
        """Put acts under the text, on the left edge of its words."""
        self._acts.addWidget(FlowRow(*buttons))

    def set_rows(self, rows: Sequence[tuple[TableRow, str, str]]) -> None:
        """Show these: row, group, and all its words to be searched."""
        self._rows = tuple((row, group, words.casefold()) for row, group, words in rows)
        self.narrow()

    def narrow(self) -> None:
        """Show the rows of the chosen group that hold every typed word."""
        wanted = self.search.text().casefold().split()
        group = self.groups.chosen()
        first = self.groups.itemData(0)
        shown = [row for row, own, words in self._rows if group in (first, own) and all(word in words for word in wanted)]
        self.table.set_rows(shown)
        self.count.setText(self._count_words(len(shown)))
        if shown and self.table.current_key is None:
            # Without telling: the text is laid out once, below.
            self.table.blockSignals(True)
            self.table.show_key(shown[0].key)
            self.table.blockSignals(False)
        self.show_key(str(self.table.current_key) if shown else "")

    def show_key(self, key: str) -> None:
        """Tell one row in full."""
        self.reading.set_paragraphs(self.paragraphs(key) if key else ())

    def first_focus(self) -> QWidget:
        return self.search

    def forget(self) -> None:
        self._rows = ()
        self.search.clear()
        self.table.set_rows(())
        self.reading.set_paragraphs(())

    def _count_words(self, shown: int) -> str:
        if not self._rows:
            return ""
        if not shown:
            return self.tr("Nothing fits. Empty the search, or choose another group.")
        return self.tr("{shown} of {all}").format(shown=f"{shown:,}", all=f"{len(self._rows):,}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        px = current().px
        is_wide = self.width() >= px(860)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self.table.setColumnHidden(self._told_beside, is_wide and self.width() < px(WIDE_TABLE_FROM))
        self.table.setMinimumHeight(px(240))
        self.reading.setMinimumHeight(px(240))

    def _dress_split(self) -> None:
        px = current().px
        self._split.setSpacing(px(Space.XL))
        self.right.setSpacing(px(Space.M))
        self._acts.setContentsMargins(px(MARGIN), 0, 0, 0)
        self._turn()
