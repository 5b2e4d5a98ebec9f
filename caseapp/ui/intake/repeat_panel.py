"""Cases that may be of the same person. Masked: number, rights, age and state, and what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from caseapp.services.views import RepeatEntry
from caseapp.ui import qt_dates
from caseapp.ui.intake.script_panel import SidePanel
from caseapp.ui.labels import types_in_short
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.case_list_view import CaseLine, CaseListView
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.words import Words, panel_title


class RepeatPanel(SidePanel):
    """See the module.

    Signals:
        add_chosen: the case this contact is about. new_chosen: it is a new request. other_chosen: case id of a different person.
        same_chosen: case id of the same person. unlink_chosen: that was a mistake.
    """

    add_chosen = Signal(object)
    new_chosen = Signal()
    other_chosen = Signal(str)
    same_chosen = Signal(str)
    unlink_chosen = Signal()

    def __init__(self) -> None:
        super().__init__("intake_repeats", self.tr("Possible repeats"))
        self._entries: tuple[RepeatEntry, ...] = ()
        self.list = CaseListView(name="intake_repeats_list", label=self.tr("Cases that may be of the same person"))
        self._note = Words(self.tr("Nothing here is read out. Names stay masked until somebody is verified."), ink="ink_2", wrap=True)
        self.know = Words("", wrap=True)
        self.know.setObjectName("intake_repeats_know")
        self.know.hide()
        self._is_linked = False
        self.same = KeyButton(self.tr("Same person"), name="intake_repeats_same", on_click=self._same)
        self.add = KeyButton(self.tr("Add to that case"), name="intake_repeats_add", on_click=self._add)
        self.new = KeyButton(self.tr("New request"), name="intake_repeats_new", on_click=self.new_chosen.emit)
        self.other = KeyButton(self.tr("Different person"), name="intake_repeats_other", on_click=self._other)
        self._hint = Words(
            self.tr(
                "Same person links this request with the case, once a right is ticked; it can be taken back. "
                "Adding only logs this contact. A right that is new to us is a new request, with its own clock."
            ),
            ink="ink_2",
            wrap=True,
        )
        self._column.addWidget(panel_title(self.tr("Possible repeats")))
        self._column.addWidget(self._note)
        self._column.addWidget(self.know)
        self._column.addWidget(self.list, 1)
        self._acts = QVBoxLayout()
        for act in (self.same, self.add, self.new, self.other):
            self._acts.addWidget(act)
        self._column.addLayout(self._acts)
        self._column.addWidget(self._hint)
        follow_theme(self, self._dress)

    def show_entries(self, entries: Sequence[RepeatEntry], today: date) -> None:
        """Show the cases; what was current stays current."""
        self._entries = tuple(entries)
        self.list.set_rows([self._line(entry, today) for entry in entries])

    def show_know(self, words: str) -> None:
        """Tell what earlier requests to know mean for this one, or nothing."""
        self.know.setText(words)
        self.know.setVisible(bool(words))

    def show_link(self, *, can_link: bool, is_linked: bool) -> None:
        """Offer to link, or to take the link back."""
        self._is_linked = is_linked
        self.same.setText(self.tr("Take the link back") if is_linked else self.tr("Same person"))
        self.same.setEnabled(can_link)

    def _same(self) -> None:
        entry = self.current_entry()
        if self._is_linked:
            self.unlink_chosen.emit()
        elif entry is not None:
            self.same_chosen.emit(entry.case_id)

    def _line(self, entry: RepeatEntry, today: date) -> CaseLine:
        return CaseLine(
            key=entry.case_id,
            name=entry.masked_name or self.tr("No name"),
            number=entry.number,
            right=types_in_short(entry.types),
            date=qt_dates.relative(entry.received_on, today),
            note=self.tr("open") if entry.is_open else self.tr("closed"),
        )

    def current_entry(self) -> RepeatEntry | None:
        key = self.list.current_key
        found = [entry for entry in self._entries if entry.case_id == key]
        return found[0] if found else (self._entries[0] if self._entries else None)

    def _add(self) -> None:
        entry = self.current_entry()
        if entry is not None:
            self.add_chosen.emit(entry)

    def _other(self) -> None:
        entry = self.current_entry()
        if entry is not None:
            self.other_chosen.emit(entry.case_id)

    def _dress(self) -> None:
        self._acts.setSpacing(current().px(Space.S))
        self.list.setMinimumHeight(current().px(120))
