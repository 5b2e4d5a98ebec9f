"""Calendar (Ctrl+4): when answers are planned, how much a day carries, and what is on it; as a month or as an agenda."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import RequestType
from caseapp.services.calendar import AgendaSheet, MonthSheet, agenda_sheet, day_sheet, month_sheet, weeks_of
from caseapp.services.capacity import Capacity
from caseapp.services.changes import ChangeSet
from caseapp.services.views import DayLoad, DeadlineEntry
from caseapp.ui import qt_dates
from caseapp.ui.calendar.day_panel import DayPanel
from caseapp.ui.calendar.due_list import DueHeads, DueList
from caseapp.ui.calendar.due_rows import agenda_rows
from caseapp.ui.calendar.holiday_words import holidays_between
from caseapp.ui.labels import short_type
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import IconButton, KeyButton
from caseapp.ui.widgets.month_view import DayCell, MonthView
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.segmented import Segmented
from caseapp.ui.widgets.words import Words, hint, page_title

MONTH, AGENDA = "month", "agenda"
FIRST_YEAR, LAST_YEAR = 2000, 2100
ROOMY_PERCENT = 130
"""Above this text size the day stands under the month instead of beside it."""
AREAS = frozenset({"cases", "deadlines", "letters"})


class CalendarPage(Page):
    """Month and agenda with the same filter; the day list opens cases."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.setObjectName("calendar_page")
        self.set_title(self.tr("Calendar"))
        self._day: date | None = None
        self._month_sheet: MonthSheet | None = None
        self.heading = page_title()
        self.previous = IconButton(
            "caret-left", self.tr("Month before"), name="calendar_previous", key="PgUp", on_click=lambda: self._turn(-1)
        )
        self.next = IconButton("caret-right", self.tr("Month after"), name="calendar_next", key="PgDown", on_click=lambda: self._turn(1))
        self.today_button = KeyButton(self.tr("Today"), key="Ctrl+D", name="calendar_today", on_click=self.go_to_today)
        self.switch = Segmented(
            ((MONTH, self.tr("Month")), (AGENDA, self.tr("Agenda"))), name="calendar_switch", label=self.tr("Calendar as")
        )
        self.types = ChoiceBox(
            ((None, self.tr("All rights")), *((kind, short_type(kind)) for kind in RequestType)),
            name="calendar_types",
            label=self.tr("Right"),
        )
        self.jump = QLineEdit()
        self.jump.setObjectName("calendar_jump")
        self.jump.setAccessibleName(self.tr("Go to a day"))
        self.jump.setPlaceholderText(self.tr("Go to a day"))
        self.jump_problem = Words(ink="overdue", wrap=True)
        self.jump_problem.hide()
        self.capacity = hint()
        self.month = MonthView(name="calendar_month", label=self.tr("Month"))
        self.day = DayPanel()
        self.agenda = DueList(name="calendar_agenda", label=self.tr("Agenda"))
        self.agenda_heads = DueHeads(self.agenda)
        self.empty = EmptyState(
            icon="calendar-blank", title="", sentence="", act_text=self.tr("Show all rights"), on_act=self._show_all, name="calendar_empty"
        )
        self.cut = hint()
        self._lay_out()
        self._connect()
        follow_theme(self, self._dress)

    # Page

    def on_shown(self, **arguments: object) -> None:
        on = arguments.get("on")
        if isinstance(on, date):
            self._day = on
            self.switch.set_current(MONTH)
            self._show_view()
            self.mark_stale()
        super().on_shown()

    def concerns(self, change: ChangeSet) -> bool:
        return not change.areas.isdisjoint(AREAS)

    def reload(self) -> None:
        desk = self.office.desk
        if desk is None:
            return
        if self.is_month:
            self._load_month(self._day or desk.today())
        else:
            types = self._chosen_types()
            self.office.run(self, lambda desk: agenda_sheet(desk, types), self._show_agenda, key="calendar_agenda")

    def forget(self) -> None:
        super().forget()
        self._month_sheet = None
        self.day.forget()
        self.agenda.set_rows(())
        self.month.set_month(self._day or date(FIRST_YEAR, 1, 1), today=date(FIRST_YEAR, 1, 1), capacity=0, cells={})

    def first_focus(self) -> QWidget | None:
        return self.month if self.is_month else self.agenda

    def panes(self) -> tuple[QWidget, ...]:
        return (self.bar, self.month, self.day) if self.is_month else (self.bar, self.agenda)

    def primary_act(self) -> None:
        """Open the case of the current row."""
        if self.is_month:
            self.day.open_current()
        else:
            if not self.agenda.currentIndex().isValid():
                self.agenda.go(1)
            self._open_agenda(self.agenda.current_key)

    # Commands

    @property
    def is_month(self) -> bool:
        return self.switch.current == MONTH

    def show_as(self, view: str) -> None:
        """Show the month or the agenda, and give it the focus."""
        self.switch.set_current(view)
        self._show_view()
        self.mark_stale()
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def go_to_today(self) -> None:
        """Show today; when it is shown already, ask for a day."""
        desk = self.office.desk
        if desk is None:
            return
        if self.is_month and self._day == desk.today() and self.month.hasFocus():
            self.jump.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.jump.selectAll()
            return
        self.go_to(desk.today())

    def go_to(self, on: date) -> None:
        """Show a day in its month, with the focus on it."""
        self.switch.set_current(MONTH)
        self._show_view()
        self._load_month(on)
        self.month.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Inside

    def _lay_out(self) -> None:
        self.bar = QWidget()
        self.bar.setObjectName("calendar_bar")
        first = QHBoxLayout()
        steering: tuple[QWidget, ...] = (self.heading, self.previous, self.next, self.today_button, self.switch)
        narrowing: tuple[QWidget, ...] = (self.types, self.jump, self.capacity)
        for part in steering:
            first.addWidget(part)
        first.addStretch(1)
        second = QHBoxLayout()
        for part in narrowing:
            second.addWidget(part)
        second.addStretch(1)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.bar)
        self._rows.addLayout(first)
        self._rows.addLayout(second)
        self._bar_rows = (first, second)
        agenda = QWidget()
        column = QVBoxLayout(agenda)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.agenda_heads)
        column.addWidget(self.agenda, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.cut)
        self._agenda_column = agenda
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.addWidget(self.bar)
        self._left.addWidget(self.jump_problem)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.month)
        self.stack.addWidget(agenda)
        self._left.addWidget(self.stack, 1)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(self.day)
        area = ScrollArea()
        area.setObjectName("calendar_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _connect(self) -> None:
        self.month.day_shown.connect(self._show_day)
        self.month.day_opened.connect(lambda _day: self.day.enter())
        self.month.month_wanted.connect(self._load_month)
        self.day.case_wanted.connect(lambda case_id: self.office.navigate("cases", case_id=case_id))
        self.day.left.connect(lambda: self.month.setFocus(Qt.FocusReason.OtherFocusReason))
        self.agenda.row_opened.connect(self._open_agenda)
        self.switch.chosen.connect(self._switched)
        self.types.chosen_changed.connect(lambda _value: self.mark_stale())
        self.jump.returnPressed.connect(self._jump)
        self.jump.installEventFilter(self)

    def _chosen_types(self) -> tuple[RequestType, ...]:
        chosen = self.types.chosen()
        return (chosen,) if isinstance(chosen, RequestType) else ()

    def _switched(self, _view: str) -> None:
        self._show_view()
        self.mark_stale()

    def _show_view(self) -> None:
        self.stack.setCurrentWidget(self.month if self.is_month else self._agenda_column)
        self.day.setVisible(self.is_month)
        for part in (self.previous, self.next, self.capacity):
            part.setVisible(self.is_month)
        if not self.is_month:
            self.heading.setText(self.tr("Agenda"))
        elif self._day is not None:
            self.heading.setText(qt_dates.month_title(self._day))

    def _turn(self, step: int) -> None:
        desk = self.office.desk
        if desk is None:
            return
        shown = self._day or desk.today()
        month = shown.year * 12 + shown.month - 1 + step
        self._load_month(date(month // 12, month % 12 + 1, 1))

    def _load_month(self, on: date) -> None:
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            return
        types = self._chosen_types()
        self._turn_at_once(on)

        def show(found: tuple[MonthSheet, tuple[DeadlineEntry, ...]]) -> None:
            self._show_month(on, *found)

        self.office.run(self, lambda desk: (month_sheet(desk, on, types), day_sheet(desk, on, types)), show, key="calendar_month")

    def _turn_at_once(self, on: date) -> None:
        """Show the days before their loads are read, so that the next key begins where this one led."""
        sheet = self._month_sheet
        self._day = on
        if sheet is None or self.month.month_model.shows(on) and self.month.month_model.month == on.replace(day=1):
            return
        first_on, last_on = weeks_of(on)
        holidays = holidays_between(sheet.lists, first_on, last_on)
        cells = {day: DayCell(on=day, holiday=words) for day, words in holidays.items()}
        self._show_cells(on, cells, today=sheet.today, capacity=sheet.capacity.a_day)

    def _show_cells(self, on: date, cells: dict[date, DayCell], *, today: date, capacity: int) -> None:
        self.month.set_month(on, today=today, capacity=capacity, cells=cells)
        self.month.blockSignals(True)
        self.month.show_day(on)
        self.month.blockSignals(False)
        self.heading.setText(qt_dates.month_title(on))

    def _show_month(self, on: date, sheet: MonthSheet, entries: tuple[DeadlineEntry, ...]) -> None:
        if self.office.desk is None:
            return
        self._month_sheet = sheet
        first_on, last_on = weeks_of(sheet.month)
        holidays = holidays_between(sheet.lists, first_on, last_on)
        loads = {load.on: load for load in sheet.days}
        cells = {
            day: _cell(day, loads.get(day), holidays.get(day, ""), is_past=day < sheet.today) for day in (loads.keys() | holidays.keys())
        }
        self._day = on
        self._show_cells(on, cells, today=sheet.today, capacity=sheet.capacity.a_day)
        self.capacity.setText(self.tr("Capacity {count} a day").format(count=sheet.capacity.a_day))
        self.capacity.setToolTip(self._capacity_reason(sheet.capacity))
        self._show_entries(on, entries)

    def _capacity_reason(self, capacity: Capacity) -> str:
        if capacity.is_measured:
            return self.tr("The middle of what was answered on the last 20 working days")
        return self.tr("A usual value, until there are 20 working days to measure")

    def _show_day(self, on: date) -> None:
        self._day = on
        types = self._chosen_types()
        self.office.run(self, lambda desk: day_sheet(desk, on, types), lambda entries: self._show_entries(on, entries), key="calendar_day")

    def _show_entries(self, on: date, entries: tuple[DeadlineEntry, ...]) -> None:
        sheet = self._month_sheet
        if sheet is None or on != self._day:
            return
        holiday = holidays_between(sheet.lists, on, on).get(on, "")
        self.day.show_day(on, entries, today=sheet.today, capacity=sheet.capacity.a_day, holiday=holiday)

    def _show_agenda(self, sheet: AgendaSheet) -> None:
        if self.office.desk is None:
            return
        self.agenda.set_rows(agenda_rows(sheet.entries, sheet.today))
        has_rows = bool(sheet.entries)
        is_narrowed = bool(self._chosen_types())
        self.agenda.setVisible(has_rows)
        self.agenda_heads.setVisible(has_rows)
        self.empty.setVisible(not has_rows)
        self.empty.set_texts(
            icon="funnel-simple" if is_narrowed else "calendar-blank",
            title=self.tr("Nothing of this right is planned") if is_narrowed else self.tr("Nothing is planned"),
            sentence=self.tr("Other rights have deadlines, or none at all. Show all rights to see.")
            if is_narrowed
            else self.tr("Deadlines show up here as soon as a request is taken."),
            act_text=self.tr("Show all rights") if is_narrowed else "",
        )
        self.cut.setVisible(sheet.is_cut)
        self.cut.setText(self.tr("The first {count} are shown. Choose one right to see fewer.").format(count=len(sheet.entries)))

    def _show_all(self) -> None:
        self.types.set_chosen(None)
        self.mark_stale()
        self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_agenda(self, key: object) -> None:
        case_id = self.agenda.due_model.case_of(key)
        if case_id is not None:
            self.office.navigate("cases", case_id=case_id)

    def _jump(self) -> None:
        desk = self.office.desk
        if desk is None or not self.jump.text().strip():
            return
        try:
            on = qt_dates.parse_date(self.jump.text(), desk.today(), "day")
        except DomainError as error:
            self._say_problem(self.office.messages.word_error(error))
            return
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            self._say_problem(self.tr("Choose a day between 2000 and 2100."))
            return
        self._say_problem("")
        self.jump.clear()
        self.go_to(on)

    def _say_problem(self, words: str) -> None:
        self.jump_problem.setText(words)
        self.jump_problem.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._say_problem("")
            self.jump.clear()
            target = self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        px = current().px
        is_large = current().text_percent > ROOMY_PERCENT
        self._rows.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        self._rows.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.M), px(Space.M))
        self._rows.setSpacing(px(Space.S))
        for row in self._bar_rows:
            row.setSpacing(px(Space.S))
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(0)
        self.jump_problem.setContentsMargins(px(Space.PAGE_LEFT), 0, px(Space.PAGE_RIGHT), px(Space.S))
        self.jump.setFixedWidth(px(112))
        self.cut.setContentsMargins(px(Space.PANEL), px(Space.S), 0, px(Space.S))
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        if is_large:
            self.day.setMinimumWidth(0)
            self.day.setMaximumWidth(16_777_215)
        else:
            self.day.setFixedWidth(px(Size.DAY_LIST))
        self.day.setMinimumHeight(px(260) if is_large else 0)
        self.stack.setMinimumHeight(px(300))


def _cell(day: date, load: DayLoad | None, holiday: str, *, is_past: bool) -> DayCell:
    if load is None:
        return DayCell(on=day, holiday=holiday)
    if is_past:
        still_open = load.answers + load.receipts + load.others - load.missed
        return DayCell(on=day, met=load.met, late=load.late, still_open=still_open, holiday=holiday)
    return DayCell(on=day, answers=load.answers, receipts=load.receipts, others=load.others, met=load.met, late=load.late, holiday=holiday)
