"""Mail that came back: find the letter, say why, and the case gets a task for an officer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.dispatch import record_return
from caseapp.services.views import LetterEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.mailroom.reads import SentLetter, find_sent
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.deadline_pill import Pill, PillState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormProblems, FormRow, ProblemSummary, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.words import hint

OTHER = "other"


class ReturnedPane(QWidget):
    """Search above, letters that left in the middle, the reason below; the act stands under all of it and is never scrolled away.

    Signals:
        recorded: a return was recorded.
    """

    recorded = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._found: tuple[SentLetter, ...] = ()
        self._proposed: date | None = None
        self._returned: tuple[LetterEntry, ...] = ()
        self.search = QLineEdit()
        self.search.setObjectName("returned_search")
        set_width(self.search, 38)
        self.search.setPlaceholderText(self.tr("2026-000001, a name, or B20260408-01 017"))
        self.search_row = FormRow(self.tr("F&ind the letter"), self.search, above=True)
        self.search_row.set_hint(self.tr("Case, name, batch and piece, or certified number; Enter finds"))
        self.table = TableView(self._columns(), name="returned_table", label=self.tr("Letters that were sent"))
        self.told = hint()
        self.told.setObjectName("returned_told")
        self.on = DateEdit(self._today, name="returned_on", label=self.tr("Came back on"))
        self.on_row = FormRow(self.tr("Came &back on"), self.on)
        self.why = ChoiceBox(self._reasons(), name="returned_why", label=self.tr("Reason"))
        self.note = QLineEdit()
        self.note.setObjectName("returned_note")
        set_width(self.note, 34)
        self.why_row = FormRow(self.tr("Reas&on"), self.why)
        self.note_row = FormRow(self.tr("&Words on it"), self.note, stretch=False)
        self.act = KeyButton(
            self.tr("Record the return"), ButtonKind.PRIMARY, key="Ctrl+Return", name="returned_record", on_click=self.record
        )  # fmt: skip
        self.summary = ProblemSummary()
        self._problems = FormProblems(
            self.summary, {"search": self.search_row, "on": self.on_row, "reason": self.note_row}, office.messages, self
        )  # fmt: skip
        self.search.installEventFilter(self)  # after the row's own filter, so that Enter finds here
        self.table.row_shown.connect(self._tell_chosen)
        self._lay_out()

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what has no room: the kind of letter is told above the table, and the name is read whole."""
        for at, column in enumerate(self.table.table_model.columns):
            self.table.setColumnHidden(at, narrow and column.id in ("kind", "how"))

    def show_returned(self, returned: tuple[LetterEntry, ...]) -> None:
        """Show what came back already, until something is looked for."""
        self._returned = returned
        self._turn_day()
        if not self._found:
            self._show_rows()

    def _turn_day(self) -> None:
        """Propose today where none is proposed, or midnight passed since and no other day was typed."""
        if self.office.desk is not None and self.on.date() in (None, self._proposed):
            self._proposed = self.office.desk.today()
            self.on.set_date(self._proposed)

    def look(self) -> None:
        """Look for letters that left."""
        self._turn_day()
        text = self.search.text().strip()
        self._problems.clear()
        if text:
            self.office.run(self, lambda desk: find_sent(desk, text), self._show_found, key="find_sent")
        else:
            self._show_found(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            self.look()
            return True
        return super().eventFilter(watched, event)

    def record(self) -> None:
        """Record that the chosen letter came back."""
        self._problems.clear()
        chosen = next((one for one in self._found if one.letter_id == self.table.current_key), None)
        if chosen is None:
            self._problems.show(DomainError("letter_not_chosen", "search"))
            return
        letter_id, reason = chosen.letter_id, self._reason()

        def act(desk: Desk) -> ChangeSet:
            return record_return(desk, letter_id, on=self._day(), reason=reason)

        try:
            self._day()
        except DomainError as error:
            self._problems.show(error)
            return
        self.office.run(self, act, self._done, self._refused)

    def forget(self) -> None:
        self._found = ()
        self._returned = ()
        self.search.clear()
        self.on.set_date(None)  # the day of whoever comes back may be another
        self.note.clear()
        self.table.set_rows(())
        self.told.setText("")
        self._problems.clear()

    def _day(self) -> date:
        return self.on.required("on")

    def _done(self, _: object) -> None:
        self._found = ()
        self.search.clear()
        self.note.clear()
        self.why.setCurrentIndex(0)
        self._show_rows()
        self.search.setFocus()
        self.office.messages.notice(self.tr("Recorded. An officer has a task to find the address."))
        self.recorded.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self._problems.show(error)
        else:
            self.office.messages.show_trouble(error)

    def _reason(self) -> str:
        said = self.note.text().strip()
        if self.why.chosen() == OTHER:
            return said
        words = self.why.currentText()
        return self.tr("{reason}: {words}").format(reason=words, words=said) if said else words

    def _show_found(self, found: tuple[SentLetter, ...]) -> None:
        self._found = found
        self._show_rows()
        if found:
            self.table.setFocus()
            self.table.show_key(found[0].letter_id)
        elif self.search.text().strip():
            self.told.setText(self.tr("No letter that left was found. Look at the number once more."))

    def _tell_chosen(self, key: object) -> None:
        chosen = next((one for one in self._found if one.letter_id == key), None)
        if chosen is not None:
            words = self.tr("Chosen: {letter}, {case}, sent {day}.")
            self.told.setText(words.format(letter=label(chosen.kind), case=chosen.number, day=qt_dates.day_date(chosen.sent_on)))

    def _show_rows(self) -> None:
        if self._found:
            self.told.setText(self.tr("Choose the letter that came back."))
            self.table.set_rows([self._row_of(one) for one in self._found])
            return
        self.told.setText(self.tr("These came back already.") if self._returned else self.tr("No mail came back yet."))
        self.table.set_rows(
            [
                TableRow(
                    key=f"returned-{entry.letter_id}",
                    cells=(
                        entry.number,
                        entry.name,
                        label(entry.kind),
                        qt_dates.day_date(entry.dispatched_on) if entry.dispatched_on is not None else "",
                        self._came_back(),
                    ),
                )
                for entry in self._returned
            ]
        )

    def _row_of(self, one: SentLetter) -> TableRow:
        state = self._came_back() if one.returned_on is not None else Cell(text=label(one.method), is_done=True)
        return TableRow(key=one.letter_id, cells=(one.number, one.name, label(one.kind), qt_dates.day_date(one.sent_on), state))

    def _came_back(self) -> Cell:
        return Cell(pill=Pill(state=PillState.THREE_DAYS, text=self.tr("Came back")))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(id="number", title=self.tr("Case"), width=110, may_shorten=False),
            Column(id="name", title=self.tr("Consumer"), heavy=True),
            Column(id="kind", title=self.tr("Letter"), width=190),
            Column(id="sent", title=self.tr("Sent"), width=110, may_shorten=False),
            Column(id="how", title=self.tr("How"), width=150, may_shorten=False),
        )

    def _reasons(self) -> tuple[tuple[str, str], ...]:
        return (
            ("not_known", self.tr("Attempted, not known")),
            ("no_number", self.tr("No such number or street")),
            ("moved", self.tr("Moved, left no address")),
            ("insufficient", self.tr("Insufficient address")),
            ("vacant", self.tr("Vacant")),
            ("unclaimed", self.tr("Unclaimed")),
            ("refused", self.tr("Refused")),
            ("expired", self.tr("Forwarding time expired")),
            (OTHER, self.tr("Other, in the words on it")),
        )

    def _today(self) -> date:
        desk = self.office.desk
        assert desk is not None, "dates are typed while somebody is signed in"
        return desk.today()

    def _lay_out(self) -> None:
        top, low = QWidget(), QWidget()
        above, below = QVBoxLayout(top), QVBoxLayout(low)
        for part in (self.summary, self.search_row, self.told):
            above.addWidget(part)
        for row in (self.on_row, self.why_row, self.note_row):
            below.addWidget(row)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.table, 1)
        column.addWidget(low)
        self.area = ScrollArea()
        self.area.setObjectName("returned_scroll")
        self.area.setAccessibleName(self.tr("Returned mail"))
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(content)
        foot = FlowRow(self.act, at_right=True)  # where no notice of what was just done lies over it
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.area, 1)
        outer.addWidget(foot)

        def dress() -> None:
            px = current().px
            for layout in (above, below):
                layout.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.PAGE_RIGHT), px(Space.S))
                layout.setSpacing(px(Space.ROWS))
            outer.setContentsMargins(0, 0, 0, px(Space.M))
            foot.setContentsMargins(px(Space.PAGE_LEFT), px(Space.S), px(Space.PAGE_RIGHT), 0)
            self.table.setMinimumHeight(px(140))

        follow_theme(self, dress)
