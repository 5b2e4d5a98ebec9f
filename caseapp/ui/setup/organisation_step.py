"""Third page of the first run: which organisation this is, and what its profile does not say."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from caseapp.domain.errors import DomainError, Problems
from caseapp.services.organisation import check_organisation
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Profile
from caseapp.ui.setup.step import Step
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow, set_lines, set_width

PRACTICE_PROFILE = "practice"


class OrganisationStep(Step):
    """Chooses a profile and asks the rest."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            self.tr("The organisation"),
            self.tr("What letters say about you. Everything can be changed later in Admin, Organisation."),
        )
        self._profiles: tuple[Profile, ...] = ()
        self.profile = ChoiceBox(name="setup_profile", label=self.tr("Organisation"))
        self.profile.chosen_changed.connect(lambda _id: self._fill())
        self.name = _line("setup_organisation_name", 44)
        self.address = QPlainTextEdit()
        self.address.setObjectName("setup_address")
        set_lines(self.address, 3)
        set_width(self.address, 44)
        self.phone = _line("setup_phone", 20)
        self.email = _line("setup_email", 36)
        self.signer_name = _line("setup_signer_name", 36)
        self.signer_title = _line("setup_signer_title", 36)
        self.profile_row = FormRow(self.tr("&Organisation"), self.profile, above=True)
        self.profile_row.hint.setMinimumWidth(1)
        self.add_rows(
            {
                "profile": self.profile_row,
                "name": FormRow(self.tr("&Name on letters"), self.name, above=True),
                "address_lines": FormRow(
                    self.tr("Return &address"),
                    self.address,
                    hint_text=self.tr("Two to four lines. It is printed on every letter, so that returned mail comes back."),
                    above=True,
                ),
                "phone": FormRow(self.tr("&Telephone for consumers"), self.phone, above=True),
                "email": FormRow(self.tr("E-&mail for consumers"), self.email, above=True),
                "signer_name": FormRow(self.tr("Who &signs letters"), self.signer_name, above=True),
                "signer_title": FormRow(self.tr("Title &under the name"), self.signer_title, above=True),
            }
        )

    def set_profiles(self, profiles: tuple[Profile, ...], *, practice: bool) -> None:
        """Offer these; the practice folder begins with the fictional organisation, the office with a real one."""
        ordered = tuple(sorted(profiles, key=lambda each: (each.id == PRACTICE_PROFILE) != practice))
        if [each.id for each in ordered] == [each.id for each in self._profiles]:
            return  # they were read again on the way back and forth; what was typed over them stays
        self._profiles = ordered
        self.profile.clear()
        self.profile.set_options(tuple((each.id, each.organisation.name) for each in self._profiles))
        self.profile.setCurrentIndex(0)
        self._fill()

    def set_signer(self, name: str) -> None:
        """Propose the first person as the one who signs."""
        if not self.signer_name.text():
            self.signer_name.setText(name)

    def chosen(self) -> Profile:
        """Return the profile with what was typed in it."""
        profile = next(each for each in self._profiles if each.id == self.profile.chosen())
        lines = tuple(line.strip() for line in self.address.toPlainText().splitlines() if line.strip())
        organisation = replace(
            profile.organisation,
            name=self.name.text().strip(),
            address_lines=lines,
            phone=self.phone.text().strip(),
            email=self.email.text().strip(),
            signer_name=self.signer_name.text().strip(),
            signer_title=self.signer_title.text().strip(),
        )
        return replace(profile, organisation=organisation)

    def first_field(self) -> ChoiceBox:
        return self.profile

    def problems(self) -> tuple[DomainError, ...]:
        try:
            check_organisation(self.chosen().organisation)
        except Problems as several:
            return several.problems
        except DomainError as error:
            return (error,)
        return ()

    def _fill(self) -> None:
        profile = next((each for each in self._profiles if each.id == self.profile.chosen()), None)
        if profile is None:
            return
        organisation = profile.organisation
        self.name.setText(organisation.name)
        self.address.setPlainText("\n".join(organisation.address_lines))
        self.phone.setText(organisation.phone)
        self.email.setText(organisation.email)
        if organisation.signer_name:
            self.signer_name.setText(organisation.signer_name)
        self.signer_title.setText(organisation.signer_title or self.tr("Privacy Officer"))
        self.profile_row.set_hint(
            self.tr(
                "Comes with: categories {categories}, sources {sources}, purposes {purposes}, recipients {recipients}, systems {systems}, "
                "clients {clients}, lines {lines}."
            ).format(
                categories=len(organisation.categories),
                sources=len(organisation.sources),
                purposes=len(organisation.purposes),
                recipients=len(organisation.recipients),
                systems=len(organisation.systems),
                clients=len(profile.clients),
                lines=len(profile.lines),
            )
        )


def _line(name: str, characters: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    set_width(line, characters)
    return line
