"""About: the version, and what the program is made of, with the licences."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.upkeep import Part, Upkeep
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import Words


class AboutPanel(AdminPanel):
    """Version and licences."""

    def __init__(self, office: Office, upkeep: Upkeep) -> None:
        super().__init__(
            office, "about", self.tr("About"), self.tr("Case management for requests under the California Consumer Privacy Act.")
        )
        self._upkeep = upkeep
        self._parts: dict[str, Part] = {}
        self.version = Words("", TypeRole.WORDS, Weight.MEDIUM)
        self.version.setObjectName("admin_about_version")
        self.table = TableView(
            (
                Column(id="name", title=self.tr("Part"), heavy=True, width=170),
                Column(id="version", title=self.tr("Version"), width=80, may_shorten=False),
                Column(id="license", title=self.tr("Licence")),
            ),
            name="admin_about_table",
            label=self.tr("Fonts, icons and libraries"),
            margin=0,
        )
        self.table.row_shown.connect(lambda key: self._show_text(str(key)))
        self.text = QPlainTextEdit()
        self.text.setObjectName("admin_about_text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.body.addWidget(self.version)
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self.text, 1)
        self.text.hide()
        follow_theme(self, self._dress)

    def reload(self) -> None:
        self.office.run(self, lambda _desk: (self._upkeep.program_version(), self._upkeep.parts()), self._show, key="about")

    def first_focus(self) -> QWidget:
        return self.table

    def _show(self, found: tuple[str, tuple[Part, ...]]) -> None:
        version, parts = found
        self.version.setText(self.tr("Version {version}").format(version=version))
        self._parts = {part.name: part for part in parts}
        self.table.set_rows(
            tuple(TableRow(key=part.name, cells=(part.name, part.version, part.license_name or self.tr("see its text"))) for part in parts)
        )

    def _show_text(self, name: str) -> None:
        part = self._parts.get(name)
        text = part.license_text if part is not None else ""
        self.text.setPlainText(text)
        self.text.setVisible(bool(text))

    def _dress(self) -> None:
        px = current().px
        self.table.setMinimumHeight(px(240))
        self.text.setMinimumHeight(px(160))
