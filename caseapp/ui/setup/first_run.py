"""The first run: six short pages, one act at the end. Until then nothing is set up, and a program that ends begins again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication

from caseapp.domain.errors import DomainError
from caseapp.services.desk import Desk
from caseapp.services.trouble import Trouble
from caseapp.ui import qt_dates
from caseapp.ui.language import spoken, use_language
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors, FirstOffice, Languages, Profile
from caseapp.ui.setup.flow import Flow
from caseapp.ui.setup.language_step import LanguageStep
from caseapp.ui.setup.organisation_step import OrganisationStep
from caseapp.ui.setup.person_step import PersonStep
from caseapp.ui.setup.sheet_paper import SheetKeeping
from caseapp.ui.setup.sheet_step import ProofStep, SheetStep
from caseapp.ui.setup.where_step import WhereStep

if TYPE_CHECKING:
    from caseapp.services.ports import RecoverySheet

LANGUAGE, WHERE, PERSON, ORGANISATION, SHEET, PROOF = range(6)
_PERSON_FIELDS = frozenset({"login", "name", "passphrase"})


class FirstRun(Flow):
    """Sets up one data folder.

    Signals:
        opened: the `Desk` of the person who set it up.
        found_office: the chosen folder is set up already.
        turned: another folder, real or practice, is set up now.
        spoken_changed: another language of the screens is in force, and these pages are to be made anew.

    Args:
        languages: which there are.
    """

    opened = Signal(object)
    found_office = Signal()
    turned = Signal()
    spoken_changed = Signal()

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping, languages: Languages) -> None:
        self.language = LanguageStep(office, languages, spoken(QApplication.instance()))
        self.where = WhereStep(office, doors, keeping)
        self.person = PersonStep(office, doors)
        self.organisation = OrganisationStep(office)
        self.sheet = SheetStep(office, doors, keeping)
        self.proof = ProofStep(office, doors)
        super().__init__(office, (self.language, self.where, self.person, self.organisation, self.sheet, self.proof), name="setup")
        self._doors = doors
        self._prepared: FirstOffice | None = None
        self.proof.next_text = self.tr("Open the office")

    def begin(self) -> None:
        """Start with an empty first page."""
        self._prepared = None
        self.where.begin()
        self.go(LANGUAGE)

    def go_on_in_another_language(self, letters: str) -> None:
        """Show the page after the first; what was chosen there for letters stays."""
        self.language.letters.set_chosen(letters)
        self.go(WHERE)

    def advance(self, at: int) -> None:
        if at == LANGUAGE:
            self._speak()
        elif at == WHERE:
            self._turn()
        elif at == PERSON:
            self.organisation.set_signer(self.person.name.text().strip())
            self.go(ORGANISATION)
        elif at == ORGANISATION:
            self._prepare()
        elif at == SHEET:
            sheet = self.sheet.sheet
            if sheet is not None:
                self.proof.ask(sheet)
                self.go(PROOF)
        else:
            self._move_in()

    def _speak(self) -> None:
        app, code = QApplication.instance(), str(self.language.screens.chosen())
        assert isinstance(app, QApplication)
        if code == spoken(app):
            self.office.settings.set("language", code)
            self.go(WHERE)
            return

        def done(catalogue: bytes | None) -> None:
            self.set_busy("")
            try:
                use_language(app, code, catalogue)
            except ValueError:
                self._failed(Trouble("resource_faulty", file=f"caseapp_{code}.qm"))
                return
            self.office.settings.set("language", code)
            self.spoken_changed.emit()

        self.set_busy(self.tr("Reading the translation..."))
        self.office.jobs.run(self, lambda: self._doors.catalogue(code), done, self._failed, lane="file")

    def _turn(self) -> None:
        folder = self.where.chosen_folder
        self.set_busy(self.tr("Looking at the folder..."))

        def work() -> tuple[bool, tuple[Profile, ...]]:
            self._doors.turn_to(folder)
            self._doors.take()
            return self._doors.is_new(), self._doors.profiles()

        def done(result: tuple[bool, tuple[Profile, ...]]) -> None:
            self.set_busy("")
            is_new, profiles = result
            self.turned.emit()
            if is_new:
                self.organisation.set_profiles(profiles, practice=self._doors.is_practice)
                self.go(PERSON)
            else:
                self.found_office.emit()

        self.office.jobs.run(self, work, done, self._failed)

    def _prepare(self) -> None:
        chosen = self.organisation.chosen()
        plan = FirstOffice(
            login=self.person.login.text().strip(),
            name=self.person.name.text().strip(),
            passphrase=self.person.passphrase.text(),
            organisation=replace(chosen.organisation, reply_language=str(self.language.letters.chosen())),
            lines=chosen.lines,
            clients=chosen.clients,
        )
        if plan == self._prepared and self.sheet.sheet is not None:
            self.go(SHEET)
            return
        self.set_busy(self.tr("Making the keys and the record..."))

        def done(sheet: RecoverySheet) -> None:
            self.set_busy("")
            replaces = self._prepared is not None
            self._prepared = replace(plan)
            made_on = qt_dates.local(self._doors.now_at(), plan.organisation.business_zone).date()
            self.sheet.show_sheet(sheet, made_on, replaces_another=replaces)
            self.go(SHEET)

        self.office.jobs.run(self, lambda: self._doors.prepare(plan), done, self._failed)

    def _move_in(self) -> None:
        self.set_busy(self.tr("Opening..."))

        def done(desk: Desk) -> None:
            self.set_busy("")
            self.forget()
            self._prepared = None
            self.opened.emit(desk)

        self.office.jobs.run(self, self._doors.move_in, done, self._failed)

    def _failed(self, error: Exception) -> None:
        self.set_busy("")
        if isinstance(error, DomainError):
            if error.field in _PERSON_FIELDS and self.at > PERSON:
                self.go(PERSON)
            self.step.show_error(error)
        else:
            self.office.messages.show_trouble(error)
