"""The cases section: the list left, the case right; one of the two where large text leaves room for one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet
from caseapp.services.notes import write_note
from caseapp.services.views import CaseView
from caseapp.ui.cases.case_doings import CaseDoings
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_list_pane import CaseListPane
from caseapp.ui.cases.case_reading import CaseReading, read_case
from caseapp.ui.cases.case_record import CaseRecord
from caseapp.ui.cases.decide_panel import DecidePanel
from caseapp.ui.cases.facts_rows import WHY
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import LINK_INSET, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea

"""Room kept above and below a control that gets the focus, so that its label and its next fields are seen too."""

RECORD_MIN = 480
"""Less room than this beside the list (at 100 %): list and case take turns."""


class CasesPage(Page):
    """Arguments of `on_shown`: ``view`` (a `CaseView` or its code), ``case_id``, ``request_id``, ``tab``, ``act`` (``decide``)."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.set_title(self.tr("Cases"))
        self._case_id = ""
        self._request_id = ""
        self._reading: CaseReading | None = None
        self._wants_decide = False
        self._is_narrow = False
        self.pane = CaseListPane(office)
        self.record = CaseRecord()
        self.doings = CaseDoings(office, self, self)
        self._decide: DecidePanel | None = None
        self.back = LinkButton(self.tr("Back to the list"), name="cases_back", icon="arrow-left", key="Esc", on_click=self.show_list)
        self._nothing = EmptyState(
            icon="tray",
            title=self.tr("No case chosen"),
            sentence=self.tr("Choose a case in the list: arrows move, Enter opens."),
            name="cases_nothing",
        )
        self._record_scroll = self._scrolled(self.record, "case_scroll")
        self._right = QStackedWidget()
        for part in (self._nothing, self._record_scroll):
            self._right.addWidget(part)
        self._right_side = QWidget()
        right = QVBoxLayout(self._right_side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        self._back_line = QHBoxLayout()
        self._back_line.addWidget(self.back)
        self._back_line.addStretch(1)
        right.addLayout(self._back_line)
        right.addWidget(self._right, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addWidget(self._right_side, 1)
        self.back.hide()
        self._is_record_open = False
        self._connect()
        follow_theme(self, self._arrange)

    # What the window calls

    def on_shown(self, **arguments: object) -> None:
        view = arguments.get("view")
        if view is not None:
            self.pane.show_view(CaseView(str(view)))
        case_id = arguments.get("case_id")
        if isinstance(case_id, str):
            request_id = arguments.get("request_id")
            self._wants_decide = arguments.get("act") == "decide"
            self.open_case(case_id, request_id if isinstance(request_id, str) else "")
            tab = arguments.get("tab")
            if isinstance(tab, str):
                self.record.go_to_tab(tab)
        super().on_shown(**arguments)

    def concerns(self, change: ChangeSet) -> bool:
        return bool(change.areas & {"cases", "deadlines", "letters", "tasks", "drafts", "operators", "organisation"})

    def reload(self) -> None:
        self.pane.reload()
        self._read_counts()
        if self._case_id:
            self._read_case()

    def forget(self) -> None:
        self._write_begun_notes()
        self.pane.forget()
        self.record.forget()
        if self._decide is not None:
            self._decide.forget()
        self._reading = None
        self._right.setCurrentWidget(self._nothing)
        super().forget()

    def primary_act(self) -> None:
        if self.is_deciding:
            self.decide.write_answer()
        elif self.record.step is not None and self._reading is not None:
            self.doings.do_act(self.record.step.act)

    def first_focus(self) -> QWidget | None:
        if self.is_deciding:
            return self.decide.first_focus()
        return self.record.timeline if self._is_narrow and self._is_record_open else self.pane.list

    def panes(self) -> tuple[QWidget, ...]:
        shown: list[QWidget] = [self.pane] if self.pane.isVisible() else []
        if self._right_side.isVisible():
            if self.is_deciding:
                shown.append(self.decide)
            else:
                shown.extend((self.record.timeline, self.record.facts_panel, self.record.header))
        return tuple(shown)

    # What keys and menus call

    @property
    def decide(self) -> DecidePanel:
        """The panel to decide in, made when it is first wanted: most cases are only looked at."""
        if self._decide is None:
            self._decide = DecidePanel(self.office)
            self._decide.left.connect(self.close_decide)
            self._decide.letter_drafted.connect(self.doings.open_letter)
            self._right.addWidget(self._decide)
            application = QApplication.instance()
            assert isinstance(application, QApplication), "a page stands in a running window"
            application.focusChanged.connect(self._follow_focus)
        return self._decide

    @property
    def is_deciding(self) -> bool:
        return self._decide is not None and self._right.currentWidget() is self._decide

    @property
    def reading(self) -> CaseReading | None:
        """The case as it was read, or None."""
        return self._reading

    @property
    def facts(self) -> CaseFacts | None:
        """The case and the right shown, or None."""
        return self.record.facts if self._reading is not None else None

    def why_target(self) -> WhyTarget | None:
        """Return the date that is asked about: of the fact that is current, else the next one of the right shown."""
        facts = self.facts
        if facts is None or facts.is_foreign_draft:
            return None
        panel = self.record.facts_panel
        key = str(panel.current_key or "") if panel.hasFocus() else ""
        due = facts.next_due or facts.answer
        deadline_id = key.removeprefix(WHY) if key.startswith(WHY) else due.id if due is not None else ""
        return WhyTarget(case_id=facts.case.id, deadline_id=deadline_id, request_id=facts.request_id)

    def ask_why(self) -> None:
        """Tell why the date of the current fact is what it is."""
        # Late: the dialog brings the whole explanation with it, and most days nobody asks.
        from caseapp.ui.why_dialog import ask_why

        target = self.why_target()
        if target is not None and str(self.record.facts_panel.current_key or "").startswith(WHY):
            ask_why(self.office, self, target)

    def ask_why_of_ruler(self) -> None:
        """Tell why the next date of the right shown is what it is."""
        # Late: as in `ask_why`.
        from caseapp.ui.why_dialog import ask_why

        target = self.why_target()
        if target is not None:
            ask_why(self.office, self, target)

    def _ask_why_of_row(self, case_id: object) -> None:
        # Late: as in `ask_why`.
        from caseapp.ui.why_dialog import ask_why

        ask_why(self.office, self, WhyTarget(case_id=str(case_id)))

    def open_case(self, case_id: str, request_id: str = "") -> None:
        """Show a case; its row becomes current when it is in the list."""
        if case_id != self._case_id or not self._reading:
            self._case_id, self._request_id = case_id, request_id
            self._read_case()
        elif request_id and request_id != self._request_id:
            self.show_right(request_id)
        elif self._wants_decide:
            self.open_decide()
        self.pane.mark_case(case_id)
        self._is_record_open = True
        self._arrange()

    def show_list(self) -> None:
        """Go back to the list where list and case take turns, else into it."""
        self._is_record_open = False
        self._arrange()
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_right(self, request_id: str) -> None:
        """Show another right of the case."""
        self._request_id = request_id
        self._show()

    def next_right(self) -> None:
        """Show the next right of the case."""
        facts = self.facts
        if facts is not None and len(facts.requests) > 1:
            ids = [one.id for one in facts.requests]
            self.show_right(ids[(ids.index(facts.request_id) + 1) % len(ids)])

    def open_decide(self) -> None:
        """Decide the right shown."""
        facts = self.facts
        self._wants_decide = False
        desk = self.office.desk
        if facts is None or facts.request is None or desk is None or not desk.operator.may(Act.DECIDE):
            return
        self.decide.show_request(facts.request_id)
        self._right.setCurrentWidget(self.decide)
        self._is_record_open = True
        self._arrange()
        self.decide.take_focus()

    def close_decide(self) -> None:
        """Go back from deciding to the case."""
        self._right.setCurrentWidget(self._record_scroll if self._reading is not None else self._nothing)
        self._arrange()
        self._read_case()
        self.record.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    # Inside

    def _connect(self) -> None:
        self.pane.case_shown.connect(self._case_shown)
        self.pane.case_opened.connect(self._case_opened)
        self.pane.view_chosen.connect(self._choose_view)
        self.record.header.act_requested.connect(self.doings.act)
        self.record.header.right_chosen.connect(self.show_right)
        self.record.letter_opened.connect(self.doings.open_letter)
        self.record.document_opened.connect(self.doings.open_document)
        self.record.task_entered.connect(self.doings.enter_task)
        self.record.facts_panel.row_opened.connect(lambda _key: self.ask_why())
        self.record.ruler.asked.connect(self.ask_why_of_ruler)
        self.pane.list.date_asked.connect(self._ask_why_of_row)
        self.record.note_box.written.connect(self._write_note)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self, self.pane.open_filter)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self._right_side, self._escape)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep in view what has the focus while deciding: Enter and keys move it to fields below, and only Tab lets Qt scroll."""
        if now is not None and self._decide is not None and self._decide.isAncestorOf(now):
            self._decide.keep_in_view(now)

    def _escape(self) -> None:
        if self.is_deciding:
            self.close_decide()
        else:
            self.show_list()

    def _choose_view(self, view: object) -> None:
        assert isinstance(view, CaseView)
        self.office.navigate("cases", view=view.value)

    def _case_shown(self, case_id: str) -> None:
        if not self._is_narrow:
            self._turn_to(case_id)

    def _case_opened(self, case_id: str) -> None:
        self._turn_to(case_id)
        self._is_record_open = True
        self._arrange()
        self.record.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_to(self, case_id: str) -> None:
        if case_id != self._case_id or self._reading is None:
            self._case_id, self._request_id = case_id, ""
            self.pane.mark_case(case_id)
            self._read_case()

    def _read_case(self) -> None:
        case_id = self._case_id

        def done(reading: CaseReading) -> None:
            if case_id == self._case_id and self.office.desk is not None:
                self._reading = reading
                self._show()

        def failed(error: Exception) -> None:
            self._reading = None
            self._case_id = ""
            self._right.setCurrentWidget(self._nothing)
            self.office.messages.show_trouble(error)

        self.office.run(self, lambda desk: read_case(desk, case_id), done, failed, key="case")

    def _show(self) -> None:
        reading, desk = self._reading, self.office.desk
        if reading is None or desk is None:
            return
        operator = desk.operator
        facts = CaseFacts(
            reading.detail,
            self._request_id,
            today=reading.today,
            zone=reading.zone,
            operator_id=operator.id,
            sees_names=operator.may(Act.SEE_NAMES),
            two_approve=reading.two_approve,
            grounds=reading.grounds,
        )
        self._request_id = facts.request_id
        self.record.show_case(facts, reading.offers.get(facts.request_id), operator)
        if self.is_deciding and self.decide.request_id == facts.request_id:
            self.decide.show_request(facts.request_id)
        else:
            self._right.setCurrentWidget(self._record_scroll)
        if self._wants_decide:
            self.open_decide()
        self.primary_changed.emit()

    def _read_counts(self) -> None:
        self.office.run(
            self,
            lambda desk: desk.queries.view_counts(today=desk.today(), operator_id=desk.operator.id),
            self.pane.set_counts,
            key="counts",
        )

    def _write_note(self, text: str) -> None:
        facts = self.facts
        if facts is None:
            return
        case_id = facts.case.id
        self.office.run(self, lambda desk: write_note(desk, case_id, text), lambda _: self.record.note_box.done(case_id, text))

    def _write_begun_notes(self) -> None:
        """What was begun is written when the window locks: nothing typed is lost, and nothing typed stays on the screen."""
        for case_id, text in self.record.note_box.begun().items():
            self.office.run(self, partial(write_note, case_id=case_id, text=text))

    @staticmethod
    def _scrolled(part: QWidget, name: str) -> ScrollArea:
        scroll = ScrollArea()
        scroll.setObjectName(name)
        scroll.setWidget(part)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _arrange(self) -> None:
        """List and case side by side, or one of them."""
        px = current().px
        self._is_narrow = self.width() < px(Size.CASE_LIST) + px(RECORD_MIN)
        self.pane.set_wide(self._is_narrow)
        self.pane.setVisible(not self._is_narrow or not self._is_record_open)
        self._right_side.setVisible(not self._is_narrow or self._is_record_open)
        self.back.setVisible(self._is_narrow and self._is_record_open and not self.is_deciding)
        # The words of a link stand on the left edge of the page, its ring outside of it.
        shown = self.back.isVisibleTo(self._right_side)
        self._back_line.setContentsMargins(px(Space.PAGE_LEFT) - px(LINK_INSET), px(Space.S) if shown else 0, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
