"""Home (Ctrl+1): what waits for whoever sits here, by role."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.case import TaskCode
from caseapp.domain.operators import Act, Role
from caseapp.services.changes import ChangeSet
from caseapp.services.notes import finish_task
from caseapp.services.overview import HomeSheet, home_sheet
from caseapp.services.views import TaskEntry
from caseapp.ui import qt_dates
from caseapp.ui.home import home_lines
from caseapp.ui.home.home_figures import DRAFTS, TASKS, HomeFigure, figures_for
from caseapp.ui.home.home_lines import BATCH, CASE, DRAFT, SECTION, TASK, Line
from caseapp.ui.home.record_lines import law_lines, record_lines, reminder_lines
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.case_list_view import CaseListView
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.figure_strip import FigureLink, FigureStrip
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import hairline, vertical_hairline
from caseapp.ui.widgets.words import hint, page_title, panel_title

TASK_DONE_KEY = "Ctrl+Shift+D"
BIG_WIDTH, BIG_HEIGHT = 300, 56
CASE_KEY_PARTS = 3
LARGE_TEXT_PERCENT = 140
AREAS = frozenset({"cases", "deadlines", "letters", "batches", "drafts", "tasks", "operators", "duties", "retention"})


class HomePage(Page):
    """Figures that lead to their lists, what is due next, and beside it tasks, drafts and what else the roles have."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.setObjectName("home_page")
        self.set_title(self.tr("Home"))
        self._sheet: HomeSheet | None = None
        self._figures: tuple[tuple[HomeFigure, FigureLink], ...] = ()
        self.day = page_title()
        self.who = hint()
        self.who.setWordWrap(True)
        self.primary = KeyButton("", ButtonKind.PRIMARY, name="home_primary", large=True, on_click=self.primary_act)
        self.strip = FigureStrip(name="home_figures")
        self.main_title = panel_title()
        self.main = CaseListView(name="home_main", label=self.tr("What is due"), asks_dates=True)
        self.empty = EmptyState(icon="check", title="", sentence="", name="home_empty")
        self.main_stack = QStackedWidget()
        self.main_stack.addWidget(self.main)
        self.main_stack.addWidget(self.empty)
        self.side = CaseListView(name="home_side", label=self.tr("Tasks and drafts"))
        self.done = KeyButton(self.tr("Task is done"), icon="check", key=TASK_DONE_KEY, name="home_task_done", on_click=self.finish_task)
        self.done_words = hint()
        self._lay_out()
        for rows in (self.main, self.side):
            rows.row_opened.connect(self._open)
        self.side.row_shown.connect(lambda _key: self._show_done())
        self.main.date_asked.connect(self._ask_why)
        follow_theme(self, self._dress)

    # Page

    def concerns(self, change: ChangeSet) -> bool:
        return not change.areas.isdisjoint(AREAS)

    def reload(self) -> None:
        self.office.run(self, home_sheet, self._show, key="home")

    def forget(self) -> None:
        super().forget()
        self._sheet = None
        self.main.set_rows(())
        self.side.set_rows(())
        self.who.setText("")
        for _, link in self._figures:
            link.set_figure("")

    def first_focus(self) -> QWidget | None:
        if self._sheet is not None and not self._sheet.due and self.primary.isVisible():
            return self.primary
        return self.main if self.main_stack.currentWidget() is self.main else self.primary

    def panes(self) -> tuple[QWidget, ...]:
        return (self.strip, self.main_stack, self.side_pane) if self.side_pane.isVisible() else (self.strip, self.main_stack)

    def primary_act(self) -> None:
        """Do what this role does next: open the most urgent case, take a call, go to the print queue, or go to Admin."""
        target = self._primary_target()
        if target == "due" and self._sheet is not None:
            self.office.navigate("cases", case_id=self._sheet.due[0].case_id)
        elif target == "phone":
            self.office.navigate("new_request", start="phone")
        elif target:
            self.office.navigate(target)

    def finish_task(self) -> None:
        """Mark the task that is current in the list as done."""
        entry = self._current_task()
        if entry is None or not self.done.isEnabled():
            return

        def done(_change: ChangeSet) -> None:
            words = self.tr("Task done: {task}, {number}").format(task=label(entry.task.code), number=entry.number)
            self.office.messages.notice(words)

        self.office.run(self, lambda desk: finish_task(desk, entry.task.id), done)

    # Inside

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self.day)
        titles.addWidget(self.who)
        self._head.addLayout(titles, 1)
        self._head.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignTop)
        left = QVBoxLayout()
        left.addWidget(self.main_title)
        left.addWidget(self.main_stack, 1)
        self._left = left
        self.side_pane = _SidePane()
        self.side_pane.setObjectName("home_side_pane")
        self._right = QVBoxLayout(self.side_pane)
        self._right.addWidget(self.side, 1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        self._foot.addWidget(self.done_words)
        self._right.addLayout(self._foot)
        self._body = QHBoxLayout()
        self._body.addLayout(left, 3)
        self._body.addWidget(self.side_pane, 2)
        self._beside = QWidget()
        self._body.addWidget(self._beside, 2)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._column = QVBoxLayout(content)
        self._column.addLayout(self._head)
        self._figure_row = QHBoxLayout()
        self._figure_row.addWidget(self.strip)
        self._column.addLayout(self._figure_row)
        self._column.addLayout(self._body, 1)
        area = ScrollArea()
        area.setObjectName("home_scroll")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _show(self, sheet: HomeSheet) -> None:
        desk = self.office.desk
        if desk is None:
            return
        self._sheet = sheet
        self.day.setText(qt_dates.weekday_date(sheet.today))
        roles = ", ".join(label(role) for role in desk.operator.roles)
        self.who.setText(self.tr("{name}, {roles}").format(name=desk.operator.name, roles=roles))
        self._show_figures(sheet)
        main, side = self._lists(sheet, desk.business_zone)
        self.main.set_rows(main)
        self.side.set_rows(side)
        self.side_pane.setVisible(bool(side))
        self.main_stack.setCurrentWidget(self.main if main else self.empty)
        self.main_title.setText(self._main_words(sheet))
        # Alone on the page, a list would part its names from what stands at its right end.
        self._beside.setVisible(not side)
        self._show_empty()
        self._show_primary()
        self._show_done()

    def _lists(self, sheet: HomeSheet, zone: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        today = sheet.today
        first = home_lines.first_step_lines(sheet, self.office.roles)
        due = home_lines.due_lines(sheet.due, today) if self._sees_due() else ()
        tasks = home_lines.task_lines(sheet.tasks, today)
        own = (*home_lines.draft_lines(sheet.drafts, today, zone), *home_lines.taken_lines(sheet.taken_today, today))
        batches = home_lines.batch_lines(sheet.batches)
        people = home_lines.operator_lines(sheet.operators)
        law = (*law_lines(sheet.notices), *reminder_lines(sheet.reminders))
        record = record_lines(sheet.store, today, zone, may_back_up=self._has(Role.ADMINISTRATOR)) if self._sees_record() else ()
        if self._sees_due():
            return (*first, *due), (*tasks, *law, *own, *batches, *record, *people)
        if self._has(Role.CALL_AGENT):
            return (*first, *own), (*law, *tasks, *batches, *record, *people)
        if self._has(Role.MAIL_CLERK):
            return (*first, *batches), (*law, *tasks, *record, *people)
        return (*first, *people), (*law, *tasks, *record)

    def _has(self, *roles: Role) -> bool:
        return not self.office.roles.isdisjoint(roles)

    def _sees_due(self) -> bool:
        return self._has(Role.PRIVACY_OFFICER, Role.AUDITOR)

    def _sees_record(self) -> bool:
        return self._has(Role.ADMINISTRATOR, Role.AUDITOR)

    def _main_words(self, sheet: HomeSheet) -> str:
        if not sheet.has_cases and self._has(Role.ADMINISTRATOR, Role.CALL_AGENT, Role.PRIVACY_OFFICER):
            return self.tr("First steps")
        if self._sees_due():
            return self.tr("Next deadlines")
        if self._has(Role.CALL_AGENT):
            return self.tr("My calls")
        if self._has(Role.MAIL_CLERK):
            return self.tr("Batches")
        return self.tr("This office")

    def _show_empty(self) -> None:
        if self._sees_due():
            title, sentence = self.tr("Nothing is due"), self._nothing_due_words(self._sheet.counts.open_cases if self._sheet else 0)
        elif self._has(Role.CALL_AGENT):
            title, sentence = self.tr("No call yet today"), self.tr("Your drafts and the cases you take today show up here.")
        else:
            title, sentence = self.tr("No open batch"), self.tr("Letters wait in the print queue until you make a batch of them.")
        self.empty.set_texts(icon="check", title=title, sentence=sentence)

    def _nothing_due_words(self, open_cases: int) -> str:
        """Nothing is due, and yet there may be work: say where it stands."""
        if open_cases == 0:
            return self.tr("No deadline falls in the next 10 days, and none is overdue.")
        if open_cases == 1:
            return self.tr("No deadline falls in the next 10 days, and none is overdue. 1 case is open; Ctrl+2 goes to it.")
        words = self.tr("No deadline falls in the next 10 days, and none is overdue. {count} cases are open; Ctrl+2 goes to them.")
        return words.format(count=open_cases)

    def _primary_target(self) -> str:
        if self._sheet is None:
            return ""
        if self._has(Role.PRIVACY_OFFICER) and self._sheet.due:
            return "due"
        if self._has(Role.CALL_AGENT, Role.PRIVACY_OFFICER):
            return "phone"
        if self._has(Role.MAIL_CLERK):
            return "print_queue"
        if self._has(Role.ADMINISTRATOR):
            return "admin"
        return "due" if self._sheet.due else ""

    def _show_primary(self) -> None:
        words, icon, key = {
            "due": (self.tr("Open the next deadline"), "arrow-circle-right", "Ctrl+Return"),
            "phone": (self.tr("Phone request"), "phone", "Ctrl+Shift+N"),
            "print_queue": (self.tr("Go to the print queue"), "printer", "Ctrl+Return"),
            "admin": (self.tr("Go to Admin"), "gear-six", "Ctrl+Return"),
        }.get(self._primary_target(), ("", "", ""))
        self.primary.setText(words)
        self.primary.set_icon(icon)
        # Large text keeps the room for the words of the act; its key stays, and stands in the list of keys.
        self.primary.set_key("" if current().text_percent >= LARGE_TEXT_PERCENT else key)
        self.primary.setVisible(bool(words))
        # Whoever takes calls has one thing to do here, and finds it without looking for it.
        is_big = self._has(Role.CALL_AGENT) and self._primary_target() == "phone"
        self.primary.setMinimumSize(current().px(BIG_WIDTH if is_big else 0), current().px(BIG_HEIGHT if is_big else 0))
        self.primary_changed.emit()

    def _show_figures(self, sheet: HomeSheet) -> None:
        wanted = figures_for(self.office.roles)
        if [figure.id for figure, _ in self._figures] != [figure.id for figure in wanted]:
            self._figures = tuple((figure, self._link(figure)) for figure in wanted)
            self.strip.set_links([link for _, link in self._figures])
            self.strip.setVisible(bool(wanted))
        for figure, link in self._figures:
            count = figure.count(sheet.counts)
            link.set_figure(f"{count:,}", figure.words(count, sheet.today))

    def _link(self, figure: HomeFigure) -> FigureLink:
        return FigureLink("", name=f"home_figure_{figure.id}", state=figure.state, on_click=lambda: self._follow(figure))

    def _follow(self, figure: HomeFigure) -> None:
        if figure.section not in (TASKS, DRAFTS):
            self.office.navigate(figure.section, **dict(figure.arguments))
            return
        kind = TASK if figure.section == TASKS else DRAFT
        for rows in (self.side, self.main):
            key = next((k for k in map(rows.row_model.key, rows.row_model.rows) if str(k).startswith(f"{kind}:")), None)
            if key is not None:
                rows.show_key(key)
                rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def why_target(self) -> WhyTarget | None:
        """Return the date of the current row of the list that has the focus, to be asked why."""
        rows = self.side if self.side.hasFocus() else self.main
        return _date_of(rows.current_key)

    def _ask_why(self, key: object) -> None:
        # Late: the dialog brings the whole explanation with it, and most days nobody asks.
        from caseapp.ui.why_dialog import ask_why

        target = _date_of(key)
        if target is not None:
            ask_why(self.office, self.window(), target)

    def _open(self, key: object) -> None:
        kind, place = home_lines.opened(key)
        if kind in (CASE, TASK):
            self.office.navigate("cases", case_id=place)
        elif kind == DRAFT:
            self.office.navigate("new_request", draft_id=place)
        elif kind == BATCH:
            self.office.navigate("print_queue", tab="batches")
        elif kind == SECTION and home_lines.panel_of(key):
            self.office.navigate(place, panel=home_lines.panel_of(key))
        elif kind == SECTION:
            self.office.navigate(place)

    def _show_done(self) -> None:
        may = self.office.desk is not None and self.office.desk.operator.may(Act.WRITE_NOTES)
        has_tasks = may and self._sheet is not None and bool(self._sheet.tasks)
        entry = self._current_task()
        ends_by_act = entry is not None and entry.task.code is TaskCode.DECIDE_LAW
        can_end = entry is not None and not ends_by_act
        self.done.setVisible(has_tasks)
        self.done.setEnabled(can_end)
        self.done_words.setVisible(has_tasks and not can_end)
        self.done_words.setText(
            self.tr("This task ends when you decide which law applies, in its case.")
            if ends_by_act
            else self.tr("Choose a task above to mark it as done.")
        )

    def _current_task(self) -> TaskEntry | None:
        task_id = home_lines.task_of(self.side.current_key)
        if task_id is None or self._sheet is None:
            return None
        return next((entry for entry in self._sheet.tasks if entry.task.id == task_id), None)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(0, px(Space.L), 0, 0)
        self._column.setSpacing(px(Space.M))
        self._head.setContentsMargins(px(Space.PAGE_LEFT), 0, px(Space.PAGE_RIGHT), 0)
        # The words of a figure stand a little inside its box.
        self._figure_row.setContentsMargins(px(Space.PAGE_LEFT - 8), 0, px(Space.PAGE_RIGHT), 0)
        # The words of a row stand a little inside the list, so the list begins left of the margin of the page.
        self._left.setContentsMargins(px(Space.PAGE_LEFT - Space.PANEL), px(Space.S), 0, 0)
        self._left.setSpacing(px(Space.XS))
        self.main_title.setContentsMargins(px(Space.PANEL), 0, 0, px(Space.XS))
        self._right.setContentsMargins(1, px(Space.S), 0, px(Space.M))
        self._right.setSpacing(px(Space.S))
        self._foot.setContentsMargins(px(Space.PANEL), 0, px(Space.PANEL), 0)
        self._foot.setSpacing(px(Space.XS))
        self.main.setMinimumHeight(px(220))
        self.side.setMinimumHeight(px(180))
        if self._sheet is not None:
            self._show_primary()


class _SidePane(QWidget):
    """The ground of what stands beside the main list."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        vertical_hairline(painter, 0, 0, self.height(), theme.color("line_strong"))
        hairline(painter, 0, 0, self.width(), theme.color("line_strong"))
        painter.end()


def _date_of(key: object) -> WhyTarget | None:
    """Return the date of a row by its key, to be asked why; None for what has no date of a case."""
    parts = str(key or "").split(":")
    return WhyTarget(case_id=parts[1], deadline_id=parts[2]) if parts[0] == CASE and len(parts) >= CASE_KEY_PARTS else None
