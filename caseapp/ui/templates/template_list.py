"""The list of letter templates."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.letters import LetterKind
from caseapp.services.template_pages import TemplateRow
from caseapp.ui.labels import label
from caseapp.ui.templates.template_words import language_name, review_words
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import hint, page_title

ALL, WAITING, WRITING, UNREVIEWED = "all", "waiting", "writing", "unreviewed"


class TemplateList(QWidget):
    """Every template as it is in force.

    Signals:
        opened: key of the template that was chosen.
    """

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[TemplateRow, ...] = ()
        self.title = page_title(self.tr("Letter templates"))
        options = (
            (ALL, self.tr("All templates")),
            (WAITING, self.tr("Waiting for approval")),
            (WRITING, self.tr("Being written by you")),
            (UNREVIEWED, self.tr("Not reviewed yet")),
        )
        self.only = ChoiceBox(options, name="templates_only", label=self.tr("Which templates"))
        self.table = TableView(
            (
                Column(id="id", title=self.tr("Letter"), width=70, may_shorten=False),
                Column(id="kind", title=self.tr("What it says"), width=270, heavy=True),
                Column(id="language", title=self.tr("Language"), width=90),
                Column(id="regime", title=self.tr("Law"), width=80),
                Column(id="version", title=self.tr("Version"), width=70, may_shorten=False),
                Column(id="state", title=self.tr("State"), width=230),
                Column(id="review", title=self.tr("Reviewed")),
            ),
            name="templates_table",
            label=self.tr("Letter templates"),
        )
        self.keys = hint(self.tr("Enter opens a template. Esc comes back."))
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.only)
        self._head.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._head)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot)
        self.only.chosen_changed.connect(lambda _value: self._fill())
        self.table.row_opened.connect(self.opened.emit)
        follow_theme(self, self._dress)

    def show_rows(self, rows: tuple[TemplateRow, ...]) -> None:
        """Show what was read."""
        self._rows = tuple(sorted(rows, key=lambda row: (row.info.id, row.info.language)))
        self._fill()

    def forget(self) -> None:
        self.show_rows(())

    @property
    def current_key(self) -> tuple[LetterKind, str] | None:
        key = self.table.current_key
        return key if isinstance(key, tuple) else None

    def _fill(self) -> None:
        self.table.set_rows([self._row(row) for row in self._rows if self._is_wanted(row)])

    def _is_wanted(self, row: TemplateRow) -> bool:
        only = self.only.chosen()
        if only == WAITING:
            return bool(row.waiting)
        if only == WRITING:
            return row.is_being_written
        return row.wants is not None if only == UNREVIEWED else True

    def _row(self, row: TemplateRow) -> TableRow:
        info = row.info
        law = {"us_ca": self.tr("California")}.get(info.regime, info.regime)
        cells = (info.id, label(info.kind), language_name(info.language), law, info.version, self._state(row), review_words(row))
        return TableRow(key=(info.kind, info.language), cells=cells)

    def _state(self, row: TemplateRow) -> str:
        if row.waiting:
            return self.tr("{version} waits for approval").format(version=row.waiting)
        if row.is_being_written:
            return self.tr("Being written by you")
        if row.program_name:
            return self.tr("In force; the program brings {version}").format(version=row.program_name)
        return label(row.state)

    def _dress(self) -> None:
        px = current().px
        self._head.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.PAGE_RIGHT), px(Space.S))
        self._head.setSpacing(px(Space.L))
        self._foot.setContentsMargins(px(Space.PAGE_LEFT), px(Space.S), px(Space.PAGE_RIGHT), px(Space.S))
