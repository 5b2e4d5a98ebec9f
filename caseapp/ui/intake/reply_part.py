"""Step 5: how the answer goes out: way, language, format, and the name on it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from caseapp.domain.channel import ReplyBy
from caseapp.domain.letters import LetterFormat
from caseapp.services.intake_form import IntakeForm
from caseapp.ui.intake.part import Beside, FormFacts, FormPart, put_text, text_field
from caseapp.ui.intake.requestor_part import NAME_FIELD_MAX
from caseapp.ui.labels import language, options
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.form import FormRow


class ReplyPart(FormPart):
    """See the module."""

    def __init__(self) -> None:
        super().__init__(self.tr("Reply"))
        self.reply_by = RadioRow(options(ReplyBy), name="intake_reply_by", label=self.tr("Reply by"))
        self.language = ChoiceBox(name="intake_reply_language", label=self.tr("Language"))
        self.format = ChoiceBox(options(LetterFormat), name="intake_reply_format", label=self.tr("Format"))
        self.letter_name = text_field("intake_letter_name", self.tr("Name in letters"), 52, length_max=NAME_FIELD_MAX)
        self.add_row("reply_by", FormRow(self.tr("Reply &by"), self.reply_by))
        self.add_row("reply_language", FormRow(self.tr("Language"), Beside(self.language), stretch=True))
        self.add_row("reply_format", FormRow(self.tr("Format"), Beside(self.format), stretch=True))
        self.add_row("letter_name", FormRow(self.tr("Name in letters"), Beside(self.letter_name), stretch=True))
        self.watch(self.letter_name)
        self._chosen_language = "en"
        for choice in (self.language, self.format):
            choice.chosen_changed.connect(lambda _: self.edited.emit())
        self.reply_by.chosen_changed.connect(lambda _: self.form_changed.emit())

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """Offer the languages there are letters in."""
        if before is None or facts.languages != before.languages:
            self.language.set_options([(code, language(code)) for code in facts.languages])
            self.language.set_chosen(self._chosen_language)

    def fill(self, form: IntakeForm) -> None:
        self.reply_by.set_chosen(ReplyBy(form.reply_by))
        self._chosen_language = form.reply_language
        self.language.set_chosen(form.reply_language)
        self.format.set_chosen(LetterFormat(form.reply_format))
        put_text([(self.letter_name, form.letter_name)])

    def collect(self, form: IntakeForm) -> IntakeForm:
        return replace(
            form,
            reply_by=str(self.reply_by.chosen()),
            reply_language=str(self.language.chosen() or form.reply_language),
            reply_format=str(self.format.chosen()),
            letter_name=self.letter_name.text(),
        )

    def adapt(self, form: IntakeForm) -> None:
        self.letter_name.setPlaceholderText(form.name.strip())

    def first_control(self) -> QWidget:
        return self.reply_by
