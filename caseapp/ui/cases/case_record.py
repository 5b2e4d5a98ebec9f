"""The page of one case: head, ruler, tabs, timeline, facts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.extension import ExtensionOffer
from caseapp.domain.operators import Act, Operator
from caseapp.domain.status import RequestStatus
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_header import CaseHeader
from caseapp.ui.cases.case_tabs import CaseTabs
from caseapp.ui.cases.extension_words import why_not_extended
from caseapp.ui.cases.facts_rows import facts_rows
from caseapp.ui.cases.next_step import NextStep, next_step
from caseapp.ui.cases.note_box import NoteBox
from caseapp.ui.cases.timeline import OPENS_DOCUMENT, OPENS_LETTER, timeline
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT
from caseapp.ui.widgets.day_ruler import DayRuler, RulerData
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.facts_panel import FactsPanel
from caseapp.ui.widgets.tabs import Tab, TextTabs
from caseapp.ui.widgets.timeline_view import TimelineView

SIDE_BY_SIDE_FROM = 640
"""Narrower than this (at 100 %), the facts stand under the timeline."""


COLUMNS_FROM = 560
"""Narrower than this, tables leave out what is told elsewhere."""


class CaseRecord(QWidget):
    """Shows a case; asks for acts by signals and does none itself.

    Signals:
        letter_opened, document_opened: id of what was entered. task_entered: id of a task.
    """

    letter_opened = Signal(str)
    document_opened = Signal(str)
    task_entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facts: CaseFacts | None = None
        self.step: NextStep | None = None
        self._tab_ids: tuple[str, ...] = ()
        self.setObjectName("case_record")
        self.header = CaseHeader()
        self.banner = Banner(name="case_banner", state=PillState.EXTENDED)
        self.banner.hide()
        self.ruler = DayRuler(name="case_ruler", asks=True)
        self.tabs = TextTabs(name="case_tabs", label=self.tr("Parts of the case"), margin=24)
        self.timeline = TimelineView(name="case_timeline", label=self.tr("Timeline"))
        self.note_box = NoteBox()
        self.facts_panel = FactsPanel(name="case_facts", label=self.tr("Facts of the case"))
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.note_box)
        self._stack = CaseTabs(first)
        self._lay_out()
        self._connect()
        follow_theme(self, self._dress)

    def show_case(self, facts: CaseFacts, offer: ExtensionOffer | None, operator: Operator) -> None:
        """Show a case and one of its rights."""
        is_other = self.facts is None or self.facts.case.id != facts.case.id
        self.facts = facts
        self.step = next_step(facts, operator)
        self.header.show_case(facts, self.step, operator, why_not_extended(facts, offer))
        self._show_ruler(facts, offer)
        self._show_banner(facts)
        self.timeline.set_rows(timeline(facts, self.step))
        self.note_box.show_case(facts.case.id, may_write=operator.may(Act.WRITE_NOTES))
        self.facts_panel.set_facts(facts_rows(facts))
        self._stack.show_case(facts, operator)
        self._show_tabs(facts, operator)
        if is_other:
            self.timeline.scrollToTop()
            self.facts_panel.scrollToTop()

    def forget(self) -> None:
        """Drop everything shown."""
        self.facts = None
        self.step = None
        self.note_box.forget()
        self.ruler.clear()
        self.timeline.set_rows(())
        self.facts_panel.set_facts(())
        self._stack.forget()
        self.header.name.setText("")
        self.header.pill.set_pill(None)
        for words in (self.header.number, self.header.rights, self.header.received, self.header.owner, self.header.state):
            words.setText("")

    def show_tab(self, tab: str) -> None:
        self._stack.show_tab(tab)

    def go_to_tab(self, tab: str) -> None:
        """Bring a tab to the front from outside; one that this role has not changes nothing."""
        if tab in self._tab_ids:
            self.tabs.set_current(tab)
            self.show_tab(tab)

    def write_note(self) -> None:
        """Go to where a note is written."""
        self.go_to_tab("timeline")
        self.note_box.start()

    def _show_tabs(self, facts: CaseFacts, operator: Operator) -> None:
        detail = facts.detail
        open_tasks = sum(1 for task in detail.tasks if task.done_at is None)
        tabs = [
            Tab(id="timeline", text=self.tr("Timeline")),
            Tab(id="tasks", text=self.tr("Tasks"), count=open_tasks),
            Tab(id="documents", text=self.tr("Documents"), count=len(detail.documents)),
            Tab(id="letters", text=self.tr("Letters"), count=len(detail.letters)),
            Tab(id="notes", text=self.tr("Notes"), count=len(detail.notes)),
        ]
        if operator.may(Act.READ_HISTORY):
            tabs.append(Tab(id="history", text=self.tr("History"), count=len(detail.history)))
        self._tab_ids = tuple(tab.id for tab in tabs)
        self.tabs.set_tabs(tabs)
        self.show_tab(self.tabs.current)

    def _show_ruler(self, facts: CaseFacts, offer: ExtensionOffer | None) -> None:
        answer = facts.answer
        self.ruler.setVisible(answer is not None)
        if answer is None:
            return
        confirm = facts.deadline(DeadlineKind.CONFIRM_RECEIPT)
        request = facts.request
        ended = (request.answered_on or request.closed_on) if request is not None else None
        extended = offer.extended if offer is not None else None
        can_extend = ended is None and offer is not None and (offer.allowed or self._is_proposed(facts))
        self.ruler.set_ruler(
            RulerData(
                received_on=facts.received_on,
                today=facts.today,
                plan_by_on=answer.plan_by_on,
                last_day_on=answer.last_day_on,
                mail_by_on=answer.mail_by_on,
                extended_last_on=extended.last_day_on if extended is not None and can_extend else None,
                confirmed_on=confirm.met_on if confirm is not None else None,
                confirm_by_on=confirm.last_day_on if confirm is not None else None,
                state=facts.pill().state,
                answered_on=ended,
                is_extended=facts.is_extended,
            )
        )

    @staticmethod
    def _is_proposed(facts: CaseFacts) -> bool:
        extension = facts.extension()
        return extension is not None and extension.state is ExtensionState.PROPOSED

    def _show_banner(self, facts: CaseFacts) -> None:
        """Say the one fact that changes how the dates above are read."""
        request, extension = facts.request, facts.extension()
        if request is None or request.status is RequestStatus.CLOSED:
            self.banner.hide()
        elif extension is not None and extension.state is ExtensionState.PROPOSED:
            notice = facts.deadline(DeadlineKind.EXTENSION_NOTICE)
            by = notice.mail_by_on or notice.plan_by_on if notice is not None else facts.today
            line = self.tr("In force when its notice is mailed, by {date}. Until then the first dates stand.")
            self.banner.show_text(self.tr("Extension proposed"), line.format(date=qt_dates.day_date(by)), state=PillState.EXTENDED)
        elif extension is not None and extension.state is ExtensionState.IN_FORCE_LENIENT:
            line = self.tr("Its notice left after the strict last day. Answer by the first dates if you can.")
            self.banner.show_text(self.tr("Extended on the lenient reading only"), line, state=PillState.TEN_DAYS)
        elif request.answer_as is not None:
            line = self.tr("No specific piece may leave. The clock of the receipt goes on.")
            self.banner.show_text(self.tr("Will be answered as categories in this case"), line, state=PillState.WAITING)
        elif request.returned_on is not None:
            line = self.tr("Find an address and send it again. The day of the first mailing stays in the record.")
            title = self.tr("The answer came back {date}").format(date=qt_dates.day_date(request.returned_on))
            self.banner.show_text(title, line, state=PillState.THREE_DAYS)
        else:
            self.banner.hide()

    def _connect(self) -> None:
        self.tabs.tab_changed.connect(self.show_tab)
        self.timeline.row_opened.connect(self._open)
        self.timeline.link_opened.connect(self._open)
        self._stack.letter_opened.connect(self.letter_opened)
        self._stack.document_opened.connect(self.document_opened)
        self._stack.task_entered.connect(self.task_entered)
        self.note_box.left.connect(lambda: self.timeline.setFocus(Qt.FocusReason.OtherFocusReason))

    def _open(self, key: object) -> None:
        words = str(key)
        if words.startswith(OPENS_LETTER):
            self.letter_opened.emit(words.removeprefix(OPENS_LETTER))
        elif words.startswith(OPENS_DOCUMENT):
            self.document_opened.emit(words.removeprefix(OPENS_DOCUMENT))

    def _lay_out(self) -> None:
        self._above = QVBoxLayout()
        self._above.addWidget(self.banner)
        self._above.addWidget(self.ruler)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._body.addWidget(self._stack, 1)
        self._body.addWidget(self.facts_panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._above)
        column.addWidget(self.tabs)
        column.addLayout(self._body, 1)

    def _dress(self) -> None:
        px = current().px
        self._above.setSpacing(px(8))
        self._arrange()

    def _arrange(self) -> None:
        """Put the facts beside the timeline where there is room, else under it; large text scrolls."""
        px = current().px
        is_wide = self.width() >= px(SIDE_BY_SIDE_FROM)
        self.header.set_compact(not is_wide and current().text_percent >= LARGE_TEXT_PERCENT)
        self._above.setContentsMargins(px(24), px(10 if is_wide else 4), px(20), px(6 if is_wide else 2))
        self._stack.set_narrow(not is_wide and self.width() < px(COLUMNS_FROM))
        if is_wide:
            self._body.setDirection(QBoxLayout.Direction.LeftToRight)
            self.facts_panel.setFixedWidth(px(Size.FACTS))
            self.facts_panel.setMinimumHeight(px(120))
            self.facts_panel.setMaximumHeight(16_777_215)
            self._stack.setMinimumHeight(px(170))
        else:
            self._body.setDirection(QBoxLayout.Direction.TopToBottom)
            self.facts_panel.setMinimumWidth(0)
            self.facts_panel.setMaximumWidth(16_777_215)
            self.facts_panel.setFixedHeight(px(260))
            self._stack.setMinimumHeight(px(250))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("surface"))
        painter.end()
