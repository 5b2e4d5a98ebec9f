"""Fourth page of the first run: which organisation this is, and what its profile does not say."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.services.organisation import check_organisation
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Profile
from caseapp.ui.setup.step import Step
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT, ChoiceBox
from caseapp.ui.widgets.form import FormRow, set_lines, set_width

PRACTICE_PROFILE = "practice"
WIDTH = 32
"""Characters of a field; two fit beside each other."""


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
        self.name = _line("setup_organisation_name", WIDTH)
        self.address = QPlainTextEdit()
        self.address.setObjectName("setup_address")
        set_lines(self.address, 4)
        set_width(self.address, WIDTH)
        self.phone = _line("setup_phone", 20)
        self.email = _line("setup_email", WIDTH)
        self.signer_name = _line("setup_signer_name", WIDTH)
        self.signer_title = _line("setup_signer_title", WIDTH)
        self.profile_row = FormRow(self.tr("&Organisation"), self.profile, above=True)
        self.profile_row.hint.setMinimumWidth(1)
        self.address_row = FormRow(
            self.tr("Return &address"),
            self.address,
            hint_text=self.tr("Two to four lines. Returned mail comes back there."),
            above=True,
        )
        rows = {
            "profile": self.profile_row,
            "name": FormRow(self.tr("&Name on letters"), self.name, above=True),
            "phone": FormRow(self.tr("&Telephone for consumers"), self.phone, above=True),
            "address_lines": self.address_row,
            "email": FormRow(self.tr("E-&mail for consumers"), self.email, above=True),
            "signer_name": FormRow(self.tr("Who &signs letters"), self.signer_name, above=True),
            "signer_title": FormRow(self.tr("Title &under the name"), self.signer_title, above=True),
        }
        self.form.add(self.profile_row)
        for left, right in (("name", "phone"), ("address_lines", "email"), ("signer_name", "signer_title")):
            self.form.add(_Pair(rows[left], rows[right]))
        self.take_problems(rows)

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


class _Pair(QWidget):
    """Two rows beside each other; one under the other where large text leaves no room for both."""

    def __init__(self, left: FormRow, right: FormRow) -> None:
        super().__init__()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        for row in (left, right):
            self._halves.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        follow_theme(self, self._dress)

    def _dress(self) -> None:
        is_wide = current().text_percent < LARGE_TEXT_PERCENT
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._halves.setSpacing(current().px(Space.XXL if is_wide else Space.L))


def _line(name: str, characters: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    set_width(line, characters)
    return line
