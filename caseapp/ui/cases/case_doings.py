"""What is done with a case from its page: by the buttons of its head, by its menus, by keys. The page shows; this acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from caseapp.domain.letters import LetterKind
from caseapp.domain.operators import Act
from caseapp.domain.status import OPEN_STATUSES
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.letter_drafts import OFFICER_KINDS
from caseapp.services.letters import draft_answer, draft_letter
from caseapp.services.notices import draft_notice, places_to_write_to
from caseapp.services.organisation import reply_languages
from caseapp.ui.attach_dialog import open_attach_dialog
from caseapp.ui.cases import case_acts, contact_dialogs
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_menu import MenuAct, menu_acts
from caseapp.ui.cases.case_reading import CaseReading
from caseapp.ui.cases.case_record import CaseRecord
from caseapp.ui.cases.extend_dialog import open_extend_dialog
from caseapp.ui.cases.extension_words import why_not_extended
from caseapp.ui.cases.life_acts import LIFE_ACTS
from caseapp.ui.cases.next_step import CaseAct
from caseapp.ui.document_viewer import view_document
from caseapp.ui.labels import label
from caseapp.ui.office import Office


class ShowsCase(Protocol):
    """The page, as far as the acts know it."""

    @property
    def record(self) -> CaseRecord: ...

    @property
    def reading(self) -> CaseReading | None: ...

    @property
    def facts(self) -> CaseFacts | None: ...

    @property
    def is_deciding(self) -> bool: ...

    def open_decide(self) -> None: ...

    def close_decide(self) -> None: ...


class CaseDoings(QObject):
    """Acts on the case that a page shows.

    Args:
        page: shows the case.
        over: the same page as the widget over which dialogs and menus open.
    """

    def __init__(self, office: Office, page: ShowsCase, over: QWidget) -> None:
        super().__init__(over)
        self.office = office
        self._page = page
        self._over = over
        self._is_drafting = False

    @property
    def facts(self) -> CaseFacts | None:
        """The case and the right shown, or None."""
        return self._page.facts

    def do_act(self, act: CaseAct) -> None:
        """Do one of the steps of a case."""
        facts = self.facts
        if facts is None:
            return
        if act is CaseAct.FINISH_INTAKE:
            self.office.navigate("new_request", draft_id=facts.case.id)
        elif act is CaseAct.DECIDE_LAW:
            case_acts.decide_which_law(self.office, self._over, facts)
        elif act is CaseAct.CONFIRM_RECEIPT:
            self.write_letter(LetterKind.CONFIRM_RECEIPT)
        elif act is CaseAct.VERIFY:
            self.verify()
        elif act is CaseAct.DECIDE:
            self._page.open_decide()
        elif act is CaseAct.WRITE_ANSWER:
            self._draft_answer(facts)
        elif act is CaseAct.OPEN_LETTER and self._page.record.step is not None and self._page.record.step.letter_id is not None:
            self.office.navigate("letters", letter_id=self._page.record.step.letter_id)
        elif act is CaseAct.PRINT_QUEUE:
            self.office.navigate("print_queue")
        elif act is CaseAct.CONTACT_DETAILS:
            self.contact_details(at="street")

    def contact_details(self, *, at: str = "name") -> None:
        """Put right how the people of the case are called and reached; of a draft the intake does that."""
        facts = self.facts
        if facts is not None and not facts.case.is_draft and contact_dialogs.people_of(facts):
            contact_dialogs.contact_details(self.office, self._over, facts, at=at)

    def reply(self) -> None:
        """Change how the answer goes out."""
        facts = self.facts
        if facts is not None and not facts.case.is_draft:

            def offer(languages: tuple[str, ...]) -> None:
                contact_dialogs.reply(self.office, self._over, facts, languages)

            self.office.run(self._over, reply_languages, offer)

    def verify(self) -> None:
        """Go to the checklist of the right shown."""
        facts = self.facts
        if facts is not None and facts.request is not None:
            self.office.navigate("verification", case_id=facts.case.id, request_id=facts.request_id)

    def extend(self) -> None:
        """Propose an extension; where there is none, go to the words that say why."""
        facts = self.facts
        if facts is None or self._page.reading is None or facts.request is None:
            return
        offer = self._page.reading.offers.get(facts.request_id)
        why_not = why_not_extended(facts, offer)
        if why_not or offer is None:
            self.office.messages.notice(why_not)
            self._page.record.header.why_not_extended.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        open_extend_dialog(self.office, self._over, facts, offer, self.to_letter)

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
        keys = {
            LetterKind.CONFIRM_RECEIPT: self.tr("&Confirmation of receipt"),
            LetterKind.REQUEST_INFORMATION: self.tr("&Need more information"),
        }
        may_decide = self.office.desk.operator.may(Act.DECIDE)
        for kind in facts.letters_that_fit():
            if kind in OFFICER_KINDS and not may_decide:
                continue
            action = menu.addAction(keys.get(kind) or label(kind))
            action.triggered.connect(lambda _checked=False, kind=kind: self.write_letter(kind))
        for place in places_to_write_to(facts.request, facts.places(), facts.detail.decisions) if may_decide and facts.request else ():
            action = menu.addAction(self.tr("To {name}").format(name=place.name))
            action.triggered.connect(lambda _checked=False, place=place: self._draft(lambda desk: draft_notice(desk, place.id)))
        if may_decide and facts.request is not None and facts.request.status in OPEN_STATUSES:
            answer = menu.addAction(self.tr("The &answer"))
            answer.triggered.connect(lambda _checked=False: self._draft_answer(facts))
        menu.popup(self._page.record.header.letter.mapToGlobal(self._page.record.header.letter.rect().bottomLeft()))

    def note(self) -> None:
        """Go to where a note is written."""
        if self.facts is not None:
            if self._page.is_deciding:
                self._page.close_decide()
            self._page.record.write_note()

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
            open_attach_dialog(self.office, self._over, case_id=facts.case.id, request_id=facts.request_id or None)

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
        more = self._page.record.header.more
        menu.popup(more.mapToGlobal(more.rect().bottomLeft()))

    def do_menu_act(self, act: MenuAct) -> None:
        """Do one of the acts of the menu "more"."""
        facts = self.facts
        if facts is None:
            return
        office = self.office
        if act is MenuAct.ASSIGN:
            case_acts.assign(office, self._over, facts)
        elif act is MenuAct.ATTACH:
            self.attach()
        elif act is MenuAct.CONTACT_DETAILS:
            self.contact_details()
        elif act is MenuAct.REPLY:
            self.reply()
        elif act is MenuAct.MOVE_RECEIPT:
            case_acts.move_the_receipt(office, self._over, facts)
        elif act is MenuAct.DECIDE_LAW:
            case_acts.decide_which_law(office, self._over, facts)
        elif act is MenuAct.UNEXTEND:
            case_acts.take_extension_back(office, self._over, facts)
        elif act is MenuAct.LEVEL:
            self.verify()
        elif act is MenuAct.WITHDRAW:
            case_acts.withdraw(office, self._over, facts)
        elif act is MenuAct.DUPLICATE:
            case_acts.duplicate(office, self._over, facts)
        elif act is MenuAct.REOPEN:
            case_acts.reopen(office, self._over, facts)
        else:
            LIFE_ACTS[act](office, self._over, facts)

    def act(self, name: str) -> None:
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
            self.to_letter(change)

        def failed(error: Exception) -> None:
            self._is_drafting = False
            self.office.messages.show_trouble(error)

        self.office.run(self._over, work, done, failed)

    def to_letter(self, change: ChangeSet) -> None:
        letter_id = change.fact("letter_id")
        if isinstance(letter_id, str):
            self.office.navigate("letters", letter_id=letter_id)

    def open_letter(self, letter_id: str) -> None:
        desk = self.office.desk
        if desk is not None and desk.operator.may(Act.SEE_NAMES):
            self.office.navigate("letters", letter_id=letter_id)
        else:
            self.office.messages.notice(self.tr("A letter names a person. The history shows its fingerprint, and the day it left."))

    def open_document(self, document_id: str) -> None:
        view_document(self.office, self._over, document_id)

    def enter_task(self, task_id: str) -> None:
        facts, desk = self.facts, self.office.desk
        if facts is None or desk is None or not desk.operator.may(Act.WRITE_NOTES):
            return
        task = next((one for one in facts.detail.tasks if one.id == task_id), None)
        if task is not None and task.code == "decide_law" and facts.case.law_undecided:
            if desk.operator.may(Act.DECIDE):
                case_acts.decide_which_law(self.office, self._over, facts)
            return
        is_returned = task is not None and task.code == "returned_mail" and task.done_at is None
        if is_returned and not facts.is_reached_otherwise() and desk.operator.may(Act.DECIDE):
            self.contact_details(at="street")
            return
        case_acts.end_task(self.office, self._over, facts, task_id)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self._over)
        menu.setObjectName(name)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu
