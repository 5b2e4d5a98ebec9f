"""Lines: the numbers people dial, and the business each one is answered for."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit

from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.services.organisation import organisation_now, save_line
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.table_view import Column, TableRow


class LinesPanel(SidePanel):
    """Numbers people dial."""

    areas = frozenset({"organisation"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "lines",
            self.tr("Lines"),
            self.tr("The agent chooses the line that was dialled; it chooses the script, and the client for whom the call is answered."),
            columns=(
                Column(id="number", title=self.tr("Number"), width=120, heavy=True, may_shorten=False),
                Column(id="label", title=self.tr("What it is for")),
                Column(id="client", title=self.tr("Client"), width=150),
                Column(id="state", title=self.tr("State"), width=64),
            ),
            table_label=self.tr("Lines"),
            add_text=self.tr("Add a line..."),
            save_text=self.tr("Save"),
        )
        self._lines: dict[str, Line] = {}
        self.number = QLineEdit()
        self.number.setObjectName("admin_line_number")
        set_width(self.number, 20)
        self.label_field = QLineEdit()
        self.label_field.setObjectName("admin_line_label")
        set_width(self.label_field, 32)
        self.client = ChoiceBox(name="admin_line_client", label=self.tr("Client"))
        self.is_active = QCheckBox(self.tr("&In use"))
        self.is_active.setObjectName("admin_line_active")
        self.add_rows(
            {
                "number": FormRow(self.tr("N&umber"), self.number, above=True),
                "label": FormRow(self.tr("&What it is for"), self.label_field, above=True),
                "client": FormRow(self.tr("Answered for this clien&t"), self.client, above=True),
            }
        )
        self.form.add(self.is_active)

    def reload(self) -> None:
        self.office.run(self, organisation_now, self._show, key="lines")

    def _show(self, found: tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]) -> None:
        _, lines, clients = found
        self._lines = {line.id: line for line in lines}
        names = {client.id: client.name for client in clients}
        self.client.set_options(
            (
                (None, self.tr("Nobody: we answer for ourselves")),
                *((client.id, client.name if client.is_active else self._ended(client)) for client in clients),
            )
        )
        self.set_rows(
            tuple(
                TableRow(
                    key=line.id,
                    cells=(
                        line.number,
                        line.label,
                        names.get(line.client_id or "", ""),
                        self.tr("in use") if line.is_active else self.tr("closed"),
                    ),
                )
                for line in lines
            )
        )

    def _ended(self, client: Client) -> str:
        return self.tr("{name} (ended)").format(name=client.name)

    def fill(self, key: str | None) -> None:
        line = self._lines.get(key or "")
        self.form_title.setText(line.number if line is not None else self.tr("Add a line"))
        self.number.setText(line.number if line is not None else "")
        self.label_field.setText(line.label if line is not None else "")
        self.client.set_chosen(line.client_id if line is not None else None)
        self.is_active.setChecked(line is None or line.is_active)
        self.is_active.setVisible(line is not None)

    def first_field(self) -> QLineEdit:
        return self.number

    def primary(self) -> None:
        key, number, text = self.key, self.number.text(), self.label_field.text()
        chosen, active = self.client.chosen(), self.is_active.isChecked()
        client_id = chosen if isinstance(chosen, str) else None
        self.save(
            lambda desk: save_line(desk, line_id=key, number=number, label=text, client_id=client_id, is_active=active),
            self.tr("The line was saved"),
        )

    def forget(self) -> None:
        self._lines = {}
        self.table.set_rows(())
        self.key = None
        self._is_new = False
