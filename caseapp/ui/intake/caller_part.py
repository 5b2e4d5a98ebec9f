"""Step 1: what the contact is, the line dialed, who is on the line, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.organisation import Line
from caseapp.domain.people import NAME_LENGTH_MAX, AuthorityBasis, RequestorKind
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import e164, for_reading, is_californian
from caseapp.ui.intake.part import Beside, FormPart, put_text, text_field
from caseapp.ui.labels import options
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.phone_edit import PhoneEdit
from caseapp.ui.widgets.words import Words, hint

REQUEST, ABOUT_CASE, QUESTION = "request", "about_case", "question"

NAME_FIELD_MAX = NAME_LENGTH_MAX + 200
"""A field takes more than a name may have, so that nothing pasted is cut off in silence; saving tells the limit."""


class CallerPart(FormPart):
    """See the module. `attach` is the button that adds a paper; the page opens the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self._channel = Channel.PHONE
        self.purpose = RadioRow(
            ((REQUEST, self.tr("New request")), (ABOUT_CASE, self.tr("About an existing case")), (QUESTION, self.tr("A question"))),
            name="intake_purpose",
            label=self.tr("What it is"),
        )
        self.line = ChoiceBox(name="intake_line", label=self.tr("Line dialed"))
        # As wide as its words, but narrower before the form would have to scroll sideways.
        self.line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self.line, lambda: self.line.setMinimumWidth(current().px(220)))
        self.number = PhoneEdit(self._read_number, name="intake_caller_number", label=self.tr("Caller number"))
        self.kind = RadioRow(
            (
                (RequestorKind.CONSUMER, self.tr("Self")),
                (RequestorKind.AUTHORIZED_AGENT, self.tr("Authorized agent")),
                (RequestorKind.PARENT_OR_GUARDIAN, self.tr("Parent or guardian")),
            ),
            name="intake_requestor_kind",
            label=self.tr("Caller is"),
        )
        name_max = NAME_FIELD_MAX
        self.requestor_name = text_field("intake_requestor_name", self.tr("Their own name"), 52, length_max=name_max)
        self.company = text_field("intake_requestor_company", self.tr("Company"), 40)
        self.requestor_phone = text_field("intake_requestor_phone", self.tr("Phone of whoever asks"), 20, placeholder=self.tr("phone"))
        self.requestor_email = text_field("intake_requestor_email", self.tr("E-mail of whoever asks"), 30, placeholder=self.tr("e-mail"))
        self.requestor_street = text_field("intake_requestor_street", self.tr("Street of whoever asks"), 40)
        self.requestor_unit = text_field("intake_requestor_unit", self.tr("Unit of whoever asks"), 10, placeholder=self.tr("unit"))
        self.requestor_city = text_field("intake_requestor_city", self.tr("City of whoever asks"), 24)
        self.requestor_state = text_field("intake_requestor_state", self.tr("State of whoever asks"), 6, placeholder=self.tr("state"))
        self.requestor_zip = text_field("intake_requestor_zip", self.tr("ZIP of whoever asks"), 12, placeholder=self.tr("ZIP"))
        self.authority = ChoiceBox(options(AuthorityBasis), name="intake_authority", label=self.tr("They rely on"))
        self.authority.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self.authority, lambda: self.authority.setMinimumWidth(current().px(220)))
        self.attach = LinkButton(self.tr("Add a paper…"), name="intake_attach", icon="paperclip")
        self.papers = hint()
        self.name = text_field("intake_name", self.tr("Full name"), 52, length_max=name_max)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._purpose_row = self.add_row("purpose", FormRow(self.tr("What &it is"), self.purpose))
        number_label = Words(self.tr("Caller &number"), ink="ink_2")
        number_label.setBuddy(self.number.box)
        line_and_number = Beside(self.line, number_label, self.number, folds=True)
        self._line_row = self.add_row("line", FormRow(self.tr("Line &dialed"), line_and_number, stretch=True))
        self._kind_row = self.add_row("requestor_kind", FormRow(self.tr("Caller i&s"), self.kind))
        self._requestor_row = self.add_row("requestor_name", FormRow(self.tr("Agent's name"), Beside(self.requestor_name), stretch=True))
        self._company_row = self.add_row("requestor_company", FormRow(self.tr("Company"), Beside(self.company), stretch=True))
        self._reach_row = self.add_row(
            "requestor_email",
            FormRow(self.tr("Phone, e-mail"), Beside(self.requestor_phone, self.requestor_email), stretch=True),
        )
        self._street_row = self.add_row(
            "requestor_street", FormRow(self.tr("Street, unit"), Beside(self.requestor_street, self.requestor_unit), stretch=True)
        )
        self._city_row = self.add_row(
            "requestor_city",
            FormRow(self.tr("City, state, ZIP"), Beside(self.requestor_city, self.requestor_state, self.requestor_zip), stretch=True),
        )
        self._authority_row = self.add_row(
            "authority", FormRow(self.tr("They rel&y on"), Beside(self.authority, self.attach, self.papers, folds=True), stretch=True)
        )
        self._name_row = self.add_row("name", FormRow(self.tr("F&ull name"), Beside(self.name), stretch=True))
        self._for_someone = (self._requestor_row, self._reach_row, self._street_row, self._city_row, self._authority_row)

    def _connect(self) -> None:
        self.watch(
            self.requestor_name, self.company, self.requestor_phone, self.requestor_email, self.requestor_street, self.requestor_unit,
            self.requestor_city, self.requestor_state, self.requestor_zip, self.name,
        )  # fmt: skip
        self.number.number_changed.connect(lambda _: self.edited.emit())
        self.line.chosen_changed.connect(lambda _: self.edited.emit())
        self.authority.chosen_changed.connect(lambda _: self.edited.emit())
        self.kind.chosen_changed.connect(lambda _: self.form_changed.emit())
        self.purpose.chosen_changed.connect(lambda _: self.form_changed.emit())

    def set_channel(self, channel: Channel) -> None:
        """Ask for the line and the number only where there is a telephone."""
        self._channel = channel
        by_phone = channel in (Channel.PHONE, Channel.VOICEMAIL)
        self._line_row.setVisible(by_phone)
        self._kind_row.set_label(self.tr("Caller i&s") if by_phone else self.tr("It i&s from"))

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Offer the lines people dial."""
        self.line.set_options([(line.id, self._line_words(line)) for line in lines if line.is_active])

    def _line_words(self, line: Line) -> str:
        return self.tr("{number}, {label}").format(number=line.number, label=line.label) if line.label else line.number

    def line_number(self) -> str:
        """Return the number of the line in words."""
        return self.line.currentText().split(",")[0]

    def show_papers(self, count: int, *, can_add: bool) -> None:
        """Tell how many papers were added; they are sealed and not shown again."""
        self.attach.setEnabled(can_add)
        if not can_add:
            self.papers.setText(self.tr("Papers can be added once a right is ticked."))
        elif count == 0:
            self.papers.setText("")
        else:
            self.papers.setText(self.tr("1 paper, sealed") if count == 1 else self.tr("{count} papers, sealed").format(count=count))

    def fill(self, form: IntakeForm) -> None:
        self.purpose.set_chosen(form.purpose)
        self.line.set_chosen(form.line_id)
        if self.number.text() != form.caller_number:
            self.number.set_text(form.caller_number)
        self.kind.set_chosen(RequestorKind(form.requestor_kind))
        self.authority.set_chosen(AuthorityBasis(form.authority))
        put_text(self._texts(form))

    def _texts(self, form: IntakeForm) -> list[tuple[QLineEdit, str]]:
        return [
            (self.requestor_name, form.requestor_name),
            (self.company, form.requestor_company),
            (self.requestor_phone, form.requestor_phone),
            (self.requestor_email, form.requestor_email),
            (self.requestor_street, form.requestor_street),
            (self.requestor_unit, form.requestor_unit),
            (self.requestor_city, form.requestor_city),
            (self.requestor_state, form.requestor_state),
            (self.requestor_zip, form.requestor_postal_code),
            (self.name, form.name),
        ]

    def collect(self, form: IntakeForm) -> IntakeForm:
        by_phone = self._channel in (Channel.PHONE, Channel.VOICEMAIL)
        return replace(
            form,
            purpose=str(self.purpose.chosen()),
            line_id=str(self.line.chosen() or "") if by_phone else "",
            caller_number=self.number.text() if by_phone else "",
            requestor_kind=str(self.kind.chosen()),
            requestor_name=self.requestor_name.text(),
            requestor_company=self.company.text(),
            requestor_phone=self.requestor_phone.text(),
            requestor_email=self.requestor_email.text(),
            requestor_street=self.requestor_street.text(),
            requestor_unit=self.requestor_unit.text(),
            requestor_city=self.requestor_city.text(),
            requestor_state=self.requestor_state.text(),
            requestor_postal_code=self.requestor_zip.text(),
            authority=str(self.authority.chosen()),
            name=self.name.text(),
        )

    def adapt(self, form: IntakeForm) -> None:
        is_request = form.purpose == REQUEST
        kind = RequestorKind(form.requestor_kind)
        for_someone = is_request and kind is not RequestorKind.CONSUMER
        self._kind_row.setVisible(is_request)
        self._name_row.setVisible(is_request)
        for row in self._for_someone:
            row.setVisible(for_someone)
        self._company_row.setVisible(for_someone and kind is RequestorKind.AUTHORIZED_AGENT)
        if kind is RequestorKind.AUTHORIZED_AGENT:
            self._requestor_row.set_label(self.tr("Agent's n&ame"))
            self._name_row.set_label(self.tr("Cons&umer's name"))
        elif kind is RequestorKind.PARENT_OR_GUARDIAN:
            self._requestor_row.set_label(self.tr("P&arent's name"))
            self._name_row.set_label(self.tr("Child's f&ull name"))
        else:
            self._name_row.set_label(self.tr("F&ull name"))
        self.requestor_name.setAccessibleName(self._requestor_row.label.text().replace("&", ""))
        self.name.setAccessibleName(self._name_row.label.text().replace("&", ""))

    def first_control(self) -> QWidget:
        return self.number.box if self._channel in (Channel.PHONE, Channel.VOICEMAIL) else self.kind

    def _read_number(self, text: str) -> str:
        """Say the region, or how the number reads; the title shows a number of this country in full."""
        if is_californian(text):
            return self.tr("California")
        if not e164(text):
            return "" if any(sign.isdigit() for sign in text) else self.tr("kept as typed")
        return for_reading(text)
