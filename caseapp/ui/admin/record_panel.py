"""The record: check every link and signature of the history, and say in words what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.history import ChainVerdict
from caseapp.domain.operators import Role
from caseapp.services.desk import Desk
from caseapp.services.history import OfficeHistory, office_history
from caseapp.services.recovery import RenewedSheet, renew_recovery_sheet
from caseapp.services.trouble import Trouble
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.admin.office_acts import SILENT, about_words, act_words
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.upkeep import Upkeep
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.passphrase_field import PassphraseField
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import Words, section_head

WIDE = 640
LIST_HEIGHT = 240


class RecordPanel(AdminPanel):
    """The append-only history."""

    def __init__(self, office: Office, upkeep: Upkeep) -> None:
        super().__init__(
            office,
            "record",
            self.tr("Record"),
            self.tr(
                "Each act is one entry of the history: linked to the entry before, and signed with the key of whoever did it. "
                "Checking reads all of them and compares the end with what this computer saw last."
            ),
        )
        self._upkeep = upkeep
        self.check_button = KeyButton(
            self.tr("Check the record"), ButtonKind.PRIMARY, icon="shield-check", key="Ctrl+Return", name="admin_record_check",
            on_click=self.primary,
        )  # fmt: skip
        self.verdict = Words("", TypeRole.WORDS, Weight.MEDIUM, wrap=True)
        self.verdict.setObjectName("admin_record_verdict")
        self.detail = Words("", TypeRole.BODY, ink="ink_2", wrap=True)
        self.detail.setObjectName("admin_record_detail")
        self.body.addWidget(self.check_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.detail)
        self.body.addWidget(section_head(self.tr("Done in the office, outside of cases")))
        self.acts = TableView(
            (
                Column(id="when", title=self.tr("When"), width=140, may_shorten=False),
                Column(id="what", title=self.tr("What was done"), width=250, heavy=True),
                Column(id="about", title=self.tr("About")),
                Column(id="who", title=self.tr("Who"), width=130),
            ),
            name="admin_record_acts",
            label=self.tr("Done in the office, outside of cases"),
            margin=0,
        )
        self.body.addWidget(self.acts)
        self.body.addWidget(section_head(self.tr("Recovery sheet")))
        self.sheet_words = Words("", TypeRole.BODY, ink="ink_2", wrap=True)
        self.sheet_words.setObjectName("admin_record_sheet_words")
        self.sheet_button = KeyButton(
            self.tr("&New recovery sheet..."), icon="file-text", name="admin_record_sheet", on_click=self.new_sheet
        )
        self.body.addWidget(self.sheet_words)
        self.body.addWidget(self.sheet_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        follow_theme(self.acts, self._fit)

    def reload(self) -> None:
        self._offer_sheet()
        self.office.run(self, lambda desk: desk.queries.store_state().entries, self._show_count, key="record")
        self.office.run(self, office_history, self._show_acts, key="office_history")

    def primary(self) -> None:
        """Check the whole history."""
        self.check_button.setText(self.tr("Checking..."))
        self.check_button.setEnabled(False)
        self.office.run(self, self._upkeep.check_history, self._show_verdict, self._failed)

    def new_sheet(self) -> None:
        """Ask for the passphrase, make another recovery sheet, and show it once."""
        dialog = ActDialog(
            self.office,
            name="sheet",
            title=self.tr("New recovery sheet"),
            sentence=self.tr(
                "From the moment it is made, the sheet before opens nothing any more. Have a printer ready, or paper to copy it by hand; "
                "then two groups are typed back."
            ),
            act_text=self.tr("Make the sheet"),
            parent=self,
        )
        field = PassphraseField(name="sheet_passphrase", label=self.tr("Your passphrase"))
        dialog.add("passphrase", FormRow(self.tr("Your &passphrase"), field, above=True))

        def collect() -> Work:
            passphrase = field.text()

            def work(desk: Desk) -> RenewedSheet:
                try:
                    return renew_recovery_sheet(desk, passphrase=passphrase)
                except Trouble as error:
                    if error.code == "wrong_passphrase":
                        raise DomainError("present_passphrase_wrong", "passphrase") from error
                    raise

            return work

        dialog.open_for(collect, lambda renewed: self._upkeep.show_sheet(self, renewed.sheet))

    def first_focus(self) -> QWidget:
        return self.check_button

    def forget(self) -> None:
        self.verdict.setText("")
        self.detail.setText("")
        self.acts.set_rows(())
        self._ready()

    def _show_acts(self, found: OfficeHistory) -> None:
        desk = self.office.desk
        if desk is None:
            return
        zone = desk.business_zone
        self.acts.set_rows(
            tuple(
                TableRow(
                    key=entry.seq,
                    cells=(
                        qt_dates.short_instant(entry.at, zone), act_words(entry.action), about_words(entry, found.names),
                        found.names.get(entry.operator_id, ""),
                    ),
                )
                for entry in found.entries
                if entry.action not in SILENT
            )
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where the text is large, leave out who and what about: what was done and when is what the list is for."""
        px = current().px
        is_wide = self.width() >= px(WIDE)
        for at, column in enumerate(self.acts.table_model.columns):
            self.acts.setColumnHidden(at, not is_wide and column.id in ("about", "who"))
        self.acts.setMinimumHeight(px(LIST_HEIGHT))

    def _offer_sheet(self) -> None:
        is_officer = Role.PRIVACY_OFFICER in self.office.roles
        self.sheet_button.setVisible(is_officer)
        self.sheet_words.setText(
            self.tr(
                "If every passphrase is forgotten, the sheet opens the record. Make another one when it is lost, or when somebody saw it."
            )
            if is_officer
            else self.tr(
                "If every passphrase is forgotten, the sheet opens the record. It opens what is sealed too, so only an administrator who "
                "is privacy officer makes another one."
            )
        )

    def _ready(self) -> None:
        self.check_button.setText(self.tr("Check the record"))
        self.check_button.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        self._ready()
        self.office.messages.show_trouble(error)

    def _show_count(self, entries: int) -> None:
        if not self.verdict.text():
            self.detail.setText(self.tr("The history has {count} entries.").format(count=f"{entries:,}"))

    def _show_verdict(self, verdict: ChainVerdict) -> None:
        self._ready()
        if verdict.ok:
            self.verdict.set_ink("on_track")
            self.verdict.setText(self.tr("Intact: {count} entries, each linked and signed.").format(count=f"{verdict.checked:,}"))
            head = verdict.head.hash[:16] if verdict.head is not None else ""
            self.detail.setText(
                self.tr("The end of the history is {head}. Compare it with a slip printed earlier, if you like.").format(head=head)
            )
            return
        self.verdict.set_ink("overdue")
        self.verdict.setText(
            self.tr("Not intact from entry {number} on: {what}").format(
                number=f"{verdict.first_bad_seq:,}", what=self._what(verdict.problem_code or "")
            )
        )
        self.detail.setText(
            self.tr(
                "Entries before it are good: {count}. Stop changing the record, make a copy of its folder, and "
                "compare it with the last backup."
            ).format(count=f"{verdict.checked:,}")
        )

    def _what(self, code: str) -> str:
        words = {
            "number_missing": self.tr("an entry is missing, doubled or in the wrong place."),
            "link_broken": self.tr("its link to the entry before does not fit."),
            "hash_differs": self.tr("what it says was changed after it was written."),
            "signature_wrong": self.tr("its signature is not that of the person it names."),
            "shorter_than_anchor": self.tr("the history is shorter than this computer saw it before."),
            "anchor_differs": self.tr("it is not the entry this computer saw before; the history was written anew."),
        }
        return words.get(code, code)
