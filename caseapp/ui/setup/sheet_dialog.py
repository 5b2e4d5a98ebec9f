"""The pages of a new recovery sheet over the window, for somebody who is signed in: shown, printed or saved, and proved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors
from caseapp.ui.setup.flow import Flow
from caseapp.ui.setup.sheet_paper import SheetKeeping
from caseapp.ui.setup.sheet_step import ProofStep, SheetStep
from caseapp.ui.setup.step import TEXT_WIDTH
from caseapp.ui.theme import current
from caseapp.ui.tokens import Space

if TYPE_CHECKING:
    from caseapp.services.ports import RecoverySheet

SHEET, PROOF = range(2)


class SheetDialog(QDialog):
    """Opens with `open`. Leaving before the proof asks first; locking closes it at once."""

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping, sheet: RecoverySheet, made_on: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.office = office
        self.flow = _SheetFlow(office, doors, keeping)
        self.flow.sheet.show_sheet(sheet, made_on, replaces_another=True)
        self.flow.proved.connect(self.accept)
        self.setObjectName("new_sheet_dialog")
        title = self.tr("New recovery sheet")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.flow)
        px = current().px
        window = parent.window()
        wide, tall = px(TEXT_WIDTH) + px(Space.XXL) + px(Space.PAGE_RIGHT) + px(Space.L), px(520)
        self.resize(min(wide, window.width() - px(20)), min(tall, window.height() - px(40)))
        office.desk_changed.connect(self._close_when_locked)
        self.flow.go(SHEET)

    def open(self) -> None:
        super().open()
        self.flow.step.first_field().setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._ask_to_leave()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The cross of the frame asks; `reject` does not, for a window that locks waits for nobody."""
        event.ignore()
        self._ask_to_leave()

    def _ask_to_leave(self) -> None:
        """Ask before the sheet goes that nobody proved to have."""
        self.office.messages.ask(
            self.tr("Leave without proof"),
            self.tr(
                "The sheet before this one opens nothing any more, and this one is not shown again. If it was not printed or copied, make "
                "another one."
            ),
            (),
            self.tr("Leave all the same"),
            self.reject,
            destructive=True,
        )

    def done(self, result: int) -> None:
        self.flow.forget()
        super().done(result)
        self.deleteLater()

    def _close_when_locked(self) -> None:
        if self.office.desk is None:
            self.done(QDialog.DialogCode.Rejected)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()


class _SheetFlow(Flow):
    """Two pages.

    Signals:
        proved: two groups were typed back.
    """

    proved = Signal()

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping) -> None:
        self.sheet = SheetStep(office, doors, keeping)
        self.proof = ProofStep(office, doors)
        super().__init__(office, (self.sheet, self.proof), name="new_sheet", edge=current().px(Space.XXL))
        self.proof.next_text = self.tr("The sheet is kept")

    def advance(self, at: int) -> None:
        if at == PROOF:
            self.proved.emit()
        elif self.sheet.sheet is not None:
            self.proof.ask(self.sheet.sheet)
            self.go(PROOF)
