"""The cases section: the list left, the case right; one of the two where large text leaves room for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.letters import LetterKind
from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.letters import draft_answer, draft_letter
from caseapp.services.notes import write_note
from caseapp.services.parties import reply_languages
from caseapp.services.views import CaseView
from caseapp.ui.attach_dialog import open_attach_dialog
from caseapp.ui.cases import case_acts, contact_dialogs
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_list_pane import CaseListPane
from caseapp.ui.cases.case_menu import MenuAct, menu_acts
from caseapp.ui.cases.case_reading import CaseReading, read_case
from caseapp.ui.cases.case_record import CaseRecord
from caseapp.ui.cases.decide_panel import DecidePanel
from caseapp.ui.cases.extend_dialog import open_extend_dialog
from caseapp.ui.cases.extension_words import why_not_extended
from caseapp.ui.cases.facts_rows import WHY
from caseapp.ui.cases.next_step import CaseAct
from caseapp.ui.document_viewer import view_document
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea

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
        self._is_drafting = False
        self.pane = CaseListPane(office)
        self.record = CaseRecord()
        self.decide = DecidePanel(office)
        self.back = LinkButton(self.tr("Back to the list"), name="cases_back", icon="arrow-left", key="Esc", on_click=self.show_list)
        self._nothing = EmptyState(
            icon="tray",
            title=self.tr("No case chosen"),
            sentence=self.tr("Choose a case in the list: arrows move, Enter opens."),
            name="cases_nothing",
        )
        self._record_scroll = self._scrolled(self.record, "case_scroll")
        self._decide_scroll = self._scrolled(self.decide, "decide_scroll")
        self._right = QStackedWidget()
        for part in (self._nothing, self._record_scroll, self._decide_scroll):
            self._right.addWidget(part)
        self._right_side = QWidget()
        right = QVBoxLayout(self._right_side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.decide.forget()
        self._reading = None
        self._right.setCurrentWidget(self._nothing)
        super().forget()

    def primary_act(self) -> None:
        if self._right.currentWidget() is self._decide_scroll:
            self.decide.write_answer()
        elif self.record.step is not None and self._reading is not None:
            self.do_act(self.record.step.act)

    def first_focus(self) -> QWidget | None:
        if self._right.currentWidget() is self._decide_scroll:
            return self.decide.first_focus()
        return self.record.timeline if self._is_narrow and self._is_record_open else self.pane.list

    def panes(self) -> tuple[QWidget, ...]:
        shown: list[QWidget] = [self.pane] if self.pane.isVisible() else []
        if self._right_side.isVisible():
            if self._right.currentWidget() is self._decide_scroll:
                shown.append(self.decide)
            else:
                shown.extend((self.record.timeline, self.record.facts_panel, self.record.header))
        return tuple(shown)

    # What keys and menus call

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

    def do_act(self, act: CaseAct) -> None:
        """Do one of the steps of a case."""
        facts = self.facts
        if facts is None:
            return
        if act is CaseAct.FINISH_INTAKE:
            self.office.navigate("new_request", draft_id=facts.case.id)
        elif act is CaseAct.DECIDE_LAW:
            case_acts.decide_which_law(self.office, self, facts)
        elif act is CaseAct.CONFIRM_RECEIPT:
            self.write_letter(LetterKind.CONFIRM_RECEIPT)
        elif act is CaseAct.VERIFY:
            self.verify()
        elif act is CaseAct.DECIDE:
            self.open_decide()
        elif act is CaseAct.WRITE_ANSWER:
            self._draft_answer(facts)
        elif act is CaseAct.OPEN_LETTER and self.record.step is not None and self.record.step.letter_id is not None:
            self.office.navigate("letters", letter_id=self.record.step.letter_id)
        elif act is CaseAct.PRINT_QUEUE:
            self.office.navigate("print_queue")
        elif act is CaseAct.CONTACT_DETAILS:
            self.contact_details(at="street")

    def contact_details(self, *, at: str = "name") -> None:
        """Put right how the people of the case are called and reached; of a draft the intake does that."""
        facts = self.facts
        if facts is not None and not facts.case.is_draft and contact_dialogs.people_of(facts):
            contact_dialogs.contact_details(self.office, self, facts, at=at)

    def reply(self) -> None:
        """Change how the answer goes out."""
        facts = self.facts
        if facts is not None and not facts.case.is_draft:

            def offer(languages: tuple[str, ...]) -> None:
                contact_dialogs.reply(self.office, self, facts, languages)

            self.office.run(self, reply_languages, offer)

    def verify(self) -> None:
        """Go to the checklist of the right shown."""
        facts = self.facts
        if facts is not None and facts.request is not None:
            self.office.navigate("verification", case_id=facts.case.id, request_id=facts.request_id)

    def open_decide(self) -> None:
        """Decide the right shown."""
        facts = self.facts
        self._wants_decide = False
        if facts is None or facts.request is None:
            return
        self.decide.show_request(facts.request_id)
        self._right.setCurrentWidget(self._decide_scroll)
        self._is_record_open = True
        self._arrange()
        self.decide.take_focus()

    def close_decide(self) -> None:
        """Go back from deciding to the case."""
        self._right.setCurrentWidget(self._record_scroll if self._reading is not None else self._nothing)
        self._arrange()
        self._read_case()
        self.record.timeline.setFocus(Qt.FocusReason.OtherFocusReason)

    def extend(self) -> None:
        """Propose an extension; where there is none, go to the words that say why."""
        facts = self.facts
        if facts is None or self._reading is None or facts.request is None:
            return
        offer = self._reading.offers.get(facts.request_id)
        why_not = why_not_extended(facts, offer)
        if why_not or offer is None:
            self.office.messages.notice(why_not)
            self.record.header.why_not_extended.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        open_extend_dialog(self.office, self, facts, offer, self._to_letter)

    def write_letter(self, kind: LetterKind) -> None:
        """Draft a letter that is no answer, and go to it."""
        facts = self.facts
        if facts is not None:
            case_id, about = facts.case.id, (facts.request_id,)
            self._draft(lambda desk: draft_letter(desk, case_id, kind, request_ids=about))

    def choose_letter(self) -> None:
        """Offer the letters that may be written now."""
        facts = self.facts
        if facts is None or self.office.desk is None:
            return
        menu = self._menu("case_letter_menu")
        for kind, words in (
            (LetterKind.CONFIRM_RECEIPT, self.tr("&Confirmation of receipt")),
            (LetterKind.REQUEST_INFORMATION, self.tr("&Need more information")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, kind=kind: self.write_letter(kind))
        if self.office.desk.operator.may(Act.DECIDE):
            answer = menu.addAction(self.tr("The &answer"))
            answer.triggered.connect(lambda _checked=False: self._draft_answer(facts))
        menu.popup(self.record.header.letter.mapToGlobal(self.record.header.letter.rect().bottomLeft()))

    def note(self) -> None:
        """Go to where a note is written."""
        if self.facts is not None:
            if self._right.currentWidget() is self._decide_scroll:
                self.close_decide()
            self.record.write_note()

    def copy_number(self) -> None:
        """Copy the number of the case shown: what may be said to anybody, so it stays in the clipboard."""
        facts = self.facts
        if facts is None:
            self.office.messages.notice(self.tr("Choose a case first: its number can then be copied."))
            return
        QApplication.clipboard().setText(facts.case.number)
        self.office.messages.notice(self.tr("Copied: {number}").format(number=facts.case.number))

    def attach(self) -> None:
        """Attach a document to the case."""
        facts = self.facts
        if facts is not None:
            open_attach_dialog(self.office, self, case_id=facts.case.id, request_id=facts.request_id or None)

    def open_more(self) -> None:
        """Offer the acts that are needed seldom."""
        facts, desk = self.facts, self.office.desk
        if facts is None or desk is None:
            return
        menu = self._menu("case_more_menu")
        group = 0
        for item in menu_acts(facts, desk.operator):
            if item.group != group and not menu.isEmpty():
                menu.addSeparator()
            group = item.group
            action = menu.addAction(item.text)
            action.setObjectName(f"case_more_{item.act.value}")
            action.triggered.connect(lambda _checked=False, act=item.act: self.do_menu_act(act))
        more = self.record.header.more
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def do_menu_act(self, act: MenuAct) -> None:
        """Do one of the acts of the menu "more"."""
        facts = self.facts
        if facts is None:
            return
        office = self.office
        if act is MenuAct.ASSIGN:
            case_acts.assign(office, self, facts)
        elif act is MenuAct.ATTACH:
            self.attach()
        elif act is MenuAct.CONTACT_DETAILS:
            self.contact_details()
        elif act is MenuAct.REPLY:
            self.reply()
        elif act is MenuAct.MOVE_RECEIPT:
            case_acts.move_the_receipt(office, self, facts)
        elif act is MenuAct.DECIDE_LAW:
            case_acts.decide_which_law(office, self, facts)
        elif act is MenuAct.UNEXTEND:
            case_acts.take_extension_back(office, self, facts)
        elif act is MenuAct.LEVEL:
            self.verify()
        elif act is MenuAct.WITHDRAW:
            case_acts.withdraw(office, self, facts)
        elif act is MenuAct.DUPLICATE:
            case_acts.duplicate(office, self, facts)
        elif act is MenuAct.REOPEN:
            case_acts.reopen(office, self, facts)

    # Inside

    def _connect(self) -> None:
        self.pane.case_shown.connect(self._case_shown)
        self.pane.case_opened.connect(self._case_opened)
        self.pane.view_chosen.connect(self._choose_view)
        self.record.header.act_requested.connect(self._act)
        self.record.header.right_chosen.connect(self.show_right)
        self.record.letter_opened.connect(self._open_letter)
        self.record.document_opened.connect(self._open_document)
        self.record.task_entered.connect(self._enter_task)
        self.record.facts_panel.row_opened.connect(lambda _key: self.ask_why())
        self.record.note_box.written.connect(self._write_note)
        self.decide.left.connect(self.close_decide)
        self.decide.letter_drafted.connect(lambda letter_id: self.office.navigate("letters", letter_id=letter_id))
        for key in ("Ctrl+F",):
            shortcut = QShortcut(QKeySequence(key), self, self.pane.open_filter)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape = QShortcut(QKeySequence("Esc"), self._right_side, self._escape)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _escape(self) -> None:
        if self._right.currentWidget() is self._decide_scroll:
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
        )
        self._request_id = facts.request_id
        self.record.show_case(facts, reading.offers.get(facts.request_id), operator)
        is_deciding = self._right.currentWidget() is self._decide_scroll and self.decide.request_id == facts.request_id
        if is_deciding:
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

    def _act(self, name: str) -> None:
        others = {"letter": self.choose_letter, "note": self.note, "extend": self.extend, "more": self.open_more}
        if name in others:
            others[name]()
        else:
            self.do_act(CaseAct(name))

    def _draft_answer(self, facts: CaseFacts) -> None:
        request_id = facts.request_id
        self._draft(lambda desk: draft_answer(desk, request_id))

    def _draft(self, work: Callable[[Desk], ChangeSet]) -> None:
        """Draft a letter once: a key that is held down must not write it twice."""
        if self._is_drafting:
            return
        self._is_drafting = True

        def done(change: ChangeSet) -> None:
            self._is_drafting = False
            self._to_letter(change)

        def failed(error: Exception) -> None:
            self._is_drafting = False
            self.office.messages.show_trouble(error)

        self.office.run(self, work, done, failed)

    def _to_letter(self, change: ChangeSet) -> None:
        letter_id = change.fact("letter_id")
        if isinstance(letter_id, str):
            self.office.navigate("letters", letter_id=letter_id)

    def _open_letter(self, letter_id: str) -> None:
        desk = self.office.desk
        if desk is not None and desk.operator.may(Act.SEE_NAMES):
            self.office.navigate("letters", letter_id=letter_id)
        else:
            self.office.messages.notice(self.tr("A letter names a person. The history shows its fingerprint, and the day it left."))

    def _open_document(self, document_id: str) -> None:
        view_document(self.office, self, document_id)

    def _enter_task(self, task_id: str) -> None:
        facts, desk = self.facts, self.office.desk
        if facts is None or desk is None or not desk.operator.may(Act.WRITE_NOTES):
            return
        task = next((one for one in facts.detail.tasks if one.id == task_id), None)
        if task is not None and task.code == "decide_law" and facts.case.law_undecided:
            if desk.operator.may(Act.DECIDE):
                case_acts.decide_which_law(self.office, self, facts)
            return
        is_returned = task is not None and task.code == "returned_mail" and task.done_at is None
        if is_returned and not facts.is_reached_otherwise() and desk.operator.may(Act.DECIDE):
            self.contact_details(at="street")
            return
        case_acts.end_task(self.office, self, facts, task_id)

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

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

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
        is_deciding = self._right.currentWidget() is self._decide_scroll
        self.back.setVisible(self._is_narrow and self._is_record_open and not is_deciding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
