"""Keeps the edges of the window true: counts in the navigation, saved views, status bar. Read after each change and unlock."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

from caseapp.domain.operators import Act, Role
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.overview import Overview, overview
from caseapp.services.views import CaseView
from caseapp.ui.home.record_lines import backup_is_old, backup_words, entries_words
from caseapp.ui.labels import label
from caseapp.ui.main_window import MainWindow
from caseapp.ui.navigation import NavEntry
from caseapp.ui.office import Office

READ_AGAIN_MS = 5 * 60 * 1000
"""Backups are made and days begin without anybody doing anything."""

_OFFICER_VIEWS = (
    CaseView.NEXT_10_DAYS, CaseView.OVERDUE, CaseView.CONFIRM_RECEIPT_DUE, CaseView.TO_VERIFY, CaseView.WAITING_FOR_OFFICER,
    CaseView.LETTERS_TO_APPROVE, CaseView.EXTENSION_WINDOW, CaseView.RETURNED_MAIL,
)  # fmt: skip
SAVED_VIEWS: dict[Role, tuple[CaseView, ...]] = {
    Role.PRIVACY_OFFICER: _OFFICER_VIEWS,
    Role.AUDITOR: (CaseView.OPEN, CaseView.NEXT_10_DAYS, CaseView.OVERDUE, CaseView.CLOSED),
    Role.CALL_AGENT: (CaseView.MY_DRAFTS, CaseView.OPEN, CaseView.CONFIRM_RECEIPT_DUE, CaseView.OVERDUE),
    Role.MAIL_CLERK: (CaseView.RETURNED_MAIL,),
}
"""The views a role works with; somebody with several roles has them all."""


def views_for(roles: Iterable[Role]) -> tuple[CaseView, ...]:
    """Return the saved views of these roles, each once."""
    held = frozenset(roles)
    wanted = [view for role, views in SAVED_VIEWS.items() if role in held for view in views]
    return tuple(dict.fromkeys(wanted))


class WindowState(QObject):
    """Listens to changes and fills the edges of the window."""

    def __init__(self, window: MainWindow, office: Office) -> None:
        super().__init__(window)
        self._window = window
        self._office = office
        office.bus.changed.connect(self._hear)
        office.desk_changed.connect(self._begin)
        self._timer = QTimer(self)
        self._timer.setInterval(READ_AGAIN_MS)
        self._timer.timeout.connect(self.read)
        self._begin()

    def read(self) -> None:
        """Read the figures again."""
        self._office.run(self, overview, self._show, key="window_state")

    def _begin(self) -> None:
        if self._office.desk is None:
            self._timer.stop()
            return
        self._timer.start()
        self._show_who(self._office.desk)
        self.read()

    def _hear(self, change: object) -> None:
        if isinstance(change, ChangeSet):
            self.read()

    def _show(self, found: Overview) -> None:
        desk = self._office.desk
        if desk is None:
            return
        counts = found.counts
        self._window.set_counts(
            {
                "letters": counts.to_approve if desk.operator.may(Act.APPROVE_LETTERS) else 0,
                "print_queue": counts.to_print,
                "home": 0,
            }
        )
        self._window.set_saved_views(
            tuple(
                NavEntry(id=view.value, text=label(view), count=found.views.get(view, 0), is_alarm=view is CaseView.OVERDUE)
                for view in views_for(desk.operator.roles)
            )
        )
        self._show_status(desk, found)

    def _show_who(self, desk: Desk) -> None:
        role = desk.operator.roles[0] if desk.operator.roles else None
        words = label(role) if role is not None else ""
        status = self._window.status
        status.set_part("who", "lock-open", self.tr("{login}, {role}").format(login=desk.operator.login, role=_lower(words)))
        status.set_part("where", "hard-drives", self.tr("Practice folder") if desk.practice else self.tr("This computer"))

    def _show_status(self, desk: Desk, found: Overview) -> None:
        status, counts = self._window.status, found.counts
        if desk.operator.may(Act.TAKE_REQUESTS):
            words = self.tr("{count} draft") if counts.my_drafts == 1 else self.tr("{count} drafts")
            status.set_part("drafts", "note-pencil", words.format(count=counts.my_drafts))
        approves, mails = desk.operator.may(Act.APPROVE_LETTERS), desk.operator.may(Act.RUN_MAIL_ROOM)
        if approves:
            words = self.tr("{approve} to approve, {print} to print, {check} to check")
        elif mails:
            words = self.tr("{print} to print, {check} to check")
        else:
            words = ""
        queue = words.format(approve=counts.to_approve, print=counts.to_print, check=found.to_check)
        status.set_part("queue", "printer", queue)
        store = found.store
        status.set_part("record", "shield-check", entries_words(store.entries), right=True)
        is_old = backup_is_old(store.last_backup_at, desk.now_at())
        words = backup_words(store.last_backup_at, desk.now_at(), desk.business_zone, desk.today())
        status.set_part("backup", "clock", words, right=True, alarm="ten_days" if is_old else "")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
