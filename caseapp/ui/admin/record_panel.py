"""The record: check every link and signature of the history, and say in words what was found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from caseapp.domain.history import ChainVerdict
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.office import Office
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.upkeep import Upkeep
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import Words


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
        self.body.addStretch(1)

    def reload(self) -> None:
        self.office.run(self, lambda desk: desk.queries.store_state().entries, self._show_count, key="record")

    def primary(self) -> None:
        """Check the whole history."""
        self.check_button.setText(self.tr("Checking..."))
        self.check_button.setEnabled(False)
        self.office.run(self, self._upkeep.check_history, self._show_verdict, self._failed)

    def first_focus(self) -> QWidget:
        return self.check_button

    def forget(self) -> None:
        self.verdict.setText("")
        self.detail.setText("")
        self._ready()

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
