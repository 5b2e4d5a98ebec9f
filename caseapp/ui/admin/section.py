"""Puts Admin into the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import Role
from caseapp.ui.admin.admin_page import AdminPage
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.office_wording import word_office_errors
from caseapp.ui.wording import Sentence

translate = QCoreApplication.translate


def add(window: MainWindow, office: Office) -> None:
    """Register the section, its commands and the sentences of its errors."""
    word_office_errors(office.wording)
    office.wording.register(SENTENCES)
    window.add_section("admin", translate("Admin", "Admin"), "gear-six", AdminPage, key="Ctrl+9")
    administrators = frozenset({Role.ADMINISTRATOR})
    office.commands.add(
        Command(
            id="admin.account", text=translate("Admin", "&My account"), run=lambda: office.navigate("admin", panel="account"),
            icon="user", menu="file", group=7,
        )
    )  # fmt: skip
    for panel, text, icon in (
        ("operators", translate("Admin", "&Operators"), "users"),
        ("backups", translate("Admin", "&Backups"), "clock"),
        ("record", translate("Admin", "&Check the record"), "shield-check"),
    ):
        office.commands.add(
            Command(
                id=f"admin.{panel}", text=text, run=lambda panel=panel: office.navigate("admin", panel=panel),  # type: ignore[misc]
                icon=icon, roles=administrators, menu="file", group=7,
            )
        )  # fmt: skip
    office.commands.add(
        Command(
            id="admin.about", text=translate("Admin", "&About this program"), run=lambda: office.navigate("admin", panel="about"),
            icon="info", menu="help", group=9,
        )
    )  # fmt: skip


SENTENCES: dict[str, Sentence] = {
    "present_passphrase_wrong": lambda facts: translate("Admin", "This is not your present passphrase. Look whether Caps Lock is on."),
    "backup_not_good": lambda facts: translate("Admin", "The copy was not good and was thrown away. The record itself was not touched."),
}
