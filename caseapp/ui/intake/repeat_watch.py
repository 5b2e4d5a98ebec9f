"""Keeps the possible repeats of one draft: which are shown, which the agent has set aside, and the panel they are looked at in."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from caseapp.domain.case import ContactKind
from caseapp.services.consumers import ConsumerSheet, KnowNotice
from caseapp.services.views import RepeatEntry
from caseapp.ui.intake.contact_log import ContactLog
from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.frame import IntakeFrame
from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.page_words import know_words, repeat_words
from caseapp.ui.intake.repeat_panel import RepeatPanel
from caseapp.ui.intake.session import Found, IntakeSession


class RepeatWatch(QObject):
    """Shows what is found in the banner and in the panel; never moves the focus by itself.

    Signals:
        closed: the panel went, and the focus belongs to the form again.
    """

    closed = Signal()

    def __init__(
        self, session: IntakeSession, open_form: OpenForm, view: FormView, frame: IntakeFrame, contacts: ContactLog, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._open = open_form
        self._view = view
        self._frame = frame
        self._contacts = contacts
        self._entries: tuple[RepeatEntry, ...] = ()
        self._set_aside: set[str] = set()
        self._know: KnowNotice | None = None
        self._is_linked = False
        session.repeats_found.connect(self._show)
        session.linked.connect(self._linked)
        session.saved.connect(lambda *_saved: self._offer_link())
        view.look.clicked.connect(self.toggle)
        view.hide_banner.clicked.connect(self.set_aside_all)
        self._panel: RepeatPanel | None = None

    @property
    def panel(self) -> RepeatPanel:
        """The panel, made when somebody first looks."""
        if self._panel is None:
            self._panel = panel = RepeatPanel()
            self._frame.set_repeats(panel)
            panel.add_chosen.connect(self._add_to_case)
            panel.new_chosen.connect(self.set_aside_all)
            panel.other_chosen.connect(self._is_other)
            panel.same_chosen.connect(self._session.link)
            panel.unlink_chosen.connect(lambda: self._session.unlink(self.tr("Taken back while the request was taken")))
        return self._panel

    def reset(self) -> None:
        """Begin anew, for another draft."""
        self._set_aside = set()
        self._know = None
        self._is_linked = False
        self._show_entries((), date.min)

    # Found

    def _show(self, found: object) -> None:
        assert isinstance(found, Found)
        now = self._session.now()
        if now is not None:
            self._know = found.know
            self._show_entries(found.entries, now.date())

    def _show_entries(self, found: tuple[RepeatEntry, ...], today: date) -> None:
        self._entries = tuple(entry for entry in found if entry.case_id not in self._set_aside)
        if self._panel is not None:
            self._fill(self._panel, today)
        self._show_banner(today)

    def _show_banner(self, today: date) -> None:
        """Tell of what is undecided; a case that was linked stays in the panel, where the link can be taken back."""
        undecided = tuple(entry for entry in self._entries if entry.number not in self._open.linked)
        reached = self._know is not None and self._know.count.reached
        if undecided or (self._entries and reached):
            self._view.show_repeat(*repeat_words(undecided or self._entries, today, reached=reached))
        else:
            self._view.drop_repeat()

    # Looked at

    def toggle(self) -> None:
        """Open or close the panel."""
        if self._frame.view is not self._view:
            return
        now = self._session.now()
        if self._frame.shows_repeats or not self._entries or now is None:
            self.close()
            return
        self._fill(self.panel, now.date())
        self._frame.show_repeats()
        self.panel.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, panel: RepeatPanel, today: date) -> None:
        panel.show_entries(self._entries, today)
        panel.show_know(know_words(self._know) if self._know is not None else "")
        self._offer_link()

    def _offer_link(self) -> None:
        """Offer the link as soon as the draft has its number: it is kept a moment after a right was ticked."""
        sheet = self._session.sheet
        if self._panel is not None:
            self._panel.show_link(can_link=sheet is not None and bool(sheet.number), is_linked=self._is_linked)

    def _linked(self, person: object) -> None:
        """Tell it where notices stand; language and format chosen last come along, and can be chosen anew."""
        assert person is None or isinstance(person, ConsumerSheet)
        self._is_linked = person is not None
        now = self._session.now()
        self._open.linked = tuple(one.number for one in person.cases) if person is not None else ()
        if now is not None:
            if self._panel is not None:
                self._fill(self._panel, now.date())
            self._show_banner(now.date())
        self._open.show_head(self._open.form())
        if person is None:
            self._view.show_notice(self.tr("The link was taken back."))
            return
        self._open.show_standing()
        self._open.take_reply_of(person)

    def close(self) -> None:
        if self._frame.shows_repeats:
            self._frame.close_repeats()
            self.closed.emit()

    def set_aside_all(self) -> None:
        """Show none of these again for this draft."""
        self._set_aside.update(entry.case_id for entry in self._entries)
        self._entries = ()
        self._view.drop_repeat()
        self.close()

    def _is_other(self, case_id: str) -> None:
        """Show this one not again: a different person."""
        now = self._session.now()
        if now is None:
            return
        self._set_aside.add(case_id)
        self._show_entries(self._entries, now.date())
        if not self._entries:
            self.close()

    def _add_to_case(self, entry: object) -> None:
        """Log this contact with the case; a draft in which a right was ticked stays, for it is a request of its own."""
        assert isinstance(entry, RepeatEntry)
        if self._session.sheet is not None:
            self._contacts.log(self._open.form(), self._session.sheet, ContactKind.ABOUT_CASE, entry.number)
