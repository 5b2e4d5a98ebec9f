"""Third page of the first run: who is administrator and privacy officer, and the passphrase."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtWidgets import QLineEdit

from caseapp.domain.errors import DomainError
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors
from caseapp.ui.setup.step import Step
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.passphrase_field import PassphraseField, StrengthMeter, field_with_meter


class PersonStep(Step):
    """Asks name, sign-in name and passphrase of the first person."""

    def __init__(self, office: Office, doors: Doors) -> None:
        super().__init__(
            office,
            self.tr("Who are you?"),
            self.tr("You are the first administrator and privacy officer. You add the others later, each with a passphrase of their own."),
        )
        self._doors = doors
        self._proposed = ""
        self.name = QLineEdit()
        self.name.setObjectName("setup_name")
        set_width(self.name, 36)
        self.name.textEdited.connect(self._propose)
        self.login = QLineEdit()
        self.login.setObjectName("setup_login")
        set_width(self.login, 36)
        self.passphrase = PassphraseField(name="setup_passphrase", label=self.tr("Passphrase"))
        self.meter = StrengthMeter(doors.strength)
        self.again = PassphraseField(name="setup_again", label=self.tr("Passphrase again"))
        self.passphrase.changed.connect(lambda: self.meter.show_for(self.passphrase.text()))
        self.passphrase.entered.connect(lambda: self.again.edit.setFocus())
        self.add_rows(
            {
                "name": FormRow(self.tr("Your &name"), self.name, above=True),
                "login": FormRow(
                    self.tr("Name to &sign in with"),
                    self.login,
                    hint_text=self.tr("Small letters, digits, dots and hyphens, for example maria.lopez."),
                    above=True,
                ),
                "passphrase": FormRow(self.tr("&Passphrase"), field_with_meter(self.passphrase, self.meter), above=True, stretch=True),
                "again": FormRow(
                    self.tr("The same passphrase &again"),
                    self.again,
                    hint_text=self.tr("Nobody can look it up for you. If it is forgotten, only the recovery sheet opens the record."),
                    above=True,
                ),
            }
        )

    def first_field(self) -> QLineEdit:
        return self.name

    def problems(self) -> tuple[DomainError, ...]:
        found: list[DomainError] = []
        name, login = self.name.text().strip(), self.login.text().strip()
        try:
            self._doors.check_person(login, name, self.passphrase.text())
        except DomainError as error:
            found.append(error)
        if self.passphrase.text() != self.again.text():
            found.append(DomainError("passphrases_differ", "again"))
        return tuple(found)

    def forget(self) -> None:
        self.passphrase.clear()
        self.again.clear()

    def _propose(self, name: str) -> None:
        if self.login.text() in ("", self._proposed):
            self._proposed = proposed_login(name)
            self.login.setText(self._proposed)


def proposed_login(name: str) -> str:
    """Return first and last word of a name as a sign-in name; empty when no Latin letter is in it."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(sign))
    words = [word for word in (re.sub(r"[^a-z0-9]", "", part) for part in plain.split()) if word]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return ".".join(ends)[:40]
