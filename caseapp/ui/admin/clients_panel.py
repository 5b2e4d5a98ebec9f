"""Clients: businesses on whose behalf data is held. Consumers hear their names only after verification."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.services.organisation import organisation_now, save_client
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow, set_lines, set_width
from caseapp.ui.widgets.table_view import Column, TableRow


class ClientsPanel(SidePanel):
    """Businesses we are a service provider for."""

    areas = frozenset({"organisation"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "clients",
            self.tr("Clients"),
            self.tr(
                "Businesses for whom we hold data as service provider. A consumer is told their name and contact only after verification."
            ),
            columns=(
                Column(id="name", title=self.tr("Name"), heavy=True, width=210),
                Column(id="contact", title=self.tr("How consumers reach them")),
                Column(id="state", title=self.tr("State"), width=80),
            ),
            table_label=self.tr("Clients"),
            add_text=self.tr("Add a client..."),
            save_text=self.tr("Save"),
        )
        self._clients: dict[str, Client] = {}
        self.name_field = QLineEdit()
        self.name_field.setObjectName("admin_client_name")
        set_width(self.name_field, 36)
        self.contact = QPlainTextEdit()
        self.contact.setObjectName("admin_client_contact")
        set_lines(self.contact, 4)
        set_width(self.contact, 44)
        self.is_active = QCheckBox(self.tr("&In use"))
        self.is_active.setObjectName("admin_client_active")
        self.instructions = RadioRow(
            (
                ("redirect", self.tr("&Send the consumer to them")),
                ("forward", self.tr("&Tell them of each request: they are one of its places")),
            ),
            name="admin_client_instructions",
            label=self.tr("What they want done with requests"),
            vertical=True,
        )
        self.add_rows(
            {
                "name": FormRow(self.tr("N&ame of the business"), self.name_field, above=True),
                "contact_lines": FormRow(
                    self.tr("&Where consumers reach them"),
                    self.contact,
                    hint_text=self.tr("Address, telephone, e-mail: one a line, as letters print them."),
                    above=True,
                ),
                "instructions": FormRow(self.tr("What they want done with requests"), self.instructions, above=True),
            }
        )
        self.form.add(self.is_active)

    def reload(self) -> None:
        self.office.run(self, organisation_now, self._show, key="clients")

    def _show(self, found: tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]) -> None:
        clients = found[2]
        self._clients = {client.id: client for client in clients}
        self.set_rows(
            tuple(
                TableRow(
                    key=client.id,
                    cells=(
                        client.name, " · ".join(client.contact_lines), self.tr("in use") if client.is_active else self.tr("ended"),
                    ),
                )
                for client in clients
            )
        )  # fmt: skip

    def fill(self, key: str | None) -> None:
        client = self._clients.get(key or "")
        self.form_title.setText(client.name if client is not None else self.tr("Add a client"))
        self.name_field.setText(client.name if client is not None else "")
        self.contact.setPlainText("\n".join(client.contact_lines) if client is not None else "")
        self.instructions.set_chosen("redirect" if client is None or client.instructions == "redirect" else "forward")
        self.is_active.setChecked(client is None or client.is_active)
        self.is_active.setVisible(client is not None)

    def first_field(self) -> QLineEdit:
        return self.name_field

    def primary(self) -> None:
        key, name, active = self.key, self.name_field.text(), self.is_active.isChecked()
        lines = tuple(line.strip() for line in self.contact.toPlainText().splitlines() if line.strip())
        instructions = str(self.instructions.chosen())
        self.save(
            lambda desk: save_client(desk, client_id=key, name=name, contact_lines=lines, instructions=instructions, is_active=active),
            self.tr("The client was saved"),
        )

    def forget(self) -> None:
        self._clients = {}
        self.table.set_rows(())
        self.key = None
        self._is_new = False
