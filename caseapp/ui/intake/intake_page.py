"""The page on which a request is taken: the agent types while the caller talks, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.case import ContactKind
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.operators import Role
from caseapp.domain.people import AuthorityBasis
from caseapp.domain.verification import DocumentKind
from caseapp.services.changes import ChangeSet
from caseapp.services.contacts import SayableState
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.views import DraftEntry, RepeatEntry
from caseapp.ui import qt_dates
from caseapp.ui.intake.caller_part import ABOUT_CASE, REQUEST
from caseapp.ui.intake.contact_log import ContactLog
from caseapp.ui.intake.form_view import STEP_COUNT, FormView
from caseapp.ui.intake.frame import IntakeFrame
from caseapp.ui.intake.page_words import saved_lines, script_facts, subtitle_of, title_of
from caseapp.ui.intake.preview import Preview
from caseapp.ui.intake.read_back_lines import read_back_lines
from caseapp.ui.intake.repeat_panel import RepeatPanel
from caseapp.ui.intake.repeat_watch import RepeatWatch
from caseapp.ui.intake.saved_view import SavedView, spelled
from caseapp.ui.intake.script_panel import ScriptPanel
from caseapp.ui.intake.scripts import Script
from caseapp.ui.intake.session import AUTOSAVE_MS, REPEATS_MS, IntakeSession, OpenedDraft, Sheet, Surroundings
from caseapp.ui.intake.start_view import StartView
from caseapp.ui.labels import label
from caseapp.ui.labels import language as language_name
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current
from caseapp.ui.widgets.form import FormProblems

LAST_LINE = "last_line"


class IntakePage(Page):
    """See the module. Navigation arguments: ``start`` (``phone`` or ``written``), ``draft_id``, ``about_number``."""

    def __init__(self, office: Office, *, autosave_ms: int = AUTOSAVE_MS, repeats_ms: int = REPEATS_MS) -> None:
        super().__init__(office)
        self.session = IntakeSession(office, self.form, self.claims, autosave_ms=autosave_ms, repeats_ms=repeats_ms, parent=self)
        self._base = IntakeForm()
        self._preview: Preview | None = None
        self._organisation = ""
        self._papers = 0
        self._saved_case: str | None = None
        self._resume_sheet: Sheet | None = None
        self._resume_at: tuple[QWidget, int] | None = None
        self._told_trouble = ""
        self._problem_fields: tuple[str, ...] = ()

        self.start_view = StartView()
        self.form_view = FormView(self.session.now)
        self.saved_view = SavedView(on_new=self.start_phone, on_open=self._open_case, on_drafts=self.show_start)
        self.script = ScriptPanel()
        self.repeats = RepeatPanel()
        self.frame = IntakeFrame(self.start_view, self.form_view, self.saved_view, self.script, self.repeats)
        self.watch = RepeatWatch(self.form_view, self.repeats, self)
        self.contacts = ContactLog(office, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.frame)
        self.problems = FormProblems(self.form_view.summary, self.form_view.rows(), office.messages, self)
        self._connect()
        self._show_view(self.start_view)

    def _connect(self) -> None:
        session, view = self.session, self.form_view
        view.edited.connect(self._edited)
        view.form_changed.connect(self._form_changed)
        view.step_chosen.connect(self.go_to_step)
        view.verify.claim_left.connect(session.save)
        view.contact.number_edited.connect(self.contacts.look_up)
        view.caller.attach.clicked.connect(self._choose_paper)
        view.save.clicked.connect(self.save_draft)
        view.next.clicked.connect(self.primary_act)
        view.put_aside.clicked.connect(self.put_aside)
        view.look.clicked.connect(self.toggle_repeats)
        view.hide_banner.clicked.connect(self.watch.set_aside_all)
        view.summary.chosen.connect(self._go_to_problem)
        self.script.ticked.connect(self._said)
        self.script.taken_back.connect(self._unsaid)
        self.repeats.add_chosen.connect(self._add_to_case)
        self.repeats.new_chosen.connect(self.watch.set_aside_all)
        self.repeats.other_chosen.connect(self._is_other)
        self.watch.emptied.connect(self._close_repeats)
        self.contacts.found.connect(view.contact.show_state)
        self.contacts.logged.connect(self._logged)
        self.contacts.refused.connect(self._refused)
        self.contacts.failed.connect(self._not_saved)
        self.start_view.start_chosen.connect(self._start)
        self.start_view.draft_opened.connect(self.open_draft)
        self.start_view.discard_chosen.connect(self._ask_discard)
        session.surroundings_read.connect(self._take_surroundings)
        session.script_read.connect(self._take_script)
        session.opened.connect(self._opened)
        session.saved.connect(self._draft_saved)
        session.not_saved.connect(self._not_saved)
        session.previewed.connect(self._show_preview)
        session.repeats_found.connect(self._show_repeats)
        session.completed.connect(self._completed)
        session.refused.connect(self._refused)
        session.paper_added.connect(self._paper_added)
        self.office.call.ended.connect(lambda _: self.session.save())
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        for number in range(1, STEP_COUNT + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self.form_view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=number: self.go_to_step(step))
        escape = QShortcut(QKeySequence("Esc"), self, self.escape)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What is typed

    def form(self) -> IntakeForm:
        """Return everything that is typed, without the values said for proof."""
        form = self.form_view.collect(self._base)
        script = self.script.script
        sheet = self.session.sheet
        if script is None or sheet is None:
            return form
        if sheet.channel is not Channel.PHONE:
            return replace(form, script_version=script.version, confirmed_orally=False, unsaid=())
        return replace(form, script_version=script.version, confirmed_orally=script.is_confirmed(form), unsaid=script.unsaid(form))

    def claims(self) -> tuple[Claim, ...]:
        """Return the values that are typed and not sealed yet."""
        return self.form_view.verify.claims()

    @property
    def step(self) -> int:
        return self._base.step

    def _edited(self) -> None:
        self.session.touch()
        form = self.form()
        self._show_head(form)
        self._show_script(form)
        if form.received_wall or form.late_entry_reason:
            self.form_view.request.adapt(form)

    def _form_changed(self) -> None:
        form = self.form()
        self.form_view.adapt(form)
        self.session.touch()
        self.session.preview()
        self._show_head(form)
        self._show_script(form)

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
            self.office.call.start()
        self._blank(IntakeForm(line_id=str(self.office.settings.get(LAST_LINE) or "")))
        self.session.begin(channel)
        self._open_form(channel)
        self.session.preview()
        self.form_view.caller.first_control().setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.mark_stale()
        if written and self.start_view.channel.chosen() is Channel.PHONE:
            self.start_view.channel.set_chosen(Channel.MAIL)
        self.start_view.first_control(written=written).setFocus(Qt.FocusReason.OtherFocusReason)

    def _blank(self, form: IntakeForm) -> None:
        self.problems.clear()
        self._base = replace(form, step=1)
        self._preview = None
        self._papers = 0
        self.watch.reset()
        view = self.form_view
        view.verify.show_sealed_points(())
        view.verify.show_points(())
        view.contact.show_state(None)
        view.show_notice("")
        view.tell_saved("")
        view.bar.reset()
        view.fill(form)
        view.read_back.show_lines(())

    def _open_form(self, channel: Channel) -> None:
        sheet, desk = self.session.sheet, self.office.desk
        call_start = qt_dates.instant(sheet.started_at, desk.business_zone) if sheet is not None and desk is not None else ""
        self.form_view.set_channel(channel, call_start)
        form = self.form()
        self.form_view.adapt(form)
        self._show_view(self.form_view)
        self._show_papers()
        self._show_step(form.step)
        self._show_head(form)
        self._show_script(form)

    def _opened(self, result: object) -> None:
        assert isinstance(result, OpenedDraft)
        self._blank(result.form)
        self._base = result.form
        self._papers = result.papers
        self.form_view.verify.show_sealed_points(result.points)
        self._open_form(result.draft.channel)
        self.session.preview()
        self.session.touch()
        if self.office.desk is not None:
            self._tell_saved(self.tr("Draft saved {time}"), result.draft.saved_at)
        self._restore_focus()

    def _restore_focus(self) -> None:
        """Go back to the same cursor after a lock, or to the step where the draft was left."""
        at = self._resume_at
        self._resume_at = None
        if at is not None and at[0].isVisible():
            widget, place = at
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(widget, QLineEdit):
                widget.setCursorPosition(place)
            elif isinstance(widget, QPlainTextEdit):
                cursor = widget.textCursor()
                cursor.setPosition(min(place, len(widget.toPlainText())))
                widget.setTextCursor(cursor)
            return
        self.go_to_step(self.step)

    # Steps

    def primary_act(self) -> None:
        """Start, go to the next step, save, or log the contact."""
        view = self.frame.view
        if view is self.start_view:
            self.start_view.do_start()
        elif view is self.saved_view:
            self.start_phone()
        elif self.form().purpose != REQUEST:
            self.problems.clear()
            if self.session.sheet is not None:
                self.contacts.log_typed(self.form(), self.session.sheet)
        elif self.step < STEP_COUNT:
            self.go_to_step(self.step + 1)
        else:
            self._complete()

    def go_to_step(self, step: int) -> None:
        """Go to a step and put the focus on its first field; what was typed is saved."""
        self._show_step(step)
        self.form_view.steps[step - 1].first_control().setFocus(Qt.FocusReason.OtherFocusReason)
        self.session.save()

    def _show_step(self, step: int) -> None:
        self._base = replace(self._base, step=step)
        form = self.form()
        self.form_view.next.setText(self.form_view.next_words(step, form.purpose))
        if step == STEP_COUNT:
            self._show_read_back(form)
        self.form_view.show_step(step)
        self._show_script(form)
        self.primary_changed.emit()

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.frame.view is not self.form_view or self.session.sheet is None:
            return
        if now is not None and self.form_view.content.isAncestorOf(now):
            self.form_view.area.ensureWidgetVisible(now, current().px(24), current().px(16))
        step = self.form_view.step_of(now)
        if step and step != self.step:
            self._show_step(step)
            self.session.save()

    # What the rest of the page shows

    def _show_view(self, view: QWidget) -> None:
        self.frame.show_view(view)
        if view is self.start_view:
            self.set_title(self.tr("New request"))
        elif view is self.saved_view:
            self.set_title(self.tr("Saved"))
        self.primary_changed.emit()

    def _show_head(self, form: IntakeForm) -> None:
        sheet = self.session.sheet
        if sheet is None:
            return
        title = title_of(form.purpose, sheet.channel)
        line = self.form_view.caller.line_number()
        self.form_view.title.setText(title)
        self.form_view.subtitle.setText(
            subtitle_of(
                sheet.channel, number=sheet.number, caller_number=form.caller_number, line=line, interrupted_after=sheet.interrupted_after
            )
        )
        self.form_view.next.setText(self.form_view.next_words(self.step, form.purpose))
        self.set_title(title)

    def _show_script(self, form: IntakeForm) -> None:
        sheet = self.session.sheet
        number = sheet.number if sheet is not None else ""
        facts = script_facts(form, organisation=self._organisation, number=number, preview=self._preview)
        self.script.show_state(form, form.step if form.purpose == REQUEST else 1, facts)

    def _show_read_back(self, form: IntakeForm) -> None:
        verify = self.form_view.verify
        points = (*verify.sealed_points(), *(claim.point for claim in verify.claims()))
        language = language_name(form.reply_language)
        self.form_view.read_back.show_lines(read_back_lines(form, language=language, sealed=tuple(dict.fromkeys(points))))

    def _show_preview(self, preview: object) -> None:
        assert preview is None or isinstance(preview, Preview)
        sheet, now = self.session.sheet, self.session.now()
        if sheet is None or now is None:
            return
        self._preview = preview
        self.form_view.card.show_preview(preview, sheet.channel, now.date())
        form = self.form()
        if preview is not None:
            self.form_view.verify.show_points(preview.points)
        self.form_view.verify.adapt(form)
        self._show_script(form)

    def _show_papers(self) -> None:
        sheet = self.session.sheet
        self.form_view.caller.show_papers(self._papers, can_add=sheet is not None and bool(sheet.number))

    def _take_surroundings(self, surroundings: object) -> None:
        assert isinstance(surroundings, Surroundings)
        self._organisation = surroundings.organisation.name
        caller = self.form_view.caller
        caller.set_lines(surroundings.lines)
        caller.line.set_chosen(self._base.line_id)
        self.form_view.reply.set_languages(surroundings.languages or ("en",))
        self.form_view.reply.language.set_chosen(self._base.reply_language)
        self.form_view.request.show_offer(surroundings.rights)
        form = self.form()
        self._show_head(form)
        self._show_script(form)

    def _take_script(self, script: object) -> None:
        assert isinstance(script, Script)
        self.script.show_script(script)
        self._show_script(self.form())

    # Saving

    def _draft_saved(self, change: object, claims: object) -> None:
        assert isinstance(change, ChangeSet)
        assert isinstance(claims, tuple)
        self._told_trouble = ""
        self.form_view.verify.sealed(claims)
        if self.office.desk is not None:
            self._tell_saved(self.tr("Draft saved {time}"), self.office.desk.now_at())
        sheet = self.session.sheet
        if sheet is not None and sheet.number and sheet.received_on is not None:
            self.form_view.show_notice(
                self.tr("Case {number}, received {date}. Its clock is running.").format(
                    number=sheet.number, date=qt_dates.full_date(sheet.received_on)
                )
            )
        form = self.form()
        self._show_papers()
        self._show_head(form)
        self._show_script(form)
        if self.step == STEP_COUNT:
            self._show_read_back(form)

    def _tell_saved(self, words: str, at: datetime) -> None:
        desk = self.office.desk
        if desk is not None:
            self.form_view.tell_saved(words.format(time=qt_dates.time_of(at, desk.business_zone, seconds=True)))

    def _not_saved(self, error: object) -> None:
        """Say it beside the buttons each time, in a dialog once."""
        assert isinstance(error, Exception)
        self.form_view.tell_saved(self.tr("Not saved. What you typed is still here: save it again with Ctrl+S."), problem=True)
        code = str(getattr(error, "code", type(error).__name__))
        if code != self._told_trouble:
            self._told_trouble = code
            self.office.messages.show_trouble(error)

    def _complete(self) -> None:
        self.problems.clear()
        form = self.form()
        self._show_read_back(form)
        self.office.settings.set(LAST_LINE, form.line_id or str(self.office.settings.get(LAST_LINE) or ""))
        self.session.complete(form, self.claims())

    def _refused(self, error: object) -> None:
        """Show all problems at once, in the form's order; a day that cannot be read is told exactly."""
        assert isinstance(error, DomainError)
        problems = error.problems if isinstance(error, Problems) else (error,)
        exact = self.form_view.request.received.problem()
        if exact is not None:
            problems = tuple(exact if one.field == "received" else one for one in problems)
        order = list(self.form_view.rows())
        problems = tuple(sorted(problems, key=lambda one: order.index(one.field) if one.field in order else len(order)))
        self._problem_fields = tuple(one.field or "" for one in problems)
        self.problems.show(Problems(problems))
        self.form_view.area.verticalScrollBar().setValue(0)
        self.form_view.area.horizontalScrollBar().setValue(0)

    def _go_to_problem(self, index: int) -> None:
        if index < len(self._problem_fields) and self._problem_fields[index] == "script":
            self.frame.show_script()
            self.script.focus_tick()

    def _completed(self, change: object) -> None:
        assert isinstance(change, ChangeSet)
        number = str(change.fact("number"))
        script = self.script.script
        confirmed = script is not None and script.spoken and script.is_confirmed(self.form_view.collect(self._base))
        say = self.tr("Say: your number is {digits}").format(digits=spelled(number))
        self._show_saved(self.tr("Saved"), number, say, saved_lines(change, self._preview, confirmed=confirmed), change.created_id)

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

    # Script

    def _said(self, line_id: str) -> None:
        now = self.session.now()
        if now is None or any(known == line_id for known, _ in self._base.said):
            return
        self._base = replace(self._base, said=(*self._base.said, (line_id, now.astimezone(UTC).isoformat(timespec="seconds"))))
        self._show_script(self.form())
        self.session.touch()

    def _unsaid(self, line_id: str) -> None:
        self._base = replace(self._base, said=tuple(pair for pair in self._base.said if pair[0] != line_id))
        self._show_script(self.form())
        self.session.touch()

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
            self._focus_step()

    def note(self) -> None:
        """Go to where a note of the call is kept: behind the caller's words, or what the question is about."""
        if self.frame.view is not self.form_view:
            return
        if self.frame.takes_turns and self.frame.script_wanted:
            self.frame.toggle_script()
        if self.form().purpose == REQUEST:
            self.form_view.request.words.moveCursor(QTextCursor.MoveOperation.End)
            self.form_view.request.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form_view.contact.first_control().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus_step(self) -> None:
        self.form_view.steps[self.step - 1].first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    # Possible repeats

    def _show_repeats(self, found: object) -> None:
        assert isinstance(found, tuple)
        now = self.session.now()
        if now is not None:
            self.watch.show_found(found, now.date())

    def toggle_repeats(self) -> None:
        """Open or close the panel with the possible repeats."""
        if self.frame.view is not self.form_view:
            return
        if self.frame.shows_repeats or not self.watch.has_any:
            self._close_repeats()
            return
        self.frame.show_repeats()
        self.repeats.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_other(self, case_id: str) -> None:
        now = self.session.now()
        if now is not None:
            self.watch.set_aside(case_id, now.date())

    def _close_repeats(self) -> None:
        if self.frame.shows_repeats:
            self.frame.close_repeats()
            self._focus_step()

    def _add_to_case(self, entry: object) -> None:
        """Log this contact with the case; a draft in which a right was ticked stays, for it is a request of its own."""
        assert isinstance(entry, RepeatEntry)
        if self.session.sheet is not None:
            self.contacts.log(self.form(), self.session.sheet, ContactKind.ABOUT_CASE, entry.number)

    def escape(self) -> None:
        """Close the panel, or hide the banner; text is never lost by it."""
        if self.frame.shows_repeats:
            self._close_repeats()
        elif self.form_view.banner.isVisible():
            self.watch.set_aside_all()

    # Contacts that are no new request

    def _logged(self, state: object) -> None:
        assert state is None or isinstance(state, SayableState)
        sheet = self.session.sheet
        number = state.number if state is not None else ""
        if sheet is not None and sheet.number:
            # A right was ticked before: that is a request, so the draft stays open.
            self._close_repeats()
            told = self.tr("Contact logged with {number}. This request stays: finish it, and an officer looks at both.")
            self.form_view.show_notice(told.format(number=number))
            return
        self.session.drop()
        sentence = self.form_view.contact.state.sentence(state) if state is not None else ""
        say = self.tr("Say: {sentence}").format(sentence=sentence) if sentence else self.tr("Nothing personal was told.")
        self._show_saved(self.tr("Contact logged"), number, say, (), state.case_id if state is not None else None)

    # Papers and drafts

    def _choose_paper(self) -> None:
        dialog = QFileDialog(self, self.tr("Add a paper"))
        dialog.setObjectName("intake_paper_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Papers ({patterns})").format(patterns="*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt *.eml"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._add_paper)
        dialog.open()

    def _add_paper(self, path: str) -> None:
        basis = AuthorityBasis(self.form().authority)
        kind = DocumentKind.OTHER if basis is AuthorityBasis.NOT_SHOWN_YET else DocumentKind(basis.value)
        self.session.add_paper(path, kind)

    def _paper_added(self) -> None:
        self._papers += 1
        self._show_papers()

    def _ask_discard(self, entry: object) -> None:
        assert isinstance(entry, DraftEntry)
        if entry.has_case:
            self.office.messages.show_trouble(DomainError("draft_has_request"))
            return
        self.office.messages.ask(
            self.tr("Remove a draft"),
            self.tr("What was typed in it is erased. Nothing was requested in it."),
            ((self.tr("Name"), entry.name.strip() or self.tr("No name yet")), (self.tr("It came by"), label(entry.channel))),
            self.tr("Remove the draft"),
            lambda: self.session.discard(entry.draft_id),
            destructive=True,
        )

    # Page

    def on_shown(self, **arguments: object) -> None:
        start, draft_id, about = arguments.get("start"), arguments.get("draft_id"), arguments.get("about_number")
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
        self._form_changed()
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
        return self.form_view.steps[self.step - 1].first_control()

    def concerns(self, change: ChangeSet) -> bool:
        return self.frame.view is self.start_view and "drafts" in change.areas

    def reload(self) -> None:
        sheet, self._resume_sheet = self._resume_sheet, None
        if sheet is not None:
            self.session.open_sheet(sheet)
        elif self.frame.view is self.start_view:
            self.office.run(
                self, lambda desk: (desk.queries.drafts(operator_id=desk.operator.id), desk.business_zone, desk.today()), self._show_drafts,
                key="drafts",
            )  # fmt: skip

    def _show_drafts(self, result: tuple[tuple[DraftEntry, ...], str, date]) -> None:
        entries, zone, today = result
        self.start_view.show_drafts(entries, zone, today)

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
        focused = QApplication.focusWidget()
        place = 0
        if isinstance(focused, QLineEdit):
            place = focused.cursorPosition()
        elif isinstance(focused, QPlainTextEdit):
            place = focused.textCursor().position()
        self._resume_at = (focused, place) if focused is not None and self.isAncestorOf(focused) else None
        self._resume_sheet = None if self.session.is_completing else sheet
        self.session.sheet = None
        step = self.step
        self._blank(IntakeForm())
        self._base = replace(self._base, step=step)
        self.form_view.subtitle.setText("")
        self.form_view.card.clear()
        self.script.show_state(IntakeForm(), 1, {})

    def panes(self) -> tuple[QWidget, ...]:
        return self.frame.panes()
