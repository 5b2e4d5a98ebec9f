"""The sentences of the script: ticked when they were said, with the time, and taken back when ticked by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC

from PySide6.QtCore import QObject

from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.script_panel import ScriptPanel
from caseapp.ui.intake.session import IntakeSession


class SaidLines(QObject):
    """See the module."""

    def __init__(self, session: IntakeSession, open_form: OpenForm, script: ScriptPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._open = open_form
        script.ticked.connect(self._tick)
        script.taken_back.connect(self._take_back)

    def _tick(self, line_id: str) -> None:
        now = self._session.now()
        said = self._open.base.said
        if now is not None and all(known != line_id for known, _ in said):
            self._keep((*said, (line_id, now.astimezone(UTC).isoformat(timespec="seconds"))))

    def _take_back(self, line_id: str) -> None:
        self._keep(tuple(pair for pair in self._open.base.said if pair[0] != line_id))

    def _keep(self, said: tuple[tuple[str, str], ...]) -> None:
        self._open.base = replace(self._open.base, said=said)
        self._open.show_script(self._open.form())
        self._session.touch()
