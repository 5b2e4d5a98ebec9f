"""Keeps the possible repeats of one draft: which are shown, which the agent has set aside."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal

from caseapp.services.views import RepeatEntry
from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.page_words import repeat_words
from caseapp.ui.intake.repeat_panel import RepeatPanel


class RepeatWatch(QObject):
    """Shows what is found in the banner and in the panel; never moves the focus.

    Signals:
        emptied: nothing is left to look at.
    """

    emptied = Signal()

    def __init__(self, form: FormView, panel: RepeatPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._form = form
        self._panel = panel
        self._entries: tuple[RepeatEntry, ...] = ()
        self._set_aside: set[str] = set()

    @property
    def has_any(self) -> bool:
        return bool(self._entries)

    def reset(self) -> None:
        """Begin anew, for another draft."""
        self._set_aside = set()
        self.show_found((), date.min)

    def show_found(self, found: tuple[RepeatEntry, ...], today: date) -> None:
        """Show what was found, without what was set aside."""
        self._entries = tuple(entry for entry in found if entry.case_id not in self._set_aside)
        self._panel.show_entries(self._entries, today)
        if self._entries:
            self._form.show_repeat(*repeat_words(self._entries, today))
        else:
            self._form.drop_repeat()

    def set_aside_all(self) -> None:
        """Show none of these again for this draft."""
        self._set_aside.update(entry.case_id for entry in self._entries)
        self._entries = ()
        self._form.drop_repeat()
        self.emptied.emit()

    def set_aside(self, case_id: str, today: date) -> None:
        """Show this one not again: a different person."""
        self._set_aside.add(case_id)
        self.show_found(self._entries, today)
        if not self._entries:
            self.emptied.emit()
