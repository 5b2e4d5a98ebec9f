"""Second page of the first run: real or practice office, and the folder where its record lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from caseapp.domain.errors import DomainError
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors
from caseapp.ui.setup.sheet_paper import SheetKeeping
from caseapp.ui.setup.step import Step
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton


class WhereStep(Step):
    """Asks what is set up, and where."""

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping) -> None:
        super().__init__(
            office,
            self.tr("What to set up, and where"),
            self.tr("Begin with the practice office when in doubt. The real one has a folder of its own and can be set up at any time."),
        )
        self._doors = doors
        self._keeping = keeping
        self.kind = RadioRow(
            (
                ("practice", self.tr("&Practice: a folder of its own, where nothing is real")),
                ("office", self.tr("The &office: real requests of real people")),
            ),
            name="setup_kind",
            label=self.tr("What to set up"),
            vertical=True,
        )
        self.kind.chosen_changed.connect(self._follow_kind)
        self.folder = QLineEdit()
        self.folder.setObjectName("setup_folder")
        set_width(self.folder, 58)
        self.browse = KeyButton(
            self.tr("&Choose a folder..."), ButtonKind.DEFAULT, icon="folder-open", name="setup_browse", on_click=self._browse
        )
        self.folder_row = FormRow(
            self.tr("&Where the record lies"),
            self.folder,
            hint_text=self.tr("Only you can read this folder. Keep it out of folders that are copied to the Internet."),
            above=True,
        )
        self.add_rows({"kind": FormRow(self.tr("What do you want to set up?"), self.kind, above=True), "folder": self.folder_row})
        self.form.add(self.browse)
        self.begin()

    def begin(self) -> None:
        """Propose the practice office beside the folder that the program was started with."""
        self.kind.set_chosen("practice")
        self.folder.setText(str(self._doors.folder_for(self._doors.folder, practice=True)))

    @property
    def is_practice(self) -> bool:
        return self.kind.chosen() == "practice"

    @property
    def chosen_folder(self) -> Path:
        return Path(self.folder.text().strip()).expanduser()

    def first_field(self) -> RadioRow:
        return self.kind

    def problems(self) -> tuple[DomainError, ...]:
        text = self.folder.text().strip()
        if not text:
            return (DomainError("folder_missing", "folder"),)
        if not self.chosen_folder.is_absolute():
            return (DomainError("folder_not_whole", "folder"),)
        return ()

    def _follow_kind(self, kind: object) -> None:
        if not self.problems():
            self.folder.setText(str(self._doors.folder_for(self.chosen_folder, practice=kind == "practice")))

    def _browse(self) -> None:
        def take(folder: Path) -> None:
            self.folder.setText(str(self._doors.folder_for(folder, practice=self.is_practice)))
            self.folder.setFocus()

        self._keeping.choose_folder(self, self.chosen_folder, take)
