"""The page on which a request is taken: the agent types while the caller talks, and nothing typed is lost.

The page joins what the other files of this folder do: `open_form` holds what is open, `step_walk` goes through its steps, `said_lines`
ticks the script, `draft_keeping` saves and finishes, `repeat_watch` shows earlier cases, `waiting_drafts` what was left, `contact_log` what
is no request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.operators import Role
from caseapp.services.changes import ChangeSet
from caseapp.services.contacts import SayableState
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.ui.intake.caller_part import ABOUT_CASE, REQUEST
from caseapp.ui.intake.contact_log import ContactLog
from caseapp.ui.intake.draft_keeping import LAST_LINE, DraftKeeping
from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.frame import IntakeFrame
from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.page_words import saved_lines
from caseapp.ui.intake.paper_picker import PaperPicker
from caseapp.ui.intake.repeat_watch import RepeatWatch
from caseapp.ui.intake.said_lines import SaidLines
from caseapp.ui.intake.saved_view import SavedView, spelled
from caseapp.ui.intake.script_panel import ScriptPanel
from caseapp.ui.intake.session import AUTOSAVE_MS, REPEATS_MS, IntakeSession, OpenedDraft, Sheet
from caseapp.ui.intake.start_view import StartView
from caseapp.ui.intake.step_stack import STEP_COUNT
from caseapp.ui.intake.step_walk import StepWalk
from caseapp.ui.intake.waiting_drafts import WaitingDrafts
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.why_button import why_link

AFTER_FORM_MS = 40


class IntakePage(Page):
    """See the module. Navigation arguments: ``start`` (``phone`` or ``written``), ``draft_id``, ``about_number``."""

    def __init__(self, office: Office, *, autosave_ms: int = AUTOSAVE_MS, repeats_ms: int = REPEATS_MS) -> None:
        super().__init__(office)
        self._is_rehearsed = False
        self.session = IntakeSession(office, self.form, self.claims, autosave_ms=autosave_ms, repeats_ms=repeats_ms, parent=self)
        self._saved_case: str | None = None
        self._resume_sheet: Sheet | None = None
        self.start_view = StartView()
        self.form_view = FormView(self.session.now)
        self.form_view.card.add_act(why_link(office, self.form_view.why_target, name="intake_why"))
        self.saved_view = SavedView(on_new=self.start_phone, on_open=self._open_case, on_drafts=self.show_start)
        self.script = ScriptPanel()
        self.frame = IntakeFrame(self.start_view, self.form_view, self.saved_view, self.script)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.open = OpenForm(office, self.session, self.form_view, self.script, self)
        self.steps = StepWalk(self.session, self.open, self.form_view, self.frame, self)
        self.said = SaidLines(self.session, self.open, self.script, self)
        self.keeping = DraftKeeping(office, self.session, self.open, self.form_view, self.frame, self.script, self)
        self.contacts = ContactLog(office, self)
        self.watch = RepeatWatch(self.session, self.open, self.form_view, self.frame, self.contacts, self)
        self.papers = PaperPicker(self.session, self.open, self)
        self.waiting = WaitingDrafts(office, self.session, self.start_view, self)
        self._connect()
        self._show_view(self.start_view)

    def _connect(self) -> None:
        view = self.form_view
        view.steps.claim_left.connect(self.session.save)
        view.steps.number_edited.connect(self.contacts.look_up)
        view.steps.attach_wanted.connect(self.papers.choose)
        view.save.clicked.connect(self.save_draft)
        view.next.clicked.connect(self.primary_act)
        view.put_aside.clicked.connect(self.put_aside)
        self.open.titled.connect(self.set_title)
        self.steps.moved.connect(self.primary_changed)
        self.watch.closed.connect(self.steps.focus_step)
        self.contacts.found.connect(self._show_state)
        self.contacts.logged.connect(self._logged)
        self.contacts.refused.connect(self.keeping.refused)
        self.contacts.failed.connect(self.keeping.not_saved)
        self.start_view.start_chosen.connect(self._start)
        self.start_view.draft_opened.connect(self.open_draft)
        self.session.opened.connect(self._opened)
        self.session.completed.connect(self._completed)
        self.office.call.ended.connect(lambda _: self.session.save())
        escape = QShortcut(QKeySequence("Esc"), self, self.escape)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def form(self) -> IntakeForm:
        """Return everything that is typed, without the values said for proof."""
        return self.open.form()

    def claims(self) -> tuple[Claim, ...]:
        """Return the values that are typed and not sealed yet."""
        return self.open.claims()

    @property
    def step(self) -> int:
        return self.open.step

    # Begin, open, put aside

    def start_phone(self) -> None:
        """Begin a request by phone; the call's clock starts."""
        self._start(Channel.PHONE)

    def _start(self, channel: object) -> None:
        assert isinstance(channel, Channel)
        self.session.save()
        self.session.let_go()
        if channel is Channel.PHONE:
            self.office.call.end()
            # Once the form stands: the top bar of a call is laid out anew, and both in one turn would hold up the first key.
            QTimer.singleShot(AFTER_FORM_MS, self, self._start_call)
        self._blank(IntakeForm(line_id=str(self.office.settings.get(LAST_LINE) or "")))
        self.session.begin(channel)
        self._open_form(channel)
        self.session.preview()
        self.form_view.caller.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_call(self) -> None:
        if self.office.desk is not None and not self.office.call.is_on:
            self.office.call.start()

    def open_draft(self, draft_id: str) -> None:
        """Open a draft again."""
        self.session.save()
        self.session.let_go()
        self.session.open(draft_id)

    def put_aside(self) -> None:
        """Keep the draft and go back to where requests begin."""
        if self.frame.view is self.form_view:
            self.session.save()
            self.session.let_go()
        self.show_start()

    def save_draft(self) -> None:
        """Save now, with any amount missing."""
        self.session.save()

    def show_start(self, *, written: bool = False) -> None:
        """Show how a request begins, and what waits."""
        self._show_view(self.start_view)
        if not written:
            self.start_view.wait_for_drafts()
        self.mark_stale()
        if written and self.start_view.channel.chosen() is Channel.PHONE:
            self.start_view.channel.set_chosen(Channel.MAIL)
        self.start_view.first_control(written=written).setFocus(Qt.FocusReason.OtherFocusReason)

    def _blank(self, form: IntakeForm) -> None:
        self.keeping.clear_problems()
        self.watch.reset()
        self.open.blank(form)

    def _open_form(self, channel: Channel) -> None:
        self.open.show_channel(channel)
        self._show_view(self.form_view)
        self.steps.show(self.step)
        self.open.show_papers()
        self.open.show_head(self.form())
        self.form_view.steps.go_on()

    def _opened(self, result: object) -> None:
        assert isinstance(result, OpenedDraft)
        self._blank(result.form)
        self.open.base = result.form
        self.open.papers = result.papers
        self.form_view.steps.show_sealed_points(result.points)
        self._open_form(result.draft.channel)
        self.session.preview()
        self.session.touch()
        self.keeping.tell_saved(result.draft.saved_at)
        self.steps.restore_place()

    # Acts

    def primary_act(self) -> None:
        """Start, go to the next step, save, or log the contact."""
        view = self.frame.view
        if view is self.start_view:
            self.start_view.do_start()
        elif view is self.saved_view:
            self.start_phone()
        elif self.form().purpose != REQUEST:
            self.keeping.clear_problems()
            if self.session.sheet is not None:
                self.contacts.log_typed(self.form(), self.session.sheet)
        elif self.step < STEP_COUNT:
            self.steps.go_to(self.step + 1)
        else:
            self.keeping.complete()

    def tick_sentence(self) -> None:
        """Tick the sentence that was said now; the focus stays where it is."""
        if self.frame.view is self.form_view:
            self.script.tick_now()

    def take_back_sentence(self) -> None:
        """Untick the sentence ticked last."""
        if self.frame.view is self.form_view:
            self.script.take_back()

    def toggle_script(self) -> None:
        """Show or hide the script; with very large text it takes the place of the form."""
        self.frame.toggle_script()
        if self.frame.takes_turns and self.frame.script_wanted:
            self.script.focus_tick()
        elif self.frame.takes_turns:
            self.steps.focus_step()

    def toggle_repeats(self) -> None:
        """Open or close the panel with the possible repeats."""
        self.watch.toggle()

    def note(self) -> None:
        """Go to where a note of the call is kept, or to what the question is about."""
        if self.frame.view is not self.form_view:
            return
        if self.frame.takes_turns and self.frame.script_wanted:
            self.frame.toggle_script()
        if self.form().purpose == REQUEST:
            self.form_view.request.open_note()
        else:
            self.form_view.contact.first_control().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def escape(self) -> None:
        """Close the panel, or hide the banner; text is never lost by it."""
        if self.frame.shows_repeats:
            self.watch.close()
        elif self.form_view.banner.isVisible():
            self.watch.set_aside_all()

    # Views

    def _show_view(self, view: QWidget) -> None:
        self.frame.show_view(view)
        if view is self.start_view:
            self.set_title(self.tr("New request"))
        elif view is self.saved_view:
            self.set_title(self.tr("Saved"))
        self.primary_changed.emit()

    def _completed(self, change: object) -> None:
        assert isinstance(change, ChangeSet)
        number = str(change.fact("number"))
        lines = saved_lines(change, self.open.preview, confirmed=self.open.is_confirmed)
        say = self.tr("Say: your number is {digits}").format(digits=spelled(number))
        self._show_saved(self.tr("Saved"), number, say, lines, change.created_id)

    def _logged(self, state: object) -> None:
        assert state is None or isinstance(state, SayableState)
        sheet = self.session.sheet
        number = state.number if state is not None else ""
        if sheet is not None and sheet.number:
            # A right was ticked before: that is a request, so the draft stays open.
            self.watch.close()
            told = self.tr("Contact logged with {number}. This request stays: finish it, and an officer looks at both.")
            self.form_view.show_notice(told.format(number=number))
            return
        self.session.drop()
        sentence = self.form_view.contact.state.sentence(state) if state is not None else ""
        say = self.tr("Say: {sentence}").format(sentence=sentence) if sentence else self.tr("Nothing personal was told.")
        self._show_saved(self.tr("Contact logged"), number, say, (), state.case_id if state is not None else None)

    def _show_saved(self, title: str, number: str, say: str, lines: Sequence[str], case_id: str | None) -> None:
        self._saved_case = case_id
        may_open = case_id is not None and Role.PRIVACY_OFFICER in self.office.roles
        self.saved_view.show_result(title, number, say, lines, may_open=may_open)
        self._blank(IntakeForm())
        self._show_view(self.saved_view)
        self.saved_view.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_case(self) -> None:
        if self._saved_case is not None:
            self.office.navigate("cases", case_id=self._saved_case)

    def _show_state(self, state: object) -> None:
        assert state is None or isinstance(state, SayableState)
        if state is not None or self.form_view.steps.has_contact:
            self.form_view.contact.show_state(state)

    # Page

    def build_next(self) -> bool:
        if self.form_view.steps.make_next():
            return True
        if not self._is_rehearsed:
            self._is_rehearsed = True
            self.session.read_script_of(Channel.PHONE)
            self.frame.rehearse()
            return True
        return False

    def before_shown(self, **arguments: object) -> None:
        if arguments.get("start") == "phone":
            self.frame.show_view(self.form_view)

    def on_shown(self, **arguments: object) -> None:
        start, draft_id, about = arguments.get("start"), arguments.get("draft_id"), arguments.get("about_number")
        if start is None:
            self.start_view.wait_for_drafts()
        super().on_shown(**arguments)
        if start == "phone":
            self.start_phone()
        elif start == "written":
            self.session.save()
            self.session.let_go()
            self.show_start(written=True)
        elif isinstance(draft_id, str):
            self.open_draft(draft_id)
        elif isinstance(about, str):
            self._start_about(about)
        elif self.frame.view is self.saved_view:
            self.show_start()

    def _start_about(self, number: str) -> None:
        self.start_phone()
        self.form_view.fill(replace(self.form(), purpose=ABOUT_CASE, about_number=number))
        self.open.form_changed()
        self.contacts.look_up(number)

    def first_focus(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            return focused
        view = self.frame.view
        if view is self.start_view:
            return self.start_view.first_control()
        if view is self.saved_view:
            return self.saved_view.new
        return self.form_view.steps.part(self.step).first_control()

    def concerns(self, change: ChangeSet) -> bool:
        return self.frame.view is self.start_view and "drafts" in change.areas

    def reload(self) -> None:
        sheet, self._resume_sheet = self._resume_sheet, None
        if sheet is not None:
            self.session.open_sheet(sheet)
        elif self.frame.view is self.start_view:
            self.waiting.read()

    def leave(self) -> bool:
        self.session.save()
        return True

    def forget(self) -> None:
        """Blank the page; after the unlock the draft comes back at the same cursor."""
        super().forget()
        sheet = self.session.sheet
        self.start_view.forget()
        if self.frame.view is self.saved_view:
            self._show_view(self.start_view)
        self.saved_view.forget()
        if sheet is None:
            return
        self.steps.remember_place(self)
        self._resume_sheet = None if self.session.is_completing else sheet
        self.session.sheet = None
        step = self.step
        self._blank(IntakeForm())
        self.open.base = replace(self.open.base, step=step)
        self.form_view.subtitle.setText("")
        self.form_view.card.clear()
        self.script.show_state(IntakeForm(), 1, {})

    def panes(self) -> tuple[QWidget, ...]:
        return self.frame.panes()
