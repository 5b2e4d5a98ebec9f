"""What the caller said for proof, while an officer has it open: shown beside the points, and gone again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from caseapp.services.verification import ChecklistView, read_checklist
from caseapp.ui.office import Office
from caseapp.ui.verification.checklist_frame import ChecklistFrame
from caseapp.ui.verification.point_rows import point_words


class OpenedClaims(QObject):
    """Opens and closes the sealed values on one sheet.

    Args:
        request_id: returns what the sheet is about now; values of another request are never shown.

    Attributes:
        are_open: they stand on the screen.
    """

    def __init__(self, office: Office, frame: ChecklistFrame, request_id: Callable[[], str]) -> None:
        super().__init__(frame)
        self._office = office
        self._frame = frame
        self._request_id = request_id
        self.are_open = False

    def toggle(self, request_id: str) -> None:
        """Open them, as an act that the history keeps; close them when they are open."""
        if self.are_open:
            self.close()
            return

        def done(view: ChecklistView) -> None:
            if request_id == self._request_id() and self._office.desk is not None:
                self._show(view)

        self._office.run(self, lambda desk: read_checklist(desk, request_id, open_claims=True), done)

    def close(self) -> None:
        """Drop the values from the screen."""
        self.are_open = False
        frame = self._frame
        frame.points.hide_said()
        frame.also_said.setText("")
        frame.also_said.hide()
        frame.open_button.setText(self.tr("Open what the caller said"))
        frame.open_button.set_icon("eye")
        frame.read_aloud.setVisible(False)

    def _show(self, view: ChecklistView) -> None:
        frame, said = self._frame, dict(view.claims)
        frame.points.show_said(said)
        also = [
            self.tr("{point}: {said}").format(point=point_words(point), said=text)
            for point, text in said.items()
            if point not in view.checklist.questions
        ]
        frame.also_said.setText(self.tr("Said too, not on this list. {parts}").format(parts="; ".join(also)) if also else "")
        frame.also_said.setVisible(bool(also))
        self.are_open = True
        frame.open_button.setText(self.tr("Close what was said"))
        frame.open_button.set_icon("eye-slash")
        frame.read_aloud.show_text(
            self.tr("Compare with the system of record; do not read aloud"),
            self.tr("The values are not kept on this page. That you opened them is in the history."),
        )
