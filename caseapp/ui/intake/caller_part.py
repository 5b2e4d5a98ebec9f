"""Step 1: what the contact is, the line dialed, who is on the line, and for whom."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.organisation import Line
from caseapp.domain.people import RequestorKind
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import e164, for_reading, is_californian, tidy_number
from caseapp.ui.intake.part import Beside, FormFacts, FormPart, put_text, text_field
from caseapp.ui.intake.requestor_part import NAME_FIELD_MAX, RequestorPart
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.phone_edit import PhoneEdit
from caseapp.ui.widgets.words import Words

REQUEST, ABOUT_CASE, QUESTION = "request", "about_case", "question"

BY_PHONE = (Channel.PHONE, Channel.VOICEMAIL)


class CallerPart(FormPart):
    """See the module.

    Signals:
        attach_wanted: a paper is to be added; the page opens the dialog.
    """

    attach_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.purpose = RadioRow(
            ((REQUEST, self.tr("New request")), (ABOUT_CASE, self.tr("About an existing case")), (QUESTION, self.tr("A question"))),
            name="intake_purpose",
            label=self.tr("What it is"),
        )
        self.line = ChoiceBox(name="intake_line", label=self.tr("Line dialed"))
        # As wide as its words, but narrower before the form would have to scroll sideways.
        self.line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self.line, lambda: self.line.setMinimumWidth(current().px(220)))
        self.number = PhoneEdit(self._read_number, tidy=tidy_number, name="intake_caller_number", label=self.tr("Caller number"))
        self.kind = RadioRow(
            (
                (RequestorKind.CONSUMER, self.tr("Self")),
                (RequestorKind.AUTHORIZED_AGENT, self.tr("Authorized agent")),
                (RequestorKind.PARENT_OR_GUARDIAN, self.tr("Parent or guardian")),
            ),
            name="intake_requestor_kind",
            label=self.tr("Caller is"),
        )
        self.name = text_field("intake_name", self.tr("Full name"), 52, length_max=NAME_FIELD_MAX)
        self._requestor: RequestorPart | None = None
        self._filled = IntakeForm()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add_row("purpose", FormRow(self.tr("What &it is"), self.purpose))
        number_label = Words(self.tr("Caller &number"), ink="ink_2")
        number_label.setBuddy(self.number.box)
        line_and_number = Beside(self.line, number_label, self.number, folds=True)
        self._line_row = self.add_row("line", FormRow(self.tr("Line &dialed"), line_and_number, stretch=True))
        self._kind_row = self.add_row("requestor_kind", FormRow(self.tr("Caller i&s"), self.kind))
        self._name_row = self.add_row("name", FormRow(self.tr("F&ull name"), Beside(self.name), stretch=True))

    def _connect(self) -> None:
        self.watch(self.name)
        self.number.number_changed.connect(lambda _: self.edited.emit())
        self.line.chosen_changed.connect(lambda _: self.edited.emit())
        self.kind.chosen_changed.connect(lambda _: self.form_changed.emit())
        self.purpose.chosen_changed.connect(lambda _: self.form_changed.emit())

    # Whoever asks for somebody else

    @property
    def requestor(self) -> RequestorPart:
        """The rows of whoever asks for somebody else, made when first wanted."""
        if self._requestor is None:
            self._requestor = part = RequestorPart()
            self._column.insertWidget(self._column.indexOf(self._name_row), part)
            if self.facts is not None:
                part.tell(self.facts)
            part.fill(self._filled)
            part.edited.connect(self.edited)
            part.form_changed.connect(self.form_changed)
            part.attach_wanted.connect(self.attach_wanted)
            name = self.rows.pop("name")
            self.rows |= {**part.rows, "name": name}
            self.rows_made.emit()
        return self._requestor

    @property
    def attach(self) -> LinkButton:
        return self.requestor.attach

    @property
    def papers(self) -> Words:
        return self.requestor.papers

    # Form

    @property
    def _has_phone(self) -> bool:
        return self.facts is None or self.facts.channel in BY_PHONE

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """Ask for the line and the number only where there is a telephone; offer the lines people dial."""
        self._line_row.setVisible(self._has_phone)
        self._kind_row.set_label(self.tr("Caller i&s") if self._has_phone else self.tr("It i&s from"))
        if before is None or facts.lines != before.lines:
            self.line.set_options([(line.id, self._line_words(line)) for line in facts.lines if line.is_active])
            self.line.set_chosen(self._filled.line_id)
        if self._requestor is not None:
            self._requestor.tell(facts)

    def _line_words(self, line: Line) -> str:
        number = for_reading(line.number)
        return self.tr("{number}, {label}").format(number=number, label=line.label) if line.label else number

    def line_number(self) -> str:
        """Return the number of the line in words."""
        return self.line.currentText().split(",")[0]

    def fill(self, form: IntakeForm) -> None:
        self._filled = form
        self.purpose.set_chosen(form.purpose)
        self.line.set_chosen(form.line_id)
        if self.number.text() != form.caller_number:
            self.number.set_text(form.caller_number)
        self.kind.set_chosen(RequestorKind(form.requestor_kind))
        put_text([(self.name, form.name)])
        if self._requestor is not None:
            self._requestor.fill(form)

    def collect(self, form: IntakeForm) -> IntakeForm:
        form = replace(
            form,
            purpose=str(self.purpose.chosen()),
            line_id=str(self.line.chosen() or "") if self._has_phone else "",
            caller_number=self.number.text() if self._has_phone else "",
            requestor_kind=str(self.kind.chosen()),
            name=self.name.text(),
        )
        return self._requestor.collect(form) if self._requestor is not None else form

    def adapt(self, form: IntakeForm) -> None:
        is_request = form.purpose == REQUEST
        kind = RequestorKind(form.requestor_kind)
        for_someone = is_request and kind is not RequestorKind.CONSUMER
        self._kind_row.setVisible(is_request)
        self._name_row.setVisible(is_request)
        if for_someone:
            self.requestor.adapt(form)
        if self._requestor is not None:
            self._requestor.setVisible(for_someone)
        words = {
            RequestorKind.AUTHORIZED_AGENT: self.tr("Cons&umer's name"),
            RequestorKind.PARENT_OR_GUARDIAN: self.tr("Child's f&ull name"),
        }
        self._name_row.set_label(words.get(kind) or self.tr("F&ull name"))
        self.name.setAccessibleName(self._name_row.label.text().replace("&", ""))

    def first_control(self) -> QWidget:
        return self.number.box if self._has_phone else self.kind

    def _read_number(self, text: str) -> str:
        """Say the region, or how the number reads; when the field is left it shows a number of this country as it is read."""
        if is_californian(text):
            return self.tr("California")
        if not e164(text):
            return "" if any(sign.isdigit() for sign in text) else self.tr("kept as typed")
        return for_reading(text)
