"""The letter page: form or facts at the left, checks under it, the page that will be printed at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.domain.people import PartyPart
from caseapp.services.letter_approval import approve_letter, set_queued
from caseapp.services.letter_pages import LetterPreview, preview_letter
from caseapp.services.letters import renew_letter_template, save_letter
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.letters.acts import LetterActs
from caseapp.ui.letters.buttons import may_write
from caseapp.ui.letters.checks import lines_of
from caseapp.ui.letters.facts import facts_of, state_words
from caseapp.ui.letters.letter_frame import LetterFrame
from caseapp.ui.letters.pdf_file import PdfFile
from caseapp.ui.letters.sheet import LetterSheet, read_sheet, save_and_read, save_and_submit, save_with_envelope, with_preview
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormProblems

COMPOSE_AFTER_MS = 400
SAVE_AFTER_MS = 4000


class LetterView(LetterFrame):
    """One letter.

    Signals:
        left: back to the list.
        title_changed: the words of the window's page.
        shown: the letter is on the screen.
        next_wanted: id of another letter to open.
    """

    left = Signal()
    title_changed = Signal(str)
    shown = Signal()
    next_wanted = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, self, parent)
        self.office = office
        self.sheet: LetterSheet | None = None
        self._letter_id = ""
        self._is_dirty = False
        self._wants_focus = False
        self._compose = self._timer(COMPOSE_AFTER_MS, self.compose)
        self._autosave = self._timer(SAVE_AFTER_MS, self.save)
        self.acts = LetterActs(office, self)
        self.pdf = PdfFile(office, self)

        self._problems = FormProblems(self.summary, self.form.rows, office.messages, self)
        self.form.edited.connect(self._edited)
        self.form.to_changed.connect(self._send_to)
        self.form.envelope_changed.connect(self._lay_out_for)
        escape = QShortcut(QKeySequence("Esc"), self, self.leave_page)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What the page shows

    @property
    def letter_id(self) -> str:
        return self._letter_id

    @property
    def is_dirty(self) -> bool:
        """Whether something typed is not saved yet."""
        return self._is_dirty

    def show_letter(self, letter_id: str, *, focus: bool = True) -> None:
        """Read a letter and show it. What was typed into another one is saved first."""
        if letter_id != self._letter_id:
            self.save()
            self._letter_id = letter_id
            self.sheet = None
        self._wants_focus = focus
        self.office.run(self, lambda desk: read_sheet(desk, letter_id), self._show, key="letter_sheet")

    def forget(self) -> None:
        """Drop what is shown, because the window locks. The id stays, so that the letter is shown again."""
        self._compose.stop()
        self._autosave.stop()
        self.sheet = None
        self._is_dirty = False
        self.form.forget()
        self.facts.set_pairs(())
        self.paper.forget()
        self.checks.set_lines(())
        self.note.hide()
        self._problems.clear()
        for words in (self.title, self.about, self.template):
            words.setText("")

    def _show(self, sheet: LetterSheet) -> None:
        if sheet.letter.id != self._letter_id:
            return
        before = self.sheet
        self.sheet = sheet
        letter = sheet.letter
        desk = self.office.desk
        may = desk.operator.may if desk is not None else _may_nothing
        is_draft = letter.state is LetterState.DRAFT and may_write(letter, may)
        was_draft = before is not None and before.letter.state is LetterState.DRAFT
        self.title.setText(label(letter.kind))
        self.about.setText(state_words(sheet).format(number=sheet.case.number, name=sheet.consumer))
        self.template.setText(self._template_words(sheet))
        self.title_changed.emit(label(letter.kind))
        self.size_side()
        focused = QApplication.focusWidget()
        if not is_draft and focused is not None and self.form.isAncestorOf(focused):
            self._wants_focus = True  # the form goes away; the focus must not go to the edge of the window with it
        self.form.setVisible(is_draft)
        self.facts.setVisible(not is_draft)
        if before is not None and before.letter.state is not letter.state:
            self._problems.clear()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.about.text()))
        if not is_draft:
            self._is_dirty = False
            self.facts.set_pairs(facts_of(sheet, desk.business_zone if desk is not None else "UTC"))
        elif was_draft:
            # What is being typed is newer than what was read.
            self.form.show_recipient(sheet)
        else:
            self.form.fill(sheet)
            self._problems.set_rows(self.form.rows)
        if not (is_draft and self._is_dirty):
            self._show_page(sheet)
        if letter.return_note and is_draft:
            self.note.show_text(self.tr("Sent back to you"), letter.return_note)
        else:
            self.note.hide()
        self.buttons.show_for(sheet, may)
        if self._wants_focus:
            self._wants_focus = False
            target = self.form.first_field() if is_draft else self.buttons.first()
            (target or self.paper.view).setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit()

    def _show_page(self, sheet: LetterSheet) -> None:
        problem = sheet.preview.problem
        sentence = self.office.messages.word_error(problem) if problem is not None else ""
        lines = lines_of(sheet, sentence)
        approved = sheet.letter.content is not None
        self.checks.set_lines(lines, self.tr("What is due") if approved else self.tr("Before it can be approved"))
        self.checks.setVisible(bool(lines))
        self.rule.setVisible(bool(lines))
        self.paper.set_content(sheet.preview.content, sheet.preview.letter.format, sentence, envelope=sheet.envelope)

    def _template_words(self, sheet: LetterSheet) -> str:
        template = sheet.template
        if template is None:
            return self.tr("No template in this language")
        language = {"en": self.tr("English"), "es": self.tr("Spanish")}.get(template.language, template.language)
        reviewer = sheet.reviews[-1].reviewed_by if sheet.reviews else template.reviewer
        if reviewer:
            words = self.tr("{language}, template {version}, reviewed by {reviewer}")
            told = words.format(language=language, version=template.version, reviewer=reviewer)
        else:
            told = self.tr("{language}, template {version}, not reviewed yet").format(language=language, version=template.version)
        used = sheet.preview.template
        if used is None or not used.is_older:
            return told
        if used.is_withdrawn:
            return self.tr("{template}; this version was withdrawn, {version} is in force").format(template=told, version=used.in_force)
        return self.tr("{template}; an older version, {version} is in force").format(template=told, version=used.in_force)

    # Acts

    def primary_act(self) -> None:
        """Do the next step that is possible now."""
        self.buttons.press_primary()

    def leave_page(self) -> None:
        """Save and go back to the list."""
        self.save()
        self.left.emit()

    def save(self) -> None:
        """Keep what is typed. Drafts save themselves; nothing happens when nothing changed."""
        self._autosave.stop()
        sheet = self.sheet
        if not self._is_dirty or sheet is None or sheet.letter.state is not LetterState.DRAFT:
            return
        self._is_dirty = False
        letter_id, slots, format = sheet.letter.id, self.form.slots(), self.form.chosen_format()
        self.office.run(self, lambda desk: save_letter(desk, letter_id, slots=slots, format=format), failed=self._not_saved)

    def save_now(self) -> None:
        """Save because the person asks for it, and say so."""
        self._is_dirty = self._is_dirty or self.sheet is not None
        self.save()
        desk = self.office.desk
        if desk is not None:
            self.buttons.say(self.tr("Draft saved {time}").format(time=qt_dates.time_of(desk.now_at(), desk.business_zone, seconds=True)))

    def renew_template(self) -> None:
        """Put the draft on the template in force; what is typed stays."""
        if self.sheet is None:
            return
        self.save()
        letter_id = self.sheet.letter.id
        self.office.run(self, lambda desk: renew_letter_template(desk, letter_id), failed=self._not_saved)

    def compose(self) -> None:
        """Compose the page with what is typed now; stores nothing. The newest wish wins."""
        self._compose.stop()
        sheet = self.sheet
        if sheet is None or sheet.letter.state is not LetterState.DRAFT:
            return
        letter_id, slots, format = sheet.letter.id, self.form.slots(), self.form.chosen_format()
        self.office.run(
            self, lambda desk: preview_letter(desk, letter_id, slots=slots, format=format), self._show_preview, key="letter_preview"
        )  # fmt: skip

    def submit(self) -> None:
        """Send for approval."""
        sheet = self.sheet
        assert sheet is not None, "the button is there only with a letter"
        self._compose.stop()
        self._autosave.stop()
        self._is_dirty = False
        self._problems.clear()
        letter_id, slots, format = sheet.letter.id, self.form.slots(), self.form.chosen_format()
        self.office.run(
            self,
            lambda desk: save_and_submit(desk, letter_id, slots, format),
            failed=self._refused,
        )

    def approve(self) -> None:
        """Approve: from now on the page is these bytes."""
        letter_id = self._letter_id
        self._problems.clear()
        self.office.run(
            self,
            lambda desk: approve_letter(desk, letter_id),
            failed=self._refused,
        )

    def queue(self, queued: bool = True) -> None:
        """Put the letter into the print queue, or take it out."""
        letter_id = self._letter_id
        text = self.tr("The letter waits in the print queue.") if queued else self.tr("The letter is out of the print queue.")
        self._problems.clear()
        self.office.run(
            self,
            lambda desk: set_queued(desk, letter_id, queued=queued),
            lambda _: self.office.messages.notice(text, lambda: self.queue(not queued)),
            self._refused,
        )

    def send_back(self) -> None:
        self._with_sheet(self.acts.send_back)

    def void(self) -> None:
        self._with_sheet(self.acts.void)

    def record_sent(self) -> None:
        self._with_sheet(self.acts.record_sent)

    def came_back(self) -> None:
        self._with_sheet(self.acts.came_back)

    def correct_date(self) -> None:
        self._with_sheet(self.acts.correct_date)

    def save_pdf(self) -> None:
        self._with_sheet(self.pdf.ask)

    def open_case(self) -> None:
        if self.sheet is not None:
            self.office.navigate("cases", case_id=self.sheet.case.id)

    def open_next(self) -> None:
        """Go to another letter that waits for approval."""
        if self.sheet is not None and self.sheet.next_to_approve is not None:
            self.next_wanted.emit(self.sheet.next_to_approve)

    def open_queue(self) -> None:
        self.office.navigate("print_queue")

    # Inside

    def _with_sheet(self, act: object) -> None:
        if self.sheet is not None and callable(act):
            act(self.sheet)

    def _edited(self) -> None:
        self._is_dirty = True
        self._compose.start()
        self._autosave.start()

    def _send_to(self, to: object) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        part = PartyPart(str(to))  # Qt gives a code back as plain text
        self._is_dirty = False
        self._problems.clear()
        letter_id, slots, format = sheet.letter.id, self.form.slots(), self.form.chosen_format()

        def refused(error: Exception) -> None:
            self.form.show_recipient(sheet)
            self._refused(error)

        self.office.run(
            self, lambda desk: save_and_read(desk, letter_id, slots, format, part), self._show, refused, key="letter_sheet"
        )  # fmt: skip

    def _lay_out_for(self, envelope: object) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        self._is_dirty = False
        self._problems.clear()
        letter_id, slots, format = sheet.letter.id, self.form.slots(), self.form.chosen_format()

        def refused(error: Exception) -> None:
            self.form.show_recipient(sheet)
            self._refused(error)

        self.office.run(
            self, lambda desk: save_with_envelope(desk, letter_id, slots, format, str(envelope)), self._show, refused, key="letter_sheet"
        )  # fmt: skip

    def _show_preview(self, preview: LetterPreview) -> None:
        if self.sheet is None or preview.letter.id != self.sheet.letter.id:
            return
        self.sheet = with_preview(self.sheet, preview)
        self._show_page(self.sheet)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            self._problems.show(self._at_its_place(error))
            self.scroll_area.ensureWidgetVisible(self.summary)
        else:
            self.office.messages.show_trouble(error)

    def _not_saved(self, error: Exception) -> None:
        """A draft that saves itself takes no focus when it cannot; what was typed stays in the form."""
        self._is_dirty = True
        if isinstance(error, DomainError):
            self.buttons.say(self.tr("Not saved. {sentence}").format(sentence=self.office.messages.word_error(error)))
        else:
            self.office.messages.show_trouble(error)

    def _at_its_place(self, error: DomainError) -> DomainError:
        """Name the place in which a number stands that may not be sent; the check itself names the letter only."""
        if error.code == "letter_check_failed" and error.facts.get("check") == "no_blocked_numbers":
            for name, text in self.form.slots().items():
                kind = blocked_number(text)
                if kind is not None:
                    return DomainError("blocked_number", name, name=name, kind=kind)
        return error

    def _timer(self, interval_ms: int, run: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(run)
        return timer


def _may_nothing(_: Act) -> bool:
    return False
