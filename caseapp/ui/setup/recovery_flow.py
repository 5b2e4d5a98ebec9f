"""In with the recovery sheet: name, the groups and a new passphrase; then the new sheet, proved like the first one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from caseapp.domain.errors import DomainError
from caseapp.services.desk import Desk
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors, Login
from caseapp.ui.setup.flow import Flow
from caseapp.ui.setup.sheet_paper import SheetKeeping
from caseapp.ui.setup.sheet_step import ProofStep, SheetStep
from caseapp.ui.setup.step import Step
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.passphrase_field import PassphraseField, StrengthMeter, field_with_meter

if TYPE_CHECKING:
    from caseapp.services.ports import RecoverySheet

ASK, SHEET, PROOF = range(3)


class RecoveryFlow(Flow):
    """Opens the record with the sheet.

    Signals:
        opened: the `Desk`, after the new sheet was proved.
    """

    opened = Signal(object)

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping) -> None:
        self.ask = RecoveryStep(office, doors)
        self.sheet = SheetStep(office, doors, keeping)
        self.proof = ProofStep(office, doors)
        super().__init__(office, (self.ask, self.sheet, self.proof), name="recovery")
        self._doors = doors
        self._desk: Desk | None = None
        self.may_leave = True
        self.ask.next_text = self.tr("Open the record")
        self.proof.next_text = self.tr("Go to work")

    def begin(self, logins: Sequence[Login], login: str) -> None:
        """Start for these people."""
        self.forget()
        self.ask.set_logins(logins, login)
        self.go(ASK)

    def go(self, index: int) -> None:
        super().go(index)
        # The old sheet is used up, so there is no way back to typing it.
        self.back_button.setVisible(index != SHEET)

    def back(self) -> None:
        if self.at != SHEET:
            super().back()

    def advance(self, at: int) -> None:
        if at == ASK:
            self._open()
        elif at == SHEET:
            sheet = self.sheet.sheet
            if sheet is not None:
                self.proof.ask(sheet)
                self.go(PROOF)
        else:
            desk, self._desk = self._desk, None
            self.forget()
            self.opened.emit(desk)

    def _open(self) -> None:
        text, login, new = self.ask.groups.text(), self.ask.login, self.ask.passphrase.text()
        self.set_busy(self.tr("Opening..."))

        def done(result: tuple[Desk, RecoverySheet]) -> None:
            self.set_busy("")
            self._desk, sheet = result
            self.ask.forget()
            self.sheet.show_sheet(sheet, self._desk.today(), replaces_another=True)
            self.go(SHEET)

        self.office.jobs.run(self, lambda: self._doors.unlock_with_recovery(text, login=login, new_passphrase=new), done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.set_busy("")
        if isinstance(error, DomainError):
            self.ask.show_error(error)
        elif getattr(error, "code", "") == "wrong_recovery":
            self.ask.show_error(DomainError("wrong_recovery", "recovery"))
        else:
            self.office.messages.show_trouble(error)

    def forget(self) -> None:
        super().forget()
        self._desk = None


class RecoveryStep(Step):
    """Asks who, the sheet and the new passphrase."""

    def __init__(self, office: Office, doors: Doors) -> None:
        super().__init__(
            office,
            self.tr("Use the recovery sheet"),
            self.tr(
                "The sheet opens the record once. You get a new passphrase, and the office a new sheet; the old one opens nothing any more."
            ),
        )
        self._doors = doors
        self.who = ChoiceBox(name="recovery_login", label=self.tr("Who are you"))
        self.groups = QLineEdit()
        self.groups.setObjectName("recovery_groups")
        self.groups.setMaxLength(120)
        set_width(self.groups, 52)
        self.passphrase = PassphraseField(name="recovery_passphrase", label=self.tr("New passphrase"))
        self.meter = StrengthMeter(doors.strength)
        self.again = PassphraseField(name="recovery_again", label=self.tr("New passphrase again"))
        self.passphrase.changed.connect(lambda: self.meter.show_for(self.passphrase.text()))
        self.passphrase.entered.connect(lambda: self.again.edit.setFocus())
        self.add_rows(
            {
                "login": FormRow(self.tr("&Who are you"), self.who, above=True),
                "recovery": FormRow(
                    self.tr("The nine gr&oups of the sheet"),
                    self.groups,
                    hint_text=self.tr("With or without spaces and hyphens; capitals make no difference."),
                    above=True,
                ),
                "passphrase": FormRow(self.tr("New &passphrase"), field_with_meter(self.passphrase, self.meter), above=True, stretch=True),
                "again": FormRow(self.tr("The same passphrase &again"), self.again, above=True),
            }
        )

    @property
    def login(self) -> str:
        return str(self.who.chosen() or "")

    def set_logins(self, logins: Sequence[Login], login: str) -> None:
        self.who.clear()
        self.who.set_options(tuple((each.login, each.login) for each in logins))
        self.who.set_chosen(login)

    def first_field(self) -> QLineEdit:
        return self.groups

    def problems(self) -> tuple[DomainError, ...]:
        found: list[DomainError] = []
        if not self.groups.text().strip():
            found.append(DomainError("recovery_missing", "recovery"))
        if self.passphrase.text() != self.again.text():
            found.append(DomainError("passphrases_differ", "again"))
        return tuple(found)

    def forget(self) -> None:
        self.groups.clear()
        self.passphrase.clear()
        self.again.clear()
