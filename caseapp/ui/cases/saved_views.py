"""The saved views in the navigation, with the count of each, as fresh as the last act."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from caseapp.domain.operators import ALLOWED, Act, Role
from caseapp.services.changes import ChangeSet
from caseapp.services.views import CaseView
from caseapp.ui.labels import label
from caseapp.ui.main_window import MainWindow
from caseapp.ui.navigation import NavEntry
from caseapp.ui.office import Office

_AREAS = frozenset({"cases", "deadlines", "letters", "drafts"})


def views_for(roles: frozenset[Role]) -> tuple[CaseView, ...]:
    """Return the views that help a role in its work."""
    shown = [CaseView.NEXT_10_DAYS, CaseView.OVERDUE, CaseView.CONFIRM_RECEIPT_DUE]
    if Role.PRIVACY_OFFICER in roles:
        shown += [CaseView.WAITING_FOR_OFFICER, CaseView.LETTERS_TO_APPROVE, CaseView.EXTENSION_WINDOW]
    shown.append(CaseView.RETURNED_MAIL)
    if not roles.isdisjoint(ALLOWED[Act.TAKE_REQUESTS]):
        shown.append(CaseView.MY_DRAFTS)
    return tuple(shown)


class SavedViews(QObject):
    """Keeps the counts in the navigation in step with the store."""

    def __init__(self, window: MainWindow, office: Office) -> None:
        super().__init__(window)
        self._window = window
        self._office = office
        office.desk_changed.connect(self.read)
        office.bus.changed.connect(self._hear)
        self.read()

    def read(self) -> None:
        """Count again."""
        if self._office.desk is None or self._office.roles.isdisjoint(ALLOWED[Act.SEE_CASES]):
            self._window.set_saved_views(())
            return
        self._office.run(
            self,
            lambda desk: desk.queries.view_counts(today=desk.today(), operator_id=desk.operator.id),
            self._show,
            key="counts",
        )

    def _hear(self, change: object) -> None:
        if isinstance(change, ChangeSet) and change.areas & _AREAS:
            self.read()

    def _show(self, counts: Mapping[CaseView, int]) -> None:
        self._window.set_saved_views(
            tuple(
                NavEntry(id=view.value, text=label(view), count=counts.get(view), is_alarm=view is CaseView.OVERDUE)
                for view in views_for(self._office.roles)
            )
        )
