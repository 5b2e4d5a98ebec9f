"""Backups, the check of the history and the parts of the program, as the administrator's pages ask for them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from caseapp import __version__
from caseapp.bootstrap.catalogues import screen_languages
from caseapp.ui.upkeep import BackupFile, Part

if TYPE_CHECKING:
    from importlib.metadata import PackageMetadata

    from PySide6.QtWidgets import QWidget

    from caseapp.bootstrap.doors import HouseDoors
    from caseapp.domain.history import ChainVerdict
    from caseapp.services.desk import Desk
    from caseapp.services.ports import RecoverySheet
    from caseapp.ui.office import Office
    from caseapp.ui.setup.sheet_paper import SheetKeeping

# Name for people, name of the distribution. What is not installed is not named.
LIBRARIES = (
    ("Qt for Python", "PySide6-Essentials"),
    ("SQLAlchemy", "SQLAlchemy"),
    ("Alembic", "alembic"),
    ("SQLCipher for Python", "sqlcipher3"),
    ("Argon2", "argon2-cffi"),
    ("cryptography", "cryptography"),
    ("ReportLab", "reportlab"),
    ("PDFium", "pypdfium2"),
    ("appdirs", "appdirs"),
    ("phonenumbers", "phonenumbers"),
    ("Babel", "Babel"),
    ("tzdata", "tzdata"),
)
_LICENSE_FILE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)(\.(txt|md|rst))?\Z", re.IGNORECASE)
FONTS = (
    ("Inter", "4.1", "SIL Open Font License 1.1", "fonts/Inter-LICENSE.txt"),
    ("Noto Sans Armenian", "2.005", "SIL Open Font License 1.1", "fonts/NotoSansArmenian-LICENSE.txt"),
    ("Phosphor", "2.1", "MIT", "icons/Phosphor-LICENSE.txt"),
)


class HouseUpkeep:
    """The record of the house that the doors are at.

    Args:
        office: of the window, whose pages open over it.
        keeping: how a recovery sheet leaves the program; the dialogs of the system when left out.
    """

    def __init__(self, doors: HouseDoors, office: Office, keeping: SheetKeeping | None = None) -> None:
        self._doors = doors
        self._office = office
        self._keeping = keeping

    def strength(self, passphrase: str) -> int:
        return self._doors.strength(passphrase)

    @property
    def backups_folder(self) -> str:
        return str(self._doors.house.backups)

    def backups(self) -> tuple[BackupFile, ...]:
        from caseapp.store.backup import list_backups

        return tuple(
            BackupFile(name=backup.path.name, made_at=backup.at, size=backup.size) for backup in list_backups(self._doors.house.backups)
        )

    def back_up(self) -> BackupFile:
        made = self._doors.house.back_up()
        return next(backup for backup in self.backups() if backup.name == Path(made).name)

    def check_history(self, desk: Desk) -> ChainVerdict:
        return self._doors.house.check_history(desk)

    def show_sheet(self, parent: QWidget, sheet: RecoverySheet) -> None:
        # Late: the pages bring Qt's printing with them.
        from caseapp.ui.setup.sheet_dialog import SheetDialog
        from caseapp.ui.setup.sheet_paper import SystemSheetKeeping

        desk = self._office.desk
        if desk is not None:
            SheetDialog(self._office, self._doors, self._keeping or SystemSheetKeeping(), sheet, desk.today(), parent).open()

    def screen_languages(self) -> tuple[str, ...]:
        return screen_languages(self._doors.house.resources)

    def program_version(self) -> str:
        return __version__

    def parts(self) -> tuple[Part, ...]:
        resources = self._doors.house.resources
        fonts = tuple(
            Part(name=name, version=version, license_name=license_name, license_text=resources.text(file))
            for name, version, license_name, file in FONTS
        )
        return (*fonts, *(part for name, distribution in LIBRARIES if (part := _library(name, distribution)) is not None))


def _library(name: str, distribution: str) -> Part | None:
    from importlib import metadata  # here, for it reads half of the e-mail package and the start has no use for it

    try:
        facts = metadata.metadata(distribution)
    except metadata.PackageNotFoundError:
        return None
    return Part(name=name, version=facts["Version"], license_name=_license_name(facts), license_text=_license_text(distribution))


def _license_text(distribution: str) -> str:
    """Return the licence files that came with a library, one after another."""
    from importlib import metadata

    files = [file for file in metadata.files(distribution) or [] if _LICENSE_FILE.match(file.name)]
    return "\n\n".join(Path(file.locate()).read_text(encoding="utf-8", errors="replace") for file in files if Path(file.locate()).is_file())


def _license_name(facts: PackageMetadata) -> str:
    """Return the short name of a licence: the SPDX expression, else the classifier, else the first line of the text."""
    if "License-Expression" in facts:
        return facts["License-Expression"]
    classifiers = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    if classifiers:
        return ", ".join(line.rsplit(" :: ", 1)[-1] for line in classifiers)
    lines = facts["License"].strip().splitlines() if "License" in facts else []
    return lines[0].strip() if lines else ""
