"""The form that is open, and everything on the page that is worked out from it: title, script, dates, what is read back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from caseapp.domain.channel import Channel
from caseapp.services.consumers import ConsumerSheet
from caseapp.services.intake_form import Claim, IntakeForm, problems_of
from caseapp.ui import qt_dates
from caseapp.ui.intake.caller_part import REQUEST
from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.page_words import script_facts, subtitle_of, title_of
from caseapp.ui.intake.preview import Preview
from caseapp.ui.intake.read_back_lines import read_back_lines
from caseapp.ui.intake.script_panel import ScriptPanel
from caseapp.ui.intake.scripts import Script
from caseapp.ui.intake.session import IntakeSession, Surroundings, spoken_language
from caseapp.ui.intake.step_stack import STEP_COUNT
from caseapp.ui.labels import language as language_name
from caseapp.ui.office import Office

STEP_OF_FIELD = {
    "requestor_name": 1, "name": 1, "types": 2, "words": 2, "note": 2, "period_from": 2, "period_until": 2, "received": 2,
    "late_entry_reason": 2, "street": 3, "city": 3, "postal_code": 3, "email": 3, "letter_name": 5,
}  # fmt: skip


class OpenForm(QObject):
    """See the module.

    Attributes:
        base: what the form holds beside the controls that are there: sentences said, the step, and parts that are not made yet.
        preview: the dates of what is typed, or None while the receipt cannot be read.
        papers: how many papers were added.
        linked: numbers of the cases that are of the same person, as the agent decided.

    Signals:
        titled: the title of the page.
    """

    titled = Signal(str)

    def __init__(self, office: Office, now_session: IntakeSession, view: FormView, script: ScriptPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._session = now_session
        self._view = view
        self._script = script
        self._organisation = ""
        self.base = IntakeForm()
        self.preview: Preview | None = None
        self.papers = 0
        self.linked: tuple[str, ...] = ()
        view.steps.edited.connect(self._edited)
        view.steps.form_changed.connect(self.form_changed)
        now_session.surroundings_read.connect(self._take_surroundings)
        now_session.script_read.connect(self._take_script)
        now_session.previewed.connect(self._show_preview)
        now_session.saved.connect(lambda _change, _claims: self._tell_running())

    # What is typed

    def form(self) -> IntakeForm:
        """Return everything that is typed, without the values said for proof."""
        form = self._view.steps.collect(self.base)
        script, sheet = self._script.script, self._session.sheet
        if script is None or sheet is None:
            return form
        if sheet.channel is not Channel.PHONE:
            return replace(form, script_version=script.version, confirmed_orally=False, unsaid=())
        return replace(form, script_version=script.version, confirmed_orally=script.is_confirmed(form), unsaid=script.unsaid(form))

    def claims(self) -> tuple[Claim, ...]:
        """Return the values that are typed and not sealed yet."""
        return self._view.steps.claims()

    @property
    def step(self) -> int:
        return self.base.step

    @property
    def is_confirmed(self) -> bool:
        """The whole confirmation of receipt was said on this call."""
        script = self._script.script
        return script is not None and script.spoken and script.is_confirmed(self._view.steps.collect(self.base))

    def _edited(self) -> None:
        self._session.touch()
        form = self.form()
        self.show_head(form)
        self.show_script(form)
        self._follow_language(form)
        self.show_progress(form)
        if form.received_wall or form.late_entry_reason:
            self._view.steps.adapt_step(2, form)

    def form_changed(self) -> None:
        """Rows, questions or dates may be others now."""
        form = self.form()
        self._view.adapt(form)
        self._session.touch()
        self._session.preview()
        self.show_head(form)
        self.show_script(form)
        self.show_progress(form)

    # Another form

    def blank(self, form: IntakeForm) -> None:
        """Take a form of which nothing is sealed, on its first step; `show_channel` then shows the rows it needs."""
        self.base = replace(form, step=1)
        self.preview = None
        self.papers = 0
        self.linked = ()
        view = self._view
        view.steps.show_sealed_points(())
        view.steps.tell(replace(view.steps.facts, points=()))
        if view.steps.has_contact:
            view.contact.show_state(None)
        if view.steps.made_part(STEP_COUNT) is not None:
            view.read_back.show_lines(())
        view.show_notice("")
        view.tell_saved("")
        view.bar.reset()
        view.steps.fill(form)

    def show_channel(self, channel: Channel) -> None:
        """Dress the form for a way of arrival."""
        sheet, desk = self._session.sheet, self._office.desk
        call_start = qt_dates.instant(sheet.started_at, desk.business_zone) if sheet is not None and desk is not None else ""
        self._view.steps.tell(replace(self._view.steps.facts, channel=channel, call_start=call_start))
        self._view.adapt(self.form())

    def show_standing(self) -> None:
        """Tell in the quiet line that the clock runs, and of which person the case is."""
        sheet = self._session.sheet
        parts = []
        if sheet is not None and sheet.number and sheet.received_on is not None:
            words = self.tr("Case {number}, received {date}. Its clock is running.")
            parts.append(words.format(number=sheet.number, date=qt_dates.full_date(sheet.received_on)))
        if self.linked:
            parts.append(self.tr("Linked with {number}: the same person.").format(number=", ".join(self.linked)))
        if parts:
            self._view.show_notice(" ".join(parts))

    def take_reply_of(self, person: ConsumerSheet) -> None:
        """Prefill language and format as this person chose them last, where nobody chose here yet."""
        form = self.form()
        language = person.language if form.reply_language == self._session.usual_language else form.reply_language
        reply_format = person.letter_format if form.reply_format == IntakeForm().reply_format else form.reply_format
        if self._put_reply(form, language, reply_format):
            self._session.touch()

    def _put_reply(self, form: IntakeForm, language: str, reply_format: str) -> bool:
        """Put language and format into the form; a language there are no letters in stays out. Say whether anything changed."""
        if language not in self._view.steps.facts.languages:
            language = form.reply_language
        if (language, reply_format) == (form.reply_language, form.reply_format):
            return False
        # A part that is not made yet takes it from the base.
        self.base = replace(self.base, reply_language=language, reply_format=reply_format)
        self._view.fill(replace(form, reply_language=language, reply_format=reply_format))
        return True

    # What the page shows of it

    def show_all(self, form: IntakeForm) -> None:
        """Show papers, head, script and progress."""
        self.show_papers()
        self.show_head(form)
        self.show_script(form)
        self.show_progress(form)

    def show_head(self, form: IntakeForm) -> None:
        sheet = self._session.sheet
        if sheet is None:
            return
        title = title_of(form.purpose, sheet.channel)
        words = subtitle_of(
            sheet.channel,
            number=sheet.number,
            caller_number=form.caller_number,
            line=self._view.caller.line_number(),
            interrupted_after=sheet.interrupted_after,
            linked=self.linked,
        )
        self._view.title.setText(title)
        self._view.subtitle.setText(words)
        self._view.next.setText(self._view.next_words(self.step, form.purpose))
        self.titled.emit(title)

    def show_script(self, form: IntakeForm) -> None:
        sheet = self._session.sheet
        number = sheet.number if sheet is not None else ""
        language = self._script.script.language if self._script.script is not None else "en"
        facts = script_facts(form, organisation=self._organisation, number=number, preview=self.preview, language=language)
        self._script.show_state(form, form.step if form.purpose == REQUEST else 1, facts)

    def show_progress(self, form: IntakeForm) -> None:
        """Tick the steps that were passed and in which nothing is missing."""
        sheet, desk = self._session.sheet, self._office.desk
        if sheet is None or desk is None or form.purpose != REQUEST:
            return
        missing = problems_of(form, channel=sheet.channel, started_at=sheet.started_at, now_at=desk.now_at(), zone=desk.business_zone)
        self._view.bar.set_unfinished({STEP_OF_FIELD[one.field] - 1 for one in missing if one.field in STEP_OF_FIELD})

    def show_read_back(self, form: IntakeForm) -> None:
        steps = self._view.steps
        points = (*steps.sealed_points(), *(claim.point for claim in steps.claims()))
        language = language_name(form.reply_language)
        self._view.read_back.show_lines(read_back_lines(form, language=language, sealed=tuple(dict.fromkeys(points))))

    def show_papers(self) -> None:
        sheet = self._session.sheet
        can_add = sheet is not None and bool(sheet.number)
        self._view.steps.tell(replace(self._view.steps.facts, papers=self.papers, can_add_papers=can_add))

    def _show_preview(self, preview: object) -> None:
        assert preview is None or isinstance(preview, Preview)
        sheet, now = self._session.sheet, self._session.now()
        if sheet is None or now is None:
            return
        self.preview = preview
        self._view.card.show_preview(preview, sheet.channel, now.date())
        self._tell_running()
        form = self.form()
        if preview is not None:
            self._view.steps.tell(replace(self._view.steps.facts, points=preview.points))
        self._view.steps.adapt_step(4, form)
        self.show_script(form)

    def _tell_running(self) -> None:
        sheet = self._session.sheet
        self._view.card.tell_running(sheet is not None and bool(sheet.number))

    def _take_surroundings(self, surroundings: object) -> None:
        assert isinstance(surroundings, Surroundings)
        self._organisation = surroundings.organisation.name
        steps = self._view.steps
        languages = surroundings.languages or ("en",)
        steps.tell(replace(steps.facts, lines=surroundings.lines, languages=languages, rights=surroundings.rights))
        form = self.form()
        sheet = self._session.sheet
        if sheet is not None and not sheet.is_reopened and form.reply_language == IntakeForm().reply_language:
            self._put_reply(form, self._session.usual_language, form.reply_format)
            form = self.form()
        self.show_head(form)
        self.show_script(form)
        self._follow_language(form)

    def _take_script(self, script: object) -> None:
        assert isinstance(script, Script)
        self._script.show_script(script)
        form = self.form()
        self.show_script(form)
        self._follow_language(form)

    def _follow_language(self, form: IntakeForm) -> None:
        """Speak to a caller in the language of the reply; what was ticked stays ticked, the sentences are the same."""
        script, sheet = self._script.script, self._session.sheet
        if script is None or sheet is None or sheet.channel is not Channel.PHONE:
            return
        if script.language != spoken_language(form.reply_language):
            self._session.read_script_of(Channel.PHONE, form.reply_language)

    def show_step(self, step: int) -> IntakeForm:
        """Take a step as the present one and return the form."""
        self.base = replace(self.base, step=step)
        form = self.form()
        self._view.next.setText(self._view.next_words(step, form.purpose))
        if step == STEP_COUNT:
            self.show_read_back(form)
        self._view.show_step(step)
        self.show_script(form)
        self.show_progress(form)
        return form
