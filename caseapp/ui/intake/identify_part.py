"""Step 3: what finds the person, and where the person lives. Nothing here is for proof."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.channel import Residency
from caseapp.services.intake_form import IntakeForm
from caseapp.services.phones import for_reading, tidy_number
from caseapp.ui.intake.part import Beside, FormPart, put_text, text_field
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.phone_edit import PhoneEdit

CALIFORNIA = "CA"
"""What the post writes for California."""


class IdentifyPart(FormPart):
    """See the module."""

    def __init__(self) -> None:
        super().__init__(self.tr("Identify"))
        self.residency = RadioRow(
            (
                (Residency.NOT_SAID, self.tr("Not said")),
                (Residency.CALIFORNIA, self.tr("In California")),
                (Residency.ELSEWHERE, self.tr("Elsewhere")),
            ),
            name="intake_residency",
            label=self.tr("Home"),
        )
        self.street = text_field("intake_street", self.tr("Street"), 40)
        self.unit = text_field("intake_unit", self.tr("Unit"), 10, placeholder=self.tr("unit"))
        self.city = text_field("intake_city", self.tr("City"), 24)
        self.state = text_field("intake_state", self.tr("State"), 6, placeholder=self.tr("state"))
        self.zip = text_field("intake_postal_code", self.tr("ZIP"), 12, placeholder=self.tr("ZIP"))
        self.country = text_field("intake_country", self.tr("Country, when not the United States"), 24)
        self.phone = PhoneEdit(for_reading, tidy=tidy_number, name="intake_phone", label=self.tr("Phone on file"))
        self.email = text_field("intake_email", self.tr("E-mail"), 36)
        self.reference = text_field(
            "intake_account_reference", self.tr("Account or file number"), 28, placeholder=self.tr("only if they offer it")
        )
        self.add_row("residency", FormRow(self.tr("Ho&me"), self.residency))
        self.add_row("street", FormRow(self.tr("S&treet, unit"), Beside(self.street, self.unit), stretch=True))
        self.add_row("city", FormRow(self.tr("City, state, &ZIP"), Beside(self.city, self.state, self.zip), stretch=True))
        self.rows["postal_code"] = self.rows["city"]
        self.country_row = self.add_row("country", FormRow(self.tr("Country"), Beside(self.country), stretch=True))
        self.add_row("phone", FormRow(self.tr("Phone &on file"), Beside(self.phone), stretch=True))
        self.add_row("email", FormRow(self.tr("E-mail"), Beside(self.email), stretch=True))
        self.add_row("account_reference", FormRow(self.tr("Reference"), Beside(self.reference), stretch=True))
        self.watch(self.street, self.unit, self.city, self.state, self.zip, self.country, self.email, self.reference)
        self.phone.number_changed.connect(lambda _: self.edited.emit())
        self.residency.chosen_changed.connect(self._home_chosen)

    def fill(self, form: IntakeForm) -> None:
        self.residency.set_chosen(Residency(form.residency))
        if self.phone.text() != form.phone:
            self.phone.set_text(form.phone)
        put_text(self._texts(form))

    def _texts(self, form: IntakeForm) -> list[tuple[QLineEdit, str]]:
        return [
            (self.street, form.street),
            (self.unit, form.unit),
            (self.city, form.city),
            (self.state, form.state),
            (self.zip, form.postal_code),
            (self.country, form.country),
            (self.email, form.email),
            (self.reference, form.account_reference),
        ]

    def collect(self, form: IntakeForm) -> IntakeForm:
        return replace(
            form,
            residency=str(self.residency.chosen()),
            street=self.street.text(),
            unit=self.unit.text(),
            city=self.city.text(),
            state=self.state.text(),
            postal_code=self.zip.text(),
            country=self.country.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            account_reference=self.reference.text(),
        )

    def adapt(self, form: IntakeForm) -> None:
        self.country_row.setVisible(form.residency == Residency.ELSEWHERE or bool(form.country))
        self.rows["residency"].set_hint(
            self.tr("Saved as received; an officer decides today which law applies.") if form.residency == Residency.ELSEWHERE else ""
        )

    def first_control(self) -> QWidget:
        return self.residency

    def _home_chosen(self, value: object) -> None:
        """Fill in the state once the home is said to be California; it can be typed over."""
        if value is Residency.CALIFORNIA and not self.state.text().strip():
            self.state.setText(CALIFORNIA)
        elif value is Residency.ELSEWHERE and self.state.text() == CALIFORNIA:
            self.state.clear()
        self.form_changed.emit()
