"""Backups: which there are, and one now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseapp.ui import qt_dates
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.table_or_empty import TableOrEmpty
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.upkeep import BackupFile, Upkeep
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import Words

MEGABYTE = 1024 * 1024


class BackupsPanel(AdminPanel):
    """Copies of the record."""

    def __init__(self, office: Office, upkeep: Upkeep) -> None:
        super().__init__(
            office,
            "backups",
            self.tr("Backups"),
            self.tr(
                "The program copies the record every half hour when something was changed, checks the copy, and thins old ones out. "
                "A copy on a second disk is yours to make: copy the folder."
            ),
        )
        self._upkeep = upkeep
        self.last = Words("", TypeRole.WORDS, Weight.MEDIUM)
        self.last.setObjectName("admin_backups_last")
        self.folder = Words("", TypeRole.SMALL, ink="ink_2", wrap=True)
        self.now_button = KeyButton(
            self.tr("Back up now"), ButtonKind.PRIMARY, icon="clock", key="Ctrl+Return", name="admin_backups_now", on_click=self.primary
        )
        self.table = TableView(
            (
                Column(id="made", title=self.tr("Made"), width=240, heavy=True, may_shorten=False),
                Column(id="size", title=self.tr("Size"), width=110, is_number=True, may_shorten=False),
                Column(id="name", title=self.tr("File")),
            ),
            name="admin_backups_table",
            label=self.tr("Backups"),
            margin=0,
        )
        self.body.addWidget(self.last)
        self.body.addWidget(self.now_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.folder)
        empty = TableOrEmpty(
            self.table,
            icon="clock",
            title=self.tr("No copy yet"),
            sentence=self.tr("The first one is made half an hour after something was changed, or now by the button above."),
        )
        self.body.addWidget(empty, 1)
        follow_theme(self, lambda: self.table.setMinimumHeight(current().px(220)))

    def reload(self) -> None:
        self.office.run(self, lambda _desk: self._upkeep.backups(), self._show, key="backups")

    def primary(self) -> None:
        """Back up now."""
        self.now_button.setText(self.tr("Copying and checking..."))
        self.now_button.setEnabled(False)

        def done(backup: BackupFile) -> None:
            self._ready()
            self.office.messages.notice(self.tr("Backed up and checked: {file}").format(file=backup.name))
            self.reload()

        def failed(error: Exception) -> None:
            self._ready()
            self.office.messages.show_trouble(error)

        self.office.run(self, lambda _desk: self._upkeep.back_up(), done, failed)

    def first_focus(self) -> QWidget:
        return self.now_button

    def forget(self) -> None:
        self.table.set_rows(())
        self.last.setText("")

    def _ready(self) -> None:
        self.now_button.setText(self.tr("Back up now"))
        self.now_button.setEnabled(True)

    def _show(self, backups: tuple[BackupFile, ...]) -> None:
        desk = self.office.desk
        if desk is None:
            return
        self.folder.setText(self.tr("They lie in {folder}").format(folder=self._upkeep.backups_folder))
        if backups:
            when = qt_dates.moment(backups[0].made_at, desk.business_zone, desk.today())
            self.last.setText(self.tr("Last backup: {when}").format(when=when))
        # Without one, the words in the place of the table say so.
        self.last.setVisible(bool(backups))
        self.table.set_rows(
            tuple(
                TableRow(
                    key=backup.name,
                    cells=(
                        qt_dates.instant(backup.made_at, desk.business_zone),
                        self.tr("{size} MB").format(size=f"{backup.size / MEGABYTE:.1f}"),
                        backup.name,
                    ),
                )
                for backup in backups
            )
        )
