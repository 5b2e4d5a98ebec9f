"""The places of one request: searched, cleared, corrected or told, each marked by a person with a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.work import WORK_ENDED, PlaceKind, WorkItem, WorkState
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, options
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow, set_lines, set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.words import Words, section_head

ROWS_SHOWN = 6
COLUMNS_FROM = 560
KIND_COLUMN, SINCE_COLUMN = 1, 3


class PlacesPart(QWidget):
    """Space marks a place as done, Enter offers all states; the same acts are buttons below.

    Signals:
        marked: id of the place, a `WorkState`, and facts (empty unless it was not possible).
        added: a `PlaceKind` and a name.
    """

    marked = Signal(str, object, str)
    added = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[WorkItem, ...] = ()
        self.head = section_head(self.tr("Places"))
        self.summary = Words("", ink="ink_2")
        self.table = TableView(
            (
                Column(id="place", title=self.tr("Place"), heavy=True),
                Column(id="kind", title=self.tr("Kind"), width=150),
                Column(id="state", title=self.tr("State"), width=130),
                Column(id="since", title=self.tr("Since"), width=84, may_shorten=False),
            ),
            name="decide_places",
            label=self.tr("Places"),
            margin=8,
        )
        self.asked = self._state_button(WorkState.ASKED, self.tr("Asked"), "decide_place_asked")
        self.done = self._state_button(WorkState.DONE, self.tr("Done"), "decide_place_done", key="Space")
        self.nothing = self._state_button(WorkState.NOTHING_FOUND, self.tr("Nothing found"), "decide_place_nothing")
        self.not_possible = KeyButton(self.tr("Not possible..."), name="decide_place_not_possible", on_click=self.ask_why)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("decide_place_facts")
        set_lines(self.reason, 2)
        hint = self.tr("What is so in this case; the letter needs it")
        self.facts_row = FormRow(self.tr("Why it is not &possible"), self.reason, above=True, stretch=True, hint_text=hint)
        self.save_reason = KeyButton(self.tr("Mark as not possible"), name="decide_place_save_facts", on_click=self._mark_not_possible)
        self._why = QWidget()
        why = QVBoxLayout(self._why)
        why.setContentsMargins(0, 0, 0, 0)
        why.addWidget(self.facts_row)
        why.addWidget(self.save_reason)
        self._why.hide()
        self.kind = ChoiceBox(options(PlaceKind), name="decide_new_place_kind", label=self.tr("Kind of place"))
        self.name = QLineEdit()
        self.name.setObjectName("decide_new_place")
        self.name.setAccessibleName(self.tr("Another place"))
        set_width(self.name, 24)
        self.name.returnPressed.connect(self._add)
        self.add = KeyButton(self.tr("Add the place"), icon="plus", name="decide_add_place", on_click=self._add)
        self.name_row = FormRow(self.tr("A&nother place"), FlowRow(self.name, self.kind, self.add), above=True, stretch=True)
        self.name_row.label.setBuddy(self.name)
        self._lay_out()
        self.table.row_toggled.connect(lambda _key: self._mark(WorkState.DONE))
        self.table.row_opened.connect(lambda _key: self.open_states())
        follow_theme(self, self._dress)

    def show_places(self, places: Sequence[WorkItem]) -> None:
        """Show the places in their order."""
        self._places = tuple(places)
        ended = sum(1 for one in places if one.state in WORK_ENDED)
        self.summary.setText(self.tr("{ended} of {all} ended").format(ended=ended, all=len(places)) if places else self.tr("None listed"))
        self.table.set_rows([self._row(one) for one in places])
        self.table.setVisible(bool(places))
        for button in (self.asked, self.done, self.nothing, self.not_possible):
            button.setVisible(bool(places))
        if places and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.table.table_model.index(0, 0))
        self._dress()

    def ask_why(self) -> None:
        """Ask for the facts of a place that is not possible."""
        place = self._current()
        if place is not None:
            self._why.show()
            self.reason.setPlainText(place.facts)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_states(self) -> None:
        """Offer all states of the current place."""
        menu = QMenu(self)
        menu.setObjectName("decide_place_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for state, words in (
            (WorkState.ASKED, self.tr("&Asked")),
            (WorkState.DONE, self.tr("&Done")),
            (WorkState.NOTHING_FOUND, self.tr("&Nothing found")),
            (WorkState.OPEN, self.tr("&Open again")),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, state=state: self._mark(state))
        menu.addAction(self.tr("Not &possible...")).triggered.connect(lambda _checked=False: self.ask_why())
        box = self.table.visualRect(self.table.currentIndex())
        menu.popup(self.table.viewport().mapToGlobal(box.bottomLeft()))

    def reset_inputs(self) -> None:
        """Empty the fields whose act was done."""
        self.name.clear()
        self.reason.clear()
        self._why.hide()

    def _row(self, place: WorkItem) -> TableRow:
        on = place.ended_on or place.asked_on
        state = Cell(text=label(place.state), is_done=place.state in (WorkState.DONE, WorkState.NOTHING_FOUND))
        return TableRow(key=place.id, cells=(place.name, label(place.place), state, qt_dates.short_date(on) if on is not None else ""))

    def _state_button(self, state: WorkState, words: str, name: str, key: str = "") -> KeyButton:
        return KeyButton(words, name=name, key=key, on_click=lambda: self._mark(state))

    def _current(self) -> WorkItem | None:
        return next((one for one in self._places if one.id == self.table.current_key), None)

    def _mark(self, state: WorkState) -> None:
        place = self._current()
        if place is not None:
            self.marked.emit(place.id, state, "")

    def _mark_not_possible(self) -> None:
        place = self._current()
        if place is not None:
            self.marked.emit(place.id, WorkState.NOT_POSSIBLE, self.reason.toPlainText())

    def _add(self) -> None:
        self.added.emit(PlaceKind(str(self.kind.chosen())), self.name.text())

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.head)
        head.addStretch(1)
        head.addWidget(self.summary)
        self._column.addLayout(head)
        self._column.addWidget(self.table)
        self._column.addWidget(FlowRow(self.asked, self.done, self.nothing, self.not_possible))
        self._column.addWidget(self._why)
        self._column.addWidget(self.name_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Large text leaves room for the name and the state of a place, not for all that is known about it.
        is_narrow = self.width() < current().px(COLUMNS_FROM)
        self.table.setColumnHidden(KIND_COLUMN, is_narrow)
        self.table.setColumnHidden(SINCE_COLUMN, is_narrow)

    def _dress(self) -> None:
        px = current().px
        self._column.setSpacing(px(Space.S))
        shown = min(ROWS_SHOWN, len(self._places))
        self.table.setFixedHeight(px(Size.TABLE_HEAD) + shown * px(Size.TABLE_ROW) + 2)
