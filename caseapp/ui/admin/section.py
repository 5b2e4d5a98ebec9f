"""Puts Admin into the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act, Role
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
    for panel, text, icon, act in (
        ("law", translate("Admin", "Read the la&w"), "scales", Act.READ_LAW),
        ("counsel", translate("Admin", "&For counsel"), "seal-check", Act.REVIEW_LAW),
        ("one_off", translate("Admin", "One-off &days"), "calendar-blank", Act.ADMINISTER),
        ("retention", translate("Admin", "Retentio&n"), "trash", Act.DESTROY_RECORDS),
        ("drafts", translate("Admin", "Drafts of othe&rs"), "note", Act.HAND_OVER_DRAFTS),
        ("what_if", translate("Admin", "W&hat if"), "question", Act.REVIEW_LAW),
    ):
        office.commands.add(
            Command(
                id=f"admin.{panel}", text=text, run=lambda panel=panel: office.navigate("admin", panel=panel),  # type: ignore[misc]
                icon=icon, roles=ALLOWED[act], menu="go", group=7,
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
    "one_off_day_stands": lambda facts: translate("Admin", "This day counts already. Look at it in the list, or write another day."),
    "one_off_day_gone": lambda facts: translate("Admin", "This day counts no longer. Read the list again."),
    "none_chosen": lambda facts: translate("Admin", "No record is chosen. Choose one by Space, or all of them."),
    "not_put_forward": lambda facts: translate("Admin", "This record is not put forward. Read the list again."),
    "day_in_future": lambda facts: translate("Admin", "This day lies ahead. Write the day it was done."),
    "duty_unknown": lambda facts: translate("Admin", "This duty is not in the list any more. Read the list again."),
    "basis_missing": lambda facts: translate("Admin", "Write what says so, for example the proclamation with its date."),
    "one_off_day_moving": lambda facts: translate(
        "Admin", "Last days of another one-off day are not all moved yet. Choose Go on moving last days first."
    ),
    "counsel_item_changed": lambda facts: translate(
        "Admin", "These words were changed meanwhile. Read them again, then record the approval."
    ),
    "reviewer_missing": lambda facts: translate("Admin", "Write who approved it."),
    "review_in_future": lambda facts: translate("Admin", "This day lies ahead. Write the day it was approved."),
    "review_not_there": lambda facts: translate("Admin", "No approval stands for these words. Read the list again."),
    "days_ahead_unreadable": lambda facts: translate("Admin", "Write a whole number of days from 1 to {most}.").format(
        most=facts.get("most")
    ),
    "backup_not_good": lambda facts: translate("Admin", "The copy was not good and was thrown away. The record itself was not touched."),
}
