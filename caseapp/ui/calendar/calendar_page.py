"""Calendar (Ctrl+4): when answers are planned, how much a day carries, and what is on it; as a month or as an agenda."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.calendar import AgendaSheet, MonthSheet, agenda_sheet, day_sheet, month_sheet
from caseapp.services.changes import ChangeSet
from caseapp.services.views import DeadlineEntry
from caseapp.ui import qt_dates
from caseapp.ui.calendar.agenda_pane import AgendaPane
from caseapp.ui.calendar.calendar_bar import MONTH, ROOMY_PERCENT, CalendarBar
from caseapp.ui.calendar.day_cells import cells_of, empty_cells
from caseapp.ui.calendar.day_panel import DayPanel
from caseapp.ui.calendar.holiday_words import holidays_between, one_off_sentence
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.why_button import why_link
from caseapp.ui.widgets.month_model import DayCell
from caseapp.ui.widgets.month_view import MonthView
from caseapp.ui.widgets.scroll_area import ScrollArea

FIRST_YEAR, LAST_YEAR = 2000, 2100
AREAS = frozenset({"cases", "deadlines", "letters", "law"})


class CalendarPage(Page):
    """Month and agenda with the same filter; the day list opens cases."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.setObjectName("calendar_page")
        self.set_title(self.tr("Calendar"))
        self._day: date | None = None
        self._month_sheet: MonthSheet | None = None
        self._agenda: AgendaPane | None = None
        self.bar = CalendarBar()
        self.month = MonthView(name="calendar_month", label=self.tr("Month"))
        self.day = DayPanel()
        self._lay_out()
        self._connect()
        follow_theme(self, self._dress)

    # Page

    def on_shown(self, **arguments: object) -> None:
        on = arguments.get("on")
        if isinstance(on, date):
            self._day = on
            self.bar.switch.set_current(MONTH)
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
            types = self.bar.chosen_types
            self.office.run(self, lambda desk: agenda_sheet(desk, types), self._show_agenda, key="calendar_agenda")

    def forget(self) -> None:
        super().forget()
        self._month_sheet = None
        self.day.forget()
        if self._agenda is not None:
            self._agenda.forget()
        self.month.set_month(self._day or date(FIRST_YEAR, 1, 1), today=date(FIRST_YEAR, 1, 1), capacity=0, cells={})

    def first_focus(self) -> QWidget | None:
        return self.month if self.is_month else self.agenda.list

    def panes(self) -> tuple[QWidget, ...]:
        return (self.bar, self.month, self.day) if self.is_month else (self.bar, self.agenda.list)

    def primary_act(self) -> None:
        """Open the case of the current row."""
        if self.is_month:
            self.day.open_current()
        else:
            self.agenda.open_current()

    # Commands

    @property
    def is_month(self) -> bool:
        return self.bar.is_month

    @property
    def agenda(self) -> AgendaPane:
        """The agenda; made when it is wanted first."""
        if self._agenda is None:
            self._agenda = AgendaPane()
            self._agenda.case_wanted.connect(self._open_case)
            self._agenda.all_wanted.connect(self._show_all)
            self._agenda.add_act(why_link(self.office, self._agenda.why_target, name="calendar_agenda_why"))
            self.stack.addWidget(self._agenda)
        return self._agenda

    def show_as(self, view: str) -> None:
        """Show the month or the agenda, and give it the focus."""
        self.bar.switch.set_current(view)
        self._show_view()
        self.mark_stale()
        self._focus_calendar()

    def go_to_today(self) -> None:
        """Show today; when it is shown already, ask for a day."""
        desk = self.office.desk
        if desk is None:
            return
        if self.is_month and self._day == desk.today() and self.month.hasFocus():
            self.bar.ask_for_day()
            return
        self.go_to(desk.today())

    def go_to(self, on: date) -> None:
        """Show a day in its month, with the focus on it."""
        self.bar.switch.set_current(MONTH)
        self._show_view()
        self._load_month(on)
        self.month.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._keep_in_view()

    # Inside

    def _connect(self) -> None:
        self.bar.turned.connect(self._turn)
        self.bar.today_wanted.connect(self.go_to_today)
        self.bar.view_chosen.connect(self._switched)
        self.bar.narrowed.connect(self.mark_stale)
        self.bar.day_typed.connect(self._jump)
        self.bar.left.connect(self._focus_calendar)
        self.month.day_shown.connect(self._show_day)
        self.month.day_opened.connect(lambda _day: self.day.enter())
        self.month.month_wanted.connect(self._load_month)
        self.day.add_act(why_link(self.office, self.day.why_target, name="calendar_why"))
        self.day.case_wanted.connect(self._open_case)
        self.day.left.connect(lambda: self.month.setFocus(Qt.FocusReason.OtherFocusReason))

    def _open_case(self, case_id: str) -> None:
        self.office.navigate("cases", case_id=case_id)

    def _focus_calendar(self) -> None:
        target = self.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _switched(self, _view: str) -> None:
        self._show_view()
        self.mark_stale()

    def _show_view(self) -> None:
        self.stack.setCurrentWidget(self.month if self.is_month else self.agenda)
        self.day.setVisible(self.is_month)
        if self.is_month:
            self.bar.show_month(self._day)
        else:
            self.bar.show_agenda()

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
        types = self.bar.chosen_types
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
        self._show_cells(on, empty_cells(sheet, on), sheet)

    def _show_cells(self, on: date, cells: dict[date, DayCell], sheet: MonthSheet) -> None:
        self.month.set_month(on, today=sheet.today, capacity=sheet.capacity.a_day, cells=cells)
        self.month.blockSignals(True)
        self.month.show_day(on)
        self.month.blockSignals(False)
        self.bar.show_month(on)
        self._keep_in_view()

    def _show_month(self, on: date, sheet: MonthSheet, entries: tuple[DeadlineEntry, ...]) -> None:
        if self.office.desk is None:
            return
        self._month_sheet = sheet
        self._day = on
        self._show_cells(on, cells_of(sheet), sheet)
        self.bar.show_capacity(sheet.capacity)
        self._show_entries(on, entries)

    def _show_day(self, on: date) -> None:
        self._day = on
        self._keep_in_view()
        types = self.bar.chosen_types
        self.office.run(self, lambda desk: day_sheet(desk, on, types), lambda entries: self._show_entries(on, entries), key="calendar_day")

    def _show_entries(self, on: date, entries: tuple[DeadlineEntry, ...]) -> None:
        sheet = self._month_sheet
        if sheet is None or on != self._day:
            return
        holiday = holidays_between(sheet.lists, on, on).get(on, "")
        closed = " ".join(one_off_sentence(one.kind) for one in sheet.one_off if one.day_on == on)
        self.day.show_day(on, entries, today=sheet.today, capacity=sheet.capacity.a_day, holiday=holiday, one_off=closed)

    def _show_agenda(self, sheet: AgendaSheet) -> None:
        if self.office.desk is not None:
            self.agenda.show_agenda(sheet, is_narrowed=bool(self.bar.chosen_types))

    def _show_all(self) -> None:
        self.bar.types.set_chosen(None)
        self.mark_stale()
        self.agenda.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _jump(self, text: str) -> None:
        desk = self.office.desk
        if desk is None:
            return
        try:
            on = qt_dates.parse_date(text, desk.today(), "day")
        except DomainError as error:
            self.bar.show_problem(self.office.messages.word_error(error))
            return
        if not FIRST_YEAR <= on.year <= LAST_YEAR:
            self.bar.show_problem(self.tr("Choose a day between 2000 and 2100."))
            return
        self.bar.clear_day()
        self.go_to(on)

    def _keep_in_view(self) -> None:
        """Scroll the page to the day with the focus, where the month is taller than the window."""
        content = self._area.widget()
        if content is not None and self.month.is_whole and self.month.hasFocus():
            cell = self.month.visualRect(self.month.currentIndex())
            corner = self.month.viewport().mapTo(content, QPoint(cell.left(), cell.top()))
            for y in (corner.y(), corner.y() + cell.height()):
                self._area.ensureVisible(corner.x(), y, 0, 0)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.month)
        column.addWidget(self.stack, 1)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(left, 1)
        self._body.addWidget(self.day)
        self._area = ScrollArea()
        self._area.setObjectName("calendar_scroll")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _dress(self) -> None:
        px = current().px
        is_large = current().text_percent > ROOMY_PERCENT
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight)
        if is_large:
            self.day.setMinimumWidth(0)
            self.day.setMaximumWidth(16_777_215)
        else:
            self.day.setFixedWidth(px(Size.DAY_LIST))
        self.day.setMinimumHeight(px(260) if is_large else 0)
        self.month.set_whole(is_large)
        self.stack.setMinimumHeight(px(300))
