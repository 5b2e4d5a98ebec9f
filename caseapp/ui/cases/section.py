"""Puts the cases into the window: their section, their commands with keys, the sentences of their refusals."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.cases import consumer_acts
from caseapp.ui.cases.cases_page import CasesPage
from caseapp.ui.cases.error_texts import CASE_ERRORS
from caseapp.ui.cases.next_step import CaseAct
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office

translate = QCoreApplication.translate

SECTION = "cases"


def add(window: MainWindow, office: Office) -> None:
    """Add the section, its commands and its error wordings."""
    sees = ALLOWED[Act.SEE_CASES]
    window.add_section(SECTION, translate("CasesSection", "Cases"), "tray", CasesPage, roles=sees, key="Ctrl+2")
    office.wording.register({code: sentence for code, sentence in CASE_ERRORS.items() if not office.wording.knows(code)})

    def on_page(act: Callable[[CasesPage], None]) -> Callable[[], None]:
        def run() -> None:
            page = window.page(SECTION)
            if isinstance(page, CasesPage):
                act(page)

        return run

    officers = ALLOWED[Act.DECIDE]
    for command in (
        Command(
            id="cases.filter", text=translate("CasesSection", "&Filter this list"), run=on_page(lambda page: page.pane.open_filter()),
            shortcut="F3", icon="funnel-simple", scope=SECTION, roles=sees, menu="case",
        ),
        Command(
            id="case.next", text=translate("CasesSection", "Ne&xt case of the list"), run=on_page(lambda page: page.pane.go(1)),
            shortcut="Ctrl+J", scope=SECTION, roles=sees, menu="case",
        ),
        Command(
            id="case.previous", text=translate("CasesSection", "&Previous case of the list"), run=on_page(lambda page: page.pane.go(-1)),
            shortcut="Ctrl+Shift+J", scope=SECTION, roles=sees, menu="case",
        ),
        Command(
            id="case.next_right", text=translate("CasesSection", "Next &right of this case"), run=on_page(lambda page: page.next_right()),
            shortcut="Ctrl+Tab", scope=SECTION, roles=sees, menu="case",
        ),
        Command(
            id="case.copy_number", text=translate("CasesSection", "Copy case nu&mber"), run=on_page(lambda page: page.doings.copy_number()),
            shortcut="Ctrl+Shift+C", icon="copy", scope=SECTION, roles=sees, menu="edit", group=1,
        ),
        Command(
            id="case.verify", text=translate("CasesSection", "&Verify"), run=on_page(lambda page: page.doings.verify()), shortcut="F4",
            icon="shield-check", scope=SECTION, roles=sees, menu="case", group=1,
        ),
        Command(
            id="case.decide", text=translate("CasesSection", "&Decide..."), run=on_page(lambda page: page.doings.do_act(CaseAct.DECIDE)),
            icon="scales", scope=SECTION, roles=officers, menu="case", group=1,
        ),
        Command(
            id="case.extend", text=translate("CasesSection", "&Extend..."), run=on_page(lambda page: page.doings.extend()),
            icon="clock-clockwise", scope=SECTION, roles=ALLOWED[Act.EXTEND], menu="case", group=1,
        ),
        Command(
            id="case.note", text=translate("CasesSection", "Write a &note"), run=on_page(lambda page: page.doings.note()), shortcut="F12",
            icon="note", scope=SECTION, roles=ALLOWED[Act.WRITE_NOTES], menu="case", group=2,
        ),
        Command(
            id="case.letter", text=translate("CasesSection", "Write a &letter"), run=on_page(lambda page: page.doings.choose_letter()),
            icon="envelope-simple-open", scope=SECTION, roles=ALLOWED[Act.DRAFT_LETTERS], menu="case", group=2,
        ),
        Command(
            id="case.attach", text=translate("CasesSection", "&Attach a document..."), run=on_page(lambda page: page.doings.attach()),
            icon="paperclip", scope=SECTION, roles=ALLOWED[Act.ATTACH_DOCUMENTS], menu="case", group=2,
        ),
        Command(
            id="case.contact_details", text=translate("CasesSection", "&Contact details..."),
            run=on_page(lambda page: page.doings.contact_details()), shortcut="F2", icon="identification-card", scope=SECTION,
            roles=officers, menu="case", group=2,
        ),
        Command(
            id="case.reply", text=translate("CasesSection", "Repl&y..."), run=on_page(lambda page: page.doings.reply()),
            icon="envelope-simple", scope=SECTION, roles=officers, menu="case", group=2,
        ),
        Command(
            id="case.more", text=translate("CasesSection", "&More acts"), run=on_page(lambda page: page.doings.open_more()),
            icon="dots-three", scope=SECTION, roles=ALLOWED[Act.ATTACH_DOCUMENTS], menu="case", group=3,
        ),
        consumer_acts.command(office, lambda: window.page(SECTION), SECTION),
    ):  # fmt: skip
        office.commands.add(command)
