"""Pages of the recovery sheet: shown in groups to be printed, saved or copied by hand; then proved by typing two groups back."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from caseapp.domain.errors import DomainError
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors
from caseapp.ui.setup.sheet_paper import SheetKeeping
from caseapp.ui.setup.sheet_text import COLUMNS, SheetFacts, as_text, names_of
from caseapp.ui.setup.step import Step
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole, Weight
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.painted_text import LEFT, paint_text
from caseapp.ui.widgets.strokes import focus_ring, rounded
from caseapp.ui.widgets.words import Words

if TYPE_CHECKING:
    from caseapp.services.ports import RecoverySheet

ASKED = 2
"""Groups that are typed back."""


class SheetStep(Step):
    """Shows the sheet once. Nothing but a person's typing in `ProofStep` says that it was kept."""

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping) -> None:
        super().__init__(
            office,
            self.tr("The recovery sheet"),
            self.tr(
                "If every passphrase is forgotten, these signs are the only way into the record. Print them, or copy "
                "them by hand, and lock "
                "the paper away. On the next page you type two groups back."
            ),
        )
        self._doors = doors
        self._keeping = keeping
        self._facts: SheetFacts | None = None
        self.groups = SheetGroups()
        self._names = Words("", TypeRole.BODY, Weight.MEDIUM, "ink_2")
        self.print_button = KeyButton(self.tr("&Print..."), icon="printer", key="Ctrl+P", name="sheet_print", on_click=self.print_sheet)
        self.save_button = KeyButton(
            self.tr("Save as a &file..."), ButtonKind.QUIET, icon="floppy-disk", name="sheet_save", on_click=self._choose_file
        )
        self.told = Words("", TypeRole.BODY, ink="on_track", wrap=True)
        self.told.setObjectName("sheet_told")
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.print_button, self.save_button):
            line.addWidget(part)
        line.addStretch(1)
        for widget in (self._names, self.groups, row, self.told):
            self.form.add(widget)
        follow_theme(row, lambda: line.setSpacing(current().px(Space.S)))

    def show_sheet(self, sheet: RecoverySheet, made_on: date, *, replaces_another: bool = False) -> None:
        """Show a sheet."""
        self._facts = SheetFacts(sheet=sheet, made_on=made_on, is_practice=self._doors.is_practice)
        self._names.setText(names_of(self._facts))
        self.groups.set_groups(sheet.groups)
        self.told.setText(self.tr("A sheet shown or printed before this one opens nothing. Destroy it.") if replaces_another else "")

    @property
    def sheet(self) -> RecoverySheet | None:
        return self._facts.sheet if self._facts is not None else None

    def first_field(self) -> QWidget:
        return self.print_button

    def print_sheet(self) -> None:
        """Open the system's print dialog."""
        if self._facts is None:
            return

        def tell(printed: bool) -> None:
            if printed:
                self.told.setText(self.tr("Sent to the printer. Look whether the paper is readable before you go on."))

        self._keeping.print_sheet(self, self._facts, tell)

    def _choose_file(self) -> None:
        self._keeping.choose_file(self, self.tr("recovery-sheet.txt"), self._ask_file)

    def _ask_file(self, file: Path) -> None:
        self.office.messages.ask(
            self.tr("Save the recovery sheet as a file"),
            self.tr(
                "Whoever reads this file and has the record can open all of it. Put it on a stick that is locked "
                "away, not on this computer."
            ),
            ((self.tr("File"), file.name), (self.tr("Folder"), str(file.parent))),
            self.tr("Save the file"),
            lambda: self._save(file),
        )

    def _save(self, file: Path) -> None:
        if self._facts is None:
            return
        content = as_text(self._facts).encode()
        self.office.jobs.run(
            self,
            lambda: self._doors.save_sheet(file, content),
            lambda _: self.told.setText(self.tr("Saved as {file}.").format(file=file.name)),
            lane="file",
        )

    def forget(self) -> None:
        self._facts = None
        self.groups.set_groups(())
        self.told.setText("")


class ProofStep(Step):
    """Asks two groups of the sheet, chosen by chance. There is no way around it."""

    def __init__(self, office: Office, doors: Doors) -> None:
        super().__init__(
            office,
            self.tr("Prove that you have the sheet"),
            self.tr("Take the paper and type these two groups. Capitals, small letters and spaces make no difference."),
        )
        self._doors = doors
        self._sheet: RecoverySheet | None = None
        self._asked: tuple[int, ...] = ()
        self.fields = tuple(QLineEdit() for _ in range(ASKED))
        for place, field in enumerate(self.fields):
            field.setObjectName(f"proof_group_{place + 1}")
            field.setMaxLength(12)
            set_width(field, 12)
        self.rows = tuple(FormRow(self.tr("Group"), field, above=True) for field in self.fields)
        self.add_rows({f"group_{place + 1}": row for place, row in enumerate(self.rows)})

    def ask(self, sheet: RecoverySheet) -> None:
        """Choose two groups of this sheet; the same ones as long as it is the same sheet."""
        if sheet is self._sheet:
            return
        self._sheet = sheet
        self._asked = tuple(sorted(secrets.SystemRandom().sample(range(len(sheet.groups)), ASKED)))
        for row, field, index in zip(self.rows, self.fields, self._asked, strict=True):
            row.set_label(self.tr("Group &{number}").format(number=index + 1))
            field.clear()

    def first_field(self) -> QWidget:
        return next((field for field in self.fields if not field.text()), self.fields[0])

    def problems(self) -> tuple[DomainError, ...]:
        if self._sheet is None:
            return (DomainError("recovery_group_differs", "group_1"),)
        found = []
        for place, (index, field) in enumerate(zip(self._asked, self.fields, strict=True)):
            if not self._doors.proves(self._sheet, {index: field.text()}):
                code = "recovery_group_differs" if field.text().strip() else "recovery_group_missing"
                found.append(DomainError(code, f"group_{place + 1}", group=index + 1))
        return tuple(found)

    def forget(self) -> None:
        self._sheet = None
        for field in self.fields:
            field.clear()


class SheetGroups(QWidget):
    """The groups on a card, large and numbered; one stop for Tab, spoken sign by sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[str, ...] = ()
        self.setObjectName("sheet_groups")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_groups(())
        follow_theme(self, self.updateGeometry)

    @property
    def groups(self) -> tuple[str, ...]:
        return self._groups

    def set_groups(self, groups: tuple[str, ...]) -> None:
        self._groups = groups
        self.setAccessibleName(self.tr("The groups of the recovery sheet"))
        spoken = [
            self.tr("Group {number}: {signs}.").format(number=place, signs=" ".join(group)) for place, group in enumerate(groups, start=1)
        ]
        self.setAccessibleDescription(" ".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        px = current().px
        return QSize(px(480), px(158))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, px(Radius.CARD), theme.color("surface"), theme.color("line_strong"))
        width = (box.width() - 2 * px(20)) / COLUMNS
        for place, group in enumerate(self._groups):
            x = px(20) + (place % COLUMNS) * width
            y = px(16) + (place // COLUMNS) * px(44)
            number = QRectF(x, y, px(18), px(38))
            paint_text(painter, number, str(place + 1), theme.font(TypeRole.SMALL), theme.color("ink_3"), LEFT, may_shorten=False)
            words = QRectF(x + px(22), y, width - px(22), px(38))
            paint_text(painter, words, group, theme.font(TypeRole.FIGURE), theme.color("ink_1"), LEFT, may_shorten=False)
        if self.hasFocus():
            focus_ring(painter, box, px(Radius.CARD))
        painter.end()
