"""Whoever asks for somebody else: name, company, how to reach them, what they rely on, and the papers for it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from caseapp.domain.people import NAME_LENGTH_MAX, AgeBand, AuthorityBasis, RequestorKind
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import tidy_number
from caseapp.ui.intake.part import Beside, FormFacts, FormPart, put_text, text_field
from caseapp.ui.labels import options
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.phone_edit import PhoneEdit
from caseapp.ui.widgets.words import hint

translate = QCoreApplication.translate

NAME_FIELD_MAX = NAME_LENGTH_MAX + 200
"""A field takes more than a name may have, so that nothing pasted is cut off in silence; saving tells the limit."""


class RequestorPart(FormPart):
    """See the module. Made when somebody first says that they ask for another.

    Signals:
        attach_wanted: a paper is to be added; the page opens the dialog.
    """

    attach_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = text_field("intake_requestor_name", self.tr("Their own name"), 52, length_max=NAME_FIELD_MAX)
        self.company = text_field("intake_requestor_company", self.tr("Company"), 40)
        self.phone = PhoneEdit(lambda _: "", tidy=tidy_number, name="intake_requestor_phone", label=self.tr("Phone of whoever asks"))
        self.phone.box.setPlaceholderText(self.tr("phone"))
        self.email = text_field("intake_requestor_email", self.tr("E-mail of whoever asks"), 30, placeholder=self.tr("e-mail"))
        self.street = text_field("intake_requestor_street", self.tr("Street of whoever asks"), 40)
        self.unit = text_field("intake_requestor_unit", self.tr("Unit of whoever asks"), 10, placeholder=self.tr("unit"))
        self.city = text_field("intake_requestor_city", self.tr("City of whoever asks"), 24)
        self.state = text_field("intake_requestor_state", self.tr("State of whoever asks"), 6, placeholder=self.tr("state"))
        self.zip = text_field("intake_requestor_zip", self.tr("ZIP of whoever asks"), 12, placeholder=self.tr("ZIP"))
        self.authority = ChoiceBox(options(AuthorityBasis), name="intake_authority", label=self.tr("They rely on"))
        self.authority.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        follow_theme(self.authority, lambda: self.authority.setMinimumWidth(current().px(220)))
        self.attach = LinkButton(self.tr("Add a paper…"), name="intake_attach", icon="paperclip")
        self.papers = hint()
        self.age = RadioRow(options(AgeBand), name="intake_age_band", label=self.tr("Child's age"))
        self.age_rule = hint()
        self.age_rule.setObjectName("intake_age_rule")
        self.age_rule.setWordWrap(True)
        self._build()
        self.watch(
            self.name, self.company, self.email, self.street, self.unit, self.city, self.state, self.zip,
        )  # fmt: skip
        self.phone.number_changed.connect(lambda _: self.edited.emit())
        self.authority.chosen_changed.connect(lambda _: self.edited.emit())
        self.age.chosen_changed.connect(lambda _: self.form_changed.emit())
        self.attach.clicked.connect(lambda _: self.attach_wanted.emit())

    def _build(self) -> None:
        self._name_row = self.add_row("requestor_name", FormRow(self.tr("Agent's name"), Beside(self.name), stretch=True))
        self._company_row = self.add_row("requestor_company", FormRow(self.tr("Company"), Beside(self.company), stretch=True))
        self.add_row("requestor_email", FormRow(self.tr("Phone, e-mail"), Beside(self.phone, self.email, folds=True), stretch=True))
        self.add_row("requestor_street", FormRow(self.tr("Street, unit"), Beside(self.street, self.unit), stretch=True))
        self.add_row("requestor_city", FormRow(self.tr("City, state, ZIP"), Beside(self.city, self.state, self.zip), stretch=True))
        reliance = Beside(self.authority, self.attach, self.papers, folds=True)
        self.add_row("authority", FormRow(self.tr("They rel&y on"), reliance, stretch=True))
        self._age_row = self.add_row("age_band", FormRow(self.tr("Child's age"), self.age))
        self._age_rule_row = self.add_row("", FormRow("", self.age_rule, stretch=True))

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """Tell how many papers were added; they are sealed and not shown again."""
        self.attach.setEnabled(facts.can_add_papers)
        if not facts.can_add_papers:
            self.papers.setText(self.tr("Papers can be added once a right is ticked."))
        elif facts.papers == 0:
            self.papers.setText("")
        elif facts.papers == 1:
            self.papers.setText(self.tr("1 paper, sealed"))
        else:
            self.papers.setText(self.tr("{count} papers, sealed").format(count=facts.papers))

    def fill(self, form: IntakeForm) -> None:
        self.authority.set_chosen(AuthorityBasis(form.authority))
        self.age.set_chosen(AgeBand(form.age_band))
        if self.phone.text() != form.requestor_phone:
            self.phone.set_text(form.requestor_phone)
        put_text(self._texts(form))

    def _texts(self, form: IntakeForm) -> list[tuple[QLineEdit, str]]:
        return [
            (self.name, form.requestor_name),
            (self.company, form.requestor_company),
            (self.email, form.requestor_email),
            (self.street, form.requestor_street),
            (self.unit, form.requestor_unit),
            (self.city, form.requestor_city),
            (self.state, form.requestor_state),
            (self.zip, form.requestor_postal_code),
        ]

    def collect(self, form: IntakeForm) -> IntakeForm:
        return replace(
            form,
            requestor_name=self.name.text(),
            requestor_company=self.company.text(),
            requestor_phone=self.phone.text(),
            requestor_email=self.email.text(),
            requestor_street=self.street.text(),
            requestor_unit=self.unit.text(),
            requestor_city=self.city.text(),
            requestor_state=self.state.text(),
            requestor_postal_code=self.zip.text(),
            authority=str(self.authority.chosen()),
            age_band=str(self.age.chosen()),
        )

    def adapt(self, form: IntakeForm) -> None:
        is_agent = form.requestor_kind == RequestorKind.AUTHORIZED_AGENT
        self._company_row.setVisible(is_agent)
        rule = _age_words(AgeBand(form.age_band)) if not is_agent else ""
        self.age_rule.setText(rule)
        self._age_row.setVisible(not is_agent)
        self._age_rule_row.setVisible(bool(rule))
        self._name_row.set_label(self.tr("Agent's n&ame") if is_agent else self.tr("P&arent's name"))
        self.name.setAccessibleName(self._name_row.label.text().replace("&", ""))

    def first_control(self) -> QWidget:
        return self.name


def _age_words(band: AgeBand) -> str:
    """Say who may ask for a child of this age (11 CCR 7070, 7071). It refuses nothing: an officer decides."""
    return {
        AgeBand.UNDER_13: translate(
            "IntakeAge", "The parent or guardian asks. This call, a signed form or a court paper shows that they may."
        ),
        AgeBand.FROM_13_TO_15: translate("IntakeAge", "From 13 on the child may say yes to sale or sharing themselves; take the request."),
        AgeBand.FROM_16_TO_17: translate("IntakeAge", "The child has to allow it: ask for their signed permission; take the request."),
    }.get(band, "")
