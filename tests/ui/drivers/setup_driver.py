"""Drives the locked window: the first run, the unlock page and the recovery sheet, by keys."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QWidget

from caseapp.ui.setup.lock_page import LockPage
from caseapp.ui.setup.sheet_step import SheetGroups
from caseapp.ui.setup.sheet_text import SheetFacts
from tests.ui.drivers.base import Driver


class KeepingByHand:
    """Takes the place of the dialogs for printing and choosing; remembers what was asked.

    Attributes:
        file, folder: what the person chooses next.
        printed: sheets that went to the printer.
    """

    def __init__(self) -> None:
        self.file: Path | None = None
        self.folder: Path | None = None
        self.printed: list[SheetFacts] = []

    def print_sheet(self, parent: QWidget, facts: SheetFacts, done: object) -> None:
        self.printed.append(facts)
        assert callable(done)
        done(True)

    def choose_file(self, parent: QWidget, name: str, done: object) -> None:
        if self.file is not None and callable(done):
            done(self.file)

    def choose_folder(self, parent: QWidget, start: Path, done: object) -> None:
        if self.folder is not None and callable(done):
            done(self.folder)


class SetupDriver(Driver):
    """The lock page."""

    def __init__(self, page: LockPage) -> None:
        super().__init__(page)
        self.page = page

    # Where we are

    @property
    def title(self) -> str:
        """Name of the page of the first run that is shown, ``unlock``, ``trouble``, or empty."""
        if self.page.unlock.isVisible():
            return "unlock"
        if self.page.seldom.trouble.isVisible():
            return "trouble"
        for flow in (self.page.seldom.first_run, self.page.seldom.recovery):
            if flow is not None and flow.isVisible():
                return flow.step.title
        return ""

    @property
    def problems(self) -> tuple[str, ...]:
        for flow in (self.page.seldom.first_run, self.page.seldom.recovery):
            if flow is not None and flow.isVisible():
                return flow.step.summary.sentences
        return ()

    def words_of(self, name: str) -> str:
        label = self.find(QLabel, name)
        return label.text() if label.isVisible() else ""

    # First run

    def next(self) -> None:
        self.press("Ctrl+Return")

    def back(self) -> None:
        self.press("Alt+Left")

    def real_office(self) -> None:
        """Choose the office of real requests, where it is not chosen yet."""
        self.focus("setup_kind")
        self.press("Down")

    def person(self, name: str, passphrase: str, *, again: str | None = None, login: str | None = None) -> None:
        self.clear("setup_name")
        self.type(name)
        if login is not None:
            self.clear("setup_login")
            self.type(login)
        for field, text in (("setup_passphrase", passphrase), ("setup_again", passphrase if again is None else again)):
            self.clear(field)
            self.type(text)

    def address(self, *lines: str) -> None:
        self.clear("setup_address")
        for place, line in enumerate(lines):
            if place:
                self.press("Return")
            self.type(line)

    def choose_profile(self, key: str) -> None:
        self.focus("setup_profile")
        self.press(key)

    def profile(self) -> str:
        return self.find(QComboBox, "setup_profile").currentText()

    def plain(self, name: str) -> str:
        return self.find(QPlainTextEdit, name).toPlainText()

    def sheet(self) -> tuple[str, ...]:
        """Read the groups that are on the screen."""
        groups = next(each for each in self.root.findChildren(SheetGroups) if each.isVisible())
        return groups.groups

    def prove(self, groups: tuple[str, ...], *, lower: bool = False) -> None:
        """Type the two groups that are asked."""
        flow = next(each for each in (self.page.seldom.first_run, self.page.seldom.recovery) if each is not None and each.isVisible())
        for place, row in enumerate(flow.proof.rows, start=1):
            number = int(re.sub(r"\D", "", row.label.text()))
            name = f"proof_group_{place}"
            field = flow.proof.findChild(QWidget, name)
            assert field is not None
            field.setFocus()
            QApplication.processEvents()
            self.press("Ctrl+A")
            self.press("Del")
            text = groups[number - 1]
            self.type(text.lower() if lower else text)

    # Unlock

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and press Enter, as everybody does."""
        self.clear("unlock_passphrase")
        self.type(passphrase)
        self.press("Return")

    def choose_login(self, login: str) -> None:
        self.focus("unlock_login")
        self.type(login[0])
        for _ in range(20):
            if self.login() == login:
                return
            self.press("Down")

    def login(self) -> str:
        return self.find(QComboBox, "unlock_login").currentText()

    def logins(self) -> list[str]:
        box = self.find(QComboBox, "unlock_login")
        return [box.itemText(row) for row in range(box.count())]
