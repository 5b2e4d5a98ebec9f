"""Puts the taking of requests into the window: its section, its commands, its sentences for problems."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.commands import Command
from caseapp.ui.intake import error_words
from caseapp.ui.intake.intake_page import IntakePage
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

translate = QCoreApplication.translate

SECTION = "new_request"
ROLES = ALLOWED[Act.TAKE_REQUESTS]


def add(window: MainWindow, office: Office) -> None:
    """Add section, commands and sentences."""
    error_words.register(office.wording)
    window.add_section(SECTION, translate("Intake", "New request"), "note-pencil", IntakePage, ROLES, "Ctrl+3")

    def on_page(act: Callable[[IntakePage], None]) -> Callable[[], None]:
        def run() -> None:
            page = window.page(SECTION)
            if isinstance(page, IntakePage):
                act(page)

        return run

    for command in (
        Command(
            id="intake.new_phone_request", text=translate("Intake", "New &phone request"), shortcut="Ctrl+Shift+N", icon="phone",
            roles=ROLES, menu="file", run=lambda: office.navigate(SECTION, start="phone"),
        ),
        Command(
            id="intake.new_request", text=translate("Intake", "New request by mail, e-mail, &web form or in person"), shortcut="Ctrl+N",
            icon="note-pencil", roles=ROLES, menu="file", run=lambda: office.navigate(SECTION, start="written"),
        ),
        Command(
            id="intake.save_draft", text=translate("Intake", "&Save draft"), shortcut="Ctrl+S", icon="floppy-disk", scope=SECTION,
            roles=ROLES, menu="file", group=1, run=on_page(IntakePage.save_draft),
        ),
        Command(
            id="intake.put_aside", text=translate("Intake", "Put the draft &aside"), shortcut="Ctrl+W", scope=SECTION, roles=ROLES,
            menu="file", group=1, run=on_page(IntakePage.put_aside),
        ),
        Command(
            id="intake.tick_sentence", text=translate("Intake", "I have said &this"), shortcut="Ctrl+T", icon="check", scope=SECTION,
            roles=ROLES, menu="case", group=1, run=on_page(IntakePage.tick_sentence),
        ),
        Command(
            id="intake.take_back_sentence", text=translate("Intake", "&Untick the last sentence"), shortcut="Ctrl+Shift+T", scope=SECTION,
            roles=ROLES, menu="case", group=1, run=on_page(IntakePage.take_back_sentence),
        ),
        Command(
            id="intake.note", text=translate("Intake", "Write a call note, onl&y for us"), shortcut="F12", icon="note", scope=SECTION,
            roles=ROLES, menu="case", group=1, run=on_page(IntakePage.note),
        ),
        Command(
            id="intake.repeats", text=translate("Intake", "Possible &repeats"), shortcut="F7", icon="users", scope=SECTION, roles=ROLES,
            menu="case", group=1, run=on_page(IntakePage.toggle_repeats),
        ),
        Command(
            id="intake.script", text=translate("Intake", "Show or hide the &script"), shortcut="F9", icon="chat-text", scope=SECTION,
            roles=ROLES, menu="case", group=1, run=on_page(IntakePage.toggle_script),
        ),
    ):  # fmt: skip
        office.commands.add(command)
