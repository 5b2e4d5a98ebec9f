"""Puts the print queue into the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import Role
from caseapp.ui.commands import Command
from caseapp.ui.mailroom.mailroom_page import MailRoomPage
from caseapp.ui.mailroom.wording import word_mail_room_errors
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

translate = QCoreApplication.translate

SECTION = "print_queue"
ROLES = frozenset({Role.PRIVACY_OFFICER, Role.MAIL_CLERK})


def add(window: MainWindow, office: Office) -> None:
    """Add the section, its commands and its sentences."""
    word_mail_room_errors(office.wording)
    window.add_section(SECTION, translate("MailRoom", "Print queue"), "printer", MailRoomPage, ROLES, "Ctrl+6")

    def on_page(act: Callable[[MailRoomPage], None]) -> Callable[[], None]:
        def run() -> None:
            shown = window.page(SECTION)
            if isinstance(shown, MailRoomPage):
                act(shown)

        return run

    def command(id: str, text: str, act: Callable[[MailRoomPage], None], *, key: str = "", icon: str = "", group: int = 6) -> None:
        office.commands.add(
            Command(
                id=id, text=text, run=on_page(act), shortcut=key, icon=icon, scope=SECTION, roles=ROLES, menu="letters", group=group
            )  # fmt: skip
        )

    office.commands.add(
        Command(
            id="mail_room.open",
            text=translate("MailRoom", "&Print queue"),
            run=lambda: office.navigate(SECTION),
            icon="printer",
            shortcut="Ctrl+Shift+P",
            roles=ROLES,
            menu="letters",
            group=5,
        )  # fmt: skip
    )
    command("mail_room.tick_all", translate("MailRoom", "&Tick all letters"), MailRoomPage.tick_all, key="Ctrl+A")
    command("mail_room.mend", translate("MailRoom", "Go where it is me&nded"), MailRoomPage.mend, key="Ctrl+Shift+M")
    command("mail_room.make", translate("MailRoom", "&Make a batch"), MailRoomPage.make, key="Ctrl+Shift+B")
    command(
        "mail_room.print", translate("MailRoom", "Print the &batch..."), lambda page: page.acts.print_again(), key="Ctrl+P", icon="printer"
    )
    command(
        "mail_room.readable", translate("MailRoom", "&All pages are readable"), lambda page: page.acts.all_readable(), key="Ctrl+Shift+A"
    )
    command("mail_room.faces", translate("MailRoom", "Print en&velopes..."), MailRoomPage.print_envelopes, key="Ctrl+Shift+V")
    command("mail_room.email", translate("MailRoom", "Send by &e-mail..."), MailRoomPage.send_by_email, key="Ctrl+Shift+E", icon="lock")
    command("mail_room.papers", translate("MailRoom", "Mail &log and manifest..."), MailRoomPage.ask_papers, key="Ctrl+Shift+L", group=7)
    command("mail_room.calibrate", translate("MailRoom", "&Measure a printer..."), lambda page: page.calibration.ask(), group=7)
    command("mail_room.give_up", translate("MailRoom", "&Give up the batch..."), lambda page: page.acts.give_up(), group=7)
