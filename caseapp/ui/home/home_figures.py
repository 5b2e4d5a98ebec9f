"""The figures of the start page: for each role its own, each leading to the list that has as many lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import Role
from caseapp.services.views import CaseView, HomeCounts
from caseapp.ui import qt_dates
from caseapp.ui.widgets.deadline_pill import NEAR_DAYS, SOON_DAYS, PillState

translate = QCoreApplication.translate

_A, _P, _M, _U = Role.CALL_AGENT, Role.PRIVACY_OFFICER, Role.MAIL_CLERK, Role.AUDITOR

TASKS = "tasks"
DRAFTS = "drafts"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFigure:
    """One figure.

    Attributes:
        id: also the name of the count in `HomeCounts`.
        words: says the words for a count, given today.
        section: where Enter goes; `TASKS` and `DRAFTS` are lists of the start page itself.
        arguments: what that page is given.
    """

    id: str
    words: Callable[[int, date], str]
    roles: frozenset[Role]
    section: str
    arguments: tuple[tuple[str, object], ...] = field(default=())
    state: PillState | None = None

    def count(self, counts: HomeCounts) -> int:
        value: int = getattr(counts, self.id)
        return value


def figures_for(roles: Iterable[Role]) -> tuple[HomeFigure, ...]:
    """Return the figures these roles see, in their order."""
    held = frozenset(roles)
    return tuple(figure for figure in _figures() if not figure.roles.isdisjoint(held))


def _case_figure(id: str, view: CaseView, words: Callable[[int, date], str], *roles: Role, state: PillState | None = None) -> HomeFigure:
    return HomeFigure(id=id, words=words, roles=frozenset(roles), section="cases", arguments=(("view", view.value),), state=state)


def _figures() -> tuple[HomeFigure, ...]:
    return (
        _case_figure("overdue", CaseView.OVERDUE, _overdue, _P, _U, state=PillState.OVERDUE),
        _case_figure("due_in_3_days", CaseView.NEXT_3_DAYS, _soon, _P, _U, state=PillState.THREE_DAYS),
        _case_figure("due_in_10_days", CaseView.NEXT_10_DAYS, _near, _P, _U, state=PillState.TEN_DAYS),
        _case_figure("confirm_receipt_due", CaseView.CONFIRM_RECEIPT_DUE, _to_confirm, _P),
        HomeFigure(
            id="to_approve", words=_to_approve, roles=frozenset({_P}), section="letters", arguments=(("tab", "to_approve"),)
        ),
        _case_figure("to_verify_over_14_days", CaseView.LONG_UNVERIFIED, _to_verify, _P),
        HomeFigure(id="to_print", words=_to_print, roles=frozenset({_M}), section="print_queue", arguments=(("tab", "queue"),)),
        HomeFigure(id="batches_open", words=_batches, roles=frozenset({_M}), section="print_queue", arguments=(("tab", "batches"),)),
        _case_figure("returned", CaseView.RETURNED_MAIL, _returned, _P, _M),
        HomeFigure(id="my_drafts", words=_drafts, roles=frozenset({_A}), section=DRAFTS),
        HomeFigure(id="tasks_due", words=_tasks, roles=frozenset({_A, _P, _M}), section=TASKS),
        _case_figure("open_cases", CaseView.OPEN, _open, _A, _U),
    )  # fmt: skip


def _overdue(count: int, today: date) -> str:
    return translate("Home", "overdue")


def _soon(count: int, today: date) -> str:
    return translate("Home", "plan by {day}").format(day=qt_dates.day_date(today + timedelta(days=SOON_DAYS)))


def _near(count: int, today: date) -> str:
    return translate("Home", "plan by {day}").format(day=qt_dates.day_date(today + timedelta(days=NEAR_DAYS)))


def _to_confirm(count: int, today: date) -> str:
    return translate("Home", "receipt to confirm") if count == 1 else translate("Home", "receipts to confirm")


def _to_approve(count: int, today: date) -> str:
    return translate("Home", "letter to approve") if count == 1 else translate("Home", "letters to approve")


def _to_verify(count: int, today: date) -> str:
    return translate("Home", "to verify over 14 days")


def _to_print(count: int, today: date) -> str:
    return translate("Home", "letter to print") if count == 1 else translate("Home", "letters to print")


def _batches(count: int, today: date) -> str:
    return translate("Home", "open batch") if count == 1 else translate("Home", "open batches")


def _returned(count: int, today: date) -> str:
    return translate("Home", "with returned mail")


def _drafts(count: int, today: date) -> str:
    return translate("Home", "draft of mine") if count == 1 else translate("Home", "drafts of mine")


def _tasks(count: int, today: date) -> str:
    return translate("Home", "task due today") if count == 1 else translate("Home", "tasks due today")


def _open(count: int, today: date) -> str:
    return translate("Home", "open case") if count == 1 else translate("Home", "open cases")
