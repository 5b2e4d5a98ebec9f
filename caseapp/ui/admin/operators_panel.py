"""Operators: add with roles and a first passphrase, change roles, give a new passphrase, retire."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Operator, Role
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.operators import add_operator, operators, reset_passphrase, retire_operator, set_roles
from caseapp.ui import qt_dates
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.labels import label, options
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import CheckGrid
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.passphrase_field import PassphraseField, StrengthMeter, field_with_meter
from caseapp.ui.widgets.table_view import Column, TableRow
from caseapp.ui.widgets.words import Words


class OperatorsPanel(SidePanel):
    """Who uses the program."""

    areas = frozenset({"operators"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "operators",
            self.tr("Operators"),
            self.tr("Everybody signs in with a name and a passphrase of their own; what they do is signed with their key."),
            columns=(
                Column(id="name", title=self.tr("Name"), width=160, heavy=True),
                Column(id="login", title=self.tr("Signs in as"), width=110),
                Column(id="roles", title=self.tr("Roles")),
            ),
            table_label=self.tr("Operators"),
            add_text=self.tr("Add an operator..."),
            save_text=self.tr("Save"),
        )
        self._people: dict[str, Operator] = {}
        self.name_field = QLineEdit()
        self.name_field.setObjectName("admin_operator_name")
        self.login = QLineEdit()
        self.login.setObjectName("admin_operator_login")
        for field in (self.name_field, self.login):
            set_width(field, 30)
        self.roles = CheckGrid(options(Role), name="admin_operator_roles", columns=2, label=self.tr("Roles"))
        self.passphrase = PassphraseField(name="admin_operator_passphrase", label=self.tr("First passphrase"), characters=30)
        upkeep = office.upkeep
        self.meter = StrengthMeter(upkeep.strength if upkeep is not None else _by_length)
        self.passphrase.changed.connect(lambda: self.meter.show_for(self.passphrase.text()))
        self.again = PassphraseField(name="admin_operator_again", label=self.tr("Passphrase again"), characters=30)
        self.reason = QLineEdit()
        self.reason.setObjectName("admin_operator_reason")
        set_width(self.reason, 30)
        self.name_row = FormRow(self.tr("N&ame"), self.name_field, above=True)
        self.login_row = FormRow(
            self.tr("&Name to sign in with"), self.login, hint_text=self.tr("Small letters, digits, dots and hyphens."), above=True
        )
        self.passphrase_row = FormRow("", field_with_meter(self.passphrase, self.meter), above=True, stretch=True)
        self.reason_row = FormRow(
            self.tr("Reason for ret&iring"),
            self.reason,
            hint_text=self.tr("Goes into the record. Only needed to retire somebody."),
            above=True,
        )
        self.facts = Words("", ink="ink_2", wrap=True)
        self.facts.setObjectName("admin_operator_facts")
        self.form.add(self.facts)
        self.add_rows(
            {
                "name": self.name_row,
                "login": self.login_row,
                "roles": FormRow(self.tr("R&oles, one or more"), self.roles, above=True),
                "passphrase": self.passphrase_row,
                "again": FormRow(self.tr("The &same passphrase again"), self.again, above=True),
                "reason": self.reason_row,
            }
        )
        self.retire_button = KeyButton(self.tr("Retire..."), ButtonKind.DESTRUCTIVE, name="admin_operator_retire", on_click=self._retire)
        self.add_button_beside_save(self.retire_button)

    def reload(self) -> None:
        self.office.run(self, operators, self._show, key="operators")

    def _show(self, people: tuple[Operator, ...]) -> None:
        self._people = {person.id: person for person in people}
        in_order = sorted(people, key=lambda each: (not each.is_active, each.name.casefold()))
        self.set_rows(
            tuple(
                TableRow(
                    key=person.id,
                    cells=(
                        person.name,
                        person.login,
                        ", ".join(label(role) for role in person.roles) if person.is_active else self.tr("retired"),
                    ),
                )
                for person in in_order
            )
        )

    def fill(self, key: str | None) -> None:
        person = self._people.get(key or "")
        is_new = person is None
        self.form_title.setText(self.tr("Add an operator") if person is None else person.name)
        self.facts.setText(self._facts_of(person) if person is not None else "")
        self.facts.setVisible(not is_new)
        for row, field in ((self.name_row, self.name_field), (self.login_row, self.login)):
            field.clear()
            row.setVisible(is_new)
        self.roles.set_ticked(person.roles if person is not None else ())
        self._forget_passphrase()
        self.reason.clear()
        self.passphrase_row.set_label(self.tr("First &passphrase") if is_new else self.tr("New &passphrase, if theirs is forgotten"))
        is_active = person is None or person.is_active
        self.form.setEnabled(is_active)
        self.save_button.setVisible(is_active)
        self.save_button.setText(self.tr("Add") if is_new else self.tr("Save"))
        self.reason_row.setVisible(not is_new and is_active)
        self.retire_button.setVisible(not is_new and is_active)

    def first_field(self) -> QWidget:
        return self.name_field if self.key is None else self.roles

    def _facts_of(self, person: Operator) -> str:
        zone = self.office.desk.business_zone if self.office.desk is not None else "UTC"
        day = qt_dates.year_date(qt_dates.local(person.created_at, zone).date())
        if person.is_active:
            return self.tr("Signs in as {login}, since {date}.").format(login=person.login, date=day)
        return self.tr("Was {login}, since {date}. Retired: {reason}").format(login=person.login, date=day, reason=person.retired_reason)

    def primary(self) -> None:
        if not self.save_button.isVisible():
            return
        roles = tuple(role for role in self.roles.ticked() if isinstance(role, Role))
        passphrase = self.passphrase.text()
        if passphrase != self.again.text():
            self._failed(DomainError("passphrases_differ", "again"))
            return
        person = self._people.get(self.key or "")
        if person is None:
            self._add(roles, passphrase)
        else:
            self._change(person, roles, passphrase)

    def _add(self, roles: tuple[Role, ...], passphrase: str) -> None:
        login, name = self.login.text().strip(), self.name_field.text().strip()
        self.save(
            lambda desk: add_operator(desk, login=login, name=name, roles=roles, passphrase=passphrase),
            self.tr("{name} was added").format(name=name),
        )

    def _change(self, person: Operator, roles: tuple[Role, ...], passphrase: str) -> None:
        def work(desk: Desk) -> ChangeSet:
            change = ChangeSet()
            if set(roles) != set(person.roles):
                change = set_roles(desk, person.id, roles)
            if passphrase:
                change = reset_passphrase(desk, person.id, passphrase)
            return change

        self.save(work, self.tr("{name} was saved").format(name=person.name))

    def _retire(self) -> None:
        person = self._people.get(self.key or "")
        if person is None:
            return
        reason = self.reason.text().strip()
        if not reason:
            self._failed(DomainError("reason_missing", "reason"))
            return
        self.office.messages.ask(
            self.tr("Retire {name}").format(name=person.name),
            self.tr("Their key is removed and they cannot sign in again. What they signed stays in the record."),
            ((self.tr("Signs in as"), person.login), (self.tr("Roles"), ", ".join(label(role) for role in person.roles))),
            self.tr("Retire"),
            lambda: self.save(
                lambda desk: retire_operator(desk, person.id, reason=reason), self.tr("{name} was retired").format(name=person.name)
            ),
            destructive=True,
        )

    def saved(self) -> None:
        self._forget_passphrase()
        self.reason.clear()

    def forget(self) -> None:
        self._people = {}
        self._forget_passphrase()
        self.table.set_rows(())
        self.key = None
        self._is_new = False

    def _forget_passphrase(self) -> None:
        self.passphrase.clear()
        self.again.clear()


def _by_length(passphrase: str) -> int:
    """Estimate by length alone, where the program around the pages gives no better estimate."""
    return min(4, len(passphrase) // 7)
