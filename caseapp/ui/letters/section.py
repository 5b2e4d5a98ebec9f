"""Puts letters into the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import Role
from caseapp.ui.commands import Command
from caseapp.ui.letters.buttons import LetterButtons
from caseapp.ui.letters.letters_page import LettersPage
from caseapp.ui.letters.wording import word_letter_errors
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.post_wording import word_post_errors
from caseapp.ui.widgets.key_button import KeyButton

translate = QCoreApplication.translate

SECTION = "letters"
ROLES = frozenset({Role.CALL_AGENT, Role.PRIVACY_OFFICER, Role.MAIL_CLERK})
WRITERS = frozenset({Role.CALL_AGENT, Role.PRIVACY_OFFICER})
OFFICERS = frozenset({Role.PRIVACY_OFFICER})
SENDERS = frozenset({Role.PRIVACY_OFFICER, Role.MAIL_CLERK})


def add(window: MainWindow, office: Office) -> None:
    """Add the section, its commands and its sentences."""
    word_letter_errors(office.wording)
    word_post_errors(office.wording)
    window.add_section(SECTION, translate("Letters", "Letters"), "envelope-simple-open", LettersPage, ROLES, "Ctrl+5")

    def page() -> LettersPage | None:
        shown = window.page(SECTION)
        return shown if isinstance(shown, LettersPage) else None

    def press(choose: Callable[[LetterButtons], KeyButton]) -> Callable[[], None]:
        def run() -> None:
            shown = page()
            if shown is not None:
                shown.press(choose)

        return run

    def open_case() -> None:
        shown = page()
        if shown is not None:
            shown.open_case()

    def next_letter(step: int) -> Callable[[], None]:
        def run() -> None:
            shown = page()
            if shown is not None:
                shown.next_letter(step)

        return run

    def command(
        id: str, text: str, run: Callable[[], None], roles: frozenset[Role], *, key: str = "", icon: str = "", group: int = 0
    ) -> None:  # fmt: skip
        office.commands.add(
            Command(id=id, text=text, run=run, shortcut=key, icon=icon, scope=SECTION, roles=roles, menu="letters", group=group)
        )

    command("letters.save", translate("Letters", "&Save draft"), press(lambda each: each.save), WRITERS, key="Ctrl+S")
    command(
        "letters.queue", translate("Letters", "Add to print &queue"), press(lambda each: each.queue), WRITERS,
        key="Ctrl+P", icon="printer",
    )  # fmt: skip
    command("letters.send_back", translate("Letters", "Send &back..."), press(lambda each: each.send_back), OFFICERS, group=1)
    command("letters.void", translate("Letters", "&Void..."), press(lambda each: each.void), OFFICERS, group=1)
    command("letters.record_sent", translate("Letters", "&Record as sent..."), press(lambda each: each.record_sent), SENDERS, group=2)
    command("letters.came_back", translate("Letters", "Letter &came back..."), press(lambda each: each.came_back), SENDERS, group=2)
    command("letters.correct", translate("Letters", "Correct the &date..."), press(lambda each: each.correct), OFFICERS, group=2)
    command("letters.pdf", translate("Letters", "Save a &PDF..."), press(lambda each: each.pdf), WRITERS | SENDERS, group=3)
    command("letters.case", translate("Letters", "&Open the case"), open_case, ROLES, group=3)
    command("letters.next", translate("Letters", "&Next letter"), next_letter(1), ROLES, key="Ctrl+J", group=4)
    command("letters.previous", translate("Letters", "Pre&vious letter"), next_letter(-1), ROLES, key="Ctrl+Shift+J", group=4)
